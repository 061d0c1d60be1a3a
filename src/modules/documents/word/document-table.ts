import { AlignmentType, Paragraph, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx'
import { cellText } from '../layout/cell-text.ts'
import type { TableCell as Cell, DocumentTable, TableColumn } from '../layout/official-document.ts'
import { oneLine } from '../layout/plain-text.ts'
import { gap } from './horizontal-rule.ts'
import { twips, twipsOfPoints } from './page-measures.ts'
import { LOOKS } from './styles.ts'

const ALIGNMENT = { left: AlignmentType.LEFT, centre: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const

/**
 * A table over the whole width of the text (in twips), with its caption above and a gap of 6 pt below. Column headings come again on each page and no row is torn.
 * Every row must have as many cells as there are columns; anything else is a defect of the caller.
 */
export function documentTable(table: DocumentTable, textWidth: number): (Paragraph | Table)[] {
  const widths = columnWidths(table.columns, textWidth)
  const rowOf = (cells: readonly Cell[], style: string) => {
    if (cells.length !== table.columns.length) {
      throw new RangeError(`a row has ${cells.length} cells where the table has ${table.columns.length} columns`)
    }
    return new TableRow({
      cantSplit: true,
      children: cells.map((cell, column) =>
        bordered(widths[column], style, cellText(cell), ALIGNMENT[table.columns[column]?.alignment ?? 'left']),
      ),
    })
  }
  const headings = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.columns.map((column, index) =>
      bordered(widths[index], LOOKS.columnHeading.id, oneLine(column.heading), AlignmentType.CENTER),
    ),
  })
  const caption = oneLine(table.caption ?? '')
  return [
    ...(caption === '' ? [] : [new Paragraph({ style: LOOKS.caption.id, keepNext: true, text: caption })]),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      margins: {
        left: twips(1.5),
        right: twips(1.5),
        top: twipsOfPoints(2),
        bottom: twipsOfPoints(2),
        marginUnitType: WidthType.DXA,
      },
      rows: [
        headings,
        ...table.rows.map((row) => rowOf(row, LOOKS.cell.id)),
        ...(table.totalRow === null ? [] : [rowOf(table.totalRow, LOOKS.totalCell.id)]),
      ],
    }),
    gap(6),
  ]
}

/** Widths in twips. The edges are rounded instead of the widths, so that the widths sum to the page's. */
function columnWidths(columns: readonly TableColumn[], textWidth: number): number[] {
  const shares = columns.reduce((sum, column) => sum + column.widthShare, 0)
  let share = 0
  let edge = 0
  return columns.map((column) => {
    share += column.widthShare
    const left = edge
    edge = Math.round((share / shares) * textWidth)
    return edge - left
  })
}

function bordered(
  width: number | undefined,
  style: string,
  text: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
): TableCell {
  return new TableCell({
    width: { size: width ?? 0, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [new Paragraph({ style, alignment, text })],
  })
}
