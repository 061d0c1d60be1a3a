import type ExcelJS from 'exceljs'
import { Refusal } from '../../vocabulary/refusal.ts'
import { notReadable, workbookInOrder } from './workbook-in-order.ts'

/** The most rows that are read from one file, all sheets together. */
export const MOST_ROWS = 50_000
const MOST_COLUMNS = 200

export type Cell = string | number | boolean | null
export type SheetRow = {
  /** The number that Excel shows beside the row, from 1. */
  number: number
  /** From column A on, as far as the last filled cell. Dates are `YYYY-MM-DD`, text is trimmed, empty cells are null. */
  cells: Cell[]
}
export type Sheet = { sheet: string; rows: SheetRow[] }

/**
 * The rows of an Excel file (.xlsx) by sheet, in the order of the file; rows with nothing in them are left out.
 * A formula gives the result that Excel saved with it; a cell that shows an error is empty.
 * Refuses `spreadsheet.not-readable`, `spreadsheet.too-large` (see `workbookInOrder`) and `spreadsheet.too-many-rows`.
 */
export async function readRows(file: Buffer): Promise<Sheet[]> {
  const sheets: Sheet[] = []
  for await (const { sheet, number, cells } of streamRows(file)) {
    if (number === 0) sheets.push({ sheet, rows: [] })
    else sheets.at(-1)?.rows.push({ number, cells })
  }
  return sheets
}

/**
 * The same row by row, so that memory does not grow with the file; each sheet begins with a row of number 0 that has no cells.
 * With `errors: 'shown'` a cell that shows an error has its words, such as `#N/A`.
 */
export async function* streamRows(
  file: Buffer,
  { errors = 'empty' }: { errors?: 'empty' | 'shown' } = {},
): AsyncGenerator<{ sheet: string } & SheetRow> {
  let [rowsRead, sheetsRead] = [0, 0]
  try {
    // A large library that most processes never need.
    const { default: excel } = await import('exceljs')
    const reader = new excel.stream.xlsx.WorkbookReader(await workbookInOrder(file), {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    })
    for await (const worksheet of reader) {
      sheetsRead += 1
      // The name is there while reading, though the library's types don't say so.
      const name = 'name' in worksheet && typeof worksheet.name === 'string' ? worksheet.name : null
      const sheet = name ?? `Trang tính ${sheetsRead}`
      yield { sheet, number: 0, cells: [] }
      for await (const row of worksheet) {
        const cells = cellsOf(row, errors === 'shown')
        if (cells.length === 0) continue
        rowsRead += 1
        if (rowsRead > MOST_ROWS) throw tooManyRows()
        yield { sheet, number: row.number, cells }
      }
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw notReadable()
  }
}

function cellsOf(row: ExcelJS.Row, withErrors: boolean): Cell[] {
  const cells: Cell[] = []
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    const value =
      column > MOST_COLUMNS
        ? null
        : (contentOf(cell.value, cell.numFmt) ?? (withErrors ? errorShownBy(cell.value) : null))
    if (value === null) return
    while (cells.length < column - 1) cells.push(null)
    cells[column - 1] = value
  })
  return cells
}

function errorShownBy(value: ExcelJS.CellValue): string | null {
  if (value === null || typeof value !== 'object') return null
  if ('result' in value) return errorShownBy(value.result ?? null)
  return 'error' in value ? String(value.error) : null
}

function contentOf(value: ExcelJS.CellValue, format: string | undefined): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value.normalize('NFC').trim() || null
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  if ('richText' in value) return contentOf(value.richText.map((run) => run.text ?? '').join(''), format)
  if ('result' in value) {
    const { result } = value
    return typeof result === 'number' && isDateFormat(format)
      ? dateOfSerialNumber(result)
      : contentOf(result ?? null, format)
  }
  return null
}

/** Excel's day 25.569 is 1 January 1970. Only for results of formulas: the library turns all other dates itself. */
function dateOfSerialNumber(days: number): Cell {
  const date = new Date(Math.round((days - 25_569) * 86_400_000))
  return contentOf(date, undefined)
}

function isDateFormat(format: string | undefined): boolean {
  return /[dmy]/i.test((format ?? '').replace(/\[[^\]]*\]|"[^"]*"|General/gi, ''))
}

function tooManyRows(): Refusal {
  return new Refusal(
    'invalid',
    'spreadsheet.too-many-rows',
    `Tệp có hơn ${MOST_ROWS.toLocaleString('vi-VN')} dòng nên chưa được đọc, chưa có gì thay đổi. Hãy chia thành nhiều tệp.`,
  )
}
