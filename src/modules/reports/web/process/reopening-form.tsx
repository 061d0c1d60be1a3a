import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../../platform/http/form.tsx'
import { text } from '../../../../platform/http/form-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'
import {
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
  WarningText,
} from '../../../../platform/page/index.ts'
import { reopenReport } from '../../actions/reopen-report.ts'
import { reportOf } from '../../queries/reports.ts'
import { titleOf } from '../report-words.ts'

const LABELS = { reason: 'Lý do mở lại' } as const

/** The collector opens a sent report again, with a reason that stays. */
export function reopeningForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/:reportId/reopening',
    permission: 'report.collect',
    params: z.object({ reportId: Id }),
    fields: z.object({ reason: text(LABELS.reason, { longest: 2000 }) }),
    labels: LABELS,
    load: ({ database, official, today, params }) => reportOf(database, official, params.reportId, today),
    initial: () => ({}),
    draw: ({ context, data: report, form }) => (
      <Layout
        title="Mở lại báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>Mở lại báo cáo</PageHeading>
        <p class="govuk-body">
          Báo cáo trở lại đơn vị với tình trạng “Mở lại”; đơn vị sửa và gửi lại. Bản đã gửi vẫn giữ nguyên và đọc được.
        </p>
        {report.state === 'consolidated' && (
          <WarningText>
            Báo cáo này đã nằm trong báo cáo tổng hợp. Báo cáo tổng hợp sẽ ghi rõ có báo cáo được mở lại. Nếu chỉ thêm
            số liệu gửi muộn, nên để đơn vị gửi báo cáo bổ sung.
          </WarningText>
        )}
        <Form form={form}>
          <TextArea
            form={form}
            name="reason"
            label={LABELS.reason}
            hint="Đơn vị thấy lý do này; lý do được lưu cùng báo cáo."
            rows={4}
          />
          <SubmitButtons cancelHref={`/reports/${report.id}`}>
            <SubmitButton>Mở lại báo cáo</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await reopenReport(database, official, { reportId: params.reportId, reason, today })
      return `/reports/${params.reportId}`
    },
  })
}
