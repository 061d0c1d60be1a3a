import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { PetitionKind } from './petition-kind.ts'

/** Who sent a petition: no more than is needed to answer. Empty texts where nothing is known. */
export type Sender = { senderName: string; senderAddress: string; senderPhone: string }

/** What stands in place of a denouncer whose denunciation has no number yet. */
export const PROTECTED_DENOUNCER = 'Người tố cáo (được giữ bí mật)'

/** What stands everywhere in place of the sender of a denunciation: `Người tố cáo số 12/2026`, by the number of the petition. */
export function denouncerPseudonym({ number, year }: { number: number; year: number }): string {
  return `Người tố cáo số ${number}/${year}`
}

/** Who denounces and what they said in their own words, for the protected store alone. */
export type DenouncerToProtect = Sender & {
  /** How the denouncer wishes to be reached: “chỉ gọi số này sau 18 giờ”, “hộp thư 12 bưu điện huyện”. */
  senderContact: string
  /** What was said or written, word for word, where the summary must leave something out. */
  originalWords: string
}

/** What stands in place of the content of a denunciation for those who may not open it. */
export const PROTECTED_TITLE = 'Đơn tố cáo (nội dung được giữ bí mật)'

const NOT_WRITTEN_HERE =
  'Họ tên, địa chỉ, điện thoại người tố cáo chỉ ghi vào kho bảo vệ, không ghi ở đây. Hãy dùng mục Danh tính người tố cáo của đơn.'

/**
 * Refuses `petition.denouncer-not-written-here`: name, address and phone of a denouncer, and files, which mostly show them too, where
 * they would not go to the protected store.
 * Source: Law on Denunciations 25/2018/QH14, Articles 8(3), 9(1) and 56.
 */
export function refuseDenouncer(given: Sender & { kind: PetitionKind; files: readonly string[] }): void {
  if (given.kind !== 'denunciation') return
  const fields: Record<string, string> = {}
  for (const name of ['senderName', 'senderAddress', 'senderPhone'] as const) {
    if (given[name] !== '') fields[name] = NOT_WRITTEN_HERE
  }
  if (given.files.length > 0) {
    fields.files =
      'Bản chụp đơn tố cáo và chứng cứ chỉ đưa vào kho bảo vệ, không đưa vào đây. Hãy dùng mục Danh tính người tố cáo của đơn.'
  }
  if (Object.keys(fields).length === 0) return
  throw new Refusal('invalid', 'petition.denouncer-not-written-here', NOT_WRITTEN_HERE, fields)
}

/**
 * Refuses `petition.sender-in-text`: the words that are to stand for a denunciation still name who sent it.
 * Compared without accents and capitals; phone numbers by their digits.
 */
export function refuseSenderInText(texts: Readonly<Record<string, string>>, sender: Sender): void {
  const message =
    'Nội dung còn nêu họ tên, địa chỉ hoặc điện thoại của người gửi đơn. Hãy viết lại sao cho không nhận ra người tố cáo.'
  const fields = Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => namesSender(text, sender))
      .map(([name]) => [name, message]),
  )
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'petition.sender-in-text', message, fields)
}

function namesSender(text: string, { senderName, senderAddress, senderPhone }: Sender): boolean {
  const words = inWords(text)
  const named = [senderName, senderAddress].map(inWords).some((part) => part.trim() !== '' && words.includes(part))
  const digits = senderPhone.replace(/\D/g, '')
  return named || (digits.length >= 6 && text.replace(/\D/g, '').includes(digits))
}

/** Words without accents between single spaces, so that “An” is not found in “dân”. */
const inWords = (text: string) =>
  ` ${withoutAccents(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `

/** `0912 345 678` → `•••••••678`: enough to tell two senders of the same name apart. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits.length < 6) return digits === '' ? '' : '•••'
  return '•'.repeat(digits.length - 3) + digits.slice(-3)
}

/** The units whose denunciations the official may open: all of them as their head, or those handled by the official alone. */
export function unitsOfDenunciations(official: Official): { asHead: string[]; asHandler: string[] } {
  const posts = official.posts.filter((post) => post.permissions.includes('petition.read-denunciation'))
  return {
    asHead: posts.filter((post) => post.permissions.includes('petition.assign')).map((post) => post.unitId),
    asHandler: posts.map((post) => post.unitId),
  }
}
