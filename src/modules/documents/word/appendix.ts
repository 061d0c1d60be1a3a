import { Paragraph, type Table } from 'docx'
import { appendixLines } from '../layout/appendix-lines.ts'
import { SIZE_IN_POINTS } from '../layout/measures.ts'
import type { AppendedPaper, Appendix, OfficialDocument } from '../layout/official-document.ts'
import { piecesOf } from '../layout/pieces.ts'
import { wordPieces } from './document-body.ts'
import { appendedHead, shortRuleUnder } from './document-head.ts'
import { gap } from './horizontal-rule.ts'
import { linesOf } from './lines-of.ts'
import { TEXT_WIDTH, TEXT_WIDTH_ACROSS } from './page-measures.ts'
import { LOOKS } from './styles.ts'

/**
 * The heading of an appendix or of a paper issued with the document and its text, for a section of its own; the text ends with “./.” like
 * that of the document. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, III.1, and Appendix III, forms 1.3 and 2.1.
 */
export function appendixBody(
  document: OfficialDocument,
  appendix: Appendix | AppendedPaper,
  position: number,
): (Paragraph | Table)[] {
  const { hasHead, word, title, belongsTo } = appendixLines(document, appendix, position)
  const textWidth = appendix.orientation === 'across' ? TEXT_WIDTH_ACROSS : TEXT_WIDTH
  return [
    ...(hasHead ? [appendedHead(document, textWidth), gap(12)] : []),
    new Paragraph({ style: LOOKS.appendixWord.id, text: word }),
    ...(title.length === 0 ? [] : [new Paragraph({ style: LOOKS.appendixTitle.id, children: linesOf(title) })]),
    new Paragraph({ style: LOOKS.appendixBelonging.id, text: belongsTo }),
    shortRuleUnder(title.length === 0 ? [word] : title, SIZE_IN_POINTS.appendixTitle, textWidth, 10),
    ...wordPieces(piecesOf(appendix.body), textWidth),
    // Word wants a paragraph after a table at the end of a section.
    gap(1),
  ]
}
