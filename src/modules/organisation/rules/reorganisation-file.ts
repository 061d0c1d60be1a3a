import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { type ReorganisationRow, type RowFault, SUCCESSION_KINDS, type SuccessionKind } from './reorganisation.ts'

/** The columns of the file by their titles, in any order. Accents and capitals don't matter. */
export const FILE_COLUMNS = {
  fromCode: 'Mã đơn vị cũ',
  fromName: 'Tên đơn vị cũ',
  kind: 'Hình thức',
  toCode: 'Mã đơn vị mới',
  toName: 'Tên đơn vị mới',
  toShortName: 'Tên viết tắt',
  toKind: 'Loại đơn vị',
  toParentCode: 'Mã đơn vị cấp trên',
  toIssuerCode: 'Ký hiệu cơ quan ban hành',
  toPlaceName: 'Địa danh',
  isMainHeir: 'Kế thừa chính',
  share: 'Tỷ lệ, quy mô',
  parts: 'Thôn, ấp, khu vực chuyển',
} as const

type Column = keyof typeof FILE_COLUMNS
type SheetOfFile = { rows: readonly { number: number; cells: readonly (string | number | boolean | null)[] }[] }

const NEEDED: readonly Column[] = ['fromCode', 'kind', 'toCode']
/** The most rows of one reorganisation. */
export const MOST_ROWS = 5000

const plain = (text: string) =>
  withoutAccents(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/**
 * Reads the rows of a file. The first row that has the needed titles is the head; what stands above it is for people.
 * Rows that cannot be read are told as faults by their number in Excel and left out.
 * Refuses `organisation.no-such-columns`, `organisation.no-rows` and `organisation.too-many-rows`.
 */
export function readReorganisationRows(
  sheets: readonly SheetOfFile[],
  kinds: readonly { code: string; title: string }[],
): { rows: ReorganisationRow[]; faults: RowFault[] } {
  const head = findHead(sheets)
  if (!head) {
    const titles = NEEDED.map((column) => `“${FILE_COLUMNS[column]}”`).join(', ')
    throw refusal(
      'organisation.no-such-columns',
      `Không tìm thấy dòng tiêu đề có các cột ${titles}. Hãy dùng tệp mẫu và giữ nguyên tên cột.`,
    )
  }
  const body = head.rows.filter((row) => row.number > head.number)
  if (body.length === 0) throw refusal('organisation.no-rows', 'Tệp chưa có dòng nào dưới dòng tiêu đề.')
  if (body.length > MOST_ROWS) {
    throw refusal(
      'organisation.too-many-rows',
      `Tệp có hơn ${MOST_ROWS.toLocaleString('vi-VN')} dòng. Hãy chia thành nhiều lần sắp xếp.`,
    )
  }
  const rows: ReorganisationRow[] = []
  const faults: RowFault[] = []
  for (const { number, cells } of body) {
    const cell = (column: Column): string => {
      const index = head.columns.get(column)
      const value = index === undefined ? null : (cells[index] ?? null)
      return value === null ? '' : String(value).trim()
    }
    const kind = kindOf(cell('kind'), cell('fromCode'))
    const unitKind = cell('toKind')
    const kindCode =
      unitKind === '' ? '' : kinds.find((each) => each.code === unitKind || plain(each.title) === plain(unitKind))?.code
    if (kind === undefined) {
      const known = Object.values(SUCCESSION_KINDS).join(', ')
      faults.push({
        number,
        message: `Không hiểu hình thức “${cell('kind')}”. Hãy ghi một trong các hình thức: ${known}.`,
      })
      continue
    }
    if (kindCode === undefined) {
      faults.push({ number, message: `Không có loại đơn vị “${unitKind}” trong danh mục.` })
      continue
    }
    if (kind !== 'established' && cell('fromCode') === '') {
      faults.push({ number, message: 'Chưa ghi mã đơn vị cũ.' })
      continue
    }
    rows.push({
      number,
      kind,
      fromCode: kind === 'established' ? '' : cell('fromCode'),
      toCode: cell('toCode'),
      toName: cell('toName'),
      toShortName: cell('toShortName'),
      toKindCode: kindCode,
      toParentCode: cell('toParentCode'),
      toIssuerCode: cell('toIssuerCode'),
      toPlaceName: cell('toPlaceName'),
      isMainHeir: cell('isMainHeir') !== '' && !['khong', 'false', '0'].includes(plain(cell('isMainHeir'))),
      share: cell('share'),
      parts: cell('parts'),
    })
  }
  return { rows, faults }
}

function findHead(sheets: readonly SheetOfFile[]) {
  for (const { rows } of sheets) {
    for (const { number, cells } of rows.slice(0, 20)) {
      const columns = new Map<Column, number>()
      for (const [index, value] of cells.entries()) {
        const title = value === null ? '' : plain(String(value))
        const column = (Object.keys(FILE_COLUMNS) as Column[]).find((key) => plain(FILE_COLUMNS[key]) === title)
        if (column && !columns.has(column)) columns.set(column, index)
      }
      if (NEEDED.every((column) => columns.has(column))) return { rows, number, columns }
    }
  }
  return undefined
}

function kindOf(written: string, fromCode: string): SuccessionKind | undefined {
  if (written === '' && fromCode === '') return 'established'
  const words = plain(written)
  const all = Object.entries(SUCCESSION_KINDS) as [SuccessionKind, string][]
  if (words === 'ket thuc hoat dong') return 'dissolved'
  return all.find(([code, title]) => code === written || plain(title) === words)?.[0]
}

const refusal = (code: string, message: string) => new Refusal('invalid', code, message, { file: message })
