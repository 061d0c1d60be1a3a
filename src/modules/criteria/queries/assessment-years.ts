import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { unitsInReach } from './assessed-units.ts'
import './tables.ts'
import { partDays } from './year-parts.ts'

/** The assessed years in which the official reaches at least one unit, newest first. */
export function assessmentYears(database: Database, official: Official, today: CalendarDate) {
  return readableYears(database, official, today).orderBy('year.year', 'desc').orderBy('year.id').limit(100).execute()
}

/** One of them; undefined when it is not there or no unit in it is the official's to read about. */
export function assessmentYearById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readableYears(database, official, today).where('year.id', '=', id).executeTakeFirst()
}

export type AssessmentYearRecord = NonNullable<Awaited<ReturnType<typeof assessmentYearById>>>

/** The blocks that are scored in the year, with the kind of unit of the set that their members are scored as. */
export function blocksOfYear(database: Database, yearId: string) {
  return database
    .selectFrom('assessment_year_block as chosen')
    .innerJoin('block', 'block.id', 'chosen.block_id')
    .select(['block.id', 'block.code', 'block.title', 'chosen.unit_kind as unitKind'])
    .where('chosen.assessment_year_id', '=', yearId)
    .orderBy('block.id')
    .execute()
}

/** How many units of the year stand where, among those that the official reaches. */
export function progressOfYear(database: Database, official: Official, yearId: string, today: CalendarDate) {
  return database
    .selectFrom('assessment')
    .select(['state', sql<number>`count(*)::int`.as('units')])
    .where('assessment_year_id', '=', yearId)
    .where('unit_id', 'in', unitsInReach(official, 'criteria.read', today))
    .groupBy('state')
    .execute()
}

function readableYears(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('assessment_year as year')
    .innerJoin('criteria_set as set', 'set.id', 'year.criteria_set_id')
    .select([
      'year.id',
      'year.year',
      'year.root_unit_id as rootUnitId',
      sql<string>`unit_name_on(year.root_unit_id, year.window_to)`.as('rootName'),
      'year.state',
      'year.window_from as windowFrom',
      'year.window_to as windowTo',
      'year.opened_on as openedOn',
      'year.self_assess_by as selfAssessBy',
      'year.verify_by as verifyBy',
      'year.decide_by as decideBy',
      'year.decision_number as decisionNumber',
      'year.decided_on as decidedOn',
      'year.decision_document_id as decisionDocumentId',
      'year.second_marks_left_reason as secondMarksLeftReason',
      'year.decisions',
      'year.published_on as publishedOn',
      'year.illustration',
      'year.version',
      'set.id as setId',
      'set.title as setTitle',
      'set.digest as setDigest',
      'set.demonstration_note as demonstrationNote',
      partDays.as('part'),
    ])
    .where(
      sql<SqlBool>`exists (select from assessment where assessment.assessment_year_id = year.id
        and assessment.unit_id in ${unitsInReach(official, 'criteria.read', today)})`,
    )
}
