import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  FileField,
  Form,
  type FormView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { changeDisclosure, enterDisclosure, withdrawDisclosure } from '../actions/keep-disclosure.ts'
import { noSuchDisclosure } from '../actions/out-of-reach.ts'
import { postDisclosure } from '../actions/post-disclosure.ts'
import { chosenCommune, communesFor } from '../queries/communes.ts'
import { contentsOfYear, disclosureById } from '../queries/disclosures.ts'
import { DISCLOSURE_FORMS, QUARTERS } from '../rules/disclosure.ts'
import { disclosureFormValues } from '../rules/form-values.ts'
import {
  DisclosureFields,
  DISCLOSURE_LABELS as L,
  POSTING_LABELS as P,
  PostingFields,
  ReasonFields,
} from './democracy-fields.ts'
import { CommuneField, DisclosureParams } from './democracy-parts.tsx'

const ACCEPTED = '.pdf,.docx,.xlsx,.jpg,.jpeg,.png'

/** Entering a document that must be made public, mending it, writing down how it was posted, and taking it back. */
export function disclosureForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  postingForm(app)
  withdrawalForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/democracy/disclosures/new',
    permission: 'democracy.write',
    fields: DisclosureFields,
    draftOf: 'disclosure',
    labels: L,
    load: async (context) => ({ ...(await choices(context)), asked: context.query }),
    initial: ({ units, contents, asked }, { official, today }) => ({
      unitId: chosenCommune(units, official, asked.unit)?.id ?? '',
      contentCode: contents.some(({ code }) => code === asked.content) ? (asked.content ?? '') : '',
      quarter: asked.quarter !== undefined && asked.quarter in QUARTERS ? asked.quarter : '',
      year: /^20\d\d$/.test(asked.year ?? '') ? (asked.year ?? '') : String(yearOf(today)),
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Ghi văn bản phải công khai"
        context={context.page}
        form={form}
        backLink={{ href: '/democracy', text: 'Bảng công khai' }}
      >
        <PageHeading>Ghi văn bản phải công khai</PageHeading>
        <p class="govuk-body">
          Hạn công khai tính từ ngày văn bản. Người dân chỉ thấy văn bản sau khi ghi việc công khai ở bước sau.
        </p>
        <DisclosureForm form={form} data={data} cancelHref="/democracy" button="Lưu, sang bước công khai" />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `/democracy/disclosures/${await enterDisclosure(database, official, entered, today)}/postings/new`,
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/democracy/disclosures/:disclosureId/edit',
    permission: 'democracy.write',
    params: DisclosureParams,
    fields: DisclosureFields,
    draftOf: 'disclosure',
    labels: L,
    load: async (context) => {
      const disclosure = await theirDisclosure(context, context.params.disclosureId)
      const data = await choices(context)
      return { ...data, disclosure, units: [{ id: disclosure.unitId, name: disclosure.unitName }] }
    },
    choices: ({ contents }) => ({
      contentCode: Object.fromEntries(contents.map(({ code, title }) => [code, title])),
      quarter: QUARTERS,
    }),
    initial: ({ disclosure }) => disclosureFormValues(disclosure),
    draw: ({ context, data, form }) => (
      <Layout
        title="Sửa văn bản công khai"
        context={context.page}
        form={form}
        backLink={{ href: `/democracy/disclosures/${data.disclosure.id}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={data.disclosure.title}>Sửa văn bản công khai</PageHeading>
        {data.disclosure.disclosedOn !== null && (
          <InsetText>
            Văn bản đã công khai: nội dung sửa hiện ngay trên trang công khai. Tệp sai thì thu hồi văn bản và ghi lại.
          </InsetText>
        )}
        <DisclosureForm
          form={form}
          data={data}
          cancelHref={`/democracy/disclosures/${data.disclosure.id}`}
          button="Lưu thay đổi"
        />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { disclosureId }, version }, given) => {
      await changeDisclosure(database, official, { id: disclosureId, version, given, today })
      return `/democracy/disclosures/${disclosureId}`
    },
  })
}

function postingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/democracy/disclosures/:disclosureId/postings/new',
    permission: 'democracy.write',
    params: DisclosureParams,
    fields: PostingFields,
    draftOf: 'posting',
    labels: P,
    load: (context) => theirDisclosure(context, context.params.disclosureId),
    initial: (_disclosure, { today }) => ({ form: 'notice', postedOn: formatCalendarDate(today) }),
    draw: ({ context, data: disclosure, form }) => (
      <Layout
        title="Ghi việc công khai"
        context={context.page}
        form={form}
        backLink={{ href: `/democracy/disclosures/${disclosure.id}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={disclosure.title}>Ghi việc công khai</PageHeading>
        {disclosure.disclosedOn === null && (
          <InsetText>
            Khi lưu, văn bản và các tệp công khai hiện trên trang công khai của {disclosure.unitName}
            {disclosure.dueOn === null ? '.' : `. Hạn công khai: ${formatCalendarDate(disclosure.dueOn)}.`}
          </InsetText>
        )}
        <Form form={form} multipart>
          <SelectField form={form} name="form" label={P.form} options={optionsOf(DISCLOSURE_FORMS)} />
          <TextField
            form={form}
            name="place"
            label={P.place}
            hint="Ví dụ: Bảng niêm yết trụ sở Ủy ban nhân dân xã, nhà văn hóa 6 ấp; hoặc địa chỉ trang thông tin"
          />
          <DateField form={form} name="postedOn" label={P.postedOn} />
          <DateField
            form={form}
            name="postedUntil"
            label={P.postedUntil}
            optional
            hint="Để trống nếu chưa biết. Thời gian niêm yết thường là 30 ngày (chưa đối chiếu văn bản)."
          />
          <TextField
            form={form}
            name="minutes"
            label={P.minutes}
            optional
            hint="Số, ngày biên bản. Cần biên bản hoặc tệp chứng minh dưới đây."
          />
          <FileField
            form={form}
            name="proofs"
            label={P.proofs}
            optional
            multiple
            accept={ACCEPTED}
            hint="Chỉ cán bộ xem; không hiện trên trang công khai"
          />
          <SubmitButtons cancelHref={`/democracy/disclosures/${disclosure.id}`}>
            <SubmitButton>{disclosure.disclosedOn === null ? 'Công khai' : 'Lưu'}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { disclosureId } }, posting) => {
      await postDisclosure(database, official, { disclosureId, ...posting }, today)
      return `/democracy/disclosures/${disclosureId}`
    },
  })
}

