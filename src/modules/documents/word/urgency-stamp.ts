import {
  AlignmentType,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import { URGENCY_STAMP_IN_MILLIMETRES } from '../layout/measures.ts'
import type { Urgency } from '../layout/official-document.ts'
import { inCapitals } from '../layout/plain-text.ts'
import { gap } from './horizontal-rule.ts'
import { twips } from './page-measures.ts'
import { LOOKS } from './styles.ts'

/** “HỎA TỐC” in a frame of the decree's size, in the middle of the left column. Box 10b. */
export function urgencyStamp(urgency: Urgency | undefined): (Paragraph | Table)[] {
  if (urgency === undefined) return []
  const width = twips(URGENCY_STAMP_IN_MILLIMETRES.width[urgency])
  return [
    gap(6),
    new Table({
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      width: { size: width, type: WidthType.DXA },
      columnWidths: [width],
      rows: [
        new TableRow({
          height: { value: twips(URGENCY_STAMP_IN_MILLIMETRES.height), rule: HeightRule.EXACT },
          children: [
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              verticalAlign: VerticalAlign.CENTER,
              margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
              children: [new Paragraph({ style: LOOKS.urgency.id, text: inCapitals(urgency) })],
            }),
          ],
        }),
      ],
    }),
    // A cell ends with a paragraph.
    gap(1),
  ]
}
