import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, recordIds, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DataTable,
  DateField,
  FilterBar,
  Form,
  filterView,
  HiddenField,
  Layout,
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, isCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { copyPlan } from '../actions/copy-plan.ts'
import { nextWorkingDayInForce, tasksToCopy, unitsToCopy } from '../queries/plan-to-copy.ts'
import { contentsOf, planById } from '../queries/plans.ts'
import { copiedTask, inYear } from '../rules/copied-plan.ts'
import { deadlineInWords } from '../rules/progress.ts'

const LABELS = {
  title: 'Tên kế hoạch',
  year: 'Năm',
  contentIds: 'Nội dung đưa sang',
  taskIds: 'Nhiệm vụ đưa sang',
  assignedOn: 'Giao cho các đơn vị từ ngày',
} as const

const CopyFields = z.object({
  title: text(LABELS.title, { longest: 300 }),
  year: wholeNumber(LABELS.year, { least: 1990, most: 2200 }),
  contentIds: recordIds(LABELS.contentIds),
  taskIds: recordIds(LABELS.taskIds),
  assignedOn: day(LABELS.assignedOn),
})

/** The plan of the next year from this one: what is taken and what changes is shown before anything is kept. */
export function copyForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/plans/:planId/copy',
    permission: 'plan.write',
    params: z.object({ planId: Id }),
    fields: CopyFields,
    labels: LABELS,
    load: (context) => load(context),
    initial: ({ plan, year, contents, rows, assignedOn }) => ({
      title: inYear(plan.title, plan.year, year),
      year: String(year),
      contentIds: contents.map(({ id }) => id),
      taskIds: rows.map(({ id }) => id),
      assignedOn: formatCalendarDate(assignedOn),
    }),
    draw: ({ context, data: { plan, year, contents, rows }, form }) => {
      const href = `/plans/${plan.id}`
      return (
        <Layout
          title="Lập kế hoạch từ kế hoạch cũ"
          context={context.page}
          form={form}
          wide
          backLink={{ href, text: 'Trở lại kế hoạch' }}
        >
          <PageHeading caption={plan.title}>
            Lập kế hoạch năm {year} từ kế hoạch năm {plan.year}
          </PageHeading>
          <FilterBar resetHref={`${href}/copy`} active={year !== plan.year + 1}>
            <NumberField
              form={filterView({ year: String(year) })}
              name="year"
              label="Năm của kế hoạch mới"
              width={4}
              hint="Đổi năm thì các thời hạn bên dưới được tính lại."
            />
          </FilterBar>
          <DataTable
            caption="Những gì thay đổi khi chuyển sang năm mới"
            phone="stack"
            empty="Kế hoạch này chưa có nhiệm vụ nào; chỉ các nội dung được đưa sang."
            columns={[
              { key: 'title', title: 'Nhiệm vụ', rowHeader: true, width: 'one-third' },
              { key: 'before', title: `Hạn năm ${plan.year}` },
              { key: 'after', title: `Hạn năm ${year}` },
              { key: 'units', title: 'Đơn vị' },
            ]}
            rows={rows.map((row) => ({
              title: `${row.position}. ${row.copied.title}`,
              before: deadlineInWords(row.task),
              after: (
                <>
                  {deadlineInWords({ ...row.task, ...row.copied.deadline })}
                  {row.copied.deadline.why && (
                    <span class="app-muted"> Đã dời sang ngày làm việc: {row.copied.deadline.why}.</span>
                  )}
                </>
              ),
              units: row.units,
            }))}
          />
          <Form form={form}>
            <HiddenField form={form} name="year" value={String(year)} />
            <TextField form={form} name="title" label={LABELS.title} />
            <CheckboxField
              form={form}
              name="contentIds"
              label={LABELS.contentIds}
              options={contents.map(({ id, position, title }) => ({ value: id, text: `${position}. ${title}` }))}
            />
            {rows.length > 0 && (
              <CheckboxField
                form={form}
                name="taskIds"
                label={LABELS.taskIds}
                hint="Nhiệm vụ chỉ được đưa sang cùng nội dung của nó."
                options={rows.map((row) => ({
                  value: row.id,
                  text: `${row.position}. ${row.copied.title}`,
                  hint: `Hạn ${deadlineInWords({ ...row.task, ...row.copied.deadline })}`,
                }))}
              />
            )}
            <DateField
              form={form}
              name="assignedOn"
              label={LABELS.assignedOn}
              hint="Đến ngày này các đơn vị mới được giao và được nhắc; trước đó còn sửa, bớt được."
            />
            <SubmitButtons cancelHref={href}>
              <SubmitButton>Lập kế hoạch năm {year}</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, given) => {
      const id = await copyPlan(database, official, { planId: params.planId, given, today })
      return `/plans/${id}/comparison`
    },
  })
}

async function load(context: Context & { params: { planId: string }; query: Record<string, string> }) {
  const { database, official, today, params, query } = context
  const plan = await planById(database, official, params.planId, today)
  // The preview names all units and deadlines: only for who may make the new plan.
  if (!plan?.mayWrite)
    throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
  const year = /^(19|20|21)\d{2}$/.test(query.year ?? '') ? Number(query.year) : plan.year + 1
  const [contents, tasks, units, nextWorkingDay] = await Promise.all([
    contentsOf(database, plan.id),
    tasksToCopy(database, plan.id),
    unitsToCopy(database, plan.id, today),
    nextWorkingDayInForce(database),
  ])
  const rows = tasks.map((task) => ({
    id: task.id,
    task,
    position: contents.find(({ id }) => id === task.contentId)?.position ?? 0,
    copied: copiedTask(task, { fromYear: plan.year, toYear: year, nextWorkingDay }),
    units: unitsInWords(units.filter(({ taskId }) => taskId === task.id)),
  }))
  const newYear = `${year}-01-01`
  const first = isCalendarDate(newYear) ? nextWorkingDay(newYear).day : today
  return { plan, year, contents, rows, assignedOn: first > today ? first : today }
}

/** “25 đơn vị”, and what became of those that are no more. */
function unitsInWords(units: readonly { oldUnitId: string; oldName: string; unitId: string | null }[]): string {
  const gone = units.filter(({ unitId }) => unitId === null)
  const inherited = units.filter(({ unitId, oldUnitId }) => unitId !== null && unitId !== oldUnitId)
  const now = new Set(units.flatMap(({ unitId }) => (unitId === null ? [] : [unitId]))).size
  return [
    `${formatNumber(now)} đơn vị`,
    inherited.length > 0 && `${formatNumber(inherited.length)} đơn vị cũ được thay bằng đơn vị kế thừa`,
    gone.length > 0 && `không còn: ${gone.map(({ oldName }) => oldName).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ')
}
