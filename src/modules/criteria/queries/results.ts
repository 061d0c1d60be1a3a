import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { RankCode } from '../rules/rank-code.ts'
import type { DecimalText } from '../rules/score-scale.ts'
import { unitsInReach } from './assessed-units.ts'
import './tables.ts'
import { isEarlierPart } from './year-parts.ts'

/** One unit's decided result beside the one of the year before. */
export type ResultRow = {
  assessmentId: string
  unitId: string
  unitCode: string
  unitName: string
  blockId: string
  blockTitle: string
  selfTotal: DecimalText | null
  verifiedTotal: DecimalText | null
  /** Null where no appeal changed a point. */
  appealTotal: DecimalText | null
  /** What was ranked: after appeals, or as verified. */
  finalTotal: DecimalText | null
  rankTitle: string | null
  rankLevel: number | null
  rankCode: RankCode | null
  position: number | null
  notRankedReason: string | null
  lastYear: { total: DecimalText | null; rankTitle: string | null } | null
  /** True when the reader may open the unit's sheet; nobody may from the public page. */
  isInReach: boolean
  /** Levels gained since last year, negative when lost; null when the two can't be compared. */
  levelsGained: number | null
}

/** The decided results of a year that the official may read: of the units in reach, or of all once they are published. */
export function resultsOfYear(database: Database, official: Official, yearId: string, today: CalendarDate) {
  const isInReach = sql<boolean>`result.unit_id in ${unitsInReach(official, 'criteria.read', today)}`
  const mayRead = sql<SqlBool>`(year.state = 'published' or ${isInReach})`
  return rowsOf(database, yearId, { mayRead, mayReadBefore: sql`true`, isInReach })
}

export type PublishedYear = {
  id: string
  year: number
  rootUnitId: string
  rootName: string
  decisionNumber: string | null
  decidedOn: string | null
  publishedOn: string | null
  setTitle: string
  legalActNumber: string
  /** Said wherever the points are shown, when it is there: they are invented. */
  demonstrationNote: string | null
  /** The ranks of the set, best first. */
  ranks: string[]
}

/** The years whose results everybody may read, newest first; `rootUnitId` for one province only. */
export async function publishedYears(database: Database, rootUnitId?: string): Promise<PublishedYear[]> {
  let query = database
    .selectFrom('assessment_year as year')
    .innerJoin('criteria_set as set', 'set.id', 'year.criteria_set_id')
    .select([
      'year.id',
      'year.year',
      'year.root_unit_id as rootUnitId',
      sql<string>`unit_name_on(year.root_unit_id, year.window_to)`.as('rootName'),
      'year.decision_number as decisionNumber',
      'year.decided_on as decidedOn',
      'year.published_on as publishedOn',
      'set.title as setTitle',
      'set.legal_act_number as legalActNumber',
      'set.demonstration_note as demonstrationNote',
      sql<
        string[]
      >`array(select rank ->> 'title' from jsonb_array_elements(set.content -> 'ranks') with ordinality as level (rank, place) order by place)`.as(
        'ranks',
      ),
    ])
    .where('year.state', '=', 'published')
    .where((where) => where.not(isEarlierPart))
    .orderBy('year.year', 'desc')
    .orderBy('year.id')
    .limit(200)
  if (rootUnitId !== undefined) query = query.where('year.root_unit_id', '=', rootUnitId)
  return query.execute()
}

/** The published results of one year, by block and position; empty while they are not published. For the public page. */
export function publishedResults(database: Database, yearId: string): Promise<ResultRow[]> {
  return rowsOf(database, yearId, {
    mayRead: sql`year.state = 'published'`,
    mayReadBefore: sql`year_before.state = 'published'`,
    isInReach: sql`false`,
  })
}

async function rowsOf(
  database: Database,
  yearId: string,
  {
    mayRead,
    mayReadBefore,
    isInReach,
  }: { mayRead: RawBuilder<SqlBool>; mayReadBefore: RawBuilder<SqlBool>; isInReach: RawBuilder<boolean> },
): Promise<ResultRow[]> {
  const rows = await database
    .selectFrom('ranking_result as result')
    .innerJoin('assessment_year as year', 'year.id', 'result.assessment_year_id')
    .innerJoin('criteria_set as set', 'set.id', 'year.criteria_set_id')
    .innerJoin('unit', 'unit.id', 'result.unit_id')
    .innerJoin('block', 'block.id', 'result.block_id')
    .leftJoin('ranking_result as before', (join) =>
      join
        .onRef('before.unit_id', '=', 'result.unit_id')
        .on(sql<SqlBool>`before.year = result.year - 1`)
        .on(
          sql<SqlBool>`exists (select from assessment_year year_before
            where year_before.id = before.assessment_year_id and ${mayReadBefore})`,
        ),
    )
    .select([
      'result.assessment_id as assessmentId',
      'result.unit_id as unitId',
      'unit.code as unitCode',
      sql<string>`unit_name_on(result.unit_id, year.window_to)`.as('unitName'),
      'result.block_id as blockId',
      'block.title as blockTitle',
      'result.self_total as selfTotal',
      'result.verified_total as verifiedTotal',
      'result.appeal_total as appealTotal',
      sql<string | null>`coalesce(result.appeal_total, result.verified_total)`.as('finalTotal'),
      'result.rank_title as rankTitle',
      'result.rank_level as rankLevel',
      'result.rank_code as rankCode',
      'result.position',
      'result.not_ranked_reason as notRankedReason',
      isInReach.as('isInReach'),
      'before.unit_id as beforeUnitId',
      sql<string | null>`coalesce(before.appeal_total, before.verified_total)`.as('totalBefore'),
      'before.rank_title as rankBefore',
      // Levels of two sets can be compared only where the rank of last year is one of this year's set too.
      sql<
        number | null
      >`(select level.place::int from jsonb_array_elements(set.content -> 'ranks') with ordinality as level (rank, place)
        where level.rank ->> 'title' = before.rank_title)`.as('levelBefore'),
    ])
    .where('result.assessment_year_id', '=', yearId)
    .where(mayRead)
    .orderBy('result.block_id')
    .orderBy(sql`result.position nulls last`)
    .orderBy('result.assessment_id')
    .execute()
  return rows.map(({ beforeUnitId, totalBefore, rankBefore, levelBefore, ...row }) => ({
    ...row,
    lastYear: beforeUnitId === null ? null : { total: totalBefore, rankTitle: rankBefore },
    levelsGained: levelBefore === null || row.rankLevel === null ? null : levelBefore - row.rankLevel,
  }))
}
