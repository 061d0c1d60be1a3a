import { z } from 'zod'
import { parseCalendarDate } from '../../vocabulary/calendar-date.ts'
import { Refusal } from '../../vocabulary/refusal.ts'

/**
 * The fields that forms and the API are checked with: one schema serves both, so a form and a program are told the same.
 * Each takes what a person types (text) as well as what a program sends, and answers in Vietnamese, naming the field.
 */

/** Text as it is kept: letters with their accents in one, lines ended in one way, without the character that no text has. */
const asKept = (typed: string) => typed.normalize('NFC').replaceAll('\u0000', '').replace(/\r\n/g, '\n').trim()

const tooLong = (label: string, longest: number) =>
  `${label} dài quá ${longest} ký tự. Hãy rút gọn; phần bạn đã nhập vẫn còn trong ô.`

/** Text on one or more lines; trimmed, NFC. Required unless `optional` is used instead. */
export function text(label: string, { longest = 500 }: { longest?: number } = {}) {
  return z
    .string({ error: `Hãy nhập ${lower(label)}.` })
    .transform((value) => asKept(value))
    .pipe(
      z
        .string()
        .min(1, `Hãy nhập ${lower(label)}.`)
        .max(longest, tooLong(label, longest)),
    )
}

/** The same, where nothing may be given; nothing is the empty text. */
export function optionalText(label: string, { longest = 500 }: { longest?: number } = {}) {
  return z
    .string()
    .optional()
    .transform((value) => asKept(value ?? ''))
    .pipe(z.string().max(longest, tooLong(label, longest)))
}

function date(label: string) {
  return (value: string, context: z.RefinementCtx) => {
    try {
      return parseCalendarDate(value)
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      context.addIssue({ code: 'custom', message: `${label}: ${refusal.messageForPerson}` })
      return z.NEVER
    }
  }
}

/** A day, as dd/mm/yyyy or yyyy-mm-dd; becomes a CalendarDate. */
export function day(label: string) {
  return z
    .string({ error: `Hãy nhập ${lower(label)}.` })
    .trim()
    .min(1, `Hãy nhập ${lower(label)}.`)
    .transform(date(label))
    .meta({ description: `${label} (dd/mm/yyyy hoặc yyyy-mm-dd)` })
}

/** A day or nothing (null). */
export function optionalDay(label: string) {
  const parse = date(label)
  return z
    .string()
    .trim()
    .optional()
    .transform((value, context) => (value === undefined || value === '' ? null : parse(value, context)))
    .meta({ description: `${label} (dd/mm/yyyy hoặc yyyy-mm-dd)` })
}

/** A whole number as typed: `2.657` and `2657` are the same. Below `least` (0 unless told) or above `most` is refused. */
export function wholeNumber(
  label: string,
  { least = 0, most = 1_000_000_000 }: { least?: number; most?: number } = {},
) {
  return z.union([z.string(), z.number()], { error: `Hãy nhập ${lower(label)}.` }).transform((value, context) => {
    const typed = String(value).trim()
    const problem = wholeNumberProblem(label, typed, least, most)
    if (problem) {
      context.addIssue({ code: 'custom', message: problem })
      return z.NEVER
    }
    return Number(withoutGrouping(typed))
  })
}

/** A whole number or nothing (null). */
export function optionalWholeNumber(
  label: string,
  { least = 0, most = 1_000_000_000 }: { least?: number; most?: number } = {},
) {
  return z
    .union([z.string(), z.number()])
    .optional()
    .transform((value, context) => {
      const typed = value === undefined ? '' : String(value).trim()
      if (typed === '') return null
      const problem = wholeNumberProblem(label, typed, least, most)
      if (problem) {
        context.addIssue({ code: 'custom', message: problem })
        return z.NEVER
      }
      return Number(withoutGrouping(typed))
    })
}

/** A number of at least 0 with at most two decimals, as it is written in Vietnamese (`1.250,5`), or nothing (null). */
export function optionalDecimal(label: string, { most = 1_000_000_000_000 }: { most?: number } = {}) {
  return z
    .union([z.string(), z.number()])
    .optional()
    .transform((value, context) => {
      const typed = value === undefined ? '' : String(value).trim()
      if (typed === '') return null
      const number = /^(\d+|\d{1,3}(\.\d{3})+)(,\d{1,2})?$/.test(typed)
        ? Number(withoutGrouping(typed).replace(',', '.'))
        : Number.NaN
      if (number <= most) return number
      const message = Number.isNaN(number)
        ? `${label} phải là số, nhiều nhất hai chữ số sau dấu phẩy, ví dụ 120,5. Bạn đã nhập “${typed}”.`
        : `${label} không được quá ${most.toLocaleString('vi-VN')}.`
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
}

function wholeNumberProblem(label: string, typed: string, least: number, most: number): string | null {
  if (typed === '') return `Hãy nhập ${lower(label)}.`
  if (!/^-?(\d+|\d{1,3}(\.\d{3})+)$/.test(typed))
    return `${label} phải là số nguyên, ví dụ 215. Bạn đã nhập “${typed}”.`
  const number = Number(withoutGrouping(typed))
  if (number < least) {
    return least === 0 ? `${label} không được là số âm. Bạn đã nhập “${typed}”.` : `${label} phải từ ${least} trở lên.`
  }
  if (number > most) return `${label} không được quá ${most.toLocaleString('vi-VN')}.`
  return null
}

const withoutGrouping = (typed: string) => typed.replace(/\./g, '')

/** One of a closed list; `choices` maps code to Vietnamese title. */
export function choice<Code extends string>(label: string, choices: Readonly<Record<Code, string>>) {
  const codes = Object.keys(choices) as Code[]
  return z.enum(codes as [Code, ...Code[]], { error: `Hãy chọn ${lower(label)}.` })
}

/** The id of a record chosen from a list the system offered. */
export function recordId(label: string) {
  return z.string({ error: `Hãy chọn ${lower(label)}.` }).regex(/^\d{1,18}$/, `Hãy chọn ${lower(label)}.`)
}

/** The same, or nothing (null). */
export function optionalRecordId(label: string) {
  return z
    .string()
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value))
    .pipe(
      z
        .string()
        .regex(/^\d{1,18}$/, `Hãy chọn ${lower(label)}.`)
        .nullable(),
    )
}

/** Several ids from check boxes: none, one or many. */
export function recordIds(label: string) {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat().filter((id) => id !== '')))
    .pipe(z.array(z.string().regex(/^\d{1,18}$/, `Hãy chọn ${lower(label)}.`)).max(500))
}

/** Files of a multipart form, already kept by the file store: their ids. See `form.ts`. */
export function storedFiles(label: string, { most = 10 }: { most?: number } = {}) {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat().filter((id) => id !== '')))
    .pipe(z.array(z.uuid()).max(most, `${label}: mỗi lần gửi tối đa ${most} tệp.`))
}

/** A check box: present or not. */
export function checked() {
  return z
    .union([z.string(), z.boolean()])
    .optional()
    .transform((value) => value === true || (typeof value === 'string' && value !== '' && value !== 'false'))
}

function lower(label: string): string {
  // Proper abbreviations (UBND, MTTQ) keep their capitals.
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