function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/democracy/disclosures/:disclosureId/withdrawal',
    permission: 'democracy.write',
    params: DisclosureParams,
    fields: ReasonFields,
    load: (context) => theirDisclosure(context, context.params.disclosureId),
    initial: () => ({}),
    draw: ({ context, data: disclosure, form }) => (
      <Layout
        title="Thu hồi văn bản công khai"
        context={context.page}
        form={form}
        backLink={{ href: `/democracy/disclosures/${disclosure.id}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={disclosure.title}>Thu hồi văn bản công khai</PageHeading>
        <p class="govuk-body">
          Văn bản không còn trong bảng, số liệu và trang công khai; người dân mở địa chỉ cũ sẽ thấy ngày và lý do thu
          hồi, không tải được tệp. Bản ghi vẫn được giữ để tra cứu.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={3} />
          <SubmitButtons cancelHref={`/democracy/disclosures/${disclosure.id}`}>
            <SubmitButton variant="warning">Thu hồi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { disclosureId } }, { reason }) => {
      await withdrawDisclosure(database, official, { id: disclosureId, reason, today })
      return `/democracy/disclosures/${disclosureId}`
    },
  })
}

async function theirDisclosure({ database, official, today }: Context, id: string) {
  const disclosure = await disclosureById(database, official, id, today)
  if (!disclosure?.isTheirs) throw noSuchDisclosure()
  return disclosure
}

async function choices({ database, official, today }: Context) {
  const [units, contents] = await Promise.all([
    communesFor(database, official, 'democracy.write', today),
    contentsOfYear(database, yearOf(today)),
  ])
  return { units, contents }
}

type Choices = { units: readonly { id: string; name: string }[]; contents: readonly { code: string; title: string }[] }
type DisclosureFormProps = { form: FormView; data: Choices; cancelHref: string; button: string }

function DisclosureForm({ form, data: { units, contents }, cancelHref, button }: DisclosureFormProps) {
  return (
    <Form form={form} multipart>
      <CommuneField form={form} label={L.unitId} units={units} />
      <SelectField
        form={form}
        name="contentCode"
        label={L.contentCode}
        emptyText="Chọn nội dung"
        options={contents.map(({ code, title }) => ({ value: code, text: title }))}
      />
      <SelectField
        form={form}
        name="quarter"
        label={L.quarter}
        optional
        emptyText="Không theo quý"
        hint="Chỉ cho tình hình thực hiện ngân sách"
        options={optionsOf(QUARTERS)}
      />
      <NumberField form={form} name="year" label={L.year} width={4} />
      <TextField form={form} name="title" label={L.title} hint="Ví dụ: Kế hoạch phát triển kinh tế - xã hội năm 2026" />
      <TextField form={form} name="documentNumber" label={L.documentNumber} optional width={20} />
      <DateField form={form} name="documentIssuedOn" label={L.documentIssuedOn} />
      <TextArea form={form} name="summary" label={L.summary} optional rows={4} />
      <FileField
        form={form}
        name="files"
        label={L.files}
        optional
        multiple
        accept={ACCEPTED}
        hint="Ai cũng tải được. Hãy bỏ số giấy tờ, địa chỉ, thông tin cá nhân không phải công khai trước khi gửi."
      />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>{button}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
