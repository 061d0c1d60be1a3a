import { formatNumber, formatPercent } from '../../../vocabulary/vietnamese.ts'

/** A figure beside the one of the same period of last year. */
export type Comparison = {
  /** How much more (or less, when negative); null when one of the two is lacking. */
  readonly difference: number | null
  /** The difference as a share of last year's figure; null too when last year's is nought. */
  readonly share: number | null
}

/** Compares a figure with that of the same period of last year. A figure that is lacking (null) is not nought and is compared with nothing. */
export function compare(now: number | null, lastYear: number | null): Comparison {
  if (now === null || lastYear === null) return { difference: null, share: null }
  const difference = now - lastYear
  return { difference, share: lastYear === 0 ? null : difference / lastYear }
}

/**
 * `+5 (+15,6%)`, `-3 (-25%)`, `+4`, `0`, or `–` when there is nothing to compare. Shares differ by points (`+5,2 điểm %`): a share of a
 * share would be taken for one.
 */
export function comparisonInSigns({ difference, share }: Comparison, unitOfMeasure?: string): string {
  if (difference === null) return '–'
  if (unitOfMeasure === '%') return `${signed(difference, (value) => formatNumber(value))} điểm %`
  const percent = share === null || difference === 0 ? '' : ` (${signed(share, (value) => formatPercent(value))})`
  return `${signed(difference, (value) => formatNumber(value))}${percent}`
}

/** `tăng 5 (15,6%)`, `giảm 3 (25%)`, `không tăng, không giảm`; empty when there is nothing to compare. */
export function comparisonInWords({ difference, share }: Comparison, unitOfMeasure?: string): string {
  if (difference === null) return ''
  if (difference === 0) return 'không tăng, không giảm'
  const percent =
    unitOfMeasure === '%' ? ' điểm phần trăm' : share === null ? '' : ` (${formatPercent(Math.abs(share))})`
  return `${difference > 0 ? 'tăng' : 'giảm'} ${formatNumber(Math.abs(difference))}${percent}`
}

function signed(value: number, write: (value: number) => string): string {
  return value > 0 ? `+${write(value)}` : write(value)
}
