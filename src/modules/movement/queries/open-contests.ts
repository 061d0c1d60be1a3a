import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** A judged contest that has been opened, for everybody; undefined when it is not there or not open to the public. */
export function openContest(database: Database, id: string, today: CalendarDate) {
  return publicContests(database, today).where('contest.id', '=', id).executeTakeFirst()
}

export type OpenContest = NonNullable<Awaited<ReturnType<typeof openContest>>>

/** Judged contests for everybody, of one province or all, the latest first; at most 100. */
export function openContests(
  database: Database,
  { rootId, today }: { rootId: string | undefined; today: CalendarDate },
) {
  let query = publicContests(database, today)
    .orderBy('contest.opened_on', 'desc')
    .orderBy('contest.id', 'desc')
    .limit(100)
  if (rootId !== undefined) query = query.where('contest.unit_id', 'in', unitsUnder([rootId], today))
  return query.execute()
}

function publicContests(database: Database, today: CalendarDate) {
  return database
    .selectFrom('contest')
    .innerJoin('contest_stage as stage', (join) =>
      join.onRef('stage.contest_id', '=', 'contest.id').on('stage.position', '=', 1),
    )
    .select([
      'contest.id',
      'contest.unit_id as unitId',
      'contest.title',
      'contest.content',
      'contest.opened_on as openedOn',
      'contest.results_published_on as publishedOn',
      'contest.results_decision as decision',
      'stage.id as stageId',
      'stage.opens_on as opensOn',
      'stage.closes_on as closesOn',
      sql<string>`unit_name_on(contest.unit_id, contest.opened_on)`.as('unitName'),
    ])
    .where('contest.is_judged', '=', true)
    .where('contest.opened_on', '<=', today)
    .where('stage.board_id', 'is not', null)
}

/** The rounds of a contest with their criteria, for everybody. The caller has found the contest to be public. */
export function publicRounds(database: Database, contestId: string) {
  return database
    .selectFrom('contest_stage as stage')
    .select([
      'stage.id',
      'stage.title',
      'stage.position',
      'stage.opens_on as opensOn',
      'stage.closes_on as closesOn',
      sql<{ title: string; maximum: string }[]>`(
        select coalesce(json_agg(json_build_object('title', criterion.title, 'maximum', criterion.maximum::text)
          order by criterion.position), '[]')
        from board_criterion criterion where criterion.board_id = stage.board_id)`.as('criteria'),
    ])
    .where('stage.contest_id', '=', contestId)
    .orderBy('stage.position')
    .execute()
}

/** The awarded works of a contest whose results are public, the best first. */
export function publicAwards(database: Database, contestId: string) {
  return database
    .selectFrom('contest_award as award')
    .innerJoin('contest_entry as entry', 'entry.id', 'award.entry_id')
    .innerJoin('contest', 'contest.id', 'entry.contest_id')
    .leftJoin('board_subject as subject', (join) =>
      join
        .onRef('subject.entry_id', '=', 'entry.id')
        .on(
          'subject.board_id',
          '=',
          sql<string>`(select stage.board_id from contest_stage stage where stage.id = entry.stage_id)`,
        ),
    )
    .select([
      'entry.id',
      'entry.work_title as workTitle',
      'entry.author_name as authorName',
      'entry.author_place as authorPlace',
      'award.prize',
    ])
    .where('entry.contest_id', '=', contestId)
    .where('contest.results_published_on', 'is not', null)
    .orderBy('subject.place')
    .orderBy('award.id')
    .execute()
}

/** The work that a code names, with the digest of its secret. Whoever asks checks the secret before anything is shown. */
export function entryByCode(database: Database, code: string) {
  return database
    .selectFrom('contest_author as author')
    .innerJoin('contest_entry as entry', 'entry.id', 'author.entry_id')
    .innerJoin('contest', 'contest.id', 'entry.contest_id')
    .leftJoin('contest_award as award', 'award.entry_id', 'entry.id')
    .select([
      'entry.id',
      'entry.work_title as workTitle',
      'entry.state',
      'entry.refusal_reason as refusalReason',
      'contest.id as contestId',
      'contest.title as contestTitle',
      'contest.results_published_on as publishedOn',
      'award.prize',
      sql<string>`author.secret_digest`.as('secretDigest'),
    ])
    .where('author.code', '=', code)
    .executeTakeFirst()
}

/** Whether a receipt has been used. */
export async function entryCodeIsTaken(database: Database, code: string): Promise<boolean> {
  return (await entryByCode(database, code)) !== undefined
}
