import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, TextArea } from '../../../platform/page/index.ts'
import { noSuchAward } from '../actions/decide-awards.ts'
import { withdrawProposal } from '../actions/withdraw-proposal.ts'
import { awardById } from '../queries/awards.ts'
import { recipientInWords } from '../rules/award.ts'
import { refuseToWithdraw } from '../rules/proposal.ts'

const L = { reason: 'Lý do rút đề nghị' } as const

/** The unit that proposed takes its proposal back before it is decided. */
export function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/:awardId/withdrawal',
    permission: 'award.propose',
    params: z.object({ awardId: Id }),
    fields: z.object({ reason: text(L.reason, { longest: 2000 }) }),
    load: async ({ database, official, today, params }) => {
      const award = await awardById(database, official, params.awardId, today)
      if (!award?.isTheirsToWithdraw) throw noSuchAward()
      refuseToWithdraw(award)
      return award
    },
    initial: () => ({ reason: '' }),
    draw: ({ context, data: award, form }) => {
      const recipient = recipientInWords(award)
      return (
        <Layout
          title="Rút đề nghị khen thưởng"
          context={context.page}
          form={form}
          backLink={{ href: `/awards/${award.id}`, text: recipient }}
        >
          <PageHeading caption={`${award.formTitle} năm ${award.forYear}: ${recipient}`}>
            Rút đề nghị khen thưởng
          </PageHeading>
          <p class="govuk-body">
            Đề nghị đã rút vẫn nằm trong danh sách cùng lý do, nhưng Hội đồng không biểu quyết và không ai quyết định
            nữa. Sau này có thể đề nghị lại.
          </p>
          <Form form={form}>
            <TextArea form={form} name="reason" label={L.reason} rows={3} />
            <SubmitButtons cancelHref={`/awards/${award.id}`}>
              <SubmitButton>Rút đề nghị</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { reason }) => {
      await withdrawProposal(database, official, { awardId: params.awardId, reason, today })
      return `/awards/${params.awardId}`
    },
  })
}
