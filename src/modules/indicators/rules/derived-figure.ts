import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Counted, NONE_COUNTED, NOTHING, type Quantity } from './counted.ts'
import { exactOf, over, rounded, times } from './exact.ts'
import { type Formula, namesIn, parseFormula } from './formula.ts'
import { dividedByNought, number, type Value, valueOfFormula } from './formula-value.ts'
import { decimalsOf, type Indicator } from './indicator.ts'

/** A figure with its exact values: formulas are computed from these, and rounded once. They are made when a formula asks for them. */
export type Tally = {
  readonly figure: DerivedFigure
  readonly total: () => Value
  readonly own: () => Value
}

export type DerivedFigure = {
  indicator: Indicator
  unitId: string
  total: Quantity | null
  own: Quantity | null
  parts: Counted['parts']
  unallocated: Quantity
  unallocatedHere: Quantity
  onBehalfOf: Counted['onBehalfOf']
  ofWhole: { part: number; whole: number } | null
  refusal: Refusal | null
}

export type Found = {
  /** What was counted; nothing found is nought. */
  counted?: Counted | undefined
  /** The value that was published, of a typed indicator that does not add up. */
  value?: string | undefined
  /** Why it cannot be had. */
  refusal?: Refusal | null
  /** The figures of the same unit that were made before. */
  tallyOf?: (code: string) => Tally | undefined
}

/** The codes of the figures that a formula is computed from; none for what is no formula. */
export function operandsOf(indicator: Pick<Indicator, 'formula'> | undefined): string[] {
  return indicator?.formula ? namesIn(parseFormula(indicator.formula)) : []
}

/** The figure of one indicator of one unit from what was counted, published, or computed before it. */
export function derivedFigure(indicator: Indicator, unitId: string, found: Found): Tally {
  if (found.refusal) return lacking(indicator, unitId, found.refusal)
  switch (indicator.measure) {
    case 'count':
    case 'sum':
      return ofSums(indicator, unitId, found.counted ?? NONE_COUNTED)
    case 'distinct': {
      const { total, own } = found.counted ?? NONE_COUNTED
      return ofValues(indicator, unitId, { total: whole(total.value), own: whole(own.value), counts: { total, own } })
    }
    case 'share':
      return ofShare(indicator, unitId, found.counted ?? NONE_COUNTED)
    case 'typed':
      return indicator.addsUp
        ? ofSums(indicator, unitId, found.counted ?? NONE_COUNTED)
        : ofPublished(indicator, unitId, found.value)
    case 'formula':
      return ofFormula(indicator, unitId, found)
  }
}

function ofSums(indicator: Indicator, unitId: string, counted: Counted): Tally {
  return new Sums({ indicator, unitId, ...counted, ofWhole: null, refusal: null }, counted)
}

/** Most figures are of this kind, and few formulas ask for their values: a table of a province has thousands. */
class Sums implements Tally {
  readonly figure: DerivedFigure
  private readonly counted: Counted

  constructor(figure: DerivedFigure, counted: Counted) {
    this.figure = figure
    this.counted = counted
  }

  total() {
    return whole(this.counted.total.value)
  }

  own() {
    return whole(this.counted.own.value)
  }
}

function ofShare(indicator: Indicator, unitId: string, { total, own }: Counted): Tally {
  const values = { total: shareOf(total), own: shareOf(own), counts: { total, own } }
  const tally = ofValues(indicator, unitId, values)
  return { ...tally, figure: { ...tally.figure, ofWhole: { part: total.value, whole: total.recordCount } } }
}

function shareOf({ value, recordCount }: Quantity): Value {
  const share = over(exactOf(value), exactOf(recordCount))
  if (share === null) return { value: null, why: dividedByNought('(số hồ sơ được xét)') }
  return number(times(share, exactOf(100)))
}

function ofPublished(indicator: Indicator, unitId: string, published: string | undefined): Tally {
  if (published === undefined) {
    const message = `Chưa nhập “${indicator.title}” của đơn vị cho kỳ này.`
    return lacking(indicator, unitId, new Refusal('invalid', 'indicators.no-value', message))
  }
  const value = number(exactOf(published))
  const one = { value: 0, recordCount: 1 }
  return ofValues(indicator, unitId, { total: value, own: value, counts: { total: one, own: one } })
}

function ofFormula(indicator: Indicator, unitId: string, { tallyOf }: Found): Tally {
  const formula: Formula = parseFormula(indicator.formula ?? '')
  const operands = namesIn(formula).map((code) => tallyOf?.(code))
  const value = (which: 'total' | 'own') => valueOfFormula(formula, (code) => valueIn(tallyOf?.(code), code, which))
  const records = (which: 'total' | 'own') =>
    operands.reduce((sum, operand) => sum + (operand?.figure[which]?.recordCount ?? 0), 0)
  const titled = (told: Value): Value =>
    told.why === null
      ? told
      : { value: null, why: withTitles(told.why, (code) => tallyOf?.(code)?.figure.indicator.title) }
  return ofValues(indicator, unitId, {
    total: titled(value('total')),
    own: titled(value('own')),
    counts: { total: { value: 0, recordCount: records('total') }, own: { value: 0, recordCount: records('own') } },
  })
}

function valueIn(tally: Tally | undefined, code: string, which: 'total' | 'own'): Value {
  if (tally) return tally[which]()
  const message = `Không tính được: không có chỉ tiêu “${code}” mà công thức nêu.`
  return { value: null, why: new Refusal('invalid', 'indicators.no-such-operand', message) }
}

/** People read titles where the formula is kept with codes. */
function withTitles(why: Refusal, titleOf: (code: string) => string | undefined): Refusal {
  const message = why.messageForPerson.replace(/\[([^[\]]+)\]/g, (_, code: string) => `[${titleOf(code) ?? code}]`)
  return new Refusal(why.kind, why.code, message)
}

function ofValues(
  indicator: Indicator,
  unitId: string,
  { total, own, counts }: { total: Value; own: Value; counts: Pick<Counted, 'total' | 'own'> },
): Tally {
  const shown = (value: Value, { recordCount }: Quantity): Quantity | null =>
    value.value === null ? null : { value: rounded(value.value, decimalsOf(indicator)), recordCount }
  const figure = {
    ...nothingOf(indicator, unitId),
    total: shown(total, counts.total),
    own: shown(own, counts.own),
    refusal: total.why,
  }
  return { figure, total: () => total, own: () => own }
}

function lacking(indicator: Indicator, unitId: string, why: Refusal): Tally {
  const none: Value = { value: null, why }
  return { figure: { ...nothingOf(indicator, unitId), refusal: why }, total: () => none, own: () => none }
}

function nothingOf(indicator: Indicator, unitId: string): DerivedFigure {
  return {
    ...{ indicator, unitId, total: null, own: null, parts: [], unallocated: NOTHING, unallocatedHere: NOTHING },
    ...{ onBehalfOf: [], ofWhole: null, refusal: null },
  }
}

const whole = (value: number): Value => number(exactOf(value))
