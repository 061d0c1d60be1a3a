import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, text } from '../../../platform/http/form-fields.ts'
import { RadioField, TextArea } from '../../../platform/page/index.ts'
import { answerRefusal, refuseAssignment } from '../actions/report-progress.ts'
import { AssignmentFrame, AssignmentParams, assignmentHref, loadAssignment } from './assignment-frame.tsx'

/** Asking for a task to be taken back, and the answer. */
export function refusalForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/refusal',
    permission: 'task.progress',
    params: AssignmentParams,
    fields: z.object({ reason: text('Lý do xin trả lại', { longest: 2000 }) }),
    load: loadAssignment,
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame
        context={context}
        assignment={data}
        form={form}
        title="Xin trả lại nhiệm vụ"
        button="Gửi đề nghị"
      >
        <p class="govuk-body">
          Đề nghị được gửi đến đơn vị giao nhiệm vụ. Trong khi chờ trả lời, nhiệm vụ không bị tính quá hạn.
        </p>
        <TextArea
          form={form}
          name="reason"
          label="Lý do xin trả lại"
          rows={4}
          hint="Ví dụ: không thuộc chức năng; đề nghị giao cho đơn vị khác"
        />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await refuseAssignment(database, official, { id: params.assignmentId, reason, today })
      return assignmentHref(params.assignmentId)
    },
  })

  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/answer',
    permission: 'task.assign',
    params: AssignmentParams,
    fields: z.object({
      decision: choice('Quyết định', { keep: 'Vẫn giao', withdraw: 'Rút' }),
      answer: text('Ý kiến trả lời', { longest: 2000 }),
    }),
    load: loadAssignment,
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame
        context={context}
        assignment={data}
        form={form}
        title="Trả lời đề nghị trả lại nhiệm vụ"
        button="Gửi trả lời"
      >
        <p class="govuk-body">
          Lý do của {data.unitName}: <span class="app-prewrap">{data.refusalReason}</span>
        </p>
        <RadioField
          form={form}
          name="decision"
          label="Quyết định"
          options={[
            { value: 'keep', text: 'Đề nghị đơn vị tiếp tục thực hiện' },
            { value: 'withdraw', text: 'Đồng ý, rút nhiệm vụ khỏi đơn vị' },
          ]}
        />
        <TextArea form={form} name="answer" label="Ý kiến trả lời" rows={3} />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { decision, answer }) => {
      await answerRefusal(database, official, { id: params.assignmentId, decision, answer, today })
      return assignmentHref(params.assignmentId)
    },
  })
}
