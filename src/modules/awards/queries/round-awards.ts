import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { blockOfAward } from './award-rounds.ts'
import './tables.ts'
import { stands, withdrawnOn } from './withdrawn.ts'

/** What the quotas of a round count: all its proposals that stand, whoever may read them; at most 5.000. What a withdrawn decision gave is given no more. */
export function countedOfRound(database: Database, roundId: string) {
  return database
    .selectFrom('award')
    .select([
      'award.id',
      'award.form',
      'award.recipient_kind as recipientKind',
      'award.state',
      blockOfAward.as('blockId'),
    ])
    .where('award.award_round_id', '=', roundId)
    .where(stands)
    .orderBy('award.id')
    .limit(5000)
    .execute()
}

/** How many proposals stand in each of these rounds, and how many of them were awarded. */
export async function standingsOfRounds(database: Database, roundIds: readonly string[]) {
  if (roundIds.length === 0) return new Map<string, { standing: number; awarded: number }>()
  const rows = await database
    .selectFrom('award')
    .select([
      'award_round_id as roundId',
      sql<number>`count(*) filter (where ${stands})::int`.as('standing'),
      sql<number>`count(*) filter (where state = 'awarded' and ${withdrawnOn} is null)::int`.as('awarded'),
    ])
    .where('award_round_id', 'in', [...roundIds])
    .groupBy('award_round_id')
    .execute()
  return new Map(rows.map(({ roundId, ...counts }) => [roundId ?? '', counts]))
}
