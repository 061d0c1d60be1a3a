import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalText } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { decideReport } from '../actions/decide-report.ts'
import { reportOf } from '../queries/reports.ts'
import { titleOf } from './report-words.ts'

const LABELS = { decision: 'Quyết định', reason: 'Lý do trả lại' } as const

const DECISIONS = { accept: 'Tiếp nhận báo cáo', return: 'Trả lại để đơn vị sửa' } as const

/** The collector accepts a report or returns it with a reason. */
export function decisionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/:reportId/decision',
    permission: 'report.collect',
    params: z.object({ reportId: Id }),
    fields: z.object({
      decision: choice(LABELS.decision, DECISIONS),
      reason: optionalText(LABELS.reason, { longest: 2000 }),
    }),
    labels: LABELS,
    load: ({ database, official, today, params }) => reportOf(database, official, params.reportId, today),
    initial: () => ({}),
    draw: ({ context, data: report, form }) => (
      <Layout
        title="Tiếp nhận hoặc trả lại báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={report.unitName}>{titleOf(report)}</PageHeading>
        <Form form={form}>
          <RadioField
            form={form}
            name="decision"
            label={LABELS.decision}
            options={[
              { value: 'accept', text: DECISIONS.accept },
              {
                value: 'return',
                text: DECISIONS.return,
                children: (
                  <TextArea
                    form={form}
                    name="reason"
                    label={LABELS.reason}
                    hint="Ghi rõ chỗ cần sửa; đơn vị sẽ thấy lý do này."
                    rows={4}
                  />
                ),
              },
            ]}
          />
          <SubmitButtons cancelHref={`/reports/${report.id}`}>
            <SubmitButton>Xác nhận</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { decision, reason }) => {
      await decideReport(database, official, { reportId: params.reportId, decision, reason, today })
      return `/reports/${params.reportId}`
    },
  })
}
