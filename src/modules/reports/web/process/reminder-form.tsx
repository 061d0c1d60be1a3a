import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../../platform/http/form.tsx'
import { recordIds, text } from '../../../../platform/http/form-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'
import {
  CheckboxField,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { remindReporters } from '../../actions/remind-reporters.ts'
import { ownDaysOf } from '../../queries/level-deadlines.ts'
import { requestOf } from '../../queries/requests.ts'
import { unsentDuties } from '../../queries/unsent-duties.ts'
import { REPORT_STATES } from '../../rules/report-state.ts'
import { titleOf } from '../report-words.ts'

const LABELS = { dutyIds: 'Đơn vị chưa gửi', message: 'Nội dung đôn đốc' } as const

/** Urging all units of a request that have not sent, with one press. */
export function reportReminderForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/requests/:requestId/reminders/new',
    permission: 'report.collect',
    params: z.object({ requestId: Id }),
    fields: z.object({ dutyIds: recordIds(LABELS.dutyIds), message: text(LABELS.message, { longest: 1000 }) }),
    labels: LABELS,
    load: async ({ database, official, today, params }) => {
      const request = await requestOf(database, official, params.requestId, today)
      const [duties, ownDays] = await Promise.all([unsentDuties(database, request.id), ownDaysOf(database, request.id)])
      return { request, duties, goesByLevel: ownDays.length > 0 }
    },
    initial: ({ request, duties, goesByLevel }, { today }) => ({
      dutyIds: duties.map((duty) => duty.id),
      message: goesByLevel
        ? 'Đề nghị đơn vị gửi báo cáo theo hạn của cấp mình; đơn vị đã quá hạn khẩn trương gửi trên hệ thống.'
        : request.lastGoodDay < today
          ? `Báo cáo đã quá hạn ngày ${formatCalendarDate(request.lastGoodDay)}. Đề nghị đơn vị khẩn trương gửi trên hệ thống.`
          : `Đề nghị đơn vị gửi báo cáo chậm nhất ngày ${formatCalendarDate(request.lastGoodDay)}.`,
    }),
    draw: ({ context, data: { request, duties }, form }) => (
      <Layout
        title="Đôn đốc gửi báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/requests/${request.id}`, text: 'Trở lại yêu cầu' }}
      >
        <PageHeading caption={titleOf(request)}>
          {duties.length === 0
            ? 'Mọi đơn vị đã gửi báo cáo'
            : `Đôn đốc ${formatNumber(duties.length)} đơn vị chưa gửi báo cáo`}
        </PageHeading>
        {duties.length > 0 && (
          <Form form={form}>
            <TextArea
              form={form}
              name="message"
              label={LABELS.message}
              hint="Đơn vị thấy lời đôn đốc ở trang Việc cần làm."
              rows={3}
            />
            <CheckboxField
              form={form}
              name="dutyIds"
              label={LABELS.dutyIds}
              hint="Tất cả đã được chọn sẵn; bỏ dấu ở đơn vị không cần nhắc."
              options={duties.map(({ id, unitName, state }) => ({
                value: id,
                text: unitName,
                hint: state === null ? 'Chưa lập báo cáo' : REPORT_STATES[state],
              }))}
            />
            <SubmitButtons cancelHref={`/reports/requests/${request.id}`}>
              <SubmitButton>Gửi lời đôn đốc</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { dutyIds, message }) => {
      await remindReporters(database, official, { requestId: params.requestId, dutyIds, message, today })
      return `/reports/requests/${params.requestId}`
    },
  })
}
