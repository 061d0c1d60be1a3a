import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons } from '../../../platform/page/index.ts'
import { explainFindings } from '../actions/explain-findings.ts'
import { findingsIn } from '../queries/report-checks.ts'
import { reportContent } from '../queries/report-content.ts'
import { requireMayAct } from '../queries/report-for-change.ts'
import { reportOf } from '../queries/reports.ts'
import { requireOpen } from '../rules/report-state.ts'
import { explanationsIn } from '../rules/sending-check.ts'
import {
  BlockingFindings,
  ExplanationFields,
  explanationValues,
  HintFindings,
  NothingFound,
} from './finding-fields.tsx'
import { titleOf } from './report-words.ts'

/** “Kiểm tra trước khi gửi”: what does not add up, what must be explained – and is explained here – and hints. */
export function checksForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/checks',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    fields: z.looseObject({}),
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      requireOpen(report)
      await requireMayAct(database, official, report, 'write', today)
      const content = await reportContent(database, facts, report, today)
      return { report, findings: await findingsIn(database, facts, content, today) }
    },
    initial: ({ findings }) => explanationValues(findings),
    draw: ({ context, data: { report, findings }, form }) => (
      <Layout
        title="Kiểm tra trước khi gửi"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={`${report.unitName} – ${titleOf(report)}`}>Kiểm tra trước khi gửi</PageHeading>
        <NothingFound findings={findings} />
        <BlockingFindings findings={findings} report={report} />
        {findings.some(({ strength }) => strength === 'explain') && (
          <Form form={form}>
            <ExplanationFields findings={findings} form={form} />
            <p class="govuk-body app-muted">
              Giải trình được gửi kèm báo cáo cho cơ quan tổng hợp. Có thể lưu dở, ghi tiếp sau.
            </p>
            <SubmitButtons cancelHref={`/reports/${report.id}`}>
              <SubmitButton>Lưu giải trình</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
        <HintFindings findings={findings} report={report} />
      </Layout>
    ),
    submit: async ({ database, official, today, params }, entered) => {
      const given = { reportId: params.reportId, explanations: explanationsIn(entered), today }
      await explainFindings(database, facts, official, given)
      return `/reports/${params.reportId}`
    },
  })
}
