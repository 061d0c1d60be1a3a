import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  CheckboxField,
  DateField,
  EmptyState,
  Form,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { decideAwards } from '../actions/decide-awards.ts'
import { PROPOSALS_ON_A_FORM, proposalsToDecide } from '../queries/awards.ts'
import { AWARD_FORMS, DECISION_RESULTS, recipientInWords } from '../rules/award.ts'
import { eligibilityInWords } from '../rules/eligibility.ts'
import { DECISION_LABELS as D, DecisionFields } from './award-fields.ts'

/** Deciding on proposals, several at once. `year` in the address leaves those of one year, `award` one proposal, ticked. */
export function decisionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/decision',
    permission: 'award.decide',
    fields: DecisionFields,
    load: waitingProposals,
    initial: ({ proposals, one }, { today }) => ({
      awardIds: one ? proposals.map((proposal) => proposal.id) : [],
      decidedOn: formatCalendarDate(today),
    }),
    draw: ({ context, data: { proposals }, form }) => (
      <Layout
        title="Quyết định khen thưởng"
        context={context.page}
        form={form}
        backLink={{ href: '/awards', text: 'Danh sách khen thưởng' }}
      >
        <PageHeading>Quyết định khen thưởng</PageHeading>
        {proposals.length === 0 ? (
          <EmptyState
            title="Không có đề nghị nào chờ quyết định"
            action={{ href: '/awards', text: 'Xem danh sách khen thưởng' }}
          >
            <p class="govuk-body">Đề nghị mới của các đơn vị sẽ hiện tại đây và trong “Việc cần làm”.</p>
          </EmptyState>
        ) : (
          <Form form={form}>
            <CheckboxField
              form={form}
              name="awardIds"
              label="Đề nghị chờ quyết định"
              hint={
                proposals.length < PROPOSALS_ON_A_FORM
                  ? 'Chọn những đề nghị có cùng kết quả.'
                  : `Đang hiện ${formatNumber(PROPOSALS_ON_A_FORM)} đề nghị đầu tiên; các đề nghị còn lại hiện sau khi quyết định những đề nghị này.`
              }
              options={proposals.map((proposal) => ({
                value: proposal.id,
                text: recipientInWords(proposal),
                hint: `${AWARD_FORMS[proposal.form]} năm ${proposal.forYear}. ${eligibilityInWords(proposal, proposal.forYear)}. Đề nghị ngày ${formatCalendarDate(proposal.proposedOn)}. Thành tích: ${proposal.achievement}`,
              }))}
            />
            <RadioField
              form={form}
              name="result"
              label={D.result}
              options={[
                {
                  value: 'awarded',
                  text: DECISION_RESULTS.awarded,
                  children: (
                    <TextField
                      form={form}
                      name="decisionNumber"
                      label={D.decisionNumber}
                      hint="Ví dụ: 12/QĐ-UBND. Chỉ nhập khi khen thưởng."
                      width={20}
                    />
                  ),
                },
                {
                  value: 'refused',
                  text: DECISION_RESULTS.refused,
                  children: (
                    <TextArea
                      form={form}
                      name="reason"
                      label={D.reason}
                      hint="Đơn vị đề nghị sẽ thấy lý do này."
                      rows={3}
                    />
                  ),
                },
              ]}
            />
            <DateField form={form} name="decidedOn" label={D.decidedOn} />
            <SubmitButtons cancelHref="/awards">
              <SubmitButton>Lưu quyết định</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today }, { awardIds, ...decision }) => {
      await decideAwards(database, official, { awardIds, decision, today })
      return awardIds.length === 1 ? `/awards/${awardIds[0]}` : `/awards?state=${decision.result}`
    },
  })
}

async function waitingProposals({ database, official, today, query }: Context & { query: Record<string, string> }) {
  const year = /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : undefined
  const one = /^\d{1,18}$/.test(query.award ?? '') ? query.award : undefined
  const ids = one === undefined ? undefined : [one]
  return { proposals: await proposalsToDecide(database, official, { year, ids }, today), one: one !== undefined }
}
