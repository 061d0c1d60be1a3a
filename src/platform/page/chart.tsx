import { renderToString } from 'preact-render-to-string'
import { formatNumber } from '../../vocabulary/vietnamese.ts'
import { type ChartData, type ChartKind, chartHeightInPixels, drawChart } from './chart-drawing.ts'
import { DataTable } from './data-table.tsx'
import { svgNode } from './svg-tree.ts'

export type { ChartData, ChartSeries } from './chart-drawing.ts'

/** A chart before it is drawn: the same data give the drawing, its table and the picture in a document. */
export type Chart = ChartData & { kind: ChartKind }

/** Amounts to compare. Long names are laid out as horizontal bars. */
export function barChart(data: ChartData): Chart {
  return { ...data, kind: 'bar' }
}

/** Amounts through time. */
export function lineChart(data: ChartData): Chart {
  return { ...data, kind: 'line' }
}

/** The drawing alone, as SVG text for a document. Width and height in pixels; the height follows the data unless told. */
export function chartSvg(chart: Chart, { widthInPixels = 720, heightInPixels }: ChartSize = {}): string {
  return renderToString(drawing(chart, widthInPixels, heightInPixels))
}

export type ChartSize = { widthInPixels?: number | undefined; heightInPixels?: number | undefined }

function drawing(chart: Chart, widthInPixels: number, heightInPixels?: number) {
  const svg = drawChart(
    chart.kind,
    chart,
    widthInPixels,
    heightInPixels ?? chartHeightInPixels(chart.kind, chart, widthInPixels),
  )
  const attributes = { ...svg.attributes, role: 'img', 'aria-label': chart.title }
  const title = { tag: 'title', attributes: {}, children: [chart.title] }
  return svgNode({ ...svg, attributes, children: [title, ...svg.children] })
}

/** Widths at which a chart is drawn for a page: letters keep their size on a desk screen and on a phone. */
const DESK_WIDTH_IN_PIXELS = 720
const PHONE_WIDTH_IN_PIXELS = 340

export type ChartWithTableProps = {
  chart: Chart
  /** What the categories are: “Kỳ báo cáo”, “Đơn vị”. */
  categoryTitle: string
  /** True when the table stays folded until asked for. */
  tableFolded?: boolean | undefined
}

/** The drawing with the table of the same figures: whoever can't see the one reads the other. */
export function ChartWithTable({ chart, categoryTitle, tableFolded }: ChartWithTableProps) {
  const table = <ChartTable chart={chart} categoryTitle={categoryTitle} />
  return (
    <figure class="app-chart">
      <figcaption class="app-chart__caption">
        {chart.title} <span class="app-chart__unit">(đơn vị tính: {chart.unit})</span>
      </figcaption>
      <div class={tableFolded ? 'app-chart__body app-chart__body--folded' : 'app-chart__body'}>
        <div class="app-chart__desk">{drawing(chart, DESK_WIDTH_IN_PIXELS)}</div>
        <div class="app-chart__phone">{drawing(chart, PHONE_WIDTH_IN_PIXELS)}</div>
        <div class="app-chart__table">
          {tableFolded ? (
            <details class="govuk-details">
              <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">Xem bảng số liệu</span>
              </summary>
              {table}
            </details>
          ) : (
            table
          )}
        </div>
      </div>
    </figure>
  )
}

function ChartTable({ chart, categoryTitle }: { chart: Chart; categoryTitle: string }) {
  return (
    <DataTable
      caption={`Bảng số liệu: ${chart.title}`}
      captionHidden
      columns={[
        { key: 'category', title: categoryTitle, rowHeader: true },
        ...chart.series.map((series, index) => ({ key: String(index), title: series.name, numeric: true })),
      ]}
      rows={chart.categories.map((category, row) =>
        Object.fromEntries([
          ['category', category],
          ...chart.series.map((series, index) => [String(index), figure(series.values[row])] as const),
        ]),
      )}
      empty="Chưa có số liệu."
    />
  )
}

const figure = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatNumber(value))
