import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  addressAfter,
  addressChoice,
  addressId,
  addressValues,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  FilterBar,
  filterView,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  StateTag,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { type OpenDuty, openDuties } from '../queries/open-duties.ts'
import { ownUnits } from '../queries/reach.ts'
import { reports } from '../queries/reports.ts'
import { REPORT_STATES, type ReportState } from '../rules/report-state.ts'
import { ReportNavigation } from './report-navigation.tsx'
import { ReportStateTag } from './report-state-tag.tsx'
import { titleOf } from './report-words.ts'

/** The questions that the list of reports answers. */
export const ReportQuery = z.object({
  state: addressChoice<ReportState>(REPORT_STATES),
  year: addressYear,
  /** From the page of a unit: only its reports. */
  unitId: addressId,
  after: addressAfter,
})

/** What the official's units owe, and all reports they may read. */
export function reportListPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reports',
    permission: 'report.read',
    query: ReportQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, owed] = await Promise.all([
        reports(database, official, query, today),
        openDuties(database, ownUnits(official, 'report.write'), today),
      ])
      const filtered = query.state !== undefined || query.year !== undefined || query.unitId !== undefined
      const values = addressValues(query)
      const form = filterView(values)
      return (
        <Layout title="Báo cáo" context={page} wide>
          <PageHeading
            actions={
              may(official, 'report.write') && (
                <ActionBar>
                  <ButtonLink href="/reports/new">Lập báo cáo</ButtonLink>
                </ActionBar>
              )
            }
          >
            Báo cáo
          </PageHeading>
          <ReportNavigation current="/reports" official={official} />
          {owed.length > 0 && <OwedReports owed={owed} today={today} />}
          <FilterBar resetHref="/reports" active={filtered}>
            <SelectField
              form={form}
              name="state"
              label="Tình trạng"
              emptyText="Mọi tình trạng"
              options={optionsOf(REPORT_STATES)}
            />
            <NumberField form={form} name="year" label="Năm" width={4} />
          </FilterBar>
          <DataTable
            caption="Các báo cáo"
            phone="stack"
            empty={filtered ? 'Không có báo cáo nào khớp điều kiện lọc.' : 'Chưa có báo cáo nào.'}
            columns={[
              { key: 'title', title: 'Báo cáo', rowHeader: true },
              { key: 'unit', title: 'Đơn vị' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'sent', title: 'Ngày gửi' },
            ]}
            rows={list.rows.map((report) => ({
              title: (
                <a class="govuk-link" href={`/reports/${report.id}`}>
                  {titleOf(report)}
                </a>
              ),
              unit: report.consolidatesRequestId ? `${report.unitName} (tổng hợp)` : report.unitName,
              state: <ReportStateTag state={report.state} />,
              sent: report.submittedOn ? formatCalendarDate(report.submittedOn) : '–',
            }))}
          />
          <Pagination
            nextHref={list.next ? `/reports?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })
}

function OwedReports({ owed, today }: { owed: readonly OpenDuty[]; today: CalendarDate }) {
  return (
    <DataTable
      caption="Báo cáo phải gửi"
      phone="stack"
      empty=""
      columns={[
        { key: 'title', title: 'Báo cáo', rowHeader: true },
        { key: 'unit', title: 'Đơn vị' },
        { key: 'due', title: 'Chậm nhất ngày' },
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={owed.map((duty) => ({
        title: (
          <a class="govuk-link" href={duty.reportId ? `/reports/${duty.reportId}` : `/reports/new?duty=${duty.dutyId}`}>
            {titleOf(duty)}
          </a>
        ),
        unit: duty.unitName,
        due: formatCalendarDate(duty.lastGoodDay),
        state: (
          <>
            {duty.lastGoodDay < today && (
              <>
                <StateTag state="overdue" />{' '}
              </>
            )}
            {duty.state ? <ReportStateTag state={duty.state} /> : 'Chưa lập'}
          </>
        ),
      }))}
    />
  )
}
