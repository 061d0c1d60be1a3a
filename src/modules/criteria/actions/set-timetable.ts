import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, rollToWorkingDay } from '../../calendar/index.ts'
import { timetableOf } from '../queries/timetable.ts'
import { rowsOfYear } from '../queries/year-parts.ts'
import { lastDayOf, type StatedLimit, type StepLimit, stepOutOfOrder, YEAR_STEPS } from '../rules/timetable.ts'
import { requireManager } from './require-manager.ts'
import { type By, lockYear, refuseDecided, refusePart } from './write-sheet.ts'

/**
 * Sets the last days of the steps of a running year, the same for both parts of a year that two sets share; a step left out has no limit, but for the three with which every year is opened.
 * Refuses `criteria.no-such-year`, `criteria.year-decided`, `criteria.limit-missing`, `criteria.days-out-of-order` and years whose
 * days off nobody entered.
 */
export function setTimetable(
  database: Database,
  by: By,
  { yearId, limits, reason }: { yearId: string; limits: readonly StatedLimit[]; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, yearId)
    await requireManager(transaction, by, year, today)
    refusePart(year)
    refuseDecided(year)
    const rows = await rowsOfYear(transaction, yearId)
    const calendar = await calendarInForce(transaction)
    const counted = limits.map(
      (limit): StepLimit => ({ ...limit, lastDay: lastDayOf(limit, (day) => rollToWorkingDay(day, calendar)) }),
    )
    const before = await timetableOf(transaction, yearId)
    const [selfAssessBy, verifyBy, decideBy] = [
      lastDayFor(counted, 'self-assessment'),
      lastDayFor(counted, 'verification'),
      lastDayFor(counted, 'decision'),
    ]
    const early = stepOutOfOrder(counted)
    if (early) {
      const message = `Hạn “${YEAR_STEPS[early]}” sớm hơn hạn của bước trước đó. Hãy sửa lại ngày.`
      throw new Refusal('invalid', 'criteria.days-out-of-order', message, { [`on:${early}`]: message })
    }
    await transaction.deleteFrom('assessment_year_step').where('assessment_year_id', 'in', rows).execute()
    await transaction
      .insertInto('assessment_year_step')
      .values(
        rows.flatMap((row) =>
          counted.map(({ step, statedOn, isBefore, lastDay }) => ({
            ...{ assessment_year_id: row, step, stated_on: statedOn, is_before: isBefore, last_day: lastDay },
          })),
        ),
      )
      .execute()
    await transaction
      .updateTable('assessment_year')
      .set({
        ...{ self_assess_by: selfAssessBy, verify_by: verifyBy, decide_by: decideBy },
        version: sql`version + 1`,
      })
      .where('id', 'in', rows)
      .execute()
    await recordChange(transaction, {
      official: by,
      action: 'criteria.timetable-set',
      subject: { kind: 'assessment-year', id: yearId },
      unitId: year.rootUnitId,
      summary: `Đặt lịch các bước năm ${year.year}: ${counted.map((limit) => `${YEAR_STEPS[limit.step]} đến hết ${formatCalendarDate(limit.lastDay)}`).join('; ')}${reason === '' ? '' : `. Lý do: ${reason}`}`,
      before: { limits: before },
      after: { limits: counted },
    })
  })
}

function lastDayFor(limits: readonly StepLimit[], step: StepLimit['step']): CalendarDate {
  const limit = limits.find((each) => each.step === step)
  if (limit) return limit.lastDay
  const message = `Hãy ghi hạn của bước “${YEAR_STEPS[step]}”.`
  throw new Refusal('invalid', 'criteria.limit-missing', message, { [`on:${step}`]: message })
}
