import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { rankingOf } from './ranking.ts'
import type { YearDecisions } from './tables.ts'

/** The council's session on a year with its members and votes; undefined while none was recorded. */
export async function councilOf(database: Database, yearId: string) {
  const session = await database
    .selectFrom('council_session')
    .select(['id', 'held_on as heldOn', 'place', 'chaired_by as chairedBy', 'secretary', 'conclusion', 'version'])
    .where('assessment_year_id', '=', yearId)
    .executeTakeFirst()
  if (!session) return undefined
  const members = await database
    .selectFrom('council_member')
    .innerJoin('council_session', 'council_session.id', 'council_member.council_session_id')
    .leftJoin('unit', 'unit.id', 'council_member.unit_id')
    .select([
      'full_name as fullName',
      'office',
      'unit_id as unitId',
      'unit.code as unitCode',
      sql<string | null>`unit_name_on(unit_id, council_session.held_on)`.as('unitName'),
      'is_present as isPresent',
    ])
    .where('council_session_id', '=', session.id)
    .orderBy('ordinal')
    .execute()
  const votes = await database
    .selectFrom('council_vote')
    .select([
      'id',
      'matter',
      'title',
      'unit_codes as unitCodes',
      'decision',
      'votes_for as for',
      'votes_against as against',
      'votes_abstained as abstained',
      'aside',
      'reason',
      'again_reason as againReason',
      'is_replaced as isReplaced',
    ])
    .where('council_session_id', '=', session.id)
    .orderBy('id')
    .execute()
  return { ...session, members, votes }
}

export type Council = NonNullable<Awaited<ReturnType<typeof councilOf>>>

/** The vote on a question that stands; undefined while it was not voted on. */
export const standingVote = (council: Council | undefined, matter: string) =>
  council?.votes.find((vote) => vote.matter === matter && !vote.isReplaced)

/** All that the council decided, as the ranking takes it. */
export function councilDecisions(council: Council | undefined): YearDecisions {
  const decisions = (council?.votes ?? []).filter((vote) => !vote.isReplaced).map((vote) => vote.decision)
  return {
    ranks: decisions.flatMap((each) => each.ranks ?? []),
    orders: decisions.flatMap((each) => each.orders ?? []),
    quotasPassed: decisions.flatMap((each) => each.quotasPassed ?? []),
  }
}

/**
 * The ranking under the council's decisions. When points changed since, so that a decision no longer fits, the ranking stands without
 * any of them and says so: the council has to look again.
 */
export async function rankingWithCouncil(database: Database, yearId: string) {
  const council = await councilOf(database, yearId)
  const decisions = councilDecisions(council)
  try {
    return { council, decisions, outdated: null, ...(await rankingOf(database, yearId, { decisions })) }
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.kind === 'not-found') throw refusal
    return { council, decisions: {}, outdated: refusal.messageForPerson, ...(await rankingOf(database, yearId)) }
  }
}

/**
 * The ranking as a question was put to the council, or is put now: for one that was voted on, without that vote and all that came after.
 */
export async function rankingToVote(database: Database, yearId: string, matter: string) {
  const council = await councilOf(database, yearId)
  const standing = standingVote(council, matter)
  if (!council || !standing) return { standing, ...(await rankingWithCouncil(database, yearId)) }
  const before = { ...council, votes: council.votes.filter((vote) => Number(vote.id) < Number(standing.id)) }
  try {
    return { council, standing, ...(await rankingOf(database, yearId, { decisions: councilDecisions(before) })) }
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.kind === 'not-found') throw refusal
    return { council, standing, ...(await rankingOf(database, yearId)) }
  }
}
