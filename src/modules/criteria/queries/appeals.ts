import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { unitsInReach } from './assessed-units.ts'
import './tables.ts'

/** What the unit proposed against verified points of a sheet, with the answers; in the order in which they were filed. */
export function appealsOf(database: Database, assessmentId: string) {
  return appeals(database).where('appeal.assessment_id', '=', assessmentId).orderBy('appeal.id').execute()
}

export type Appeal = Awaited<ReturnType<typeof appealsOf>>[number]

/** The appeals of a year from the units that the official reaches, those that wait first. */
export function appealsOfYear(database: Database, official: Official, yearId: string, today: CalendarDate) {
  return appeals(database)
    .where('assessment.assessment_year_id', '=', yearId)
    .where('assessment.unit_id', 'in', unitsInReach(official, 'criteria.read', today))
    .orderBy(sql`appeal.state <> 'waiting'`)
    .orderBy('appeal.id')
    .execute()
}

/** How many appeals of the years wait for their answer, of whatever unit. */
export async function waitingAppeals(database: Database, yearIds: readonly string[]): Promise<number> {
  const { count } = await database
    .selectFrom('assessment_appeal as appeal')
    .innerJoin('assessment', 'assessment.id', 'appeal.assessment_id')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('assessment.assessment_year_id', 'in', [...yearIds])
    .where('appeal.state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return count
}

/** What verifiers asked the unit to explain, with the answers; in the order in which they were asked. */
export function explanationsOf(database: Database, assessmentId: string) {
  return database
    .selectFrom('assessment_explanation as explanation')
    .leftJoin('account as asker_account', 'asker_account.id', 'explanation.asked_by_account_id')
    .leftJoin('person as asker', 'asker.id', 'asker_account.person_id')
    .leftJoin('account as answerer_account', 'answerer_account.id', 'explanation.answered_by_account_id')
    .leftJoin('person as answerer', 'answerer.id', 'answerer_account.person_id')
    .select([
      'explanation.id',
      'explanation.criterion_code as criterionCode',
      'explanation.question',
      'explanation.asked_on as askedOn',
      'asker.full_name as askedBy',
      'explanation.answer',
      'explanation.answered_on as answeredOn',
      'answerer.full_name as answeredBy',
    ])
    .where('explanation.assessment_id', '=', assessmentId)
    .orderBy('explanation.id')
    .execute()
}

export type Explanation = Awaited<ReturnType<typeof explanationsOf>>[number]

function appeals(database: Database) {
  return database
    .selectFrom('assessment_appeal as appeal')
    .innerJoin('assessment', 'assessment.id', 'appeal.assessment_id')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .leftJoin('assessment_score as score', (join) =>
      join
        .onRef('score.assessment_id', '=', 'appeal.assessment_id')
        .onRef('score.criterion_code', '=', 'appeal.criterion_code'),
    )
    .leftJoin('account as filer_account', 'filer_account.id', 'appeal.filed_by_account_id')
    .leftJoin('person as filer', 'filer.id', 'filer_account.person_id')
    .leftJoin('account as reviewer_account', 'reviewer_account.id', 'appeal.answered_by_account_id')
    .leftJoin('person as reviewer', 'reviewer.id', 'reviewer_account.person_id')
    .select([
      'appeal.id',
      'appeal.assessment_id as assessmentId',
      'appeal.criterion_code as criterionCode',
      'appeal.asked_points as askedPoints',
      'appeal.reason',
      'appeal.filed_on as filedOn',
      'filer.full_name as filedBy',
      'appeal.state',
      'appeal.given_points as givenPoints',
      'appeal.answer',
      'appeal.answered_on as answeredOn',
      'reviewer.full_name as answeredBy',
      'score.self_points as selfPoints',
      'score.verified_points as verifiedPoints',
      'assessment.unit_id as unitId',
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
    ])
}
