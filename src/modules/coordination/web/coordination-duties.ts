import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { openCoordinations } from '../queries/coordinations.ts'
import { owedReports } from '../rules/coordination.ts'

/** How long before its last day a report, and before the end the looking back, is told. */
const REPORT_DAYS_AHEAD = 15
const END_DAYS_AHEAD = 30

type Open = Awaited<ReturnType<typeof openCoordinations>>[number]

/** What waits in coordination for the units in which the official works: signatures, yearly reports, the looking back at the end. */
export async function coordinationDuties({ database, official, today }: Context): Promise<Duty[]> {
  const own = (permission: string) =>
    official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.unitId)
  const [signers, writers] = [own('coordination.sign'), own('coordination.write')]
  if (signers.length + writers.length === 0) return []
  const open = await openCoordinations(database, { signers, writers, today })
  return open.flatMap((row) => [...signature(row), ...reports(row, today), ...lookBack(row, today)]).slice(0, 50)
}

function signature(row: Open): Duty[] {
  if (!row.maySign || row.ownSignedOn !== null || row.state === 'ended') return []
  const note = `${row.partyName} chưa ký`
  return [{ state: 'waiting', title: `Ký: ${row.title}`, href: `/coordination/${row.id}`, dueOn: null, note }]
}

function reports(row: Open, today: CalendarDate): Duty[] {
  if (!row.mayWrite) return []
  return owedReports(row, addDays(today, REPORT_DAYS_AHEAD))
    .filter(({ year }) => !row.reportedYears.includes(year))
    .map(({ year, dueOn }) => ({
      state: dueOn < today ? 'late' : 'due',
      title: `Báo cáo kết quả phối hợp năm ${year}: ${row.title}`,
      href: `/coordination/${row.id}/parties/${row.partyId}/report`,
      dueOn,
      note: row.partyName,
    }))
}

function lookBack(row: Open, today: CalendarDate): Duty[] {
  const { endsOn } = row
  if (!row.leads || !row.mayWrite || row.hasFinalReview || row.signedOn === null || endsOn === null) return []
  if (endsOn > addDays(today, END_DAYS_AHEAD)) return []
  return [
    {
      state: endsOn < today ? 'late' : 'due',
      title: `Tổng kết: ${row.title}`,
      href: `/coordination/${row.id}`,
      dueOn: endsOn,
      note: `Thời hạn phối hợp đến hết ngày ${formatCalendarDate(endsOn)}`,
    },
  ]
}
