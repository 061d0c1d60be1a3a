import { sql } from 'kysely'
import type { FigureUse } from '../../../platform/database/figure-use.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import './tables.ts'

/** The criteria sets that score by a figure, and the last day of the latest year that was decided by one of them. */
export const figuresOfCriteria: FigureUse = {
  title: 'Bộ tiêu chí',
  places: async (database, indicatorCode) => {
    const rows = await database
      .selectFrom('criteria_set')
      .select(['id', 'title', 'version'])
      .where(asksFor(indicatorCode))
      .orderBy('title')
      .orderBy('version')
      .execute()
    return rows.map(({ id, title, version }) => ({
      text: `${title}, phiên bản ${version}`,
      path: `/criteria-sets/${id}`,
    }))
  },
  fixedUntil: async (database, indicatorCode) => {
    const { rows } = await sql<{ until: CalendarDate | null }>`
      select max(year.window_to) as until from assessment_year year join criteria_set on criteria_set.id = year.criteria_set_id
      where year.decided_on is not null and ${asksFor(indicatorCode)}`.execute(database)
    return rows[0]?.until ?? null
  },
}

const asksFor = (indicatorCode: string) =>
  sql<boolean>`jsonb_path_exists(content, '$.**.indicator ? (@ == $code)', jsonb_build_object('code', ${indicatorCode}::text))`
