import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { FORM_COLUMNS, RECIPIENT_COLUMNS } from './award-columns.ts'
import './tables.ts'

/** The council's session on a round with its members; undefined while none was recorded. */
export async function sessionOf(database: Database, roundId: string) {
  const session = await database
    .selectFrom('award_session as session')
    .leftJoin('account', 'account.id', 'session.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'session.id',
      'session.held_on as heldOn',
      'session.place',
      'session.chaired_by as chairedBy',
      'session.secretary',
      'session.conclusion',
      'session.version',
      'session.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where('session.award_round_id', '=', roundId)
    .executeTakeFirst()
  if (!session) return undefined
  const members = await database
    .selectFrom('award_council_member as member')
    .innerJoin('award_session', 'award_session.id', 'member.award_session_id')
    .select([
      'member.full_name as fullName',
      'member.office',
      'member.unit_id as unitId',
      sql<string | null>`unit_name_on(member.unit_id, award_session.held_on)`.as('unitName'),
      'member.is_present as isPresent',
    ])
    .where('member.award_session_id', '=', session.id)
    .orderBy('member.ordinal')
    .execute()
  return { ...session, members }
}

export type Session = NonNullable<Awaited<ReturnType<typeof sessionOf>>>

/** At most this many proposals stand on the form on which votes are recorded. */
export const PROPOSALS_TO_VOTE = 200

/** The proposals of a round that wait for their decision, with the votes counted so far: units first, then people. */
export function proposalsToVote(database: Database, roundId: string) {
  return database
    .selectFrom('award')
    .innerJoin('award_form as form', 'form.code', 'award.form')
    .leftJoin('award_vote as vote', 'vote.award_id', 'award.id')
    .select([
      ...RECIPIENT_COLUMNS,
      ...FORM_COLUMNS,
      'form.required_percent as requiredPercent',
      'form.share_of as shareOf',
      sql<string>`unit_name_on(award.unit_id, award.proposed_on)`.as('unitName'),
      'vote.votes_for as votesFor',
      'vote.votes_against as votesAgainst',
      'vote.members',
      'vote.entitled',
      'vote.aside',
      'vote.is_carried as isCarried',
    ])
    .where('award.award_round_id', '=', roundId)
    .where('award.state', '=', 'proposed')
    .orderBy('award.recipient_kind')
    .orderBy('award.form')
    .orderBy('award.id')
    .limit(PROPOSALS_TO_VOTE)
    .execute()
}

/** Of the proposals of a round that wait for their decision: how many were voted on, and how many the council voted for. */
export function votesOfRound(database: Database, roundId: string) {
  return database
    .selectFrom('award')
    .leftJoin('award_vote as vote', 'vote.award_id', 'award.id')
    .select([
      sql<number>`count(*)::int`.as('waiting'),
      sql<number>`count(vote.award_id)::int`.as('voted'),
      sql<number>`(count(*) filter (where vote.is_carried))::int`.as('carried'),
    ])
    .where('award.award_round_id', '=', roundId)
    .where('award.state', '=', 'proposed')
    .executeTakeFirstOrThrow()
}

export type ProposalToVote = Awaited<ReturnType<typeof proposalsToVote>>[number]

/** What the council voted on in a round, decided since or not, with the ballots: units first, then people. */
export function votedProposals(database: Database, roundId: string) {
  return database
    .selectFrom('award')
    .innerJoin('award_form as form', 'form.code', 'award.form')
    .innerJoin('award_vote as vote', 'vote.award_id', 'award.id')
    .select([
      ...RECIPIENT_COLUMNS,
      ...FORM_COLUMNS,
      sql<string>`unit_name_on(award.unit_id, award.proposed_on)`.as('unitName'),
      'vote.votes_for as votesFor',
      'vote.votes_against as votesAgainst',
      'vote.entitled',
      'vote.aside',
      'vote.required_percent as requiredPercent',
      'vote.share_of as shareOf',
      'vote.is_carried as isCarried',
    ])
    .where('award.award_round_id', '=', roundId)
    .orderBy('award.recipient_kind')
    .orderBy('award.form')
    .orderBy('award.id')
    .execute()
}

export type VotedProposal = Awaited<ReturnType<typeof votedProposals>>[number]

/** The votes on one proposal; undefined when the council has not voted on it. */
export function voteOn(database: Database, awardId: string) {
  return database
    .selectFrom('award_vote as vote')
    .innerJoin('award_session as session', 'session.id', 'vote.award_session_id')
    .select([
      'vote.votes_for as for',
      'vote.votes_against as against',
      'vote.members',
      'vote.entitled',
      'vote.aside',
      'vote.required_percent as requiredPercent',
      'vote.share_of as shareOf',
      'vote.is_carried as isCarried',
      'session.held_on as heldOn',
    ])
    .where('vote.award_id', '=', awardId)
    .executeTakeFirst()
}
