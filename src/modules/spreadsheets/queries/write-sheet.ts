import { linesOf } from '../../../platform/spreadsheet/read-cell.ts'
import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import type { RecordSheet, SheetColumn, SheetContext, SheetRecord } from '../../../platform/spreadsheet/record-sheet.ts'
import { type WrittenColumn, type WrittenRow, writeRecords } from '../../../platform/spreadsheet/write-records.ts'
import { isCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { GUIDE_SHEET, LISTS_SHEET, RECORD_ID } from '../rules/headings.ts'
import { offeredIn, titlesOf, unitLabels } from './choosable.ts'
import { KEPT_AS_IT_IS } from './read-row.ts'

const RECORDS_AT_A_TIME = 500
/** The most characters that a cell of Excel holds. */
const LONGEST_CELL = 32_767
/** The most records that go out into one file: as many as come in from one. */
export const MOST_RECORDS = 49_000

/** The records in reach as an Excel file; only the headings when a template is asked for. */
export async function sheetAsWorkbook(
  context: SheetContext,
  sheet: RecordSheet,
  { template }: { template: boolean },
): Promise<Buffer> {
  return writeRecords({
    ...{ sheet: sheet.title, guideSheet: GUIDE_SHEET, listsSheet: LISTS_SHEET },
    columns: await writtenColumns(context, sheet),
    rows: template ? [] : rowsOf(context, sheet),
  })
}

/** The record's id first, then the columns of the sheet. */
export async function writtenColumns(context: SheetContext, sheet: RecordSheet): Promise<WrittenColumn[]> {
  const columns: WrittenColumn[] = [
    {
      ...{ title: RECORD_ID.title, kind: 'text', required: false, offered: null, example: '' },
      help: 'Hệ thống ghi. Giữ nguyên với bản ghi đã có; để trống với bản ghi mới.',
    },
  ]
  for (const column of sheet.columns) {
    const { title, kind, help, example, required = false } = column
    columns.push({
      title,
      kind,
      help,
      example,
      required,
      offered: await offeredIn(context, column, sheet.writePermission),
    })
  }
  return columns
}

async function* rowsOf(context: SheetContext, sheet: RecordSheet): AsyncGenerator<WrittenRow> {
  let number = 1
  for await (const { id, cells } of recordsAsCells(context, sheet)) {
    number += 1
    yield { number, cells: [id, ...cells] }
  }
}

/** The records in reach, each as the cells of its row, a few hundred in memory at a time. */
export async function* recordsAsCells(
  context: SheetContext,
  sheet: RecordSheet,
): AsyncGenerator<{ id: string; cells: Cell[] }> {
  const titles = await choiceTitles(context, sheet)
  let after = '0'
  for (let written = 0; written < MOST_RECORDS; ) {
    const records = await sheet.records(context, { after, most: RECORDS_AT_A_TIME })
    const units = await unitLabels(
      context,
      unitIdsIn(
        sheet,
        records.map(({ values }) => values),
      ),
    )
    for (const { id, values } of records) {
      yield { id, cells: sheet.columns.map((column) => asCell(column, values[column.key] ?? '', { titles, units })) }
    }
    written += records.length
    if (records.length < RECORDS_AT_A_TIME) return
    after = records.at(-1)?.id ?? after
  }
}

type Words = { titles: ReadonlyMap<string, ReadonlyMap<string, string>>; units: ReadonlyMap<string, string> }

export async function choiceTitles(context: SheetContext, sheet: RecordSheet): Promise<Words['titles']> {
  const titles = new Map<string, Map<string, string>>()
  for (const column of sheet.columns)
    if (column.kind === 'choice') titles.set(column.key, await titlesOf(context, column))
  return titles
}

export function unitIdsIn(sheet: RecordSheet, all: readonly SheetRecord['values'][]): string[] {
  const keys = sheet.columns.filter(({ kind }) => kind === 'unit' || kind === 'units').map(({ key }) => key)
  const ids = all.flatMap((values) => keys.flatMap((key) => linesOf(values[key] ?? '')))
  return [...new Set(ids.filter((id) => /^\d+$/.test(id)))]
}

/** A value of a form as a person reads it. */
export function inWords(column: SheetColumn, value: string, { titles, units }: Words): string {
  if (column.kind === 'choice') return titles.get(column.key)?.get(value) ?? value
  if (column.kind === 'unit') return units.get(value) ?? value
  if (column.kind === 'units')
    return linesOf(value)
      .map((id) => units.get(id) ?? id)
      .join('\n')
  return value
}

function asCell(column: SheetColumn, value: string, words: Words): Cell {
  if (value === '') return null
  if (value.length > LONGEST_CELL) return KEPT_AS_IT_IS
  if (column.kind === 'whole-number' && /^-?\d{1,15}$/.test(value)) return Number(value)
  if (column.kind === 'decimal' && /^-?\d{1,12}(,\d+)?$/.test(value)) return Number(value.replace(',', '.'))
  if (column.kind === 'date') return isCalendarDate(value) ? value : parseCalendarDate(value)
  return inWords(column, value, words)
}
