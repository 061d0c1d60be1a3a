import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { STEPS_IN_ORDER, type StepLimit } from '../rules/timetable.ts'
import { unitsInReach } from './assessed-units.ts'
import './tables.ts'

/**
 * The limits of a year's steps, in their order. A year whose timetable nobody set has the three days with which it was opened; the
 * other steps have no limit then.
 */
export async function timetableOf(database: Database, yearId: string): Promise<StepLimit[]> {
  const year = await database
    .selectFrom('assessment_year')
    .select(['self_assess_by', 'verify_by', 'decide_by'])
    .where('id', '=', yearId)
    .executeTakeFirstOrThrow()
  const kept = await database
    .selectFrom('assessment_year_step')
    .select(['step', 'stated_on as statedOn', 'is_before as isBefore', 'last_day as lastDay'])
    .where('assessment_year_id', '=', yearId)
    .execute()
  const opened = { 'self-assessment': year.self_assess_by, verification: year.verify_by, decision: year.decide_by }
  const fromOpening = (Object.keys(opened) as (keyof typeof opened)[]).map(
    (step): StepLimit => ({ step, statedOn: opened[step], isBefore: false, lastDay: opened[step] }),
  )
  return STEPS_IN_ORDER.flatMap(
    (step) => kept.find((limit) => limit.step === step) ?? fromOpening.find((limit) => limit.step === step) ?? [],
  )
}

/** Units in the official's reach that are behind on a day: who has not handed in, handed in late, or waits too long for its verification. */
export function lateUnits(database: Database, official: Official, yearId: string, today: CalendarDate) {
  return database
    .selectFrom('assessment')
    .innerJoin('assessment_year as year', 'year.id', 'assessment.assessment_year_id')
    .innerJoin('block', 'block.id', 'assessment.block_id')
    .select([
      'assessment.id',
      'assessment.state',
      'assessment.submitted_on as submittedOn',
      'assessment.verified_on as verifiedOn',
      'year.self_assess_by as selfAssessBy',
      'year.verify_by as verifyBy',
      'block.title as blockTitle',
      sql<string>`unit_name_on(assessment.unit_id, year.window_to)`.as('unitName'),
    ])
    .where('assessment.assessment_year_id', '=', yearId)
    .where('assessment.unit_id', 'in', unitsInReach(official, 'criteria.read', today))
    .where(
      sql<SqlBool>`(assessment.submitted_on is null and year.self_assess_by < ${today}::date
        or assessment.submitted_on > year.self_assess_by
        or assessment.state = 'submitted' and year.verify_by < ${today}::date)`,
    )
    .orderBy('assessment.block_id')
    .orderBy('assessment.id')
    .execute()
}

export type LateUnit = Awaited<ReturnType<typeof lateUnits>>[number]
