import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Formula, printFormula } from './formula.ts'

/** What a formula without unit gives: how many times. */
export const TIMES = 'lần'
export const PERCENT = '%'

/** How often each unit of measure stands above (1, 2 …) or below (−1 …) the line; empty for a mere number. */
type Dimension = ReadonlyMap<string, number>

const NUMBER: Dimension = new Map()

/**
 * The unit of measure of what a formula gives: đơn + đơn is đơn, người ÷ người is a number of times, as a share %, ý kiến ÷ cuộc is
 * ý kiến/cuộc. Refuses `indicators.units-differ` where unlike things are added, subtracted or set in relation (đơn + cuộc) and
 * `indicators.no-such-unit-of-measure` where nobody could read the unit of the result.
 */
export function unitOfFormula(formula: Formula, unitOf: (name: string) => string): string {
  const unit = inWords(dimensionOf(formula, unitOf))
  if (unit !== null) return unit
  const message = `Công thức “${printFormula(formula)}” cho một đơn vị tính không ai đọc được. Hãy dùng mỗi phép nhân, phép chia với một con số hoặc với hai chỉ tiêu có nghĩa khi chia cho nhau.`
  throw new Refusal('invalid', 'indicators.no-such-unit-of-measure', message, { formula: message })
}

function dimensionOf(formula: Formula, unitOf: (name: string) => string): Dimension {
  switch (formula.kind) {
    case 'number':
      return NUMBER
    case 'figure':
      return dimensionOfUnit(unitOf(formula.name))
    case 'percent':
      requireSame(formula.part, formula.whole, unitOf)
      return new Map([[PERCENT, 1]])
    case 'operation': {
      const { sign, left, right } = formula
      if (sign === '×') return product(dimensionOf(left, unitOf), dimensionOf(right, unitOf), 1)
      if (sign === '÷') return product(dimensionOf(left, unitOf), dimensionOf(right, unitOf), -1)
      return requireSame(left, right, unitOf)
    }
  }
}

function requireSame(left: Formula, right: Formula, unitOf: (name: string) => string): Dimension {
  const [one, other] = [dimensionOf(left, unitOf), dimensionOf(right, unitOf)]
  if (key(one) === key(other)) return one
  const message = `Không cộng, trừ, so sánh được hai số khác đơn vị tính: “${printFormula(left)}” tính bằng ${told(one)}, “${printFormula(right)}” tính bằng ${told(other)}.`
  throw new Refusal('invalid', 'indicators.units-differ', message, { formula: message })
}

/** `ý kiến/cuộc` is what such a formula gave. */
function dimensionOfUnit(unit: string): Dimension {
  if (unit === TIMES || unit === '') return NUMBER
  const [above = '', below] = unit.split('/').map((name) => name.trim())
  return product(new Map([[above, 1]]), below === undefined ? NUMBER : new Map([[below, 1]]), -1)
}

function product(one: Dimension, other: Dimension, direction: 1 | -1): Dimension {
  const all = new Map(one)
  for (const [unit, power] of other) all.set(unit, (all.get(unit) ?? 0) + direction * power)
  return new Map([...all].filter(([, power]) => power !== 0))
}

const key = (dimension: Dimension): string =>
  JSON.stringify([...dimension].sort(([one], [other]) => (one < other ? -1 : 1)))

function inWords(dimension: Dimension): string | null {
  if (dimension.size === 0) return TIMES
  const above = [...dimension].filter(([, power]) => power === 1).map(([unit]) => unit)
  const below = [...dimension].filter(([, power]) => power === -1).map(([unit]) => unit)
  if (above.length !== 1 || below.length > 1 || above.length + below.length !== dimension.size) return null
  return below.length === 0 ? (above[0] ?? null) : `${above[0]}/${below[0]}`
}

const told = (dimension: Dimension): string =>
  inWords(dimension) ?? [...dimension].map(([unit, power]) => `${unit}${power < 0 ? ' (ở mẫu số)' : ''}`).join(' × ')
