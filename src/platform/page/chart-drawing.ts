import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { formatNumber } from '../../vocabulary/vietnamese.ts'
import { readSvg, type SvgElement } from './svg-tree.ts'
import { textWidthInPixels } from './text-width.ts'

/** One row of figures; null where there is no figure, which is not the same as nought. */
export type ChartSeries = { name: string; values: readonly (number | null)[] }

export type ChartData = {
  title: string
  categories: readonly string[]
  series: readonly ChartSeries[]
  /** What is counted: `lượt người`, `đơn`, `điểm`. */
  unit: string
}

export type ChartKind = 'bar' | 'line'

echarts.use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, SVGRenderer])
echarts.setPlatformAPI({ measureText: (text, font = '') => ({ width: textWidthInPixels(text, sizeOf(font)) }) })

const sizeOf = (font: string) => Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 12)

/** Each at least 3:1 against white and apart in lightness, so that they differ in grey print too. No red: red is for what is late. */
const COLOURS = ['#0b6e66', '#d08a1d', '#3d4f9e', '#8a3f7c', '#5f7078', '#74892a']
const TEXT = '#1d2b2a'
const QUIET_TEXT = '#4a5a58'
const LINES = '#d3dcda'
const FONT = "'Be Vietnam Pro', 'Segoe UI', Arial, sans-serif"
const LETTER_IN_PIXELS = 13

/** Names longer than this don't fit under a column. */
const LONGEST_NAME_UNDER_COLUMN = 12

const NARROW_IN_PIXELS = 480

/** Long names, or more columns than the width holds, are read better from the side. */
function liesDown(kind: ChartKind, data: ChartData, widthInPixels: number): boolean {
  if (kind === 'line') return false
  const longest = Math.max(0, ...data.categories.map((category) => category.length))
  const bars = data.categories.length * data.series.length
  return longest > LONGEST_NAME_UNDER_COLUMN || bars * 26 > widthInPixels
}

/** The height at which every bar keeps its thickness. */
export function chartHeightInPixels(kind: ChartKind, data: ChartData, widthInPixels: number): number {
  if (!liesDown(kind, data, widthInPixels)) return widthInPixels < NARROW_IN_PIXELS ? 260 : 340
  const linesOfName = widthInPixels < NARROW_IN_PIXELS ? 3 : 2
  const longest = Math.max(0, ...data.categories.map((category) => category.length))
  const perCategory = Math.max(data.series.length * 20 + 14, longest > 22 ? linesOfName * 17 + 8 : 0)
  return data.categories.length * perCategory + 80
}

/** Draws the chart without title, at the given size, as SVG that a strict content security policy allows. */
export function drawChart(kind: ChartKind, data: ChartData, widthInPixels: number, heightInPixels: number): SvgElement {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: widthInPixels, height: heightInPixels })
  try {
    chart.setOption(optionOf(kind, data, widthInPixels))
    return withStableIds(readSvg(chart.renderToSVGString({ useViewBox: true })), `${data.title} ${widthInPixels}`)
  } finally {
    chart.dispose()
  }
}

function optionOf(kind: ChartKind, data: ChartData, widthInPixels: number) {
  const lyingDown = liesDown(kind, data, widthInPixels)
  const several = data.series.length > 1
  const numbers = data.series.flatMap((series) => series.values).filter((value) => value !== null)
  const text = { fontFamily: FONT, fontSize: LETTER_IN_PIXELS, color: QUIET_TEXT }
  const labelled =
    data.categories.length * data.series.length <= (widthInPixels < NARROW_IN_PIXELS && !lyingDown ? 8 : 40)
  const valueAxis = {
    type: 'value' as const,
    name: data.unit,
    nameTextStyle: { ...text, align: lyingDown ? ('right' as const) : ('left' as const) },
    nameGap: 12,
    minInterval: numbers.every(Number.isInteger) ? 1 : 0,
    splitNumber: widthInPixels < NARROW_IN_PIXELS ? 3 : 5,
    axisLabel: { ...text, formatter: (value: number) => formatNumber(value) },
    splitLine: { lineStyle: { color: LINES } },
  }
  const categoryAxis = {
    type: 'category' as const,
    data: [...data.categories],
    inverse: lyingDown,
    boundaryGap: kind === 'bar',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: QUIET_TEXT } },
    axisLabel: {
      ...text,
      color: TEXT,
      interval: lyingDown ? 0 : ('auto' as const),
      width: lyingDown ? Math.round(widthInPixels * 0.36) : undefined,
      overflow: lyingDown ? ('break' as const) : undefined,
    },
  }
  return {
    animation: false,
    color: COLOURS,
    textStyle: text,
    aria: { enabled: true, label: { enabled: false }, decal: { show: several && kind === 'bar' } },
    legend: several
      ? { top: 0, left: 0, icon: kind === 'bar' ? 'rect' : undefined, itemGap: 16, textStyle: { ...text, color: TEXT } }
      : undefined,
    grid: { left: 8, right: lyingDown ? 56 : 16, top: several ? 72 : 36, bottom: 8 },
    xAxis: lyingDown ? { ...valueAxis, name: '' } : categoryAxis,
    yAxis: lyingDown ? categoryAxis : valueAxis,
    series: data.series.map((series, index) => seriesOf(kind, series, index, { lyingDown, labelled })),
  }
}

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin']
const DASHES = ['solid', 'dashed', 'dotted'] as const

function seriesOf(
  kind: ChartKind,
  series: ChartSeries,
  index: number,
  { lyingDown, labelled }: { lyingDown: boolean; labelled: boolean },
) {
  const label = {
    show: labelled,
    position: lyingDown ? ('right' as const) : ('top' as const),
    fontFamily: FONT,
    fontSize: LETTER_IN_PIXELS - 1,
    color: TEXT,
    formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? formatNumber(value) : ''),
  }
  const shared = { name: series.name, data: [...series.values], label, silent: true }
  return kind === 'bar'
    ? { ...shared, type: 'bar' as const, barMaxWidth: lyingDown ? 18 : 44, barGap: '8%' }
    : {
        ...shared,
        type: 'line' as const,
        symbol: SYMBOLS[index % SYMBOLS.length],
        symbolSize: 9,
        lineStyle: { width: 3, type: DASHES[index % DASHES.length] },
      }
}

/**
 * ECharts numbers its patterns through the life of the process; the page should be the same each time it is drawn, and two
 * charts on one page must not share a name.
 */
function withStableIds(element: SvgElement, seed: string): SvgElement {
  const prefix = `chart-${shortHash(seed)}-`
  const renamed = (text: string) => text.replace(/\bzr\d+-/g, prefix)
  const attributes = Object.fromEntries(
    Object.entries(element.attributes).map(([name, value]) => [name, renamed(value)]),
  )
  const children = element.children.map((child) => (typeof child === 'string' ? child : withStableIds(child, seed)))
  return { ...element, attributes, children }
}

function shortHash(text: string): string {
  let hash = 0
  for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(36)
}
