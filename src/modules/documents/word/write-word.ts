import {
  BorderStyle,
  Document,
  Footer,
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
import type { Appendix, OfficialDocument } from '../layout/official-document.ts'
import { inCapitals, oneLine } from '../layout/plain-text.ts'
import { boldWidthInPoints } from '../layout/text-width.ts'
import { appendixBody } from './appendix.ts'
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
        ...sheet(document, 'upright'),
        footers: { first: new Footer({ children: contact(document) }), default: new Footer({ children: [gap(1)] }) },
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
      ...(document.appendices ?? []).map((appendix, position) => ({
        ...sheet(document, appendix.orientation),
        // What a section does not say itself it takes from the one before.
        footers: { first: new Footer({ children: [gap(1)] }), default: new Footer({ children: [gap(1)] }) },
        children: appendixBody(document, appendix, position),
      })),
    ],
  })
  return Packer.toBuffer(file)
}

/** Paper, margins and heads of a section, whose pages are counted from 1. */
function sheet(document: OfficialDocument, orientation: Appendix['orientation']) {
  return {
    properties: {
      // The first page has a head of its own, which has no page number.
      titlePage: true,
      page: {
        // The sides are those of the upright page: the package turns them when the page lies across.
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: orientation === 'across' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: PAGE.margin,
        pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL },
      },
    },
    headers: {
      first: new Header({
        children: [...marker(document, orientation), new Paragraph({ style: LOOKS.pageNumber.id })],
      }),
      default: new Header({ children: [...marker(document, orientation), pageNumber()] }),
    },
  }
}

/** Address and telephone at the foot of the first page, under a line over the whole width. Box 13. */
function contact(document: OfficialDocument): Paragraph[] {
  const text = oneLine(document.contact ?? '')
  if (text === '') return [gap(1)]
  return [
    new Paragraph({
      style: LOOKS.contact.id,
      border: { top: { style: BorderStyle.SINGLE, size: 6, space: 3, color: '000000' } },
      text,
    }),
  ]
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
function marker(document: OfficialDocument, orientation: Appendix['orientation']): Paragraph[] {
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
        position: {
          x: (orientation === 'across' ? PAGE.height : PAGE.width) - PAGE.margin.right - twipsOfPoints(widthInPoints),
          y: PAGE.margin.header,
        },
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
