import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Details,
  Form,
  type FormView,
  HiddenField,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { changeModel, registerModel } from '../actions/register-model.ts'
import { reviewModel } from '../actions/review-model.ts'
import { fieldTitles } from '../queries/model-fields.ts'
import { alikeModels } from '../queries/model-life.ts'
import { type ModelRecord, modelById, recognisedModels } from '../queries/models.ts'
import {
  MODEL_REGISTRATIONS,
  OWNER_KINDS,
  RECOGNITION_LEVELS,
  REGISTRATION_PARTS,
  REVIEW_RESULTS,
  type RegistrationPart,
} from '../rules/model.ts'
import { modelFormValues } from '../rules/model-form-values.ts'
import { MODEL_LABELS as L, ModelFields, REVIEW_LABELS, ReviewFields } from './model-fields.ts'

const params = z.object({ modelId: Id })

/** Registering a model, mending what was registered, and writing down its review. */
export function modelForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/models/new',
    permission: 'movement.write',
    fields: ModelFields,
    draftOf: 'model',
    load: async (context) => {
      const from = context.query.from
      const before =
        from && /^\d{1,18}$/.test(from)
          ? await modelById(context.database, context.official, from, context.today)
          : undefined
      return { ...(await choices(context)), before }
    },
    initial: ({ units, before }, { official, today }) => ({
      ...(before ? continued(before, today) : {}),
      ...(before ? {} : fresh({ units }, { official, today })),
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Đăng ký mô hình"
        context={context.page}
        form={form}
        backLink={{ href: '/movement', text: 'Danh sách mô hình' }}
      >
        <PageHeading>Đăng ký mô hình “Dân vận khéo”</PageHeading>
        <ModelForm form={form} data={data} cancelHref="/movement" button="Đăng ký mô hình" />
      </Layout>
    ),
    submit: async (context, entered) => {
      await askDifference(context, entered, null)
      return `/movement/models/${await registerModel(context.database, context.official, entered, context.today)}`
    },
  })

  staffForm(app, {
    path: '/movement/models/:modelId/edit',
    permission: 'movement.write',
    params,
    fields: ModelFields,
    draftOf: 'model',
    labels: L,
    load: async (context) => {
      const model = await theirModel(context, context.params.modelId)
      return { model, ...(await choices(context, model.field)) }
    },
    choices: ({ units, recognised, fields }) => ({
      registration: MODEL_REGISTRATIONS,
      field: fields,
      ownerKind: OWNER_KINDS,
      unitId: Object.fromEntries(units.map((unit) => [unit.id, unit.name])),
      replicatesModelId: Object.fromEntries(recognised.map((model) => [model.id, model.name])),
    }),
    initial: ({ model }) => modelFormValues(model),
    draw: ({ context, data, form }) => (
      <Layout
        title="Sửa mô hình"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/models/${data.model.id}`, text: 'Trở lại mô hình' }}
      >
        <PageHeading caption={data.model.name}>Sửa mô hình</PageHeading>
        <ModelForm form={form} data={data} cancelHref={`/movement/models/${data.model.id}`} button="Lưu thay đổi" />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { modelId }, version }, given) => {
      await askDifference({ database, official, today }, given, modelId)
      await changeModel(database, official, { id: modelId, version, given, today })
      return `/movement/models/${modelId}`
    },
  })

  staffForm(app, {
    path: '/movement/models/:modelId/review',
    permission: 'movement.write',
    params,
    fields: ReviewFields,
    load: (context) => theirModel(context, context.params.modelId),
    initial: (_model, { today }) => ({ reviewedOn: formatCalendarDate(today) }),
    draw: ({ context, data: model, form }) => (
      <Layout
        title="Ghi kết quả bình xét"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/models/${model.id}`, text: 'Trở lại mô hình' }}
      >
        <PageHeading caption={model.name}>Ghi kết quả bình xét</PageHeading>
        <Form form={form}>
          <RadioField form={form} name="result" label={REVIEW_LABELS.result} options={optionsOf(REVIEW_RESULTS)} />
          <DateField form={form} name="reviewedOn" label={REVIEW_LABELS.reviewedOn} />
          <SelectField
            form={form}
            name="level"
            label={REVIEW_LABELS.level}
            optional
            hint="Khi được công nhận."
            emptyText="Không ghi"
            options={optionsOf(RECOGNITION_LEVELS)}
          />
          <TextArea
            form={form}
            name="note"
            label={REVIEW_LABELS.note}
            optional
            rows={3}
            hint="Số quyết định công nhận; nếu không công nhận thì phải ghi lý do."
          />
          <SubmitButtons cancelHref={`/movement/models/${model.id}`}>
            <SubmitButton>Lưu kết quả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { modelId } }, review) => {
      await reviewModel(database, official, { modelId, ...review }, today)
      return `/movement/models/${modelId}`
    },
  })
}

