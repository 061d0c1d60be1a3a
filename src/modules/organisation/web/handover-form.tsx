import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Handover } from '../../../platform/database/handover.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { recordId, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextField,
} from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { handOver, openWork, postToHandOver } from '../actions/hand-over.ts'
import { possibleReceivers } from '../queries/delegations.ts'
import { inOrganisation } from './organisation-parts.tsx'

const L = { toPersonId: 'Người nhận bàn giao', note: 'Căn cứ, nội dung bàn giao' } as const

/** Handing over the open work of a post (bàn giao). */
export function handoverForm(app: FastifyInstance, handovers: readonly Handover[]): void {
  staffForm(app, {
    path: '/posts/:postId/handover',
    permission: 'post.hand-over',
    params: z.object({ postId: Id }),
    fields: z.object({ toPersonId: recordId(L.toPersonId), note: text(L.note, { longest: 500 }) }),
    labels: L,
    load: async ({ database, official, today, params }) => {
      const post = await postToHandOver(database, official, params.postId, today)
      const [work, receivers] = await Promise.all([
        openWork(database, handovers, post),
        possibleReceivers(database, { unitIds: [post.unitId], notPersonId: post.personId, today }),
      ])
      return { post, work, receivers }
    },
    initial: () => ({}),
    draw: ({ context, data: { post, work, receivers }, form }) => (
      <Layout
        title="Bàn giao công việc"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: `/posts/${post.id}`, text: `Trở lại ${post.fullName} – ${post.title}` }}
      >
        <PageHeading caption={`${post.fullName} – ${post.title}, ${post.unitName}`}>Bàn giao công việc</PageHeading>
        {work.length === 0 ? (
          <InsetText>
            {post.fullName} không còn việc nào đứng tên mình tại {post.unitName}. Nhiệm vụ, báo cáo giao cho đơn vị thì
            vẫn là việc của đơn vị, không cần bàn giao.
          </InsetText>
        ) : (
          <>
            <SummaryList rows={work.map(({ title, count }) => ({ label: title, value: formatNumber(count) }))} />
            <p class="govuk-body">
              Tất cả chuyển sang tên người nhận; ngày nhận, số, thời hạn và những bước đã làm giữ nguyên. Nhiệm vụ, báo
              cáo giao cho đơn vị thì vẫn là việc của đơn vị.
            </p>
            <Form form={form}>
              <SelectField
                form={form}
                name="toPersonId"
                label={L.toPersonId}
                emptyText="Chọn người"
                options={receivers.map((receiver) => ({
                  value: receiver.personId,
                  text: `${receiver.fullName}, ${receiver.title}`,
                }))}
              />
              <TextField
                form={form}
                name="note"
                label={L.note}
                hint="Ví dụ: Biên bản bàn giao ngày 20/11/2026, nghỉ thai sản"
              />
              <SubmitButtons cancelHref={`/posts/${post.id}`}>
                <SubmitButton>Bàn giao</SubmitButton>
              </SubmitButtons>
            </Form>
          </>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params }, given) => {
      const post = await handOver(database, official, { handovers, postId: params.postId, ...given }, today)
      return `/people/${post.personId}`
    },
  })
}
