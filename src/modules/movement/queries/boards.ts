import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { BoardCriterion, MarkSheet } from '../rules/marking.ts'
import './tables.ts'

/** A board within the official's reach; undefined when it is not there or not theirs to read. */
export function boardById(database: Database, official: Official, id: string, today: CalendarDate) {
  return boards(database)
    .select([
      sql<boolean>`board.unit_id in ${unitsUnder(unitsFor(official, 'movement.write'), today)}`.as('isTheirs'),
      isMember(official).as('isMember'),
    ])
    .where('board.id', '=', id)
    .where('board.unit_id', 'in', unitsUnder(unitsFor(official, 'movement.read'), today))
    .executeTakeFirst()
}

export type BoardRecord = NonNullable<Awaited<ReturnType<typeof boardById>>>

/** A board of which the official is a member; undefined otherwise, wherever they work. */
export function boardForMember(database: Database, official: Official, id: string) {
  return boards(database).where('board.id', '=', id).where(isMember(official)).executeTakeFirst()
}

export type MemberBoard = NonNullable<Awaited<ReturnType<typeof boardForMember>>>

/** The boards of which the official is a member and that are not decided, or were decided last; at most 100. */
export function boardsOfMember(database: Database, official: Official, today: CalendarDate) {
  return boards(database)
    .select([
      sql<boolean>`exists (select from board_member mine where mine.board_id = board.id
        and mine.person_id = ${official.personId} and mine.closed_at is not null)`.as('hasClosed'),
      sql<number>`(select count(*)::int from board_subject subject where subject.board_id = board.id
        and not board_keeps_from(subject.id, ${official.personId}, ${today}))`.as('toMark'),
      sql<number>`(select count(*)::int from board_subject subject where subject.board_id = board.id
        and exists (select from board_sheet sheet where sheet.subject_id = subject.id
          and sheet.person_id = ${official.personId}))`.as('marked'),
    ])
    .where(isMember(official))
    .orderBy(sql`board.decided_on is not null`)
    .orderBy('board.id', 'desc')
    .limit(100)
    .execute()
}

function isMember(official: Official) {
  return sql<boolean>`exists (select from board_member member where member.board_id = board.id
    and member.person_id = ${official.personId})`
}

function boards(database: Database) {
  return database
    .selectFrom('movement_board as board')
    .leftJoin('contest', 'contest.id', 'board.contest_id')
    .leftJoin('contest_stage as stage', 'stage.board_id', 'board.id')
    .leftJoin('model_panel as panel', 'panel.board_id', 'board.id')
    .select([
      'panel.title as panelTitle',
      'panel.threshold',
      'board.id',
      'board.kind',
      'board.unit_id as unitId',
      'board.contest_id as contestId',
      'board.criterion_spread_percent as criterionPercent',
      'board.total_spread_percent as totalPercent',
      'board.opened_on as openedOn',
      'board.decided_on as decidedOn',
      'board.decision',
      'board.choice_reason as choiceReason',
      'contest.title as contestTitle',
      'contest.content as contestContent',
      'stage.id as stageId',
      'stage.title as stageTitle',
      'stage.position as stagePosition',
      'stage.closes_on as closesOn',
      sql<boolean>`not exists (select from contest_stage later where later.contest_id = board.contest_id
        and later.position > stage.position)`.as('isLast'),
      sql<boolean>`exists (select from board_member member where member.board_id = board.id)
        and not exists (select from board_member member where member.board_id = board.id and member.closed_at is null)`.as(
        'allClosed',
      ),
    ])
}

/** The criteria of a board in their order. The caller has checked that the reader may see the board. */
export function criteriaOf(database: Database, boardId: string): Promise<BoardCriterion[]> {
  return database
    .selectFrom('board_criterion')
    .select(['id', 'title', 'maximum'])
    .where('board_id', '=', boardId)
    .orderBy('position')
    .execute()
}

/** The members with how far each has come: never what they gave. */
export function membersOf(database: Database, boardId: string, today: CalendarDate) {
  return database
    .selectFrom('board_member as member')
    .innerJoin('person', 'person.id', 'member.person_id')
    .select([
      'member.person_id as personId',
      'person.full_name as fullName',
      'member.closed_at as closedAt',
      postOf(sql`member.person_id`, today).as('post'),
      sql<number>`(select count(*)::int from board_subject subject where subject.board_id = member.board_id
        and not board_keeps_from(subject.id, member.person_id, ${today}))`.as('toMark'),
      sql<number>`(select count(*)::int from board_subject subject where subject.board_id = member.board_id
        and exists (select from board_sheet sheet where sheet.subject_id = subject.id
          and sheet.person_id = member.person_id))`.as('marked'),
    ])
    .where('member.board_id', '=', boardId)
    .orderBy('person.full_name')
    .orderBy('person.id')
    .execute()
}

