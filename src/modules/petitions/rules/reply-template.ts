import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { PETITION_KINDS, type PetitionKind, petitionNumber } from './petition-kind.ts'

/** What a petition fills in, by the words that stand between braces in a template. */
export const REPLY_FIELDS = {
  'số đơn': 'Số và năm của đơn, ví dụ 12/2026',
  'loại đơn': 'Khiếu nại, kiến nghị hoặc phản ánh',
  'ngày nhận': 'Ngày nhận đơn',
  'người gửi': 'Họ tên người gửi; “ông/bà” khi đơn không ghi tên',
  'địa chỉ': 'Địa chỉ người gửi',
  'tóm tắt': 'Tóm tắt nội dung đơn',
  'đơn vị': 'Tên đơn vị đang xử lý',
  'ngày trả lời': 'Ngày trả lời',
} as const

export type ReplyField = keyof typeof REPLY_FIELDS

export type PetitionToReplyTo = {
  number: number
  year: number
  kind: PetitionKind
  receivedOn: CalendarDate
  senderName: string
  senderAddress: string
  title: string
  unitName: string
}

/**
 * Refuses `petition.template-field-unknown`, at the field `name`: braces around anything but a field, or a brace without its other
 * half. Found while the template is written and not when it is sent.
 */
export function refuseUnknownFields(template: string, name: string): void {
  const unknown = bracedIn(template).filter((field) => !(field in REPLY_FIELDS))
  const alone = template.replace(/\{[^{}]*\}/g, '').match(/[{}]/)
  if (unknown.length === 0 && !alone) return
  const known = Object.keys(REPLY_FIELDS)
    .map((field) => `{${field}}`)
    .join(', ')
  const what = alone ? 'Có dấu { hoặc } không thành cặp.' : `Không có trường {${unknown[0]}}.`
  const message = `${what} Các trường dùng được: ${known}. Nội dung đã nhập vẫn còn.`
  throw new Refusal('invalid', 'petition.template-field-unknown', message, { [name]: message })
}

/** The template with what the petition fills in. Refuses what `refuseUnknownFields` refuses, and never a text without fields. */
export function replyFrom(template: string, petition: PetitionToReplyTo, on: CalendarDate): string {
  refuseUnknownFields(template, 'note')
  const values: Readonly<Record<ReplyField, string>> = {
    'số đơn': petitionNumber(petition),
    'loại đơn': PETITION_KINDS[petition.kind].toLowerCase(),
    'ngày nhận': formatCalendarDate(petition.receivedOn),
    'người gửi': petition.senderName === '' ? 'ông/bà' : petition.senderName,
    'địa chỉ': petition.senderAddress,
    'tóm tắt': petition.title,
    'đơn vị': petition.unitName,
    'ngày trả lời': formatCalendarDate(on),
  }
  return template.replace(/\{([^{}]*)\}/g, (_braces, field: string) => values[asKept(field) as ReplyField])
}

const bracedIn = (template: string) => [...template.matchAll(/\{([^{}]*)\}/g)].map(([, field = '']) => asKept(field))

const asKept = (field: string) => field.normalize('NFC').trim().toLowerCase()
