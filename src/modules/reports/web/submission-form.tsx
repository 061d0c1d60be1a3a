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
import { reportContent } from '../queries/report-content.ts'
import { requireUnlocked } from '../queries/report-locks.ts'
import { reportOf } from '../queries/reports.ts'
import { assignmentsOf } from '../queries/section-work.ts'
import { requireBegun, requireOpen } from '../rules/report-state.ts'
import { UnfinishedSections } from './process/section-work-view.tsx'
import { titleOf } from './report-words.ts'

/** Sending a report: what is still empty is told before, and that the figures are frozen. */
export function submissionForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/submission',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    fields: z.object({}),
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      requireOpen(report)
      requireBegun(report.period, today)
      await requireUnlocked(database, report)
      const assignments = await assignmentsOf(database, report.id)
      return { ...(await reportContent(database, facts, report, today)), assignments }
    },
    initial: () => ({}),
    draw: ({ context, data: { report, sections, assignments }, form }) => {
      const empty = sections.filter((section) => section.hint !== '' && (section.text?.content ?? '') === '')
      const uncounted = sections.flatMap((section) => section.figures).filter((figure) => figure.amount === null)
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
          {empty.length > 0 && (
            <>
              <p class="govuk-body">Các mục chưa có lời văn (vẫn gửi được):</p>
              <ul class="govuk-list govuk-list--bullet">
                {empty.map((section) => (
                  <li key={section.code}>
                    <a class="govuk-link" href={`/reports/${report.id}/sections/${section.code}/edit`}>
                      {section.title}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          <UnfinishedSections assignments={assignments} sections={sections} today={context.today} />
          {uncounted.length > 0 && (
            <p class="govuk-body">
              {uncounted.length} chỉ tiêu chưa có dữ liệu để đếm sẽ được gửi là “chưa có”, không phải số 0.
            </p>
          )}
          <WarningText>
            Khi gửi, số liệu được chốt lại và báo cáo không sửa được nữa, trừ khi cơ quan tổng hợp trả lại hoặc mở lại.
          </WarningText>
          <Form form={form}>
            <SubmitButtons cancelHref={`/reports/${report.id}`}>
              <SubmitButton>Gửi báo cáo</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }) => {
      await submitReport(database, facts, official, { reportId: params.reportId, today })
      return `/reports/${params.reportId}`
    },
  })
}
