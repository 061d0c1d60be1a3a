import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { predecessorsOf } from '../../indicators/index.ts'
import { earlierPeriods } from '../rules/earlier-period.ts'
import { isReached } from './reach.ts'
import type { ReportRecord } from './reports.ts'
import './tables.ts'

/** What was written in a section of an earlier report of the unit, or of a unit that has gone into it. */
export type EarlierText = {
  /** “Kỳ trước” or “Cùng kỳ năm trước”. */
  when: string
  periodTitle: string
  reportId: string
  unitId: string
  unitName: string
  sectionCode: string
  content: string
}

/**
 * The words of the earlier periods, by section, that the official may read: of the same type of report, as sent or as still being
 * written. A unit that was merged since has no report of its own then: those of the units that went into it stand in its place.
 */
export async function earlierTexts(
  database: Database,
  official: Official,
  report: Pick<ReportRecord, 'typeCode' | 'unitId' | 'period'>,
  today: CalendarDate,
): Promise<EarlierText[]> {
  const periods = earlierPeriods(report.period)
  const units = [report.unitId, ...(await predecessorsOf(database, report.unitId, today))]
  const rows = await database
    .selectFrom('report')
    .innerJoin('report_text as text', 'text.report_id', 'report.id')
    .select((expression) => [
      'report.id as reportId',
      'report.period_code as periodCode',
      'report.period_title as periodTitle',
      'report.unit_id as unitId',
      expression.fn<string>('unit_name_on', ['report.unit_id', 'report.period_to']).as('unitName'),
      'text.section_code as sectionCode',
      'text.content',
    ])
    .where('report.type_code', '=', report.typeCode)
    .where('report.unit_id', 'in', units)
    .where(
      'report.period_code',
      'in',
      periods.map(({ period }) => period.code),
    )
    .where('text.content', '<>', '')
    .where(isReached('report.unit_id', official, 'report.read', today))
    .orderBy('report.unit_id')
    .execute()
  return periods.flatMap(({ title, period }) => {
    const ofPeriod = rows.filter((row) => row.periodCode === period.code)
    const own = ofPeriod.filter((row) => row.unitId === report.unitId)
    return (own.length > 0 ? own : ofPeriod).map(({ periodCode: _code, ...row }) => ({ ...row, when: title }))
  })
}
