import { barChart, ChartWithTable, DataTable, lineChart } from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { compare, comparisonInSigns, FigureLink } from '../../indicators/index.ts'
import type { Level } from '../rules/pivot.ts'
import type { BoardChartProps } from './board-chart-props.ts'
import { addressOfQuestion } from './pivot-fields.ts'

/** One figure month by month, beside the same months of last year. */
export function Trend({ chart, unit, figures }: BoardChartProps) {
  const [code = ''] = chart.indicators
  const points = figures.trend(code)
  const indicator = points.find(({ now }) => now !== undefined)?.now?.indicator
  if (!indicator) return <p class="govuk-body app-muted">Chưa có số liệu để vẽ.</p>
  const { period } = figures
  const before = (yearOf(period.to) - 1).toString()
  const month = (title: string) => title.replace(/ năm \d{4}.*$/, '').replace('Tháng ', 'T')
  return (
    <>
      <ChartWithTable
        categoryTitle="Tháng"
        tableFolded
        chart={lineChart({
          title: `${indicator.title} – ${unit.shortName}`,
          unit: indicator.unitOfMeasure,
          categories: points.map(({ title }) => month(title)),
          series: [
            { name: `Năm ${yearOf(period.to)}`, values: points.map(({ now }) => now?.total?.value ?? null) },
            { name: `Năm ${before}`, values: points.map(({ lastYear }) => lastYear?.total?.value ?? null) },
          ],
        })}
      />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Mở hồ sơ của từng tháng</span>
        </summary>
        <DataTable
          caption={`${chart.title}: ${indicator.title}`}
          empty=""
          columns={[
            { key: 'month', title: 'Tháng', rowHeader: true },
            { key: 'now', title: `Năm ${yearOf(period.to)}`, numeric: true },
            { key: 'before', title: `Năm ${before}`, numeric: true },
          ]}
          rows={points.map((point) => ({
            month: point.title,
            now: (
              <FigureLink
                code={code}
                unitId={unit.id}
                period={point.period}
                amount={point.now?.total ?? null}
                view="now"
              />
            ),
            before: formatted(point.lastYear?.total?.value),
          }))}
        />
      </details>
    </>
  )
}

const formatted = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value))

/** More bars than these are not read. */
const MOST_BARS = 10
/** A dashboard is for a look: all units are a table of their own. */
const MOST_LINES = 20

/** One figure of the units side by side: the largest drawn, more in the table, all in a table of their own. */
export function Ranking({ chart, unit, compared, figures }: BoardChartProps) {
  const [code = ''] = chart.indicators
  const { period, lastYear } = figures
  const whole = figures.of(unit.id, code)
  const lines = compared
    .map((each) => ({ unit: each, figure: figures.of(each.id, code) }))
    .sort((one, other) => (other.figure?.now.total?.value ?? -1) - (one.figure?.now.total?.value ?? -1))
  if (!whole || lines.length < 2) {
    return <p class="govuk-body app-muted">Trong phạm vi này không có nhiều đơn vị để so sánh.</p>
  }
  const drawn = lines.slice(0, MOST_BARS)
  const listed = lines.slice(0, MOST_LINES)
  const { indicator } = whole.now
  const title =
    drawn.length < lines.length
      ? `${indicator.title}: ${MOST_BARS} trong ${lines.length} đơn vị có số lớn nhất`
      : indicator.title
  return (
    <>
      <ChartWithTable
        categoryTitle="Đơn vị"
        tableFolded
        chart={barChart({
          title,
          unit: indicator.unitOfMeasure,
          categories: drawn.map((line) => line.unit.shortName),
          series: [
            { name: 'Kỳ này', values: drawn.map(({ figure }) => figure?.now.total?.value ?? null) },
            { name: 'Cùng kỳ năm trước', values: drawn.map(({ figure }) => figure?.lastYear?.total?.value ?? null) },
          ],
        })}
      />
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">
            {listed.length < lines.length
              ? `Xem ${MOST_LINES} trong ${lines.length} đơn vị`
              : `Xem ${lines.length} đơn vị`}
          </span>
        </summary>
        <DataTable
          caption={`${chart.title}: ${indicator.title} (${indicator.unitOfMeasure})`}
          empty=""
          columns={[
            { key: 'place', title: 'Thứ tự', width: 'narrow' },
            { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
            { key: 'now', title: 'Kỳ này', numeric: true },
            { key: 'before', title: 'Cùng kỳ năm trước', numeric: true },
            { key: 'difference', title: 'Tăng, giảm', numeric: true },
          ]}
          rows={listed.map(({ unit: each, figure }, index) => ({
            place: String(index + 1),
            unit: (
              <a class="govuk-link" href={`/dashboards?unit=${each.id}`}>
                {each.name}
              </a>
            ),
            now: (
              <FigureLink code={code} unitId={each.id} period={period} amount={figure?.now.total ?? null} view="now" />
            ),
            before: (
              <FigureLink
                code={code}
                unitId={each.id}
                period={lastYear}
                amount={figure?.lastYear?.total ?? null}
                view="now"
              />
            ),
            difference: comparisonInSigns(
              compare(figure?.now.total?.value ?? null, figure?.lastYear?.total?.value ?? null),
              indicator.unitOfMeasure,
            ),
          }))}
        />
        {listed.length < lines.length && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/dashboards/pivot?${allUnits(code, unit.id, chart.level ?? 'below', period)}`}>
              Xem đủ {lines.length} đơn vị
            </a>
          </p>
        )}
      </details>
    </>
  )
}

function allUnits(code: string, unitId: string, level: Level, { from, to }: { from: string; to: string }): string {
  return addressOfQuestion({
    ...{ indicators: [code], rows: 'unit', columns: 'indicator', dimension: null, unitId, level },
    ...{ span: 'free', from, to, step: 'quarter', reading: 'now', shownAs: 'table' },
  } as const)
}
