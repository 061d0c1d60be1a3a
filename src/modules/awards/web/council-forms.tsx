import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CellInput,
  DataTable,
  EmptyState,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  membersTyped,
  SESSION_LABELS,
  SessionFields,
  SessionForm,
  sessionValues,
  typedIn,
} from '../../criteria/index.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { recordAwardSession, recordAwardVotes, type VoteToRecord } from '../actions/council.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { type ProposalToVote, proposalsToVote, type Session, sessionOf } from '../queries/council.ts'
import { recipientInWords } from '../rules/award.ts'
import { checksInWords } from '../rules/checks.ts'
import { electorate, membersAside } from '../rules/council.ts'
import { shareInWords } from '../rules/share.ts'
import { Recipient } from './award-parts.tsx'
import { requireManagedRound } from './round-form.tsx'

const Address = z.object({ awardRoundId: Id })
/** The council's session on a round, and the ballots counted on each proposal. */
export function councilForms(app: FastifyInstance): void {
  sessionForm(app)
  votesForm(app)
}

function sessionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/rounds/:awardRoundId/council',
    permission: 'award.manage',
    params: Address,
    fields: SessionFields,
    labels: SESSION_LABELS,
    load: async (context) => {
      const round = await requireManagedRound(context, context.params.awardRoundId)
      const { database, today } = context
      const [session, units] = await Promise.all([
        sessionOf(database, round.id),
        unitsOnDay(database, { today, roots: [round.rootUnitId] }),
      ])
      return { round, session, units }
    },
    initial: ({ session }, { today }) => (session ? sessionValues(session) : { heldOn: formatCalendarDate(today) }),
    draw: ({ context, data: { round, units }, form }) => {
      const back = `/awards/rounds/${round.id}`
      const options = units.map((unit) => ({ value: unit.id, text: unit.name }))
      return (
        <Layout
          title="Phiên họp Hội đồng Thi đua - Khen thưởng"
          context={context.page}
          wide
          form={form}
          backLink={{ href: back, text: round.title }}
        >
          <PageHeading caption={round.title}>Phiên họp Hội đồng Thi đua - Khen thưởng</PageHeading>
          <p class="govuk-body">
            Ghi cả thành viên vắng: tỷ lệ phiếu tính trên tổng số thành viên. Thành viên không biểu quyết về chính mình
            và về tập thể mình công tác; hệ thống tự trừ.
          </p>
          <SessionForm form={form} units={options} unitColumn="Công tác tại" cancelHref={back} />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params, version }, entered, { units }) => {
      const members = membersTyped(entered, new Set(units.map(({ id }) => id)))
      const { heldOn, place, chairedBy, secretary, conclusion } = entered
      const given = { heldOn, place, chairedBy, secretary, conclusion, members }
      await recordAwardSession(database, official, { roundId: params.awardRoundId, version, given, today })
      return `/awards/rounds/${params.awardRoundId}/votes`
    },
  })
}

function votesForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/rounds/:awardRoundId/votes',
    permission: 'award.manage',
    params: Address,
    fields: z.looseObject({}),
    load: async (context) => {
      const round = await requireManagedRound(context, context.params.awardRoundId)
      const { database, official, today } = context
      const [session, proposals] = await Promise.all([
        sessionOf(database, round.id),
        proposalsToVote(database, round.id),
      ])
      return { round, session, proposals, checked: await checkedProposals(database, official, proposals, today) }
    },
    initial: ({ proposals }) =>
      Object.fromEntries(
        proposals.flatMap(({ id, votesFor, votesAgainst }) => [
          [`for:${id}`, votesFor === null ? '' : String(votesFor)],
          [`against:${id}`, votesAgainst === null ? '' : String(votesAgainst)],
        ]),
      ),
    draw: ({ context, data: { round, session, proposals, checked }, form }) => {
      const back = `/awards/rounds/${round.id}`
      return (
        <Layout
          title="Ghi phiếu của Hội đồng"
          context={context.page}
          wide
          form={form}
          backLink={{ href: back, text: round.title }}
        >
          <PageHeading caption={round.title}>Ghi phiếu của Hội đồng</PageHeading>
          {session === undefined ? (
            <EmptyState title="Chưa ghi phiên họp" action={{ href: `${back}/council`, text: 'Ghi phiên họp' }}>
              <p class="govuk-body">Hãy ghi phiên họp và thành viên trước; số người được biểu quyết tính từ đó.</p>
            </EmptyState>
          ) : proposals.length === 0 ? (
            <EmptyState title="Không có đề nghị nào chờ biểu quyết" action={{ href: back, text: 'Về đợt xét' }}>
              <p class="govuk-body">Mọi đề nghị của đợt đã có kết quả, hoặc chưa có đề nghị nào.</p>
            </EmptyState>
          ) : (
            <Form form={form}>
              <InsetText>
                {`Phiên họp ngày ${formatCalendarDate(session.heldOn)}: ${session.members.filter((each) => each.isPresent).length} trên ${session.members.length} thành viên có mặt. Ghi số phiếu đã kiểm của từng đề nghị; để trống là chưa biểu quyết.`}
              </InsetText>
              <DataTable
                caption="Phiếu của từng đề nghị"
                captionHidden
                phone="stack"
                empty=""
                columns={[
                  { key: 'recipient', title: 'Tập thể, cá nhân', rowHeader: true, width: 'one-third' },
                  { key: 'checks', title: 'Kiểm tra', width: 'one-quarter' },
                  { key: 'entitled', title: 'Được biểu quyết' },
                  { key: 'for', title: 'Tán thành' },
                  { key: 'against', title: 'Không tán thành' },
                  { key: 'result', title: 'Kết quả' },
                ]}
                rows={proposals.map((proposal) => ({
                  recipient: (
                    <>
                      <Recipient award={proposal} href={`/awards/${proposal.id}`} />
                      <br />
                      <span class="app-muted">{`${proposal.formTitle}. Cần ${shareInWords(proposal).toLocaleLowerCase('vi')}.`}</span>
                    </>
                  ),
                  checks: checksInWords(checked.get(proposal.id)?.checks ?? []),
                  entitled: <Electorate session={session} proposal={proposal} />,
                  for: (
                    <CellInput
                      form={form}
                      name={`for:${proposal.id}`}
                      label={`Phiếu tán thành ${recipientInWords(proposal)}`}
                      width={4}
                    />
                  ),
                  against: (
                    <CellInput
                      form={form}
                      name={`against:${proposal.id}`}
                      label={`Phiếu không tán thành ${recipientInWords(proposal)}`}
                      width={4}
                    />
                  ),
                  result: resultInWords(proposal),
                }))}
              />
              <SubmitButtons cancelHref={back}>
                <SubmitButton>Lưu số phiếu</SubmitButton>
              </SubmitButtons>
            </Form>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, { proposals }) => {
      const votes = votesIn(entered, proposals)
      await recordAwardVotes(database, official, { roundId: params.awardRoundId, votes, today })
      return `/awards/rounds/${params.awardRoundId}/votes`
    },
  })
}

function Electorate({ session, proposal }: { session: Session; proposal: ProposalToVote }) {
  const { entitled, members } = electorate(session.members, proposal)
  const aside = membersAside(session.members, proposal)
  return (
    <>
      {`${entitled} trên ${members} thành viên`}
      {aside.length > 0 && (
        <>
          <br />
          <span class="app-muted">{`Không biểu quyết vì liên quan: ${aside.map((each) => each.fullName).join('; ')}`}</span>
        </>
      )}
    </>
  )
}

function resultInWords({ isCarried, votesFor, entitled }: ProposalToVote): string {
  if (isCarried === null) return 'Chưa biểu quyết'
  return `${isCarried ? 'Đủ tỷ lệ' : 'Không đủ tỷ lệ'} (${votesFor}/${entitled})`
}

/** Refuses `award.votes-incomplete` about a proposal with one of two numbers, or with what is no number. */
function votesIn(entered: Readonly<Record<string, unknown>>, proposals: readonly ProposalToVote[]): VoteToRecord[] {
  const typed = typedIn(entered)
  return proposals.flatMap((proposal) => {
    const [inFavour, against] = [typed(`for:${proposal.id}`), typed(`against:${proposal.id}`)]
    if (inFavour === '' && against === '' && proposal.isCarried === null) return []
    const wrong = [`for:${proposal.id}`, `against:${proposal.id}`].find((field) => !/^\d{1,3}$/.test(typed(field)))
    if (wrong !== undefined) {
      const message = `${recipientInWords(proposal)}: hãy ghi đủ số phiếu tán thành và không tán thành, là số nguyên; không có thì ghi 0.`
      throw new Refusal('invalid', 'award.votes-incomplete', message, { [wrong]: message })
    }
    return [{ awardId: proposal.id, for: Number(inFavour), against: Number(against) }]
  })
}
