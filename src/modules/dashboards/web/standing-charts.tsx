import { barChart, ChartWithTable, DataTable } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber, formatPercent } from '../../../vocabulary/vietnamese.ts'
import type { BoardChartProps } from './board-chart-props.ts'

/** Who has reported: how many units of each standing; each number opens to its units. */
export function Reporting({ reporting }: BoardChartProps) {
  if (reporting.length === 0) {
    return <p class="govuk-body app-muted">Không có yêu cầu báo cáo nào trong phạm vi của bạn.</p>
  }
  return (
    <>
      {reporting.map(({ requestId, title, dueOn, standings, total }) => (
        <div key={requestId}>
          <ChartWithTable
            categoryTitle="Tình trạng"
            tableFolded
            chart={barChart({
              title: `${title} (hạn ${formatCalendarDate(dueOn)}; ${formatNumber(total)} đơn vị)`,
              unit: 'đơn vị',
              categories: standings.map((standing) => standing.title),
              series: [{ name: 'Số đơn vị', values: standings.map(({ count }) => count) }],
            })}
          />
          <DataTable
            caption={title}
            captionHidden
            empty=""
            columns={[
              { key: 'title', title: 'Tình trạng', rowHeader: true },
              { key: 'count', title: 'Số đơn vị', numeric: true },
              { key: 'share', title: 'Trong số', numeric: true },
            ]}
            rows={standings.map((standing) => ({
              title: standing.title,
              count: (
                <a class="govuk-link" href={`/reports/requests/${requestId}?standing=${standing.key}`}>
                  {formatNumber(standing.count)}
                </a>
              ),
              share: `${formatNumber(total)} (${formatPercent(total === 0 ? 0 : standing.count / total)})`,
            }))}
          />
        </div>
      ))}
    </>
  )
}

/** How many units have which rank in the newest decided year. */
export function RankResults({ ranks }: BoardChartProps) {
  if (ranks === null) {
    return <p class="govuk-body app-muted">Chưa có năm nào có quyết định xếp loại trong phạm vi của bạn.</p>
  }
  return (
    <>
      <ChartWithTable
        categoryTitle="Mức xếp loại"
        chart={barChart({
          title: `Xếp loại năm ${ranks.year}, ${formatNumber(ranks.total)} đơn vị`,
          unit: 'đơn vị',
          categories: ranks.ranks.map(({ title }) => title),
          series: [
            { name: `Năm ${ranks.year}`, values: ranks.ranks.map(({ count }) => count) },
            { name: `Năm ${ranks.year - 1}`, values: ranks.ranks.map(({ lastYear }) => lastYear) },
          ],
        })}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={`/assessments/years/${ranks.yearId}`}>
          Xem kết quả từng đơn vị
        </a>
        {ranks.decisionNumber === null ? '' : `, theo Quyết định số ${ranks.decisionNumber}`}.
      </p>
    </>
  )
}
