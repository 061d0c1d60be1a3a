import { documentTypeTitle } from '../rules/document-types.ts'
import { balancedLines } from './balanced-lines.ts'
import { pointsOf, RIGHT_COLUMN_IN_MILLIMETRES, SIZE_IN_POINTS, TEXT_WIDTH_IN_POINTS } from './measures.ts'
import type { OfficialDocument } from './official-document.ts'
import { inCapitals, oneLine } from './plain-text.ts'
import { boldWidthInPoints } from './text-width.ts'

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc'

const LEFT_COLUMN_IN_POINTS = TEXT_WIDTH_IN_POINTS - pointsOf(RIGHT_COLUMN_IN_MILLIMETRES)
/** The summary keeps away from the margins. */
const SUMMARY_WIDTH_SHARE = 0.88

/** How the words of the letterhead and the title are broken into lines. */
export type HeadingLines = {
  superiorBody: string[]
  issuingBody: string[]
  /** “V/v …” of an official letter (công văn); empty for every other type. */
  letterSummary: string[]
  /** In capitals; null for an official letter. */
  typeTitle: string | null
  summary: string[]
}

/** The lines of boxes 2, 5a and 5b. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.2 and II.5. */
export function headingLines(document: OfficialDocument): HeadingLines {
  const { typeCode } = document.number
  const isLetter = typeCode === null
  const inLeftColumn = (text: string, size: number) => balancedLines(text, LEFT_COLUMN_IN_POINTS - 4, size)
  const about = `V/v ${oneLine(document.summary).replace(/^(?:v\/v|về việc)\s+/iu, '')}`
  return {
    superiorBody: inLeftColumn(inCapitals(document.superiorBody ?? ''), SIZE_IN_POINTS.body),
    issuingBody: inLeftColumn(inCapitals(document.issuingBody), SIZE_IN_POINTS.body),
    letterSummary: isLetter ? inLeftColumn(about, SIZE_IN_POINTS.letterSummary) : [],
    typeTitle: isLetter ? null : inCapitals(documentTypeTitle(typeCode)),
    summary: isLetter
      ? []
      : balancedLines(oneLine(document.summary), TEXT_WIDTH_IN_POINTS * SUMMARY_WIDTH_SHARE, SIZE_IN_POINTS.title),
  }
}

const ENACTING_WORDS: Partial<Record<string, string>> = { QĐ: 'QUYẾT ĐỊNH:', NQ: 'QUYẾT NGHỊ:' }

/**
 * What stands above and below the legal bases of a decision or resolution; null for every other document. The decree's table of sizes
 * (Appendix I, Part I, V) does not name these two lines: they are set as its forms show them, in bold capitals in the middle, at the size
 * of the text. Source: Decree 30/2020/NĐ-CP, Appendix III, forms 1.1 to 1.3. An authority on another type is a defect of the caller.
 */
export function enactingLines(document: OfficialDocument): { authority: string[]; words: string } | null {
  const authority = inCapitals(document.issuingAuthority ?? '')
  if (authority === '') return null
  const words = ENACTING_WORDS[document.number.typeCode ?? '']
  if (words === undefined) throw new RangeError('Only decisions and resolutions name the authority they are issued in.')
  return { authority: balancedLines(authority, TEXT_WIDTH_IN_POINTS * SUMMARY_WIDTH_SHARE, SIZE_IN_POINTS.text), words }
}

/** Width in points of the longest of some bold lines. */
export const widestOf = (lines: readonly string[], sizeInPoints: number) =>
  Math.max(0, ...lines.map((line) => boldWidthInPoints(line, sizeInPoints)))

/** “Báo cáo kết quả công tác dân vận …”: the summary's first letter is small after the type, unless it begins a name. */
export function titleInProperties(document: OfficialDocument): string {
  const summary = oneLine(document.summary)
  const beginsWithName = !/^\p{Lu}\p{Ll}* \p{Ll}/u.test(summary)
  const continued = beginsWithName ? summary : summary.charAt(0).toLocaleLowerCase('vi') + summary.slice(1)
  return `${documentTypeTitle(document.number.typeCode)} ${continued}`.trim()
}
