import encodeQR from 'qr'
import { z } from 'zod'
import { type AppendixLines, appendixLines } from '../layout/appendix-lines.ts'
import { enactingLines, headingLines, MOTTO, NATION, titleInProperties, widestOf } from '../layout/heading-lines.ts'
import {
  PAGE_IN_MILLIMETRES,
  pointsOf,
  RECIPIENTS_COLUMN_IN_MILLIMETRES,
  RIGHT_COLUMN_IN_MILLIMETRES,
  SHORT_RULE_SHARE,
  SIGNATURE_ROOM_IN_MILLIMETRES,
  SIZE_IN_POINTS,
  TEXT_WIDTH_ACROSS_IN_POINTS,
  TEXT_WIDTH_IN_POINTS,
  URGENCY_STAMP_IN_MILLIMETRES,
} from '../layout/measures.ts'
import type { OfficialDocument, Signature } from '../layout/official-document.ts'
import { legalBasisLines, piecesOf } from '../layout/pieces.ts'
import { inCapitals, oneLine } from '../layout/plain-text.ts'
import { documentNumberLine } from '../rules/document-number.ts'
import type { SignaturePlace } from '../rules/issue-state.ts'
import { placeAndDateLine } from '../rules/place-and-date.ts'
import { addresseeLines, drafterLine, recipientLines } from '../rules/recipients.ts'
import { nameForSignature, signingLines } from '../rules/signing-authority.ts'
import { PAGE_TEMPLATE } from './page-template.ts'
import { type Picture, printedPieces } from './printed-pieces.ts'
import { pathOnPaper, type Typesetter, typesetter } from './typesetter.ts'

export const PDF_MEDIA_TYPE = 'application/pdf'

/**
 * Writes an administrative document as a tagged PDF (one that can be read aloud) in the layout of Decree 30/2020/NĐ-CP, Appendix I;
 * the same bytes for the same document, whenever. Refuses what `writeWord` refuses, and `documents.pdf-unavailable` on a machine for
 * which the typesetter is not made.
 */
export async function writePdf(document: OfficialDocument): Promise<Buffer> {
  return setPage(document, (compiler) => compiler.pdf({ mainFileContent: PAGE_TEMPLATE }))
}

/** The same with the place where its signer signs, which is on its last page. */
export async function writePdfToSign(document: OfficialDocument): Promise<{ pdf: Buffer; place: SignaturePlace }> {
  return setPage(document, (compiler) => ({
    place: signaturePlace(compiler.query({ mainFileContent: PAGE_TEMPLATE }, { selector: '<signature-places>' })),
    pdf: compiler.pdf({ mainFileContent: PAGE_TEMPLATE }),
  }))
}

const Places = z.array(z.object({ value: z.array(z.object({ page: z.number(), y: z.string() })) }))

function signaturePlace(answered: unknown): SignaturePlace {
  const [place] = Places.parse(answered).flatMap(({ value }) => value)
  if (!place) throw new RangeError('The page has no place for a signature.')
  const { left, width, right } = PAGE_IN_MILLIMETRES
  const column = { from: left + RECIPIENTS_COLUMN_IN_MILLIMETRES, to: width - right }
  return {
    page: place.page,
    middle: pointsOf((column.from + column.to) / 2),
    // What is marked is where the name begins, at the end of the room.
    top: Number.parseFloat(place.y) - pointsOf(SIGNATURE_ROOM_IN_MILLIMETRES),
    height: pointsOf(SIGNATURE_ROOM_IN_MILLIMETRES),
  }
}

function setPage<Result>(document: OfficialDocument, work: (compiler: Typesetter) => Result): Result {
  const pictures: Picture[] = []
  const pieces = printedPieces(piecesOf(document.body), TEXT_WIDTH_IN_POINTS, pictures)
  const appendices = (document.appendices ?? []).map((appendix, position) => ({
    ...appendixOf(appendixLines(document, appendix, position)),
    across: appendix.orientation === 'across',
    pieces: printedPieces(
      piecesOf(appendix.body),
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
    return work(compiler)
  } finally {
    compiler.resetShadow()
    // What was remembered of this document is of no use to the next.
    compiler.evictCache(0)
  }
}

/** With the line below the heading of an appendix, which the decree's forms show without a length: as long as one under a summary. */
const appendixOf = (lines: AppendixLines) => ({
  ...lines,
  rule:
    widestOf(lines.title.length === 0 ? [lines.word] : lines.title, SIZE_IN_POINTS.appendixTitle) * SHORT_RULE_SHARE,
})

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
    enacting: enactingLines(document),
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
    signatureRoom: SIGNATURE_ROOM_IN_MILLIMETRES,
    signed: { ...signedBy(document.signature), place: 'signer' },
    beside: document.signature.beside ? { ...signedBy(document.signature.beside), place: 'beside' } : null,
    verification: document.verification ? verificationOf(document.verification) : null,
  }
}

const verificationOf = ({ page, code }: NonNullable<OfficialDocument['verification']>) => ({
  picture: encodeQR(`${page}/${code}`, 'svg', { ecc: 'medium' }),
  description: `Mã QR dẫn đến ${page}/${code}`,
  words: ['Kiểm tra văn bản tại:', page.replace(/^https?:\/\//, ''), `Mã: ${code}`],
})

const signedBy = ({ authority, name }: Omit<Signature, 'beside'>) => ({
  lines: signingLines(authority).map(oneLine),
  name: oneLine(nameForSignature(name ?? '')),
})