function postOf(personId: ReturnType<typeof sql>, today: CalendarDate) {
  return sql<string | null>`(select post.title || ', ' || unit_name_on(post.unit_id, ${today}::date) from post
    where post.person_id = ${personId} and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
    order by post.position, post.id limit 1)`
}

/** What is marked, by number or name, without whose it is. The caller has checked that the reader may see the board. */
export function subjectsOf(database: Database, boardId: string) {
  return subjects(database)
    .where('subject.board_id', '=', boardId)
    .orderBy('entry.number')
    .orderBy('model.name')
    .execute()
}

/** What a member marks: everything but what the system keeps them from. */
export function subjectsForMember(database: Database, official: Official, boardId: string, today: CalendarDate) {
  return subjects(database)
    .where('subject.board_id', '=', boardId)
    .where(mayMark(official, today))
    .orderBy('entry.number')
    .orderBy('model.name')
    .execute()
}

/** One work with its text for a member who may mark it; undefined for everybody else. */
export function subjectForMember(database: Database, official: Official, id: string, today: CalendarDate) {
  return subjects(database)
    .leftJoin('contest_entry_file as work', 'work.entry_id', 'subject.entry_id')
    .leftJoin('stored_file as file', 'file.id', 'work.stored_file_id')
    .select([
      sql<string>`coalesce(entry.content, model.content)`.as('content'),
      'file.sha256',
      'file.media_type as mediaType',
      'file.size_in_bytes as sizeInBytes',
      'file.name as fileName',
    ])
    .where('subject.id', '=', id)
    .where(mayMark(official, today))
    .where(
      sql<SqlBool>`exists (select from board_member member join movement_board board on board.id = member.board_id
        where member.board_id = subject.board_id and member.person_id = ${official.personId} and board.opened_on is not null)`,
    )
    .executeTakeFirst()
}

function mayMark(official: Official, today: CalendarDate) {
  return sql<SqlBool>`not board_keeps_from(subject.id, ${official.personId}, ${today}::date)`
}

function subjects(database: Database) {
  return database
    .selectFrom('board_subject as subject')
    .leftJoin('contest_entry as entry', 'entry.id', 'subject.entry_id')
    .leftJoin('movement_model as model', 'model.id', 'subject.model_id')
    .select([
      'subject.id',
      'subject.board_id as boardId',
      'subject.entry_id as entryId',
      'subject.model_id as modelId',
      'subject.result',
      'subject.place',
      'subject.outcome',
      'subject.reason',
      'subject.discussion',
      'entry.number',
      sql<string>`coalesce(entry.work_title, model.name)`.as('title'),
    ])
}

export type BoardSubject = Awaited<ReturnType<typeof subjectsOf>>[number]

/** A sheet as it was written, with its points. */
export type WrittenSheet = MarkSheet & {
  subjectId: string
  fullName: string
  turn: number
  reason: string
  note: string
}

/** All sheets of a board, those that were marked anew included, first to last. Nobody but their writer is shown them before all have closed. */
export async function sheetsOf(database: Database, boardId: string, personId?: string): Promise<WrittenSheet[]> {
  let query = database
    .selectFrom('board_sheet as sheet')
    .innerJoin('board_subject as subject', 'subject.id', 'sheet.subject_id')
    .innerJoin('person', 'person.id', 'sheet.person_id')
    .select([
      'sheet.subject_id as subjectId',
      'sheet.person_id as personId',
      'person.full_name as fullName',
      'sheet.turn',
      'sheet.reason',
      'sheet.note',
      sql<Record<string, string>>`(select coalesce(json_object_agg(mark.criterion_id::text, mark.points::text), '{}')
        from board_mark mark where mark.sheet_id = sheet.id)`.as('points'),
    ])
    .where('subject.board_id', '=', boardId)
    .orderBy('person.full_name')
    .orderBy('sheet.person_id')
    .orderBy('sheet.turn')
  if (personId !== undefined) query = query.where('sheet.person_id', '=', personId)
  return query.execute()
}

/** Of the sheets of one work, the last of each member: those that count. */
export function countingSheets(sheets: readonly WrittenSheet[], subjectId: string): WrittenSheet[] {
  const last = new Map<string, WrittenSheet>()
  for (const sheet of sheets) {
    if (sheet.subjectId !== subjectId) continue
    const before = last.get(sheet.personId)
    if (!before || before.turn < sheet.turn) last.set(sheet.personId, sheet)
  }
  return [...last.values()]
}

/** How many works the system keeps the official from. Never which. */
export async function keptFrom(
  database: Database,
  official: Official,
  { boardId, today }: { boardId: string; today: CalendarDate },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from board_subject subject
    where subject.board_id = ${boardId} and board_keeps_from(subject.id, ${official.personId}, ${today}::date)`.execute(
    database,
  )
  return rows[0]?.count ?? 0
}
