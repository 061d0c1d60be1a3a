import { formatCalendarDate, isCalendarDate, parseCalendarDate } from '../../vocabulary/calendar-date.ts'
import { keptText } from '../../vocabulary/kept-text.ts'
import { Refusal } from '../../vocabulary/refusal.ts'
import { withoutAccents } from '../../vocabulary/vietnamese.ts'
import type { Cell } from './read-rows.ts'
import type { SheetColumn } from './record-sheet.ts'

/** What is wrong with a cell: a code for counting alike faults, what is wrong, and what to do. */
export type CellFault = { code: string; message: string; remedy: string }

/** The fault of a row that must never stand in a sheet. */
export const NEVER_IN_SHEET = 'never-in-spreadsheets'

export type CellRead = { value: string } | { fault: CellFault }

/** What can be chosen in a column, ready to be looked up by what somebody wrote. */
export type Choosable = {
  /** By code or title, as `chosenBy` writes them; null where several have the same title. */
  values: ReadonlyMap<string, string | null>
  /** Some titles, for the remedy. */
  examples: readonly string[]
}

/** What a cell says, as the form's field would have it; an empty cell is the empty text. */
export function readCell(column: SheetColumn, cell: Cell, choosable?: Choosable): CellRead {
  if (cell === null) return { value: '' }
  if (typeof cell === 'string' && /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(cell)) {
    return fault(
      'formula-error',
      `Ô đang báo lỗi ${cell}.`,
      'Sửa công thức trong Excel, hoặc chép giá trị thay cho công thức.',
    )
  }
  if (column.kind === 'date') return readDate(cell)
  if (column.kind === 'whole-number') return readWholeNumber(cell)
  if (column.kind === 'decimal') return readDecimal(cell)
  if (column.kind === 'choice' || column.kind === 'unit') return readChoice(column, cell, choosable)
  if (column.kind === 'units') return readUnits(column, cell, choosable)
  return { value: textOf(cell) }
}

/** A cell as a person reads it. */
export function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return cell ? 'Có' : 'Không'
  if (typeof cell === 'number') return numberInWords(cell)
  return keptText(cell)
}

/** How codes and titles are compared: capitals, spaces and the kind of dash do not matter, accents do. */
export function chosenBy(text: string): string {
  return keptText(text)
    .toLocaleLowerCase('vi')
    .replace(/[\u2012-\u2015]/g, '-')
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
}

const DATE_REMEDY = 'Ghi ngày/tháng/năm đủ bốn chữ số năm, ví dụ 05/03/2026, hoặc định dạng ô là Ngày.'

function readDate(cell: Cell): CellRead {
  if (typeof cell === 'number') {
    return fault('date-is-a-number', `Ô chứa số ${numberInWords(cell)}, không phải ngày.`, DATE_REMEDY)
  }
  const text = textOf(cell)
  if (isCalendarDate(text)) return { value: formatCalendarDate(text) }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(text) || /^\d{1,2}[/.-]\d{1,2}$/.test(text)) {
    return fault('date-without-year', `Ngày “${text}” không ghi đủ năm nên có thể hiểu theo nhiều cách.`, DATE_REMEDY)
  }
  const words = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/i.exec(text)
  try {
    return { value: formatCalendarDate(parseCalendarDate(words ? `${words[1]}/${words[2]}/${words[3]}` : text)) }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return fault('no-such-date', `Không có ngày “${text}”.`, DATE_REMEDY)
  }
}

function readWholeNumber(cell: Cell): CellRead {
  if (typeof cell === 'number') {
    if (Number.isInteger(cell)) return { value: String(cell) }
    return fault('not-whole', `“${numberInWords(cell)}” không phải số nguyên.`, 'Ghi số nguyên, ví dụ 215.')
  }
  const text = textOf(cell).replace(/[\u00A0\u202F]/g, ' ')
  if (/^-?\d+$/.test(text)) return { value: text }
  if (/^-?\d{1,3}([. ]\d{3})+$/.test(text)) return { value: text.replace(/[. ]/g, '') }
  if (/^-?\d+[.,]\d+$/.test(text)) {
    return fault(
      'ambiguous-number',
      `“${text}” có thể hiểu là số lẻ hoặc số có dấu phân cách.`,
      'Ghi số nguyên không dấu, ví dụ 2657, hoặc theo cách viết Việt Nam: 2.657.',
    )
  }
  return fault(
    'not-a-number',
    `“${text}” không phải số nguyên.`,
    'Ghi số nguyên, ví dụ 215, không ghi chữ hay đơn vị tính.',
  )
}

