import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { complement } from '../rules/exact.ts'
import type { PartOfYear } from '../rules/score-by-periods.ts'
import './tables.ts'

/** A year that two sets share: the earlier part has a row, a set and sheets of its own; the later one is the year that is ranked. */
export type YearSplit = {
  wholeYearId: string
  earlierYearId: string
  /** What the sets say of the year, in words. */
  because: string
  earlier: PartOfYear
  later: PartOfYear
}

/** The split that a year is a part of, whichever part; undefined for a year of one set. */
export async function splitOf(database: Database, yearId: string): Promise<YearSplit | undefined> {
  const found = await database
    .selectFrom('assessment_year_split as split')
    .innerJoin('assessment_year as whole', 'whole.id', 'split.whole_year_id')
    .innerJoin('assessment_year as earlier', 'earlier.id', 'split.earlier_year_id')
    .select([
      'whole.id as wholeYearId',
      'earlier.id as earlierYearId',
      'split.earlier_percent as percent',
      'split.because',
      'earlier.window_from as earlierFrom',
      'earlier.window_to as earlierTo',
      'whole.window_from as laterFrom',
      'whole.window_to as laterTo',
    ])
    .where((where) => where.or([where('whole.id', '=', yearId), where('earlier.id', '=', yearId)]))
    .executeTakeFirst()
  if (!found) return undefined
  const { wholeYearId, earlierYearId, because, percent } = found
  return {
    wholeYearId,
    earlierYearId,
    because,
    earlier: { from: found.earlierFrom, to: found.earlierTo, percent },
    later: { from: found.laterFrom, to: found.laterTo, percent: complement(percent) },
  }
}

/** The rows of a year: its own, and that of its earlier part where it has one. What is done to the whole year is done to both. */
export async function rowsOfYear(database: Database, yearId: string): Promise<string[]> {
  const split = await splitOf(database, yearId)
  return split === undefined ? [yearId] : [split.wholeYearId, split.earlierYearId]
}

/** For use inside a query on `year`: the days of the part that the row stands for; null where one set holds for the whole year. */
export const partDays = sql<{ from: CalendarDate; to: CalendarDate; isEarlier: boolean } | null>`(select
  json_build_object('from', year.window_from, 'to', year.window_to, 'isEarlier', split.earlier_year_id = year.id)
  from assessment_year_split split where year.id in (split.whole_year_id, split.earlier_year_id))`

/** For use inside a query on `year`: true for the earlier part of a year, which has no rank of its own. */
export const isEarlierPart = sql<boolean>`exists (select from assessment_year_split split where split.earlier_year_id = year.id)`
