import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { Refusal } from '../../vocabulary/refusal.ts'
import { notReadable, unpackWorkbook } from './unpack-workbook.ts'

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
 * Refuses `spreadsheet.not-readable`, `spreadsheet.too-large` (see `unpackWorkbook`) and `spreadsheet.too-many-rows`.
 */
export async function readRows(file: Buffer): Promise<Sheet[]> {
  const workbook = unpackWorkbook(file)
  const sheets: Sheet[] = []
  let rowsRead = 0
  try {
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([workbook]), {
      worksheets: 'emit',
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      entries: 'ignore',
    })
    for await (const worksheet of reader) {
      const rows: SheetRow[] = []
      for await (const row of worksheet) {
        const cells = cellsOf(row)
        if (cells.length === 0) continue
        rowsRead += 1
        if (rowsRead > MOST_ROWS) throw tooManyRows()
        rows.push({ number: row.number, cells })
      }
      // The name is there while reading, though the library's types don't say so.
      const name = 'name' in worksheet && typeof worksheet.name === 'string' ? worksheet.name : null
      sheets.push({ sheet: name ?? `Trang tính ${sheets.length + 1}`, rows })
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw notReadable()
  }
  return sheets
}

function cellsOf(row: ExcelJS.Row): Cell[] {
  const cells: Cell[] = []
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    const value = column > MOST_COLUMNS ? null : contentOf(cell.value, cell.numFmt)
    if (value === null) return
    while (cells.length < column - 1) cells.push(null)
    cells[column - 1] = value
  })
  return cells
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
