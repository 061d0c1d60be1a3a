import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressId } from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SelectField,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchValue } from '../actions/keep-value.ts'
import { indicatorDefinitions } from '../queries/definitions.ts'
import {
  countTypedValues,
  typedValueById,
  typedValues,
  type ValueBefore,
  valuesBefore,
} from '../queries/typed-value-records.ts'
import { spanInWords } from '../rules/span.ts'
import { IndicatorCode } from './figure-address.ts'
import { TypedValueTable } from './typed-figure.tsx'

export const VALUES_PATH = '/figures/values'
export const ValueParams = z.object({ valueId: Id })
const PER_PAGE = 50

const ListQuery = z.object({
  indicator: z
    .string()
    .optional()
    .transform((typed) => (IndicatorCode.safeParse(typed).success ? typed : undefined)),
  after: addressId,
})

/** Values that others publish (PAR INDEX, SIPAS …): the list, and one with its source and its corrections. */
export function valuesPages(app: FastifyInstance): void {
  staffPage(app, {
    path: VALUES_PATH,
    permission: 'figure.read',
    query: ListQuery,
    draw: async ({ database, official, today, page, query }) => {
      const indicators = (await indicatorDefinitions(database, undefined, today)).filter(
        ({ measure }) => measure === 'typed',
      )
      const reader = { official, today, permission: 'figure.read' } as const
      const asked = { indicatorCode: query.indicator, inForceOnly: true }
      const [found, count] = await Promise.all([
        typedValues(database, reader, { ...asked, after: query.after, limit: PER_PAGE + 1 }),
        countTypedValues(database, reader, asked),
      ])
      const values = found.slice(0, PER_PAGE)
      const last = values.at(-1)
      const ofIndicator = query.indicator === undefined ? {} : { indicator: query.indicator }
      return (
        <Layout
          title="Số liệu từ nguồn ngoài"
          context={page}
          wide
          breadcrumbs={[
            { href: '/figures', text: 'Số liệu' },
            { href: '/figures/definitions', text: 'Chỉ tiêu' },
            { text: 'Số liệu từ nguồn ngoài' },
          ]}
        >
          <PageHeading
            actions={
              may(official, 'indicator.enter') && (
                <ActionBar>
                  <ButtonLink href={`${VALUES_PATH}/new?${new URLSearchParams(ofIndicator)}`}>Nhập số liệu</ButtonLink>
                </ActionBar>
              )
            }
          >
            Số liệu từ nguồn ngoài
          </PageHeading>
          <p class="govuk-body">
            Chỉ số do cơ quan khác công bố, ghi kèm văn bản: có {formatNumber(count)} số liệu, mới nhất trước. Bấm vào
            một số để xem nguồn và các lần đính chính.
          </p>
          <FilterBar resetHref={VALUES_PATH} active={query.indicator !== undefined}>
            <SelectField
              form={filterView({ indicator: query.indicator ?? '' })}
              name="indicator"
              label="Chỉ tiêu"
              emptyText="Tất cả"
              options={indicators.map(({ code, title }) => ({ value: code, text: title }))}
            />
          </FilterBar>
          <TypedValueTable caption="Số liệu từ nguồn ngoài" values={values} withTitle />
          <Pagination
            nextHref={
              found.length > PER_PAGE && last
                ? `${VALUES_PATH}?${new URLSearchParams({ ...ofIndicator, after: last.id })}`
                : undefined
            }
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: `${VALUES_PATH}/:valueId`,
    permission: 'figure.read',
    params: ValueParams,
    draw: async ({ database, official, today, page, params }) => {
      const reader = { official, today, permission: 'figure.read' } as const
      const value = await typedValueById(database, reader, params.valueId)
      if (!value) throw noSuchValue()
      const [history, changes, own] = await Promise.all([
        valuesBefore(database, value.id),
        changesOf(database, { kind: 'indicator-value', id: value.id }),
        typedValueById(database, { ...reader, permission: 'indicator.enter' }, value.id),
      ])
      return (
        <Layout
          title={`${value.title}, ${value.unitName}`}
          context={page}
          breadcrumbs={[{ href: VALUES_PATH, text: 'Số liệu từ nguồn ngoài' }, { text: spanInWords(value) }]}
        >
          <PageHeading
            caption={value.unitName}
            actions={
              own &&
              value.withdrawnOn === null && (
                <ActionBar>
                  <ButtonLink href={`${VALUES_PATH}/${value.id}/correction`}>Đính chính</ButtonLink>
                  <ButtonLink href={`${VALUES_PATH}/${value.id}/withdrawal`} variant="secondary">
                    Rút số liệu
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {value.title}
          </PageHeading>
          {value.illustration && <InsetText>{value.illustration}</InsetText>}
          {value.withdrawnOn !== null && (
            <InsetText>
              Đã rút ngày {formatCalendarDate(value.withdrawnOn)}: {value.withdrawnReason}
            </InsetText>
          )}
          <SummaryList
            rows={[
              { label: 'Kỳ', value: spanInWords(value) },
              { label: 'Số liệu', value: `${formatNumber(value.value, 4)} ${value.unitOfMeasure}` },
              { label: 'Văn bản công bố', value: value.document },
              { label: 'Cơ quan công bố', value: value.publisher },
              { label: 'Ngày công bố', value: formatCalendarDate(value.publishedOn) },
              { label: 'Ghi chú', value: value.note },
              {
                label: 'Cách dùng',
                value: (
                  <a class="govuk-link" href={`/figures/${value.indicatorCode}`}>
                    Xem định nghĩa chỉ tiêu
                  </a>
                ),
              },
            ]}
          />
          {history.length > 0 && <BeforeTable history={history} />}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function BeforeTable({ history }: { history: readonly ValueBefore[] }) {
  return (
    <DataTable
      caption="Trước khi đính chính"
      phone="stack"
      empty=""
      columns={[
        { key: 'day', title: 'Đính chính ngày', rowHeader: true },
        { key: 'value', title: 'Số cũ', numeric: true },
        { key: 'source', title: 'Văn bản công bố' },
        { key: 'reason', title: 'Lý do' },
      ]}
      rows={history.map((before) => ({
        day: formatCalendarDate(before.correctedOn),
        value: formatNumber(before.value, 4),
        source: `${before.document}, ${before.publisher}, ngày ${formatCalendarDate(before.publishedOn)}`,
        reason: before.reason,
      }))}
    />
  )
}
