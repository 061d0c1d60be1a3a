import { formatNumber } from '../../../vocabulary/vietnamese.ts'

/** A figure as a report tells it in words. */
export type FigureToTell = {
  title: string
  unitOfMeasure: string
  /** null when it cannot be counted, which is not the same as nought. */
  value: number | null
  lastYear: number | null
  /** The difference in words, such as “tăng 5 (15,6%)”; empty when there is nothing to compare. */
  difference: string
  parts: readonly { title: string; value: number }[]
  /** Said of a value put by hand: what was counted, why, on what it rests; null when the value is the counted one. */
  byHand: string | null
}

/**
 * `Cuộc giám sát: 7 cuộc (thay mặt HĐND tỉnh 1, thay mặt Đoàn ĐBQH 6); cùng kỳ năm trước 5, tăng 2 (40%)`.
 * The number stands as it does in the table, so that the two can be compared. A value put by hand is followed by the counted one and
 * the reason, in brackets.
 */
export function figureSentence({
  title,
  unitOfMeasure,
  value,
  lastYear,
  difference,
  parts,
  byHand,
}: FigureToTell): string {
  if (value === null) return `${title}: chưa có dữ liệu để đếm`
  const among = parts.map((part) => `${part.title} ${formatNumber(part.value)}`).join('; ')
  const compared =
    lastYear === null
      ? ''
      : `; cùng kỳ năm trước ${formatNumber(lastYear)}${difference === '' ? '' : `, ${difference}`}`
  const hand = byHand === null ? '' : ` (${byHand})`
  return `${title}: ${formatNumber(value)} ${unitOfMeasure}${hand}${among === '' ? '' : ` (trong đó ${among})`}${compared}`
}
