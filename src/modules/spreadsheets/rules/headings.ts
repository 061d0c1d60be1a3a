/** The column that says which record of the system a row is; empty for a new one. */
export const RECORD_ID = { key: '_id', title: 'Mã trong hệ thống' } as const
/** The column that a file of errors carries; nothing is read from it. */
export const FAULTS_HEADING = 'Lỗi cần sửa'

/** Sheets of a template that hold no records. */
export const GUIDE_SHEET = 'Hướng dẫn'
export const LISTS_SHEET = 'Danh mục'

/** How far down the row of headings may stand: a title and a line or two above it are usual. */
const LAST_HEADING_ROW = 20

type Heading = { key: string; title: string }

/** The column that each cell of a row of headings stands for; null when the row is none, because too few of its words are headings. */
export function headingsIn(
  cells: readonly unknown[],
  rowNumber: number,
  columns: readonly Heading[],
): (string | null)[] | null {
  if (rowNumber > LAST_HEADING_ROW) return null
  const keys = new Map([RECORD_ID, ...columns].map(({ key, title }) => [asHeading(title), key]))
  const found = cells.map((cell) => keys.get(asHeading(String(cell ?? ''))) ?? null)
  // A heading written twice: the first counts.
  const once = found.map((key, at) => (key !== null && found.indexOf(key) === at ? key : null))
  return once.filter((key) => key !== null).length >= Math.min(2, columns.length) ? once : null
}

/** Capitals, spaces and the star that marks what is required do not matter. */
function asHeading(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[*:\s]+/g, ' ')
    .trim()
}
