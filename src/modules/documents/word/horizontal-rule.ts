import { BorderStyle, LineRuleType, Paragraph } from 'docx'
import { twipsOfPoints } from './page-measures.ts'

/** An empty paragraph of an exact height, where Word needs one: between two tables and after the last one. */
export function gap(heightInPoints: number): Paragraph {
  return new Paragraph({
    spacing: { before: 0, after: 0, line: twipsOfPoints(heightInPoints), lineRule: LineRuleType.EXACTLY },
    children: [],
  })
}

/**
 * A thin line in the middle of a column, of an exact length: the upper border of an empty, low paragraph that is indented on
 * both sides. Unlike a drawn shape it moves with the text and looks the same in every program.
 */
export function horizontalRule(lengthInPoints: number, columnWidthInTwips: number, gapBelowInPoints = 0): Paragraph {
  const indent = Math.max(0, Math.round((columnWidthInTwips - twipsOfPoints(lengthInPoints)) / 2))
  return new Paragraph({
    indent: { left: indent, right: indent },
    spacing: {
      before: twipsOfPoints(3),
      after: twipsOfPoints(gapBelowInPoints),
      line: twipsOfPoints(4),
      lineRule: LineRuleType.EXACTLY,
    },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    children: [],
  })
}
