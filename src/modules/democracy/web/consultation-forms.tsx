import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  FileField,
  Form,
  type FormView,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import {
  changeConsultation,
  concludeConsultation,
  prepareConsultation,
  publishConsultation,
  withdrawConsultation,
} from '../actions/keep-consultation.ts'
import { noSuchConsultation } from '../actions/out-of-reach.ts'
import { chosenCommune, communesFor } from '../queries/communes.ts'
import { consultationById } from '../queries/consultations.ts'
import { CONSULTATION_MATTERS } from '../rules/consultation.ts'
import { consultationFormValues } from '../rules/form-values.ts'
import { CONSULTATIONS_PATH } from './consultation-pages.tsx'
import {
  ConclusionFields,
  ConsultationFields,
  CONSULTATION_LABELS as L,
  OPINION_LABELS,
  ReasonFields,
} from './democracy-fields.ts'
import { CommuneField, ConsultationParams } from './democracy-parts.tsx'

/** Preparing a consultation, opening it to everybody, concluding it, and taking it back. */
export function consultationForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  publicationForm(app)
  conclusionForm(app)
  withdrawalForm(app)
}

const one = `${CONSULTATIONS_PATH}/:consultationId`

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${CONSULTATIONS_PATH}/new`,
    permission: 'democracy.write',
    fields: ConsultationFields,
    draftOf: 'consultation',
    labels: L,
    load: ({ database, official, today }) => communesFor(database, official, 'democracy.write', today),
    initial: (units, { official, today }) => ({
      unitId: chosenCommune(units, official, undefined)?.id ?? '',
      opensOn: formatCalendarDate(today),
    }),
    draw: ({ context, data: units, form }) => (
      <Layout
        title="Soạn cuộc lấy ý kiến"
        context={context.page}
        form={form}
        backLink={{ href: CONSULTATIONS_PATH, text: 'Dân tham gia ý kiến' }}
      >
        <PageHeading>Soạn cuộc lấy ý kiến</PageHeading>
        <ConsultationForm form={form} units={units} cancelHref={CONSULTATIONS_PATH} />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `${CONSULTATIONS_PATH}/${await prepareConsultation(database, official, entered, today)}`,
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/edit`,
    permission: 'democracy.write',
    params: ConsultationParams,
    fields: ConsultationFields,
    draftOf: 'consultation',
    labels: L,
    load: theirConsultation,
    choices: () => ({ matter: CONSULTATION_MATTERS }),
    initial: (consultation) => consultationFormValues(consultation),
    draw: ({ context, data: { id, unitId, unitName, title }, form }) => (
      <Layout
        title="Sửa cuộc lấy ý kiến"
        context={context.page}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${id}`, text: 'Trở lại cuộc lấy ý kiến' }}
      >
        <PageHeading caption={title}>Sửa cuộc lấy ý kiến</PageHeading>
        <ConsultationForm
          form={form}
          units={[{ id: unitId, name: unitName }]}
          cancelHref={`${CONSULTATIONS_PATH}/${id}`}
        />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { consultationId }, version }, given) => {
      await changeConsultation(database, official, { id: consultationId, version, given, today })
      return `${CONSULTATIONS_PATH}/${consultationId}`
    },
  })
}

function publicationForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/publication`,
    permission: 'democracy.write',
    params: ConsultationParams,
    fields: z.object({}),
    load: theirConsultation,
    initial: () => ({}),
    draw: ({ context, data: { id, title, closesOn, unitName }, form }) => (
      <Layout
        title="Công bố lấy ý kiến"
        context={context.page}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${id}`, text: 'Trở lại cuộc lấy ý kiến' }}
      >
        <PageHeading caption={title}>Công bố lấy ý kiến</PageHeading>
        <p class="govuk-body">
          Nội dung và tài liệu hiện trên trang công khai của {unitName}; người dân gửi ý kiến không cần tên, đến hết
          ngày {formatCalendarDate(closesOn)}.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`${CONSULTATIONS_PATH}/${id}`}>
            <SubmitButton>Công bố</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { consultationId } }) => {
      await publishConsultation(database, official, consultationId, today)
      return `${CONSULTATIONS_PATH}/${consultationId}`
    },
  })
}

function conclusionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/conclusion`,
    permission: 'democracy.write',
    params: ConsultationParams,
    fields: ConclusionFields,
    load: theirConsultation,
    initial: () => ({}),
    draw: ({ context, data: { id, title }, form }) => (
      <Layout
        title="Công bố giải trình"
        context={context.page}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${id}`, text: 'Trở lại cuộc lấy ý kiến' }}
      >
        <PageHeading caption={title}>Công bố giải trình</PageHeading>
        <p class="govuk-body">
          Trang công khai sẽ hiện kết quả dưới đây, tên từng nhóm, số ý kiến và giải trình của nhóm; không hiện từng ý
          kiến. Sau khi công bố không sửa được nữa.
        </p>
        <Form form={form}>
          <TextArea form={form} name="conclusion" label={OPINION_LABELS.conclusion} rows={6} />
          <SubmitButtons cancelHref={`${CONSULTATIONS_PATH}/${id}`}>
            <SubmitButton>Công bố giải trình</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { consultationId } }, { conclusion }) => {
      await concludeConsultation(database, official, { id: consultationId, conclusion, today })
      return `${CONSULTATIONS_PATH}/${consultationId}`
    },
  })
}

function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/withdrawal`,
    permission: 'democracy.write',
    params: ConsultationParams,
    fields: ReasonFields,
    load: theirConsultation,
    initial: () => ({}),
    draw: ({ context, data: { id, title }, form }) => (
      <Layout
        title="Thu hồi cuộc lấy ý kiến"
        context={context.page}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${id}`, text: 'Trở lại cuộc lấy ý kiến' }}
      >
        <PageHeading caption={title}>Thu hồi cuộc lấy ý kiến</PageHeading>
        <p class="govuk-body">
          Cuộc lấy ý kiến không còn trong danh sách, số liệu và trang công khai. Bản ghi, ý kiến đã nhận vẫn được giữ.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={3} />
          <SubmitButtons cancelHref={`${CONSULTATIONS_PATH}/${id}`}>
            <SubmitButton variant="warning">Thu hồi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { consultationId } }, { reason }) => {
      await withdrawConsultation(database, official, { id: consultationId, reason, today })
      return `${CONSULTATIONS_PATH}/${consultationId}`
    },
  })
}

/** The consultation of the address, for who may write it. */
export async function theirConsultation(context: Context & { params: { consultationId: string } }) {
  const { database, official, today, params } = context
  const consultation = await consultationById(database, official, params.consultationId, today)
  if (!consultation?.isTheirs) throw noSuchConsultation()
  return consultation
}

type ConsultationFormProps = { form: FormView; units: readonly { id: string; name: string }[]; cancelHref: string }

function ConsultationForm({ form, units, cancelHref }: ConsultationFormProps) {
  return (
    <Form form={form} multipart>
      <CommuneField form={form} label={L.unitId} units={units} />
      <SelectField
        form={form}
        name="matter"
        label={L.matter}
        emptyText="Chọn loại nội dung"
        options={optionsOf(CONSULTATION_MATTERS)}
      />
      <TextField form={form} name="title" label={L.title} hint="Ví dụ: Dự thảo kế hoạch làm đường liên ấp năm 2027" />
      <TextArea
        form={form}
        name="content"
        label={L.content}
        rows={6}
        hint="Viết ngắn, dễ hiểu: việc gì, ai chịu tác động, hỏi điều gì"
      />
      <TextField form={form} name="documentNumber" label={L.documentNumber} optional width={20} />
      <DateField form={form} name="opensOn" label={L.opensOn} />
      <DateField form={form} name="closesOn" label={L.closesOn} />
      <FileField form={form} name="files" label={L.files} optional multiple hint="Ai cũng tải được khi đã công bố" />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
