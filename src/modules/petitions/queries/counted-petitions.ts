import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { type CountedPetition, keyOf, type Passage, passagesIn, sendersOf } from '../rules/counted-petition.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import type { PetitionState } from '../rules/petition-standing.ts'
import type { RunningLimit } from '../rules/running-limit.ts'
import { eventIn } from './petition-log.ts'
import { notAgainst, withinReach } from './reach.ts'
import './tables.ts'

export type CountingAsked = {
  /** Both days are inside. */
  period: { from: CalendarDate; to: CalendarDate }
  /** The days, in order, between which it must be known when a petition came: those on which units passed into others. */
  turns: readonly CalendarDate[]
  /** Who asks: petitions in which they or their unit are denounced are not counted for them. Null for the system itself. */
  reader: { official: Official; today: CalendarDate } | null
  /** The last day of a limit by the calendar; null when it is not known. */
  lastDayOf: (limit: RunningLimit) => CalendarDate | null
}

/** Petitions that are the same for every column of every form. */
export type CountedGroup = {
  unitId: string
  /** How many of the asked-for turns had passed when the petition came to the unit. */
  turnsPassed: number
  counted: CountedPetition
  count: number
}

/** A turn in a petition's life after which its row no longer says how it stood before. The index `petition_event_of_turns` has the same words. */
const IS_TURN = sql<SqlBool>`(event.kind in ('reopened', 'merged', 'unmerged', 'stopped', 'urged', 'replied')
  or (event.kind = 'transferred' and event.unit_id is not null) or (event.kind = 'classified' and event.position > 3))`

/** Written so that it can be joined: the list of such petitions is too long to be kept aside. */
const hasTurns = sql<SqlBool>`exists (select from petition_event event where event.petition_id = petition.id and ${IS_TURN})`

/**
 * All petitions of all units that a form of the period counts, in groups: one pass over the rows, and the logs of the few that were
 * reopened, joined, passed on or classified anew. What the rules say of a petition (`passagesIn`) and what this counts is the same.
 */
export async function countedPetitions(database: Database, asked: CountingAsked): Promise<CountedGroup[]> {
  const groups = new Map<string, CountedGroup>()
  const add = (group: CountedGroup) => {
    const key = `${group.unitId} ${group.turnsPassed} ${keyOf(group.counted)}`
    const before = groups.get(key)
    groups.set(key, before ? { ...before, count: before.count + group.count } : group)
  }
  const { rows } = await sql<GroupRow>`
    select ${sql.join(GROUP_COLUMNS.map((column) => sql.ref(column)))}, count(*)::int as count
    from (${straightPetitions(asked)}) straight group by ${sql.join(GROUP_COLUMNS.map((column) => sql.ref(column)))}`.execute(
    database,
  )
  for (const row of rows) add(groupOf(row))
  for await (const { passage } of windingPassages(database, asked)) {
    add({
      unitId: passage.unitId,
      turnsPassed: turnsBefore(asked, passage.begunOn),
      counted: passage.counted,
      count: 1,
    })
  }
  return [...groups.values()]
}

export const CASES_PER_PAGE = 50

/** One petition behind a number of a form. */
export type PetitionBehind = {
  id: string
  number: number
  year: number
  kind: PetitionKind
  /** Null for a denunciation, whoever reads it. */
  title: string | null
  receivedOn: CalendarDate
  state: PetitionState
  unitName: string
}

/**
 * The petitions in the given groups, newest first, one page of 50: those the reader may see, with the number of all there are.
 * One that two units count, because it was passed on, stands in the list once.
 */
