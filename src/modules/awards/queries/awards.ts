import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, ownUnitsFor, unitsFor } from '../../../vocabulary/official.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'
import type { AwardState, RecipientKind } from '../rules/award.ts'
import { FORM_COLUMNS, RECIPIENT_COLUMNS } from './award-columns.ts'
import './tables.ts'
import { withdrawnOn } from './withdrawn.ts'

export const AWARDS_PER_PAGE = 50

export type AwardFilter = {
  /** The year whose work is commended. */
  year?: number | undefined
  form?: string | undefined
  /** The round in which it was proposed. */
  roundId?: string | undefined
  kind?: RecipientKind | undefined
  state?: AwardState | undefined
  /** This unit and those under it. */
  unitId?: string | undefined
  /** Words of the recipient's name, unit, merit or of the decision. */
  words?: string | undefined
  /** Where the page before ended: `year_id`. */
  after?: string | undefined
}

/** The name that the recipient's unit had when it was decided, or proposed as long as nothing is decided. */
const unitName = sql<string>`unit_name_on(award.unit_id, coalesce(award.awarded_on, award.refused_on, award.proposal_withdrawn_on, award.proposed_on))`

/**
 * Proposals and awards for the units within the official's reach, those that have ended included: the latest year first, one page of
 * 50 with the cursor of the next.
 */
