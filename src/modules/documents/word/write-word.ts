import {
  BorderStyle,
  Document,
  FrameAnchorType,
  FrameWrap,
  Header,
  HeightRule,
  NumberFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import { titleInProperties } from '../layout/heading-lines.ts'
import { SIZE_IN_POINTS } from '../layout/measures.ts'
import type { OfficialDocument } from '../layout/official-document.ts'
import { inCapitals, oneLine } from '../layout/plain-text.ts'
import { boldWidthInPoints } from '../layout/text-width.ts'
import { addressees, documentBody, legalBases } from './document-body.ts'
import { documentFoot } from './document-foot.ts'
import { documentHead, documentTitle } from './document-head.ts'
import { gap } from './horizontal-rule.ts'
import { PAGE, twipsOfPoints } from './page-measures.ts'
import { LOOKS, STYLES } from './styles.ts'

/** What a browser is told about the file, and the ending of its name. */
export const WORD_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Writes an administrative document as a Word file (.docx) in the layout of Decree 30/2020/NĐ-CP, Appendix I.
 * Refuses what the rules refuse: `documents.place-missing`, `documents.no-such-date`, `documents.signer-title-missing`.
 */
export async function writeWord(document: OfficialDocument): Promise<Buffer> {
  const issuingBody = oneLine(document.issuingBody)
  const file = new Document({
    title: titleInProperties(document),
    creator: issuingBody,
    lastModifiedBy: issuingBody,
    description: oneLine(document.marker ?? ''),
    styles: STYLES,
    compatibility: { version: WORD_2013_OR_LATER },
    sections: [
      {
        properties: {
          // The first page has a head of its own, which has no page number.
          titlePage: true,
          page: {
            size: { width: PAGE.width, height: PAGE.height, orientation: PageOrientation.PORTRAIT },
            margin: PAGE.margin,
            pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL },
          },
        },
        headers: {
          first: new Header({ children: [...marker(document), new Paragraph({ style: LOOKS.pageNumber.id })] }),
          default: new Header({ children: [...marker(document), pageNumber()] }),
        },
        children: [
          documentHead(document),
          ...documentTitle(document),
          ...addressees(document),
          ...legalBases(document),
          ...documentBody(document.body),
          documentFoot(document),
          gap(1),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}

/** Anything lower opens in “compatibility mode”, with features switched off. */
const WORD_2013_OR_LATER = 15

function pageNumber(): Paragraph {
  return new Paragraph({ style: LOOKS.pageNumber.id, children: [new TextRun({ children: [PageNumber.CURRENT] })] })
}

/**
 * In a box at the right of the top margin, where it takes no room from the page number. The box is as wide as its words.
 * Its wording is free: the decree has no component of this kind.
 */
function marker(document: OfficialDocument): Paragraph[] {
  const text = inCapitals(document.marker ?? '')
  if (text === '') return []
  const line = { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' }
  const widthInPoints = boldWidthInPoints(text, SIZE_IN_POINTS.marker) + MARKER_PADDING_IN_POINTS
  return [
    new Paragraph({
      style: LOOKS.marker.id,
      border: { top: line, bottom: line, left: line, right: line },
      frame: {
        type: 'absolute',
        position: { x: PAGE.width - PAGE.margin.right - twipsOfPoints(widthInPoints), y: PAGE.margin.header },
        anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
        width: twipsOfPoints(widthInPoints),
        height: twipsOfPoints(MARKER_HEIGHT_IN_POINTS),
        rule: HeightRule.ATLEAST,
        wrap: FrameWrap.AROUND,
      },
      text,
    }),
  ]
}

const MARKER_PADDING_IN_POINTS = 12
const MARKER_HEIGHT_IN_POINTS = 15
