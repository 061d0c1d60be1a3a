import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { DataTable, EmptyState, Layout, PageHeading, ScrollRegion } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { contentsOf, planById } from '../queries/plans.ts'
import { tasksOfPlan } from '../queries/tasks.ts'
import { deadlineInWords } from '../rules/progress.ts'
import { spanOf, timelineOver } from '../rules/timeline.ts'
import { TimelineDrawing, type TimelineRow } from './timeline-drawing.tsx'

/** The tasks of a plan along the year: a drawing, and the table of the same. */
export function timelinePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/plans/:planId/timeline',
    permission: 'plan.read',
    params: z.object({ planId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const plan = await planById(database, official, params.planId, today)
      if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
      const [contents, tasks] = await Promise.all([
        contentsOf(database, plan.id),
        tasksOfPlan(database, official, plan.id, today),
      ])
      const rows = tasks.map(
        (task): TimelineRow => ({
          ...spanOf(task),
          title: task.title,
          content: contents.find(({ id }) => id === task.contentId)?.position ?? 0,
          share: task.given === 0 ? 0 : task.completed / task.given,
          isLate: task.overdue > 0,
        }),
      )
      const timeline = timelineOver(rows)
      return (
        <Layout
          title="Tiến trình kế hoạch"
          context={page}
          wide
          breadcrumbs={[
            { href: '/plans', text: 'Kế hoạch' },
            { href: `/plans/${plan.id}`, text: plan.title },
            { text: 'Tiến trình' },
          ]}
        >
          <PageHeading caption={plan.title}>Tiến trình thực hiện</PageHeading>
          {timeline === null ? (
            <EmptyState title="Chưa có nhiệm vụ nào">
              <p class="govuk-body">Giao nhiệm vụ có thời hạn thì tiến trình hiện ở đây.</p>
            </EmptyState>
          ) : (
            <>
              <p class="govuk-body">
                Mỗi thanh là một nhiệm vụ, từ ngày giao (hoặc ngày bắt đầu thực hiện) đến ngày cuối còn đúng hạn; phần
                đậm là tỷ lệ đơn vị đã hoàn thành. Bảng bên dưới ghi cùng nội dung bằng chữ.
              </p>
              <ScrollRegion label="Sơ đồ tiến trình" always>
                <TimelineDrawing title={`Tiến trình: ${plan.title}`} rows={rows} timeline={timeline} today={today} />
              </ScrollRegion>
              <DataTable
                caption="Các nhiệm vụ theo thời gian"
                phone="stack"
                empty=""
                columns={[
                  { key: 'number', title: 'Số' },
                  { key: 'title', title: 'Nhiệm vụ', rowHeader: true, width: 'one-half' },
                  { key: 'from', title: 'Từ ngày' },
                  { key: 'due', title: 'Hạn' },
                  { key: 'done', title: 'Hoàn thành' },
                ]}
                rows={tasks.map((task, index) => ({
                  number: formatNumber(index + 1),
                  title: (
                    <a class="govuk-link" href={`/tasks/${task.id}`}>
                      {task.title}
                    </a>
                  ),
                  from: formatCalendarDate(rows[index]?.from ?? task.lastGoodDay),
                  due: deadlineInWords(task),
                  done: `${formatNumber(task.completed)}/${formatNumber(task.given)}${task.overdue > 0 ? `, quá hạn ${formatNumber(task.overdue)}` : ''}`,
                }))}
              />
            </>
          )}
        </Layout>
      )
    },
  })
}
