import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, day, optionalRecordId, optionalText, recordId, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { type FormView, RadioField, SelectField, TextArea, TextField } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { markSecondRound, mergePetition, splitPetition } from '../actions/link-petitions.ts'
import { STEP_PERMISSIONS } from '../actions/take-step.ts'
import { petitionByNumber } from '../queries/petition-by-number.ts'
import { KIND_HINTS, type PetitionKind } from '../rules/petition-kind.ts'
import { petitionBeforeStep } from './opened-petition.ts'
import { PETITION_LABELS as L, ORDINARY_KINDS } from './petition-fields.ts'
import { DayOfStep, DocumentOfStep, NoteOfStep, STEP_LABELS, StepFrame } from './step-frame.tsx'
import { STEP_PATHS, stepTitle } from './step-paths.ts'

const params = z.object({ petitionId: Id })
const documentNumber = optionalText(STEP_LABELS.documentNumber, { longest: 100 })
const NUMBER = 'Số đơn'

/** Steps that tie a petition to another: one case, another round, a content of its own. */
export function linkForms(app: FastifyInstance): void {
  mergeForm(app)
  secondRoundForm(app)
  splitForm(app)
}

async function beforeLink(context: Context, petitionId: string, step: 'merged' | 'second-round') {
  const [before, units] = await Promise.all([
    petitionBeforeStep(context, petitionId, step),
    unitsOnDay(context.database, { today: context.today, roots: unitsFor(context.official, 'petition.read') }),
  ])
  return { ...before, units }
}

function OtherPetition({ form, units, optional }: { form: FormView; units: readonly UnitOnDay[]; optional?: boolean }) {
  return (
    <>
      <TextField form={form} name="number" label={NUMBER} width={10} hint="Ví dụ: 12/2026" optional={optional} />
      <SelectField
        form={form}
        name="unitId"
        label="Đơn vị đã vào sổ đơn đó"
        emptyText={optional ? 'Không có trong hệ thống này' : 'Chọn đơn vị'}
        optional={optional}
        options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
      />
    </>
  )
}

function mergeForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.merged}`,
    permission: STEP_PERMISSIONS.merged,
    params,
    fields: z.object({
      number: text(NUMBER, { longest: 20 }),
      unitId: recordId('Đơn vị'),
      on: day('Ngày thực hiện'),
      note: text('Vì sao cùng một vụ việc', { longest: 5000 }),
    }),
    load: (context) => beforeLink(context, context.params.petitionId, 'merged'),
    initial: ({ petition }, { today }) => ({ on: formatCalendarDate(today), unitId: petition.handlingUnitId }),
    draw: ({ context, data: { petition, obstacle, units }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle('merged', petition)}
        button="Nhập vụ việc"
        about={
          <p class="govuk-body">
            Hai đơn về cùng một việc: tính là một vụ việc, hai đơn. Vụ việc giải quyết ở đơn nhận trước; người gửi đơn
            này vẫn được trả lời riêng. Có thể bỏ nhập bất cứ lúc nào trước khi trả lời.
          </p>
        }
      >
        <OtherPetition form={form} units={units} />
        <DayOfStep form={form} />
        <NoteOfStep form={form} label="Vì sao cùng một vụ việc" />
      </StepFrame>
    ),
    submit: async (context, { number, unitId, on, note }) => {
      const { database, official, today } = context
      const { petitionId } = context.params
      const intoPetitionId = await petitionByNumber(database, official, { number, unitId }, today)
      await mergePetition(database, official, { petitionId, intoPetitionId, on, words: { note } }, today)
      return `/petitions/${petitionId}`
    },
  })
}

const SecondRoundFields = z
  .object({
    number: optionalText(NUMBER, { longest: 20 }),
    unitId: optionalRecordId('Đơn vị'),
    on: day('Ngày xác định'),
    note: optionalText('Ghi chú', { longest: 5000 }),
    documentNumber,
  })
  .superRefine(({ number, unitId }, context) => {
    if ((number === '') === (unitId === null)) return
    const message = 'Hãy ghi cả số đơn và đơn vị, hoặc bỏ trống cả hai khi đơn lần đầu không có trong hệ thống này.'
    context.addIssue({ code: 'custom', path: [number === '' ? 'number' : 'unitId'], message })
  })

function secondRoundForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS['second-round']}`,
    permission: STEP_PERMISSIONS['second-round'],
    params,
    fields: SecondRoundFields,
    load: (context) => beforeLink(context, context.params.petitionId, 'second-round'),
    initial: (_data, { today }) => ({ on: formatCalendarDate(today) }),
    draw: ({ context, data: { petition, obstacle, units }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle('second-round', petition)}
        button="Lưu"
        about={
          <p class="govuk-body">
            Thời hạn thụ lý, giải quyết tính theo lần hai. Khiếu nại lần hai phải kèm quyết định giải quyết lần đầu và
            bắt buộc đối thoại (Điều 33, Điều 39 Luật Khiếu nại 02/2011/QH13).
          </p>
        }
      >
        <OtherPetition form={form} units={units} optional />
        <DayOfStep form={form} label="Ngày xác định" />
        <NoteOfStep form={form} label="Ghi chú" optional />
        <DocumentOfStep form={form} />
      </StepFrame>
    ),
    submit: async (context, { number, unitId, on, ...words }) => {
      const { database, official, today } = context
      const { petitionId } = context.params
      const firstPetitionId =
        unitId === null ? null : await petitionByNumber(database, official, { number, unitId }, today)
      await markSecondRound(database, official, { petitionId, firstPetitionId, on, words }, today)
      return `/petitions/${petitionId}`
    },
  })
}

function splitForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.split}`,
    permission: STEP_PERMISSIONS.split,
    params,
    fields: z.object({
      kind: choice(L.kind, ORDINARY_KINDS),
      title: text(L.title, { longest: 300 }),
      content: optionalText(L.content, { longest: 20_000 }),
      on: day('Ngày tách'),
      note: optionalText('Ghi chú', { longest: 5000 }),
    }),
    load: (context) => petitionBeforeStep(context, context.params.petitionId, 'split'),
    initial: (_data, { today }) => ({ on: formatCalendarDate(today) }),
    draw: ({ context, data: { petition, obstacle }, form }) => (
      <StepFrame
        context={context}
        petition={petition}
        obstacle={obstacle}
        form={form}
        title={stepTitle('split', petition)}
        button="Tách và lấy số"
        about={
          <p class="govuk-body">
            Nội dung tách ra thành một đơn có số riêng, cùng người gửi và ngày nhận. Đơn này tiếp tục với phần còn lại.
            Nội dung tố cáo thì vào sổ ở{' '}
            <a class="govuk-link" href="/petitions/new-denunciation">
              biểu mẫu đơn tố cáo
            </a>
            .
          </p>
        }
      >
        <RadioField
          form={form}
          name="kind"
          label="Loại của nội dung tách ra"
          options={Object.entries(ORDINARY_KINDS).map(([value, words]) => ({
            value,
            text: words,
            hint: KIND_HINTS[value as PetitionKind],
          }))}
        />
        <TextField form={form} name="title" label={L.title} />
        <TextArea form={form} name="content" label={L.content} optional rows={4} />
        <DayOfStep form={form} label="Ngày tách" />
        <NoteOfStep form={form} label="Ghi chú" optional rows={2} />
      </StepFrame>
    ),
    submit: async (context, { kind, title, content, on, note }) => {
      const { petitionId } = context.params
      const given = { petitionId, kind, title, content, on, words: { note } }
      return `/petitions/${await splitPetition(context.database, context.official, given, context.today)}`
    },
  })
}
