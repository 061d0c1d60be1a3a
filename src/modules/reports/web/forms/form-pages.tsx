import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  SelectField,
  SourceNote,
} from '../../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { READINGS, type Reading, readingInWords } from '../../../indicators/index.ts'
import type { FormUnit } from '../../queries/forms/form-units.ts'
import { CERTAINTIES, type Form, formSlug } from '../../rules/forms/form.ts'
import { FORM_PERIODS } from '../../rules/forms/form-period.ts'
import { ReportNavigation } from '../report-navigation.tsx'
import { lowerFirst } from '../report-words.ts'
import {
  ALL_FORMS,
  FORMS_PATH,
  FormParams,
  FormQuery,
  formOf,
  formPath,
  questionValues,
  type WholeQuestion,
} from './form-address.ts'
import { formAsked } from './form-asked.ts'
import { FormChecks } from './form-checks.tsx'
import { FormTable } from './form-table.tsx'

/** The forms of the Inspectorate: which there are, and each counted for a unit and a period. */
export function formPages(app: FastifyInstance): void {
  staffPage(app, {
    path: FORMS_PATH,
    permission: 'petition.read',
    draw: ({ page, official }) => (
      <Layout title="Biểu số liệu" context={page} wide>
        <PageHeading>Biểu số liệu tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo</PageHeading>
        <ReportNavigation current={FORMS_PATH} official={official} />
        <p class="govuk-body">
          Biểu đếm từ hồ sơ đơn thư và Sổ tiếp công dân, theo đơn vị và kỳ báo cáo; mỗi số mở ra các đơn, lượt tiếp tạo
          nên số đó. Chọn biểu để xem và tải về.
        </p>
        <DataTable
          caption="Các biểu"
          phone="stack"
          empty=""
          columns={[
            { key: 'code', title: 'Biểu', rowHeader: true },
            { key: 'title', title: 'Nội dung', width: 'one-third' },
            { key: 'certainty', title: 'Đối chiếu với mẫu', width: 'one-half' },
          ]}
          rows={ALL_FORMS.map((form) => ({
            code: (
              <a class="govuk-link" href={`${FORMS_PATH}/${formSlug(form.code)}`}>
                {form.code}
              </a>
            ),
            title: form.title,
            certainty: form.certainty,
          }))}
        />
      </Layout>
    ),
  })

  staffPage(app, {
    path: `${FORMS_PATH}/:form`,
    permission: 'petition.read',
    params: FormParams,
    query: FormQuery,
    draw: async ({ database, official, today, page, params, query }) => {
      const form = formOf(params.form)
      const { units, question, counted } = await formAsked(database, { form, query, official, today })
      return (
        <Layout
          title={`Biểu ${form.code}`}
          context={page}
          wide
          form={{ ...filterView(questionValues(question)), errors: question.problems }}
          breadcrumbs={[{ href: FORMS_PATH, text: 'Biểu số liệu' }, { text: `Biểu ${form.code}` }]}
        >
          <PageHeading
            caption={counted.unit.name}
            actions={
              <ActionBar>
                <ButtonLink href={formPath(form.code, question, '/table.xlsx')} variant="secondary">
                  Tải tệp Excel
                </ButtonLink>
                <ButtonLink href={formPath(form.code, question, '/document.pdf')} variant="secondary">
                  Tải bản PDF
                </ButtonLink>
                <ButtonLink href={formPath(form.code, question, '/document.docx')} variant="secondary">
                  Tải tệp Word
                </ButtonLink>
              </ActionBar>
            }
          >
            Biểu {form.code}: {lowerFirst(form.title)}
          </PageHeading>
          <FormPeriod question={question} reading={counted.reading} today={today} />
          <FormFilter form={form} question={question} units={units} query={query} />
          <FormTable form={form} counted={counted} question={question} />
          <FormChecks form={form} counted={counted} />
          <FormNotes form={form} />
        </Layout>
      )
    },
  })
}

type PeriodProps = { question: WholeQuestion; reading: Reading; today: CalendarDate }

/** From which day to which, and how it is read. */
function FormPeriod({ question: { period, reading: asked }, reading, today }: PeriodProps) {
  return (
    <>
      <p class="govuk-body">
        <strong>
          Số liệu tính từ ngày {formatCalendarDate(period.from)} đến ngày {formatCalendarDate(period.to)}
        </strong>{' '}
        ({lowerFirst(period.title)}).
      </p>
      <p class="govuk-body">
        <strong>{READINGS.get(reading)}</strong>: {readingInWords(reading)}
      </p>
      {asked !== reading && (
        <InsetText>
          {reading === 'then'
            ? 'Đơn vị đã kết thúc hoạt động nên chỉ xem được như tại thời điểm.'
            : 'Trong kỳ này chưa có đơn vị: số liệu tính theo đơn vị hiện nay, từ hồ sơ của các đơn vị tiền thân.'}
        </InsetText>
      )}
      {period.to >= today && (
        <InsetText>Kỳ này chưa kết thúc: số liệu tính đến hôm nay, {formatCalendarDate(today)}.</InsetText>
      )}
    </>
  )
}

type FilterProps = {
  form: Form<never>
  question: WholeQuestion
  units: readonly FormUnit[]
  query: Readonly<Record<string, unknown>>
}

function FormFilter({ form, question, units, query }: FilterProps) {
  const view = { ...filterView(questionValues(question)), errors: question.problems }
  return (
    <FilterBar
      resetHref={`${FORMS_PATH}/${formSlug(form.code)}`}
      active={Object.values(query).some((asked) => asked !== undefined)}
    >
      <SelectField
        form={view}
        name="unit"
        label="Đơn vị"
        options={units.map(({ id, name }) => ({ value: id, text: name }))}
      />
      <SelectField form={view} name="part" label="Kỳ" options={optionsOf(FORM_PERIODS)} />
      <NumberField form={view} name="year" label="Năm" width={4} />
      <DateField form={view} name="from" label="Từ ngày" hint="Khi chọn kỳ “Từ ngày đến ngày”" />
      <DateField form={view} name="to" label="Đến ngày" hint="Ví dụ: 14/06/2026" />
      <SelectField
        form={view}
        name="view"
        label="Cách đọc số liệu"
        options={[...READINGS].map(([value, text]) => ({ value, text }))}
      />
    </FilterBar>
  )
}

/** How sure the columns are, where the form comes from, and what it leaves open. */
function FormNotes({ form }: { form: Form<never> }) {
  const marks = Object.values(CERTAINTIES).filter(
    ({ mark }) => mark !== '' && form.columns.some(({ certainty }) => CERTAINTIES[certainty].mark === mark),
  )
  const formulas = form.columns.flatMap(({ formula }) => (formula === '' ? [] : [formula]))
  return (
    <section aria-label="Cách đếm và nguồn">
      <h2 class="govuk-heading-m">Cách đếm</h2>
      {formulas.length > 0 && <p class="govuk-body">Công thức của biểu: {formulas.join('; ')}.</p>}
      <ul class="govuk-list govuk-list--bullet">
        {form.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p class="govuk-body">
        {form.certainty} {marks.map(({ mark, title }) => `${mark} ${title}.`).join(' ')} Dấu “…”: hệ thống chưa ghi.
      </p>
      <SourceNote>{form.source}</SourceNote>
    </section>
  )
}
