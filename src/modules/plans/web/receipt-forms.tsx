import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalRecordId, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { SelectField, TextArea } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { answerQuestion, askBack } from '../actions/ask-back.ts'
import { receiveAssignment } from '../actions/receive-assignment.ts'
import { showMilestone } from '../actions/show-milestone.ts'
import { evidenceOf, questionsOf } from '../queries/assignment.ts'
import { milestonesOf } from '../queries/tasks.ts'
import { AssignmentFrame, AssignmentParams, assignmentHref, loadAssignment } from './assignment-frame.tsx'

/** Receiving a task, asking back about it and the answer, and saying what shows a milestone. */
export function receiptForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/receipt',
    permission: 'task.progress',
    params: AssignmentParams,
    fields: z.object({}),
    load: loadAssignment,
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame context={context} assignment={data} form={form} title="Tiếp nhận nhiệm vụ" button="Tiếp nhận">
        <p class="govuk-body">
          {data.unitName} xác nhận đã nhận nhiệm vụ này. Nếu nhiệm vụ không thuộc đơn vị, hãy{' '}
          <a href={`${assignmentHref(data.id)}/refusal`}>xin trả lại</a>; nếu chưa rõ, hãy{' '}
          <a href={`${assignmentHref(data.id)}/question`}>hỏi lại</a>.
        </p>
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }) => {
      await receiveAssignment(database, official, { id: params.assignmentId, today })
      return assignmentHref(params.assignmentId)
    },
  })

  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/question',
    permission: 'task.progress',
    params: AssignmentParams,
    fields: z.object({ question: text('Câu hỏi', { longest: 2000 }) }),
    load: loadAssignment,
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame context={context} assignment={data} form={form} title="Hỏi lại đơn vị giao" button="Gửi câu hỏi">
        <p class="govuk-body">
          Câu hỏi hiện ở trang Việc cần làm của đơn vị giao nhiệm vụ. Trong khi chờ trả lời, thời hạn vẫn tính.
        </p>
        <TextArea
          form={form}
          name="question"
          label="Câu hỏi"
          rows={4}
          hint="Ví dụ: Số liệu lấy đến hết tháng 11 hay hết năm?"
        />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { question }) => {
      await askBack(database, official, { id: params.assignmentId, question, today })
      return assignmentHref(params.assignmentId)
    },
  })

  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/question/answer',
    permission: 'task.assign',
    params: AssignmentParams,
    fields: z.object({ answer: text('Trả lời', { longest: 2000 }) }),
    load: async (context) => {
      const assignment = await loadAssignment(context)
      const questions = await questionsOf(context.database, assignment.id)
      return { ...assignment, question: questions.find((each) => each.answer === null) ?? null }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame context={context} assignment={data} form={form} title="Trả lời câu hỏi" button="Gửi trả lời">
        <p class="govuk-body">
          {data.question === null ? (
            'Không có câu hỏi nào đang chờ trả lời.'
          ) : (
            <>
              {data.unitName} hỏi ngày {formatCalendarDate(data.question.askedOn)}:{' '}
              <span class="app-prewrap">{data.question.question}</span>
            </>
          )}
        </p>
        <TextArea form={form} name="answer" label="Trả lời" rows={4} />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { answer }) => {
      await answerQuestion(database, official, { id: params.assignmentId, answer, today })
      return assignmentHref(params.assignmentId)
    },
  })

  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/evidence/:evidenceId/milestone',
    permission: 'task.progress',
    params: AssignmentParams.extend({ evidenceId: Id }),
    fields: z.object({ milestoneId: optionalRecordId('Mốc') }),
    load: async (context) => {
      const assignment = await loadAssignment(context)
      const [all, milestones] = await Promise.all([
        evidenceOf(context.database, assignment.id),
        milestonesOf(context.database, assignment.taskId),
      ])
      const evidence = all.find(({ id }) => id === context.params.evidenceId)
      if (!evidence) throw new Refusal('not-found', 'plan.no-such-evidence', 'Không có minh chứng này ở nhiệm vụ.')
      return { ...assignment, evidence, milestones }
    },
    initial: ({ evidence }) => ({ milestoneId: evidence.milestoneId ?? '' }),
    draw: ({ context, data, form }) => (
      <AssignmentFrame context={context} assignment={data} form={form} title="Minh chứng cho mốc" button="Lưu">
        <p class="govuk-body">Minh chứng: {data.evidence.title}</p>
        <SelectField
          form={form}
          name="milestoneId"
          label="Cho thấy đã đạt mốc"
          emptyText="Không gắn với mốc nào"
          options={data.milestones.map((milestone) => ({
            value: milestone.id,
            text: `${formatCalendarDate(milestone.dueOn)}: ${milestone.title}`,
          }))}
        />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { milestoneId }) => {
      await showMilestone(database, official, { ...params, milestoneId, today })
      return assignmentHref(params.assignmentId)
    },
  })
}
