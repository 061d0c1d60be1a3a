import {
  type CalendarDate,
  formatCalendarDate,
  isCalendarDate,
  parseCalendarDate,
} from '../../../vocabulary/calendar-date.ts'

/** A document as a person mentions it: `Kế hoạch số 32/KH-UBND ngày 28/02/2022 của UBND tỉnh`. */
export type DocumentMention = {
  /** `32/KH-UBND`, `141-KH/BDVTU` */
  reference: string
  issuedOn: CalendarDate | null
  /** Who issued it, as written after “của”; null when not said. */
  issuer: string | null
}

/** Number, a slash or hyphen, and a symbol with at least one letter: a date has none. */
const REFERENCE = /(?:^|\s)(\d{1,11}[/-](?=\S*\p{L})[\p{L}\p{N}./-]*[\p{L}\p{N}])/u
const DATE = /ngày\s+(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})/iu
const DATE_IN_WORDS = /ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu
const ISSUER = /\scủa\s+(.+?)[\s;.,]*$/iu

/** Reads a mention; null when it names no number (“Luật Thực hiện dân chủ ở cơ sở năm 2022”). */
export function parseDocumentMention(text: string): DocumentMention | null {
  const written = text.normalize('NFC').trim()
  const reference = REFERENCE.exec(written)?.[1]
  if (reference === undefined) return null
  return { reference, issuedOn: dateIn(written), issuer: ISSUER.exec(written)?.[1] ?? null }
}

/** The mention that leads back to this document alone. */
export function documentMention(document: { reference: string; issuedOn: CalendarDate; issuer: string }): string {
  return `${document.reference} ngày ${formatCalendarDate(document.issuedOn)} của ${document.issuer}`
}

/** The mentions in a text with one on each line; blank lines, list marks and closing semicolons do not count. */
export function mentionsInLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*[-–•+*]\s+/, '')
        .replace(/[\s;]+$/, '')
        .trim(),
    )
    .filter((line) => line !== '')
}

function dateIn(text: string): CalendarDate | null {
  const inWords = DATE_IN_WORDS.exec(text)
  const written = inWords ? `${inWords[1]}/${inWords[2]}/${inWords[3]}` : DATE.exec(text)?.[1]
  if (written === undefined) return null
  const [day = '', month = '', year = ''] = written.split(/[/.-]/)
  const exists = isCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return exists ? parseCalendarDate(written) : null
}
