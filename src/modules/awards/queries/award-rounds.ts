import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** The rounds of the provinces in which the official reads awards, the latest first; at most 100. */
export function awardRounds(database: Database, official: Official, today: CalendarDate) {
  return readableRounds(database, official, today)
    .orderBy('round.for_year', 'desc')
    .orderBy('round.id', 'desc')
    .limit(100)
    .execute()
}

/** One of them; undefined when it is not there or not of a province in which the official reads awards. */
export function awardRoundById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readableRounds(database, official, today).where('round.id', '=', id).executeTakeFirst()
}

export type AwardRoundRecord = NonNullable<Awaited<ReturnType<typeof awardRoundById>>>

/** The quotas of a round in the order in which they were entered. */
export function quotasOf(database: Database, roundId: string) {
  return database
    .selectFrom('award_quota as quota')
    .innerJoin('award_form as form', 'form.code', 'quota.form')
    .leftJoin('block', 'block.id', 'quota.block_id')
    .select([
      'quota.form',
      'form.title as formTitle',
      'quota.recipient_kind as recipientKind',
      'quota.block_id as blockId',
      'block.title as blockTitle',
      'quota.most',
    ])
    .where('quota.award_round_id', '=', roundId)
    .orderBy('quota.ordinal')
    .execute()
}

/** The blocks of a province in which units can have a quota of their own. */
export function blocksOfRoot(database: Database, rootUnitId: string) {
  return database
    .selectFrom('block')
    .select(['block.id', 'block.title'])
    .where('block.root_unit_id', '=', rootUnitId)
    .orderBy('block.id')
    .execute()
}

/** The block in which the unit of an award is on the last day of the round's year; null in none. */
export const blockOfAward = sql<string | null>`(select member.block_id from block_membership member
  where member.unit_id = award.unit_id and make_date(award.for_year, 12, 31) between member.valid_from and coalesce(member.valid_to, 'infinity')
  order by member.block_id limit 1)`

function readableRounds(database: Database, official: Official, today: CalendarDate) {
  const managed = unitsUnder(unitsFor(official, 'award.manage'), today)
  return database
    .selectFrom('award_round as round')
    .leftJoin('account', 'account.id', 'round.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'round.id',
      'round.root_unit_id as rootUnitId',
      sql<string>`unit_name_on(round.root_unit_id, ${today}::date)`.as('rootName'),
      'round.title',
      'round.for_year as forYear',
      'round.opens_on as opensOn',
      'round.closes_on as closesOn',
      'round.eligible_rank_level as eligibleRankLevel',
      'round.eligibility_source as eligibilitySource',
      'round.illustration',
      'round.version',
      'round.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<boolean>`round.root_unit_id in ${managed}`.as('isTheirsToManage'),
    ])
    .where(
      sql<SqlBool>`round.root_unit_id in (select unit_id from units_above(${unitsFor(official, 'award.read')}::bigint[], ${today}::date))`,
    )
}
