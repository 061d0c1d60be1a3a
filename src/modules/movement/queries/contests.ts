import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** Contests that units within the official's reach hold, newest first, with works sent in and authors awarded; at most 200. */
export function contests(database: Database, official: Official, today: CalendarDate) {
  return readable(database, official, today)
    .select([
      'contest.id',
      'contest.title',
      'contest.opened_on as openedOn',
      sql<string>`unit_name_on(contest.unit_id, contest.opened_on)`.as('unitName'),
      sql<number>`(select count(*)::int from contest_stage stage where stage.contest_id = contest.id)`.as('stageCount'),
      sql<number>`(select count(*)::int from contest_entry entry where entry.contest_id = contest.id)`.as('entryCount'),
      sql<number>`(select count(*)::int from contest_award award join contest_entry entry on entry.id = award.entry_id
        where entry.contest_id = contest.id)`.as('awardCount'),
    ])
    .orderBy('contest.opened_on', 'desc')
    .orderBy('contest.id', 'desc')
    .limit(200)
    .execute()
}

/** One contest; undefined when it is not there or not the official's to read. */
export function contestById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today)
    .select([
      'contest.id',
      'contest.unit_id as unitId',
      'contest.title',
      'contest.content',
      'contest.opened_on as openedOn',
      'contest.is_judged as isJudged',
      'contest.results_published_on as publishedOn',
      'contest.results_decision as resultsDecision',
      'contest.illustration',
      sql<string>`unit_name_on(contest.unit_id, contest.opened_on)`.as('unitName'),
      sql<boolean>`contest.unit_id in ${unitsUnder(unitsFor(official, 'movement.write'), today)}`.as('isTheirs'),
      sql<boolean>`exists (select from contest_member member where member.contest_id = contest.id
        and member.person_id = ${official.personId} and member.part = 'secretary')`.as('isSecretary'),
    ])
    .where('contest.id', '=', id)
    .executeTakeFirst()
}

export type ContestRecord = NonNullable<Awaited<ReturnType<typeof contestById>>>

/** The stages of a contest in their order. The caller has checked that the reader may see the contest. */
export function stagesOf(database: Database, contestId: string) {
  return database
    .selectFrom('contest_stage')
    .select(['id', 'position', 'title', 'opens_on as opensOn', 'closes_on as closesOn', 'board_id as boardId'])
    .where('contest_id', '=', contestId)
    .orderBy('position')
    .execute()
}

/** One stage; undefined when it is not there. The caller checks the contest. */
export function stageById(database: Database, id: string) {
  return database
    .selectFrom('contest_stage')
    .select([
      'id',
      'contest_id as contestId',
      'position',
      'title',
      'opens_on as opensOn',
      'closes_on as closesOn',
      'board_id as boardId',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The works sent in to a contest with their awards, by stage, the awarded ones first; at most 500. */
export function entriesOf(database: Database, contestId: string) {
  return database
    .selectFrom('contest_entry as entry')
    .innerJoin('contest_stage as stage', 'stage.id', 'entry.stage_id')
    .leftJoin('contest_award as award', 'award.entry_id', 'entry.id')
    .select([
      'entry.id',
      'entry.author_name as authorName',
      'entry.author_place as authorPlace',
      'entry.work_title as workTitle',
      'stage.id as stageId',
      'stage.title as stageTitle',
      'award.prize',
      'award.awarded_on as awardedOn',
    ])
    .where('entry.contest_id', '=', contestId)
    .orderBy('stage.position')
    .orderBy('award.id')
    .orderBy('entry.id')
    .limit(500)
    .execute()
}

/** One work with its contest; undefined when it is not there or not the official's to read. */
export function entryById(database: Database, official: Official, id: string, today: CalendarDate) {
  return readable(database, official, today)
    .innerJoin('contest_entry as entry', 'entry.contest_id', 'contest.id')
    .innerJoin('contest_stage as stage', 'stage.id', 'entry.stage_id')
    .leftJoin('contest_award as award', 'award.entry_id', 'entry.id')
    .leftJoin('account', 'account.id', 'entry.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'entry.id',
      'entry.stage_id as stageId',
      'entry.version',
      'entry.changed_at as changedAt',
      'person.full_name as changedBy',
      'entry.author_name as authorName',
      'entry.author_place as authorPlace',
      'entry.work_title as workTitle',
      'entry.number',
      'entry.state',
      'entry.refusal_reason as refusalReason',
      'entry.illustration',
      'stage.title as stageTitle',
      'award.prize',
      'award.awarded_on as awardedOn',
      'contest.id as contestId',
      'contest.title as contestTitle',
      'contest.unit_id as unitId',
      'contest.opened_on as openedOn',
      sql<boolean>`contest.unit_id in ${unitsUnder(unitsFor(official, 'movement.write'), today)}`.as('isTheirs'),
    ])
    .where('entry.id', '=', id)
    .executeTakeFirst()
}

export type EntryRecord = NonNullable<Awaited<ReturnType<typeof entryById>>>

/** Stages of contests of which only the outcome is written down, the latest contest first. */
export function stagesToChoose(database: Database, official: Official, today: CalendarDate) {
  return readable(database, official, today)
    .innerJoin('contest_stage as stage', 'stage.contest_id', 'contest.id')
    .select(['stage.id', 'stage.title', 'contest.title as contestTitle'])
    .where('contest.is_judged', '=', false)
    .orderBy('contest.opened_on', 'desc')
    .orderBy('contest.id', 'desc')
    .orderBy('stage.position')
    .execute()
}

/** Contests that are judged here, the latest first. */
export function contestsToChoose(database: Database, official: Official, today: CalendarDate) {
  return readable(database, official, today)
    .select(['contest.id', 'contest.title'])
    .where('contest.is_judged', '=', true)
    .orderBy('contest.opened_on', 'desc')
    .orderBy('contest.id', 'desc')
    .execute()
}

/** The ids of the contests that the official may read, to be asked for with `in`. */
export const contestsInReach = (official: Official, today: CalendarDate) =>
  sql`(select contest.id from contest where ${isReadable(official, today)})`

function readable(database: Database, official: Official, today: CalendarDate) {
  return database.selectFrom('contest').where(isReadable(official, today))
}

// A secretary keeps the contest wherever they work.
const isReadable = (official: Official, today: CalendarDate) =>
  sql<SqlBool>`(contest.unit_id in ${unitsUnder(unitsFor(official, 'movement.read'), today)}
    or exists (select from contest_member keeper where keeper.contest_id = contest.id
      and keeper.person_id = ${official.personId} and keeper.part = 'secretary'))`
