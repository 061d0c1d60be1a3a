import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { AssessmentState } from '../rules/assessment-state.ts'
import { ownUnits, unitsInReach, worksIn } from './assessed-units.ts'
import './tables.ts'
import { partDays } from './year-parts.ts'

export type AssessmentFilter = {
  blockId?: string | undefined
  state?: AssessmentState | undefined
  words?: string | undefined
}

export const ASSESSMENTS_PER_PAGE = 50

/** The units of a year that the official reaches, by block and name, one page of 50; `after` is where the page before ended. */
export async function assessmentsOfYear(
  database: Database,
  official: Official,
  yearId: string,
  { blockId, state, words, after }: AssessmentFilter & { after?: string | undefined },
  today: CalendarDate,
) {
  let query = readable(database, official, today)
    .where('assessment.assessment_year_id', '=', yearId)
    .orderBy('assessment.block_id')
    .orderBy('assessment.id')
    .limit(ASSESSMENTS_PER_PAGE + 1)
  if (blockId) query = query.where('assessment.block_id', '=', blockId)
  if (state) query = query.where('assessment.state', '=', state)
  if (words) {
    query = query.where(
      sql<SqlBool>`strpos(searchable(unit_name_on(assessment.unit_id, year.window_to)), searchable(${words})) > 0`,
    )
  }
  const cursor = /^(\d{1,18})_(\d{1,18})$/.exec(after ?? '')
  if (cursor) {
    query = query.where(
      sql<SqlBool>`(assessment.block_id, assessment.id) > (${cursor[1]}::bigint, ${cursor[2]}::bigint)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, ASSESSMENTS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > ASSESSMENTS_PER_PAGE && last ? `${last.blockId}_${last.id}` : null }
}

/** One unit's assessment; undefined when it is not there or not this official's to read. */
export function assessmentById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today).where('assessment.id', '=', id).executeTakeFirst()
}

/** The assessment of a unit in a year; undefined when there is none or not this official's to read. */
export function assessmentOfUnit(
  database: Database,
  official: Official,
  { yearId, unitId }: { yearId: string; unitId: string },
  today: CalendarDate,
) {
  return readable(database, official, today)
    .where('assessment.assessment_year_id', '=', yearId)
    .where('assessment.unit_id', '=', unitId)
    .executeTakeFirst()
}

/** One assessment. Refuses `criteria.no-such-assessment`. */
export async function requireAssessment(database: Database, official: Official, id: string, today: CalendarDate) {
  const found = await assessmentById(database, official, id, today)
  if (!found) throw noSuchAssessment()
  return found
}

export type AssessmentRecord = NonNullable<Awaited<ReturnType<typeof assessmentById>>>

export function noSuchAssessment(): Refusal {
  return new Refusal('not-found', 'criteria.no-such-assessment', 'Không có bảng chấm điểm này trong phạm vi của bạn.')
}

/** The official's own assessments of years that are running, for the way from the first page to the sheet. */
export function ownAssessments(database: Database, official: Official, today: CalendarDate) {
  return readable(database, official, today)
    .where('assessment.unit_id', 'in', ownUnits(official, 'criteria.self-assess', today))
    .orderBy('year.year', 'desc')
    .orderBy('assessment.id')
    .limit(20)
    .execute()
}

const marksBlind = (official: Official) => sql<boolean>`exists (select from second_mark mark
  join assessment_score marked on marked.assessment_id = mark.assessment_id and marked.criterion_code = mark.criterion_code
  where mark.assessment_id = assessment.id and mark.marker_account_id = ${official.accountId} and mark.settled_on is null
    and (mark.marked_on is null or marked.verified_on is null))`

function readable(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('assessment')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .innerJoin('criteria_set as set', 'set.id', 'year.criteria_set_id')
    .innerJoin('unit', 'unit.id', 'assessment.unit_id')
    .innerJoin('block', 'block.id', 'assessment.block_id')
    .leftJoin('account', 'account.id', 'assessment.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .leftJoin('account as verifier_account', 'verifier_account.id', 'assessment.verified_by_account_id')
    .leftJoin('person as verifier', 'verifier.id', 'verifier_account.person_id')
    .leftJoin('account as submitter_account', 'submitter_account.id', 'assessment.submitted_by_account_id')
    .leftJoin('person as submitter', 'submitter.id', 'submitter_account.person_id')
    .select([
      'assessment.id',
      'assessment.assessment_year_id as yearId',
      'assessment.unit_id as unitId',
      'unit.code as unitCode',
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
      'assessment.block_id as blockId',
      'block.code as blockCode',
      'block.title as blockTitle',
      'assessment.unit_kind as unitKind',
      'assessment.state',
      'assessment.self_total as selfTotal',
      // Who is to mark a criterion a second time does not see a total from which the first points could be reckoned.
      sql<string | null>`case when ${marksBlind(official)} then null else assessment.verified_total end`.as(
        'verifiedTotal',
      ),
      'assessment.not_ranked_reason as notRankedReason',
      'assessment.submitted_on as submittedOn',
      'assessment.verified_on as verifiedOn',
      'assessment.verified_by_account_id as verifiedByAccountId',
      sql<string | null>`case when ${marksBlind(official)} then null else assessment.appeal_total end`.as(
        'appealTotal',
      ),
      'assessment.signed_title as signedTitle',
      'assessment.signed_statement as signedStatement',
      'submitter.full_name as submittedBy',
      'assessment.illustration',
      'assessment.version',
      'assessment.changed_at as changedAt',
      'person.full_name as changedBy',
      'verifier.full_name as verifiedBy',
      'year.year',
      'year.root_unit_id as rootUnitId',
      'year.state as yearState',
      'year.window_from as windowFrom',
      'year.window_to as windowTo',
      'year.self_assess_by as selfAssessBy',
      'year.verify_by as verifyBy',
      'set.id as setId',
      'set.title as setTitle',
      'set.demonstration_note as demonstrationNote',
      partDays.as('part'),
      sql<boolean>`assessment.unit_id in ${ownUnits(official, 'criteria.self-assess', today)}`.as('isOwn'),
      sql<boolean>`assessment.unit_id in ${ownUnits(official, 'criteria.submit', today)}`.as('isMineToSubmit'),
      sql<boolean>`assessment.unit_id in ${unitsInReach(official, 'criteria.verify', today)}
        and not ${worksIn(official, sql`assessment.unit_id`, today)}`.as('isMineToVerify'),
    ])
    .where('assessment.unit_id', 'in', unitsInReach(official, 'criteria.read', today))
}
