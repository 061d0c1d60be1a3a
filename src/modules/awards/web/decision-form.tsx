import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  CheckboxField,
  EmptyState,
  Form,
  Layout,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { postFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { signersOf } from '../../documents/index.ts'
import { decideAwards } from '../actions/decide-awards.ts'
import { PROPOSALS_ON_A_FORM, proposalsToDecide } from '../queries/awards.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { registeredDecisions } from '../queries/decisions.ts'
import { DECISION_RESULTS, recipientInWords } from '../rules/award.ts'
import { checksInWords } from '../rules/checks.ts'
import { eligibilityInWords } from '../rules/eligibility.ts'
import { DECISION_LABELS as D, DecisionFields } from './award-fields.ts'

/**
 * Deciding on proposals, several at once. `year` in the address leaves those of one year, `round` those of one round with the ones ticked
 * that the council voted for, `award` one proposal, ticked.
 */
export function decisionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/decision',
    permission: 'award.decide',
    fields: DecisionFields,
    load: waitingProposals,
    initial: ({ proposals, one, signers }, { official }) => ({
      awardIds: proposals.filter(({ isCarried }) => one || isCarried === true).map(({ id }) => id),
      signerPostId:
        (signers.find(({ name }) => name === official.fullName) ?? (signers.length === 1 ? signers[0] : undefined))
          ?.postId ?? '',
    }),
    draw: ({ context, data: { proposals, checked, signers, documents }, form }) => (
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
                  ? 'Chọn những đề nghị có cùng kết quả. Mỗi quyết định tặng một hình thức.'
                  : `Đang hiện ${formatNumber(PROPOSALS_ON_A_FORM)} đề nghị đầu tiên; các đề nghị còn lại hiện sau khi quyết định những đề nghị này.`
              }
              options={proposals.map((proposal) => ({
                value: proposal.id,
                text: recipientInWords(proposal),
                hint: [
                  `${proposal.formTitle} năm ${proposal.forYear}`,
                  eligibilityInWords(proposal, proposal.forYear),
                  checksInWords(checked.get(proposal.id)?.checks ?? []),
                  ...voteInWords(proposal),
                  `Đề nghị ngày ${formatCalendarDate(proposal.proposedOn)}`,
                  `Thành tích: ${proposal.achievement}`,
                ].join('. '),
              }))}
            />
            <RadioField
              form={form}
              name="result"
              label={D.result}
              options={[
                {
                  value: 'issued',
                  text: DECISION_RESULTS.issued,
                  children: (
                    <SelectField
                      form={form}
                      name="signerPostId"
                      label={D.signerPostId}
                      emptyText="Chọn người ký"
                      options={signers.map(({ postId, name, title }) => ({ value: postId, text: `${name}, ${title}` }))}
                    />
                  ),
                },
                ...(documents.length === 0
                  ? []
                  : [
                      {
                        value: 'registered',
                        text: DECISION_RESULTS.registered,
                        children: (
                          <SelectField
                            form={form}
                            name="documentId"
                            label={D.documentId}
                            hint="Dùng khi quyết định đã ký trên giấy và đã vào sổ."
                            emptyText="Chọn quyết định"
                            options={documents.map((each) => ({
                              value: each.id,
                              text: `${each.reference} ngày ${formatCalendarDate(each.issuedOn)}: ${each.summary}`,
                            }))}
                          />
                        ),
                      },
                    ]),
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
            <WarningText>
              Lập quyết định mới là lấy số tiếp theo của sổ văn bản đi, ghi ngày hôm nay và lập bản để ký số. Số không
              sửa được nữa; nếu sai, thu hồi văn bản trong sổ.
            </WarningText>
            <SubmitButtons cancelHref="/awards">
              <SubmitButton>Lưu quyết định</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, files, publicUrl, page }, { awardIds, ...decision }) => {
      const { demonstration } = page
      const given = { awardIds, decision, today }
      const decisionId = await decideAwards(database, official, given, { files, publicUrl, demonstration })
      if (decisionId !== null) return `/awards/decisions/${decisionId}`
      return awardIds.length === 1 ? `/awards/${awardIds[0]}` : '/awards?state=refused'
    },
  })
}

type Waiting = Awaited<ReturnType<typeof proposalsToDecide>>[number]

function voteInWords({ awardRoundId, isCarried, votesFor, votesAgainst }: Waiting): string[] {
  if (awardRoundId === null) return []
  if (isCarried === null) return ['Hội đồng chưa biểu quyết']
  return [`Hội đồng: ${votesFor} tán thành, ${votesAgainst} không tán thành, ${isCarried ? 'đủ' : 'không đủ'} tỷ lệ`]
}

async function waitingProposals({ database, official, today, query }: Context & { query: Record<string, string> }) {
  const year = /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : undefined
  const one = /^\d{1,18}$/.test(query.award ?? '') ? query.award : undefined
  const roundId = /^\d{1,18}$/.test(query.round ?? '') ? query.round : undefined
  const ids = one === undefined ? undefined : [one]
  const unitId = postFor(official, 'award.decide')?.unitId
  const [proposals, signers, documents] = await Promise.all([
    proposalsToDecide(database, official, { year, roundId, ids }, today),
    unitId === undefined ? [] : signersOf(database, unitId, today),
    unitId === undefined ? [] : registeredDecisions(database, unitId),
  ])
  const checked = await checkedProposals(database, official, proposals, today)
  return { proposals, checked, signers, documents, one: one !== undefined }
}
