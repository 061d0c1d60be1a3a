import { Paragraph, type Table, TextRun } from 'docx'
import { documentNumberLine } from '../rules/document-number.ts'
import { documentTypeTitle } from '../rules/document-types.ts'
import { placeAndDateLine } from '../rules/place-and-date.ts'
import { balancedLines } from './balanced-lines.ts'
import { framelessTable } from './frameless-table.ts'
import { horizontalRule } from './horizontal-rule.ts'
import type { OfficialDocument } from './official-document.ts'
import { SIZE_IN_POINTS, TEXT_WIDTH, twips } from './page-measures.ts'
import { inCapitals, oneLine } from './plain-text.ts'
import { LOOKS } from './styles.ts'
import { boldWidthInPoints } from './text-width.ts'

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const MOTTO = 'Độc lập - Tự do - Hạnh phúc'

/** Wide enough for the nation's name on one line and for “Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019”. */
const RIGHT_COLUMN = twips(99)
const LEFT_COLUMN = TEXT_WIDTH - RIGHT_COLUMN

/** The line under the issuing body and under the summary: between 1/3 and 1/2 of the words above it. */
const SHORT_RULE_SHARE = 0.42

/** The summary keeps away from the margins. */
const SUMMARY_WIDTH_SHARE = 0.88

const TWIPS_PER_POINT = 20

/**
 * The letterhead: on the left the superior and the issuing body and the number, on the right the nation, the motto, place and date.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.1 to II.5 and IV (boxes 1 to 5b).
 */
export function documentHead(document: OfficialDocument): Table {
  const isLetter = document.number.typeCode === null
  return framelessTable(
    [LEFT_COLUMN, RIGHT_COLUMN],
    [
      [
        issuer(document),
        [
          new Paragraph({ style: LOOKS.nation.id, text: NATION }),
          new Paragraph({ style: LOOKS.motto.id, text: MOTTO }),
          horizontalRule(boldWidthInPoints(MOTTO, SIZE_IN_POINTS.motto), RIGHT_COLUMN, 4),
        ],
      ],
      [
        [
          new Paragraph({ style: LOOKS.number.id, text: documentNumberLine(document.number) }),
          ...(isLetter ? [letterSummary(document.summary)] : []),
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

/** Type and summary in the middle of the page; an official letter has neither here. Boxes 5a. */
export function documentTitle(document: OfficialDocument): Paragraph[] {
  if (document.number.typeCode === null) return []
  const available = (TEXT_WIDTH / TWIPS_PER_POINT) * SUMMARY_WIDTH_SHARE
  const summary = balancedLines(oneLine(document.summary), available, SIZE_IN_POINTS.title)
  return [
    new Paragraph({ style: LOOKS.typeTitle.id, text: inCapitals(documentTypeTitle(document.number.typeCode)) }),
    ...(summary.length === 0 ? [] : [new Paragraph({ style: LOOKS.summary.id, children: linesOf(summary) })]),
    shortRuleUnder(summary, SIZE_IN_POINTS.title, TEXT_WIDTH, 10),
  ]
}

function issuer(document: OfficialDocument): Paragraph[] {
  const wrap = (name: string) => balancedLines(inCapitals(name), LEFT_COLUMN / TWIPS_PER_POINT - 4, SIZE_IN_POINTS.body)
  const superiorBody = wrap(document.superiorBody ?? '')
  const issuingBody = wrap(document.issuingBody)
  return [
    ...(superiorBody.length === 0
      ? []
      : [new Paragraph({ style: LOOKS.superiorBody.id, children: linesOf(superiorBody) })]),
    new Paragraph({ style: LOOKS.issuingBody.id, children: linesOf(issuingBody) }),
    shortRuleUnder(issuingBody, SIZE_IN_POINTS.body, LEFT_COLUMN, 4),
  ]
}

function letterSummary(summary: string): Paragraph {
  const about = `V/v ${oneLine(summary).replace(/^(?:v\/v|về việc)\s+/iu, '')}`
  const lines = balancedLines(about, LEFT_COLUMN / TWIPS_PER_POINT - 4, SIZE_IN_POINTS.letterSummary)
  return new Paragraph({ style: LOOKS.letterSummary.id, children: linesOf(lines) })
}

function shortRuleUnder(
  lines: readonly string[],
  sizeInPoints: number,
  columnWidth: number,
  gapBelow: number,
): Paragraph {
  const longest = Math.max(0, ...lines.map((line) => boldWidthInPoints(line, sizeInPoints)))
  return horizontalRule(longest * SHORT_RULE_SHARE, columnWidth, gapBelow)
}

/**
 * Lines of one paragraph. Between two lines stands a space, so that the text can still be searched and copied as one; it is set
 * very small, because a space at the end of a centred line would push the line aside.
 */
function linesOf(lines: readonly string[]): TextRun[] {
  return lines.flatMap((line, index) =>
    index === 0 ? [new TextRun(line)] : [new TextRun({ text: ' ', size: 2 }), new TextRun({ text: line, break: 1 })],
  )
}
