import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { unitsInReach } from './assessed-units.ts'
import './tables.ts'

/** When a year was opened again after its decision, by whom and why; the latest first. */
export function reopeningsOf(database: Database, yearId: string) {
  return database
    .selectFrom('assessment_reopening as reopening')
    .leftJoin('account', 'account.id', 'reopening.reopened_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'reopening.id',
      'reopening.reopened_on as reopenedOn',
      'person.full_name as reopenedBy',
      'reopening.reason',
      'reopening.decision_number as decisionNumber',
      'reopening.decided_on as decidedOn',
    ])
    .where('reopening.assessment_year_id', '=', yearId)
    .orderBy('reopening.id', 'desc')
    .execute()
}

/** What differs between the results that stood before the latest reopening and those that stand now, of the units in reach. */
export async function changedByReopening(database: Database, official: Official, yearId: string, today: CalendarDate) {
  const { rows } = await sql<{
    unitName: string
    totalBefore: string | null
    rankBefore: string | null
    placeBefore: number | null
    total: string | null
    rank: string | null
    place: number | null
  }>`
    select unit_name_on(assessment.unit_id, year.window_to) as "unitName",
      coalesce(kept.result ->> 'appeal_total', kept.result ->> 'verified_total') as "totalBefore",
      kept.result ->> 'rank_title' as "rankBefore", (kept.result ->> 'position')::int as "placeBefore",
      coalesce(now.appeal_total, now.verified_total)::text as total, now.rank_title as rank, now.position as place
    from ranking_result_superseded kept
    join assessment on assessment.id = kept.assessment_id
    join assessment_year year on year.id = assessment.assessment_year_id
    join ranking_result now on now.assessment_id = kept.assessment_id
    where kept.assessment_reopening_id = (select max(id) from assessment_reopening where assessment_year_id = ${yearId})
      and assessment.unit_id in ${unitsInReach(official, 'criteria.read', today)}
      and (kept.result ->> 'rank_title', (kept.result ->> 'position')::int,
          (coalesce(kept.result ->> 'appeal_total', kept.result ->> 'verified_total'))::numeric)
        is distinct from (now.rank_title, now.position, coalesce(now.appeal_total, now.verified_total))
    order by assessment.block_id, now.position nulls last, assessment.id`.execute(database)
  return rows
}
