import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addEvidence, removeEvidence } from '../actions/add-evidence.ts'
import { evidenceOf } from '../queries/assignment.ts'
import { AssignmentFrame, AssignmentParams, assignmentHref, loadAssignment } from './assignment-frame.tsx'
import { EvidenceFields, evidenceShape } from './evidence-fields.tsx'

/** Linking what shows that a task was done, and taking it away. */
export function evidenceForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/evidence/new',
    permission: 'task.progress',
    params: AssignmentParams,
    fields: z.object(evidenceShape),
    load: loadAssignment,
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame
        context={context}
        assignment={data}
        form={form}
        title="Thêm minh chứng"
        button="Thêm minh chứng"
        multipart
      >
        <p class="govuk-body">
          Cuộc đối thoại, lớp tập huấn, buổi tiếp công dân… thì{' '}
          <a href={`/activities/new?assignment=${data.id}`}>ghi hoạt động cho nhiệm vụ này</a>: hoạt động sẽ tự thành
          minh chứng và được tính vào số liệu.
        </p>
        <EvidenceFields form={form} />
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }, { documents, files }) => {
      if (documents.length + files.length === 0) {
        const message = 'Hãy ghi số, ký hiệu ít nhất một văn bản hoặc chọn một tệp.'
        throw new Refusal('invalid', 'plan.no-evidence-given', message, { documents: message })
      }
      await addEvidence(database, official, {
        assignmentId: params.assignmentId,
        documents,
        storedFileIds: files,
        today,
      })
      return assignmentHref(params.assignmentId)
    },
  })

  staffForm(app, {
    path: '/tasks/assignments/:assignmentId/evidence/:evidenceId/removal',
    permission: 'task.progress',
    params: AssignmentParams.extend({ evidenceId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const assignment = await loadAssignment(context)
      const evidence = (await evidenceOf(context.database, assignment.id)).find(
        ({ id }) => id === context.params.evidenceId,
      )
      if (!evidence) throw new Refusal('not-found', 'plan.no-such-evidence', 'Không có minh chứng này ở nhiệm vụ.')
      return { ...assignment, evidence }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <AssignmentFrame
        context={context}
        assignment={data}
        form={form}
        title="Bỏ minh chứng"
        button="Bỏ minh chứng"
        warning
      >
        <p class="govuk-body">
          Minh chứng “{data.evidence.title}” sẽ không còn ở nhiệm vụ này.
          {data.evidence.kind === 'attachment' ? ' Tệp được bỏ khỏi nhiệm vụ.' : ' Bản ghi gốc vẫn giữ nguyên.'}
        </p>
      </AssignmentFrame>
    ),
    submit: async ({ database, official, today, params }) => {
      await removeEvidence(database, official, {
        assignmentId: params.assignmentId,
        evidenceId: params.evidenceId,
        today,
      })
      return assignmentHref(params.assignmentId)
    },
  })
}
