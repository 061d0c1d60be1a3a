import { DataTable } from '../../../../platform/page/index.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { compare, comparisonInSigns } from '../../../indicators/index.ts'
import type { FigureChange, SentAmount } from '../../rules/report-supplement.ts'

/** “13”, or “chưa có” when it could not be counted. */
export const amountInWords = (amount: SentAmount) => (amount === null ? 'chưa có' : formatNumber(amount.value))

/** “+5 (+15,6%)”; where only the records behind it are others, how many there are. */
export function differenceInWords({ before, after }: FigureChange): string {
  if (before !== null && after !== null && before.value === after.value)
    return `Số hồ sơ: ${formatNumber(before.recordCount)} → ${formatNumber(after.recordCount)}`
  return comparisonInSigns(compare(after?.value ?? null, before?.value ?? null))
}

/** What a supplement changes: from → to, with the difference. */
export function ChangedFigures({ changes, caption }: { changes: readonly FigureChange[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      phone="stack"
      empty="Không có chỉ tiêu nào thay đổi so với số đã gửi."
      columns={[
        { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
        { key: 'before', title: 'Đã gửi', numeric: true },
        { key: 'after', title: 'Bổ sung thành', numeric: true },
        { key: 'difference', title: 'Chênh lệch', numeric: true },
      ]}
      rows={changes.map((change) => ({
        title: (
          <>
            {change.title} <span class="app-muted">({change.unitOfMeasure})</span>
          </>
        ),
        before: amountInWords(change.before),
        after: amountInWords(change.after),
        difference: differenceInWords(change),
      }))}
    />
  )
}
