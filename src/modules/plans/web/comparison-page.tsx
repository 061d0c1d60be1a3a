import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { DataTable, Layout, PageHeading, Tag, type TagColour } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { contentsOf, planById } from '../queries/plans.ts'
import { tasksOfPlan } from '../queries/tasks.ts'
import { type Compared, compared, inYear } from '../rules/copied-plan.ts'
import { deadlineInWords } from '../rules/progress.ts'

const KINDS: Readonly<Record<Compared<unknown>['kind'], { text: string; colour: TagColour }>> = {
  same: { text: 'Giữ nguyên', colour: 'grey' },
  changed: { text: 'Có thay đổi', colour: 'blue' },
  new: { text: 'Mới', colour: 'green' },
  'left-out': { text: 'Không đưa sang', colour: 'orange' },
}

/** A plan beside the one it was copied from: what was taken, what changed, what is new, what was left out. */
export function comparisonPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/plans/:planId/comparison',
    permission: 'plan.read',
    params: z.object({ planId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const plan = await planById(database, official, params.planId, today)
      const source =
        plan?.mayReadAll && plan.copiedFromPlanId !== null
          ? await planById(database, official, plan.copiedFromPlanId, today)
          : undefined
      if (!plan || !source?.mayReadAll)
        throw new Refusal(
          'not-found',
          'plan.no-such-comparison',
          'Không có kế hoạch này, hoặc nó không được lập từ kế hoạch khác.',
        )
      const [contents, oldContents, tasks, oldTasks] = await Promise.all([
        contentsOf(database, plan.id),
        contentsOf(database, source.id),
        tasksOfPlan(database, official, plan.id, today),
        tasksOfPlan(database, official, source.id, today),
      ])
      const contentRows = compared(
        oldContents.map(({ id, title }) => ({ id, title: inYear(title, source.year, plan.year) })),
        contents.map(({ id, title, copiedFromContentId }) => ({ id, title, copiedFromId: copiedFromContentId })),
        ({ title }) => title,
      )
      const taskRows = compared(
        oldTasks.map((task) => taskInWords({ ...task, title: inYear(task.title, source.year, plan.year) })),
        tasks.map((task) => ({ ...taskInWords(task), copiedFromId: task.copiedFromTaskId })),
        // Every deadline has moved by years; a change worth a word is another day of the year.
        ({ title, product, target, dayAndMonth }) => [title, product, target, dayAndMonth].join('|'),
      )
      return (
        <Layout
          title="So với kế hoạch trước"
          context={page}
          wide
          breadcrumbs={[
            { href: '/plans', text: 'Kế hoạch' },
            { href: `/plans/${plan.id}`, text: plan.title },
            { text: 'So với kế hoạch trước' },
          ]}
        >
          <PageHeading caption={plan.title}>So với kế hoạch năm {source.year}</PageHeading>
          <p class="govuk-body">
            Được lập từ{' '}
            <a class="govuk-link" href={`/plans/${source.id}`}>
              {source.title}
            </a>
            .
          </p>
          <ComparedTable
            caption="Các nội dung"
            year={plan.year}
            sourceYear={source.year}
            rows={contentRows.map((row) => ({
              kind: row.kind,
              before: row.before?.title ?? '',
              after: row.after?.title ?? '',
            }))}
          />
          <ComparedTable
            caption="Các nhiệm vụ"
            year={plan.year}
            sourceYear={source.year}
            rows={taskRows.map((row) => ({
              kind: row.kind,
              before: row.before?.words ?? '',
              after: row.after?.words ?? '',
            }))}
          />
        </Layout>
      )
    },
  })
}

type Task = Awaited<ReturnType<typeof tasksOfPlan>>[number]

function taskInWords(task: Task) {
  const target = task.targetAmount === null ? '' : `chỉ tiêu ${task.targetAmount} ${task.targetMeasure}`
  const due = `hạn ${deadlineInWords(task)}`
  const units = `${task.given} đơn vị`
  return {
    id: task.id,
    title: task.title,
    product: task.product,
    target,
    dayAndMonth: task.dueOn.slice(5),
    words: [task.title, task.product, target, due, units].filter((part) => part !== '').join('; '),
  }
}

type ComparedRow = { kind: Compared<unknown>['kind']; before: string; after: string }

function ComparedTable(props: { caption: string; year: number; sourceYear: number; rows: readonly ComparedRow[] }) {
  return (
    <DataTable
      caption={props.caption}
      phone="stack"
      empty="Không có gì để so sánh."
      columns={[
        { key: 'kind', title: 'So sánh', rowHeader: true },
        { key: 'before', title: `Năm ${props.sourceYear}`, width: 'one-third' },
        { key: 'after', title: `Năm ${props.year}`, width: 'one-third' },
      ]}
      rows={props.rows.map(({ kind, before, after }) => ({
        kind: <Tag colour={KINDS[kind].colour} text={KINDS[kind].text} />,
        before,
        after,
      }))}
    />
  )
}
