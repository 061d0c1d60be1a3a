import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { type FormView, RadioField, SelectField, TextArea, TextField } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { STEP_PERMISSIONS } from '../actions/take-step.ts'
import { KIND_HINTS, type PetitionKind } from '../rules/petition-kind.ts'
import {
  MergeFields,
  mergeEntered,
  NUMBER,
  SecondRoundFields,
  SplitFields,
  secondRoundEntered,
  splitEntered,
} from './entered-links.ts'
import { petitionBeforeStep } from './opened-petition.ts'
import { PETITION_LABELS as L, ORDINARY_KINDS } from './petition-fields.ts'
import { DayOfStep, DocumentOfStep, NoteOfStep, StepFrame } from './step-frame.tsx'
import { STEP_PATHS, stepTitle } from './step-paths.ts'

const params = z.object({ petitionId: Id })

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
    fields: MergeFields,
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
    submit: (context, entered) => mergeEntered(context, context.params.petitionId, entered),
  })
}

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
    submit: (context, entered) => secondRoundEntered(context, context.params.petitionId, entered),
  })
}

function splitForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS.split}`,
    permission: STEP_PERMISSIONS.split,
    params,
    fields: SplitFields,
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
    submit: (context, entered) => splitEntered(context, context.params.petitionId, entered),
  })
}
