import type { Database } from '../../../platform/database/database.ts'
import type { Cell } from '../../../platform/spreadsheet/read-rows.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { type WrittenColumn, type WrittenRow, writeRecords } from '../../../platform/spreadsheet/write-records.ts'
import type { SheetRead } from '../rules/batch.ts'
import { FAULTS_HEADING, GUIDE_SHEET, LISTS_SHEET } from '../rules/headings.ts'
import './tables.ts'

const ROWS_AT_A_TIME = 500

/**
 * The file as it was sent – its columns, its order – with a last column that says what is wrong in each row. Mended, it can be sent as it
 * is: that column is not read. The rows of the first sheet stand under row 1.
 */
export async function faultsAsWorkbook(
  database: Database,
  { id, sheets }: { id: string; sheets: readonly SheetRead[] },
  sheet: RecordSheet,
): Promise<Buffer> {
  const [first] = sheets
  const headings = first?.headings.filter((heading) => heading !== FAULTS_HEADING) ?? []
  const columns: WrittenColumn[] = headings.map((title, at) => {
    const column = sheet.columns.find(({ key }) => key === first?.keys[at])
    return {
      ...{ title, required: false, offered: null },
      ...{ kind: column?.kind ?? 'text', help: column?.help ?? '', example: column?.example ?? '' },
    }
  })
  const faults: WrittenColumn = {
    ...{ title: FAULTS_HEADING, kind: 'text', required: false, offered: null, example: '' },
    help: 'Không cần xóa cột này khi gửi lại.',
  }
  return writeRecords({
    ...{ sheet: first?.name ?? sheet.title, guideSheet: GUIDE_SHEET, listsSheet: LISTS_SHEET },
    columns: [...columns, faults],
    rows: rowsWithFaults(database, id, columns.length),
  })
}

async function* rowsWithFaults(database: Database, batchId: string, width: number): AsyncGenerator<WrittenRow> {
  let [after, number] = [0, 1]
  for (;;) {
    const rows = await database
      .selectFrom('import_row')
      .select(['position', 'cells'])
      .where('batch_id', '=', batchId)
      .where('position', '>', after)
      .orderBy('position')
      .limit(ROWS_AT_A_TIME)
      .execute()
    const last = rows.at(-1)
    if (!last) return
    const faults = await database
      .selectFrom('import_fault')
      .select(['position', 'message', 'remedy'])
      .where('batch_id', '=', batchId)
      .where('position', '>', after)
      .where('position', '<=', last.position)
      .orderBy('position')
      .orderBy('sequence')
      .execute()
    const words = new Map<number, string[]>()
    for (const { position, message, remedy } of faults) {
      words.set(position, [...(words.get(position) ?? []), `${message} ${remedy}`])
    }
    for (const { position, cells } of rows) {
      number += 1
      const own: Cell[] = Array.from({ length: width }, (_, at) => cells[at] ?? null)
      yield { number, cells: [...own, words.get(position)?.join('\n') ?? null] }
    }
    after = last.position
  }
}
