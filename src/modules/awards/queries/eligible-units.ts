import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { BEST_RANK } from '../rules/eligibility.ts'
import './tables.ts'
import { stands } from './withdrawn.ts'

/**
 * Units that the official may propose and whose decided result of the year is at the level or better, by points; at most 500.
 * `collectives` and `individuals` count the proposals that stand for the unit and year (not those refused, taken back or given by a decision that was withdrawn).
 */
export function eligibleUnits(
  database: Database,
  official: Official,
  { year, level = BEST_RANK, rootUnitId }: { year: number; level?: number; rootUnitId?: string },
  today: CalendarDate,
) {
  let query = database
    .selectFrom('ranking_result as result')
    .innerJoin('block', 'block.id', 'result.block_id')
    .innerJoin('assessment_year', 'assessment_year.id', 'result.assessment_year_id')
    .select([
      'result.unit_id as unitId',
      'result.rank_level as rankLevel',
      'result.rank_title as rankTitle',
      'result.not_ranked_reason as notRankedReason',
      'result.position',
      'block.id as blockId',
      'block.title as blockTitle',
      'assessment_year.id as yearId',
      'assessment_year.decision_number as decisionNumber',
      sql<string>`unit_name_on(result.unit_id, ${today}::date)`.as('unitName'),
      standing('collective').as('collectives'),
      standing('individual').as('individuals'),
    ])
    .where('result.year', '=', year)
    .where('result.rank_level', '<=', level)
    .where('result.unit_id', 'in', unitsUnder(unitsFor(official, 'award.propose'), today))
    .orderBy('result.rank_level')
    .orderBy(sql`coalesce(result.appeal_total, result.verified_total)`, 'desc')
    .orderBy('result.unit_id')
    .limit(500)
  if (rootUnitId !== undefined) query = query.where('assessment_year.root_unit_id', '=', rootUnitId)
  return query.execute()
}

export type EligibleUnit = Awaited<ReturnType<typeof eligibleUnits>>[number]

function standing(kind: 'collective' | 'individual') {
  return sql<number>`(select count(*)::int from award where award.unit_id = result.unit_id
    and award.for_year = result.year and award.recipient_kind = ${kind} and ${stands})`
}
