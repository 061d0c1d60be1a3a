import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { RadioField, TextArea, TextField, WarningText } from '../../../platform/page/index.ts'
import { classifyPetition } from '../actions/classify-petition.ts'
import { STEP_PERMISSIONS } from '../actions/take-step.ts'
import { KIND_HINTS, type PetitionKind } from '../rules/petition-kind.ts'
import { petitionBeforeStep } from './opened-petition.ts'
import { PETITION_LABELS as L, ORDINARY_KINDS } from './petition-fields.ts'
import { NoteOfStep, StepFrame } from './step-frame.tsx'
import { STEP_PATHS, stepTitle } from './step-paths.ts'

const params = z.object({ petitionId: Id })

/** Classifying anew: among the ordinary kinds, and as a denunciation, which protects its sender from then on. */
export function classificationForms(app: FastifyInstance): void {
  const { protectedKeys: keys, files } = app.services
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.classified}`,
    permission: STEP_PERMISSIONS.classified,
    params,
    fields: z.object({ kind: choice(L.kind, ORDINARY_KINDS), note: text('Lý do phân loại lại', { longest: 2000 }) }),
    load: (context) => petitionBeforeStep(context, context.params.petitionId, 'classified'),
    initial: () => ({}),
    draw: ({ context, data: { petition, obstacle }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle('classified', petition)}
        button="Phân loại lại"
      >
        <RadioField
          form={form}
          name="kind"
          label={L.kind}
          hint="Theo nội dung và yêu cầu của đơn, không theo tiêu đề."
          options={Object.entries(ORDINARY_KINDS)
            .filter(([kind]) => kind !== petition.kind)
            .map(([value, text]) => ({ value, text, hint: KIND_HINTS[value as PetitionKind] }))}
        />
        <NoteOfStep form={form} label="Lý do phân loại lại" rows={3} />
      </StepFrame>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { kind, note }) => {
      await classifyPetition(database, official, { petitionId, kind, note, title: '', content: '' }, today, {
        keys,
        files,
      })
      return `/petitions/${petitionId}`
    },
  })

  staffForm(app, {
    path: '/petitions/:petitionId/denunciation',
    permission: STEP_PERMISSIONS.classified,
    params,
    fields: z.object({
      title: optionalText(L.title, { longest: 300 }),
      content: optionalText('Nội dung tố cáo', { longest: 20_000 }),
    }),
    load: (context) => petitionBeforeStep(context, context.params.petitionId, 'classified'),
    initial: () => ({}),
    draw: ({ context, data: { petition, obstacle }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title="Chuyển thành đơn tố cáo"
        button="Chuyển thành đơn tố cáo"
        about={
          <WarningText>
            Họ tên, địa chỉ, điện thoại người gửi, nội dung cũ, ghi chú trong quá trình xử lý và mọi tệp chuyển ngay vào
            kho bảo vệ; ở nơi khác chỉ còn “Người tố cáo số …”. Sau đó chỉ người được phân công và lãnh đạo đơn vị đang
            xử lý mở được đơn; ai cần biết người tố cáo phải được cấp quyền.
          </WarningText>
        }
      >
        <TextField
          form={form}
          name="title"
          label={L.title}
          hint="Viết lại hành vi bị tố cáo; không nêu điều gì có thể nhận ra người tố cáo."
        />
        <TextArea form={form} name="content" label="Nội dung tố cáo" rows={5} />
      </StepFrame>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { title, content }) => {
      await classifyPetition(
        database,
        official,
        { petitionId, kind: 'denunciation', note: '', title, content },
        today,
        {
          keys,
          files,
        },
      )
      return `/petitions/${petitionId}`
    },
    // Until here the open copies lie on the disk without anything that leads to them.
    afterwards: ({ database }) => files.removeAsked(database),
  })
}
