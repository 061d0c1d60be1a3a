import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** The commentary of one section, with who wrote it last. */
export type SectionText = { sectionCode: string; content: string; version: number; changedBy: string; changedAt: Date }

/** The commentaries of a report. */
export async function textsOf(database: Database, reportId: string): Promise<SectionText[]> {
  const rows = await selection(database).where('text.report_id', '=', reportId).execute()
  return rows.map(({ reportId: _reportId, ...text }) => text)
}

/** The commentaries of several reports, each with its report. */
export function textsOfReports(database: Database, reportIds: readonly string[]) {
  return selection(database)
    .where('text.report_id', 'in', reportIds.length > 0 ? [...reportIds] : ['0'])
    .where('text.content', '<>', '')
    .execute()
}

function selection(database: Database) {
  return database
    .selectFrom('report_text as text')
    .leftJoin('account', 'account.id', 'text.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(({ fn, val }) => [
      'text.report_id as reportId',
      'text.section_code as sectionCode',
      'text.content',
      'text.version',
      'text.changed_at as changedAt',
      fn.coalesce('person.full_name', val('Hệ thống')).as('changedBy'),
    ])
}
