import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { BodyBlock, OfficialDocument } from '../../../documents/index.ts'
import { nameOnPaper, superiorOnPaper } from '../../../organisation/index.ts'
import type { Letterhead } from '../../queries/report-letterhead.ts'
import type { ReportRecord } from '../../queries/reports.ts'
import type { Supplement } from '../../queries/supplements.ts'
import { reportSignature } from '../../rules/signature.ts'
import { addressees } from '../report-document.ts'
import { lowerFirst } from '../report-words.ts'
import { amountInWords, differenceInWords } from './changed-figures.tsx'

type SupplementOnPaper = {
  report: ReportRecord
  supplement: Supplement
  letterhead: Letterhead
  /** True when the installation shows demonstration data: printed on every page. */
  demonstration: boolean
}

/** A supplement as the Word writer takes it: which report it supplements, why, what is added, and the figures from → to. */
export function supplementDocument({
  report,
  supplement,
  letterhead,
  demonstration,
}: SupplementOnPaper): OfficialDocument {
  const { issuer } = letterhead
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: nameOnPaper(issuer),
    number: { number: null, typeCode: 'BC', issuerCode: issuer.issuerCode ?? '……', draftingCode: null },
    place: issuer.placeName ?? '……',
    date: supplement.sentOn,
    summary: `Bổ sung (số ${supplement.number}) báo cáo ${lowerFirst(report.summary)} ${lowerFirst(report.period.title)}`,
    recipients: { addressees: addressees(letterhead), others: [], draftingUnitCode: null },
    legalBases: [],
    body: [
      paragraph(
        `${nameOnPaper(issuer)} báo cáo bổ sung số ${supplement.number} cho báo cáo ${lowerFirst(report.summary)} ${lowerFirst(report.period.title)} đã gửi (lần ${supplement.submissionNumber}) như sau. Báo cáo đã gửi giữ nguyên.`,
      ),
      { kind: 'heading', level: 1, text: 'Lý do bổ sung' },
      paragraph(supplement.reason),
      ...(supplement.content === ''
        ? []
        : [{ kind: 'heading' as const, level: 1 as const, text: 'Nội dung bổ sung' }, paragraph(supplement.content)]),
      ...listed('Các đơn vị gửi thêm sau khi tổng hợp', supplement.gathered),
      ...listed('Các đơn vị vẫn chưa gửi báo cáo', supplement.missingUnits),
      { kind: 'heading', level: 1, text: 'Số liệu thay đổi' },
      ...figures(supplement),
    ],
    signature: reportSignature(issuer, supplement.signer),
    marker: demonstration ? 'Dữ liệu minh họa' : null,
  }
}

const paragraph = (text: string): BodyBlock => ({ kind: 'paragraph', text })

function listed(title: string, lines: readonly string[]): BodyBlock[] {
  return lines.length === 0 ? [] : [paragraph(`${title}: ${lines.join('; ')}.`)]
}

function figures({ changes, asOf }: Supplement): BodyBlock[] {
  if (changes.length === 0) return [paragraph('Không có chỉ tiêu nào thay đổi so với số đã gửi.')]
  return [
    paragraph(`Số liệu đếm lại từ hồ sơ trên hệ thống, tính đến ngày ${formatCalendarDate(asOf)}.`),
    {
      kind: 'table',
      caption: 'Chỉ tiêu thay đổi',
      columns: [
        { heading: 'Chỉ tiêu', widthShare: 5, alignment: 'left' },
        { heading: 'Đơn vị tính', widthShare: 2, alignment: 'centre' },
        { heading: 'Đã gửi', widthShare: 1.6, alignment: 'right' },
        { heading: 'Bổ sung thành', widthShare: 1.8, alignment: 'right' },
        { heading: 'Chênh lệch', widthShare: 2.4, alignment: 'right' },
      ],
      rows: changes.map((change) => [
        change.title,
        change.unitOfMeasure,
        amountInWords(change.before),
        amountInWords(change.after),
        differenceInWords(change),
      ]),
      totalRow: null,
    },
  ]
}
