import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { noSuchActivity, publishResult } from '../actions/publish-result.ts'
import { activityById } from '../queries/activities.ts'
import type { ActivityKind } from '../rules/activity.ts'
import { DIALOGUE_LIMIT_SOURCE, isAnnounced, lastDayToPublishResult } from '../rules/preparation.ts'

/** Telling the people what came of a dialogue, in general words. */
export function publicResultForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/:activityId/public-result',
    permission: 'activity.record',
    params: z.object({ activityId: Id }),
    fields: z.object({ publicResult: text('Kết quả và trả lời', { longest: 20_000 }) }),
    load: async ({ database, official, params, today }) => {
      const activity = await activityById(database, official, params.activityId, today)
      if (!activity || activity.withdrawnOn !== null || !isAnnounced(activity.kind as ActivityKind))
        throw noSuchActivity()
      return activity
    },
    initial: ({ publicResult }) => ({ publicResult }),
    draw: ({ context, data, form }) => {
      const last = lastDayToPublishResult(data.kind as ActivityKind, data.heldOn)
      return (
        <Layout
          title="Công bố kết quả"
          context={context.page}
          form={form}
          backLink={{ href: `/activities/${data.id}`, text: 'Trở lại hoạt động' }}
        >
          <PageHeading caption={data.title}>Công bố kết quả</PageHeading>
          {last !== null && (
            <InsetText>
              Chậm nhất ngày {formatCalendarDate(last)}. {DIALOGUE_LIMIT_SOURCE}.
            </InsetText>
          )}
          <Form form={form}>
            <TextArea
              form={form}
              name="publicResult"
              label="Kết quả và trả lời"
              rows={8}
              hint="Ai cũng đọc được: tóm tắt từng nhóm ý kiến và câu trả lời, đừng nêu tên người dân."
            />
            <SubmitButtons cancelHref={`/activities/${data.id}`}>
              <SubmitButton>Công bố kết quả</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params: { activityId: id } }, { publicResult }) => {
      await publishResult(database, official, { id, publicResult, today })
      return `/activities/${id}`
    },
  })
}