function readDecimal(cell: Cell): CellRead {
  if (typeof cell === 'number') return { value: numberInWords(cell) }
  const text = textOf(cell).replace(/[\u00A0\u202F]/g, ' ')
  if (/^-?(\d+|\d{1,3}([. ]\d{3})+)$/.test(text)) return { value: text.replace(/[. ]/g, '') }
  // A comma before three digits is the thousands of an English program as often as Vietnamese decimals.
  if (/^-?\d{1,3}(,\d{3})+$/.test(text) || /^-?\d+\.\d+$/.test(text) || /,.*\./.test(text)) {
    return fault(
      'ambiguous-number',
      `“${text}” có thể hiểu theo nhiều cách.`,
      'Theo cách viết Việt Nam, dấu phẩy đứng trước phần lẻ: ghi 2,5 hoặc 2.657; hoặc để ô ở dạng số.',
    )
  }
  if (/^-?(\d+|\d{1,3}([. ]\d{3})+),\d+$/.test(text)) {
    return { value: text.replace(/[. ]/g, '').replace(/0+$/, '').replace(/,$/, '') }
  }
  return fault('not-a-number', `“${text}” không phải số.`, 'Ghi số, ví dụ 120,5, không ghi chữ hay đơn vị tính.')
}

/** What must never stand in a sheet, as it is looked for, by how the column says it. */
const lookedFor = new WeakMap<object, [words: string, why: string][]>()

/** Why what the cell says must never stand in a sheet; undefined for all else. */
export function neverInSheet({ neverIn }: Pick<SheetColumn, 'neverIn'>, cell: Cell): string | undefined {
  if (!neverIn) return undefined
  const never =
    lookedFor.get(neverIn) ??
    Object.entries(neverIn).map(([title, why]): [string, string] => [withoutAccents(title), why])
  lookedFor.set(neverIn, never)
  const words = withoutAccents(textOf(cell))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  return never.find(([title]) => ` ${words} `.includes(` ${title} `))?.[1]
}

function readChoice(column: SheetColumn, cell: Cell, choosable: Choosable | undefined): CellRead {
  const never = neverInSheet(column, cell)
  if (never !== undefined) {
    return fault(NEVER_IN_SHEET, never, 'Bỏ dòng này khỏi tệp; ghi bằng biểu mẫu riêng của loại đơn này.')
  }
  const text = textOf(cell)
  const code = /\(([^()\s]+)\)$/.exec(text)?.[1]
  const found = choosable?.values.get(chosenBy(text)) ?? (code ? choosable?.values.get(chosenBy(code)) : undefined)
  if (typeof found === 'string') return { value: found }
  const isUnit = column.kind === 'unit'
  if (choosable?.values.get(chosenBy(text)) === null) {
    return fault(
      'several-of-the-name',
      `Có nhiều ${isUnit ? 'đơn vị' : 'mục'} tên “${text}”.`,
      `Ghi kèm mã trong ngoặc, như trong danh sách chọn của mẫu${isUnit ? ', hoặc chỉ ghi mã' : ''}.`,
    )
  }
  return isUnit
    ? fault('unknown-unit', `Không có đơn vị “${text}”.`, 'Chọn đơn vị trong danh sách của mẫu, hoặc ghi mã đơn vị.')
    : fault(
        'unknown-choice',
        `“${text}” không có trong danh sách của cột ${column.title}.`,
        `Chọn trong danh sách của mẫu, ví dụ: ${(choosable?.examples ?? []).slice(0, 4).join('; ')}.`,
      )
}

/** The lines of a cell that names several things, one on each line or with semicolons between. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Ids as they are kept and compared: each once, in ascending order, one on each line. */
export function idsInLines(ids: readonly string[]): string {
  return [...new Set(ids)].sort((one, other) => one.length - other.length || (one < other ? -1 : 1)).join('\n')
}

function readUnits(column: SheetColumn, cell: Cell, choosable: Choosable | undefined): CellRead {
  const ids: string[] = []
  for (const line of linesOf(textOf(cell))) {
    const read = readChoice({ ...column, kind: 'unit' }, line, choosable)
    if ('fault' in read) return read
    ids.push(read.value)
  }
  return { value: idsInLines(ids) }
}

/** A number as it is written in Vietnamese, without grouping: `2,5`. */
function numberInWords(number: number): string {
  return new Intl.NumberFormat('vi-VN', { useGrouping: false, maximumFractionDigits: 15 }).format(number)
}

function fault(code: string, message: string, remedy: string): CellRead {
  return { fault: { code, message, remedy } }
}
