import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, TextArea } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withdrawActivity } from '../actions/withdraw-activity.ts'
import { activityById } from '../queries/activities.ts'

/** Taking back an activity that was entered by mistake. */
export function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/:activityId/withdrawal',
    permission: 'activity.record',
    params: z.object({ activityId: Id }),
    fields: z.object({ reason: text('Lý do', { longest: 500 }) }),
    load: async ({ database, official, params, today }) => {
      const activity = await activityById(database, official, params.activityId, today)
      if (activity) return activity
      throw new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout
        title="Hủy ghi hoạt động"
        context={context.page}
        form={form}
        backLink={{ href: `/activities/${data.id}`, text: 'Trở lại hoạt động' }}
      >
        <PageHeading caption={data.title}>Hủy ghi hoạt động</PageHeading>
        <p class="govuk-body">
          Hoạt động sẽ không còn trong danh sách và số liệu. Bản ghi và lý do vẫn được giữ để tra cứu.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={3} />
          <SubmitButtons cancelHref={`/activities/${data.id}`}>
            <SubmitButton variant="warning">Hủy ghi hoạt động</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { reason }, activity) => {
      await withdrawActivity(database, official, { id: activity.id, reason, today })
      return `/activities/${activity.id}`
    },
  })
}
