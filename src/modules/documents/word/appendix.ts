import { Paragraph, type Table } from 'docx'
import { appendixLines } from '../layout/appendix-lines.ts'
import type { Appendix, OfficialDocument } from '../layout/official-document.ts'
import { appendixPieces } from '../layout/pieces.ts'
import { wordPieces } from './document-body.ts'
import { gap } from './horizontal-rule.ts'
import { TEXT_WIDTH, TEXT_WIDTH_ACROSS } from './page-measures.ts'
import { LOOKS } from './styles.ts'

/** The heading of an appendix and its text, for a section of its own. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, III. */
export function appendixBody(document: OfficialDocument, appendix: Appendix, position: number): (Paragraph | Table)[] {
  const { word, title, belongsTo } = appendixLines(document, appendix, position)
  const textWidth = appendix.orientation === 'across' ? TEXT_WIDTH_ACROSS : TEXT_WIDTH
  return [
    new Paragraph({ style: LOOKS.appendixWord.id, text: word }),
    new Paragraph({ style: LOOKS.appendixTitle.id, text: title }),
    new Paragraph({ style: LOOKS.appendixBelonging.id, text: belongsTo }),
    ...wordPieces(appendixPieces(appendix.body), textWidth),
    // Word wants a paragraph after a table at the end of a section.
    gap(1),
  ]
}
