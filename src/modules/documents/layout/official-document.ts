import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { DocumentNumber } from '../rules/document-number.ts'
import type { Recipients } from '../rules/recipients.ts'
import type { SigningAuthority } from '../rules/signing-authority.ts'

/**
 * All that stands on an administrative document, without any word about how it looks: the layout is the decree's.
 * Texts are written as people say them, in ordinary case, without numbers of headings and without closing punctuation of lists.
 */
export interface OfficialDocument {
  /** The body directly above the issuer (cơ quan chủ quản); null for a body that has none on paper, such as a province's committee. */
  readonly superiorBody: string | null
  readonly issuingBody: string
  /** `number: null` inside leaves room for the number: a draft. Without type code the document is an official letter (công văn). */
  readonly number: DocumentNumber
  readonly place: string
  /** null leaves room for the date: a draft. */
  readonly date: CalendarDate | null
  /** Summary (trích yếu), without the name of the type: “Kết quả công tác dân vận chính quyền quý I năm 2026”. */
  readonly summary: string
  /** Those of a decision begin with “Như Điều 3”, which its drafter writes: only they know which article names them. */
  readonly recipients: Recipients
  /**
   * In whose power a decision (quyết định) or resolution (nghị quyết) is issued: “Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang” where the head
   * decides, the name of the body where it decides together. With it “QUYẾT ĐỊNH:” or “QUYẾT NGHỊ:” stands between the bases and the text;
   * no other type may have it. Source: Decree 30/2020/NĐ-CP, Appendix III, forms 1.1 to 1.3, note 6.
   */
  readonly issuingAuthority?: string
  /** Whole sentences beginning with “Căn cứ …” or “Theo đề nghị …”. */
  readonly legalBases: readonly string[]
  readonly body: readonly BodyBlock[]
  readonly signature: Signature
  /** How quickly it must be dealt with; printed as a stamp under the number. Most documents have none. Box 10b. */
  readonly urgency?: Urgency
  /** Who drafted it and how many copies are printed, at the foot of the recipients. Box 12. */
  readonly drafter?: { readonly code: string; readonly copies: number }
  /** Address, electronic mail, telephone of the issuer, at the foot of the first page. Box 13. */
  readonly contact?: string
  /** Each begins a page of its own and counts its pages anew. Only appendices (phụ lục) are numbered among each other. */
  readonly appendices?: readonly (Appendix | AppendedPaper)[]
  /** Printed at the head of every page, for what must not be taken for an issued document: “DỮ LIỆU MINH HỌA”, “DỰ THẢO”. */
  readonly marker: string | null
  /** Where whoever holds the paper may ask whether it is genuine; printed on a PDF below the recipients, as a picture for a telephone too. */
  readonly verification?: { readonly page: string; readonly code: string }
}

/** Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.10b. */
export type Urgency = 'Hỏa tốc' | 'Thượng khẩn' | 'Khẩn'

/** Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, III. */
export interface Appendix {
  readonly title: string
  /** Wide tables lie across the paper. */
  readonly orientation: 'upright' | 'across'
  readonly body: readonly BodyBlock[]
}

/**
 * A paper that the document issues or approves, as the list that a decision names: it has the names of the bodies and of the nation at its
 * head, but no number, date or signature of its own, because it lies in the same file.
 * Source: Decree 30/2020/NĐ-CP, Appendix III, form 1.3 (the paper issued with a decision).
 */
export interface AppendedPaper {
  /** What kind of paper it is, in ordinary case: “Danh sách”, “Quy chế”. */
  readonly typeTitle: string
  /** “Tập thể được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh”. */
  readonly summary: string
  readonly orientation: 'upright' | 'across'
  readonly body: readonly BodyBlock[]
}

export interface Signature {
  readonly authority: SigningAuthority
  /** null when it isn't known yet who signs. */
  readonly name: string | null
  /** Who signs beside them on the left, as who wrote the minutes (biên bản); the recipients then stand below both. */
  readonly beside?: Omit<Signature, 'beside'>
}

export type BodyBlock =
  | Heading
  | Article
  | TextParagraph
  | NumberedList
  | DocumentTable
  | DocumentChart
  | DocumentPicture

/** Numbered by the writer: level 1 `I.` (mục), level 2 `1.` (khoản), level 3 `a)` (điểm). */
export interface Heading {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly text: string
}

/**
 * Numbered by the writer through the whole text: “Điều 1.” in bold. Without a title the text follows on the same line, as in decisions; with
 * one the title does, in bold, and the text begins below. Clauses and points of the article are lists after it.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.6đ, and Appendix III, form 1.2.
 */
export interface Article {
  readonly kind: 'article'
  readonly title: string | null
  /** A line break begins a new paragraph. */
  readonly text: string
}

/** A line break in the text begins a new paragraph. */
export interface TextParagraph {
  readonly kind: 'paragraph'
  readonly text: string
}

/** `clauses` are numbered `1.` (khoản), `points` are lettered `a)` (điểm); each list begins anew. */
export interface NumberedList {
  readonly kind: 'clauses' | 'points'
  readonly items: readonly string[]
}

/** null is “no figure”, which is not the same as nought, and is printed as `…`. */
export type TableCell = string | number | null

export interface DocumentTable {
  readonly kind: 'table'
  readonly caption: string | null
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly TableCell[])[]
  /** A last row in bold; null for a table that has no sum. */
  readonly totalRow: readonly TableCell[] | null
}

export interface TableColumn {
  readonly heading: string
  /** Share of the width: a column of 2 is twice as wide as one of 1. */
  readonly widthShare: number
  /** Figures stand on the right; numbers are written `1.234,5` whatever the column. */
  readonly alignment: 'left' | 'centre' | 'right'
}

/** The same drawing as on the screen. Its figures belong in a table beside it. */
export interface DocumentChart {
  readonly kind: 'chart'
  readonly caption: string | null
  /** For people who can't see the drawing. */
  readonly description: string
  readonly svg: string
  readonly widthInPixels: number
  readonly heightInPixels: number
}

/** A photo or scan; JPEG or PNG. Shrunk to the width of the text when it is wider, and to the height of a page. */
export interface DocumentPicture {
  readonly kind: 'picture'
  readonly caption: string | null
  /** For people who can't see it. */
  readonly description: string
  readonly content: Buffer
}
