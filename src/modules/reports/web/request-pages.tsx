import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import {
  addressAfter,
  addressChoice,
  addressCode,
  addressDay,
  addressId,
} from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SummaryList,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { boardOf } from '../queries/duty-board.ts'
import { type OwnDay, ownDaysOf } from '../queries/level-deadlines.ts'
import { isReached } from '../queries/reach.ts'
import { locksOf, openingsOf } from '../queries/report-locks.ts'
import { requestOf, requests } from '../queries/requests.ts'
import { DUTY_STANDINGS, type DutyStanding } from '../rules/duty-standing.ts'
import { DutyBoard } from './process/duty-board.tsx'
import { LockSection } from './process/lock-section.tsx'
import { ReportNavigation } from './report-navigation.tsx'
import { titleOf } from './report-words.ts'

/** The day as of which the board is read, and whom it shows, in the address; what can't be read is as good as not given. */
const BoardQuery = z.object({
  unit: addressId,
  status: addressChoice<DutyStanding>(DUTY_STANDINGS),
  /** A group of units as the board names it: `unit-12`, `kind-department`. */
  group: addressCode,
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
      const asOf = query.asOf ?? today
      const filter = { standing: query.status, group: query.group, unitId: query.unit }
      const [board, changes, locks, openings, ownDays] = await Promise.all([
        boardOf(database, official, { requestId: request.id, asOf, today }, filter),
        changesOf(database, { kind: 'report-request', id: request.id }),
        locksOf(database, request.id),
        may(official, 'report.collect') ? openingsOf(database, request.id) : [],
        ownDaysOf(database, request.id, isReached('duty.unit_id', official, 'report.read', today)),
      ])
      const collects = may(official, 'report.collect')
      const isLocked = locks.some((lock) => lock.liftedOn === null)
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
                  <ButtonLink href={`/reports/requests/${request.id}/reminders/new`} variant="secondary">
                    Đôn đốc đơn vị chưa gửi
                  </ButtonLink>
                  {isLocked ? (
                    <ButtonLink href={`/reports/requests/${request.id}/unlocking`} variant="secondary">
                      Mở khóa kỳ báo cáo
                    </ButtonLink>
                  ) : (
                    <ButtonLink href={`/reports/requests/${request.id}/lock`} variant="secondary">
                      Khóa kỳ báo cáo
                    </ButtonLink>
                  )}
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
              { label: ownDays.length > 0 ? 'Hạn chung' : 'Hạn gửi', value: deadline(request) },
              ...(ownDays.length > 0 ? [{ label: 'Hạn theo cấp', value: <OwnDays days={ownDays} /> }] : []),
              { label: 'Cơ quan tổng hợp', value: request.collectingUnitName },
              ...(request.basis ? [{ label: 'Căn cứ', value: request.basis }] : []),
            ]}
          />
          <LockSection locks={locks} openings={openings} />
          <DutyBoard
            board={board}
            path={`/reports/requests/${request.id}`}
            asOf={asOf}
            filter={filter}
            isFiltered={Object.values(query).some((asked) => asked !== undefined)}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

/** The last days that units have by their level, with the act behind each. */
function OwnDays({ days }: { days: readonly OwnDay[] }) {
  return (
    <ul class="govuk-list">
      {days.map(({ words, basis, kinds, unitCount }) => (
        <li key={`${words} ${basis}`}>
          {kinds.join(', ')} ({formatNumber(unitCount)} đơn vị): {words}. <span class="app-muted">{basis}</span>
        </li>
      ))}
    </ul>
  )
}

/** “Trước ngày 05/12/2022 (ngày cuối còn hạn: 04/12/2022)” or “Chậm nhất ngày 05/12/2022”. */
function deadline(request: { dueOn: CalendarDate; dueOnExcluded: boolean; lastGoodDay: CalendarDate }): string {
  return request.dueOnExcluded
    ? `Trước ngày ${formatCalendarDate(request.dueOn)} (ngày cuối còn hạn: ${formatCalendarDate(request.lastGoodDay)})`
    : `Chậm nhất ngày ${formatCalendarDate(request.dueOn)}`
}
