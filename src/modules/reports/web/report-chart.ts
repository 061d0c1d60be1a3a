import { barChart, chartSvg } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { BodyBlock } from '../../documents/index.ts'
import type { ReportFigure } from '../queries/report-content.ts'
import { reportedValue } from '../rules/figure-override.ts'

/** More bars than these are read better in the table. */
const MOST_FIGURES = 8
/** The width of the text of a page, at the size of letters for which charts are drawn. */
const WIDTH_IN_PIXELS = 640

/**
 * The figures of this period beside those of the year before, as a picture for the text of a report; none when there are not two to
 * compare. Only figures of one unit of measure stand in one picture: those of which the report has most.
 */
export function reportChart(figures: readonly ReportFigure[]): BodyBlock[] {
  const shown = mostOfOneMeasure(figures).slice(0, MOST_FIGURES)
  const [first] = shown
  if (!first || shown.length < 2) return []
  const title = `Kết quả kỳ này và cùng kỳ năm trước (đơn vị tính: ${first.unitOfMeasure})`
  const now = shown.map(reportedValue)
  const before = shown.map(({ lastYear }) => lastYear)
  const chart = barChart({
    title,
    unit: first.unitOfMeasure,
    categories: shown.map((figure) => figure.title),
    series: [
      { name: 'Kỳ này', values: now },
      { name: 'Cùng kỳ năm trước', values: before },
    ],
  })
  const svg = chartSvg(chart, { widthInPixels: WIDTH_IN_PIXELS })
  const said = shown.map(
    (figure, at) => `${figure.title}: kỳ này ${inWords(now[at])}, năm trước ${inWords(before[at])}`,
  )
  return [
    {
      kind: 'chart',
      caption: `Biểu đồ. ${title}`,
      description: `${said.join('; ')}. Đủ các chỉ tiêu trong biểu số liệu.`,
      svg,
      ...sizeOf(svg),
    },
  ]
}

function mostOfOneMeasure(figures: readonly ReportFigure[]): ReportFigure[] {
  const groups = new Map<string, ReportFigure[]>()
  for (const figure of figures) {
    if ((reportedValue(figure) ?? 0) === 0 && (figure.lastYear ?? 0) === 0) continue
    groups.set(figure.unitOfMeasure, [...(groups.get(figure.unitOfMeasure) ?? []), figure])
  }
  return [...groups.values()].reduce<ReportFigure[]>((most, group) => (group.length > most.length ? group : most), [])
}

const inWords = (value: number | null | undefined) =>
  value === null || value === undefined ? 'chưa có số liệu' : formatNumber(value)

/** The size at which it was drawn stands in its view box. */
function sizeOf(svg: string): { widthInPixels: number; heightInPixels: number } {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  return { widthInPixels: Number(width), heightInPixels: Number(height) }
}
