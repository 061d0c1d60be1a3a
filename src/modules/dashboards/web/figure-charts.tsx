import { barChart, ChartWithTable, DataTable, Figure, FigureGrid } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { compare, comparisonInSigns, comparisonInWords, FigureLink, recordsPath } from '../../indicators/index.ts'
import type { FigureBeside } from '../queries/board-figures.ts'
import type { BoardChartProps } from './board-chart-props.ts'

/** The figures of the chart that are there, in its order. */
function figuresOf({ chart, unit, figures }: BoardChartProps): (FigureBeside & { code: string })[] {
  return chart.indicators.flatMap((code) => {
    const found = figures.of(unit.id, code)
    return found ? [{ ...found, code }] : []
  })
}

/** A few big numbers, each with that of the same days of last year; the table has them side by side. */
export function KeyFigures(props: BoardChartProps) {
  const { unit, figures } = props
  const { period, lastYear } = figures
  const shown = figuresOf(props)
  return (
    <>
      <FigureGrid>
        {shown.map(({ code, now, lastYear: before }) => (
          <Figure
            key={code}
            value={now.total === null ? '–' : formatNumber(now.total.value)}
            label={`${now.indicator.title} (${now.indicator.unitOfMeasure})`}
            href={now.total === null ? undefined : recordsPath(code, { unitId: unit.id, period, view: 'now' })}
            note={noteOf({ now, lastYear: before })}
          />
        ))}
      </FigureGrid>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">Xem bảng so sánh</span>
        </summary>
        <DataTable
          caption="So với cùng kỳ năm trước"
          empty="Không có chỉ tiêu nào."
          columns={[
            { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
            { key: 'now', title: 'Kỳ này', numeric: true },
            { key: 'before', title: 'Cùng kỳ năm trước', numeric: true },
            { key: 'difference', title: 'Tăng, giảm', numeric: true },
          ]}
          rows={shown.map(({ code, now, lastYear: before }) => ({
            title: (
              <a class="govuk-link" href={`/figures/${code}`}>
                {now.indicator.title}
              </a>
            ),
            now: <FigureLink code={code} unitId={unit.id} period={period} amount={now.total} view="now" />,
            before: (
              <FigureLink code={code} unitId={unit.id} period={lastYear} amount={before?.total ?? null} view="now" />
            ),
            difference: comparisonInSigns(comparison({ now, lastYear: before }), now.indicator.unitOfMeasure),
          }))}
        />
      </details>
    </>
  )
}

const comparison = ({ now, lastYear }: FigureBeside) =>
  compare(now.total?.value ?? null, lastYear?.total?.value ?? null)

function noteOf(figure: FigureBeside): string {
  const before = figure.lastYear?.total
  if (!before) return 'Cùng kỳ năm trước: không có số'
  const words = comparisonInWords(comparison(figure), figure.now.indicator.unitOfMeasure)
  const whole = figure.now.ofWhole
  return [
    ...(whole ? [`${formatNumber(whole.part)} trên ${formatNumber(whole.whole)}`] : []),
    `Cùng kỳ năm trước: ${formatNumber(before.value)}${words === '' ? '' : ` (${words})`}`,
    ...(figure.lastYear && figure.lastYear.indicator.version !== figure.now.indicator.version
      ? ['năm trước tính theo bản khác của chỉ tiêu']
      : []),
  ].join('; ')
}

/** Shares with what they are shares of; one that has no denominator is told as such. */
export function Shares(props: BoardChartProps) {
  const { unit, figures, chart } = props
  const { period, lastYear } = figures
  const shown = figuresOf(props)
  if (shown.length === 0) return <p class="govuk-body app-muted">Không có chỉ tiêu nào.</p>
  return (
    <>
      <ChartWithTable
        categoryTitle="Chỉ tiêu"
        tableFolded
        chart={barChart({
          title: chart.title,
          unit: '%',
          categories: shown.map(({ now }) => now.indicator.title),
          series: [
            { name: 'Kỳ này', values: shown.map(({ now }) => now.total?.value ?? null) },
            { name: 'Cùng kỳ năm trước', values: shown.map((each) => each.lastYear?.total?.value ?? null) },
          ],
        })}
      />
      <DataTable
        caption={`${chart.title}: tử số và mẫu số`}
        phone="stack"
        empty=""
        columns={[
          { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
          { key: 'part', title: 'Tử số', numeric: true },
          { key: 'whole', title: 'Mẫu số', numeric: true },
          { key: 'share', title: 'Tỷ lệ (%)', numeric: true },
          { key: 'before', title: 'Cùng kỳ năm trước (%)', numeric: true },
        ]}
        rows={shown.map(({ code, now, lastYear: before }) => ({
          title: now.indicator.title,
          part: now.ofWhole ? formatNumber(now.ofWhole.part) : '–',
          whole: now.ofWhole ? formatNumber(now.ofWhole.whole) : '–',
          share:
            now.refusal?.code === 'indicators.divided-by-nought' ? (
              'không tính được (mẫu số bằng 0)'
            ) : (
              <FigureLink code={code} unitId={unit.id} period={period} amount={now.total} view="now" />
            ),
          before: (
            <FigureLink code={code} unitId={unit.id} period={lastYear} amount={before?.total ?? null} view="now" />
          ),
        }))}
      />
    </>
  )
}
