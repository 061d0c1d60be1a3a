import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { consolidationOf } from '../queries/consolidation.ts'
import { earlierTexts } from '../queries/earlier-texts.ts'
import { withReadableBodies } from '../queries/readable-bodies.ts'
import { sentFindings } from '../queries/report-checks.ts'
import { reportContent } from '../queries/report-content.ts'
import { mayAct } from '../queries/report-for-change.ts'
import { processOf } from '../queries/report-process.ts'
import { reportOf } from '../queries/reports.ts'
import { requestOf } from '../queries/requests.ts'
import { isOpen } from '../rules/report-state.ts'
import { ReportsGathered, UnitTexts } from './consolidation-view.tsx'
import { EarlierTexts } from './earlier-texts-view.tsx'
import { issueSummary } from './issue-summary.tsx'
import { ProcessActions, ProcessHistory, ProcessNotices } from './process/process-view.tsx'
import { SectionWork } from './process/section-work-view.tsx'
import { ConsolidationNavigation } from './report-navigation.tsx'
import { ReportStateTag } from './report-state-tag.tsx'
import { lineageInWords, titleOf } from './report-words.ts'
import { SectionView } from './section-view.tsx'
import { SentFindings } from './sent-findings.tsx'

/** One report: where it stands, what can be done now, its outline with words and figures, and its history. */
export function reportPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/reports/:reportId',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const report = await reportOf(database, official, params.reportId, today)
      const [read, changes, mayWrite, maySubmit, mayDecide, request, earlier, process] = await Promise.all([
        reportContent(database, facts, report, today),
        changesOf(database, { kind: 'report', id: report.id }),
        mayAct(database, official, report, 'write', today),
        mayAct(database, official, report, 'submit', today),
        mayAct(database, official, report, 'decide', today),
        report.consolidatesRequestId === null
          ? null
          : requestOf(database, official, report.consolidatesRequestId, today),
        earlierTexts(database, official, report, today),
        processOf(database, official, report, today),
      ])
      const content = await withReadableBodies(database, official, read, today)
      const findings = content.submission === null ? [] : await sentFindings(database, content.submission.id)
      const gathered = request && (await consolidationOf(database, facts, content, { request, today }))
      const open = isOpen(report) && process.isUnlocked
      const { sections, submission, asOf } = content
      const issuing = await issueSummary(context, report, submission)
      const changed = sections.flatMap((section) => section.figures).filter((figure) => figure.changedTo !== null)
      const byHand = sections.flatMap((section) => section.figures).filter((figure) => figure.override !== null)
      const lastYear = samePeriodLastYear(report.period)
      return (
        <Layout
          title={titleOf(report)}
          context={page}
          wide
          breadcrumbs={[{ href: '/reports', text: 'Báo cáo' }, { text: report.unitName }]}
        >
          <PageHeading
            caption={gathered ? `Báo cáo tổng hợp – ${report.unitName}` : report.unitName}
            actions={
              <ActionBar>
                {open && maySubmit && <ButtonLink href={`/reports/${report.id}/submission`}>Gửi báo cáo</ButtonLink>}
                {open && mayWrite && (
                  <ButtonLink href={`/reports/${report.id}/checks`} variant="secondary">
                    Kiểm tra trước khi gửi
                  </ButtonLink>
                )}
                {report.state === 'submitted' && mayDecide && (
                  <ButtonLink href={`/reports/${report.id}/decision`}>Tiếp nhận hoặc trả lại</ButtonLink>
                )}
                {issuing.canIssue && <ButtonLink href={`/reports/${report.id}/issuing`}>Phát hành</ButtonLink>}
                <ProcessActions process={process} />
                <ButtonLink href={`/reports/${report.id}/document.docx`} variant="secondary">
                  Tải bản Word
                </ButtonLink>
                <ButtonLink href={`/reports/${report.id}/document.pdf`} variant="secondary">
                  Tải bản PDF
                </ButtonLink>
                <ButtonLink href={`/reports/${report.id}/table.xlsx`} variant="secondary">
                  Tải biểu Excel
                </ButtonLink>
              </ActionBar>
            }
          >
            {titleOf(report)}
          </PageHeading>
          {report.illustration && <InsetText>{report.illustration}</InsetText>}
          {report.state === 'returned' && <WarningText>Báo cáo bị trả lại: {report.returnedReason}</WarningText>}
          <ProcessNotices process={process} />
          {gathered && <ConsolidationNavigation reportId={report.id} current="report" />}
          <SummaryList
            rows={[
              { label: 'Tình trạng', value: <ReportStateTag state={report.state} /> },
              {
                label: 'Kỳ báo cáo',
                value: `Từ ${formatCalendarDate(report.period.from)} đến ${formatCalendarDate(report.period.to)}`,
              },
              ...(report.lastGoodDay
                ? [
                    {
                      label: 'Hạn gửi',
                      value: report.dueWords ?? `Chậm nhất ngày ${formatCalendarDate(report.lastGoodDay)}`,
                    },
                  ]
                : []),
              ...(report.dueBasis ? [{ label: 'Văn bản quy định hạn', value: report.dueBasis }] : []),
              ...(report.basis ? [{ label: 'Theo', value: report.basis }] : []),
              {
                label: 'Số liệu',
                value: submission
                  ? `Chốt ngày ${formatCalendarDate(submission.submittedOn)}, tính đến ${formatCalendarDate(asOf)}`
                  : `Đếm trực tiếp từ hồ sơ, tính đến ${formatCalendarDate(asOf)}; chốt lại khi gửi`,
              },
              ...(content.lastYearUnits.length > 0
                ? [{ label: 'Cùng kỳ năm trước', value: lineageInWords(content.lastYearUnits) }]
                : []),
              ...(submission
                ? [{ label: 'Người gửi', value: `${submission.signer.name}, ${submission.signer.title}` }]
                : []),
              ...issuing.rows,
            ]}
          />
          {open && mayWrite && !maySubmit && (
            <InsetText>Soạn xong, đề nghị lãnh đạo đơn vị mở báo cáo này và bấm “Gửi báo cáo”.</InsetText>
          )}
          {byHand.length > 0 && (
            <InsetText>
              {byHand.length} số liệu được điều chỉnh khác số đếm được từ hồ sơ; báo cáo ghi cả hai số, lý do và căn cứ.
            </InsetText>
          )}
          {changed.length > 0 && (
            <InsetText>
              {changed.length} chỉ tiêu có hồ sơ thay đổi sau khi báo cáo được gửi. Số đã gửi vẫn giữ nguyên; số đếm
              được hôm nay ghi dưới tên chỉ tiêu.
            </InsetText>
          )}
          {gathered && request && <ReportsGathered request={request} consolidation={gathered} reportId={report.id} />}
          {sections.map((section) => (
            <SectionView
              key={section.code}
              section={section}
              report={report}
              lastYear={lastYear}
              editHref={open && mayWrite ? `/reports/${report.id}/sections/${section.code}/edit` : undefined}
              overrideHref={open && mayWrite ? (code) => `/reports/${report.id}/figures/${code}/override` : undefined}
            >
              <SectionWork reportId={report.id} section={section} today={today} {...process} />
              <EarlierTexts
                texts={earlier.filter((text) => text.sectionCode === section.code)}
                unitId={report.unitId}
                folded
              />
              {gathered && <UnitTexts texts={gathered.texts.filter((text) => text.sectionCode === section.code)} />}
            </SectionView>
          ))}
          <SentFindings findings={findings} />
          <ProcessHistory process={process} />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}
