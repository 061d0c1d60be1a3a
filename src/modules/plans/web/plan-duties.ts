import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { latePlansOf, refusalsWaitingFor, tasksWaitingFor } from '../queries/due-assignments.ts'
import { ownUnits } from '../queries/plan-reach.ts'
import { DUE_SOON_IN_DAYS } from '../rules/progress.ts'

/** What a person's own units have to do, and what waits for them as those who give tasks and follow plans. */
export async function planDuties({ database, official, today }: Context): Promise<Duty[]> {
  const givers = ownUnits(official, 'task.assign')
  const [tasks, refusals, latePlans] = await Promise.all([
    tasksWaitingFor(database, ownUnits(official, 'task.progress'), today),
    refusalsWaitingFor(database, official, { unitIds: givers, today }),
    latePlansOf(database, givers, today),
  ])
  const soon = addDays(today, DUE_SOON_IN_DAYS)
  const own = tasks.map(
    (task): Duty => ({
      state: task.lastGoodDay < today ? 'late' : task.lastGoodDay <= soon ? 'due' : 'waiting',
      title: task.title,
      href: `/tasks/assignments/${task.id}`,
      dueOn: task.lastGoodDay,
      note:
        task.remindedOn === null
          ? `Nhiệm vụ – ${task.unitName}`
          : `Đôn đốc ngày ${formatCalendarDate(task.remindedOn)}: ${task.message} – ${task.unitName}`,
    }),
  )
  const toAnswer = refusals.map(
    (refusal): Duty => ({
      state: 'waiting',
      title: `Xin trả lại nhiệm vụ: ${refusal.title}`,
      href: `/tasks/assignments/${refusal.id}`,
      dueOn: null,
      note: `${refusal.unitName}: ${refusal.reason}`,
    }),
  )
  const toUrge = latePlans.map(
    (plan): Duty => ({
      state: 'waiting',
      title: `Đôn đốc ${plan.units} đơn vị có ${plan.assignments} nhiệm vụ quá hạn`,
      href: `/tasks?planId=${plan.id}&state=overdue`,
      dueOn: null,
      note: plan.title,
    }),
  )
  return [...own, ...toAnswer, ...toUrge].slice(0, 50)
}
