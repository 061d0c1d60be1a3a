import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DateField,
  Details,
  Form,
  type FormView,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { changeTask, withdrawTask } from '../actions/change-task.ts'
import { assignableUnits, giveTask } from '../actions/give-task.ts'
import { contentsOf, planById } from '../queries/plans.ts'
import { assignmentsOfTask, taskById } from '../queries/tasks.ts'
import { taskFormValues } from '../rules/form-values.ts'
import { TASK_LABELS as L, TaskFields } from './plan-fields.ts'
import { UnitPicker } from './unit-picker.tsx'

/** Giving a task to units, changing it, withdrawing it. */
export function taskForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/plans/:planId/tasks/new',
    permission: 'task.assign',
    params: z.object({ planId: Id }),
    fields: TaskFields,
    labels: L,
    load: async ({ database, official, today, params, query }) => {
      const plan = await planById(database, official, params.planId, today)
      if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
      const [contents, units] = await Promise.all([
        contentsOf(database, plan.id),
        assignableUnits(database, official, { planUnitId: plan.unitId, today }),
      ])
      return { plan, contents, units, contentId: query.content ?? '' }
    },
    initial: ({ plan, contentId, units }, { today }) => ({
      contentId,
      // What stands in a plan counts as given from the day on which the plan was issued.
      assignedOn: formatCalendarDate(plan.issuedOn ?? today),
      leadUnitIds: units.length === 1 ? [units[0]?.id ?? ''] : [],
    }),
    draw: ({ context, data: { plan, contents, units }, form }) => {
      const href = `/plans/${plan.id}`
      return (
        <Layout title="Giao nhiệm vụ" context={context.page} form={form} backLink={{ href, text: 'Trở lại kế hoạch' }}>
          <PageHeading caption={plan.title}>Giao nhiệm vụ</PageHeading>
          <TaskFormBody form={form} contents={contents} units={units} cancelHref={href} isNew />
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
    labels: L,
    load: async ({ database, official, today, params }) => {
      const task = await taskById(database, official, params.taskId, today)
      if (!task) throw new Refusal('not-found', 'plan.no-such-task', 'Không có nhiệm vụ này trong phạm vi của bạn.')
      const [contents, assignable, assignments] = await Promise.all([
        contentsOf(database, task.planId),
        assignableUnits(database, official, { planUnitId: task.planUnitId, today }),
        assignmentsOfTask(database, official, task.id, today),
      ])
      const missing = assignments.map((each) => each.unitId).filter((id) => !assignable.some((unit) => unit.id === id))
      const units =
        missing.length === 0 ? assignable : [...assignable, ...(await unitsOnDay(database, { today, ids: missing }))]
      return { task, contents, units, assignments }
    },
    choices: ({ units, contents }) => {
      const names = Object.fromEntries(units.map((unit) => [unit.id, unit.name]))
      return {
        contentId: Object.fromEntries(contents.map((content) => [content.id, content.title])),
        dueOnExcluded: { yes: 'Trước ngày' },
        leadUnitIds: names,
        coordinatingUnitIds: names,
      }
    },
    initial: ({ task, assignments }) => taskFormValues(task, assignments),
    draw: ({ context, data: { task, contents, units }, form }) => {
      const href = `/tasks/${task.id}`
      return (
        <Layout title="Sửa nhiệm vụ" context={context.page} form={form} backLink={{ href, text: 'Trở lại nhiệm vụ' }}>
          <PageHeading caption={task.title}>Sửa nhiệm vụ</PageHeading>
          <TaskFormBody form={form} contents={contents} units={units} cancelHref={href} isNew={false} />
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

type BodyProps = {
  form: FormView
  contents: readonly { id: string; position: number; title: string }[]
  units: readonly UnitOnDay[]
  cancelHref: string
  isNew: boolean
}

function TaskFormBody({ form, contents, units, cancelHref, isNew }: BodyProps) {
  const coordinating = form.values.coordinatingUnitIds ?? ''
  return (
    <Form form={form}>
      <SelectField
        form={form}
        name="contentId"
        label={L.contentId}
        emptyText="Chọn nội dung"
        options={contents.map(({ id, position, title }) => ({ value: id, text: `${position}. ${title}` }))}
      />
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Ví dụ: Tổ chức đối thoại với Nhân dân ít nhất một lần trong năm"
      />
      <TextField form={form} name="product" label={L.product} optional hint="Ví dụ: Biên bản, báo cáo kết quả" />
      <DateField form={form} name="dueOn" label={L.dueOn} />
      <CheckboxField
        form={form}
        name="dueOnExcluded"
        label={L.dueOnExcluded}
        options={[
          {
            value: 'yes',
            text: '“Trước ngày”: chậm nhất là hôm trước ngày này',
            hint: 'Bỏ trống nếu hoàn thành đúng ngày này vẫn là đúng hạn.',
          },
        ]}
      />
      <UnitPicker form={form} name="leadUnitIds" kindName="leadKinds" label={L.leadUnitIds} units={units} />
      {units.length > 1 && (
        <Details
          summary="Thêm đơn vị phối hợp"
          open={coordinating.length > 0 || form.errors.coordinatingUnitIds !== undefined}
        >
          <UnitPicker form={form} name="coordinatingUnitIds" label={L.coordinatingUnitIds} units={units} />
        </Details>
      )}
      {isNew && (
        <DateField
          form={form}
          name="assignedOn"
          label={L.assignedOn}
          hint="Nhiệm vụ trong kế hoạch được giao từ ngày ban hành kế hoạch."
        />
      )}
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>{isNew ? 'Giao nhiệm vụ' : 'Lưu nhiệm vụ'}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
