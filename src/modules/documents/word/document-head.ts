import { Paragraph, type Table } from 'docx'
import { type HeadingLines, headingLines, MOTTO, NATION, widestOf } from '../layout/heading-lines.ts'
import { RIGHT_COLUMN_IN_MILLIMETRES, SHORT_RULE_SHARE, SIZE_IN_POINTS } from '../layout/measures.ts'
import type { OfficialDocument } from '../layout/official-document.ts'
import { oneLine } from '../layout/plain-text.ts'
import { boldWidthInPoints } from '../layout/text-width.ts'
import { documentNumberLine } from '../rules/document-number.ts'
import { placeAndDateLine } from '../rules/place-and-date.ts'
import { framelessTable } from './frameless-table.ts'
import { horizontalRule } from './horizontal-rule.ts'
import { linesOf } from './lines-of.ts'
import { TEXT_WIDTH, twips } from './page-measures.ts'
import { LOOKS } from './styles.ts'
import { urgencyStamp } from './urgency-stamp.ts'

const RIGHT_COLUMN = twips(RIGHT_COLUMN_IN_MILLIMETRES)
const LEFT_COLUMN = TEXT_WIDTH - RIGHT_COLUMN

/**
 * The letterhead: on the left the superior and the issuing body and the number, on the right the nation, the motto, place and date.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.1 to II.5 and IV (boxes 1 to 5b, 10b).
 */
export function documentHead(document: OfficialDocument): Table {
  const lines = headingLines(document)
  return framelessTable(
    [LEFT_COLUMN, RIGHT_COLUMN],
    [
      [issuer(lines, LEFT_COLUMN), nation()],
      [
        [
          new Paragraph({ style: LOOKS.number.id, text: documentNumberLine(document.number) }),
          ...letterSummary(lines.letterSummary),
          ...urgencyStamp(document.urgency),
        ],
        [
          new Paragraph({
            style: LOOKS.placeAndDate.id,
            text: placeAndDateLine(oneLine(document.place), document.date),
          }),
        ],
      ],
    ],
  )
}

/** The head of a paper issued with a document: the bodies and the nation, no number and no date. Source: the same, Appendix III, form 1.3. */
export function appendedHead(document: OfficialDocument, textWidth: number): Table {
  const leftColumn = textWidth - RIGHT_COLUMN
  return framelessTable([leftColumn, RIGHT_COLUMN], [[issuer(headingLines(document), leftColumn), nation()]])
}

const nation = () => [
  new Paragraph({ style: LOOKS.nation.id, text: NATION }),
  new Paragraph({ style: LOOKS.motto.id, text: MOTTO }),
  horizontalRule(boldWidthInPoints(MOTTO, SIZE_IN_POINTS.motto), RIGHT_COLUMN, 4),
]

/** Type and summary in the middle of the page; an official letter has neither here. Boxes 5a. */
export function documentTitle(document: OfficialDocument): Paragraph[] {
  const { typeTitle, summary } = headingLines(document)
  if (typeTitle === null) return []
  return [
    new Paragraph({ style: LOOKS.typeTitle.id, text: typeTitle }),
    ...(summary.length === 0 ? [] : [new Paragraph({ style: LOOKS.summary.id, children: linesOf(summary) })]),
    shortRuleUnder(summary, SIZE_IN_POINTS.title, TEXT_WIDTH, 10),
  ]
}

function issuer({ superiorBody, issuingBody }: HeadingLines, columnWidth: number): Paragraph[] {
  return [
    ...(superiorBody.length === 0
      ? []
      : [new Paragraph({ style: LOOKS.superiorBody.id, children: linesOf(superiorBody) })]),
    new Paragraph({ style: LOOKS.issuingBody.id, children: linesOf(issuingBody) }),
    shortRuleUnder(issuingBody, SIZE_IN_POINTS.body, columnWidth, 4),
  ]
}

function letterSummary(lines: readonly string[]): Paragraph[] {
  return lines.length === 0 ? [] : [new Paragraph({ style: LOOKS.letterSummary.id, children: linesOf(lines) })]
}

/** A line of a third to a half of the words above it, in the middle of a column (in twips). */
export function shortRuleUnder(
  lines: readonly string[],
  sizeInPoints: number,
  columnWidth: number,
  gapBelow: number,
): Paragraph {
  return horizontalRule(widestOf(lines, sizeInPoints) * SHORT_RULE_SHARE, columnWidth, gapBelow)
}
