import { Refusal } from '../../../vocabulary/refusal.ts'

/** Named kinds of administrative document, in the order of the decree. Source: Decree 30/2020/NĐ-CP, Appendix III, Part I. */
export const DOCUMENT_TYPES = [
  { code: 'NQ', title: 'Nghị quyết' },
  { code: 'QĐ', title: 'Quyết định' },
  { code: 'CT', title: 'Chỉ thị' },
  { code: 'QC', title: 'Quy chế' },
  { code: 'QyĐ', title: 'Quy định' },
  { code: 'TC', title: 'Thông cáo' },
  { code: 'TB', title: 'Thông báo' },
  { code: 'HD', title: 'Hướng dẫn' },
  { code: 'CTr', title: 'Chương trình' },
  { code: 'KH', title: 'Kế hoạch' },
  { code: 'PA', title: 'Phương án' },
  { code: 'ĐA', title: 'Đề án' },
  { code: 'DA', title: 'Dự án' },
  { code: 'BC', title: 'Báo cáo' },
  { code: 'BB', title: 'Biên bản' },
  { code: 'TTr', title: 'Tờ trình' },
  { code: 'HĐ', title: 'Hợp đồng' },
  { code: 'CĐ', title: 'Công điện' },
  { code: 'BGN', title: 'Bản ghi nhớ' },
  { code: 'BTT', title: 'Bản thỏa thuận' },
  { code: 'GUQ', title: 'Giấy ủy quyền' },
  { code: 'GM', title: 'Giấy mời' },
  { code: 'GGT', title: 'Giấy giới thiệu' },
  { code: 'GNP', title: 'Giấy nghỉ phép' },
  { code: 'PG', title: 'Phiếu gửi' },
  { code: 'PC', title: 'Phiếu chuyển' },
  { code: 'PB', title: 'Phiếu báo' },
] as const

/** Kinds of copy, numbered in a series of their own. Source: Decree 30/2020/NĐ-CP, Appendix III, Part I. */
export const COPY_TYPES = [
  { code: 'SY', title: 'Sao y' },
  { code: 'TrS', title: 'Trích sao' },
  { code: 'SL', title: 'Sao lục' },
] as const

/** How an official letter (công văn) is called on screens: it has no code and no title of its own on paper. */
export const OFFICIAL_LETTER_TITLE = 'Công văn'

/** Abbreviation of a kind of document. The case and the marks are part of it: `QĐ` is not `QyĐ`, `TTr` is never `TTR`. */
export type DocumentTypeCode = (typeof DOCUMENT_TYPES)[number]['code'] | (typeof COPY_TYPES)[number]['code']

const TITLES: ReadonlyMap<string, string> = new Map(
  [...DOCUMENT_TYPES, ...COPY_TYPES].map((type) => [type.code, type.title]),
)

/** True when the text is a code exactly as the decree writes it. */
export function isDocumentTypeCode(text: string): text is DocumentTypeCode {
  return TITLES.has(text)
}

/** `BC` → “Báo cáo”; null, the official letter, → “Công văn”. */
export function documentTypeTitle(code: DocumentTypeCode | null): string {
  return code === null ? OFFICIAL_LETTER_TITLE : (TITLES.get(code) ?? code)
}

/** The code that was probably meant by one with wrong case or missing marks: `qđ` and `QD` → `QĐ`. */
export function similarDocumentTypeCode(text: string): DocumentTypeCode | null {
  const wanted = withoutCaseAndMarks(text)
  // `QD` stands for two codes once the marks are gone; the commoner one comes first in the decree's list.
  const found = [...DOCUMENT_TYPES, ...COPY_TYPES].find((type) => withoutCaseAndMarks(type.code) === wanted)
  return found?.code ?? null
}

/**
 * Reads a code as a person typed it.
 * Refuses `documents.letter-has-no-type-code` for “CV” and `documents.unknown-type-code` for what the decree does not list,
 * naming the code that was probably meant.
 */
export function parseDocumentTypeCode(text: string): DocumentTypeCode {
  const code = text.normalize('NFC').trim()
  if (isDocumentTypeCode(code)) return code
  if (code.toLowerCase() === 'cv') throw letterHasNoTypeCode()
  throw unknownTypeCode(code)
}

/** The refusal of “CV”, which is everyday speech and not an abbreviation of the decree. */
export function letterHasNoTypeCode(): Refusal {
  const message =
    'Công văn không có chữ viết tắt tên loại. Hãy bỏ “CV” và ghi cơ quan-đơn vị soạn thảo, ví dụ 12/UBND-VX.'
  return new Refusal('invalid', 'documents.letter-has-no-type-code', message, { typeCode: message })
}

/** The refusal of a code that is not in the decree's table. */
export function unknownTypeCode(code: string): Refusal {
  const similar = similarDocumentTypeCode(code)
  const message =
    similar === null
      ? `“${code}” không phải là chữ viết tắt tên loại văn bản. Hãy chọn tên loại trong danh sách, ví dụ BC (báo cáo), KH (kế hoạch).`
      : `“${code}” không phải là chữ viết tắt tên loại văn bản. Nếu là ${documentTypeTitle(similar).toLocaleLowerCase('vi')}, hãy ghi “${similar}”, đúng cả chữ hoa, chữ thường và dấu.`
  return new Refusal('invalid', 'documents.unknown-type-code', message, { typeCode: message })
}

function withoutCaseAndMarks(code: string): string {
  return code.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
}
