import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CellInput,
  CellSelect,
  DataTable,
  DateField,
  EmptyState,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { recordAwardSession, recordAwardVotes, type VoteToRecord } from '../actions/council.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { type ProposalToVote, proposalsToVote, type Session, sessionOf } from '../queries/council.ts'
import { recipientInWords } from '../rules/award.ts'
import { checksInWords } from '../rules/checks.ts'
import { electorate, membersAside } from '../rules/council.ts'
import { SEATS, sessionValues } from '../rules/session-values.ts'
import { shareInWords } from '../rules/share.ts'
import { requireManagedRound } from './round-form.tsx'

const Address = z.object({ awardRoundId: Id })
const L = {
  heldOn: 'Ngày họp',
  place: 'Địa điểm',
  chairedBy: 'Chủ trì',
  secretary: 'Thư ký',
  conclusion: 'Kết luận',
} as const

const SessionFields = z.looseObject({
  heldOn: day(L.heldOn),
  place: text(L.place, { longest: 300 }),
  chairedBy: text(L.chairedBy, { longest: 200 }),
  secretary: text(L.secretary, { longest: 200 }),
  conclusion: optionalText(L.conclusion, { longest: 5000 }),
})

const seats = Array.from({ length: SEATS }, (_seat, index) => index + 1)

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
    labels: L,
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
          <Form form={form}>
            <DateField form={form} name="heldOn" label={L.heldOn} />
            <TextField form={form} name="place" label={L.place} />
            <TextField form={form} name="chairedBy" label={L.chairedBy} hint="Họ tên, chức vụ" />
            <TextField form={form} name="secretary" label={L.secretary} hint="Họ tên, chức vụ" />
            <DataTable
              caption="Thành viên Hội đồng"
              phone="stack"
              empty=""
              columns={[
                { key: 'seat', title: 'Thành viên', rowHeader: true },
                { key: 'name', title: 'Họ và tên' },
                { key: 'office', title: 'Chức vụ' },
                { key: 'unit', title: 'Công tác tại' },
                { key: 'present', title: 'Có mặt' },
              ]}
              rows={seats.map((seat) => ({
                seat: `Thành viên ${seat}`,
                name: <CellInput form={form} name={`name:${seat}`} label={`Họ và tên thành viên ${seat}`} />,
                office: <CellInput form={form} name={`office:${seat}`} label={`Chức vụ thành viên ${seat}`} />,
                unit: (
                  <CellSelect
                    form={form}
                    name={`unit:${seat}`}
                    label={`Đơn vị của thành viên ${seat}`}
                    emptyText="Không chọn"
                    options={options}
                  />
                ),
                present: (
                  <CellSelect
                    form={form}
                    name={`present:${seat}`}
                    label={`Thành viên ${seat} có mặt`}
                    emptyText="Có mặt"
                    options={[
                      { value: 'yes', text: 'Có mặt' },
                      { value: 'no', text: 'Vắng' },
                    ]}
                  />
                ),
              }))}
            />
            <TextArea form={form} name="conclusion" label={L.conclusion} optional rows={3} />
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Lưu phiên họp</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params, version }, entered, { units }) => {
      const typed = typedIn(entered)
      const members = seats
        .filter((seat) => typed(`name:${seat}`) !== '')
        .map((seat) => ({
          fullName: typed(`name:${seat}`).slice(0, 200),
          office: typed(`office:${seat}`).slice(0, 200),
          unitId: units.find((unit) => unit.id === typed(`unit:${seat}`))?.id ?? null,
          isPresent: typed(`present:${seat}`) !== 'no',
        }))
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
                  { key: 'checks', title: 'Kiểm tra' },
                  { key: 'entitled', title: 'Được biểu quyết' },
                  { key: 'for', title: 'Tán thành' },
                  { key: 'against', title: 'Không tán thành' },
                  { key: 'result', title: 'Kết quả' },
                ]}
                rows={proposals.map((proposal) => ({
                  recipient: (
                    <>
                      <a class="govuk-link" href={`/awards/${proposal.id}`}>
                        {recipientInWords(proposal)}
                      </a>
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

function typedIn(entered: Readonly<Record<string, unknown>>) {
  return (field: string): string => {
    const value = entered[field]
    return typeof value === 'string' ? value.normalize('NFC').trim() : ''
  }
}
