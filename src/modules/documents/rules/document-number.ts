import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type DocumentTypeCode,
  isDocumentTypeCode,
  letterHasNoTypeCode,
  similarDocumentTypeCode,
  unknownTypeCode,
} from './document-types.ts'

/**
 * Number and symbol of an administrative document (số, ký hiệu).
 * A named document: `32/KH-UBND` has number 32, type `KH`, issuer `UBND`, no drafting unit.
 * An official letter: `12/UBND-VX` has number 12, no type, issuer `UBND`, drafting unit or field `VX`.
 * Source: Decree 30/2020/NĐ-CP, Article 15 and Appendix I, Part I, II.3.
 */
export interface DocumentNumber {
  /** Place in the issuer's series of the year, from 1; null while the document is a draft. */
  readonly number: number | null
  /** null for an official letter (công văn), which has no type code. */
  readonly typeCode: DocumentTypeCode | null
  /** Abbreviation of the issuing body: `UBND`, `VP.ĐBQH-HĐND`. */
  readonly issuerCode: string
  /** Abbreviation of the drafting unit or field; official letters only. */
  readonly draftingCode: string | null
}

/** Longest number and longest symbol that can be exchanged. Source: Decree 30/2020/NĐ-CP, Appendix VI (CodeNumber, CodeNotation). */
const MAXIMUM_NUMBER = 99_999_999_999
const MAXIMUM_SYMBOL_LENGTH = 30

/** Letters, digits and dots in groups joined by hyphens, without spaces. */
const CODE_GROUPS = /^[\p{L}\p{N}.]+(?:-[\p{L}\p{N}.]+)*$/u
const ONE_GROUP = /^[\p{L}\p{N}.]+$/u

/** Eight spaces that neither collapse nor break: room for the number to be written by hand. */
const ROOM_FOR_NUMBER = '\u00a0'.repeat(8)

/**
 * Gives the number back when all its parts may be written as the decree says.
 * Refuses `documents.number-invalid` (not a whole number from 1), `documents.issuer-code-invalid`,
 * `documents.drafting-code-invalid`, `documents.symbol-too-long`, each with the field it is about.
 */
export function checkDocumentNumber(given: DocumentNumber): DocumentNumber {
  const { number, typeCode } = given
  const issuerCode = given.issuerCode.normalize('NFC').trim()
  const draftingCode = given.draftingCode?.normalize('NFC').trim() ?? null
  if (number !== null && (!Number.isSafeInteger(number) || number < 1 || number > MAXIMUM_NUMBER)) {
    throw refuse(
      'documents.number-invalid',
      'number',
      'Số văn bản phải là số nguyên từ 1 trở lên. Hãy kiểm tra lại số.',
    )
  }
  if (!CODE_GROUPS.test(issuerCode)) {
    throw refuse(
      'documents.issuer-code-invalid',
      'issuerCode',
      'Chữ viết tắt tên cơ quan chỉ gồm chữ cái, chữ số, dấu chấm và dấu gạch nối, không có dấu cách. Ví dụ: UBND, VP.ĐBQH-HĐND.',
    )
  }
  const needsDraftingCode = typeCode === null
  if (needsDraftingCode !== (draftingCode !== null) || (draftingCode !== null && !ONE_GROUP.test(draftingCode))) {
    throw refuse(
      'documents.drafting-code-invalid',
      'draftingCode',
      needsDraftingCode
        ? 'Công văn phải có chữ viết tắt của đơn vị soạn thảo hoặc lĩnh vực sau tên cơ quan. Ví dụ: VX trong 12/UBND-VX.'
        : 'Chỉ công văn mới ghi chữ viết tắt của đơn vị soạn thảo trong ký hiệu. Hãy để trống ô này.',
    )
  }
  const checked = { number, typeCode, issuerCode, draftingCode }
  if (documentSymbol(checked).length > MAXIMUM_SYMBOL_LENGTH) {
    throw refuse(
      'documents.symbol-too-long',
      'issuerCode',
      `Ký hiệu văn bản dài quá ${MAXIMUM_SYMBOL_LENGTH} ký tự nên không gửi được trên trục liên thông. Hãy dùng chữ viết tắt ngắn hơn.`,
    )
  }
  return checked
}

/** The part after the slash: `KH-UBND`; for an official letter `UBND-VX`. */
export function documentSymbol(number: DocumentNumber): string {
  return number.typeCode === null
    ? [number.issuerCode, number.draftingCode].filter((code) => code !== null).join('-')
    : `${number.typeCode}-${number.issuerCode}`
}

/** `05/BC-UBND`: numbers under 10 get a zero in front. A draft has only the symbol: `/BC-UBND`. */
export function formatDocumentNumber(number: DocumentNumber): string {
  return `${number.number === null ? '' : String(number.number).padStart(2, '0')}/${documentSymbol(number)}`
}

/** The line under the issuing body: `Số: 05/BC-UBND`; a draft leaves room: `Số:        /BC-UBND`. */
export function documentNumberLine(number: DocumentNumber): string {
  return number.number === null
    ? `Số:${ROOM_FOR_NUMBER}${formatDocumentNumber(number)}`
    : `Số: ${formatDocumentNumber(number)}`
}

/**
 * Reads a number and symbol as a person writes it: `Số: 05/BC-UBND`, `5/BC-UBND`, `12/UBND-VX`.
 * The last group of an official letter is its drafting unit.
 * Refuses `documents.number-unreadable` when the form is not that of an administrative document (numbers of the Party such as
 * `141-KH/BDVTU` and of legal normative documents such as `07/2023/QĐ-UBND` are written by other rules),
 * `documents.letter-has-no-type-code` for `12/CV-UBND`, `documents.unknown-type-code` for `12/Qđ-UBND`,
 * and all that checkDocumentNumber refuses.
 */
export function parseDocumentNumber(text: string): DocumentNumber {
  const written = text.normalize('NFC').trim()
  const match = /^(?:số\s*:?\s*)?(\d{1,11})\s*\/\s*([^\s/]+)$/iu.exec(written)
  const [firstGroup, ...otherGroups] = (match?.[2] ?? '').split('-')
  if (!match || firstGroup === undefined || otherGroups.length === 0) {
    throw refuse(
      'documents.number-unreadable',
      'number',
      `“${written}” không theo mẫu số, ký hiệu của văn bản hành chính. Hãy ghi số, gạch chéo, tên loại, gạch nối, cơ quan; ví dụ 32/KH-UBND, với công văn là 12/UBND-VX.`,
    )
  }
  const number = Number(match[1])
  if (isDocumentTypeCode(firstGroup)) {
    return checkDocumentNumber({ number, typeCode: firstGroup, issuerCode: otherGroups.join('-'), draftingCode: null })
  }
  if (firstGroup.toLowerCase() === 'cv') throw letterHasNoTypeCode()
  // A mistyped code must not slip through as the name of an unknown body.
  if (similarDocumentTypeCode(firstGroup) !== null) throw unknownTypeCode(firstGroup)
  const draftingCode = otherGroups.at(-1) ?? ''
  const issuerCode = [firstGroup, ...otherGroups.slice(0, -1)].join('-')
  return checkDocumentNumber({ number, typeCode: null, issuerCode, draftingCode })
}

function refuse(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}
