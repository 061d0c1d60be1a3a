import { type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { documentSymbol, parseDocumentNumber } from './document-number.ts'
import { DOCUMENT_TYPE_TITLES, type DocumentType } from './register-entry.ts'

/** Number and symbol of an outgoing document as they stand on the paper, and the series its number was taken from. */
export type OutgoingReference = { reference: string; series: string }

/**
 * Puts number and symbol together as the issuer writes them:
 * `KH-UBND` → `05/KH-UBND` (administrative documents: Decree 30/2020/NĐ-CP, Article 15);
 * `2023/NQ-HĐND` → `07/2023/NQ-HĐND` (legal normative documents carry the year and are numbered apart: Decree 34/2016/NĐ-CP, Annex I);
 * `KH/BDVTU` → `141-KH/BDVTU` (documents of the Party: Guidance 36-HD/VPTW of 2018).
 * Refuses `documents.symbol-other-type` when the symbol names another kind, `documents.symbol-other-year`, and what the symbol
 * of an administrative document is refused for; always about the field `symbol`.
 */
export function outgoingReference(given: {
  number: number
  type: DocumentType
  symbol: string
  issuedOn: CalendarDate
}): OutgoingReference {
  const { type, issuedOn } = given
  const number = String(given.number).padStart(2, '0')
  const symbol = given.symbol.normalize('NFC').trim()
  const normative = /^(\d{4})\/(\p{L}+)-[\p{L}\p{N}.-]+$/u.exec(symbol)
  if (normative) {
    requireType(type, normative[2] ?? '', symbol)
    if (normative[1] !== String(yearOf(issuedOn))) {
      throw refuse(
        'documents.symbol-other-year',
        `Ký hiệu “${symbol}” ghi năm ${normative[1]} nhưng văn bản ban hành năm ${yearOf(issuedOn)}. Hãy sửa ký hiệu hoặc ngày ban hành.`,
      )
    }
    return { reference: `${number}/${symbol}`, series: `${type} normative` }
  }
  const ofParty = /^(\p{L}+)\/[\p{L}\p{N}.-]+$/u.exec(symbol)
  if (ofParty) {
    // The Party, unlike the administration, does write CV for its letters.
    requireType(type, ofParty[1] === 'CV' ? 'letter' : (ofParty[1] ?? ''), symbol)
    return { reference: `${number}-${symbol}`, series: type }
  }
  const written = administrativeSymbol(symbol)
  requireType(type, written.typeCode ?? (type === 'other' ? 'other' : 'letter'), symbol)
  return { reference: `${number}/${documentSymbol(written)}`, series: type }
}

/**
 * The symbol that a document gets when none is typed: `KH-UBND`; a letter of a drafting unit with a code of its own `UBND-SNV`.
 * Refuses `documents.symbol-missing` when it can't be known: the issuer has no code, or a letter does not say who drafted it.
 */
export function usualSymbol(given: {
  type: DocumentType
  issuerCode: string | null
  /** Code of the drafting unit; null when the issuer drafted it itself. */
  draftingCode: string | null
}): string {
  const { type, issuerCode, draftingCode } = given
  if (issuerCode === null) {
    throw refuse(
      'documents.symbol-missing',
      'Chưa biết chữ viết tắt của cơ quan ban hành. Hãy nhập ký hiệu, ví dụ KH-UBND.',
    )
  }
  if (type === 'other') {
    throw refuse(
      'documents.symbol-missing',
      'Loại văn bản này không có ký hiệu theo mẫu chung. Hãy nhập ký hiệu, ví dụ KL/TU.',
    )
  }
  if (type !== 'letter') return `${type}-${issuerCode}`
  if (draftingCode !== null) return `${issuerCode}-${draftingCode}`
  throw refuse(
    'documents.symbol-missing',
    `Ký hiệu công văn phải có đơn vị soạn thảo hoặc lĩnh vực. Hãy nhập ký hiệu, ví dụ ${issuerCode}-VX.`,
  )
}

function administrativeSymbol(symbol: string) {
  try {
    return parseDocumentNumber(`1/${symbol}`)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    const message =
      refusal.code === 'documents.number-unreadable'
        ? `“${symbol}” không theo mẫu ký hiệu văn bản. Hãy ghi tên loại, gạch nối, cơ quan; ví dụ KH-UBND, với công văn là UBND-VX.`
        : refusal.messageForPerson
    throw refuse(refusal.code, message)
  }
}

function requireType(type: DocumentType, found: string, symbol: string): void {
  // What the decree does not name may carry any symbol.
  if (found === type || type === 'other') return
  throw refuse(
    'documents.symbol-other-type',
    `Ký hiệu “${symbol}” không phải của loại ${DOCUMENT_TYPE_TITLES[type].toLocaleLowerCase('vi')}. Hãy chọn lại loại văn bản hoặc sửa ký hiệu.`,
  )
}

function refuse(code: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { symbol: message })
}
