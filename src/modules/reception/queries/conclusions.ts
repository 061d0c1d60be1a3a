import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** The conclusion of a session, when there is one. The caller has opened the session. */
export async function conclusionOf(database: Database, sessionId: string) {
  const [conclusion, items] = await Promise.all([
    database
      .selectFrom('reception_conclusion')
      .select(['document_number as documentNumber', 'issued_on as issuedOn', 'summary', 'version'])
      .where('session_id', '=', sessionId)
      .executeTakeFirst(),
    database
      .selectFrom('reception_conclusion_item')
      .select([
        'id',
        'position',
        'content',
        'responsible_unit_id as responsibleUnitId',
        'due_on as dueOn',
        'done_on as doneOn',
        'result',
        sql<string>`unit_name_on(responsible_unit_id, due_on)`.as('responsibleUnitName'),
      ])
      .where('session_id', '=', sessionId)
      .orderBy('position')
      .execute(),
  ])
  return conclusion ? { ...conclusion, items } : null
}

export type Conclusion = NonNullable<Awaited<ReturnType<typeof conclusionOf>>>

function itemRows(database: Database, official: Official, permission: string, today: CalendarDate) {
  const units = unitsUnder(unitsFor(official, permission), today)
  return database
    .selectFrom('reception_conclusion_item as item')
    .innerJoin('reception_conclusion as conclusion', 'conclusion.session_id', 'item.session_id')
    .innerJoin('reception_session as session', 'session.id', 'item.session_id')
    .select([
      'item.id',
      'item.session_id as sessionId',
      'item.content',
      'item.responsible_unit_id as responsibleUnitId',
      'item.due_on as dueOn',
      'item.done_on as doneOn',
      'item.result',
      'item.version',
      'conclusion.document_number as documentNumber',
      'conclusion.issued_on as issuedOn',
      'session.unit_id as unitId',
      'session.held_on as heldOn',
      sql<string>`unit_name_on(item.responsible_unit_id, item.due_on)`.as('responsibleUnitName'),
      sql<string>`unit_name_on(session.unit_id, session.held_on)`.as('unitName'),
      sql<boolean>`session.unit_id in ${unitsUnder(unitsFor(official, 'reception.read'), today)}`.as('sessionIsOpen'),
    ])
    .where('session.withdrawn_on', 'is', null)
    .where((condition) =>
      condition.or([condition('item.responsible_unit_id', 'in', units), condition('session.unit_id', 'in', units)]),
    )
}

export const ITEM_STATES = { open: 'Chưa xong', late: 'Quá hạn', done: 'Đã xong' } as const
export type ItemState = keyof typeof ITEM_STATES

/** What must be done after receptions, by units within the official's reach or because of theirs; open ones first, by their last day. */
export function conclusionItems(
  database: Database,
  official: Official,
  { state, after }: { state?: ItemState | undefined; after?: string | undefined },
  today: CalendarDate,
) {
  let query = itemRows(database, official, 'reception.read', today)
    .orderBy(sql`item.done_on is not null`)
    .orderBy('item.due_on')
    .orderBy('item.id')
    .limit(ITEMS_PER_PAGE + 1)
    .offset(Number(after ?? 0))
  if (state === 'done') query = query.where('item.done_on', 'is not', null)
  else if (state !== undefined) query = query.where('item.done_on', 'is', null)
  if (state === 'late') query = query.where('item.due_on', '<', today)
  return query.execute()
}

export const ITEMS_PER_PAGE = 50

/** One thing to be done; undefined when it is not there or out of reach of the permission. */
export function conclusionItemById(
  database: Database,
  official: Official,
  { id, permission = 'reception.read', today }: { id: string; permission?: string; today: CalendarDate },
) {
  return itemRows(database, official, permission, today).where('item.id', '=', id).executeTakeFirst()
}
