import type { FastifyInstance } from 'fastify'
import type { Database } from '../../../platform/database/database.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  CheckboxField,
  Details,
  EmptyState,
  Form,
  InsetText,
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
import { awardRoundById, quotasOf } from '../queries/award-rounds.ts'
import { PROPOSALS_ON_A_FORM, proposalsToDecide } from '../queries/awards.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { registeredDecisions } from '../queries/decisions.ts'
import { countedOfRound } from '../queries/round-awards.ts'
import { DECISION_RESULTS, recipientInWords } from '../rules/award.ts'
import { checksInWords } from '../rules/checks.ts'
import { eligibilityInWords } from '../rules/eligibility.ts'
import { quotaInWords, quotaUse } from '../rules/quota.ts'
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
    draw: ({ context, data: { proposals, checked, signers, documents, round, quotas }, form }) => (
      <Layout
        title="Quyết định khen thưởng"
        context={context.page}
        form={form}
        backLink={
          round
            ? { href: `/awards/rounds/${round.id}`, text: round.title }
            : { href: '/awards', text: 'Danh sách khen thưởng' }
        }
      >
        <PageHeading caption={round?.title}>Quyết định khen thưởng</PageHeading>
        {quotas.length > 0 && <InsetText>{quotasLeft(quotas)}</InsetText>}
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
                group: proposals.some(({ awardRoundId }) => awardRoundId !== null)
                  ? VOTED[votedAs(proposal)]
                  : undefined,
                hint: [
                  ...votesInWords(proposal),
                  checksInWords(checked.get(proposal.id)?.checks ?? []),
                  eligibilityInWords(proposal, proposal.forYear),
                  `${proposal.formTitle} năm ${proposal.forYear}`,
                ].join('. '),
                children: (
                  <Details
                    summary={
                      <>
                        Thành tích
                        <span class="govuk-visually-hidden">{` của ${proposal.personName ?? proposal.unitName}`}</span>
                      </>
                    }
                  >
                    <p class="govuk-body app-prewrap">{proposal.achievement}</p>
                    <p class="govuk-body">{`Đề nghị ngày ${formatCalendarDate(proposal.proposedOn)}.`}</p>
                  </Details>
                ),
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

type QuotaLeft = Awaited<ReturnType<typeof quotasGiven>>[number]

async function quotasGiven(database: Database, roundId: string) {
  const [quotas, counted] = await Promise.all([quotasOf(database, roundId), countedOfRound(database, roundId)])
  return quotaUse(
    quotas,
    counted.filter(({ state }) => state === 'awarded'),
  )
}

type Waiting = Awaited<ReturnType<typeof proposalsToDecide>>[number]

/** Under which heading a proposal stands on the form: what can be awarded comes first. */
const VOTED = {
  carried: 'Hội đồng tán thành đủ tỷ lệ',
  'outside-of-rounds': 'Đề nghị ngoài đợt xét',
  open: 'Hội đồng chưa biểu quyết: chưa khen thưởng được',
  lost: 'Không đủ tỷ lệ phiếu tán thành: không khen thưởng được',
} as const

function votedAs({ awardRoundId, isCarried }: Waiting): keyof typeof VOTED {
  if (awardRoundId === null) return 'outside-of-rounds'
  if (isCarried === null) return 'open'
  return isCarried ? 'carried' : 'lost'
}

function votesInWords({ votesFor, votesAgainst }: Waiting): string[] {
  return votesFor === null ? [] : [`${votesFor} phiếu tán thành, ${votesAgainst} phiếu không tán thành`]
}

/** How many more may be given within each quota of the round. */
function quotasLeft(quotas: readonly QuotaLeft[]): string {
  const told = quotas.map(
    ({ quota, used }) => `${quotaInWords(quota)}, còn ${formatNumber(Math.max(0, quota.most - used))}`,
  )
  return `Hạn mức của đợt. ${told.join('; ')}.`
}

async function waitingProposals({ database, official, today, query }: Context & { query: Record<string, string> }) {
  const year = /^\d{4}$/.test(query.year ?? '') ? Number(query.year) : undefined
  const one = /^\d{1,18}$/.test(query.award ?? '') ? query.award : undefined
  const roundId = /^\d{1,18}$/.test(query.round ?? '') ? query.round : undefined
  const ids = one === undefined ? undefined : [one]
  const unitId = postFor(official, 'award.decide')?.unitId
  const [proposals, signers, documents, round, quotas] = await Promise.all([
    proposalsToDecide(database, official, { year, roundId, ids }, today),
    unitId === undefined ? [] : signersOf(database, unitId, today),
    unitId === undefined ? [] : registeredDecisions(database, unitId),
    roundId === undefined ? undefined : awardRoundById(database, official, roundId, today),
    roundId === undefined ? [] : quotasGiven(database, roundId),
  ])
  const checked = await checkedProposals(database, official, proposals, today)
  const places = Object.keys(VOTED)
  proposals.sort((first, second) => places.indexOf(votedAs(first)) - places.indexOf(votedAs(second)))
  return { proposals, checked, signers, documents, round, quotas: round ? quotas : [], one: one !== undefined }
}
