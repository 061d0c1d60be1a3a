import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalDay, text } from '../../../platform/http/form-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  DateField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { requireWholeProvince } from '../../organisation/index.ts'
import { addModelField, changeModelField, noSuchField } from '../actions/keep-model-field.ts'
import { type ListedField, modelFields } from '../queries/model-fields.ts'
import { isOpenOn } from '../rules/model-field.ts'
import { modelFieldFormValues } from '../rules/model-field-form-values.ts'

const PATH = '/movement/fields'
const PERMISSION = 'movement-field.manage'
const BACK = { href: PATH, text: 'Lĩnh vực mô hình' }
const L = { title: 'Tên lĩnh vực', endedOn: 'Dùng đến hết ngày' } as const

const Title = text(L.title, { longest: 150 })

/** The list of fields in which models are registered, kept by who administers the whole province. */
export function modelFieldPages(app: FastifyInstance): void {
  listPage(app)
  newForm(app)
  changeForm(app)
}

function listPage(app: FastifyInstance): void {
  staffPage(app, {
    path: PATH,
    permission: PERMISSION,
    draw: async ({ database, today, page }) => (
      <Layout title="Lĩnh vực mô hình" context={page}>
        <PageHeading
          actions={
            <ActionBar>
              <ButtonLink href={`${PATH}/new`}>Thêm lĩnh vực</ButtonLink>
            </ActionBar>
          }
        >
          Lĩnh vực của mô hình “Dân vận khéo”
        </PageHeading>
        <p class="govuk-body">
          Khi đăng ký mô hình, cán bộ chọn trong danh mục này. Lĩnh vực thôi dùng vẫn giữ với mô hình đã đăng ký, không
          bị xóa.
        </p>
        <DataTable
          caption="Các lĩnh vực"
          captionHidden
          phone="stack"
          empty="Chưa có lĩnh vực nào."
          columns={[
            { key: 'title', title: 'Lĩnh vực', rowHeader: true, width: 'one-half' },
            { key: 'count', title: 'Số mô hình', numeric: true },
            { key: 'state', title: 'Tình trạng' },
          ]}
          rows={(await modelFields(database)).map((field) => ({
            title: (
              <a class="govuk-link" href={`${PATH}/${field.code}/edit`}>
                {field.title}
              </a>
            ),
            count: formatNumber(field.modelCount),
            state: <FieldTag field={field} today={today} />,
          }))}
        />
      </Layout>
    ),
  })
}

function FieldTag({ field, today }: { field: ListedField; today: CalendarDate }) {
  const { endedOn } = field
  if (endedOn === null) return <Tag colour="green" text="Đang dùng" />
  if (isOpenOn(field, today)) return <Tag colour="yellow" text={`Dùng đến hết ${formatCalendarDate(endedOn)}`} />
  return <Tag colour="grey" text={`Thôi dùng từ sau ${formatCalendarDate(endedOn)}`} />
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${PATH}/new`,
    permission: PERMISSION,
    fields: z.object({ title: Title }),
    load: ({ database, official, today }) => requireWholeProvince(database, official, PERMISSION, today),
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout title="Thêm lĩnh vực" context={context.page} form={form} backLink={BACK}>
        <PageHeading>Thêm lĩnh vực</PageHeading>
        <Form form={form}>
          <TextField form={form} name="title" label={L.title} hint="Ví dụ: Chuyển đổi số" />
          <SubmitButtons cancelHref={PATH}>
            <SubmitButton>Thêm lĩnh vực</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { title }) => {
      await addModelField(database, official, { title, today })
      return PATH
    },
  })
}

function changeForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${PATH}/:fieldCode/edit`,
    permission: PERMISSION,
    params: z.object({ fieldCode: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
    fields: z.object({ title: Title, endedOn: optionalDay(L.endedOn) }),
    labels: L,
    load: async ({ database, official, today, params }) => {
      await requireWholeProvince(database, official, PERMISSION, today)
      const field = (await modelFields(database)).find(({ code }) => code === params.fieldCode)
      if (!field) throw noSuchField()
      return { field, changes: await changesOf(database, { kind: 'movement-field', id: field.code }) }
    },
    initial: ({ field }) => modelFieldFormValues(field),
    draw: ({ context, data: { field, changes }, form }) => (
      <Layout title="Sửa lĩnh vực" context={context.page} form={form} backLink={BACK}>
        <PageHeading caption={field.title}>Sửa lĩnh vực</PageHeading>
        <InsetText>
          {field.modelCount === 0
            ? 'Chưa có mô hình nào thuộc lĩnh vực này.'
            : `Tên mới hiện ở cả ${formatNumber(field.modelCount)} mô hình thuộc lĩnh vực này.`}
        </InsetText>
        <Form form={form}>
          <TextField form={form} name="title" label={L.title} />
          <DateField
            form={form}
            name="endedOn"
            label={L.endedOn}
            optional
            hint="Sau ngày này không đăng ký mô hình mới vào lĩnh vực; để trống là còn dùng."
          />
          <SubmitButtons cancelHref={PATH}>
            <SubmitButton>Lưu lĩnh vực</SubmitButton>
          </SubmitButtons>
        </Form>
        <ChangeHistory changes={changes} />
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, given) => {
      await changeModelField(database, official, { code: params.fieldCode, version, given, today })
      return PATH
    },
  })
}
