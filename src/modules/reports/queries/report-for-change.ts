import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { isReached } from './reach.ts'
import { requireUnlocked } from './report-locks.ts'
import { noSuchReport, type ReportRecord, reportOf } from './reports.ts'

/** What a person may want to do with a report. The consolidated one belongs to who gathers the reports. */
export type ReportAct = 'write' | 'submit' | 'decide' | 'reopen'

const PERMISSIONS: Readonly<Record<ReportAct, { unit: string; consolidated: string | null }>> = {
  write: { unit: 'report.write', consolidated: 'report.collect' },
  submit: { unit: 'report.submit', consolidated: 'report.collect' },
  decide: { unit: 'report.collect', consolidated: null },
  reopen: { unit: 'report.collect', consolidated: 'report.collect' },
}

/** True when the official may do this with this report, as far as posts and units go. */
export async function mayAct(
  database: Database,
  official: Official,
  report: Pick<ReportRecord, 'id' | 'consolidatesRequestId'>,
  act: ReportAct,
  today: CalendarDate,
): Promise<boolean> {
  const permission = PERMISSIONS[act][report.consolidatesRequestId === null ? 'unit' : 'consolidated']
  if (permission === null) return false
  const found = await database
    .selectFrom('report')
    .select('id')
    .where('id', '=', report.id)
    .where(isReached('report.unit_id', official, permission, today))
    .executeTakeFirst()
  return found !== undefined
}

/** Refuses `report.not-yours` when the official may not do this with this report. */
export async function requireMayAct(
  database: Database,
  official: Official,
  report: Pick<ReportRecord, 'id' | 'consolidatesRequestId'>,
  act: ReportAct,
  today: CalendarDate,
): Promise<void> {
  if (!(await mayAct(database, official, report, act, today))) throw notYours()
}

function notYours(): Refusal {
  return new Refusal(
    'not-allowed',
    'report.not-yours',
    'Chức vụ của bạn không làm được việc này với báo cáo của đơn vị này.',
  )
}

/**
 * The report, locked until the transaction ends, so that two people who act on it at once act one after the other.
 * Refuses `report.no-such-report`, `report.not-yours` and, for what a unit does, `report.period-locked`.
 */
export async function reportForChange(
  transaction: Database,
  official: Official,
  { id, act, today }: { id: string; act: ReportAct; today: CalendarDate },
): Promise<ReportRecord> {
  await sql`select from report where id = ${id} for update`.execute(transaction)
  const report = await reportOf(transaction, official, id, today)
  if (await mayAct(transaction, official, report, act, today)) {
    if (act === 'write' || act === 'submit') await requireUnlocked(transaction, report)
    return report
  }
  if (act === 'decide' && report.consolidatesRequestId !== null) throw noSuchReport()
  throw notYours()
}
