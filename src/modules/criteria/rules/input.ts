import { Refusal } from '../../../vocabulary/refusal.ts'
import { compare, isWhole, parseQuantity, type Quantity, quantityOfNumber } from './exact.ts'
import type { DecimalText } from './score-scale.ts'

/** Where a figure comes from: typed by a person under its code, counted by the system as an indicator, or fixed in the set. */
export type Input =
  | { readonly figure: string; readonly title: string }
  | { readonly indicator: string; readonly title: string }
  | { readonly number: DecimalText; readonly title: string }

/** A number, or a ratio that is read in percent. */
export type Measure = Input | { readonly numerator: Input; readonly denominator: Input }

/** A number, a yes/no, or a text: a decimal number, a date, the code of a level, a rank, the code of a unit. */
export type FigureValue = number | boolean | string

/** What is known of one unit in one year when its criteria are scored. */
export interface Facts {
  readonly figures: Readonly<Record<string, FigureValue>>
  readonly year: number
}

/** Under which code the figure is found; `null` for a number fixed in the set. */
export function codeOf(input: Input): string | null {
  return 'figure' in input ? input.figure : 'indicator' in input ? input.indicator : null
}

export function isRatio(measure: Measure): measure is { readonly numerator: Input; readonly denominator: Input } {
  return 'numerator' in measure
}

/** Reads the figure as an exact number; `undefined` when nobody has given it. Refuses `criteria.figure-not-a-number`. */
export function numberReader(input: Input): (facts: Facts) => Quantity | undefined {
  if ('number' in input) {
    const fixed = parseQuantity(input.number) ?? refuseNumber(input.title, input.number)
    return () => fixed
  }
  const code = 'figure' in input ? input.figure : input.indicator
  return (facts) => {
    const value = facts.figures[code]
    if (value === undefined) return undefined
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value
    return readQuantity(value) ?? refuseNumber(input.title, value)
  }
}

/** Like `numberReader`, and refuses `criteria.negative-figure`: there are no fewer than no things. */
export function amountReader(input: Input): (facts: Facts) => Quantity | undefined {
  const read = numberReader(input)
  return (facts) => {
    const amount = read(facts)
    if (amount !== undefined && compare(amount, 0) < 0) refuseNegative(input.title, amount)
    return amount
  }
}

/**
 * How often: a whole number; yes counts as once, nothing said as never.
 * Refuses `criteria.figure-not-a-count` and `criteria.negative-figure`.
 */
export function countReader(input: Input): (facts: Facts) => number {
  const code = codeOf(input)
  if (code === null) {
    const fixed = numberReader(input)
    return (facts) => wholeNumber(input.title, fixed(facts) ?? 0)
  }
  return (facts) => {
    const value = facts.figures[code]
    if (value === undefined) return 0
    if (typeof value === 'boolean') return value ? 1 : 0
    return wholeNumber(input.title, readQuantity(value) ?? refuseNumber(input.title, value))
  }
}

/** A yes/no answer, or a count, of which one or more means yes; `undefined` when nobody has given it. Refuses `criteria.figure-not-yes-or-no`. */
export function readYesNo(facts: Facts, code: string, title: string): boolean | undefined {
  const value = facts.figures[code]
  if (value === undefined || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value > 0
  throw new Refusal(
    'invalid',
    'criteria.figure-not-yes-or-no',
    `“${title}” cần câu trả lời có hoặc không, nhưng đang ghi là “${value}”. Hãy chọn lại; các số liệu khác vẫn được giữ.`,
  )
}

/** A text such as the code of a level; a number is read as it is written. `undefined` when nobody has given it. */
export function readText(facts: Facts, code: string): string | undefined {
  const value = facts.figures[code]
  return value === undefined ? undefined : String(value)
}

function readQuantity(value: FigureValue): Quantity | null {
  if (typeof value === 'number') return quantityOfNumber(value)
  return typeof value === 'string' ? parseQuantity(value) : null
}

function wholeNumber(title: string, quantity: Quantity): number {
  if (!isWhole(quantity)) {
    throw new Refusal(
      'invalid',
      'criteria.figure-not-a-count',
      `“${title}” phải là số nguyên vì là số lần hoặc số lượng. Hãy sửa lại; các số liệu khác vẫn được giữ.`,
    )
  }
  return quantity < 0 ? refuseNegative(title, quantity) : quantity
}

function refuseNumber(title: string, value: FigureValue): never {
  const given = typeof value === 'boolean' ? (value ? 'có' : 'không') : String(value)
  throw new Refusal(
    'invalid',
    'criteria.figure-not-a-number',
    `“${title}” cần một con số, nhưng đang ghi là “${given}”. Hãy ghi bằng chữ số; các số liệu khác vẫn được giữ.`,
  )
}

function refuseNegative(title: string, amount: Quantity): never {
  throw new Refusal(
    'invalid',
    'criteria.negative-figure',
    `“${title}” không thể nhỏ hơn 0 (đang ghi ${String(amount)}). Hãy sửa lại; các số liệu khác vẫn được giữ.`,
  )
}
