import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { recordIds, text } from '../../../platform/http/form-fields.ts'
import {
  CheckboxField,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { remindUnits } from '../actions/remind-units.ts'
import { assignmentsToRemind, MOST_REMINDED } from '../queries/assignments-to-remind.ts'
import { deadlineInWords, timeLeftInWords } from '../rules/progress.ts'

const LABELS = { assignmentIds: 'Đơn vị và nhiệm vụ', message: 'Nội dung đôn đốc' } as const

/** Urging units with one press: all that are late in a plan or under a unit, all that have not reported on a task, or one. */
export function reminderForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/tasks/reminders/new',
    permission: 'task.assign',
    fields: z.object({
      assignmentIds: recordIds(LABELS.assignmentIds),
      message: text(LABELS.message, { longest: 1000 }),
    }),
    load: async ({ database, official, today, query }) => {
      const id = (name: string) => (/^\d{1,18}$/.test(query[name] ?? '') ? query[name] : undefined)
      const one = id('assignment')
      const which =
        one === undefined ? { taskId: id('taskId'), planId: id('planId'), unitId: id('unitId') } : { ids: [one] }
      return { found: await assignmentsToRemind(database, official, which, today) }
    },
    initial: ({ found }) => ({
      assignmentIds: found.map((assignment) => assignment.id),
      message: 'Đề nghị đơn vị khẩn trương thực hiện và báo cáo kết quả trên hệ thống.',
    }),
    draw: ({ context, data: { found }, form }) => {
      const units = new Set(found.map((assignment) => assignment.unitId)).size
      return (
        <Layout
          title="Đôn đốc"
          context={context.page}
          form={form}
          backLink={{ href: '/tasks?state=overdue', text: 'Nhiệm vụ quá hạn' }}
        >
          <PageHeading>
            {found.length === 0
              ? 'Không có nhiệm vụ nào phải đôn đốc'
              : `Đôn đốc ${formatNumber(units)} đơn vị về ${formatNumber(found.length)} nhiệm vụ`}
          </PageHeading>
          {found.length === MOST_REMINDED && (
            <p class="govuk-body">
              Mỗi lần đôn đốc được tối đa {formatNumber(MOST_REMINDED)} nhiệm vụ; đây là những nhiệm vụ quá hạn lâu
              nhất.
            </p>
          )}
          {found.length > 0 && (
            <Form form={form}>
              <TextArea
                form={form}
                name="message"
                label={LABELS.message}
                rows={3}
                hint="Đơn vị thấy lời đôn đốc ở trang Việc cần làm; lần đôn đốc được lưu ở nhiệm vụ."
              />
              <CheckboxField
                form={form}
                name="assignmentIds"
                label={LABELS.assignmentIds}
                hint="Tất cả đã được chọn sẵn; bỏ dấu ở đơn vị không cần nhắc."
                options={found.map((assignment) => ({
                  value: assignment.id,
                  text: `${assignment.unitName}: ${assignment.title}`,
                  hint: `Hạn ${deadlineInWords(assignment)}, ${timeLeftInWords(assignment, context.today)}`,
                }))}
              />
              <SubmitButtons cancelHref="/tasks?state=overdue">
                <SubmitButton>Nhắc {formatNumber(units)} đơn vị</SubmitButton>
              </SubmitButtons>
            </Form>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today }, { assignmentIds, message }) => {
      await remindUnits(database, official, { assignmentIds, message, today })
      const only = assignmentIds.length === 1 ? assignmentIds[0] : undefined
      return only === undefined ? '/tasks?state=overdue' : `/tasks/assignments/${only}`
    },
  })
}
