/** Where a file of records stands, from its sending to its undoing. */
export const BATCH_STATES = {
  reading: 'Đang đọc tệp',
  checking: 'Đang kiểm tra',
  checked: 'Đã kiểm tra, chưa nhập',
  applying: 'Đang nhập',
  applied: 'Đã nhập',
  undoing: 'Đang hoàn tác',
  undone: 'Đã hoàn tác',
  refused: 'Không nhập được',
  'set-aside': 'Đã bỏ',
} as const

export type BatchState = keyof typeof BATCH_STATES

export type RowOutcome = 'new' | 'changed' | 'same' | 'faulty'

/** A sheet of the file: the words of its headings and the column that each stands for; null where none does. */
export type SheetRead = { name: string; headingRow: number; headings: string[]; keys: (string | null)[] }

/** True while the system works on the batch by itself. */
export function isAtWork(state: BatchState): boolean {
  return state === 'reading' || state === 'checking' || state === 'applying' || state === 'undoing'
}

/** The letters above a column of Excel, counted from 0: `A`, `Z`, `AA`. */
export function columnLetters(index: number): string {
  const before = Math.floor(index / 26)
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** A cell as Excel names it: `Hoạt động!C17`. */
export function cellName(sheet: Pick<SheetRead, 'name' | 'keys'>, key: string, rowNumber: number): string {
  const at = sheet.keys.indexOf(key)
  return at < 0 ? `${sheet.name}!${rowNumber}:${rowNumber}` : `${sheet.name}!${columnLetters(at)}${rowNumber}`
}
