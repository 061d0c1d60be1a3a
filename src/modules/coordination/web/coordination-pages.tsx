import type { FastifyInstance } from 'fastify'
import type { ComponentChild } from 'preact'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressAfter, addressChoice, addressValues, addressWords } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  EmptyState,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SummaryList,
  Tag,
  type TagColour,
  TextField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { noSuchCoordination } from '../actions/keep-coordination.ts'
import { REVIEW_KINDS } from '../actions/look-back.ts'
import {
  basedOn,
  type Coordination,
  coordinationById,
  coordinations,
  dutiesOf,
  type Party,
  partiesOf,
  reportsOf,
  reviewsOf,
} from '../queries/coordinations.ts'
import { COORDINATION_KINDS, COORDINATION_STATES, type CoordinationState, owedReports } from '../rules/coordination.ts'
import { COORDINATION_LABELS as L, REVIEW_LABELS } from './coordination-fields.ts'
import { CoordinationParams, LIST, ONE } from './coordination-forms.tsx'

const COLOURS: Readonly<Record<CoordinationState, TagColour>> = {
  unsigned: 'yellow',
  coming: 'purple',
  'in-force': 'blue',
  ended: 'grey',
  withdrawn: 'grey',
}

const StateOf = ({ state }: { state: CoordinationState }) => (
  <Tag colour={COLOURS[state]} text={COORDINATION_STATES[state]} />
)

const CoordinationQuery = z.object({
  kind: addressChoice(COORDINATION_KINDS),
  state: addressChoice(COORDINATION_STATES),
  words: addressWords,
  after: addressAfter,
})

