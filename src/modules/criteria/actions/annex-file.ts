import { buffer } from 'node:stream/consumers'
import type { Database } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { textOf } from '../../../platform/spreadsheet/read-cell.ts'
import { type Cell, readRows } from '../../../platform/spreadsheet/read-rows.ts'
import { writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type AnnexRow, type ReadAnnex, readAnnex } from '../rules/annex.ts'
import { ANNEX_COLUMNS, annexRows } from '../rules/annex-rows.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'

/** More rows than any annex has; what is beyond them is refused, not left out. */
const MOST_ROWS = 3_000

/**
 * The set in an Excel file that this account has just sent. Refuses what reading a workbook refuses, `criteria.annex-too-long` and
 * `criteria.no-annex` when no sheet has the columns of an annex.
 */
export async function annexIn(
  { database, files, official }: { database: Database; files: FileStore; official: Official },
  fileId: string,
  read: { year: number; indicators: ReadonlySet<string> },
): Promise<ReadAnnex> {
  const stored = await database
    .selectFrom('stored_file')
    .select(['name', 'sha256'])
    .where('id', '=', fileId)
    .where('uploaded_by_account_id', '=', official.accountId)
    .executeTakeFirst()
  if (!stored) throw problem('no-such-file', 'Không còn tệp đã gửi. Hãy chọn lại tệp.')
  try {
    return await annexOfWorkbook(await buffer(files.read(stored.sha256)), read)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, { file: refusal.messageForPerson })
  }
}

/** The same from the bytes of a workbook: the first sheet that has the columns. */
export async function annexOfWorkbook(
  content: Buffer,
  read: { year: number; indicators: ReadonlySet<string> },
): Promise<ReadAnnex> {
  for (const { rows } of await readRows(content)) {
    if (rows.length > MOST_ROWS)
      throw problem('annex-too-long', `Trang tính có hơn ${MOST_ROWS} dòng, không phải một phụ lục.`)
    const annex = readAnnex(rows.map(rowOf), read)
    if (annex) return annex
  }
  throw problem(
    'no-annex',
    `Không thấy dòng tên cột của phụ lục (${ANNEX_COLUMNS.join(' | ')}). Hãy kiểm tra tệp, hoặc tải tệp mẫu về xem.`,
  )
}

/** The set as a workbook in the same shape. */
export function annexWorkbook(set: CriteriaSet): Promise<Buffer> {
  const widths = [8, 60, 12, 60, 40]
  const columns = ANNEX_COLUMNS.map((title, index) => ({ title, width: widths[index] ?? 20 }))
  return writeRows([{ sheet: 'Bộ tiêu chí', columns, rows: annexRows(set) }])
}

const rowOf = ({ number, cells }: { number: number; cells: readonly Cell[] }): AnnexRow => ({
  number,
  // A number such as 1.1 in the column TT is a numbering: it is taken with its dot.
  cells: Array.from(cells, (cell) => (typeof cell === 'number' ? String(cell) : textOf(cell ?? null))),
})

function problem(code: string, message: string): Refusal {
  return new Refusal('invalid', `criteria.${code}`, message, { file: message })
}
