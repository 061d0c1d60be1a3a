import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { sessionValues } from '../../criteria/index.ts'
import { type ProposalToVote, proposalsToVote, type Session, sessionOf } from '../queries/council.ts'
import { recipientInWords } from '../rules/award.ts'
import { electorate, type Member, membersAside, refuseSession, refuseTooManyVotes } from '../rules/council.ts'
import { isCarried, shareInWords } from '../rules/share.ts'
import { lockRound, requireRoundManager } from './keep-award-round.ts'

export type SessionToRecord = {
  heldOn: CalendarDate
  place: string
  chairedBy: string
  secretary: string
  conclusion: string
  members: readonly Member[]
}

type Work = { roundId: string; today: CalendarDate }

/**
 * Records the council's session on a round, or mends it; votes on what is not decided yet are counted anew against those who were there.
 * Refuses `award.no-such-round`, what `refuseSession` refuses, and `award.too-many-votes` when votes that stand would be more than may vote.
 */
export function recordAwardSession(
  database: Database,
  official: Official,
  { roundId, version, given, today }: Work & { version: string | null; given: SessionToRecord },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const round = await lockRound(transaction, roundId)
    await requireRoundManager(transaction, official, round.rootUnitId, today)
    const before = await sessionOf(transaction, roundId)
    if (before) refuseStaleEdit(version, before, () => sessionValues(before))
    refuseSession(given, today)
    const columns = {
      ...{ held_on: given.heldOn, place: given.place, chaired_by: given.chairedBy },
      ...{ secretary: given.secretary, conclusion: given.conclusion, changed_by_account_id: official.accountId },
    }
    const { id } = await transaction
      .insertInto('award_session')
      .values({ award_round_id: roundId, ...columns })
      .onConflict((conflict) =>
        conflict
          .column('award_round_id')
          .doUpdateSet({ ...columns, version: sql`award_session.version + 1`, changed_at: sql`now()` }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction.deleteFrom('award_council_member').where('award_session_id', '=', id).execute()
    await transaction
      .insertInto('award_council_member')
      .values(
        given.members.map((member, index) => ({
          ...{ award_session_id: id, ordinal: index + 1, full_name: member.fullName, office: member.office },
          ...{ unit_id: member.unitId, is_present: member.isPresent },
        })),
      )
      .execute()
    const present = given.members.filter((member) => member.isPresent).length
    await recordChange(transaction, {
      official,
      ...{ action: 'award.council-met', subject: { kind: 'award-round', id: roundId }, unitId: round.rootUnitId },
      summary: `Ghi phiên họp Hội đồng Thi đua - Khen thưởng ngày ${formatCalendarDate(given.heldOn)}: ${present} trên ${given.members.length} thành viên có mặt`,
      after: { ...given },
    })
    const session = await sessionOf(transaction, roundId)
    if (!session) throw new Error('The session that was just written has gone.')
    for (const proposal of await proposalsToVote(transaction, roundId)) {
      const { votesFor, votesAgainst } = proposal
      if (votesFor !== null && votesAgainst !== null)
        await writeVote(transaction, official, { session, proposal, votes: { for: votesFor, against: votesAgainst } })
    }
  })
}

export type VoteToRecord = { awardId: string; for: number; against: number }

/**
 * Records the ballots counted on proposals of a round, in place of those recorded before. The share is counted at once, with those aside
 * who are proposed themselves or work in the collective. Refuses `award.no-such-round`, `award.no-session`, `award.no-such-award` and
 * `award.too-many-votes`; all or none.
 */
export function recordAwardVotes(
  database: Database,
  official: Official,
  { roundId, votes, today }: Work & { votes: readonly VoteToRecord[] },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const round = await lockRound(transaction, roundId)
    await requireRoundManager(transaction, official, round.rootUnitId, today)
    const session = await sessionOf(transaction, roundId)
    if (!session) throw noSession()
    const proposals = await proposalsToVote(transaction, roundId)
    for (const vote of votes) {
      const proposal = proposals.find(({ id }) => id === vote.awardId)
      if (!proposal) {
        const message =
          'Một đề nghị đã được quyết định hoặc không còn trong đợt. Hãy xem danh sách mới nhất rồi ghi lại.'
        throw new Refusal('conflict', 'award.no-such-award', message)
      }
      if (proposal.votesFor === vote.for && proposal.votesAgainst === vote.against) continue
      await writeVote(transaction, official, { session, proposal, votes: vote })
    }
  })
}

export const noSession = () =>
  new Refusal('conflict', 'award.no-session', 'Chưa ghi phiên họp Hội đồng. Hãy ghi phiên họp và thành viên trước.')

async function writeVote(
  transaction: Database,
  official: Official,
  { session, proposal, votes }: { session: Session; proposal: ProposalToVote; votes: { for: number; against: number } },
): Promise<void> {
  const counted = { for: votes.for, against: votes.against, ...electorate(session.members, proposal) }
  const recipient = recipientInWords(proposal)
  refuseTooManyVotes(counted, { field: `for:${proposal.id}`, recipient })
  const aside = membersAside(session.members, proposal).map(({ fullName }) => fullName)
  const carried = isCarried(proposal, counted)
  const row = {
    ...{ award_session_id: session.id, votes_for: counted.for, votes_against: counted.against },
    ...{ members: counted.members, entitled: counted.entitled, aside },
    ...{ required_percent: proposal.requiredPercent, share_of: proposal.shareOf, is_carried: carried },
  }
  await transaction
    .insertInto('award_vote')
    .values({ award_id: proposal.id, ...row })
    .onConflict((conflict) => conflict.column('award_id').doUpdateSet({ ...row, voted_at: sql`now()` }))
    .execute()
  await recordChange(transaction, {
    official,
    ...{ action: 'award.voted', subject: { kind: 'award', id: proposal.id }, unitId: proposal.unitId },
    summary: `Hội đồng biểu quyết: ${counted.for} tán thành, ${counted.against} không tán thành trên ${counted.entitled} thành viên được biểu quyết (${counted.members} thành viên); ${carried ? 'đủ' : 'không đủ'} tỷ lệ (${shareInWords(proposal).toLocaleLowerCase('vi')})`,
    after: { ...counted, aside, carried },
  })
}
