import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { addDays, type CalendarDate, daysBetween, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import {
  answersFor,
  latePlansOf,
  questionsWaitingFor,
  refusalsWaitingFor,
  tasksWaitingFor,
} from '../queries/due-assignments.ts'
import { lateUnitsBelow } from '../queries/escalation.ts'
import { ownUnits } from '../queries/plan-reach.ts'
import { DUE_SOON_IN_DAYS } from '../rules/progress.ts'

/** Up to this many late units below stand one by one. */
const FEW_UNITS = 5

/**
 * What a person's own units have to do, what waits for them as those who give tasks and follow plans, and what is late in the units
 * below them: nobody passes that on by hand.
 */
export async function planDuties({ database, official, today }: Context): Promise<Duty[]> {
  const givers = ownUnits(official, 'task.assign')
  const doers = ownUnits(official, 'task.progress')
  const [tasks, refusals, questions, answers, latePlans, lateUnits] = await Promise.all([
    tasksWaitingFor(database, doers, today),
    refusalsWaitingFor(database, official, { unitIds: givers, today }),
    questionsWaitingFor(database, official, { unitIds: givers, today }),
    answersFor(database, doers, today),
    latePlansOf(database, givers, today),
    lateUnitsBelow(database, givers, today),
  ])
  const soon = addDays(today, DUE_SOON_IN_DAYS)
  const own = tasks.map(
    (task): Duty => ({
      state: task.lastGoodDay < today ? 'late' : task.lastGoodDay <= soon ? 'due' : 'waiting',
      title: task.title,
      href: `/tasks/assignments/${task.id}`,
      dueOn: task.lastGoodDay,
      isUrged: task.remindedOn !== null,
      urging: task.reminderId,
      note:
        task.remindedOn === null
          ? `${task.receivedOn === null ? 'Nhiệm vụ chưa tiếp nhận' : 'Nhiệm vụ'} – ${task.unitName}`
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
  const asked = questions.map(
    (question): Duty => ({
      state: 'waiting',
      title: `Hỏi lại về nhiệm vụ: ${question.title}`,
      href: `/tasks/assignments/${question.id}`,
      dueOn: null,
      note: `${question.unitName}: ${question.question}`,
    }),
  )
  const answered = answers.map(
    (answer): Duty => ({
      state: 'waiting',
      title: `Đã có trả lời: ${answer.title}`,
      href: `/tasks/assignments/${answer.id}`,
      dueOn: null,
      note: `${answer.answer} – ${answer.unitName}`,
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
  return [...own, ...escalated(lateUnits, today), ...toAnswer, ...asked, ...toUrge, ...answered].slice(0, 50)
}

/** Late tasks of units below: each unit while they are few, all in one line when they are many. */
function escalated(units: Awaited<ReturnType<typeof lateUnitsBelow>>, today: CalendarDate): Duty[] {
  const [longest] = units
  if (!longest) return []
  const since = (day: CalendarDate) => `lâu nhất quá hạn ${daysBetween(day, today)} ngày`
  if (longest.units > FEW_UNITS) {
    const title = `${longest.units} đơn vị cấp dưới có nhiệm vụ quá hạn`
    const note = `${longest.unitName} ${since(longest.latestGoodDay)}`
    return [{ state: 'late', title, href: '/tasks?state=overdue', dueOn: longest.latestGoodDay, note }]
  }
  return units.map((unit) => ({
    state: 'late',
    title: `${unit.unitName} có ${unit.tasks} nhiệm vụ quá hạn`,
    href: `/tasks?state=overdue&unitId=${unit.unitId}&alone=1`,
    dueOn: unit.latestGoodDay,
    note: `Đơn vị cấp dưới – ${since(unit.latestGoodDay)}`,
  }))
}
