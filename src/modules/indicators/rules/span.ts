import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { PARTS_OF_YEAR, type PartOfYear } from './chosen-period.ts'

type Span = { readonly from: CalendarDate; readonly to: CalendarDate }

/** The part of a year for which others publish values: any but from day to day. */
export type PublishedPart = Exclude<PartOfYear, 'free'>

const { free: _free, ...published } = PARTS_OF_YEAR
export const PUBLISHED_PARTS: Readonly<Record<PublishedPart, string>> = published

/** First and last day of a part of a year, by the calendar. */
export function spanOf(year: number, part: PublishedPart): Span {
  const { from, to } = periodByCode(part === 'year' ? String(year) : `${year}-${part}`)
  return { from, to }
}

/** Which part of which year a span is; null for one that is none. */
export function partOf(span: Span): { year: number; part: PublishedPart } | null {
  const year = yearOf(span.from)
  const parts = Object.keys(PUBLISHED_PARTS) as PublishedPart[]
  const part = parts.find((each) => {
    const { from, to } = spanOf(year, each)
    return from === span.from && to === span.to
  })
  return part === undefined ? null : { year, part }
}

/** `Năm 2025`, `Quý I năm 2025`, `01/01/2025 đến 15/02/2025` */
export function spanInWords(span: Span): string {
  const found = partOf(span)
  if (found === null) return `${formatCalendarDate(span.from)} đến ${formatCalendarDate(span.to)}`
  return found.part === 'year' ? `Năm ${found.year}` : `${PUBLISHED_PARTS[found.part]} năm ${found.year}`
}
