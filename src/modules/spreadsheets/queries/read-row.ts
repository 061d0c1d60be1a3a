import type { Choosable } from '../../../platform/spreadsheet/read-cell.ts'
import { type CellFault, linesOf, NEVER_IN_SHEET, readCell, textOf } from '../../../platform/spreadsheet/read-cell.ts'
import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import type { RecordSheet, SheetContext } from '../../../platform/spreadsheet/record-sheet.ts'
import type { SheetRead } from '../rules/batch.ts'
import { RECORD_ID } from '../rules/headings.ts'
import { choosableOf, unitsMeant } from './choosable.ts'

/** Stands in a cell whose text is longer than a cell of Excel can hold: the record keeps what it has. */
export const KEPT_AS_IT_IS = '(Nội dung dài hơn một ô Excel: giữ nguyên như trong hệ thống)'

export type FaultAt = CellFault & { key: string }

export type RowRead = {
  recordId: string | null
  /** What the row says, by column; a column that the file does not have is missing, one to be kept is null. */
  said: Record<string, string | null>
  faults: FaultAt[]
}

/** What can be chosen in the columns of these rows. */
export async function choosablesFor(
  context: SheetContext,
  sheet: RecordSheet,
  rows: readonly { cells: readonly Cell[]; keys: readonly (string | null)[] }[],
): Promise<Map<string, Choosable>> {
  const found = new Map<string, Choosable>()
  for (const column of sheet.columns) {
    if (column.kind === 'choice') found.set(column.key, await choosableOf(context, column))
    if (column.kind !== 'unit' && column.kind !== 'units') continue
    const texts = rows.map(({ cells, keys }) => textOf(cells[keys.indexOf(column.key)] ?? null)).filter(Boolean)
    const words = column.kind === 'units' ? texts.flatMap(linesOf) : texts
    found.set(column.key, await unitsMeant(context, sheet.writePermission, words))
  }
  return found
}

/** What one row says, cell by cell. */
export function readRow(
  sheet: RecordSheet,
  keys: SheetRead['keys'],
  { cells, choosables }: { cells: readonly Cell[]; choosables: ReadonlyMap<string, Choosable> },
): RowRead {
  const read: RowRead = { recordId: null, said: {}, faults: [] }
  const cellOf = (key: string) => cells[keys.indexOf(key)] ?? null
  const id = keys.includes(RECORD_ID.key) ? textOf(cellOf(RECORD_ID.key)) : ''
  if (id !== '') {
    if (/^\d{1,18}$/.test(id)) read.recordId = id
    else
      read.faults.push({
        key: RECORD_ID.key,
        code: 'no-such-record',
        message: `“${id}” không phải mã của hệ thống.`,
        remedy: KEEP_THE_ID,
      })
  }
  for (const column of sheet.columns) {
    if (!keys.includes(column.key)) continue
    const cell = cellOf(column.key)
    if (cell === KEPT_AS_IT_IS) {
      read.said[column.key] = null
      continue
    }
    const result = readCell(column, cell, choosables.get(column.key))
    if ('fault' in result && result.fault.code === NEVER_IN_SHEET) {
      return { recordId: null, said: {}, faults: [{ key: column.key, ...result.fault }] }
    }
    if ('value' in result) read.said[column.key] = result.value
    else read.faults.push({ key: column.key, ...result.fault })
    if ('value' in result && result.value === '' && column.required) {
      read.faults.push({
        ...{ key: column.key, code: 'required', message: `Chưa ghi ${column.title}.` },
        remedy: `${column.help} Ví dụ: ${column.example}.`,
      })
    }
  }
  return read
}

export const KEEP_THE_ID = 'Giữ nguyên mã như trong tệp đã tải về; để trống ô này nếu là bản ghi mới.'
