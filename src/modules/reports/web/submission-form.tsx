import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { submitReport } from '../actions/submit-report.ts'
import { findingsIn } from '../queries/report-checks.ts'
import { reportContent } from '../queries/report-content.ts'
import { requireUnlocked } from '../queries/report-locks.ts'
import { reportOf } from '../queries/reports.ts'
import { assignmentsOf } from '../queries/section-work.ts'
import { requireBegun, requireOpen } from '../rules/report-state.ts'
import { explanationsIn } from '../rules/sending-check.ts'
import { BlockingFindings, ExplanationFields, explanationValues, HintFindings } from './finding-fields.tsx'
import { UnfinishedSections } from './process/section-work-view.tsx'
import { titleOf } from './report-words.ts'

/** Sending a report: what the checks find is told and explained before, and that the figures are frozen. */
export function submissionForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/submission',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    fields: z.looseObject({}),
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      requireOpen(report)
      requireBegun(report.period, today)
      await requireUnlocked(database, report)
      const [content, assignments] = await Promise.all([
        reportContent(database, facts, report, today),
        assignmentsOf(database, report.id),
      ])
      return { ...content, report, assignments, findings: await findingsIn(database, facts, content, today) }
    },
    initial: ({ findings }) => explanationValues(findings),
    draw: ({ context, data: { report, sections, assignments, findings }, form }) => {
      const isBlocked = findings.some(({ strength }) => strength === 'hard')
      return (
        <Layout
          title="Gửi báo cáo"
          context={context.page}
          form={form}
          backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
        >
          <PageHeading caption={report.unitName}>Gửi: {titleOf(report)}</PageHeading>
          {report.period.to > context.today && (
            <InsetText>
              Kỳ báo cáo đến {formatCalendarDate(report.period.to)} chưa kết thúc. Số liệu gửi đi chỉ tính đến hôm nay,{' '}
              {formatCalendarDate(context.today)}.
            </InsetText>
          )}
          <BlockingFindings findings={findings} report={report} />
          <HintFindings findings={findings} report={report} />
          <UnfinishedSections assignments={assignments} sections={sections} today={context.today} />
          <WarningText>
            Khi gửi, số liệu được chốt lại và báo cáo không sửa được nữa, trừ khi cơ quan tổng hợp trả lại hoặc mở lại.
          </WarningText>
          {isBlocked ? (
            <p class="govuk-body">Sửa những số không khớp ở trên rồi mở lại trang này để gửi.</p>
          ) : (
            <Form form={form}>
              <ExplanationFields findings={findings} form={form} />
              <SubmitButtons cancelHref={`/reports/${report.id}`}>
                <SubmitButton>Gửi báo cáo</SubmitButton>
              </SubmitButtons>
            </Form>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered) => {
      const explanations = explanationsIn(entered)
      await submitReport(database, facts, official, { reportId: params.reportId, explanations, today })
      return `/reports/${params.reportId}`
    },
  })
}
