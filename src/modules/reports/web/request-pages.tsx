import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressAfter, addressChoice, addressDay, addressId } from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  DateField,
  Figure,
  FigureGrid,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SelectField,
  SummaryList,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { dutiesOf, requestOf, requests } from '../queries/requests.ts'
import { DUTY_STATUSES, type DutyStatus, dutyStatus } from '../rules/report-duty.ts'
import { ReportNavigation } from './report-navigation.tsx'
import { DutyStatusTag, ReportStateTag } from './report-state-tag.tsx'
import { titleOf } from './report-words.ts'

/** The day as of which the board is read, and whom it shows, in the address; what can't be read is as good as not given. */
const BoardQuery = z.object({
  unit: addressId,
  status: addressChoice<DutyStatus>(DUTY_STATUSES),
  asOf: addressDay,
})

/** What was asked of units, and for each the board of who has sent, who is late, who is missing. */
export function requestPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reports/requests',
    permission: 'report.read',
    query: z.object({ after: addressAfter }),
    draw: async ({ database, official, today, page, query }) => {
      const list = await requests(database, official, query, today)
      return (
        <Layout title="Yêu cầu báo cáo" context={page} wide>
          <PageHeading
            actions={
              may(official, 'report.collect') && (
                <ActionBar>
                  <ButtonLink href="/reports/requests/new">Yêu cầu báo cáo</ButtonLink>
                </ActionBar>
              )
            }
          >
            Yêu cầu báo cáo
          </PageHeading>
          <ReportNavigation current="/reports/requests" official={official} />
          <DataTable
            caption="Các yêu cầu báo cáo"
            captionHidden
            phone="stack"
            empty="Chưa có yêu cầu báo cáo nào."
            columns={[
              { key: 'title', title: 'Báo cáo', rowHeader: true },
              { key: 'due', title: 'Hạn gửi' },
              { key: 'collector', title: 'Cơ quan tổng hợp' },
              { key: 'units', title: 'Số đơn vị', numeric: true },
            ]}
            rows={list.rows.map((request) => ({
              title: (
                <a class="govuk-link" href={`/reports/requests/${request.id}`}>
                  {titleOf(request)}
                </a>
              ),
              due: deadline(request),
              collector: request.collectingUnitName,
              units: formatNumber(request.dutyCount),
            }))}
          />
          <Pagination
            nextHref={list.next ? `/reports/requests?${new URLSearchParams({ after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/reports/requests/:requestId',
    permission: 'report.read',
    params: z.object({ requestId: Id }),
    query: BoardQuery,
    draw: async ({ database, official, today, page, params, query }) => {
      const request = await requestOf(database, official, params.requestId, today)
      const [duties, changes] = await Promise.all([
        dutiesOf(database, official, request, today),
        changesOf(database, { kind: 'report-request', id: request.id }),
      ])
      const asOf = query.asOf ?? today
      const board = duties.map((duty) => ({
        ...duty,
        status: dutyStatus({ ...duty, lastGoodDay: request.lastGoodDay }, asOf),
      }))
      const collects = may(official, 'report.collect')
      const form = filterView({ asOf: formatCalendarDate(asOf), status: query.status ?? '', unit: query.unit ?? '' })
      const shown = board.filter(
        (duty) =>
          (query.status === undefined || duty.status === query.status) &&
          (query.unit === undefined || duty.unitId === query.unit),
      )
      const statuses = Object.keys(DUTY_STATUSES) as DutyStatus[]
      return (
        <Layout
          title={`Yêu cầu: ${titleOf(request)}`}
          context={page}
          wide
          breadcrumbs={[
            { href: '/reports', text: 'Báo cáo' },
            { href: '/reports/requests', text: 'Yêu cầu báo cáo' },
            { text: request.periodTitle },
          ]}
        >
          <PageHeading
            caption="Yêu cầu báo cáo"
            actions={
              collects && (
                <ActionBar>
                  <ButtonLink href={`/reports/requests/${request.id}/consolidation`}>Tổng hợp báo cáo</ButtonLink>
                  <ButtonLink href={`/reports/requests/${request.id}/edit`} variant="secondary">
                    Sửa hạn, thêm đơn vị
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {titleOf(request)}
          </PageHeading>
          {request.illustration && <InsetText>{request.illustration}</InsetText>}
          <SummaryList
            rows={[
              {
                label: 'Kỳ báo cáo',
                value: `Từ ${formatCalendarDate(request.period.from)} đến ${formatCalendarDate(request.period.to)}`,
              },
              { label: 'Hạn gửi', value: deadline(request) },
              { label: 'Cơ quan tổng hợp', value: request.collectingUnitName },
              ...(request.basis ? [{ label: 'Căn cứ', value: request.basis }] : []),
            ]}
          />
          <h2 class="govuk-heading-m">Tình hình gửi đến hết ngày {formatCalendarDate(asOf)}</h2>
          <FigureGrid>
            {statuses.map((status) => (
              <Figure
                key={status}
                value={formatNumber(board.filter((duty) => duty.status === status).length)}
                label={DUTY_STATUSES[status].toLocaleLowerCase('vi')}
                href={`/reports/requests/${request.id}?${new URLSearchParams({ asOf, status })}`}
              />
            ))}
          </FigureGrid>
          <FilterBar
            resetHref={`/reports/requests/${request.id}`}
            active={Object.values(query).some((asked) => asked !== undefined)}
          >
            <DateField form={form} name="asOf" label="Xem tình hình đến hết ngày" />
            <SelectField
              form={form}
              name="status"
              label="Thời hạn"
              emptyText="Tất cả"
              options={statuses.map((status) => ({ value: status, text: DUTY_STATUSES[status] }))}
            />
            <SelectField
              form={form}
              name="unit"
              label="Đơn vị"
              emptyText="Tất cả"
              options={board.map((duty) => ({ value: duty.unitId, text: duty.unitName }))}
            />
          </FilterBar>
          <DataTable
            caption="Ai đã gửi, ai chậm, ai chưa gửi"
            captionHidden
            phone="stack"
            empty="Không có đơn vị nào."
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true },
              { key: 'status', title: 'Thời hạn' },
              { key: 'sent', title: 'Ngày gửi đầu tiên' },
              { key: 'state', title: 'Tình trạng báo cáo hiện nay' },
            ]}
            rows={shown.map((duty) => ({
              unit: duty.reportId ? (
                <a class="govuk-link" href={`/reports/${duty.reportId}`}>
                  {duty.unitName}
                </a>
              ) : (
                duty.unitName
              ),
              status: <DutyStatusTag status={duty.status} />,
              sent:
                duty.firstSubmittedOn && duty.firstSubmittedOn <= asOf
                  ? formatCalendarDate(duty.firstSubmittedOn)
                  : '–',
              state: duty.state ? <ReportStateTag state={duty.state} /> : 'Chưa lập',
            }))}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

/** “Trước ngày 05/12/2022 (ngày cuối còn hạn: 04/12/2022)” or “Chậm nhất ngày 05/12/2022”. */
function deadline(request: { dueOn: CalendarDate; dueOnExcluded: boolean; lastGoodDay: CalendarDate }): string {
  return request.dueOnExcluded
    ? `Trước ngày ${formatCalendarDate(request.dueOn)} (ngày cuối còn hạn: ${formatCalendarDate(request.lastGoodDay)})`
    : `Chậm nhất ngày ${formatCalendarDate(request.dueOn)}`
}
