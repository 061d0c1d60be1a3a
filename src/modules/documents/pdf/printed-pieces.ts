import { cellText } from '../layout/cell-text.ts'
import { pointsOf } from '../layout/measures.ts'
import type { DocumentChart, DocumentPicture, DocumentTable, TableCell } from '../layout/official-document.ts'
import { pictureSize } from '../layout/picture-size.ts'
import type { Piece } from '../layout/pieces.ts'
import { oneLine } from '../layout/plain-text.ts'

const POINTS_PER_PIXEL = 72 / 96
/** Leaves room for a caption on the same page. */
const MOST_HEIGHT_IN_POINTS = pointsOf(210)

type Cell = { text: string; alignment: string; bold: boolean }
export type Picture = { path: string; content: Buffer }

/**
 * The pieces of a text as the template takes them, none wider than the text; the pictures that it reads by their paths are added to those
 * of the document.
 */
export function printedPieces(pieces: readonly Piece[], textWidthInPoints: number, pictures: Picture[]): object[] {
  return pieces.map((piece) => {
    if (piece.kind === 'table') return table(piece)
    if (piece.kind === 'chart') return chart(piece, textWidthInPoints)
    if (piece.kind !== 'picture') return piece
    const size = pictureSize(piece.content)
    if (!size) throw new RangeError('The content of a picture is neither JPEG nor PNG.')
    const path = `/picture-${pictures.length + 1}.${size.type}`
    pictures.push({ path, content: piece.content })
    return { kind: 'picture', path, width: shownWidth(size, textWidthInPoints), ...wordsOf(piece) }
  })
}

const wordsOf = ({ caption, description }: DocumentChart | DocumentPicture) => ({
  caption: captionOf(caption),
  description: oneLine(description),
})

const captionOf = (caption: string | null) => oneLine(caption ?? '') || null

const chart = (block: DocumentChart, textWidthInPoints: number) => ({
  kind: 'chart',
  svg: block.svg,
  width: shownWidth({ width: block.widthInPixels, height: block.heightInPixels }, textWidthInPoints),
  ...wordsOf(block),
})

function shownWidth({ width, height }: { width: number; height: number }, textWidthInPoints: number): number {
  const shrinking = Math.min(
    1,
    textWidthInPoints / (width * POINTS_PER_PIXEL),
    MOST_HEIGHT_IN_POINTS / (height * POINTS_PER_PIXEL),
  )
  return width * POINTS_PER_PIXEL * shrinking
}

function table({ caption, columns, rows, totalRow }: DocumentTable) {
  const row = (bold: boolean) => (cells: readonly TableCell[]) => {
    if (cells.length !== columns.length) {
      throw new RangeError(`a row has ${cells.length} cells where the table has ${columns.length} columns`)
    }
    return cells.map((cell, at): Cell => ({ text: cellText(cell), alignment: columns[at]?.alignment ?? 'left', bold }))
  }
  return {
    kind: 'table',
    caption: captionOf(caption),
    shares: columns.map(({ widthShare }) => widthShare),
    headings: columns.map(({ heading }): Cell => ({ text: oneLine(heading), alignment: 'centre', bold: true })),
    cells: [...rows.flatMap(row(false)), ...(totalRow === null ? [] : row(true)(totalRow))],
  }
}