export async function petitionsBehind(
  database: Database,
  asked: CountingAsked & { reader: { official: Official; today: CalendarDate } },
  { groups, after }: { groups: readonly CountedGroup[]; after?: string | undefined },
): Promise<{ rows: PetitionBehind[]; listed: number; next: string | null }> {
  const keys = new Set(groups.map((group) => `${group.unitId} ${group.turnsPassed} ${keyOf(group.counted)}`))
  const winding = new Set<string>()
  for await (const { petitionId, passage } of windingPassages(database, asked)) {
    const key = `${passage.unitId} ${turnsBefore(asked, passage.begunOn)} ${keyOf(passage.counted)}`
    if (keys.has(key)) winding.add(petitionId)
  }
  const wanted = groups.map((group) => JSON.stringify(rowOf(group)))
  const found = sql`
    select straight.id from (${straightPetitions(asked)}) straight
    where jsonb_build_array(${sql.join(GROUP_COLUMNS.map((column) => sql.ref(`straight.${column}`)))}) = any(${wanted}::jsonb[])
    union all select unnest(${[...winding]}::bigint[])`
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? '')
  const beyond = cursor
    ? sql`and (petition.received_on, petition.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`
    : sql``
  const { official, today } = asked.reader
  const [page, sums] = await Promise.all([
    sql<PetitionBehind>`
      select petition.id::text as id, petition.number, petition.year, petition.kind_code as kind,
        case when petition.kind_code <> 'denunciation' then petition.title end as title,
        petition.received_on as "receivedOn", petition.state, unit_name_on(petition.unit_id, petition.received_on) as "unitName"
      from petition where petition.id in (${found}) and ${withinReach(official, today)} ${beyond}
      order by petition.received_on desc, petition.id desc limit ${CASES_PER_PAGE + 1}`.execute(database),
    sql<{ listed: number }>`
      select count(*)::int as listed from petition where petition.id in (${found}) and ${withinReach(official, today)}`.execute(
      database,
    ),
  ])
  const rows = page.rows.slice(0, CASES_PER_PAGE)
  const last = rows.at(-1)
  return {
    rows,
    listed: sums.rows[0]?.listed ?? 0,
    next: page.rows.length > CASES_PER_PAGE && last ? `${last.receivedOn}_${last.id}` : null,
  }
}

/** Petitions that some passage of theirs may bring into the period, and that are not hidden from the reader. */
function inPeriod({ period: { from, to }, reader }: CountingAsked): RawBuilder<SqlBool> {
  return sql<SqlBool>`petition.received_on <= ${to}::date and coalesce(petition.ended_on, 'infinity'::date) >= ${from}::date
    and ${reader === null ? sql<SqlBool>`true` : notAgainst(reader.official, reader.today)}`
}

const GROUP_COLUMNS = [
  'unit_id',
  'turns_passed',
  'basis',
  'kind',
  'senders',
  'processing',
  'settlement',
  'is_further',
  'ending',
  'outcome',
  'manner',
  'recommended',
  'timeliness',
] as const

type GroupRow = {
  unit_id: string
  turns_passed: number
  basis: CountedPetition['basis']
  kind: CountedPetition['kind']
  senders: CountedPetition['senders']
  processing: CountedPetition['processing']
  settlement: CountedPetition['settlement']
  is_further: boolean
  ending: CountedPetition['ending']
  outcome: CountedPetition['outcome']
  manner: CountedPetition['manner']
  recommended: CountedPetition['recommended']
  timeliness: CountedPetition['timeliness']
  count: number
}

function groupOf(row: GroupRow): CountedGroup {
  const { unit_id: unitId, turns_passed: turnsPassed, is_further: isFurther, count, ...counted } = row
  return {
    unitId,
    turnsPassed,
    count,
    counted: { ...counted, isFurther, isCase: true, isReplied: false, isPassedOn: false },
  }
}

/** The group as the row of the query has it, in the order of its columns. */
function rowOf({ unitId, turnsPassed, counted }: CountedGroup): unknown[] {
  const { basis, kind, senders, processing, settlement, isFurther, ending, outcome, manner, recommended, timeliness } =
    counted
  // Of a winding life: no row of the query is like it.
  if (!counted.isCase || counted.isReplied || counted.isPassedOn) return []
  return [
    unitId,
    turnsPassed,
    basis,
    kind,
    senders,
    processing,
    settlement,
    isFurther,
    ending,
    outcome,
    manner,
    recommended,
    timeliness,
  ]
}

/**
 * Petitions of a straight life, with what the forms ask of each: the row's days tell how it stood at the end of the period. `state`
 * names the end that stands in `closed_on`; eligibility and round are found before a petition is accepted or ends.
 */
