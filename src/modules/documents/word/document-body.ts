import { HeadingLevel, ImageRun, Paragraph, type Table } from 'docx'
import { outlineNumber } from '../rules/outline-number.ts'
import { addresseeLines } from '../rules/recipients.ts'
import { documentPicture } from './document-picture.ts'
import { documentTable } from './document-table.ts'
import type { BodyBlock, DocumentChart, OfficialDocument } from './official-document.ts'
import { SIZE_IN_POINTS, TEXT_WIDTH, twips, twipsOfPoints } from './page-measures.ts'
import { closedWith, inCapitals, oneLine, paragraphsOf } from './plain-text.ts'
import { LOOKS } from './styles.ts'

/** Every text ends with this sign in the decree's forms (Appendix III), so that nothing can be added above the signature. */
const END_SIGN = './.'

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

/** Legal bases in italics, each on its line: “;” after each, “.” after the last. Box 6. */
export function legalBases(document: OfficialDocument): Paragraph[] {
  const bases = document.legalBases.map(oneLine).filter((basis) => basis !== '')
  return bases.map(
    (basis, index) =>
      new Paragraph({ style: LOOKS.legalBasis.id, text: closedWith(basis, index === bases.length - 1 ? '.' : ';') }),
  )
}

/** The text itself, numbered as it goes, ending with “./.”. Box 6. */
export function documentBody(blocks: readonly BodyBlock[]): (Paragraph | Table)[] {
  const pieces = numbered(blocks)
  const last = pieces.at(-1)
  const closed =
    last?.kind === 'text'
      ? [...pieces.slice(0, -1), { ...last, text: closedWith(last.text, END_SIGN) }]
      : [...pieces, { kind: 'text' as const, text: END_SIGN }]
  return closed.flatMap((piece, index) => {
    if (piece.kind === 'table') return documentTable(piece)
    if (piece.kind === 'chart') return chart(piece)
    if (piece.kind === 'picture') return documentPicture(piece)
    if (piece.kind === 'heading') {
      return new Paragraph({ heading: HEADING_STYLE[piece.level], text: piece.text })
    }
    const isLast = index === closed.length - 1
    return new Paragraph({
      style: LOOKS.text.id,
      // The signature must not stand alone on a page.
      ...(isLast ? { keepNext: true } : {}),
      text: piece.text,
    })
  })
}

type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | Extract<BodyBlock, { kind: 'table' | 'chart' | 'picture' }>

/** Gives each heading and list item its number; a heading begins the levels below it anew. */
function numbered(blocks: readonly BodyBlock[]): Piece[] {
  const positions = { 1: 0, 2: 0, 3: 0 }
  return blocks.flatMap((block): Piece[] => {
    switch (block.kind) {
      case 'heading': {
        positions[block.level]++
        if (block.level < 3) positions[3] = 0
        if (block.level < 2) positions[2] = 0
        // Sections (mục) are in capitals; clauses and points are not.
        const text = block.level === 1 ? inCapitals(block.text) : oneLine(block.text)
        return [
          {
            kind: 'heading',
            level: block.level,
            text: `${outlineNumber(block.level, positions[block.level])} ${text}`,
          },
        ]
      }
      case 'clauses':
      case 'points': {
        const level = block.kind === 'clauses' ? 2 : 3
        return block.items.map((item, index) => ({
          kind: 'text',
          text: `${outlineNumber(level, index + 1)} ${oneLine(item)}`,
        }))
      }
      case 'paragraph':
        return paragraphsOf(block.text).map((text) => ({ kind: 'text', text }))
      default:
        return [block]
    }
  })
}

/**
 * Word before 2016 and LibreOffice 7.4 don't draw SVG: they show this grey field with the description; the figures are in the
 * table beside it.
 */
const GREY_FIELD = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGN4AQAA6gDp3uJOLwAAAABJRU5ErkJggg==',
  'base64',
)
const PIXELS_PER_TWIP = 96 / 1440

function chart(block: DocumentChart): Paragraph[] {
  const shrinking = Math.min(1, (TEXT_WIDTH * PIXELS_PER_TWIP) / block.widthInPixels)
  const description = oneLine(block.description)
  const picture = new ImageRun({
    type: 'svg',
    data: Buffer.from(block.svg, 'utf8'),
    fallback: { type: 'png', data: GREY_FIELD },
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
