import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { type Escalation, escalationOf } from '../rules/escalation.ts'
import { reachOf, withinUnits } from './reach.ts'
import './tables.ts'

/** Why a petition is this official's to look after. */
export type Looked = 'handler' | 'head' | 'parent-head'

/**
 * Petitions that wait for this official, those due first: handled by the official; in a unit that the official heads; and in units
 * below, when they are brought up to the nearest head above them. And decisions still to be sent or published. A person to whom one
 * was assigned and who has left the post no longer sees it. Nothing that a denunciation says. At most 50.
 */
export async function petitionsWaitingFor(database: Database, official: Official, today: CalendarDate) {
  const headed = official.posts
    .filter((post) => post.permissions.includes('petition.assign'))
    .map((post) => post.unitId)
  const due = sql<CalendarDate | null>`case when petition.ended_on is null then petition.due_on else petition.follow_up_due_on end`
  const headless = sql<boolean>`not ${hasHead(sql.ref('petition.handling_unit_id'), today)}`
  const below = await nextBelow(database, headed, today)
  const reach = await reachOf(database, official, today)
  const rows = await database
    .selectFrom('petition')
    .select([
      'petition.id',
      'petition.number',
      'petition.year',
      'petition.kind_code as kind',
      due.as('dueOn'),
      'petition.handler_person_id as handlerPersonId',
      sql<'sent' | 'published' | null>`case when petition.ended_on is not null then petition.follow_up end`.as(
        'followUp',
      ),
      headless.as('headless'),
      sql<Looked>`case
        when petition.handler_person_id = ${official.personId}::bigint then 'handler'
        when petition.handling_unit_id = any(${headed}::bigint[]) then 'head'
        else 'parent-head' end`.as('looked'),
      sql<string | null>`case when petition.kind_code <> 'denunciation' then petition.title end`.as('title'),
      sql<string>`unit_name_on(petition.handling_unit_id, petition.received_on)`.as('unitName'),
    ])
    .where(sql<SqlBool>`(petition.ended_on is null or petition.follow_up is not null)`)
    .where(withinUnits(official, reach, today))
    .where(sql<SqlBool>`petition.id in (${idsToLookAfter(official, { headed, below, today })})`)
    .orderBy(due)
    .orderBy('petition.id')
    .limit(200)
    .execute()
  return rows.filter((row) => isBroughtTo(row, today)).slice(0, 50)
}

export type WaitingPetition = Awaited<ReturnType<typeof petitionsWaitingFor>>[number]

/** True when somebody holds a post today that names who handles petitions in the unit. */
function hasHead(unitId: RawBuilder<unknown>, today: CalendarDate): RawBuilder<boolean> {
  return sql<boolean>`exists (select from post join role_permission granted using (role_code)
    where post.unit_id = ${unitId} and granted.permission = 'petition.assign'
      and post.valid_from <= ${today} and coalesce(post.valid_to, 'infinity') >= ${today})`
}

type UnitsBelow = { headed: string[]; headless: string[] }

/** The units below these whose nearest head above is the head of one of these, by whether they have a head: one without is looked through. */
async function nextBelow(database: Database, headed: readonly string[], today: CalendarDate): Promise<UnitsBelow> {
  if (headed.length === 0) return { headed: [], headless: [] }
  const inForce = sql`below.valid_from <= ${today} and coalesce(below.valid_to, 'infinity') >= ${today}`
  const { rows } = await sql<{ id: string; hasHead: boolean }>`
    with recursive next_below as (
      select below.unit_id from unit_version below where below.parent_unit_id = any(${[...headed]}::bigint[]) and ${inForce}
      union
      select below.unit_id from next_below join unit_version below on below.parent_unit_id = next_below.unit_id and ${inForce}
      where not ${hasHead(sql`next_below.unit_id`, today)})
    select unit_id::text as id, ${hasHead(sql`next_below.unit_id`, today)} as "hasHead" from next_below
    where unit_id <> all(${[...headed]}::bigint[])`.execute(database)
  const idsOf = (isHeaded: boolean) => rows.filter(({ hasHead }) => hasHead === isHeaded).map(({ id }) => id)
  return { headed: idsOf(true), headless: idsOf(false) }
}

/** What is open, and what is still to be sent or published: each through the index that holds only such petitions. */
function idsToLookAfter(
  official: Official,
  { headed, below, today }: { headed: readonly string[]; below: UnitsBelow; today: CalendarDate },
): RawBuilder<unknown> {
  const own = sql`handling_unit_id = any(${[...headed, ...below.headless]}::bigint[])`
  const others = sql`handling_unit_id = any(${below.headed}::bigint[])`
  const mine = sql`handler_person_id = ${official.personId}::bigint`
  return sql`select id from petition where ended_on is null and ${own}
    union select id from petition where ended_on is null and ${others} and due_on < ${today}
    union select id from petition where ended_on is null and ${mine}
    union select id from petition where follow_up is not null and ${own}
    union select id from petition where follow_up is not null and ${others} and follow_up_due_on < ${today}
    union select id from petition where follow_up is not null and ${mine}`
}

const LEVELS: readonly Escalation[] = ['none', 'handler', 'head', 'parent-head']

/** What is theirs, handlers and heads see in any case; a head above what is brought up so far, or what has no head of its own. */
function isBroughtTo(
  { dueOn, handlerPersonId, looked, headless }: Pick<WaitingRow, 'dueOn' | 'handlerPersonId' | 'looked' | 'headless'>,
  today: CalendarDate,
): boolean {
  if (looked !== 'parent-head') return true
  const level = escalationOf({ dueOn, handled: handlerPersonId !== null }, today)
  return LEVELS.indexOf(level) >= LEVELS.indexOf(headless ? 'head' : 'parent-head')
}

type WaitingRow = { dueOn: CalendarDate | null; handlerPersonId: string | null; looked: Looked; headless: boolean }