function straightPetitions(asked: CountingAsked): RawBuilder<unknown> {
  const { from, to } = asked.period
  return sql`
    select judged.id, judged.unit_id, judged.turns_passed, judged.basis, judged.kind, judged.senders, judged.processing,
      case when judged.processing <> 'within' then 'unresolved' when judged.ending is null then 'resolving'
        when judged.round = 2 then 'several' else 'once' end as settlement,
      judged.processing <> 'pending' and judged.round = 2 as is_further, judged.ending,
      case when judged.ending is not null then judged.outcome end as outcome,
      case when judged.ending is not null then judged.manner end as manner,
      case when judged.ending is not null then judged.recommended end as recommended,
      case when judged.ending is null or judged.kind not in ('complaint', 'denunciation') then null
        when judged.suspended_on is not null then 'on-time' when judged.due_on is null then 'unknown'
        when judged.ended_on <= judged.due_on then 'on-time' else 'late' end as timeliness
    from (
      select processed.*,
        case when processed.processing <> 'within' then null when processed.is_answered then 'settled'
          when processed.is_ended then 'withdrawn' end as ending
      from (
        select petition.id, petition.kind_code as kind, petition.unit_id::text as unit_id, petition.round, petition.outcome,
          petition.manner, petition.recommended, petition.suspended_on, petition.due_on, petition.ended_on,
          width_bucket(petition.received_on, ${[...asked.turns]}::date[]) as turns_passed,
          case when petition.received_on < ${from}::date then 'carried' else 'received' end as basis,
          case when petition.signatory_count > 1 then 'several'
            when petition.kind_code <> 'denunciation' and petition.sender_name = '' then 'other' else 'one' end as senders,
          at_end.is_answered, at_end.is_ended,
          case when not (at_end.is_accepted or at_end.is_answered or at_end.is_ended) then 'pending'
            when petition.eligible is false or (at_end.is_ended and petition.state in ('filed', 'refused')) then 'ineligible'
            when at_end.is_ended and petition.state in ('guided', 'returned') then 'guided'
            when at_end.is_ended and petition.state = 'transferred' then 'transferred'
            else 'within' end as processing
        from petition cross join lateral (
          select coalesce(petition.accepted_on <= ${to}::date, false) as is_accepted,
            coalesce(petition.answered_on <= ${to}::date, false) as is_answered,
            coalesce(petition.closed_on <= ${to}::date, false) as is_ended
        ) at_end
        where ${inPeriod(asked)} and not ${hasTurns}
      ) processed
    ) judged`
}

const PETITIONS_AT_ONCE = 5000

/** The passages of petitions whose life had turns, from their logs, a few thousand petitions at a time. */
async function* windingPassages(
  database: Database,
  asked: CountingAsked,
): AsyncGenerator<{ petitionId: string; passage: Passage }> {
  let last = '0'
  for (;;) {
    const { rows } = await sql<WindingRow>`
      select petition.id::text as id, petition.kind_code as kind, petition.signatory_count as "signatoryCount",
        petition.sender_name as "senderName", log.events
      from (select * from petition where petition.id > ${last}::bigint and ${inPeriod(asked)} and ${hasTurns}
        order by petition.id limit ${PETITIONS_AT_ONCE}) petition
      cross join lateral (
        select jsonb_agg(jsonb_build_object('kind', event.kind, 'happened_on', event.happened_on, 'kind_code', event.kind_code,
          'channel_code', event.channel_code, 'unit_id', event.unit_id::text, 'person_id', event.person_id::text, 'number', event.number,
          'related_petition_id', event.related_petition_id::text, 'details', event.details) order by event.position) as events
        from petition_event event where event.petition_id = petition.id
      ) log order by petition.id`.execute(database)
    for (const row of rows) {
      const log: PetitionEvent[] = row.events.map(eventIn)
      const context = { ...asked.period, senders: sendersOf(row), lastDayOf: asked.lastDayOf }
      for (const passage of passagesIn(log, context)) yield { petitionId: row.id, passage }
    }
    last = rows.at(-1)?.id ?? last
    if (rows.length < PETITIONS_AT_ONCE) return
  }
}

type WindingRow = {
  id: string
  kind: CountedPetition['kind']
  signatoryCount: number
  senderName: string
  events: Parameters<typeof eventIn>[0][]
}

function turnsBefore({ turns }: CountingAsked, day: CalendarDate): number {
  return turns.filter((turn) => turn <= day).length
}
