import { sql } from 'kysely'
import type { FigureUse } from '../../../platform/database/figure-use.ts'
import './tables.ts'

/** The sections of reports that ask for a figure, and the latest period of a report that was sent with it. */
export const figuresOfReports: FigureUse = {
  title: 'Báo cáo',
  places: async (database, indicatorCode) => {
    const rows = await database
      .selectFrom('report_section as section')
      .innerJoin('report_type as type', 'type.code', 'section.type_code')
      .select(['type.title as typeTitle', 'section.title'])
      .where(sql<boolean>`${indicatorCode} = any(section.indicator_codes)`)
      .orderBy('type.position')
      .orderBy('section.position')
      .execute()
    return rows.map(({ typeTitle, title }) => ({ text: `${typeTitle}, mục “${title}”`, path: null }))
  },
  fixedUntil: async (database, indicatorCode) => {
    const found = await database
      .selectFrom('report_figure as figure')
      .innerJoin('report_submission as submission', 'submission.id', 'figure.submission_id')
      .innerJoin('report', 'report.id', 'submission.report_id')
      .select((figure) => figure.fn.max('report.period_to').as('until'))
      .where('figure.indicator_code', '=', indicatorCode)
      .executeTakeFirst()
    return found?.until ?? null
  },
}