async function theirModel({ database, official, today }: Context, modelId: string) {
  const model = await modelById(database, official, modelId, today)
  if (!model?.isTheirs)
    throw new Refusal('not-found', 'movement.no-such-model', 'Không có mô hình này trong phạm vi của bạn.')
  return model
}

/** What stands in the form of a new registration. */
function fresh(
  { units }: { units: readonly { id: string }[] },
  { official, today }: Pick<Context, 'official' | 'today'>,
) {
  return {
    registration: 'new',
    ownerKind: 'collective',
    year: String(yearOf(today)),
    registeredOn: formatCalendarDate(today),
    unitId: units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? units[0]?.id ?? '',
  }
}

/** A model of an earlier year as it is registered to be kept up (duy trì): nothing is typed again. */
function continued(before: ModelRecord, today: CalendarDate) {
  const { _version, ...values } = modelFormValues(before)
  return {
    ...values,
    ...{ registration: 'continued', continuesModelId: before.id, replicatesModelId: '' },
    ...{ year: String(Math.max(yearOf(today), before.year + 1)), registeredOn: formatCalendarDate(today) },
  }
}

/** Refuses `movement.alike` while models alike of other owners are there and it was not said why this one is not the same. */
async function askDifference(
  { database, official, today }: Pick<Context, 'database' | 'official' | 'today'>,
  given: z.output<typeof ModelFields>,
  ownId: string | null,
): Promise<void> {
  if (given.difference !== '') return
  const exceptIds = [ownId, given.continuesModelId, given.replicatesModelId]
  const alike = await alikeModels(database, official, { ...given, exceptIds }, today)
  if (alike.length === 0) return
  const named = alike
    .slice(0, 3)
    .map(({ name, ownerName, unitName, year }) => `“${name}” của ${ownerName} (${unitName}, ${year})`)
  const message = `Đã có mô hình tương tự: ${named.join('; ')}${alike.length > 3 ? `; và ${alike.length - 3} mô hình khác` : ''}. Hãy ghi điểm khác; nếu trùng thì không đăng ký.`
  throw new Refusal('invalid', 'movement.alike', message, { difference: message })
}

async function choices({ database, official, today }: Context, kept?: string) {
  const [units, recognised, fields] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'movement.write') }),
    recognisedModels(database),
    fieldTitles(database, { on: today, kept }),
  ])
  return { units, recognised, fields }
}

type ModelFormProps = { form: FormView; data: Awaited<ReturnType<typeof choices>>; cancelHref: string; button: string }

const parts = Object.keys(REGISTRATION_PARTS) as RegistrationPart[]

function ModelForm({ form, data: { units, recognised, fields }, cancelHref, button }: ModelFormProps) {
  return (
    <Form form={form}>
      <TextField form={form} name="name" label={L.name} hint="Ví dụ: Ngày thứ Sáu nghe dân nói" />
      <RadioField
        form={form}
        name="registration"
        label={L.registration}
        inline
        options={optionsOf(MODEL_REGISTRATIONS)}
      />
      <SelectField form={form} name="field" label={L.field} emptyText="Chọn lĩnh vực" options={optionsOf(fields)} />
      <RadioField form={form} name="ownerKind" label={L.ownerKind} inline options={optionsOf(OWNER_KINDS)} />
      <TextField
        form={form}
        name="ownerName"
        label={L.ownerName}
        hint="Ví dụ: Nhân dân ấp 3; Tổ công tác dân vận Văn phòng Sở"
      />
      <TextArea form={form} name="content" label={L.content} optional rows={5} />
      <HiddenField form={form} name="continuesModelId" />
      <Details
        summary="Nội dung đầy đủ: có thể ghi sau, cần có trước khi bình xét"
        open={parts.some((part) => form.values[part])}
      >
        {parts.map((part) => (
          <TextArea key={part} form={form} name={part} label={L[part]} optional rows={3} />
        ))}
      </Details>
      <TextArea
        form={form}
        name="difference"
        label={L.difference}
        optional
        rows={2}
        hint="Ghi khi có mô hình giống về tên hoặc nội dung của nơi khác, đoàn thể khác."
      />
      <NumberField form={form} name="year" label={L.year} width={4} />
      <DateField form={form} name="registeredOn" label={L.registeredOn} />
      {units.length === 1 ? (
        <HiddenField form={form} name="unitId" value={units[0]?.id} />
      ) : (
        <SelectField
          form={form}
          name="unitId"
          label={L.unitId}
          options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
        />
      )}
      {recognised.length > 0 && (
        <SelectField
          form={form}
          name="replicatesModelId"
          label={L.replicatesModelId}
          optional
          emptyText="Không nhân rộng mô hình nào"
          options={recognised.map((model) => ({ value: model.id, text: `${model.name} (${model.unitName})` }))}
        />
      )}
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>{button}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
