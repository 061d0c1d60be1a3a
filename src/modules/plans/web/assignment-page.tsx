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
  type SummaryRow,
} from '../../../platform/page/index.ts'
import { type CalendarDate, dateInVietnam, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type AssignmentRecord, assignmentById, evidenceOf, questionsOf, remindersOf } from '../queries/assignment.ts'
import { milestonesOf } from '../queries/tasks.ts'
import { evidencePath, evidenceTitle } from '../rules/evidence-kind.ts'
import { type MeasuredProgress, measuredProgress } from '../rules/measured-progress.ts'
import { PARTS } from '../rules/plan.ts'
import { MilestoneTable, ProgressWords, QuestionList } from './assignment-parts.tsx'
import { DeadlineWords, periodInWords, targetOf } from './deadline-words.tsx'
import { TASK_LABELS as L } from './plan-fields.ts'
import { ProgressTag } from './progress-tag.tsx'

/** One unit's task: what is asked, what shows that it is done, and what to do next. */
export function assignmentPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/tasks/assignments/:assignmentId',
    permission: 'plan.read',
    params: z.object({ assignmentId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const assignment = await assignmentById(database, official, params.assignmentId, today)
      if (!assignment)
        throw new Refusal('not-found', 'plan.no-such-assignment', 'Không có nhiệm vụ này trong phạm vi của bạn.')
      const [evidence, milestones, questions, reminders, changes] = await Promise.all([
        evidenceOf(database, assignment.id),
        milestonesOf(database, assignment.taskId),
        questionsOf(database, assignment.id),
        remindersOf(database, assignment.id),
        changesOf(database, { kind: 'task-assignment', id: assignment.id }),
      ])
      const href = `/tasks/assignments/${assignment.id}`
      const mayReport = assignment.mayReport && assignment.state !== 'withdrawn'
      const progress = measuredProgress({
        isCompleted: assignment.completedOn !== null,
        target: targetOf(assignment),
        evidence,
        milestoneIds: milestones.map(({ id }) => id),
      })
      return (
        <Layout
          title={assignment.title}
          context={page}
          breadcrumbs={[{ href: '/tasks', text: 'Nhiệm vụ' }, { text: assignment.unitName }]}
        >
          <PageHeading
            caption={`${assignment.unitName} – ${PARTS[assignment.part].toLocaleLowerCase('vi')}`}
            actions={
              <AssignmentActions
                assignment={assignment}
                mayReport={mayReport}
                mayRecord={may(official, 'activity.record')}
                questionWaits={questions.some((each) => each.answer === null)}
              />
            }
          >
            {assignment.title}
          </PageHeading>
          {assignment.illustration && <InsetText>{assignment.illustration}</InsetText>}
          {assignment.completedOn === null &&
            reminders.slice(0, 1).map((reminder) => (
              <InsetText key={reminder.id}>
                <strong>Đôn đốc ngày {formatCalendarDate(reminder.remindedOn)}</strong> (
                {reminder.remindedBy ?? 'Hệ thống'}): {reminder.message}
              </InsetText>
            ))}
          <SummaryList rows={rowsOf(assignment, { progress, today, editHref: mayReport ? `${href}/comment` : null })} />
          <QuestionList questions={questions} />
          <MilestoneTable milestones={milestones} evidence={evidence} today={today} />
          <h2 class="govuk-heading-m">Minh chứng</h2>
          <DataTable
            caption="Minh chứng"
            captionHidden
            phone="stack"
            empty={
              mayReport
                ? 'Chưa có minh chứng. Ghi hoạt động cho nhiệm vụ này hoặc thêm văn bản, tệp.'
                : 'Chưa có minh chứng.'
            }
            columns={[
              { key: 'title', title: 'Minh chứng', rowHeader: true, width: 'one-half' },
              { key: 'kind', title: 'Loại' },
              { key: 'linked', title: 'Gắn ngày' },
              ...(mayReport && milestones.length > 0 ? [{ key: 'milestone', title: 'Cho mốc' }] : []),
              ...(mayReport ? [{ key: 'remove', title: 'Bỏ ra' }] : []),
            ]}
            rows={evidence.map((each) => ({
              title: <EvidenceLink {...each} />,
              kind: evidenceTitle(each.kind),
              linked: `${formatCalendarDate(dateInVietnam(each.linkedAt))}${each.linkedBy ? `, ${each.linkedBy}` : ''}`,
              milestone: (
                <a class="govuk-link" href={`${href}/evidence/${each.id}/milestone`}>
                  {milestones.find(({ id }) => id === each.milestoneId)?.title ?? 'Chọn mốc'}
                  <span class="govuk-visually-hidden">, minh chứng {each.title}</span>
                </a>
              ),
              remove: (
                <a class="govuk-link" href={`${href}/evidence/${each.id}/removal`}>
                  Bỏ<span class="govuk-visually-hidden"> minh chứng {each.title}</span>
                </a>
              ),
            }))}
          />
          {mayReport && (
            <p class="govuk-body">
              <a class="govuk-link" href={`${href}/evidence/new`}>
                Thêm văn bản hoặc tệp làm minh chứng
              </a>
            </p>
          )}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function AssignmentActions({
  assignment,
  mayReport,
  mayRecord,
  questionWaits,
}: {
  assignment: AssignmentRecord
  mayReport: boolean
  mayRecord: boolean
  questionWaits: boolean
}) {
  const href = `/tasks/assignments/${assignment.id}`
  const open = assignment.state === 'assigned' || assignment.state === 'in-progress'
  return (
    <ActionBar>
      {mayReport && open && assignment.receivedOn === null && (
        <ButtonLink href={`${href}/receipt`}>Tiếp nhận</ButtonLink>
      )}
      {mayReport && open && (
        <ButtonLink href={`${href}/completion`} variant={assignment.receivedOn === null ? 'secondary' : 'primary'}>
          Báo hoàn thành
        </ButtonLink>
      )}
      {mayReport && mayRecord && open && (
        <ButtonLink href={`/activities/new?assignment=${assignment.id}`} variant="secondary">
          Ghi hoạt động cho nhiệm vụ này
        </ButtonLink>
      )}
      {mayReport && open && (
        <ButtonLink href={`${href}/refusal`} variant="secondary">
          Xin trả lại
        </ButtonLink>
      )}
      {mayReport && open && !questionWaits && (
        <ButtonLink href={`${href}/question`} variant="secondary">
          Hỏi lại
        </ButtonLink>
      )}
      {assignment.mayAssign && questionWaits && (
        <ButtonLink href={`${href}/question/answer`}>Trả lời câu hỏi</ButtonLink>
      )}
      {mayReport && assignment.state === 'completed' && (
        <ButtonLink href={`${href}/reopening`} variant="secondary">
          Mở lại nhiệm vụ
        </ButtonLink>
      )}
      {assignment.mayAssign && assignment.state === 'refused' && (
        <ButtonLink href={`${href}/answer`}>Trả lời đề nghị trả lại</ButtonLink>
      )}
      {assignment.mayAssign && open && !mayReport && (
        <ButtonLink href={`/tasks/reminders/new?assignment=${assignment.id}`}>Đôn đốc</ButtonLink>
      )}
    </ActionBar>
  )
}

function rowsOf(
  assignment: AssignmentRecord,
  { progress, today, editHref }: { progress: MeasuredProgress; today: CalendarDate; editHref: string | null },
): SummaryRow[] {
  const { targetAmount, targetMeasure, periodFrom, periodTo, receivedOn } = assignment
  return [
    { label: 'Tình trạng', value: <ProgressTag assignment={assignment} asOf={today} /> },
    { label: 'Tiến độ', value: <ProgressWords progress={progress} assignment={assignment} /> },
    { label: L.dueOn, value: <DeadlineWords task={assignment} /> },
    ...(periodFrom && periodTo ? [{ label: 'Thời gian thực hiện', value: periodInWords(periodFrom, periodTo) }] : []),
    ...(targetAmount === null
      ? []
      : [{ label: L.targetAmount, value: `${formatNumber(targetAmount)} ${targetMeasure}` }]),
    ...(assignment.completedOn === null
      ? []
      : [{ label: 'Ngày hoàn thành', value: formatCalendarDate(assignment.completedOn) }]),
    ...(assignment.explanation === '' ? [] : [{ label: 'Giải trình', value: assignment.explanation }]),
    ...(assignment.refusalReason === '' ? [] : [{ label: 'Lý do xin trả lại', value: assignment.refusalReason }]),
    ...(assignment.refusalAnswer === '' ? [] : [{ label: 'Trả lời của đơn vị giao', value: assignment.refusalAnswer }]),
    { label: L.product, value: assignment.product },
    {
      label: 'Nhận xét của đơn vị',
      value: assignment.comment && <span class="app-prewrap">{assignment.comment}</span>,
      ...(editHref === null ? {} : { action: { href: editHref, text: 'Ghi', about: 'nhận xét của đơn vị' } }),
    },
    { label: L.assignedOn, value: formatCalendarDate(assignment.assignedOn) },
    { label: 'Ngày tiếp nhận', value: receivedOn === null ? 'Chưa tiếp nhận' : formatCalendarDate(receivedOn) },
    {
      label: 'Kế hoạch',
      value: (
        <>
          <a class="govuk-link" href={`/plans/${assignment.planId}`}>
            {[assignment.planReference, assignment.planTitle].filter(Boolean).join(': ')}
          </a>
          <br />
          Nội dung {assignment.contentPosition}: {assignment.contentTitle}
        </>
      ),
    },
    {
      label: 'Các đơn vị cùng thực hiện',
      value: (
        <a class="govuk-link" href={`/tasks/${assignment.taskId}`}>
          Xem nhiệm vụ chung
        </a>
      ),
    },
  ]
}

function EvidenceLink({ kind, subjectId, title }: { kind: string; subjectId: string; title: string }) {
  const path = evidencePath(kind, subjectId)
  return path === null ? (
    <span>{title}</span>
  ) : (
    <a class="govuk-link" href={path}>
      {title}
    </a>
  )
}
