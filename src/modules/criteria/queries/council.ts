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
      'matter',
      'title',
      'unit_codes as unitCodes',
      'decision',
      'votes_for as for',
      'votes_against as against',
      'votes_abstained as abstained',
      'aside',
      'reason',
    ])
    .where('council_session_id', '=', session.id)
    .orderBy('id')
    .execute()
  return { ...session, members, votes }
}

export type Council = NonNullable<Awaited<ReturnType<typeof councilOf>>>

/** All that the council decided, as the ranking takes it. */
export function councilDecisions(council: Council | undefined): YearDecisions {
  const decisions = (council?.votes ?? []).map((vote) => vote.decision)
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
