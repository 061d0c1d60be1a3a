import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, TextArea } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { changeTask, withdrawTask } from '../actions/change-task.ts'
import { assignableUnits, giveTask } from '../actions/give-task.ts'
import { contentsAbove, contentsOf, planById } from '../queries/plans.ts'
import { assignmentsOfTask, milestonesOf, taskById } from '../queries/tasks.ts'
import { DUE_READINGS } from '../rules/deadline-reading.ts'
import { taskFormValues } from '../rules/form-values.ts'
import { COUNTED_RECORDS } from '../rules/task-details.ts'
import { TASK_LABELS as L, TaskFields } from './plan-fields.ts'
import { TaskFormBody } from './task-form-body.tsx'

/** Giving a task to units, changing it, withdrawing it. */
export function taskForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/plans/:planId/tasks/new',
    permission: 'task.assign',
    params: z.object({ planId: Id }),
    fields: TaskFields,
    draftOf: 'task',
    labels: L,
    load: async ({ database, official, today, params, query }) => {
      const plan = await planById(database, official, params.planId, today)
      if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
      const [contents, upperContents, units] = await Promise.all([
        contentsOf(database, plan.id),
        contentsAbove(database, plan.basedOnPlanId),
        assignableUnits(database, official, { planUnitId: plan.unitId, today }),
      ])
      const reviewId = /^\d{1,18}$/.test(query.review ?? '') ? (query.review ?? '') : ''
      return { plan, contents, upperContents, units, contentId: query.content ?? '', reviewId }
    },
    initial: ({ plan, contentId, units, reviewId }, { today }) => ({
      contentId,
      dueReading: 'by',
      reviewMeetingId: reviewId,
      // What stands in a plan counts as given from the day on which the plan was issued; what a review sets, from today.
      assignedOn: formatCalendarDate(reviewId === '' ? (plan.issuedOn ?? today) : today),
      leadUnitIds: units.length === 1 ? [units[0]?.id ?? ''] : [],
    }),
    draw: ({ context, data: { plan, contents, upperContents, units }, form }) => {
      const href = `/plans/${plan.id}`
      return (
        <Layout title="Giao nhiệm vụ" context={context.page} form={form} backLink={{ href, text: 'Trở lại kế hoạch' }}>
          <PageHeading caption={plan.title}>Giao nhiệm vụ</PageHeading>
          <TaskFormBody {...{ form, contents, upperContents, units }} cancelHref={href} isNew />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, given) => {
      await giveTask(database, official, { planId: params.planId, given, today })
      return `/plans/${params.planId}`
    },
  })

  staffForm(app, {
    path: '/tasks/:taskId/edit',
    permission: 'task.assign',
    params: z.object({ taskId: Id }),
    fields: TaskFields,
    draftOf: 'task',
    labels: L,
    load: async ({ database, official, today, params }) => {
      const task = await taskById(database, official, params.taskId, today)
      if (!task) throw new Refusal('not-found', 'plan.no-such-task', 'Không có nhiệm vụ này trong phạm vi của bạn.')
      const [contents, upperContents, milestones, assignable, assignments] = await Promise.all([
        contentsOf(database, task.planId),
        contentsAbove(database, task.planBasedOnPlanId),
        milestonesOf(database, task.id),
        assignableUnits(database, official, { planUnitId: task.planUnitId, today }),
        assignmentsOfTask(database, official, task.id, today),
      ])
      const missing = assignments.map((each) => each.unitId).filter((id) => !assignable.some((unit) => unit.id === id))
      const units =
        missing.length === 0 ? assignable : [...assignable, ...(await unitsOnDay(database, { today, ids: missing }))]
      return { task, contents, upperContents, milestones, units, assignments }
    },
    choices: ({ units, contents, upperContents }) => {
      const names = Object.fromEntries(units.map((unit) => [unit.id, unit.name]))
      return {
        contentId: Object.fromEntries(contents.map((content) => [content.id, content.title])),
        dueReading: DUE_READINGS,
        targetCounts: COUNTED_RECORDS,
        carriesOutContentId: Object.fromEntries(upperContents.map((content) => [content.id, content.title])),
        leadUnitIds: names,
        coordinatingUnitIds: names,
      }
    },
    initial: ({ task, assignments, milestones }) => taskFormValues(task, assignments, milestones),
    draw: ({ context, data: { task, contents, upperContents, units }, form }) => {
      const href = `/tasks/${task.id}`
      return (
        <Layout title="Sửa nhiệm vụ" context={context.page} form={form} backLink={{ href, text: 'Trở lại nhiệm vụ' }}>
          <PageHeading caption={task.title}>Sửa nhiệm vụ</PageHeading>
          <TaskFormBody {...{ form, contents, upperContents, units }} cancelHref={href} isNew={false} />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params, version }, given) => {
      await changeTask(database, official, { id: params.taskId, version, given, today })
      return `/tasks/${params.taskId}`
    },
  })

  staffForm(app, {
    path: '/tasks/:taskId/withdrawal',
    permission: 'task.assign',
    params: z.object({ taskId: Id }),
    fields: z.object({ reason: text('Lý do rút', { longest: 1000 }) }),
    load: async ({ database, official, today, params }) => {
      const task = await taskById(database, official, params.taskId, today)
      if (!task) throw new Refusal('not-found', 'plan.no-such-task', 'Không có nhiệm vụ này trong phạm vi của bạn.')
      return task
    },
    initial: () => ({}),
    draw: ({ context, data: task, form }) => {
      const href = `/tasks/${task.id}`
      return (
        <Layout title="Rút nhiệm vụ" context={context.page} form={form} backLink={{ href, text: 'Trở lại nhiệm vụ' }}>
          <PageHeading caption={task.title}>Rút nhiệm vụ</PageHeading>
          <p class="govuk-body">Các đơn vị chưa hoàn thành sẽ không phải thực hiện nữa. Kết quả đã báo vẫn được giữ.</p>
          <Form form={form}>
            <TextArea form={form} name="reason" label="Lý do rút" rows={3} />
            <SubmitButtons cancelHref={href}>
              <SubmitButton variant="warning">Rút nhiệm vụ</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { reason }) => {
      await withdrawTask(database, official, { id: params.taskId, reason, today })
      return `/tasks/${params.taskId}`
    },
  })
}
