import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { BodyBlock, OfficialDocument, TableCell } from '../../documents/index.ts'
import { COUNTED_FROM_RECORDS, compare, comparisonInSigns, comparisonInWords, partsOf } from '../../indicators/index.ts'
import { nameOnPaper, superiorOnPaper } from '../../organisation/index.ts'
import type { ReportContent, ReportFigure, SectionContent } from '../queries/report-content.ts'
import type { Letterhead } from '../queries/report-letterhead.ts'
import { overrideInWords, reportedValue } from '../rules/figure-override.ts'
import { figureSentence } from '../rules/figure-sentence.ts'
import { reportSignature } from '../rules/signature.ts'
import { figureLine } from './figure-line.ts'
import { reportChart } from './report-chart.ts'
import { lineageInWords, lowerFirst } from './report-words.ts'

export type ReportOnPaper = {
  content: ReportContent
  letterhead: Letterhead
  /** Units that have not sent theirs, in a consolidated report. */
  missingUnits: readonly string[]
  /** True when the installation shows demonstration data: printed on every page. */
  demonstration: boolean
}

/** A report as the Word writer takes it: what stands on the screen, with the letterhead and the signature of the office. */
export function reportDocument({ content, letterhead, missingUnits, demonstration }: ReportOnPaper): OfficialDocument {
  const { report, submission } = content
  const { issuer } = letterhead
  return {
    superiorBody: superiorOnPaper(issuer),
    issuingBody: nameOnPaper(issuer),
    number: { number: null, typeCode: 'BC', issuerCode: issuer.issuerCode ?? '……', draftingCode: null },
    place: issuer.placeName ?? '……',
    date: submission?.submittedOn ?? null,
    summary: `${report.summary} ${lowerFirst(report.period.title)}`,
    recipients: { addressees: addressees(letterhead), others: [], draftingUnitCode: null },
    legalBases: [],
    body: [
      { kind: 'paragraph', text: introduction(content, letterhead) },
      ...content.sections.flatMap((section, index) => sectionBlocks(section, content.sections[index + 1])),
      ...(missingUnits.length === 0
        ? []
        : [
            {
              kind: 'paragraph' as const,
              text: `Đến ngày tổng hợp, ${missingUnits.length} đơn vị chưa gửi báo cáo: ${missingUnits.join('; ')}.`,
            },
          ]),
      figureTable(content),
      ...reportChart(content.sections.flatMap(({ figures }) => figures)),
    ],
    signature: reportSignature(issuer, submission?.signer ?? null),
    marker: demonstration ? 'Dữ liệu minh họa' : submission === null ? 'Dự thảo' : null,
  }
}

/** To whom it goes, and through whom. */
export function addressees({ receiverName, collectorName }: Letterhead): string[] {
  if (receiverName === null) return collectorName === null ? [] : [collectorName]
  return [collectorName === null ? receiverName : `${receiverName} (qua ${collectorName})`]
}

function introduction({ report, asOf, lastYearUnits }: ReportContent, { issuer }: Letterhead): string {
  const basis = report.basis ? `Thực hiện ${report.basis}, ` : ''
  const before = samePeriodLastYear(report.period)
  const to = asOf < report.period.to ? asOf : report.period.to
  const lineage = lastYearUnits.length === 0 ? '' : `, ${lineageInWords(lastYearUnits)}`
  return [
    `${basis}${nameOnPaper(issuer)} báo cáo ${lowerFirst(report.summary)} ${lowerFirst(report.period.title)} như sau.`,
    `Số liệu tính từ ngày ${formatCalendarDate(report.period.from)} đến ngày ${formatCalendarDate(to)}, đếm từ hồ sơ trên hệ thống;`,
    `cùng kỳ năm trước tính từ ngày ${formatCalendarDate(before.from)} đến ngày ${formatCalendarDate(before.to)}, theo đơn vị hiện nay${lineage}.`,
  ].join(' ')
}

/** What a section without words and figures shows: the room for them. */
const NOT_WRITTEN = '……'

function sectionBlocks(section: SectionContent, next: SectionContent | undefined): BodyBlock[] {
  const { level, title, text, figures } = section
  const hasParts = next !== undefined && next.level > level
  const written = text?.content ?? ''
  const paragraph = (words: string): BodyBlock => ({ kind: 'paragraph', text: words })
  const isNothing = ({ amount, override, lastYear }: ReportFigure) =>
    override === null && amount?.value === 0 && (lastYear ?? 0) === 0
  const nothing = figures.filter(isNothing).map((figure) => lowerFirst(figure.title))
  return [
    { kind: 'heading', level, text: title },
    ...(written === '' ? [] : [paragraph(written)]),
    ...figures.filter((figure) => !isNothing(figure)).map((figure) => paragraph(`- ${sentence(figure)}.`)),
    // All in one line: they stand one by one in the table at the end.
    ...(nothing.length === 0 ? [] : [paragraph(`- Kỳ này và cùng kỳ năm trước không có: ${nothing.join('; ')}.`)]),
    ...(written === '' && figures.length === 0 && !hasParts ? [paragraph(NOT_WRITTEN)] : []),
  ]
}

function sentence(figure: ReportFigure): string {
  const { title, unitOfMeasure, amount, lastYear, override } = figure
  const value = reportedValue(figure)
  return figureSentence({
    title,
    unitOfMeasure,
    value,
    lastYear,
    difference: comparisonInWords(compare(value, lastYear), figure.unitOfMeasure),
    parts: partsOf(figureLine(figure)),
    byHand: override === null ? null : overrideInWords(amount, override),
  })
}

/** All figures of the report in one table: indicator, unit of measure, this period, last year's, difference. */
function figureTable({ sections }: ReportContent): BodyBlock {
  const figures = sections.flatMap((section) => section.figures)
  return {
    kind: 'table',
    caption: 'Biểu số liệu',
    columns: [
      { heading: 'Chỉ tiêu', widthShare: 5, alignment: 'left' },
      { heading: 'Đơn vị tính', widthShare: 2, alignment: 'centre' },
      { heading: 'Kỳ này', widthShare: 1.6, alignment: 'right' },
      { heading: 'Cùng kỳ năm trước', widthShare: 1.8, alignment: 'right' },
      { heading: 'Tăng, giảm', widthShare: 2.4, alignment: 'right' },
    ],
    rows: figures.flatMap((figure): TableCell[][] => [
      [
        figure.title,
        figure.unitOfMeasure,
        reportedValue(figure),
        figure.lastYear,
        comparisonInSigns(compare(reportedValue(figure), figure.lastYear), figure.unitOfMeasure),
      ],
      ...(figure.override === null
        ? []
        : [[`- ${COUNTED_FROM_RECORDS}`, figure.unitOfMeasure, figure.amount?.value ?? null, '', '']]),
      ...partsOf(figureLine(figure)).map((part): TableCell[] => [
        `- Trong đó, ${part.title}`,
        figure.unitOfMeasure,
        formatNumber(part.value),
        '',
        '',
      ]),
    ]),
    totalRow: null,
  }
}
