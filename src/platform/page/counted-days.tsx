import { type CalendarDate, formatCalendarDate } from '../../vocabulary/calendar-date.ts'
import { DataTable } from './data-table.tsx'
import { Details } from './notice.tsx'

/** Every day of the count of a time limit, with why it counts or does not, folded for who asks. */
export function CountedDays({ days }: { days: readonly { date: CalendarDate; counts: boolean; why: string }[] }) {
  return (
    <Details summary="Cách tính từng ngày">
      <DataTable
        caption="Cách tính thời hạn từng ngày"
        captionHidden
        phone="stack"
        empty="Không có ngày nào."
        columns={[
          { key: 'date', title: 'Ngày', rowHeader: true, width: 'narrow' },
          { key: 'counts', title: 'Tính', width: 'narrow' },
          { key: 'why', title: 'Lý do' },
        ]}
        rows={days.map(({ date, counts, why }) => ({
          date: formatCalendarDate(date),
          counts: counts ? 'Có' : 'Không',
          why,
        }))}
      />
    </Details>
  )
}
