import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { RECIPIENT_COLUMNS } from './award-columns.ts'
import './tables.ts'

/** A decision by which awards were given, in a province where the official reads awards; undefined when it is not there or not theirs. */
export function awardDecisionById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readableDecisions(database, official, today).where('decision.id', '=', id).executeTakeFirst()
}

export type AwardDecisionRecord = NonNullable<Awaited<ReturnType<typeof awardDecisionById>>>

/** The decisions of a round, the first one first. */
export function decisionsOfRound(database: Database, official: Official, roundId: string, today: CalendarDate) {
  return readableDecisions(database, official, today)
    .where('decision.award_round_id', '=', roundId)
    .orderBy('decision.id')
    .execute()
}

/** What a decision gave: units first, then people, in the order in which they were proposed. */
export function awardsOfDecision(database: Database, decisionId: string) {
  return database
    .selectFrom('award')
    .select([
      ...RECIPIENT_COLUMNS,
      'award.achievement',
      sql<string>`unit_name_on(award.unit_id, award.awarded_on)`.as('unitName'),
    ])
    .where('award.award_decision_id', '=', decisionId)
    .orderBy('award.recipient_kind')
    .orderBy('award.id')
    .execute()
}

export type AwardOfDecision = Awaited<ReturnType<typeof awardsOfDecision>>[number]

/** The decisions in the outgoing register of a unit by which awards can have been given: open to all readers and not withdrawn. */
export function registeredDecisions(database: Database, unitId: string) {
  return database
    .selectFrom('document')
    .select(['id', 'reference', 'issued_on as issuedOn', 'summary'])
    .where('direction', '=', 'outgoing')
    .where('issuing_unit_id', '=', unitId)
    .where('type', '=', 'QĐ')
    .where('limits', '=', 'none')
    .where('withdrawn_on', 'is', null)
    .where(sql<SqlBool>`not exists (select from award_decision taken where taken.document_id = document.id)`)
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

function readableDecisions(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('award_decision as decision')
    .innerJoin('document', 'document.id', 'decision.document_id')
    .innerJoin('award_form as form', 'form.code', 'decision.form')
    .leftJoin('award_session as session', 'session.award_round_id', 'decision.award_round_id')
    .select([
      'decision.id',
      'decision.unit_id as unitId',
      sql<string>`unit_name_on(decision.unit_id, decision.decided_on)`.as('unitName'),
      'decision.document_id as documentId',
      'decision.award_round_id as awardRoundId',
      'decision.form',
      'form.title as formTitle',
      'decision.for_year as forYear',
      'decision.decided_on as decidedOn',
      'decision.signer_name as signerName',
      'decision.signer_title as signerTitle',
      'document.reference',
      'document.withdrawn_on as withdrawnOn',
      'session.held_on as councilMetOn',
      sql<boolean>`decision.root_unit_id in ${unitsUnder(unitsFor(official, 'award.manage'), today)}`.as(
        'isTheirsToManage',
      ),
    ])
    .where(
      sql<SqlBool>`decision.root_unit_id in (select unit_id from units_above(${unitsFor(official, 'award.read')}::bigint[], ${today}::date))`,
    )
}
