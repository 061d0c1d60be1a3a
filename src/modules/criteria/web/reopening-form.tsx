import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { reopenYear } from '../actions/reopen-year.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { requireDecided } from './council-pages.tsx'

/** Opening a decided year again: rare, said to everybody, and never without a trail. */
export function reopeningForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/assessments/years/:yearId/reopening',
    permission: 'criteria.decide',
    params: z.object({ yearId: Id }),
    fields: z.object({ reason: text('Lý do mở lại', { longest: 2000 }) }),
    load: async (context) => {
      const year = await requireDecided(context, context.params.yearId)
      if (isRunning(year.state)) {
        throw new Refusal(
          'not-allowed',
          'criteria.year-not-decided',
          `Năm ${year.year} chưa quyết định nên không cần mở lại.`,
        )
      }
      return year
    },
    initial: () => ({}),
    draw: ({ context, data: year, form }) => {
      const back = `/assessments/years/${year.id}`
      return (
        <Layout
          title={`Mở lại năm ${year.year}`}
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Năm ${year.year}` }}
        >
          <PageHeading caption={year.rootName}>{`Mở lại kết quả năm ${year.year}`}</PageHeading>
          <WarningText>
            {`Kết quả theo ${year.decisionNumber}${year.decidedOn ? `, ngày ${formatCalendarDate(year.decidedOn)},` : ''} được giữ nguyên văn trong lịch sử, rút khỏi trang công khai, và phải thẩm định, quyết định lại.`}
          </WarningText>
          <Form form={form}>
            <TextArea
              form={form}
              name="reason"
              label="Lý do mở lại"
              hint="Ghi cả văn bản cho phép mở lại, nếu có."
              rows={4}
            />
            <SubmitButtons cancelHref={back}>
              <SubmitButton variant="warning">Mở lại kết quả</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { reason }) => {
      await reopenYear(database, official, { yearId: params.yearId, reason }, today)
      return `/assessments/years/${params.yearId}`
    },
  })
}
