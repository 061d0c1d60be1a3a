import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { ISSUER_NAME } from './document-reach.ts'

/** A duty is shown this many days before its day. */
const NOTICE_IN_DAYS = 14

/** Documents in the registers of the official's own units that ask for something and wait for it, the nearest day first. */
export async function documentDuties({ database, official, today }: Context): Promise<Duty[]> {
  const units = official.posts.filter((post) => post.permissions.includes('document.write')).map((post) => post.unitId)
  if (units.length === 0) return []
  const rows = await database
    .selectFrom('document')
    .select(['document.id', 'document.reference', 'document.summary', 'document.due_on as dueOn', 'document.issued_on as issuedOn', ISSUER_NAME.as('issuer')])
    .where('document.unit_id', 'in', units)
    .where('document.due_on', '<=', addDays(today, NOTICE_IN_DAYS))
    .where('document.handled_on', 'is', null)
    .where('document.withdrawn_on', 'is', null)
    .orderBy('document.due_on')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    state: row.dueOn !== null && row.dueOn < today ? 'late' : 'due',
    title: row.summary,
    href: `/documents/${row.id}`,
    dueOn: row.dueOn,
    note: `Văn bản ${row.reference} ngày ${formatCalendarDate(row.issuedOn)} của ${row.issuer}`,
  }))
}
