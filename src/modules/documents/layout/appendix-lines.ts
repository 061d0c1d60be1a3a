import { formatDocumentNumber } from '../rules/document-number.ts'
import { documentTypeTitle } from '../rules/document-types.ts'
import { romanNumeral } from '../rules/outline-number.ts'
import { dateInWords } from '../rules/place-and-date.ts'
import { balancedLines } from './balanced-lines.ts'
import { SIZE_IN_POINTS, TEXT_WIDTH_IN_POINTS } from './measures.ts'
import type { AppendedPaper, Appendix, OfficialDocument } from './official-document.ts'
import { inCapitals, oneLine } from './plain-text.ts'

/** What stands above the text of an appendix or of a paper that the document issues. */
export type AppendixLines = {
  /** True for a paper issued with the document, which has the names of the bodies and of the nation at its head. */
  hasHead: boolean
  /** “Phụ lục”, with a Roman number when there are several; “DANH SÁCH” for a paper. */
  word: string
  /** In capitals for an appendix; the summary of a paper is not. */
  title: string[]
  /** “(Kèm theo Báo cáo số 05/BC-SNV ngày 05 tháng 02 năm 2022 của Sở Nội vụ)”. */
  belongsTo: string
}

const TITLE_WIDTH_IN_POINTS = TEXT_WIDTH_IN_POINTS * 0.88

/**
 * The heading of the appendix or paper at a position from 0. An electronic document need not fill in number and date here (III.1c), but in
 * one file with the document they are true and help whoever prints it. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, III.1, and
 * Appendix III, forms 1.3 and 2.1.
 */
export function appendixLines(
  document: OfficialDocument,
  appendix: Appendix | AppendedPaper,
  position: number,
): AppendixLines {
  const number = formatDocumentNumber(document.number)
  const written = document.number.number === null ? `……${number}` : number
  const lines = (text: string) => balancedLines(oneLine(text), TITLE_WIDTH_IN_POINTS, SIZE_IN_POINTS.appendixTitle)
  const belongsTo = `(Kèm theo ${documentTypeTitle(document.number.typeCode)} số ${written} ${dateInWords(document.date)} của ${oneLine(issuerOf(document))})`
  if ('typeTitle' in appendix)
    return { hasHead: true, word: inCapitals(appendix.typeTitle), title: lines(appendix.summary), belongsTo }
  const all = (document.appendices ?? []).filter((each) => !('typeTitle' in each))
  const before = (document.appendices ?? []).slice(0, position).filter((each) => !('typeTitle' in each))
  return {
    hasHead: false,
    word: all.length > 1 ? `Phụ lục ${romanNumeral(before.length + 1)}` : 'Phụ lục',
    title: lines(inCapitals(appendix.title)),
    belongsTo,
  }
}

/** A decision of the head is the head's: “của Chủ tịch Ủy ban nhân dân tỉnh …”. */
const issuerOf = ({ issuingAuthority, issuingBody }: OfficialDocument) => issuingAuthority ?? issuingBody
