import { compare, type Quantity, roundedQuotient, times } from './exact.ts'

const SMALL = Array.from({ length: 1000 }, (_, number) => String(number))

/** `2657` → `2.657`, `87.50` → `87,5`. All digits that count are shown: an explanation must recompute to its points. */
export function showQuantity(quantity: Quantity): string {
  if (typeof quantity === 'number' && quantity >= 0 && quantity < 1000) return SMALL[quantity] ?? ''
  return showDecimalText(typeof quantity === 'number' ? String(quantity) : quantity.toFixed())
}

/** `1234.5` → `1.234,5`; digits after the dot are kept as written. */
export function showDecimalText(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.').replace('-', '−')
  return fraction === undefined ? grouped : `${grouped},${fraction}`
}

/**
 * `= 80%`, or `≈ 66,66%` where two decimals don't hold it. Cut, not rounded, so that a ratio just under a limit is never shown
 * as having reached it; the points are always found from the two numbers, not from what is shown.
 */
export function showPercent(numerator: Quantity, denominator: Quantity): string {
  const dividend = times(numerator, 10_000)
  const hundredths = roundedQuotient(dividend, denominator, 'down')
  const exact = compare(times(hundredths, denominator), dividend) === 0
  const kept = exact ? EXACT_PERCENTS : CUT_PERCENTS
  if (hundredths > 10_000) return spellPercent(hundredths, exact)
  const known = kept[hundredths]
  if (known !== undefined) return known
  const made = spellPercent(hundredths, exact)
  kept[hundredths] = made
  return made
}

/** Texts of 0 to 100 percent by hundredths, kept once made. */
const EXACT_PERCENTS = new Array<string | undefined>(10_001).fill(undefined)
const CUT_PERCENTS = new Array<string | undefined>(10_001).fill(undefined)

function spellPercent(hundredths: number, exact: boolean): string {
  const fraction = hundredths % 100
  const whole = (hundredths - fraction) / 100
  const digits =
    fraction === 0 ? '' : fraction % 10 === 0 ? `,${fraction / 10}` : `,${fraction < 10 ? '0' : ''}${fraction}`
  return `${exact ? '=' : '≈'} ${showQuantity(whole)}${digits}%`
}
