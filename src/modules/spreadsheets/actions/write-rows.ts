import type { RecordSheet, SheetContext, SheetValues } from '../../../platform/spreadsheet/record-sheet.ts'
import type { Refusal } from '../../../vocabulary/refusal.ts'
import { withinSavepoint } from './batch-work.ts'

export type RowToWrite = { record_id: string | null; entered: Record<string, string> | null }

/** What became of a row: the record that it is now, or why it was refused. */
export type RowWritten = { recordId: string } | { refusal: Refusal }

/** Records what a row says, or changes the record it names; answers the record's id. */
async function writeRow(context: SheetContext, sheet: RecordSheet, row: RowToWrite): Promise<string> {
  if (row.record_id === null) return sheet.add(context, row.entered ?? {})
  await sheet.change(context, row.record_id, row.entered ?? {})
  return row.record_id
}

/** Writes one row inside the open transaction, leaving nothing of it when it is refused. */
export async function writeOne(context: SheetContext, sheet: RecordSheet, row: RowToWrite): Promise<RowWritten> {
  let recordId = ''
  const refusal = await withinSavepoint(context.database, async () => {
    recordId = await writeRow(context, sheet, row)
  })
  return refusal ? { refusal } : { recordId }
}

/** True of a row that the sheet records together with others. */
export function isWrittenWithOthers(sheet: RecordSheet, row: RowToWrite): boolean {
  return row.record_id === null && (sheet.many?.takes(row.entered ?? {}) ?? false)
}

/**
 * Writes new rows in their order, together as long as none is refused: the halves are then written one after the other, down to the row
 * that is refused by itself, in the words that its own action has for it. The others are written as if it were not there.
 */
export async function writeTogether(
  context: SheetContext,
  sheet: RecordSheet,
  rows: readonly RowToWrite[],
  trial = false,
): Promise<RowWritten[]> {
  const [first, ...others] = rows
  if (!first) return []
  if (!sheet.many || others.length === 0) return [await writeOne(context, sheet, first)]
  let ids: string[] = []
  const { many } = sheet
  const refusal = await withinSavepoint(context.database, async () => {
    ids = await many.add(context, rows.map(valuesOf), trial)
  })
  if (!refusal) return ids.map((recordId) => ({ recordId }))
  const middle = Math.ceil(rows.length / 2)
  return [
    ...(await writeTogether(context, sheet, rows.slice(0, middle), trial)),
    ...(await writeTogether(context, sheet, rows.slice(middle), trial)),
  ]
}

const valuesOf = ({ entered }: RowToWrite): SheetValues => entered ?? {}

/** Rows in their order, those that go together in one part. */
export function inParts<Row>(rows: readonly Row[], goesWith: (part: readonly Row[], row: Row) => boolean): Row[][] {
  const parts: Row[][] = []
  for (const row of rows) {
    const part = parts.at(-1)
    if (part && goesWith(part, row)) part.push(row)
    else parts.push([row])
  }
  return parts
}
