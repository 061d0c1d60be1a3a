import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { YearStep } from '../rules/timetable.ts'
import { ownUnits, unitsInReach, worksIn } from './assessed-units.ts'
import './tables.ts'
import { isEarlierPart, partDays } from './year-parts.ts'

/** The official's own sheets that are not handed in yet, of years that are running. */
export function sheetsToHandIn(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('assessment')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .select([
      'assessment.id',
      'year.year',
      'year.self_assess_by as selfAssessBy',
      partDays.as('part'),
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
    ])
    .where('year.state', 'in', ['open', 'verifying'])
    .where('assessment.state', 'in', ['not-started', 'self-assessing'])
    .where('assessment.unit_id', 'in', ownUnits(official, 'criteria.self-assess', today))
    .orderBy('year.self_assess_by')
    .limit(20)
    .execute()
}

/** How many sheets wait for this official's verification, year by year. */
export function sheetsToVerify(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('assessment')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .select([
      'year.id as yearId',
      'year.year',
      'year.verify_by as verifyBy',
      sql<string>`unit_name_on(year.root_unit_id, year.window_to)`.as('rootName'),
      sql<number>`count(*)::int`.as('sheets'),
      partDays.as('part'),
    ])
    .where('year.state', 'in', ['open', 'verifying'])
    .where('assessment.state', '=', 'submitted')
    .where('assessment.unit_id', 'in', unitsInReach(official, 'criteria.verify', today))
    .where(sql<SqlBool>`not ${worksIn(official, sql`assessment.unit_id`, today)}`)
    .groupBy(['year.id', 'year.year', 'year.verify_by', 'year.root_unit_id', 'year.window_to'])
    .orderBy('year.verify_by')
    .limit(20)
    .execute()
}

/** How many questions of verifiers wait for the answer of the official's own unit, sheet by sheet. */
export function explanationsToGive(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('assessment_explanation as explanation')
    .innerJoin('assessment', 'assessment.id', 'explanation.assessment_id')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .select([
      'assessment.id',
      'year.year',
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
      sql<number>`count(*)::int`.as('questions'),
      sql<string>`min(explanation.id)::text`.as('first'),
      appealLimit('appeal').as('dueOn'),
    ])
    .where('year.state', 'in', ['open', 'verifying'])
    .where('explanation.answered_on', 'is', null)
    .where('assessment.unit_id', 'in', ownUnits(official, 'criteria.self-assess', today))
    .groupBy(['assessment.id', 'assessment.unit_id', 'year.id'])
    .orderBy('assessment.id')
    .limit(20)
    .execute()
}

/** How many appeals wait for a reviewer and may have this one, year by year: not of the own unit, not of one's own points. */
export function appealsToAnswer(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('assessment_appeal as appeal')
    .innerJoin('assessment', 'assessment.id', 'appeal.assessment_id')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .leftJoin('assessment_score as score', (join) =>
      join
        .onRef('score.assessment_id', '=', 'appeal.assessment_id')
        .onRef('score.criterion_code', '=', 'appeal.criterion_code'),
    )
    .select([
      'year.id as yearId',
      'year.year',
      sql<string>`unit_name_on(year.root_unit_id, year.window_to)`.as('rootName'),
      sql<number>`count(*)::int`.as('appeals'),
      appealLimit('appeal-answer').as('dueOn'),
    ])
    .where('year.state', 'in', ['open', 'verifying'])
    .where('appeal.state', '=', 'waiting')
    .where('assessment.unit_id', 'in', unitsInReach(official, 'criteria.verify', today))
    .where(sql<SqlBool>`not ${worksIn(official, sql`assessment.unit_id`, today)}`)
    .where(sql<SqlBool>`assessment.verified_by_account_id is distinct from ${official.accountId}
      and score.verified_by_account_id is distinct from ${official.accountId}`)
    .groupBy('year.id')
    .orderBy('year.id')
    .limit(20)
    .execute()
}

const appealLimit = (step: YearStep) => sql<CalendarDate | null>`(select step.last_day from assessment_year_step step
  where step.assessment_year_id = year.id and step.step = ${step})`

/** The years that wait for this official's decision (every sheet is verified, or the day has passed) or announcement. */
export function yearsToDecide(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('assessment_year as year')
    .select([
      'year.id',
      'year.year',
      'year.state',
      'year.decide_by as decideBy',
      sql<string>`unit_name_on(year.root_unit_id, year.window_to)`.as('rootName'),
    ])
    .where('year.root_unit_id', 'in', unitsUnder(unitsFor(official, 'criteria.decide'), today))
    .where((where) => where.not(isEarlierPart))
    .where(
      sql<SqlBool>`(year.state = 'decided' or year.state in ('open', 'verifying') and (year.decide_by < ${today}::date
        or not exists (select from assessment where assessment.state <> 'verified' and (assessment.assessment_year_id = year.id
          or assessment.assessment_year_id in (select earlier_year_id from assessment_year_split where whole_year_id = year.id)))))`,
    )
    .orderBy('year.decide_by')
    .limit(20)
    .execute()
}
