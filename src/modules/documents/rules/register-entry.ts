import { COPY_TYPES, DOCUMENT_TYPES, type DocumentTypeCode, OFFICIAL_LETTER_TITLE } from './document-types.ts'

/** The two halves of a unit's register. */
export const DIRECTIONS = { outgoing: 'Văn bản đi', incoming: 'Văn bản đến' } as const

export type Direction = keyof typeof DIRECTIONS

/**
 * What a register distinguishes: the kinds of Decree 30/2020, the official letter, and `other` for what the decree does not name
 * (laws, circulars, papers of the Party).
 */
export type DocumentType = DocumentTypeCode | 'letter' | 'other'

const named = [...DOCUMENT_TYPES, ...COPY_TYPES].map(({ code, title }) => [code, title] as const)

export const DOCUMENT_TYPE_TITLES = Object.fromEntries([
  ['letter', OFFICIAL_LETTER_TITLE],
  ...named,
  ['other', 'Loại khác'],
]) as Readonly<Record<DocumentType, string>>

/** As offered in a list: code first, because that is what people look for. */
export const DOCUMENT_TYPE_CHOICES = Object.fromEntries([
  ['letter', OFFICIAL_LETTER_TITLE],
  ...named.map(([code, title]) => [code, `${title} (${code})`] as const),
  ['other', 'Loại khác (Luật, Nghị định, văn bản của Đảng…)'],
]) as Readonly<Record<DocumentType, string>>

/** What one document is to another. */
export const LINK_KINDS = { 'based-on': 'Căn cứ', 'carries-out': 'Thực hiện', replaces: 'Thay thế' } as const

export type LinkKind = keyof typeof LINK_KINDS

/** The same, said from the other end. */
export const LINK_KINDS_FROM_TARGET: Readonly<Record<LinkKind, string>> = {
  'based-on': 'Là căn cứ của',
  'carries-out': 'Được thực hiện bằng',
  replaces: 'Được thay thế bởi',
}