/** What the units within reach have signed with others, and one such paper with its parties, duties, reports and reviews. */
export function coordinationPages(app: FastifyInstance): void {
  staffPage(app, {
    path: LIST,
    permission: 'coordination.read',
    query: CoordinationQuery,
    draw: async ({ database, official, today, page, query }) => {
      const list = await coordinations(database, official, query, today)
      const values = addressValues(query)
      const filtered = Object.keys(values).length > 0
      const form = filterView(values)
      const mayWrite = may(official, 'coordination.write')
      const actions = mayWrite && (
        <ActionBar>
          <ButtonLink href={`${LIST}/new`}>Soạn văn bản phối hợp</ButtonLink>
        </ActionBar>
      )
      return (
        <Layout title="Phối hợp" context={page} wide>
          <PageHeading actions={actions}>Quy chế, chương trình, kế hoạch phối hợp</PageHeading>
          {list.rows.length === 0 && !filtered ? (
            <EmptyState title="Chưa có văn bản phối hợp nào">
              <p class="govuk-body">
                Ghi những gì cơ quan hành chính ký với Mặt trận Tổ quốc, đoàn thể, lực lượng vũ trang, tòa án: các bên,
                nhiệm vụ của mỗi bên, thời hạn báo cáo. Hệ thống nhắc từng bên ký, báo cáo, sơ kết, tổng kết.
              </p>
            </EmptyState>
          ) : (
            <>
              <FilterBar resetHref={LIST} active={filtered}>
                <SelectField
                  form={form}
                  name="kind"
                  label={L.kind}
                  emptyText="Mọi loại"
                  options={optionsOf(COORDINATION_KINDS)}
                />
                <SelectField
                  form={form}
                  name="state"
                  label="Tình trạng"
                  emptyText="Mọi tình trạng"
                  options={optionsOf(COORDINATION_STATES)}
                />
                <TextField form={form} name="words" label="Có chứa từ" hint="Tên, số, ký hiệu; không cần gõ dấu" />
              </FilterBar>
              <DataTable
                caption="Danh sách văn bản phối hợp"
                captionHidden
                phone="stack"
                empty="Không có văn bản phối hợp nào khớp điều kiện lọc."
                columns={[
                  { key: 'title', title: 'Tên', rowHeader: true, width: 'one-third' },
                  { key: 'parties', title: 'Các bên' },
                  { key: 'term', title: 'Thời gian' },
                  { key: 'state', title: 'Tình trạng' },
                ]}
                rows={list.rows.map((row) => ({
                  title: <OneLink id={row.id} title={row.title} />,
                  parties: row.parties.join('; '),
                  term: termInWords(row),
                  state: <StateOf state={row.state} />,
                }))}
              />
              <Pagination
                nextHref={list.next ? `${LIST}?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
              />
            </>
          )}
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: ONE,
    permission: 'coordination.read',
    params: CoordinationParams,
    draw: async ({ database, official, today, page, params }) => {
      const coordination = await coordinationById(database, official, params.coordinationId, today)
      if (!coordination) throw noSuchCoordination()
      const { id } = coordination
      const [parties, duties, reports, reviews, derived, changes] = await Promise.all([
        partiesOf(database, official, id, today),
        dutiesOf(database, id),
        reportsOf(database, id),
        reviewsOf(database, id),
        basedOn(database, official, id, today),
        changesOf(database, { kind: 'coordination', id }),
      ])
      const { basedOnId } = coordination
      const base = basedOnId === null ? undefined : await coordinationById(database, official, basedOnId, today)
      const isSigned = parties.some((party) => party.signedOn !== null)
      return (
        <Layout
          title={coordination.title}
          context={page}
          wide
          breadcrumbs={[{ href: LIST, text: 'Phối hợp' }, { text: COORDINATION_KINDS[coordination.kind] }]}
        >
          <PageHeading
            caption={[COORDINATION_KINDS[coordination.kind], coordination.reference].filter(Boolean).join(' ')}
            actions={coordination.isLed && <LeadActions coordination={coordination} isSigned={isSigned} />}
          >
            {coordination.title}
          </PageHeading>
          {coordination.illustration && <InsetText>{coordination.illustration}</InsetText>}
          {coordination.withdrawnOn !== null && (
            <InsetText>
              Đã rút ngày {formatCalendarDate(coordination.withdrawnOn)}: {coordination.withdrawnReason}
            </InsetText>
          )}
          <SummaryList rows={summary(coordination, base !== undefined)} />
          <Parties coordination={coordination} parties={parties} />
          <Duties duties={duties} parties={parties} />
          <Reports coordination={coordination} parties={parties} reports={reports} today={today} />
          <Reviews reviews={reviews} />
          {derived.length > 0 && (
            <DataTable
              caption="Kế hoạch, chương trình thực hiện văn bản này"
              phone="stack"
              empty=""
              columns={[
                { key: 'title', title: 'Tên', rowHeader: true },
                { key: 'state', title: 'Tình trạng' },
              ]}
              rows={derived.map((each) => ({
                title: <OneLink id={each.id} title={each.title} />,
                state: <StateOf state={each.state} />,
              }))}
            />
          )}
          <ChangeHistory changes={changes} folded="Lịch sử thay đổi" />
        </Layout>
      )
    },
  })
}

const OneLink = ({ id, title }: { id: string; title: string }) => (
  <a class="govuk-link" href={`${LIST}/${id}`}>
    {title}
  </a>
)

function termInWords({ startsOn, endsOn }: { startsOn: CalendarDate; endsOn: CalendarDate | null }): string {
  return endsOn === null
    ? `Từ ${formatCalendarDate(startsOn)}`
    : `${formatCalendarDate(startsOn)} đến ${formatCalendarDate(endsOn)}`
}

function LeadActions({ coordination: { id }, isSigned }: { coordination: Coordination; isSigned: boolean }) {
  return (
    <ActionBar>
      {isSigned ? (
        <ButtonLink href={`${LIST}/${id}/reviews/new`} variant="secondary">
          Ghi sơ kết, tổng kết
        </ButtonLink>
      ) : (
        <ButtonLink href={`${LIST}/${id}/edit`} variant="secondary">
          Sửa
        </ButtonLink>
      )}
      <ButtonLink href={`${LIST}/${id}/withdrawal`} variant="secondary">
        Rút
      </ButtonLink>
    </ActionBar>
  )
}

function summary(coordination: Coordination, mayOpenBase: boolean): { label: string; value: ComponentChild }[] {
  const { reportDay, reportMonth, basedOnId, basedOnTitle } = coordination
  return [
    { label: 'Tình trạng', value: <StateOf state={coordination.state} /> },
    { label: 'Thời gian', value: termInWords(coordination) },
    {
      label: 'Báo cáo hằng năm',
      value: reportDay === null ? 'Văn bản không yêu cầu' : `Mỗi bên, chậm nhất ngày ${reportDay}/${reportMonth}`,
    },
    ...(basedOnId === null || basedOnTitle === null
      ? []
      : [{ label: L.basedOnId, value: mayOpenBase ? <OneLink id={basedOnId} title={basedOnTitle} /> : basedOnTitle }]),
  ]
}

function Parties({ coordination, parties }: { coordination: Coordination; parties: readonly Party[] }) {
  const path = (party: Party) => `${LIST}/${coordination.id}/parties/${party.id}/signature`
  return (
    <DataTable
      caption="Các bên"
      phone="stack"
      empty=""
      columns={[
        { key: 'name', title: 'Bên', rowHeader: true, width: 'one-half' },
        { key: 'signed', title: 'Ký' },
      ]}
      rows={parties.map((party) => {
        const mayAct = party.maySign && coordination.withdrawnOn === null
        return {
          name: `${party.position}. ${party.name}${party.unitId === null ? ' (ngoài hệ thống)' : ''}`,
          signed: (
            <>
              {party.signedOn === null ? 'Chưa ký' : `${formatCalendarDate(party.signedOn)}, ${party.signedBy}`}
              {mayAct && (
                <>
                  {' · '}
                  <a class="govuk-link" href={party.signedOn === null ? path(party) : `${path(party)}/removal`}>
                    {party.signedOn === null ? 'Ghi đã ký' : 'Bỏ chữ ký ghi nhầm'}
                    <span class="govuk-visually-hidden"> của {party.name}</span>
                  </a>
                </>
              )}
            </>
          ),
        }
      })}
    />
  )
}

function Duties({ duties, parties }: { duties: Awaited<ReturnType<typeof dutiesOf>>; parties: readonly Party[] }) {
  const whose = (position: number | null) =>
    position === null ? 'Các bên' : (parties.find((party) => party.position === position)?.name ?? '')
  return (
    <DataTable
      caption="Nhiệm vụ của các bên"
      phone="stack"
      empty="Văn bản chưa ghi nhiệm vụ nào."
      columns={[
        { key: 'content', title: 'Nhiệm vụ', rowHeader: true, width: 'two-thirds' },
        { key: 'party', title: 'Bên thực hiện' },
      ]}
      rows={duties.map((duty) => ({
        content: `${duty.position}. ${duty.content}`,
        party: whose(duty.partyPosition),
      }))}
    />
  )
}

/** Years side by side in the table of reports. */
const MOST_YEARS = 5

type ReportsProps = {
  coordination: Coordination
  parties: readonly Party[]
  reports: Awaited<ReturnType<typeof reportsOf>>
  today: CalendarDate
}

/** Year by year who has reported and who has not; what was reported stands below. */
function Reports({ coordination, parties, reports, today }: ReportsProps) {
  if (coordination.signedOn === null) return null
  const owed = owedReports(coordination, today)
  const years = [...new Set([...owed.map(({ year }) => year), ...reports.map(({ year }) => year)])].sort(
    (a, b) => b - a,
  )
  const mayReport = coordination.withdrawnOn === null && parties.some((party) => party.mayReport)
  // A regulation may have no end: who reported long ago stands below, with what was reported.
  const columns = years.slice(0, MOST_YEARS).map((year) => ({ key: String(year), title: String(year) }))
  return (
    <>
      <DataTable
        caption="Báo cáo hằng năm của các bên"
        phone="stack"
        empty=""
        columns={[
          { key: 'party', title: 'Bên', rowHeader: true },
          ...columns,
          ...(mayReport ? [{ key: 'act', title: 'Việc' }] : []),
        ]}
        rows={parties.map((party) => ({
          party: party.name,
          ...Object.fromEntries(years.map((year) => [String(year), standing(party.id, year, reports, owed)])),
          act: party.mayReport && coordination.withdrawnOn === null && (
            <a class="govuk-link" href={`${LIST}/${coordination.id}/parties/${party.id}/report`}>
              Báo cáo<span class="govuk-visually-hidden"> của {party.name}</span>
            </a>
          ),
        }))}
      />
      {reports.map((report) => (
        <section key={report.id}>
          <h3 class="govuk-heading-s">
            {parties.find((party) => party.id === report.partyId)?.name}, năm {report.year} (ngày{' '}
            {formatCalendarDate(report.reportedOn)})
          </h3>
          <p class="govuk-body app-prewrap">{report.content}</p>
        </section>
      ))}
    </>
  )
}

function standing(
  partyId: string,
  year: number,
  reports: ReportsProps['reports'],
  owed: ReturnType<typeof owedReports>,
) {
  const first = reports.find((report) => report.partyId === partyId && report.year === year)
  const dueOn = owed.find((each) => each.year === year)?.dueOn
  if (!first)
    return dueOn === undefined ? (
      'Chưa đến hạn'
    ) : (
      <Tag colour="red" text={`Chưa báo cáo, hạn ${formatCalendarDate(dueOn)}`} />
    )
  const isLate = dueOn !== undefined && first.reportedOn > dueOn
  return `${formatCalendarDate(first.reportedOn)}${isLate ? ' (muộn)' : ''}`
}

function Reviews({ reviews }: { reviews: Awaited<ReturnType<typeof reviewsOf>> }) {
  if (reviews.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Sơ kết, tổng kết</h2>
      {reviews.map((review) => (
        <section key={review.id}>
          <h3 class="govuk-heading-s">
            {REVIEW_KINDS[review.kind]} ngày {formatCalendarDate(review.heldOn)}
          </h3>
          <SummaryList
            rows={(['results', 'shortcomings', 'conclusions'] as const)
              .filter((name) => review[name] !== '')
              .map((name) => ({ label: REVIEW_LABELS[name], value: <span class="app-prewrap">{review[name]}</span> }))}
          />
        </section>
      ))}
    </>
  )
}
