import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { DecisionOutcome, Matter } from '../rules/community-decision.ts'
import './tables.ts'

const PER_PAGE = 50

export type DecisionFilter = {
  unitId?: string | undefined
  matter?: Matter | undefined
  outcome?: DecisionOutcome | undefined
  year?: number | undefined
  after?: string | undefined
}

/** Decisions of the people within the official's reach, newest first, a page of 50 with the cursor of the next; withdrawn ones left out. */
export async function communityDecisions(
  database: Database,
  official: Official,
  filter: DecisionFilter,
  today: CalendarDate,
) {
  let query = readable(database, official, today)
    .where('decision.withdrawn_on', 'is', null)
    .orderBy('decision.decided_on', 'desc')
    .orderBy('decision.id', 'desc')
    .limit(PER_PAGE + 1)
  if (filter.unitId) query = query.where('decision.unit_id', 'in', unitsUnder([filter.unitId], today))
  if (filter.matter) query = query.where('decision.matter', '=', filter.matter)
  if (filter.outcome) query = query.where('decision.outcome', '=', filter.outcome)
  if (filter.year)
    query = query.where(
      sql<SqlBool>`decision.decided_on between make_date(${filter.year}, 1, 1) and make_date(${filter.year}, 12, 31)`,
    )
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor)
    query = query.where(sql<SqlBool>`(decision.decided_on, decision.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > PER_PAGE && last ? `${last.decidedOn}_${last.id}` : null }
}

/** One decision; undefined when it is not there or not the official's to read. */
export function communityDecisionById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today)
    .leftJoin('account', 'account.id', 'decision.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'decision.content',
      'decision.withdrawn_on as withdrawnOn',
      'decision.withdrawn_reason as withdrawnReason',
      'decision.recognition_number as recognitionNumber',
      'decision.recognition_reason as recognitionReason',
      'decision.illustration',
      'decision.version',
      'decision.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<boolean>`decision.unit_id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.as('isTheirs'),
    ])
    .where('decision.id', '=', id)
    .executeTakeFirst()
}

export type CommunityDecision = NonNullable<Awaited<ReturnType<typeof communityDecisionById>>>

function readable(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('community_decision as decision')
    .leftJoin('residential_area as area', 'area.id', 'decision.residential_area_id')
    .select([
      'decision.id',
      'decision.unit_id as unitId',
      'decision.scope',
      'decision.residential_area_id as residentialAreaId',
      'area.name as areaName',
      'decision.matter',
      'decision.form',
      'decision.title',
      'decision.decided_on as decidedOn',
      'decision.total_count as total',
      'decision.taking_part_count as takingPart',
      'decision.in_favour_count as inFavour',
      'decision.against_count as against',
      'decision.outcome',
      'decision.send_due_on as sendDueOn',
      'decision.sent_on as sentOn',
      'decision.received_on as receivedOn',
      'decision.needs_recognition as needsRecognition',
      'decision.recognise_due_on as recogniseDueOn',
      'decision.recognition',
      'decision.recognised_on as recognisedOn',
      sql<string>`unit_name_on(decision.unit_id, decision.decided_on)`.as('unitName'),
    ])
    .where('decision.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
}
