import { type CalendarDate, formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'

/** The columns of a sheet of finished activities, in their order. */
export const PASTED_COLUMNS = ['Ngày', 'Nội dung', 'Địa điểm', 'Người chủ trì', 'Số người', 'Số ý kiến'] as const

export const MOST_PASTED = 200
const LONGEST = 300
const MOST_COUNTED = 1_000_000

export type PastedActivity = {
  heldOn: CalendarDate
  title: string
  place: string
  chairedBy: string
  participantCount: number
  opinionCount: number
}

/** A row as it was pasted, with what is wrong by column; the activity only where nothing is. */
export type PastedRow = { cells: string[]; problems: (string | null)[]; activity: PastedActivity | null }

/**
 * The rows of a pasted sheet. A first row of headings and blank rows do not count. A day after today, a cell that is empty or cannot be
 * read, too long a text and a row that repeats an earlier one are told at their cell.
 */
export function pastedActivities(text: string, today: CalendarDate): PastedRow[] {
  const rows = rowsOfSheet(text).filter((cells) => cells.some((cell) => cell !== ''))
  const [first] = rows
  const body =
    first &&
    withoutAccents(first[0] ?? '')
      .toLowerCase()
      .startsWith('ngay')
      ? rows.slice(1)
      : rows
  const seen = new Map<string, number>()
  return body.map((given, index) => {
    const row = checkedRow(given, today)
    if (row.activity === null) return row
    const key = [row.activity.heldOn, row.activity.title, row.activity.place].join('\t').toLowerCase()
    const earlier = seen.get(key)
    if (earlier === undefined) {
      seen.set(key, index + 1)
      return row
    }
    const problems = row.problems.map((problem, column) => (column === 1 ? `Trùng với dòng ${earlier}` : problem))
    return { ...row, problems, activity: null }
  })
}

/** Refuses `activity.nothing-pasted`, `activity.too-much-pasted` and `activity.pasted-with-problems`; answers what can be recorded. */
export function requirePasted(rows: readonly PastedRow[]): PastedActivity[] {
  if (rows.length === 0) throw refused('activity.nothing-pasted', 'Chưa có dòng nào. Hãy dán các dòng từ Excel vào ô.')
  if (rows.length > MOST_PASTED) {
    const message = `Có ${rows.length} dòng; mỗi lần ghi không quá ${MOST_PASTED} dòng. Hãy chia làm nhiều lần.`
    throw refused('activity.too-much-pasted', message)
  }
  const wrong = rows.filter((row) => row.activity === null).length
  if (wrong > 0) {
    const message = `Có ${wrong} dòng cần sửa, xem trong bảng. Chưa ghi dòng nào; nội dung đã dán vẫn còn.`
    throw refused('activity.pasted-with-problems', message)
  }
  return rows.flatMap(({ activity }) => (activity === null ? [] : [activity]))
}

const refused = (code: string, message: string) => new Refusal('invalid', code, message, { rows: message })

function checkedRow(given: readonly string[], today: CalendarDate): PastedRow {
  const cells = PASTED_COLUMNS.map((_title, column) => given[column] ?? '')
  const [day = '', title = '', place = '', chairedBy = '', people = '', opinions = ''] = cells
  const heldOn = dayOf(day, today)
  const participantCount = countOf(people)
  const opinionCount = opinions === '' ? { count: 0 } : countOf(opinions)
  const tooMany = given.slice(PASTED_COLUMNS.length).some((cell) => cell !== '')
  const problems = [
    'problem' in heldOn ? heldOn.problem : null,
    textProblem(title),
    textProblem(place),
    textProblem(chairedBy),
    'problem' in participantCount ? participantCount.problem : null,
    'problem' in opinionCount ? opinionCount.problem : tooMany ? 'Dòng có nhiều hơn 6 cột' : null,
  ]
  if (problems.some((problem) => problem !== null)) return { cells, problems, activity: null }
  if (!('day' in heldOn) || !('count' in participantCount) || !('count' in opinionCount))
    return { cells, problems, activity: null }
  const counts = { participantCount: participantCount.count, opinionCount: opinionCount.count }
  return { cells, problems, activity: { heldOn: heldOn.day, title, place, chairedBy, ...counts } }
}

function dayOf(typed: string, today: CalendarDate): { day: CalendarDate } | { problem: string } {
  if (typed === '') return { problem: 'Chưa có ngày' }
  try {
    const day = parseCalendarDate(typed)
    return day > today ? { problem: `Ngày ở sau hôm nay (${formatCalendarDate(today)})` } : { day }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return { problem: 'Không đọc được ngày, ghi như 22/11/2026' }
  }
}

function textProblem(typed: string): string | null {
  if (typed === '') return 'Chưa ghi'
  return typed.length > LONGEST ? `Dài quá ${LONGEST} ký tự` : null
}

function countOf(typed: string): { count: number } | { problem: string } {
  if (!/^(\d+|\d{1,3}(\.\d{3})+)$/.test(typed)) return { problem: 'Phải là số nguyên, ví dụ 215' }
  const count = Number(typed.replaceAll('.', ''))
  return count > MOST_COUNTED ? { problem: 'Số quá lớn' } : { count }
}

/** Rows and cells as a spreadsheet puts them on the clipboard: tabs between, a cell with a line break or a tab in quotes. */
function rowsOfSheet(text: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/gy
  const source = text.replaceAll('\r\n', '\n')
  for (const [whole, quoted, plain = '', end] of source.matchAll(pattern)) {
    if (whole === '' && end === '') break
    const cell = quoted === undefined ? plain : quoted.replaceAll('""', '"')
    rows.at(-1)?.push(cell.replace(/\s+/g, ' ').trim())
    if (end === '\n') rows.push([])
    if (end === '') break
  }
  return rows
}
