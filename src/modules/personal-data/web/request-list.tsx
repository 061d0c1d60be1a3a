import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  FilterBar,
  filterView,
  Layout,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  UnitFilterField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { dataRequests } from '../queries/data-requests.ts'
import { DECISIONS, RIGHTS, STANDINGS, standingOf } from '../rules/data-request.ts'
import { RequestQuery } from './request-fields.ts'
import { PersonalDataNavigation, StandingTag } from './request-parts.tsx'

/** Requests about personal data in the official's reach. */
export function requestList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/personal-data/requests',
    permission: 'personal-data.handle',
    query: RequestQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        dataRequests(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'personal-data.handle') }),
      ])
      const { standing = '', right = '', unitId = '' } = query
      const asked = Object.entries({ standing, right, unitId }).filter(([, value]) => value !== '')
      const form = filterView(Object.fromEntries(asked))
      return (
        <Layout title="Yêu cầu về dữ liệu cá nhân" context={page} wide>
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href="/personal-data/requests/new">Ghi yêu cầu</ButtonLink>
              </ActionBar>
            }
          >
            Yêu cầu về dữ liệu cá nhân
          </PageHeading>
          <PersonalDataNavigation current="requests" official={official} />
          <FilterBar resetHref="/personal-data/requests" active={asked.length > 0}>
            <SelectField
              form={form}
              name="standing"
              label="Tình trạng"
              emptyText="Mọi tình trạng"
              options={optionsOf(STANDINGS)}
            />
            <SelectField form={form} name="right" label="Quyền" emptyText="Mọi quyền" options={optionsOf(RIGHTS)} />
            <UnitFilterField form={form} units={units} />
          </FilterBar>
          <DataTable
            caption="Danh sách yêu cầu về dữ liệu cá nhân"
            captionHidden
            phone="stack"
            empty={asked.length > 0 ? 'Không có yêu cầu nào khớp điều kiện lọc.' : 'Chưa có yêu cầu nào.'}
            columns={[
              { key: 'received', title: 'Ngày nhận', width: 'narrow' },
              { key: 'right', title: 'Yêu cầu', rowHeader: true, width: 'one-quarter' },
              { key: 'requester', title: 'Người yêu cầu' },
              { key: 'unit', title: 'Đơn vị' },
              { key: 'due', title: 'Hạn trả lời', width: 'narrow' },
              { key: 'standing', title: 'Tình trạng' },
              { key: 'decision', title: 'Quyết định' },
            ]}
            rows={list.rows.map((request) => ({
              received: formatCalendarDate(request.receivedOn),
              right: (
                <a class="govuk-link" href={`/personal-data/requests/${request.id}`}>
                  {RIGHTS[request.right]}
                </a>
              ),
              requester: request.requesterName === '' ? <span class="app-muted">Đã xóa</span> : request.requesterName,
              unit: request.unitName,
              due: request.dueOn === null ? 'Chưa xác định' : formatCalendarDate(request.dueOn),
              standing: <StandingTag standing={standingOf(request, today)} />,
              decision: request.decision === null ? '' : DECISIONS[request.decision],
            }))}
          />
          <Pagination
            nextHref={
              list.next ? `/personal-data/requests?${new URLSearchParams([...asked, ['after', list.next]])}` : undefined
            }
          />
        </Layout>
      )
    },
  })
}
