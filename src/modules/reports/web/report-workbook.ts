import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import { writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { compare, comparisonInSigns, partsOf } from '../../indicators/index.ts'
import type { SentFinding } from '../queries/report-checks.ts'
import type { ReportContent, ReportFigure } from '../queries/report-content.ts'
import { reportedValue } from '../rules/figure-override.ts'
import { figureLine } from './figure-line.ts'
import { lineageInWords, titleOf } from './report-words.ts'

/** Longer than this a text does not fit into a cell of Excel. */
const MOST_LETTERS_IN_A_CELL = 32_767

/** A report as an Excel file: its figures as the screen has them, its words, and what has to be known of both. */
export function reportWorkbook(
  content: ReportContent,
  given: { missingUnits: readonly string[]; findings: readonly SentFinding[]; demonstration: boolean },
): Promise<Buffer> {
  const explained = given.findings.filter(({ strength }) => strength === 'explain')
  const { sections } = content
  return writeRows([
    {
      sheet: 'Biểu số liệu',
      columns: [
        { title: 'Mục', width: 34 },
        { title: 'Chỉ tiêu', width: 54 },
        { title: 'Đơn vị tính', width: 14 },
        { title: 'Kỳ này', width: 12 },
        { title: 'Cùng kỳ năm trước', width: 18 },
        { title: 'Tăng, giảm', width: 18 },
        { title: 'Số hồ sơ', width: 12 },
        { title: 'Ghi chú', width: 50 },
        { title: 'Số đếm được (khi điều chỉnh)', width: 18 },
        { title: 'Lý do điều chỉnh', width: 50 },
        { title: 'Căn cứ điều chỉnh', width: 40 },
      ],
      rows: sections.flatMap(({ title, figures }) => figures.flatMap((figure) => figureRows(title, figure))),
    },
    {
      sheet: 'Lời văn',
      columns: [
        { title: 'Mục', width: 40 },
        { title: 'Nội dung', width: 120 },
      ],
      rows: sections.map(({ title, text }) => [title, (text?.content ?? '').slice(0, MOST_LETTERS_IN_A_CELL)]),
    },
    ...(explained.length === 0
      ? []
      : [
          {
            sheet: 'Giải trình',
            columns: [
              { title: 'Số liệu', width: 80 },
              { title: 'Giải trình', width: 100 },
            ],
            rows: explained.map(({ finding, explanation }): Cell[] => [finding, explanation]),
          },
        ]),
    {
      sheet: 'Về báo cáo',
      columns: [
        { title: 'Thông tin', width: 30 },
        { title: 'Giá trị', width: 100 },
      ],
      rows: about(content, given),
    },
  ])
}

function figureRows(section: string, figure: ReportFigure): Cell[][] {
  const { title, unitOfMeasure, amount, lastYear, override } = figure
  const value = reportedValue(figure)
  const line = figureLine(figure)
  return [
    [
      ...[section, title, unitOfMeasure, value ?? '…', lastYear ?? '…'],
      ...[comparisonInSigns(compare(value, lastYear), unitOfMeasure), amount?.recordCount ?? '…', line.note ?? null],
      ...(override === null ? [] : [amount?.value ?? '…', override.reason, override.basis]),
    ],
    ...partsOf(line).map((part): Cell[] => [section, `- Trong đó, ${part.title}`, unitOfMeasure, part.value]),
  ]
}

function about(
  { report, submission, asOf, lastYearUnits }: ReportContent,
  { missingUnits, demonstration }: { missingUnits: readonly string[]; demonstration: boolean },
): Cell[][] {
  const { period } = report
  return [
    ['Báo cáo', titleOf(report)],
    ['Đơn vị', report.unitName],
    ['Kỳ báo cáo', `Từ ${formatCalendarDate(period.from)} đến ${formatCalendarDate(period.to)}`],
    ['Số liệu tính đến', formatCalendarDate(asOf)],
    ...(lastYearUnits.length === 0 ? [] : [['Cùng kỳ năm trước', lineageInWords(lastYearUnits)]]),
    ['Tình trạng', submission === null ? 'Dự thảo, số liệu đếm trực tiếp từ hồ sơ' : 'Đã gửi, số liệu đã chốt khi gửi'],
    ...(submission === null ? [] : [['Ngày gửi', formatCalendarDate(submission.submittedOn)]]),
    ...(missingUnits.length === 0 ? [] : [['Đơn vị chưa gửi báo cáo', missingUnits.join('; ')]]),
    ...(demonstration ? [['Lưu ý', 'Dữ liệu minh họa']] : []),
  ]
}
