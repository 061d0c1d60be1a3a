import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { assignmentsOfTask, milestonesOf, taskById } from '../queries/tasks.ts'
import { milestonesAsLines } from '../rules/milestones.ts'
import { PARTS } from '../rules/plan.ts'
import { DeadlineWords, periodInWords } from './deadline-words.tsx'
import { TASK_LABELS as L } from './plan-fields.ts'
import { ProgressTag } from './progress-tag.tsx'

/** One task with all units that have it. */
export function taskPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/tasks/:taskId',
    permission: 'plan.read',
    params: z.object({ taskId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const task = await taskById(database, official, params.taskId, today)
      if (!task) throw new Refusal('not-found', 'plan.no-such-task', 'Không có nhiệm vụ này trong phạm vi của bạn.')
      const [assignments, milestones, changes] = await Promise.all([
        assignmentsOfTask(database, official, task.id, today),
        milestonesOf(database, task.id),
        changesOf(database, { kind: 'task', id: task.id }),
      ])
      const href = `/tasks/${task.id}`
      return (
        <Layout
          title={task.title}
          context={page}
          breadcrumbs={[
            { href: '/plans', text: 'Kế hoạch' },
            { href: `/plans/${task.planId}`, text: task.planTitle },
            { text: 'Nhiệm vụ' },
          ]}
        >
          <PageHeading
            caption={`Nội dung ${task.contentPosition}: ${task.contentTitle}`}
            actions={
              <ActionBar>
                <ButtonLink href={`${href}/reporting`} variant="secondary">
                  Ai đã báo cáo, ai chưa
                </ButtonLink>
                {task.mayAssign && (
                  <>
                    <ButtonLink href={`${href}/edit`} variant="secondary">
                      Sửa, thêm đơn vị
                    </ButtonLink>
                    <ButtonLink href={`${href}/withdrawal`} variant="secondary">
                      Rút nhiệm vụ
                    </ButtonLink>
                  </>
                )}
              </ActionBar>
            }
          >
            {task.title}
          </PageHeading>
          {task.withdrawnOn !== null && (
            <InsetText>
              Nhiệm vụ đã được rút ngày {formatCalendarDate(task.withdrawnOn)}: {task.withdrawnReason}
            </InsetText>
          )}
          {task.illustration && <InsetText>{task.illustration}</InsetText>}
          <SummaryList
            rows={[
              {
                label: 'Kế hoạch',
                value: (
                  <a class="govuk-link" href={`/plans/${task.planId}`}>
                    {[task.planReference, task.planTitle].filter(Boolean).join(': ')}
                  </a>
                ),
              },
              { label: L.product, value: task.product },
              { label: L.dueOn, value: <DeadlineWords task={task} /> },
              ...(task.periodFrom && task.periodTo
                ? [{ label: 'Thời gian thực hiện', value: periodInWords(task.periodFrom, task.periodTo) }]
                : []),
              ...(task.targetAmount === null
                ? []
                : [{ label: L.targetAmount, value: `${formatNumber(task.targetAmount)} ${task.targetMeasure}` }]),
              ...(task.upperPosition === null
                ? []
                : [{ label: L.carriesOutContentId, value: `Nội dung ${task.upperPosition}` }]),
              ...(milestones.length === 0
                ? []
                : [{ label: L.milestones, value: <span class="app-prewrap">{milestonesAsLines(milestones)}</span> }]),
            ]}
          />
          <h2 class="govuk-heading-m">Đơn vị thực hiện và phối hợp</h2>
          <DataTable
            caption="Đơn vị thực hiện và phối hợp"
            captionHidden
            phone="stack"
            empty="Không còn đơn vị nào được giao nhiệm vụ này."
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true },
              { key: 'part', title: 'Vai trò' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'evidence', title: 'Minh chứng', numeric: true },
              { key: 'received', title: 'Tiếp nhận' },
              { key: 'comment', title: 'Nhận xét', width: 'one-third' },
            ]}
            rows={assignments.map((assignment) =>
              assignment.mayFollow
                ? {
                    unit: (
                      <a class="govuk-link" href={`/tasks/assignments/${assignment.id}`}>
                        {assignment.unitName}
                      </a>
                    ),
                    part: PARTS[assignment.part],
                    state: <ProgressTag assignment={assignment} asOf={today} />,
                    evidence: formatNumber(assignment.evidenceCount),
                    received: assignment.receivedOn === null ? 'Chưa' : formatCalendarDate(assignment.receivedOn),
                    comment: assignment.comment,
                  }
                : { unit: assignment.unitName, part: PARTS[assignment.part] },
            )}
          />
          <ChangeHistory changes={changes} folded="Lịch sử thay đổi" />
        </Layout>
      )
    },
  })
}
