import { recordChange } from '../../../platform/audit/record-change.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { calendarInForce, rollToWorkingDay } from '../../calendar/index.ts'
import { timetableOf } from '../queries/timetable.ts'
import { lastDayOf, type StepLimit, stepOutOfOrder, YEAR_STEPS } from '../rules/timetable.ts'

/**
 * The last days of the steps of years that are running and whose timetable was set. Steps that are over keep their day. Where the new
 * days would put a step before the one it follows, nothing moves and the trail of the year says so: people must set the days.
 */
export const limitsOfYears: LimitRecount = {
  title: 'Lịch chấm điểm, xếp loại',
  recount: async (transaction, official, { from, today, reason }) => {
    const calendar = await calendarInForce(transaction)
    const years = await transaction
      .selectFrom('assessment_year as year')
      .select(['year.id', 'year.year', 'year.root_unit_id as rootUnitId'])
      .where('year.state', 'in', ['open', 'verifying'])
      .where('year.id', 'in', (where) => where.selectFrom('assessment_year_step').select('assessment_year_id'))
      .orderBy('year.id')
      .forUpdate()
      .execute()
    let changed = 0
    for (const { id, year, rootUnitId } of years) {
      const before = await timetableOf(transaction, id)
      const counted = before.map((limit): StepLimit => {
        if (limit.lastDay < from || limit.lastDay < today) return limit
        return { ...limit, lastDay: lastDayOf(limit, (day) => rollToWorkingDay(day, calendar)) }
      })
      const moved = counted.filter((limit, index) => limit.lastDay !== before[index]?.lastDay)
      if (moved.length === 0) continue
      const early = stepOutOfOrder(counted)
      if (!early) {
        changed += moved.length
        for (const { step, lastDay } of moved) {
          await transaction
            .updateTable('assessment_year_step')
            .set({ last_day: lastDay })
            .where('assessment_year_id', '=', id)
            .where('step', '=', step)
            .execute()
        }
        const dayOf = (step: StepLimit['step']) => counted.find((limit) => limit.step === step)?.lastDay
        await transaction
          .updateTable('assessment_year')
          .set({
            self_assess_by: dayOf('self-assessment'),
            verify_by: dayOf('verification'),
            decide_by: dayOf('decision'),
          })
          .where('id', '=', id)
          .execute()
      }
      const words = moved.map((limit) => `${YEAR_STEPS[limit.step]} đến hết ${formatCalendarDate(limit.lastDay)}`)
      await recordChange(transaction, {
        official,
        action: 'criteria.timetable-recounted',
        subject: { kind: 'assessment-year', id },
        unitId: rootUnitId,
        summary: early
          ? `Lịch nghỉ thay đổi (${reason}) nhưng chưa tính lại được hạn năm ${year}: hạn “${YEAR_STEPS[early]}” sẽ sớm hơn bước trước. Hãy đặt lại lịch các bước.`
          : `Tính lại hạn năm ${year} (${reason}): ${words.join('; ')}`,
        before: { limits: before },
        after: { limits: early ? before : counted },
      })
    }
    return changed
  },
}
