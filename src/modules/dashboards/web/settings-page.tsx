import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { ActionBar, ButtonLink, DataTable, Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { indicatorDefinitions } from '../../indicators/index.ts'
import { boardById, boards } from '../queries/boards.ts'
import { type MapSource, mapSources } from '../queries/map-sources.ts'
import { CHART_KINDS, MOST_CHARTS } from '../rules/board.ts'
import { MANAGING, requireManager, SETTINGS } from './settings-parts.tsx'

export const MAP_STATES: Readonly<Record<MapSource['state'], string>> = {
  draft: 'Chưa dùng',
  shown: 'Đang dùng',
  withdrawn: 'Đã thôi dùng',
}

/** What each role sees first, and the maps: for who runs the system for the whole province. */
export function settingsPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/dashboard-settings',
    permission: MANAGING,
    draw: async (context) => {
      await requireManager(context)
      const [all, maps] = await Promise.all([boards(context.database), mapSources(context.database)])
      return (
        <Layout title={SETTINGS.text} context={context.page}>
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href="/dashboard-settings/maps/new">Nhập bản đồ</ButtonLink>
              </ActionBar>
            }
          >
            {SETTINGS.text}
          </PageHeading>
          <DataTable
            caption="Bảng theo dõi của từng vai trò"
            phone="stack"
            empty=""
            columns={[
              { key: 'title', title: 'Bảng', rowHeader: true, width: 'one-half' },
              { key: 'role', title: 'Vai trò' },
              { key: 'charts', title: 'Số phần', numeric: true },
            ]}
            rows={all.map(({ id, title, roleTitle, charts }) => ({
              title: (
                <a class="govuk-link" href={`/dashboard-settings/boards/${id}`}>
                  {title}
                </a>
              ),
              role: roleTitle ?? 'Các vai trò còn lại',
              charts: String(charts.length),
            }))}
          />
          <DataTable
            caption="Bản đồ"
            phone="stack"
            empty="Chưa có bản đồ nào. Nhập tệp GeoJSON ranh giới cấp xã để vẽ số liệu lên bản đồ."
            columns={[
              { key: 'title', title: 'Bản đồ', rowHeader: true, width: 'one-half' },
              { key: 'from', title: 'Từ ngày' },
              { key: 'shapes', title: 'Đã khớp' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={maps.map((map) => ({
              title: (
                <a class="govuk-link" href={`/dashboard-settings/maps/${map.id}`}>
                  {map.title}
                </a>
              ),
              from: formatCalendarDate(map.validFrom),
              shapes: `${formatNumber(map.shapeCount - map.unmatchedCount)} trong ${formatNumber(map.shapeCount)} hình`,
              state: MAP_STATES[map.state],
            }))}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/dashboard-settings/boards/:boardId',
    permission: MANAGING,
    params: z.object({ boardId: Id }),
    draw: async (context) => {
      await requireManager(context)
      const { database, today, page, params } = context
      const board = await boardById(database, params.boardId)
      const titles = new Map(
        (await indicatorDefinitions(database, undefined, today)).map((each) => [each.code, each.title]),
      )
      const path = `/dashboard-settings/boards/${board.id}`
      return (
        <Layout title={board.title} context={page} backLink={SETTINGS}>
          <PageHeading
            caption={board.roleTitle ?? 'Các vai trò còn lại'}
            actions={
              board.charts.length < MOST_CHARTS && (
                <ActionBar>
                  <ButtonLink href={`${path}/charts/new`}>Thêm phần</ButtonLink>
                </ActionBar>
              )
            }
          >
            {board.title}
          </PageHeading>
          <DataTable
            caption="Các phần, theo thứ tự"
            phone="stack"
            empty="Bảng chưa có phần nào."
            columns={[
              { key: 'place', title: 'Thứ tự', width: 'narrow' },
              { key: 'title', title: 'Phần', rowHeader: true },
              { key: 'kind', title: 'Kiểu' },
              { key: 'indicators', title: 'Chỉ tiêu' },
              { key: 'removal', title: 'Việc' },
            ]}
            rows={board.charts.map((chart, index) => ({
              place: String(index + 1),
              title: (
                <a class="govuk-link" href={`${path}/charts/${index + 1}/edit`}>
                  {chart.title}
                </a>
              ),
              kind: CHART_KINDS[chart.kind],
              indicators: chart.indicators.map((code) => titles.get(code) ?? 'chỉ tiêu đã bỏ').join('; '),
              removal: (
                <a class="govuk-link" href={`${path}/charts/${index + 1}/removal`}>
                  Bỏ<span class="govuk-visually-hidden"> phần {chart.title}</span>
                </a>
              ),
            }))}
          />
        </Layout>
      )
    },
  })
}
