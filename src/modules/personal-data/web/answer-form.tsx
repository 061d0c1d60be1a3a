import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { answerRequest, noSuchRequest } from '../actions/answer-request.ts'
import { dataRequestById } from '../queries/data-requests.ts'
import { DECISIONS, RIGHTS } from '../rules/data-request.ts'
import { AnswerFields, ANSWER_LABELS as L } from './request-fields.ts'

/** Noting the answer that the person got. */
export function answerForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/personal-data/requests/:dataRequestId/answer',
    permission: 'personal-data.handle',
    params: z.object({ dataRequestId: Id }),
    fields: AnswerFields,
    load: async ({ database, official, today, params }) => {
      const request = await dataRequestById(database, official, params.dataRequestId, today)
      if (!request) throw noSuchRequest()
      return request
    },
    initial: (_request, { today }) => ({ answeredOn: formatCalendarDate(today) }),
    draw: ({ context, data: request, form }) => (
      <Layout
        title="Ghi trả lời yêu cầu"
        context={context.page}
        form={form}
        backLink={{ href: `/personal-data/requests/${request.id}`, text: 'Trở lại yêu cầu' }}
      >
        <PageHeading caption={`${RIGHTS[request.right]}, nhận ngày ${formatCalendarDate(request.receivedOn)}`}>
          Ghi trả lời yêu cầu
        </PageHeading>
        <Form form={form}>
          <DateField form={form} name="answeredOn" label={L.answeredOn} />
          <RadioField form={form} name="decision" label={L.decision} options={optionsOf(DECISIONS)} />
          <TextArea
            form={form}
            name="done"
            label={L.done}
            hint="Cần có khi chấp nhận toàn bộ hoặc một phần. Ví dụ: Đã sửa địa chỉ ở 2 hồ sơ đơn thư."
            rows={3}
          />
          <TextArea
            form={form}
            name="reason"
            label={L.reason}
            hint="Cần có khi từ chối hoặc chỉ chấp nhận một phần."
            rows={3}
          />
          <TextField
            form={form}
            name="legalBasis"
            label={L.legalBasis}
            hint="Cần có khi từ chối hoặc chỉ chấp nhận một phần. Ghi điều, khoản của văn bản."
          />
          <SubmitButtons cancelHref={`/personal-data/requests/${request.id}`}>
            <SubmitButton>Lưu trả lời</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, answer) => {
      await answerRequest(database, official, { id: params.dataRequestId, answer, today })
      return `/personal-data/requests/${params.dataRequestId}`
    },
  })
}
