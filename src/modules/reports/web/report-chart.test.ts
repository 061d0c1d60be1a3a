import { describe, expect, test } from 'vitest'
import type { ReportFigure } from '../queries/report-content.ts'
import { reportChart } from './report-chart.ts'

const figure = (
  title: string,
  value: number | null,
  lastYear: number | null,
  unitOfMeasure = 'cuộc',
): ReportFigure => ({
  code: title,
  title,
  unitOfMeasure,
  amount: value === null ? null : { value, recordCount: value },
  override: null,
  countedFor: null,
  lastYear,
  onBehalfOf: [],
  changedTo: null,
})

/** The chart of these figures; fails when there is none. */
function chartOf(figures: ReportFigure[]) {
  const [chart] = reportChart(figures)
  if (chart?.kind !== 'chart') throw new Error('no chart')
  return chart
}

describe('the chart of a report', () => {
  test('sets this period beside the year before, for figures of the measure that the report has most of', () => {
    const chart = chartOf([
      figure('Đối thoại', 12, 9),
      figure('Tập huấn', 7, null),
      figure('Đại biểu dự', 2657, 1800, 'người'),
    ])
    expect(chart.caption).toBe('Biểu đồ. Kết quả kỳ này và cùng kỳ năm trước (đơn vị tính: cuộc)')
    expect(chart.description).toContain(
      'Đối thoại: kỳ này 12, năm trước 9; Tập huấn: kỳ này 7, năm trước chưa có số liệu',
    )
    expect(chart.description).not.toContain('Đại biểu dự')
    expect(chart.svg).toContain('Đối thoại')
    expect(chart.widthInPixels).toBe(640)
    expect(chart.heightInPixels).toBeGreaterThan(100)
  })

  test('leaves out what was nothing in both periods, and is not drawn for a single figure', () => {
    expect(reportChart([figure('Đối thoại', 12, 9), figure('Tập huấn', 0, 0), figure('Kiểm tra', null, null)])).toEqual(
      [],
    )
    expect(reportChart([])).toEqual([])
  })

  test('has at most eight figures, the first of the report', () => {
    const chart = chartOf(Array.from({ length: 12 }, (_, at) => figure(`Việc ${at + 1}`, at + 1, at)))
    expect(chart.description).toContain('Việc 8:')
    expect(chart.description).not.toContain('Việc 9:')
  })
})
