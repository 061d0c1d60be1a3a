import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { recordIdsBehind, recordsByIds } from '../../indicators/index.ts'
import type { Submission } from './frozen-figures.ts'
import type { ReportFigure, ReportToRead } from './report-content.ts'
import './tables.ts'

/** So many records are named on the page; how many there are in all is told. */
export const MOST_NAMED_RECORDS = 200

type Named = Awaited<ReturnType<typeof recordsByIds>>

/** The records of a sent figure that came and went since; null when the list of then was not kept. */
export type RecordsSince = {
  came: Named & { count: number }
  /** Gone from the figure: withdrawn, changed so that it counts no longer, or not there any more (`removed`). */
  went: Named & { count: number; removed: number }
} | null

/** Compares the records counted when the report was sent with those that the same period holds today. */
export async function recordsSince(
  database: Database,
  facts: readonly Fact[],
  reader: { official: Official; today: CalendarDate },
  {
    report,
    submission,
    figure,
  }: { report: Pick<ReportToRead, 'unitId' | 'period'>; submission: Submission; figure: ReportFigure },
): Promise<RecordsSince> {
  const kept = await database
    .selectFrom('report_figure')
    .select('record_ids as ids')
    .where('submission_id', '=', submission.id)
    .where('indicator_code', '=', figure.code)
    .executeTakeFirst()
  if (!kept?.ids) return null
  const found = await recordIdsBehind(database, facts, {
    indicators: [figure.code],
    unitId: figure.countedFor?.unitId ?? report.unitId,
    period: report.period,
    asOf: submission.asOf,
  })
  const [before, now] = [new Set(kept.ids), new Set(found.get(figure.code) ?? [])]
  const came = [...now].filter((id) => !before.has(id))
  const went = [...before].filter((id) => !now.has(id))
  const name = (ids: readonly string[]) =>
    recordsByIds(database, facts, reader, { indicator: figure.code, ids, most: MOST_NAMED_RECORDS })
  const [cameNamed, wentNamed] = await Promise.all([name(came), name(went)])
  return {
    came: { ...cameNamed, count: came.length },
    went: { ...wentNamed, count: went.length, removed: went.length - wentNamed.readable - wentNamed.unread },
  }
}
