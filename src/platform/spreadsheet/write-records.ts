import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type ExcelJS from 'exceljs'
import type { Cell } from './read-rows.ts'
import type { SheetColumn } from './record-sheet.ts'
import { withPartChanged } from './workbook-in-order.ts'

export type WrittenColumn = Pick<SheetColumn, 'title' | 'kind' | 'help' | 'example'> & {
  required: boolean
  /** What its drop-down offers; null for none. */
  offered: readonly string[] | null
}

export type WrittenRow = { number: number; cells: readonly Cell[] }

export type RecordsToWrite = {
  sheet: string
  columns: readonly WrittenColumn[]
  /** Days as YYYY-MM-DD, in the order of the columns. */
  rows: AsyncIterable<WrittenRow> | Iterable<WrittenRow>
  guideSheet: string
  listsSheet: string
}

/** How far down the drop-downs reach. */
const LAST_ROW_WITH_LISTS = 20_001
const TEXT = '@'
const DAY = 'dd/mm/yyyy'
const FORMATS = {
  text: TEXT,
  choice: TEXT,
  unit: TEXT,
  units: TEXT,
  date: DAY,
  'whole-number': '0',
  decimal: '0.##',
} as const
const WIDTHS = { text: 34, choice: 24, unit: 34, units: 40, date: 13, 'whole-number': 12, decimal: 12 } as const
/** A list in a drop-down longer than this is offered as it stands in its sheet only. */
const LONGEST_LIST = 5_000

/**
 * An Excel file of records: one sheet with headings that stay in view, days as days, drop-downs from a hidden sheet, a note at each
 * heading, and a sheet that tells how to fill it in. Texts stay texts however they begin: each is marked as such (quotePrefix), so that
 * `=1+1` is no formula, not even after somebody has edited the cell.
 */
export async function writeRecords(records: RecordsToWrite): Promise<Buffer> {
  // A large library that most processes never need.
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const written = buffer(stream)
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  const main = workbook.addWorksheet(records.sheet, { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] })
  writeHeadings(main, records.columns)
  offerLists(main, records)
  for await (const { number, cells } of records.rows) writeRow(main, records.columns, { number, cells })
  main.commit()
  writeGuide(workbook.addWorksheet(records.guideSheet), records.columns)
  writeLists(workbook.addWorksheet(records.listsSheet, { state: 'hidden' }), records.columns)
  await workbook.commit()
  return withPartChanged(await written, 'xl/styles.xml', markTexts)
}

function writeHeadings(sheet: ExcelJS.Worksheet, columns: readonly WrittenColumn[]): void {
  sheet.columns = columns.map(({ kind }) => ({
    width: WIDTHS[kind],
    style: { numFmt: FORMATS[kind], alignment: { vertical: 'top', wrapText: kind === 'text' || kind === 'units' } },
  }))
  const row = sheet.getRow(1)
  columns.forEach(({ title, required, help }, at) => {
    const cell = row.getCell(at + 1)
    cell.value = required ? `${title} *` : title
    cell.numFmt = TEXT
    cell.font = { bold: true }
    cell.alignment = { vertical: 'top', wrapText: true }
    cell.note = help
  })
  row.commit()
}

function offerLists(sheet: ExcelJS.Worksheet, { columns, listsSheet }: RecordsToWrite): void {
  columns.forEach(({ offered, title }, at) => {
    if (!offered || offered.length === 0 || offered.length > LONGEST_LIST) return
    const letter = sheet.getColumn(at + 1).letter
    // The library knows ranges here, though its types don't say so.
    const validations = (
      sheet as ExcelJS.Worksheet & { dataValidations: { add: (range: string, rule: ExcelJS.DataValidation) => void } }
    ).dataValidations
    validations.add(`${letter}2:${letter}${LAST_ROW_WITH_LISTS}`, {
      ...{ type: 'list', allowBlank: true, formulae: [`'${listsSheet}'!$${letter}$1:$${letter}$${offered.length}`] },
      ...{ showErrorMessage: true, errorStyle: 'warning', errorTitle: title },
      error: 'Giá trị này không có trong danh sách. Hãy chọn trong danh sách, hoặc ghi mã.',
    })
  })
}

function writeRow(sheet: ExcelJS.Worksheet, columns: readonly WrittenColumn[], { number, cells }: WrittenRow): void {
  const row = sheet.getRow(number)
  cells.forEach((value, at) => {
    if (value === null || value === '') return
    const kind = columns[at]?.kind ?? 'text'
    const cell = row.getCell(at + 1)
    const isDay = kind === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    cell.value = isDay ? new Date(`${value}T00:00:00Z`) : value
    // What is no day or number although the column holds such is a text all the same.
    if (typeof value === 'string' && !isDay) cell.numFmt = TEXT
  })
  row.commit()
}

function writeGuide(sheet: ExcelJS.Worksheet, columns: readonly WrittenColumn[]): void {
  sheet.columns = [{ width: 30 }, { width: 12 }, { width: 70 }, { width: 50 }].map((column) => ({
    ...column,
    style: { numFmt: TEXT, alignment: { wrapText: true, vertical: 'top' } },
  }))
  sheet.addRow(['Cột', 'Bắt buộc', 'Cách ghi', 'Ví dụ']).font = { bold: true }
  for (const { title, required, help, example } of columns) sheet.addRow([title, required ? 'có' : '', help, example])
  sheet.commit()
}

function writeLists(sheet: ExcelJS.Worksheet, columns: readonly WrittenColumn[]): void {
  sheet.columns = columns.map(() => ({ width: 30, style: { numFmt: TEXT } }))
  const longest = Math.max(0, ...columns.map(({ offered }) => offered?.length ?? 0))
  for (let at = 0; at < longest; at += 1) sheet.addRow(columns.map(({ offered }) => offered?.[at] ?? null)).commit()
  sheet.commit()
}

/** The library does not know the mark for “this is text, whatever it looks like”; number format 49 is text. */
function markTexts(styles: string): string {
  return styles.replace(/<cellXfs[\s\S]*?<\/cellXfs>/, (formats) =>
    formats.replaceAll('<xf numFmtId="49"', '<xf quotePrefix="1" numFmtId="49"'),
  )
}
