import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { documentsDue } from '../queries/documents.ts'

/** A duty is shown this many days before its day. */
const NOTICE_IN_DAYS = 14

/** Documents in the registers of the official's own units that ask for something and wait for it. */
export async function documentDuties({ database, official, today }: Context): Promise<Duty[]> {
  const unitIds = official.posts
    .filter((post) => post.permissions.includes('document.write'))
    .map((post) => post.unitId)
  const rows = await documentsDue(database, official, { unitIds, until: addDays(today, NOTICE_IN_DAYS), today })
  return rows.map((row) => ({
    state: row.dueOn !== null && row.dueOn < today ? 'late' : 'due',
    title: row.summary,
    href: `/documents/${row.id}`,
    dueOn: row.dueOn,
    note: `Văn bản ${row.reference} ngày ${formatCalendarDate(row.issuedOn)} của ${row.issuer}`,
  }))
}
