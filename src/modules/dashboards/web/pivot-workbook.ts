import { writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { READINGS } from '../../indicators/index.ts'
import type { PivotTable } from '../queries/pivot-table.ts'
import { AXES, type PivotQuestion } from '../rules/pivot.ts'

/** The table as an Excel file, numbers as numbers; a second sheet says what has to be known to read it. */
export function pivotAsWorkbook(question: PivotQuestion, table: PivotTable, today: CalendarDate): Promise<Buffer> {
  const { rows, columns, cells, totals, rowTotals } = table
  const about: [string, string][] = [
    ['Đơn vị', table.unit.name],
    ['Thời gian', table.span.title],
    ['Tính đến ngày', formatCalendarDate(today)],
    ['Cách đọc', READINGS.get(question.reading) ?? ''],
    ...table.indicators.map(({ title, unitOfMeasure, explanation }): [string, string] => [
      `${title} (${unitOfMeasure})`,
      explanation,
    ]),
  ]
  return writeRows([
    {
      sheet: 'Số liệu',
      columns: [
        { title: AXES[question.rows], width: 44 },
        ...columns.map(({ text }) => ({ title: text, width: 18 })),
        ...(rowTotals ? [{ title: 'Tổng', width: 18 }] : []),
      ],
      rows: [
        ...rows.map(({ text }, line) => [
          text,
          ...columns.map((_, at) => cells[line]?.[at]?.value ?? null),
          ...(rowTotals ? [rowTotals[line]?.value ?? null] : []),
        ]),
        ...(totals
          ? [['Tổng cộng', ...totals.map((total) => total?.value ?? null), ...(rowTotals ? [null] : [])]]
          : []),
      ],
    },
    {
      sheet: 'Cách đọc',
      columns: [
        { title: 'Mục', width: 44 },
        { title: 'Nội dung', width: 90 },
      ],
      rows: about,
    },
  ])
}
