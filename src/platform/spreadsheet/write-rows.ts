import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Cell } from './read-rows.ts'

export type SheetToWrite = {
  sheet: string
  columns: readonly { title: string; width: number }[]
  rows: readonly Cell[][]
}

export const SPREADSHEET_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * An Excel file with one heading row in each sheet. Numbers are numbers, which Excel writes as its user does; texts stay texts: a code
 * keeps its leading zeros, `=1+1` is no formula.
 */
export async function writeRows(sheets: readonly SheetToWrite[]): Promise<Buffer> {
  // A large library that most processes never need.
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const written = buffer(stream)
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true })
  for (const { sheet, columns, rows } of sheets) {
    const worksheet = workbook.addWorksheet(sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
    worksheet.columns = columns.map(({ title, width }) => ({ header: title, width, style: { numFmt: '@' } }))
    worksheet.getRow(1).font = { bold: true }
    for (const row of rows) {
      const added = worksheet.addRow(row)
      for (const [at, value] of row.entries()) {
        if (typeof value === 'number') added.getCell(at + 1).numFmt = Number.isInteger(value) ? '#,##0' : '#,##0.0##'
      }
      added.commit()
    }
    worksheet.commit()
  }
  await workbook.commit()
  return written
}
