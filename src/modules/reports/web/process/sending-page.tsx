import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../../platform/http/page.tsx'
import { DataTable, InsetText, Layout, PageHeading, SummaryList } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { outlineNumber } from '../../../documents/index.ts'
import { sectionsOf } from '../../queries/report-types.ts'
import { reportOf } from '../../queries/reports.ts'
import { type SentReport, sentReport } from '../../queries/sendings.ts'
import { outlineFor, positionsInOutline, type ReportSection } from '../../rules/report-type.ts'
import { titleOf } from '../report-words.ts'
import { decisionInWords } from './sending-list.tsx'
import { OrderNumber } from './supplement-forms.tsx'

/** One sending of a report as it was sent: its words and figures of that day, and what was decided about it. */
export function sendingPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reports/:reportId/submissions/:sending',
    permission: 'report.read',
    params: z.object({ reportId: Id, sending: OrderNumber }),
    draw: async ({ database, official, today, page, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      const [sent, sections] = await Promise.all([
        sentReport(database, report.id, params.sending),
        sectionsOf(database, report),
      ])
      const outline = outlineFor(sections, report.unitKind)
      const positions = positionsInOutline(outline)
      return (
        <Layout
          title={`Gửi lần ${sent.number}: ${titleOf(report)}`}
          context={page}
          wide
          breadcrumbs={[
            { href: '/reports', text: 'Báo cáo' },
            { href: `/reports/${report.id}`, text: report.unitName },
            { text: `Gửi lần ${sent.number}` },
          ]}
        >
          <PageHeading caption={`${report.unitName} – bản đã gửi lần ${sent.number}`}>{titleOf(report)}</PageHeading>
          <InsetText>Đây là báo cáo đúng như khi gửi; lời văn và số liệu không thay đổi nữa.</InsetText>
          <SummaryList
            rows={[
              {
                label: 'Ngày gửi',
                value: `${formatCalendarDate(sent.submittedOn)}, số liệu tính đến ${formatCalendarDate(sent.asOf)}`,
              },
              { label: 'Người gửi', value: `${sent.signer.name}, ${sent.signer.title}` },
              ...sent.decisions.map((decision, index) => ({
                label: index === 0 ? 'Xử lý' : `Xử lý, lần ${index + 1}`,
                value: decisionInWords(decision),
              })),
              ...(sent.missingUnits.length > 0
                ? [{ label: 'Đơn vị chưa gửi khi tổng hợp', value: sent.missingUnits.join('; ') }]
                : []),
            ]}
          />
          {outline.map((section, index) => (
            <SentSection key={section.code} section={section} position={positions[index] ?? 0} sent={sent} />
          ))}
        </Layout>
      )
    },
  })
}

function SentSection({ section, position, sent }: { section: ReportSection; position: number; sent: SentReport }) {
  const text = sent.texts.find((each) => each.sectionCode === section.code)
  const figures = section.indicatorCodes.flatMap((code) => sent.figures.filter((figure) => figure.code === code))
  const heading = `${outlineNumber(section.level, position)} ${section.title}`
  return (
    <section>
      {section.level === 1 ? <h2 class="govuk-heading-l">{heading}</h2> : <h3 class="govuk-heading-m">{heading}</h3>}
      {text ? (
        <>
          <p class="govuk-body app-prewrap">{text.content}</p>
          <p class="govuk-body app-muted">{text.writtenBy} soạn</p>
        </>
      ) : (
        section.hint !== '' && <p class="govuk-body app-muted">Không có lời văn khi gửi.</p>
      )}
      {figures.length > 0 && (
        <DataTable
          caption={`Số liệu đã gửi: ${section.title}`}
          captionHidden
          empty=""
          columns={[
            { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
            { key: 'value', title: 'Đã gửi', numeric: true },
            { key: 'records', title: 'Số hồ sơ', numeric: true },
          ]}
          rows={figures.map(({ title, unitOfMeasure, amount }) => ({
            title: `${title} (${unitOfMeasure})`,
            value: amount === null ? 'chưa có' : formatNumber(amount.value),
            records: amount === null ? '–' : formatNumber(amount.recordCount),
          }))}
        />
      )}
    </section>
  )
}
