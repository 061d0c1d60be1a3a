import { appendixLines } from '../layout/appendix-lines.ts'
import { headingLines, MOTTO, NATION, titleInProperties, widestOf } from '../layout/heading-lines.ts'
import {
  PAGE_IN_MILLIMETRES,
  RECIPIENTS_COLUMN_IN_MILLIMETRES,
  RIGHT_COLUMN_IN_MILLIMETRES,
  SHORT_RULE_SHARE,
  SIZE_IN_POINTS,
  TEXT_WIDTH_ACROSS_IN_POINTS,
  TEXT_WIDTH_IN_POINTS,
  URGENCY_STAMP_IN_MILLIMETRES,
} from '../layout/measures.ts'
import type { OfficialDocument, Signature } from '../layout/official-document.ts'
import { appendixPieces, legalBasisLines, piecesOf } from '../layout/pieces.ts'
import { inCapitals, oneLine } from '../layout/plain-text.ts'
import { documentNumberLine } from '../rules/document-number.ts'
import { placeAndDateLine } from '../rules/place-and-date.ts'
import { addresseeLines, drafterLine, recipientLines } from '../rules/recipients.ts'
import { nameForSignature, signingLines } from '../rules/signing-authority.ts'
import { PAGE_TEMPLATE } from './page-template.ts'
import { type Picture, printedPieces } from './printed-pieces.ts'
import { pathOnPaper, typesetter } from './typesetter.ts'

export const PDF_MEDIA_TYPE = 'application/pdf'

/**
 * Writes an administrative document as a tagged PDF (one that can be read aloud) in the layout of Decree 30/2020/NĐ-CP, Appendix I;
 * the same bytes for the same document, whenever. Refuses what `writeWord` refuses, and `documents.pdf-unavailable` on a machine for
 * which the typesetter is not made.
 */
export async function writePdf(document: OfficialDocument): Promise<Buffer> {
  const pictures: Picture[] = []
  const pieces = printedPieces(piecesOf(document.body), TEXT_WIDTH_IN_POINTS, pictures)
  const appendices = (document.appendices ?? []).map((appendix, position) => ({
    ...appendixLines(document, appendix, position),
    across: appendix.orientation === 'across',
    pieces: printedPieces(
      appendixPieces(appendix.body),
      appendix.orientation === 'across' ? TEXT_WIDTH_ACROSS_IN_POINTS : TEXT_WIDTH_IN_POINTS,
      pictures,
    ),
  }))
  const compiler = typesetter()
  compiler.mapShadow(
    pathOnPaper('document.json'),
    Buffer.from(JSON.stringify({ ...frameOf(document), pieces, appendices })),
  )
  for (const { path, content } of pictures) compiler.mapShadow(pathOnPaper(path), content)
  try {
    return compiler.pdf({ mainFileContent: PAGE_TEMPLATE })
  } finally {
    compiler.resetShadow()
    // What was remembered of this document is of no use to the next.
    compiler.evictCache(0)
  }
}

/** Everything around the text, as the template takes it. */
function frameOf(document: OfficialDocument) {
  const lines = headingLines(document)
  return {
    title: titleInProperties(document),
    issuer: oneLine(document.issuingBody),
    marker: inCapitals(document.marker ?? ''),
    sizes: SIZE_IN_POINTS,
    page: {
      ...PAGE_IN_MILLIMETRES,
      rightColumn: RIGHT_COLUMN_IN_MILLIMETRES,
      recipientsColumn: RECIPIENTS_COLUMN_IN_MILLIMETRES,
    },
    nation: NATION,
    motto: MOTTO,
    mottoRule: widestOf([MOTTO], SIZE_IN_POINTS.motto),
    ...lines,
    issuerRule: widestOf(lines.issuingBody, SIZE_IN_POINTS.body) * SHORT_RULE_SHARE,
    summaryRule: widestOf(lines.summary, SIZE_IN_POINTS.title) * SHORT_RULE_SHARE,
    number: documentNumberLine(document.number),
    placeAndDate: placeAndDateLine(oneLine(document.place), document.date),
    addressees: addresseeLines(document.recipients).map(oneLine),
    legalBases: legalBasisLines(document.legalBases),
    recipients: recipientLines(document.recipients).map(oneLine),
    drafter: document.drafter ? drafterLine(document.drafter) : '',
    contact: oneLine(document.contact ?? ''),
    urgency: document.urgency
      ? {
          text: inCapitals(document.urgency),
          width: URGENCY_STAMP_IN_MILLIMETRES.width[document.urgency],
          height: URGENCY_STAMP_IN_MILLIMETRES.height,
        }
      : null,
    signed: signedBy(document.signature),
    beside: document.signature.beside ? signedBy(document.signature.beside) : null,
  }
}

const signedBy = ({ authority, name }: Omit<Signature, 'beside'>) => ({
  lines: signingLines(authority).map(oneLine),
  name: oneLine(nameForSignature(name ?? '')),
})
