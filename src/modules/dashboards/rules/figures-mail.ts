import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'

/** More lines than these are not read in a mail; the page has them all. */
const MOST_LINES = 40

type Table = {
  readonly title: string
  readonly unitName: string
  readonly spanTitle: string
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly values: readonly (readonly (number | null)[])[]
}

/** The mail with the figures of a table on a day: numbers only, nothing that tells of a person. */
export function figuresMail(
  { title, unitName, spanTitle, rows, columns, values }: Table,
  { today, link, endLink }: { today: CalendarDate; link: string; endLink: string },
): { subject: string; text: string } {
  const lines = rows.map((row, at) => {
    const numbers = columns.map((column, index) => `${column}: ${inWords(values[at]?.[index])}`)
    return `- ${row}: ${numbers.join('; ')}`
  })
  const shown = lines.slice(0, MOST_LINES)
  const cut = shown.length < lines.length ? [`(${MOST_LINES} trong ${lines.length} dòng; xem đủ ở trang bảng.)`] : []
  return {
    subject: `${title}: số liệu đến ngày ${formatCalendarDate(today)} – Dân vận chính quyền`,
    text: [
      `${title}\n${unitName}, ${spanTitle}; đếm ngày ${formatCalendarDate(today)} trong phạm vi của bạn.`,
      [...shown, ...cut].join('\n'),
      `Mở bảng, xem hồ sơ của từng số (cần đăng nhập):\n${link}`,
      `Thôi nhận thư này:\n${endLink}`,
    ].join('\n\n'),
  }
}

const inWords = (value: number | null | undefined) =>
  value === null || value === undefined ? 'chưa có số' : formatNumber(value)
