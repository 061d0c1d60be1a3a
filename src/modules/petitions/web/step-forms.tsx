import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalRecordId, optionalText, recordId, storedFiles, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { FileField, InsetText, SelectField, TextField } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsAtWork } from '../../organisation/index.ts'
import { STEP_PERMISSIONS, takeStep } from '../actions/take-step.ts'
import { possibleHandlers } from '../queries/petition.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import { petitionBeforeStep } from './opened-petition.ts'
import { DayOfStep, DocumentOfStep, NoteOfStep, STEP_LABELS, StepFrame } from './step-frame.tsx'
import { STEP_PATHS, stepTitle } from './step-paths.ts'

const params = z.object({ petitionId: Id })
const documentNumber = optionalText(STEP_LABELS.documentNumber, { longest: 100 })

/** Steps that ask for more than a day and a reason: to whom, to where, with what answer. */
export function stepForms(app: FastifyInstance): void {
  assignmentForm(app)
  transferForm(app)
  answerForm(app)
}

function assignmentForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.assigned}`,
    permission: STEP_PERMISSIONS.assigned,
    params,
    fields: z.object({ personId: recordId('Người xử lý'), note: optionalText('Ý kiến chỉ đạo', { longest: 5000 }) }),
    load: async (context) => {
      const before = await petitionBeforeStep(context, context.params.petitionId, 'assigned')
      const handlers = await possibleHandlers(context.database, before.petition.handlingUnitId, context.today)
      return { ...before, handlers }
    },
    initial: () => ({}),
    draw: ({ context, data: { petition, obstacle, handlers }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle('assigned', petition)}
        button="Phân công"
      >
        <SelectField
          form={form}
          name="personId"
          label="Người xử lý"
          emptyText="Chọn người"
          options={handlers
            .filter((handler) => handler.id !== petition.handlerPersonId)
            .map((handler) => ({ value: handler.id, text: `${handler.fullName}, ${handler.title}` }))}
        />
        <NoteOfStep form={form} label="Ý kiến chỉ đạo" optional />
      </StepFrame>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { personId, note }) => {
      await takeStep(
        database,
        official,
        { petitionId, event: { kind: 'assigned', on: today, personId }, words: { note } },
        today,
      )
      return `/petitions/${petitionId}`
    },
  })
}

const TransferFields = z
  .object({
    on: day('Ngày chuyển'),
    toUnitId: optionalRecordId('Đơn vị nhận'),
    body: optionalText('Cơ quan khác', { longest: 300 }),
    note: text('Lý do chuyển', { longest: 5000 }),
    documentNumber,
  })
  .superRefine(({ toUnitId, body }, context) => {
    if ((toUnitId === null) !== (body === '')) return
    const message =
      toUnitId === null
        ? 'Hãy chọn đơn vị nhận hoặc ghi tên cơ quan khác.'
        : 'Chỉ chọn đơn vị nhận hoặc chỉ ghi cơ quan khác, không cả hai.'
    context.addIssue({ code: 'custom', path: ['toUnitId'], message })
  })

function transferForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.transferred}`,
    permission: STEP_PERMISSIONS.transferred,
    params,
    fields: TransferFields,
    load: async (context) => ({
      ...(await petitionBeforeStep(context, context.params.petitionId, 'transferred')),
      units: await unitsAtWork(context.database, context.today),
    }),
    initial: (_data, { today }) => ({ on: formatCalendarDate(today) }),
    draw: ({ context, data: { petition, obstacle, units }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle('transferred', petition)}
        button="Chuyển đơn"
        about={
          petition.kind === 'complaint' && (
            <InsetText>
              Cơ quan hành chính nhận khiếu nại không thuộc thẩm quyền thì hướng dẫn người khiếu nại, không chuyển đơn
              (Thông tư 05/2021/TT-TTCP).
            </InsetText>
          )
        }
      >
        <SelectField
          form={form}
          name="toUnitId"
          label="Đơn vị nhận"
          optional
          hint="Đơn vị dùng hệ thống này: đơn sang sổ chờ phân công ở đó, thời hạn vẫn tính từ ngày nhận."
          emptyText="Không có trong danh sách"
          options={units
            .filter((unit) => unit.id !== petition.handlingUnitId)
            .map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
        />
        <TextField
          form={form}
          name="body"
          label="Cơ quan khác"
          optional
          hint="Tòa án, cơ quan Đảng, cơ quan ngoài tỉnh…: đơn kết thúc ở đơn vị bạn."
        />
        <DayOfStep form={form} label="Ngày chuyển" />
        <NoteOfStep form={form} label="Lý do chuyển" />
        <DocumentOfStep form={form} />
      </StepFrame>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { on, toUnitId, ...words }) => {
      const event: Extract<PetitionEvent, { kind: 'transferred' }> = { kind: 'transferred', on, toUnitId }
      await takeStep(database, official, { petitionId, event, words }, today)
      return `/petitions/${petitionId}`
    },
  })
}

/** What the answer is by law, by kind of petition. */
const ANSWERS: Readonly<Record<PetitionKind, { note: string; day: string }>> = {
  complaint: { note: 'Nội dung quyết định giải quyết', day: 'Ngày ban hành quyết định' },
  denunciation: { note: 'Kết luận nội dung tố cáo', day: 'Ngày ban hành kết luận' },
  proposal: { note: 'Nội dung trả lời', day: 'Ngày trả lời' },
  feedback: { note: 'Nội dung trả lời', day: 'Ngày trả lời' },
}

function answerForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.answered}`,
    permission: STEP_PERMISSIONS.answered,
    params,
    fields: z.object({
      on: day('Ngày trả lời'),
      note: text('Nội dung trả lời', { longest: 20_000 }),
      documentNumber,
      files: storedFiles('Văn bản trả lời'),
    }),
    load: (context) => petitionBeforeStep(context, context.params.petitionId, 'answered'),
    initial: (_petition, { today }) => ({ on: formatCalendarDate(today) }),
    draw: ({ context, data: { petition, obstacle }, form }) => {
      const takesFiles = petition.kind !== 'denunciation'
      return (
        <StepFrame
          context={context}
          petition={petition}
          obstacle={obstacle}
          form={form}
          title={stepTitle('answered', petition)}
          button="Lưu kết quả"
          multipart={takesFiles}
        >
          <NoteOfStep form={form} label={ANSWERS[petition.kind].note} rows={6} />
          <DayOfStep form={form} label={ANSWERS[petition.kind].day} />
          <DocumentOfStep form={form} />
          {takesFiles && <FileField form={form} name="files" label="Văn bản trả lời" optional multiple />}
        </StepFrame>
      )
    },
    submit: async ({ database, official, today, params: { petitionId } }, { on, files, ...words }) => {
      await takeStep(database, official, { petitionId, event: { kind: 'answered', on }, words, files }, today)
      return `/petitions/${petitionId}`
    },
  })
}
