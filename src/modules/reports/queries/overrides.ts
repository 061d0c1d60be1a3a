import type { Database } from '../../../platform/database/database.ts'
import type { FigureOverride } from '../rules/figure-override.ts'
import './figure-tables.ts'

/** A value put by hand while the report is being written, with who put it. */
export type WrittenOverride = FigureOverride & {
  code: string
  version: number
  setBy: string
  setAt: Date
}

/** The values put by hand in a report that is being written. */
export async function overridesOf(database: Database, reportId: string): Promise<WrittenOverride[]> {
  const rows = await database
    .selectFrom('report_override as override')
    .leftJoin('account', 'account.id', 'override.set_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(({ fn, val }) => [
      'override.indicator_code as code',
      'override.value',
      'override.reason',
      'override.basis',
      'override.version',
      'override.set_at as setAt',
      fn.coalesce('person.full_name', val('Hệ thống')).as('setBy'),
    ])
    .where('override.report_id', '=', reportId)
    .orderBy('override.indicator_code')
    .execute()
  return rows.map((row) => ({ ...row, value: Number(row.value) }))
}
