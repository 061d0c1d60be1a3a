import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { TextField } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { STEP_PERMISSIONS, takeStep } from '../actions/take-step.ts'
import type { Step } from '../rules/legal-steps.ts'
import { petitionBeforeStep } from './opened-petition.ts'
import { DayOfStep, DocumentOfStep, NoteOfStep, STEP_LABELS, StepFrame } from './step-frame.tsx'
import { STEP_PATHS, stepTitle } from './step-paths.ts'

type DatedStep = Extract<Step, 'accepted' | 'refused' | 'guided' | 'returned' | 'filed' | 'withdrawn' | 'closed'>

type DatedStepForm = {
  button: string
  day: string
  note: string
  noteOptional?: boolean
  /** The body to which the sender was guided. */
  body?: string
  about?: string
}

/** Steps that are a day, a reason and a paper. */
const FORMS: Readonly<Record<DatedStep, DatedStepForm>> = {
  accepted: {
    button: 'Ghi thụ lý',
    day: 'Ngày thụ lý',
    note: 'Ghi chú',
    noteOptional: true,
    about: 'Từ ngày thụ lý bắt đầu tính thời hạn giải quyết khiếu nại, tố cáo.',
  },
  refused: {
    button: 'Ghi không thụ lý',
    day: 'Ngày thông báo',
    note: 'Lý do không thụ lý',
    about: 'Người gửi phải được thông báo bằng văn bản, nêu rõ lý do không thụ lý.',
  },
  guided: {
    button: 'Ghi hướng dẫn',
    day: 'Ngày hướng dẫn',
    note: 'Nội dung hướng dẫn',
    noteOptional: true,
    body: 'Cơ quan có thẩm quyền',
  },
  returned: { button: 'Ghi trả lại', day: 'Ngày trả lại', note: 'Lý do trả lại' },
  filed: { button: 'Xếp lưu đơn', day: 'Ngày xếp lưu', note: 'Lý do xếp lưu' },
  withdrawn: {
    button: 'Ghi rút đơn',
    day: 'Ngày rút đơn',
    note: 'Ghi chú',
    noteOptional: true,
    about: 'Việc rút đơn phải bằng văn bản có chữ ký hoặc điểm chỉ của người gửi.',
  },
  closed: { button: 'Kết thúc hồ sơ', day: 'Ngày kết thúc', note: 'Ghi chú', noteOptional: true },
}

export function datedStepForms(app: FastifyInstance): void {
  for (const step of Object.keys(FORMS) as DatedStep[]) datedStepForm(app, step, FORMS[step])
}

function datedStepForm(app: FastifyInstance, step: DatedStep, words: DatedStepForm): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS[step]}`,
    permission: STEP_PERMISSIONS[step],
    params: z.object({ petitionId: Id }),
    fields: z.object({
      on: day(words.day),
      note: words.noteOptional ? optionalText(words.note, { longest: 5000 }) : text(words.note, { longest: 5000 }),
      body: words.body ? text(words.body, { longest: 300 }) : optionalText('', { longest: 0 }),
      documentNumber: optionalText(STEP_LABELS.documentNumber, { longest: 100 }),
    }),
    load: (context) => petitionBeforeStep(context, context.params.petitionId, step),
    initial: (_petition, { today }) => ({ on: formatCalendarDate(today) }),
    draw: ({ context, data: { petition, obstacle }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle(step, petition)}
        button={words.button}
        about={words.about && <p class="govuk-body">{words.about}</p>}
      >
        <DayOfStep form={form} label={words.day} />
        {words.body && <TextField form={form} name="body" label={words.body} />}
        <NoteOfStep form={form} label={words.note} optional={words.noteOptional ?? false} />
        <DocumentOfStep form={form} />
      </StepFrame>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { on, ...entered }) => {
      await takeStep(database, official, { petitionId, event: { kind: step, on }, words: entered }, today)
      return `/petitions/${petitionId}`
    },
  })
}
