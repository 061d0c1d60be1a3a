import { formatDocumentNumber } from '../rules/document-number.ts'
import { documentTypeTitle } from '../rules/document-types.ts'
import { romanNumeral } from '../rules/outline-number.ts'
import { dateInWords } from '../rules/place-and-date.ts'
import type { Appendix, OfficialDocument } from './official-document.ts'
import { inCapitals, oneLine } from './plain-text.ts'

/** What stands above the text of an appendix. */
export type AppendixLines = {
  /** “Phụ lục”, with a Roman number when there are several. */
  word: string
  /** In capitals. */
  title: string
  /** “(Kèm theo Báo cáo số 05/BC-SNV ngày 05 tháng 02 năm 2022 của Sở Nội vụ)”. */
  belongsTo: string
}

/**
 * The heading of the appendix at a position from 0. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, III; the wording of the line in
 * brackets has not yet been checked against the decree's own text.
 */
export function appendixLines(document: OfficialDocument, { title }: Appendix, position: number): AppendixLines {
  const several = (document.appendices?.length ?? 0) > 1
  const number = formatDocumentNumber(document.number)
  const written = document.number.number === null ? `……${number}` : number
  return {
    word: several ? `Phụ lục ${romanNumeral(position + 1)}` : 'Phụ lục',
    title: inCapitals(title),
    belongsTo: `(Kèm theo ${documentTypeTitle(document.number.typeCode)} số ${written} ${dateInWords(document.date)} của ${oneLine(document.issuingBody)})`,
  }
}
