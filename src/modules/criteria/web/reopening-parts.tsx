import { DataTable, InsetText } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { changedByReopening, reopeningsOf } from '../queries/reopenings.ts'
import { showPoints } from './assessment-tags.tsx'

/** That the year was opened again after its decision, by whom and why. */
export function Reopenings({ reopenings }: { reopenings: Awaited<ReturnType<typeof reopeningsOf>> }) {
  if (reopenings.length === 0) return null
  return (
    <InsetText>
      {reopenings.map((each) => (
        <p class="govuk-body" key={each.id}>
          {`${each.reopenedBy ?? 'Hệ thống'} mở lại ngày ${formatCalendarDate(each.reopenedOn)} (kết quả cũ theo ${each.decisionNumber}, ngày ${formatCalendarDate(each.decidedOn)}): ${each.reason}`}
        </p>
      ))}
    </InsetText>
  )
}

/** Which units stand otherwise than before the year was opened again. Draws nothing where it never was, or nothing changed. */
export function ChangedByReopening({ changed }: { changed: Awaited<ReturnType<typeof changedByReopening>> }) {
  if (changed.length === 0) return null
  const place = (position: number | null) => (position === null ? '–' : formatNumber(position))
  return (
    <DataTable
      caption={`Thay đổi so với kết quả trước khi mở lại: ${formatNumber(changed.length)} đơn vị`}
      phone="stack"
      empty=""
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
        { key: 'before', title: 'Trước khi mở lại' },
        { key: 'now', title: 'Hiện nay' },
      ]}
      rows={changed.map((row) => ({
        unit: row.unitName,
        before: `${row.rankBefore ?? 'Không xếp loại'}, ${showPoints(row.totalBefore)} điểm, hạng ${place(row.placeBefore)}`,
        now: `${row.rank ?? 'Không xếp loại'}, ${showPoints(row.total)} điểm, hạng ${place(row.place)}`,
      }))}
    />
  )
}
