import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../../platform/http/context.ts'
import { staffPage } from '../../../../platform/http/page.tsx'
import { DataTable, InsetText, Layout, PageHeading, Pagination } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { PETITION_KINDS, type PetitionBehind, PROTECTED_TITLE, STATE_TITLES } from '../../../petitions/index.ts'
import type { VisitBehind } from '../../../reception/index.ts'
import { type CasesOfCell, casesOfCell } from '../../queries/forms/count-forms.ts'
import { PETITIONS, VISITS } from '../../queries/forms/sources.ts'
import { RECEPTION } from '../../rules/forms/form-of-reception.ts'
import { PETITION_FORMS } from '../../rules/forms/forms.ts'
import { headingInWords } from '../../rules/forms/heading-rows.ts'
import type { RowKey } from '../../rules/forms/rows-of-form.ts'
import { CaseQuery, casesPath, FORMS_PATH, FormParams, formOf, formPath, type WholeQuestion } from './form-address.ts'
import { isOfReception, questionAsked } from './form-asked.ts'

/** The petitions or visits that make up one number of a form: those within the reader's reach, and how many there are besides. */
export function casesPage(app: FastifyInstance): void {
  staffPage(app, {
    path: `${FORMS_PATH}/:form/cases`,
    permission: 'petition.read',
    params: FormParams,
    query: CaseQuery,
    draw: async (context) => {
      const { row, column: number, after, ...query } = context.query
      const { database, official, today, page } = context
      const form = formOf(context.params.form)
      const column = form.columns.find((each) => each.number === number)
      if (!column) throw noSuchColumn()
      const { question } = await questionAsked(database, { form, query, official, today })
      const asked: Asked = { column: number, row, after, question }
      const found = isOfReception(form)
        ? await visitsOf(context, asked)
        : await petitionsOf(context, { ...asked, code: form.code })
      const { from, to } = question.period
      return (
        <Layout
          title={`Biểu ${form.code}, cột ${number}: các hồ sơ`}
          context={page}
          wide
          breadcrumbs={[
            { href: FORMS_PATH, text: 'Biểu số liệu' },
            { href: formPath(form.code, question), text: `Biểu ${form.code}` },
            { text: `Cột ${number}` },
          ]}
        >
          <PageHeading caption={row === null ? `${found.unit.name} (tổng số)` : (found.rowName ?? found.unit.name)}>
            {headingInWords(column)}: {formatNumber(found.value)}
          </PageHeading>
          <p class="govuk-body">
            Cột {number} của Biểu {form.code}. Số liệu tính từ ngày {formatCalendarDate(from)} đến ngày{' '}
            {formatCalendarDate(to)}.
          </p>
          {found.listed < found.things && (
            <InsetText>
              Danh sách có {formatNumber(found.listed)} hồ sơ. Số còn lại ngoài phạm vi xem của bạn, hoặc là đơn đã
              chuyển giữa các đơn vị nên được đếm ở cả nơi chuyển và nơi nhận.
            </InsetText>
          )}
          {found.list}
          <Pagination
            nextHref={
              found.next ? casesPath(form.code, question, { column: number, row, after: found.next }) : undefined
            }
          />
        </Layout>
      )
    },
  })
}

type Asked = { column: number; row: RowKey | null; after: string | undefined; question: WholeQuestion }

function noSuchColumn(): Refusal {
  return new Refusal('not-found', 'report.no-such-column', 'Biểu không có cột này. Hãy mở lại biểu và chọn một số.')
}

async function petitionsOf({ database, official, today }: Context, { code, ...asked }: Asked & { code: string }) {
  const { unitId, period, reading } = asked.question
  const form = PETITION_FORMS.find((each) => each.code === code)
  const column = form?.columns.find(({ number }) => number === asked.column)
  if (!column?.adds) throw noSuchColumn()
  const { row, after } = asked
  const counts = { adds: column.adds, per: column.per }
  const found = await casesOfCell(database, PETITIONS, {
    ...{ official, today, unitId, period, reading, row, after },
    ...counts,
  })
  return { ...found, list: <PetitionList cases={found.cases} /> }
}

async function visitsOf({ database, official, today }: Context, { column, row, after, question }: Asked) {
  const { unitId, period, reading } = question
  const adds = RECEPTION.columns.find(({ number }) => number === column)?.adds
  if (!adds) throw noSuchColumn()
  const found = await casesOfCell(database, VISITS, { official, today, unitId, period, reading, adds, row, after })
  return { ...found, list: <VisitList cases={found.cases} /> }
}

function PetitionList({ cases }: Pick<CasesOfCell<PetitionBehind>, 'cases'>) {
  return (
    <DataTable
      caption="Các đơn"
      phone="stack"
      empty="Không có đơn nào trong phạm vi xem của bạn."
      columns={[
        { key: 'number', title: 'Số đơn', rowHeader: true },
        { key: 'title', title: 'Nội dung', width: 'one-third' },
        { key: 'kind', title: 'Loại đơn' },
        { key: 'unit', title: 'Nơi nhận' },
        { key: 'received', title: 'Ngày nhận' },
        { key: 'state', title: 'Hiện nay' },
      ]}
      rows={cases.map((petition) => ({
        number: (
          <a class="govuk-link" href={`/petitions/${petition.id}`}>
            {petition.number}/{petition.year}
          </a>
        ),
        title: petition.title ?? PROTECTED_TITLE,
        kind: PETITION_KINDS[petition.kind],
        unit: petition.unitName,
        received: formatCalendarDate(petition.receivedOn),
        state: STATE_TITLES[petition.state],
      }))}
    />
  )
}

function VisitList({ cases }: Pick<CasesOfCell<VisitBehind>, 'cases'>) {
  return (
    <DataTable
      caption="Các lượt tiếp"
      phone="stack"
      empty="Không có lượt tiếp nào trong phạm vi xem của bạn."
      columns={[
        { key: 'visit', title: 'Lượt tiếp', rowHeader: true },
        { key: 'unit', title: 'Nơi tiếp' },
        { key: 'persons', title: 'Số người', numeric: true },
      ]}
      rows={cases.map((visit) => ({
        visit: (
          <a class="govuk-link" href={`/reception/visits/${visit.id}`}>
            Lượt thứ {visit.position} ngày {formatCalendarDate(visit.heldOn)}
          </a>
        ),
        unit: visit.unitName,
        persons: formatNumber(visit.persons),
      }))}
    />
  )
}
