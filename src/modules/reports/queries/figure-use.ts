import { sql } from 'kysely'
import type { FigureUse } from '../../../platform/database/figure-use.ts'
import './tables.ts'

/** The sections of reports that ask for a figure, in the last version of each type that does, and the latest period of a report that was sent with it. */
export const figuresOfReports: FigureUse = {
  title: 'Báo cáo',
  places: async (database, indicatorCode) => {
    const rows = await database
      .selectFrom('report_section as section')
      .innerJoin('report_type_definition as type', (join) =>
        join.onRef('type.code', '=', 'section.type_code').onRef('type.number', '=', 'section.version'),
      )
      .select(['type.code', 'type.number', 'type.title as typeTitle', 'section.title'])
      .where(sql<boolean>`${indicatorCode} = any(section.indicator_codes)`)
      .orderBy('type.position')
      .orderBy('type.number', 'desc')
      .orderBy('section.position')
      .execute()
    return rows
      .filter(({ code, number }) => number === rows.find((row) => row.code === code)?.number)
      .map(({ code, number, typeTitle, title }) => ({
        text: `${typeTitle} (bản ${number}), mục “${title}”`,
        path: `/reports/types/${code}?version=${number}`,
      }))
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
