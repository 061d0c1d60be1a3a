import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import type { Certificate } from '../layout/certificate.ts'
import { type CertificateLines, certificateLines, titleOfCertificates } from '../layout/certificate-lines.ts'
import { MOTTO, NATION } from '../layout/heading-lines.ts'
import { inCapitals } from '../layout/plain-text.ts'
import { framelessTable } from './frameless-table.ts'
import { gap } from './horizontal-rule.ts'
import { PAGE, twips } from './page-measures.ts'
import { STYLES } from './styles.ts'

const MARGIN = { top: twips(20), bottom: twips(16), left: twips(28), right: twips(28) }
const TEXT_WIDTH = PAGE.height - MARGIN.left - MARGIN.right
const SIGNING_COLUMN = twips(110)
const LINE = { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, space: 18, color: '000000' }

type Letters = { size: number; bold?: boolean; italics?: boolean; before?: number; after?: number }

function centred(text: string, { size, bold = false, italics = false, before = 0, after = 0 }: Letters): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: twips(before), after: twips(after), line: 264 },
    children: [new TextRun({ text, size: size * 2, bold, italics })],
  })
}

/** Certificates as one Word file, each on a page of its own across A4, to be edited and printed. `marker` as in the PDF. */
export function writeCertificatesWord(certificates: readonly Certificate[], marker: string | null): Promise<Buffer> {
  const file = new Document({
    title: titleOfCertificates(certificates),
    styles: STYLES,
    compatibility: { version: 15 },
    sections: certificates.map((certificate) => ({
      properties: {
        titlePage: true,
        page: {
          // The sides are those of the upright page: the package turns them.
          size: { width: PAGE.width, height: PAGE.height, orientation: PageOrientation.LANDSCAPE },
          margin: MARGIN,
          borders: {
            pageBorders: { display: PageBorderDisplay.ALL_PAGES, offsetFrom: PageBorderOffsetFrom.PAGE },
            ...{ pageBorderTop: LINE, pageBorderBottom: LINE, pageBorderLeft: LINE, pageBorderRight: LINE },
          },
        },
      },
      headers: { first: markedHead(marker), default: markedHead(marker) },
      footers: { first: new Footer({ children: [gap(1)] }), default: new Footer({ children: [gap(1)] }) },
      children: pageOf(certificateLines(certificate)),
    })),
  })
  return Packer.toBuffer(file)
}

const markedHead = (marker: string | null) =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [new TextRun({ text: inCapitals(marker ?? ''), size: 22, bold: true })],
      }),
    ],
  })

function pageOf(lines: CertificateLines) {
  return [
    centred(NATION, { size: 14, bold: true }),
    centred(MOTTO, { size: 15, bold: true, after: 6 }),
    centred(lines.givenBy, { size: 17, bold: true, after: 3 }),
    centred('Tặng', { size: 16, italics: true }),
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      alignment: AlignmentType.CENTER,
      indent: { firstLine: 0 },
      spacing: { before: twips(1), after: twips(3) },
      children: [new TextRun({ text: lines.formTitle, size: 80, bold: true })],
    }),
    centred(lines.recipient, { size: 22, bold: true }),
    ...(lines.ofRecipient === '' ? [] : [centred(lines.ofRecipient, { size: 16 })]),
    centred(lines.merit, { size: 16, before: 3, after: 5 }),
    framelessTable(
      [TEXT_WIDTH - SIGNING_COLUMN, SIGNING_COLUMN],
      [
        [
          [new Paragraph({ children: [new TextRun({ text: lines.reference, size: 24, italics: true })] })],
          [
            centred(lines.placeAndDate, { size: 14, italics: true }),
            ...lines.signing.map((line) => centred(line, { size: 14, bold: true })),
            centred(lines.signer, { size: 14, bold: true, before: 20 }),
          ],
        ],
      ],
    ),
  ]
}
