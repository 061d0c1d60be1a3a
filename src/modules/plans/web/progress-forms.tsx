import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalText, optionalWholeNumber, text } from '../../../platform/http/form-fields.ts'
import { DateField, NumberField, TextArea } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { addEvidence } from '../actions/add-evidence.ts'
import { commentOnAssignment, completeAssignment, reopenAssignment } from '../actions/report-progress.ts'
import { evidenceOf } from '../queries/assignment.ts'
import { AssignmentFrame, AssignmentParams, assignmentHref, loadAssignment } from './assignment-frame.tsx'
import { EvidenceFields, evidenceShape } from './evidence-fields.tsx'

const COMMENT = 'Nhận xét của đơn vị'
const STATED = 'Đơn vị tự ước (%)'

/** How far a unit has come with its task, up to its completion. */
export function progressForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/completion',
    permission: 'task.progress',
    params: AssignmentParams,
    fields: z.object({
      completedOn: day('Ngày hoàn thành'),
      explanation: optionalText('Giải trình', { longest: 2000 }),
      ...evidenceShape,
    }),
    load: async (context) => {
      const assignment = await loadAssignment(context)
      return { ...assignment, evidence: await evidenceOf(context.database, assignment.id) }
    },
    initial: (_assignment, { today }) => ({ completedOn: formatCalendarDate(today) }),
    draw: ({ context, data, form }) => (
      <AssignmentFrame
        context={context}
        assignment={data}
        form={form}
        title="Báo hoàn thành"
        button="Báo hoàn thành"
        multipart
      >
        <DateField form={form} name="completedOn" label="Ngày hoàn thành" />
        {data.evidence.length > 0 ? (
          <>
            <p class="govuk-body">Minh chứng đã gắn:</p>
            <ul class="govuk-list govuk-list--bullet">
              {data.evidence.map((each) => (
                <li key={each.id}>{each.title}</li>
              ))}
            </ul>
          </>
        ) : (
          <p class="govuk-body">Nhiệm vụ chưa có minh chứng. Hãy thêm ở dưới, hoặc giải trình tại sao không có.</p>
        )}
        <EvidenceFields form={form} />
        <TextArea
          form={form}
          name="explanation"
          label="Giải trình"
          optional={data.evidence.length > 0}
          rows={3}
          hint="Bắt buộc khi không có minh chứng nào."
        />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { completedOn, explanation, documents, files }) => {
      const id = params.assignmentId
      await addEvidence(database, official, { assignmentId: id, documents, storedFileIds: files, today })
      await completeAssignment(database, official, { id, completedOn, explanation, today })
      return assignmentHref(id)
    },
  })

  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/reopening',
    permission: 'task.progress',
    params: AssignmentParams,
    fields: z.object({ reason: text('Lý do mở lại', { longest: 1000 }) }),
    load: loadAssignment,
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame context={context} assignment={data} form={form} title="Mở lại nhiệm vụ" button="Mở lại nhiệm vụ">
        <TextArea form={form} name="reason" label="Lý do mở lại" rows={3} hint="Ví dụ: báo nhầm nhiệm vụ" />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await reopenAssignment(database, official, { id: params.assignmentId, reason, today })
      return assignmentHref(params.assignmentId)
    },
  })

  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/comment',
    permission: 'task.progress',
    params: AssignmentParams,
    fields: z.object({
      comment: optionalText(COMMENT, { longest: 5000 }),
      statedPercent: optionalWholeNumber(STATED, { least: 0, most: 100 }),
    }),
    labels: { comment: COMMENT, statedPercent: STATED },
    load: loadAssignment,
    initial: (assignment) => ({
      comment: assignment.comment,
      statedPercent: assignment.statedPercent === null ? '' : String(assignment.statedPercent),
      _version: String(assignment.version),
    }),
    draw: ({ context, data, form }) => (
      <AssignmentFrame context={context} assignment={data} form={form} title="Ghi nhận xét về tiến độ" button="Lưu">
        <TextArea form={form} name="comment" label={COMMENT} rows={5} hint="Đã làm gì, còn vướng gì, cần ai hỗ trợ." />
        <NumberField
          form={form}
          name="statedPercent"
          label={STATED}
          optional
          width={3}
          hint="Chỉ là nhận xét. Tiến độ được tính từ hoạt động, văn bản và các mốc đã gắn minh chứng."
        />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params, version }, { comment, statedPercent }) => {
      await commentOnAssignment(database, official, { id: params.assignmentId, comment, statedPercent, version, today })
      return assignmentHref(params.assignmentId)
    },
  })
}
