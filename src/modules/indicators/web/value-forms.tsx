import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import {
  DateField,
  Form,
  type FormView,
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
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { correctValue, enterValue, noSuchValue, withdrawValue } from '../actions/keep-value.ts'
import { indicatorDefinitions } from '../queries/definitions.ts'
import { typedValueById } from '../queries/typed-value-records.ts'
import { PUBLISHED_PARTS, spanInWords } from '../rules/span.ts'
import { correctionFormValues } from '../rules/value-form-values.ts'
import { CorrectionFields, VALUE_LABELS as L, ValueFields } from './value-fields.ts'
import { VALUES_PATH, ValueParams } from './values-pages.tsx'

/** Entering what others publish, putting it right, taking it back. */
export function valueForms(app: FastifyInstance): void {
  newForm(app)
  correctionForm(app)
  withdrawalForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${VALUES_PATH}/new`,
    permission: 'indicator.enter',
    fields: ValueFields,
    draftOf: 'indicator-value',
    labels: L,
    load: async ({ database, official, today, query }) => {
      const [indicators, units] = await Promise.all([
        indicatorDefinitions(database, undefined, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'indicator.enter') }),
      ])
      const typed = indicators.filter(({ measure, retiredOn }) => measure === 'typed' && (retiredOn ?? today) >= today)
      return { typed, units, asked: query.indicator ?? '' }
    },
    initial: ({ asked }, { today }) => ({ indicatorCode: asked, year: String(yearOf(today) - 1), part: 'year' }),
    draw: ({ context, data: { typed, units }, form }) => (
      <Layout
        title="Nhập số liệu từ nguồn ngoài"
        context={context.page}
        form={form}
        backLink={{ href: VALUES_PATH, text: 'Số liệu từ nguồn ngoài' }}
      >
        <PageHeading>Nhập số liệu từ nguồn ngoài</PageHeading>
        <p class="govuk-body">
          Chỉ nhập số do cơ quan khác công bố, đúng như văn bản. Nhiều đơn vị cùng lúc thì dùng trang Nhập từ Excel.
        </p>
        <Form form={form}>
          <SelectField
            form={form}
            name="indicatorCode"
            label={L.indicatorCode}
            emptyText="Chọn chỉ tiêu"
            options={typed.map(({ code, title, unitOfMeasure }) => ({
              value: code,
              text: `${title}, tính bằng ${unitOfMeasure}`,
            }))}
          />
          <SelectField
            form={form}
            name="unitId"
            label={L.unitId}
            emptyText="Chọn đơn vị"
            options={units.map(({ id, name, kindTitle }) => ({ value: id, text: name, group: kindTitle }))}
          />
          <NumberField form={form} name="year" label={L.year} width={4} />
          <SelectField form={form} name="part" label={L.part} options={optionsOf(PUBLISHED_PARTS)} />
          <SourceFields form={form} />
          <SubmitButtons cancelHref={VALUES_PATH}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `${VALUES_PATH}/${await enterValue(database, official, entered, today)}`,
  })
}

function correctionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${VALUES_PATH}/:valueId/correction`,
    permission: 'indicator.enter',
    params: ValueParams,
    fields: CorrectionFields,
    labels: L,
    load: valueToChange,
    initial: (value) => correctionFormValues(value),
    draw: ({ context, data: value, form }) => (
      <Layout
        title="Đính chính số liệu"
        context={context.page}
        form={form}
        backLink={{ href: `${VALUES_PATH}/${value.id}`, text: 'Trở lại số liệu' }}
      >
        <PageHeading caption={`${value.unitName}, ${spanInWords(value)}`}>Đính chính: {value.title}</PageHeading>
        <p class="govuk-body">Số cũ vẫn xem được, kèm lý do. Báo cáo đã gửi giữ nguyên số khi gửi.</p>
        <Form form={form}>
          <SourceFields form={form} />
          <TextArea form={form} name="reason" label={L.reason} rows={2} />
          <SubmitButtons cancelHref={`${VALUES_PATH}/${value.id}`}>
            <SubmitButton>Lưu số đính chính</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { valueId: id }, version }, { reason, ...given }) => {
      await correctValue(database, official, { id, version, given, reason, today })
      return `${VALUES_PATH}/${id}`
    },
  })
}

function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${VALUES_PATH}/:valueId/withdrawal`,
    permission: 'indicator.enter',
    params: ValueParams,
    fields: z.object({ reason: text('Lý do rút', { longest: 500 }) }),
    load: valueToChange,
    initial: ({ version }) => ({ _version: String(version) }),
    draw: ({ context, data: value, form }) => (
      <Layout
        title="Rút số liệu"
        context={context.page}
        form={form}
        backLink={{ href: `${VALUES_PATH}/${value.id}`, text: 'Trở lại số liệu' }}
      >
        <PageHeading caption={`${value.unitName}, ${spanInWords(value)}`}>Rút số liệu: {value.title}</PageHeading>
        <p class="govuk-body">
          Dùng khi số này lẽ ra không được nhập. Số đã rút không còn được tính nhưng vẫn xem được, kèm lý do.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do rút" rows={3} />
          <SubmitButtons cancelHref={`${VALUES_PATH}/${value.id}`}>
            <SubmitButton variant="warning">Rút số liệu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { valueId: id }, version }, { reason }) => {
      await withdrawValue(database, official, { id, version, reason, today })
      return `${VALUES_PATH}/${id}`
    },
  })
}

async function valueToChange({ database, official, today, params }: Context & { params: { valueId: string } }) {
  const value = await typedValueById(database, { official, today, permission: 'indicator.enter' }, params.valueId)
  if (!value || value.withdrawnOn !== null) throw noSuchValue()
  return value
}

function SourceFields({ form }: { form: FormView }) {
  return (
    <>
      <NumberField form={form} name="value" label={L.value} width={10} decimal hint="Ví dụ: 85,25" />
      <TextField
        form={form}
        name="document"
        label={L.document}
        hint="Số, ký hiệu và tên văn bản, ví dụ: Quyết định số 123/QĐ-UBND về công bố Chỉ số cải cách hành chính năm 2025"
      />
      <DateField form={form} name="publishedOn" label={L.publishedOn} />
      <TextField form={form} name="publisher" label={L.publisher} hint="Ví dụ: Bộ Nội vụ" />
      <TextArea form={form} name="note" label={L.note} optional rows={2} />
    </>
  )
}
