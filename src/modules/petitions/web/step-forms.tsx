import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { FileField, InsetText, SelectField, TextField } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsAtWork } from '../../organisation/index.ts'
import { STEP_PERMISSIONS, takeStep } from '../actions/take-step.ts'
import { possibleHandlers } from '../queries/petition.ts'
import { replyTemplates } from '../queries/reply-templates.ts'
import { parentOf } from '../queries/unit-of-petition.ts'
import { replyFrom } from '../rules/reply-template.ts'
import { mustGoUp } from '../rules/step-contents.ts'
import {
  AnswerFields,
  AssignmentFields,
  answerEntered,
  assignmentEntered,
  TransferFields,
  transferEntered,
} from './entered-steps.ts'
import { petitionBeforeStep } from './opened-petition.ts'
import { DayOfStep, DecisionOfStep, NoteOfStep, StepFrame } from './step-frame.tsx'
import { STEP_PATHS, stepTitle } from './step-paths.ts'

const params = z.object({ petitionId: Id })

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
    fields: AssignmentFields,
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
    submit: async ({ database, official, today, params: { petitionId } }, entered) => {
      const step = assignmentEntered(petitionId, entered, today)
      await takeStep(database, official, step, today, app.services.protectedKeys)
      return `/petitions/${petitionId}`
    },
  })
}

function transferForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.transferred}`,
    permission: STEP_PERMISSIONS.transferred,
    params,
    fields: TransferFields,
    load: async (context) => {
      const before = await petitionBeforeStep(context, context.params.petitionId, 'transferred')
      const [units, parent] = await Promise.all([
        unitsAtWork(context.database, context.today),
        parentOf(context.database, before.petition.handlingUnitId, context.today),
      ])
      const above = mustGoUp(before.standing) ? parent : null
      return { ...before, above, units: above === null ? units : units.filter((unit) => unit.id === above.id) }
    },
    initial: ({ above }, { today }) => ({ on: formatCalendarDate(today), toUnitId: above?.id ?? '' }),
    draw: ({ context, data: { petition, obstacle, units, above, deciders, parties }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle('transferred', petition)}
        button="Chuyển đơn"
        about={
          <>
            {petition.kind === 'complaint' && (
              <InsetText>
                Cơ quan hành chính nhận khiếu nại không thuộc thẩm quyền thì hướng dẫn người khiếu nại, không chuyển đơn
                (Thông tư 05/2021/TT-TTCP).
              </InsetText>
            )}
            {above !== null && (
              <InsetText>
                Đơn đã chuyển hai lần giữa các đơn vị. Lần này chuyển lên {above.name} để xác định nơi giải quyết.
              </InsetText>
            )}
          </>
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
        <DecisionOfStep form={form} deciders={deciders} parties={parties} />
      </StepFrame>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, entered) => {
      await takeStep(database, official, transferEntered(petitionId, entered), today, app.services.protectedKeys)
      return `/petitions/${petitionId}`
    },
  })
}

function answerForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.answered}`,
    permission: STEP_PERMISSIONS.answered,
    params,
    fields: AnswerFields,
    load: async (context) => {
      const before = await petitionBeforeStep(context, context.params.petitionId, 'answered')
      const templates = await replyTemplates(context.database, context.official, context.today)
      return { ...before, templates, chosen: templates.find(({ id }) => id === context.query.template) }
    },
    initial: ({ petition, chosen }, { today }) => ({
      on: formatCalendarDate(today),
      note: chosen
        ? replyFrom(
            chosen.body,
            { ...petition, title: petition.title ?? '', unitName: petition.handlingUnitName },
            today,
          )
        : '',
    }),
    draw: ({ context, data: { petition, obstacle, deciders, parties, templates }, form }) => {
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
          about={
            templates.length > 0 && (
              <p class="govuk-body">
                Viết từ mẫu:{' '}
                {templates.map(({ id, title }, index) => (
                  <span key={id}>
                    {index > 0 && '; '}
                    <a class="govuk-link" href={`/petitions/${petition.id}/${STEP_PATHS.answered}?template=${id}`}>
                      {title}
                    </a>
                  </span>
                ))}
              </p>
            )
          }
        >
          <NoteOfStep form={form} label="Nội dung trả lời" told={petition.kind !== 'denunciation'} rows={6} />
          <DayOfStep form={form} label="Ngày trả lời" />
          <DecisionOfStep form={form} deciders={deciders} parties={parties} />
          {takesFiles && <FileField form={form} name="files" label="Văn bản trả lời" optional multiple />}
        </StepFrame>
      )
    },
    submit: async ({ database, official, today, params: { petitionId } }, entered) => {
      await takeStep(database, official, answerEntered(petitionId, entered), today, app.services.protectedKeys)
      return `/petitions/${petitionId}`
    },
  })
}
