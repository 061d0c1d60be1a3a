import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { consolidateReports } from '../actions/consolidate-reports.ts'
import { allDutiesOf, requestOf } from '../queries/requests.ts'
import { titleOf } from './report-words.ts'

/** Beginning the consolidated report, also while some reports are missing. */
export function consolidationForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/requests/:requestId/consolidation',
    permission: 'report.collect',
    params: z.object({ requestId: Id }),
    fields: z.object({}),
    load: async ({ database, official, today, params }) => {
      const request = await requestOf(database, official, params.requestId, today)
      return { request, duties: await allDutiesOf(database, request).execute() }
    },
    initial: () => ({}),
    draw: ({ context, data: { request, duties }, form }) => {
      const count = (states: readonly string[]) =>
        formatNumber(duties.filter((duty) => duty.state !== null && states.includes(duty.state)).length)
      return (
        <Layout
          title="Tổng hợp báo cáo"
          context={context.page}
          form={form}
          backLink={{ href: `/reports/requests/${request.id}`, text: 'Trở lại yêu cầu' }}
        >
          <PageHeading caption={titleOf(request)}>Tổng hợp báo cáo</PageHeading>
          <p class="govuk-body">
            {count(['accepted', 'consolidated'])} trên {formatNumber(duties.length)} báo cáo đã tiếp nhận,{' '}
            {count(['submitted'])} báo cáo đang chờ tiếp nhận.
          </p>
          <p class="govuk-body">
            Số liệu của báo cáo tổng hợp đếm trên toàn bộ đơn vị và được đối chiếu với số các đơn vị đã gửi. Đơn vị chưa
            gửi được liệt kê trong báo cáo; có thể tổng hợp ngay và cập nhật dần cho đến khi gửi.
          </p>
          <Form form={form}>
            <SubmitButtons cancelHref={`/reports/requests/${request.id}`}>
              <SubmitButton>Mở báo cáo tổng hợp</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }) =>
      `/reports/${await consolidateReports(database, official, params.requestId, today)}`,
  })
}
