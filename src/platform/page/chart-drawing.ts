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
const COLOURS = ['#0b6e66', '#c07f14', '#3d4f9e', '#8a3f7c', '#5f7078', '#74892a']
const TEXT = '#1d2b2a'
const QUIET_TEXT = '#4a5a58'
const LINES = '#d3dcda'
const FONT = "'Be Vietnam Pro', 'Segoe UI', Arial, sans-serif"
const LETTER_IN_PIXELS = 13
const LINE_IN_PIXELS = 18

/** Names longer than this don't fit under a column. */
const LONGEST_NAME_UNDER_COLUMN = 12

const NARROW_IN_PIXELS = 480

/** The part of the width that names beside lying bars may take. */
const NAME_SHARE = 0.4

const LEGEND_GAP_IN_PIXELS = 16

/** The first series is plain; the others carry light patterns, so that colour is never the only difference. */
const PATTERNS = [
  { symbol: 'none' },
  { symbol: 'rect', color: 'rgba(255,255,255,0.55)', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  {
    symbol: 'circle',
    color: 'rgba(255,255,255,0.6)',
    symbolSize: 0.5,
    dashArrayX: [
      [7, 7],
      [0, 7, 7, 0],
    ],
    dashArrayY: [7, 0],
  },
  { symbol: 'rect', color: 'rgba(255,255,255,0.55)', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: 0 },
  { symbol: 'rect', color: 'rgba(255,255,255,0.55)', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
  { symbol: 'rect', color: 'rgba(255,255,255,0.55)', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: Math.PI / 2 },
]

/** Long names, or more columns than the width holds, are read better from the side. */
function liesDown(kind: ChartKind, data: ChartData, widthInPixels: number): boolean {
  if (kind === 'line') return false
  const longest = Math.max(0, ...data.categories.map((category) => category.length))
  const bars = data.categories.length * data.series.length
  return longest > LONGEST_NAME_UNDER_COLUMN || bars * 26 > widthInPixels
}

/** The height at which every bar keeps its thickness and every name has its lines. */
export function chartHeightInPixels(kind: ChartKind, data: ChartData, widthInPixels: number): number {
  const legend = data.series.length > 1 ? legendLines(data, widthInPixels) * 26 + 8 : 0
  if (!liesDown(kind, data, widthInPixels)) return (widthInPixels < NARROW_IN_PIXELS ? 230 : 300) + legend
  const nameWidth = widthInPixels * NAME_SHARE
  const widest = Math.max(0, ...data.categories.map((category) => textWidthInPixels(category, LETTER_IN_PIXELS)))
  // Words don't fill their lines: count a fifth more than the bare width.
  const linesOfName = Math.ceil((widest * 1.2) / nameWidth)
  const perCategory = Math.max(data.series.length * 20 + 12, linesOfName * LINE_IN_PIXELS + 10)
  return data.categories.length * perCategory + legend + 40
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
  const text = { fontFamily: FONT, fontSize: LETTER_IN_PIXELS, lineHeight: LINE_IN_PIXELS, color: QUIET_TEXT }
  const values = valueAxis(data, text, { lyingDown, narrow: widthInPixels < NARROW_IN_PIXELS })
  const categories = categoryAxis(data, text, { lyingDown, widthInPixels })
  const legend = { top: 0, left: 0, itemGap: LEGEND_GAP_IN_PIXELS, textStyle: { ...text, color: TEXT } }
  const legendHeight = several ? legendLines(data, widthInPixels) * 26 + 8 : 0
  return {
    animation: false,
    color: COLOURS,
    textStyle: text,
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: several && kind === 'bar', decals: PATTERNS },
    },
    ...(several ? { legend: kind === 'bar' ? { ...legend, icon: 'rect' } : legend } : {}),
    grid: {
      left: 4,
      right: lyingDown ? 48 : 12,
      top: legendHeight + (lyingDown ? 8 : 34),
      bottom: 4,
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    xAxis: lyingDown ? values : categories,
    yAxis: lyingDown ? categories : values,
    series: data.series.map((series, index) =>
      seriesOf(kind, series, index, { lyingDown, labelled: isLabelled(kind, data, lyingDown, widthInPixels) }),
    ),
  }
}

type TextStyle = { fontFamily: string; fontSize: number; lineHeight: number; color: string }

function valueAxis(data: ChartData, text: TextStyle, { lyingDown, narrow }: { lyingDown: boolean; narrow: boolean }) {
  const numbers = data.series.flatMap((series) => series.values).filter((value) => value !== null)
  return {
    type: 'value' as const,
    // Bars that lie down have no room for it; the caption names the unit in any case.
    name: lyingDown ? '' : data.unit,
    nameTextStyle: { ...text, align: 'left' as const },
    nameGap: 12,
    minInterval: numbers.every(Number.isInteger) ? 1 : 0,
    splitNumber: narrow ? 3 : 5,
    axisLabel: { ...text, formatter: (value: number) => formatNumber(value) },
    splitLine: { lineStyle: { color: LINES } },
  }
}

function categoryAxis(
  data: ChartData,
  text: TextStyle,
  { lyingDown, widthInPixels }: { lyingDown: boolean; widthInPixels: number },
) {
  const named = { ...text, color: TEXT }
  return {
    type: 'category' as const,
    data: [...data.categories],
    inverse: lyingDown,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: QUIET_TEXT } },
    axisLabel: lyingDown
      ? { ...named, interval: 0, width: Math.round(widthInPixels * NAME_SHARE), overflow: 'break' as const }
      : named,
  }
}

/** Numbers stand at the bars and points as long as they don't run into one another; the table has them all. */
function isLabelled(kind: ChartKind, data: ChartData, lyingDown: boolean, widthInPixels: number): boolean {
  if (lyingDown) return true
  const places = kind === 'bar' ? data.categories.length * data.series.length : data.categories.length
  if (kind === 'line' && data.series.length > 1) return false
  return places * 34 <= widthInPixels
}

/** How many lines the names of the series take, each with its sign in front. */
function legendLines(data: ChartData, widthInPixels: number): number {
  let lines = 1
  let used = 0
  for (const { name } of data.series) {
    const width = textWidthInPixels(name, LETTER_IN_PIXELS) + 32 + LEGEND_GAP_IN_PIXELS
    if (used > 0 && used + width > widthInPixels) {
      lines += 1
      used = 0
    }
    used += width
  }
  return lines
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
