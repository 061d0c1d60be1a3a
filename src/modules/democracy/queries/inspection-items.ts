import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** The items of one plan that were not withdrawn, by the planned day, with how many recommendations they led to. The plan itself was read within reach before. */
export function itemsOfPlan(database: Database, planId: string) {
  return database
    .selectFrom('inspection_board_item as item')
    .select([
      'item.id',
      'item.form',
      'item.title',
      'item.body',
      'item.responsible',
      'item.planned_on as plannedOn',
      'item.held_on as heldOn',
      'item.dropped_on as droppedOn',
      sql<number>`(select count(*)::int from inspection_board_recommendation made where made.item_id = item.id)`.as(
        'recommendationCount',
      ),
      sql<number>`(select count(*)::int from inspection_board_recommendation made
        where made.item_id = item.id and made.answered_on is not null)`.as('answeredCount'),
    ])
    .where('item.plan_id', '=', planId)
    .where('item.withdrawn_on', 'is', null)
    .orderBy('item.planned_on')
    .orderBy('item.id')
    .execute()
}

/** One item with what its plan says; undefined when it is not there or not the official's to read. */
export function inspectionItemById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('inspection_board_item as item')
    .innerJoin('inspection_board_plan as plan', 'plan.id', 'item.plan_id')
    .leftJoin('account', 'account.id', 'item.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'item.id',
      'item.plan_id as planId',
      'plan.unit_id as unitId',
      'plan.period_code as periodCode',
      'plan.period_from as periodFrom',
      'plan.period_to as periodTo',
      'plan.sent_on as sentOn',
      sql<string>`unit_name_on(plan.unit_id, plan.period_from)`.as('unitName'),
      'item.form',
      'item.title',
      'item.body',
      'item.requested_by as requestedBy',
      'item.responsible',
      'item.planned_on as plannedOn',
      'item.held_on as heldOn',
      'item.findings',
      'item.dropped_on as droppedOn',
      'item.dropped_reason as droppedReason',
      'item.withdrawn_on as withdrawnOn',
      'item.withdrawn_reason as withdrawnReason',
      'plan.withdrawn_on as planWithdrawnOn',
      'item.illustration',
      'item.version',
      'item.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<boolean>`plan.unit_id in ${unitsUnder(unitsFor(official, 'democracy.write'), today)}`.as('isTheirs'),
    ])
    .where('plan.unit_id', 'in', unitsUnder(unitsFor(official, 'democracy.read'), today))
    .where('item.id', '=', id)
    .executeTakeFirst()
}

export type InspectionItem = NonNullable<Awaited<ReturnType<typeof inspectionItemById>>>

/** The recommendations after one inspection, oldest first. The item itself was read within reach before. */
export function recommendationsOf(database: Database, itemId: string) {
  return recommendations(database)
    .where('made.item_id', '=', itemId)
    .orderBy('made.made_on')
    .orderBy('made.id')
    .execute()
}

/** One recommendation with its item; undefined when it is not there or not the official's to read. */
export async function recommendationById(database: Database, official: Official, id: string, today: CalendarDate) {
  const found = await recommendations(database).where('made.id', '=', id).executeTakeFirst()
  const item = found && (await inspectionItemById(database, official, found.itemId, today))
  return item ? { ...found, item } : undefined
}

export type Recommendation = NonNullable<Awaited<ReturnType<typeof recommendationById>>>

function recommendations(database: Database) {
  return database
    .selectFrom('inspection_board_recommendation as made')
    .leftJoin('account', 'account.id', 'made.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'made.id',
      'made.item_id as itemId',
      'made.content',
      'made.addressee',
      'made.made_on as madeOn',
      'made.due_on as dueOn',
      'made.answered_on as answeredOn',
      'made.answer',
      'made.settled',
      'made.version',
      'made.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
}
