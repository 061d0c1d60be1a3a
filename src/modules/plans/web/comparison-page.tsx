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
      // The years in the words are told apart by the columns; a change worth a word is another one.
      const thisYear = (words: string) => inYear(words, source.year, plan.year)
      const contentRows = compared(
        oldContents.map(({ id, title }) => ({ id, words: title, key: thisYear(title) })),
        contents.map(({ id, title, copiedFromContentId }) => ({
          ...{ id, words: title, key: title, copiedFromId: copiedFromContentId },
        })),
        ({ key }) => key,
      )
      const taskRows = compared(
        oldTasks.map((task) => ({ id: task.id, words: taskInWords(task), key: thisYear(taskKey(task)) })),
        tasks.map((task) => ({
          ...{ id: task.id, words: taskInWords(task), key: taskKey(task), copiedFromId: task.copiedFromTaskId },
        })),
        ({ key }) => key,
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
          <ComparedTable caption="Các nội dung" year={plan.year} sourceYear={source.year} rows={contentRows} />
          <ComparedTable caption="Các nhiệm vụ" year={plan.year} sourceYear={source.year} rows={taskRows} />
        </Layout>
      )
    },
  })
}

type Task = Awaited<ReturnType<typeof tasksOfPlan>>[number]

function taskInWords(task: Task): string {
  const target = task.targetAmount === null ? '' : `chỉ tiêu ${task.targetAmount} ${task.targetMeasure}`
  const parts = [task.title, task.product, target, `hạn ${deadlineInWords(task)}`, `${task.unitCount} đơn vị`]
  return parts.filter((part) => part !== '').join('; ')
}

/** What makes two tasks the same in two years: all but the year, and the units. */
function taskKey({ title, product, targetAmount, targetMeasure, dueOn, dueOnExcluded }: Task): string {
  return [title, product, targetAmount, targetMeasure, dueOn.slice(5), dueOnExcluded].join('|')
}

type ComparedRow = Compared<{ words: string }>

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
        before: before?.words ?? '',
        after: after?.words ?? '',
      }))}
    />
  )
}