export async function awards(
  database: Database,
  official: Official,
  filter: AwardFilter,
  today: CalendarDate,
  perPage = AWARDS_PER_PAGE,
) {
  let query = withResult(database)
    .where('award.unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'award.read'), today))
    .orderBy('award.for_year', 'desc')
    .orderBy('award.id', 'desc')
    .limit(perPage + 1)
  if (filter.year !== undefined) query = query.where('award.for_year', '=', filter.year)
  if (filter.form) query = query.where('award.form', '=', filter.form)
  if (filter.roundId) query = query.where('award.award_round_id', '=', filter.roundId)
  if (filter.kind) query = query.where('award.recipient_kind', '=', filter.kind)
  if (filter.state) query = query.where('award.state', '=', filter.state)
  if (filter.unitId) query = query.where('award.unit_id', 'in', unitsPlacedUnder([filter.unitId], today))
  for (const word of (filter.words ?? '')
    .split(/\s+/)
    .filter((each) => each !== '')
    .slice(0, 10))
    query = query.where(
      sql<SqlBool>`strpos(searchable(concat_ws(' ', award.person_name, award.person_post, ${unitName}, award.achievement, award.decision_number)), searchable(${word})) > 0`,
    )
  const cursor = /^(\d{4})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor) query = query.where(sql<SqlBool>`(award.for_year, award.id) < (${cursor[1]}::int, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, perPage)
  const last = page.at(-1)
  return { rows: page, next: rows.length > perPage && last ? `${last.forYear}_${last.id}` : null }
}

/** One proposal or award; undefined when it is not there or not the official's to read. */
export function awardById(database: Database, official: Official, id: string, today: CalendarDate) {
  return withResult(database)
    .select([
      'award.refused_on as refusedOn',
      'award.refused_reason as refusedReason',
      'award.proposal_withdrawn_on as proposalWithdrawnOn',
      'award.proposal_withdrawn_reason as proposalWithdrawnReason',
      'award.illustration',
      sql<string>`unit_name_on(award.proposed_by_unit_id, award.proposed_on)`.as('proposedByName'),
      sql<string | null>`unit_name_on(award.deciding_unit_id, award.awarded_on)`.as('decidingUnitName'),
      sql<boolean>`award.unit_id in ${unitsPlacedUnder(unitsFor(official, 'award.decide'), today)}`.as(
        'isTheirsToDecide',
      ),
      sql<boolean>`award.unit_id in ${unitsPlacedUnder(unitsFor(official, 'award.manage'), today)}`.as(
        'isTheirsToManage',
      ),
      sql<boolean>`award.proposed_by_unit_id = any(${ownUnitsFor(official, 'award.propose')}::bigint[])`.as(
        'isTheirsToWithdraw',
      ),
    ])
    .where('award.id', '=', id)
    .where('award.unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'award.read'), today))
    .executeTakeFirst()
}

/** A proposal for who runs rounds in its reach, locked; undefined when it is not there or not theirs to check. */
export function proposalToCheck(transaction: Database, official: Official, id: string, today: CalendarDate) {
  return transaction
    .selectFrom('award')
    .select(['id', 'unit_id as unitId', 'state'])
    .where('id', '=', id)
    .where('unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'award.manage'), today))
    .forUpdate()
    .executeTakeFirst()
}

/** What was stated about discipline in a proposal, with when; undefined while nothing was. */
export function statementOn(database: Database, awardId: string) {
  return database
    .selectFrom('award_statement')
    .select(['finding', 'statement', 'source', 'stated_on as statedOn'])
    .where('award_id', '=', awardId)
    .executeTakeFirst()
}

export type AwardRecord = NonNullable<Awaited<ReturnType<typeof awardById>>>

/** At most this many proposals stand on the form of a decision; the rest come when these are decided. */
export const PROPOSALS_ON_A_FORM = 200

/** Those of one year, of one round, or these alone. */
export type ToDecide = { year?: number | undefined; roundId?: string | undefined; ids?: readonly string[] | undefined }

/** Proposals that wait for this official's decision: units first, then people, the longest waiting first. */
export function proposalsToDecide(
  database: Database,
  official: Official,
  { year, roundId, ids }: ToDecide,
  today: CalendarDate,
) {
  let query = withResult(database)
    .leftJoin('award_vote as vote', 'vote.award_id', 'award.id')
    .select(['vote.is_carried as isCarried', 'vote.votes_for as votesFor', 'vote.votes_against as votesAgainst'])
    .where('award.state', '=', 'proposed')
    .where('award.unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'award.decide'), today))
    .orderBy('award.recipient_kind')
    .orderBy('award.proposed_on')
    .orderBy('award.id')
    .limit(PROPOSALS_ON_A_FORM)
  if (year !== undefined) query = query.where('award.for_year', '=', year)
  if (roundId !== undefined) query = query.where('award.award_round_id', '=', roundId)
  if (ids !== undefined) query = query.where('award.id', 'in', ids.length > 0 ? [...ids] : ['0'])
  return query.execute()
}

/** How many proposals wait for this official's decision, year by year. */
export function proposalsWaiting(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('award')
    .select(['award.for_year as forYear', sql<number>`count(*)::int`.as('count')])
    .where('award.state', '=', 'proposed')
    .where('award.unit_id', 'in', unitsPlacedUnder(unitsFor(official, 'award.decide'), today))
    .groupBy('award.for_year')
    .orderBy('award.for_year')
    .limit(20)
    .execute()
}

/** Awards with what the ranking of the year says of the recipient's unit. */
function withResult(database: Database) {
  return database
    .selectFrom('award')
    .innerJoin('award_form as form', 'form.code', 'award.form')
    .leftJoin('award_round', 'award_round.id', 'award.award_round_id')
    .leftJoin('ranking_result as result', (join) =>
      join.onRef('result.unit_id', '=', 'award.unit_id').onRef('result.year', '=', 'award.for_year'),
    )
    .select([
      ...RECIPIENT_COLUMNS,
      ...FORM_COLUMNS,
      'award.award_round_id as awardRoundId',
      'award_round.title as roundTitle',
      'award.origin',
      'award.basis',
      'award.achievement',
      'award.proposed_on as proposedOn',
      'award.state',
      'award.decision_number as decisionNumber',
      withdrawnOn.as('withdrawnOn'),
      'award.award_decision_id as awardDecisionId',
      'award.awarded_on as awardedOn',
      'result.rank_level as rankLevel',
      'result.rank_title as rankTitle',
      'result.not_ranked_reason as notRankedReason',
      unitName.as('unitName'),
    ])
}
