import { HeadingLevel, ImageRun, Paragraph, type Table, TextRun } from 'docx'
import { chartPicture } from '../layout/chart-picture.ts'
import { enactingLines } from '../layout/heading-lines.ts'
import { SIZE_IN_POINTS } from '../layout/measures.ts'
import type { BodyBlock, DocumentChart, OfficialDocument } from '../layout/official-document.ts'
import { legalBasisLines, type Piece, piecesOf } from '../layout/pieces.ts'
import { oneLine } from '../layout/plain-text.ts'
import { addresseeLines } from '../rules/recipients.ts'
import { documentPicture } from './document-picture.ts'
import { documentTable } from './document-table.ts'
import { linesOf } from './lines-of.ts'
import { TEXT_WIDTH, twips, twipsOfPoints } from './page-measures.ts'
import { LOOKS } from './styles.ts'

const HEADING_STYLE = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

/** “Kính gửi” begins a little right of the margin, and the dashes of its list stand under its colon. */
const ADDRESSEE_INDENT = twips(20)
/** “Kính gửi” is 3,4 times as wide as its letters are high; a dash with its space 0,58 times. */
const COLON_INDENT = ADDRESSEE_INDENT + twipsOfPoints(3.4 * SIZE_IN_POINTS.text)
const DASH_WIDTH = twipsOfPoints(0.58 * SIZE_IN_POINTS.text)

/** Whom the document is addressed to. Box 9a. */
export function addressees(document: OfficialDocument): Paragraph[] {
  const lines = addresseeLines(document.recipients).map(oneLine)
  return lines.map((text, index) => {
    const style = LOOKS.addressee.id
    const spacing = index === 0 ? { before: twipsOfPoints(12), after: twipsOfPoints(6) } : {}
    if (lines.length === 1) return new Paragraph({ style, alignment: 'center', spacing, text })
    const indent = index === 0 ? { left: ADDRESSEE_INDENT } : { left: COLON_INDENT + DASH_WIDTH, hanging: DASH_WIDTH }
    return new Paragraph({ style, indent, spacing, text })
  })
}

/** Legal bases in italics, between the authority and “QUYẾT ĐỊNH:” of a decision. Box 6. */
export function legalBases(document: OfficialDocument): Paragraph[] {
  const bases = legalBasisLines(document.legalBases).map((text) => new Paragraph({ style: LOOKS.legalBasis.id, text }))
  const enacting = enactingLines(document)
  if (enacting === null) return bases
  return [
    new Paragraph({ style: LOOKS.issuingAuthority.id, children: linesOf(enacting.authority) }),
    ...bases,
    new Paragraph({ style: LOOKS.enactingWords.id, text: enacting.words }),
  ]
}

/** The text itself, numbered as it goes, ending with “./.”. Box 6. */
export function documentBody(blocks: readonly BodyBlock[]): (Paragraph | Table)[] {
  const pieces = piecesOf(blocks)
  const last = pieces.at(-1)
  // The signature must not stand alone on a page.
  const closing = last?.kind === 'text' ? [new Paragraph({ ...textOf(last), keepNext: true })] : []
  return [...wordPieces(pieces.slice(0, -1), TEXT_WIDTH), ...closing]
}

/** Parts of a text, none wider than the text (in twips). */
export function wordPieces(pieces: readonly Piece[], textWidth: number): (Paragraph | Table)[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'table') return documentTable(piece, textWidth)
    if (piece.kind === 'chart') return chart(piece, textWidth)
    if (piece.kind === 'picture') return documentPicture(piece, textWidth)
    if (piece.kind === 'heading') return new Paragraph({ heading: HEADING_STYLE[piece.level], text: piece.text })
    return new Paragraph(textOf(piece))
  })
}

const textOf = ({ lead, text }: { lead?: string; text: string }) =>
  lead === undefined
    ? { style: LOOKS.text.id, text }
    : {
        style: LOOKS.text.id,
        keepNext: text === '',
        children: [new TextRun({ text: lead, bold: true }), ...(text === '' ? [] : [new TextRun(` ${text}`)])],
      }

/**
 * Word before 2016 and LibreOffice 7.4 don't draw SVG: they show the picture made of it, and where none could be made this grey field
 * with the description; the figures are in the table beside it.
 */
const GREY_FIELD = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGN4AQAA6gDp3uJOLwAAAABJRU5ErkJggg==',
  'base64',
)
const PIXELS_PER_TWIP = 96 / 1440

function chart(block: DocumentChart, textWidth: number): Paragraph[] {
  const shrinking = Math.min(1, (textWidth * PIXELS_PER_TWIP) / block.widthInPixels)
  const description = oneLine(block.description)
  const picture = new ImageRun({
    type: 'svg',
    data: Buffer.from(block.svg, 'utf8'),
    fallback: { type: 'png', data: chartPicture(block) ?? GREY_FIELD },
    transformation: {
      width: Math.floor(block.widthInPixels * shrinking),
      height: Math.floor(block.heightInPixels * shrinking),
    },
    altText: { name: 'Biểu đồ', title: oneLine(block.caption ?? ''), description },
  })
  return [
    new Paragraph({ style: LOOKS.picture.id, keepNext: block.caption !== null, children: [picture] }),
    ...(block.caption === null ? [] : [new Paragraph({ style: LOOKS.caption.id, text: oneLine(block.caption) })]),
  ]
}
