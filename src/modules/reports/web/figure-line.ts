import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { ComparedFigure } from '../../indicators/index.ts'
import type { ReportFigure } from '../queries/report-content.ts'
import { reasonInWords } from '../rules/figure-override.ts'

/**
 * A figure of a report as a line of its table. One whose records have changed since it was sent says so, and so does one put by hand,
 * beside the counted number, and one that is counted for another body.
 */
export function figureLine({
  code,
  title,
  unitOfMeasure,
  amount,
  lastYear,
  onBehalfOf,
  changedTo,
  override,
  countedFor,
}: ReportFigure): ComparedFigure {
  const notes = [
    ...(countedFor === null ? [] : [`Tính cho ${countedFor.unitName}`]),
    ...(changedTo === null ? [] : [changeInWords(amount, changedTo)]),
  ]
  return {
    code,
    title,
    unitOfMeasure,
    now: amount,
    lastYear: lastYear === null ? null : { value: lastYear },
    // Compared by the units of today; of a unit that is gone its page falls back to the time.
    lastYearReading: 'now',
    onBehalfOf,
    note: notes.length === 0 ? undefined : notes.join('. '),
    byHand: override === null ? undefined : { value: override.value, note: reasonInWords(override) },
    countedFor:
      countedFor === null ? undefined : { unitId: countedFor.unitId, isReadable: countedFor.isReadable ?? false },
  }
}

/** “Sau khi gửi, hồ sơ đã thay đổi: nay là 13 (14 hồ sơ)”. */
export function changeInWords(sent: ReportFigure['amount'], now: NonNullable<ReportFigure['changedTo']>): string {
  const records =
    sent !== null && sent.value === now.value
      ? ` (${formatNumber(now.recordCount)} hồ sơ, khi gửi là ${formatNumber(sent.recordCount)})`
      : ''
  return `Hồ sơ đã thay đổi sau khi gửi: nay đếm được ${formatNumber(now.value)}${records}`
}
