import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type BoardRecord, boardById, criteriaOf, membersOf, subjectsOf } from '../queries/boards.ts'
import { personToName } from '../queries/people-to-name.ts'

/** The board, locked until the transaction ends. Refuses one that is not there or another unit's. */
export async function boardForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<BoardRecord> {
  await sql`select from movement_board where id = ${id} for update`.execute(transaction)
  const board = await boardById(transaction, official, id, today)
  if (!board?.isTheirs) throw noSuchBoard()
  return board
}

export const noSuchBoard = () =>
  new Refusal('not-found', 'movement.no-such-board', 'Không có hội đồng, ban giám khảo này trong phạm vi của bạn.')

/** What the trail tells of a board: what is decided about a jury on its contest, what its members do (`by: 'member'`) on the board. */
export function tellOfBoard(
  transaction: Database,
  official: Official,
  board: { id: string; unitId: string; contestId: string | null },
  { action, summary, after, by }: { action: string; summary: string; after?: Record<string, unknown>; by?: 'member' },
): Promise<void> {
  const isOnContest = board.contestId !== null && by !== 'member'
  return recordChange(transaction, {
    official,
    action: `movement.${action}`,
    subject: isOnContest ? { kind: 'contest', id: board.contestId ?? '' } : { kind: 'movement-board', id: board.id },
    unitId: board.unitId,
    summary,
    ...(after ? { after } : {}),
  })
}

export type BoardRules = {
  criteria: readonly { title: string; maximum: string }[]
  criterionPercent: number
  totalPercent: number
}

/** Writes criteria and the rule of what is talked over. Refuses `movement.marking-opened`: marks are compared by one measure. */
export async function writeBoardRules(
  transaction: Database,
  official: Official,
  { boardId, rules }: { boardId: string; rules: BoardRules },
): Promise<void> {
  await transaction
    .updateTable('movement_board')
    .set({
      criterion_spread_percent: rules.criterionPercent,
      total_spread_percent: rules.totalPercent,
      ...changedBy(official),
    })
    .where('id', '=', boardId)
    .execute()
  await transaction.deleteFrom('board_criterion').where('board_id', '=', boardId).execute()
  await transaction
    .insertInto('board_criterion')
    .values(rules.criteria.map((criterion, index) => ({ board_id: boardId, position: index + 1, ...criterion })))
    .execute()
}

/** Refuses `movement.marking-opened`. */
export function refuseOpened({ openedOn }: { openedOn: CalendarDate | null }): void {
  if (openedOn === null) return
  throw new Refusal(
    'conflict',
    'movement.marking-opened',
    'Đã mở chấm nên không sửa tiêu chí, cách so điểm được nữa. Chưa có gì bị thay đổi.',
  )
}

/**
 * Names a member of a jury or panel. Refuses `movement.no-such-person`, a secretary of the contest (`movement.knows-authors`), and
 * `movement.marks-closed` once all have closed. Named twice is named once.
 */
export function nameMember(
  database: Database,
  official: Official,
  { boardId, personId, today }: { boardId: string; personId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const board = await boardForUpdate(transaction, official, boardId, today)
    if (board.allClosed || board.decidedOn !== null) {
      throw new Refusal(
        'conflict',
        'movement.marks-closed',
        'Các thành viên đã chốt điểm nên không thêm người được nữa.',
      )
    }
    const person = await personToName(transaction, official, { personId, today })
    if (!person) throw noSuchPerson()
    await joinBoard(transaction, board, { person, today })
    await tellOfBoard(transaction, official, board, {
      action: 'board-member-named',
      summary: `${board.stageTitle ? `${board.stageTitle}: cử giám khảo` : 'Cử thành viên hội đồng'} ${person.fullName}`,
      after: { boardId, personId },
    })
  })
}

/** Refuses a secretary of the contest (`movement.knows-authors`). */
export async function joinBoard(
  transaction: Database,
  board: { id: string; contestId: string | null },
  { person, today }: { person: { id: string; fullName: string }; today: CalendarDate },
): Promise<void> {
  if (board.contestId !== null) {
    await takePart(transaction, { contestId: board.contestId, person, part: 'juror', today })
  }
  await transaction
    .insertInto('board_member')
    .values({ board_id: board.id, person_id: person.id, contest_id: board.contestId })
    .onConflict((conflict) => conflict.columns(['board_id', 'person_id']).doNothing())
    .execute()
}

/**
 * Gives somebody a part in a contest. Refuses `movement.knows-authors`: who is or was its secretary does not mark, and who marks does
 * not become its secretary.
 */
export async function takePart(
  transaction: Database,
  {
    contestId,
    person,
    part,
    today,
  }: { contestId: string; person: { id: string; fullName: string }; part: 'secretary' | 'juror'; today: CalendarDate },
): Promise<void> {
  await transaction
    .insertInto('contest_member')
    .values({ contest_id: contestId, person_id: person.id, part, named_on: today })
    .onConflict((conflict) => conflict.columns(['contest_id', 'person_id']).doNothing())
    .execute()
  const held = await transaction
    .selectFrom('contest_member')
    .select('part')
    .where('contest_id', '=', contestId)
    .where('person_id', '=', person.id)
    .executeTakeFirstOrThrow()
  if (held.part === part) return
  const message =
    held.part === 'secretary'
      ? `${person.fullName} là thư ký cuộc thi, biết tác giả các bài nên không chấm được. Hãy chọn người khác.`
      : `${person.fullName} là giám khảo của cuộc thi nên không làm thư ký được. Hãy chọn người khác.`
  throw new Refusal('invalid', 'movement.knows-authors', message, { personId: message })
}

export const noSuchPerson = () => {
  const message = 'Hãy tìm và chọn một người trong danh sách.'
  return new Refusal('invalid', 'movement.no-such-person', message, { personId: message })
}

/** Takes somebody off a board who has not marked yet. Refuses `movement.has-marked`. */
export function releaseMember(
  database: Database,
  official: Official,
  { boardId, personId, today }: { boardId: string; personId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const board = await boardForUpdate(transaction, official, boardId, today)
    const member = (await membersOf(transaction, boardId, today)).find((each) => each.personId === personId)
    if (!member) throw noSuchBoard()
    if (member.marked > 0 || member.closedAt !== null) {
      throw new Refusal(
        'conflict',
        'movement.has-marked',
        `${member.fullName} đã chấm nên không rút tên được; điểm đã cho vẫn được tính. Có thể bàn giao phần việc cho người khác.`,
      )
    }
    await transaction
      .deleteFrom('board_member')
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .execute()
    await tellOfBoard(transaction, official, board, {
      action: 'board-member-released',
      summary: `Rút tên ${member.fullName} khỏi ${board.contestId === null ? 'hội đồng' : 'ban giám khảo'}`,
    })
  })
}

/**
 * Opens marking. Refuses without criteria (`movement.no-criteria`), with fewer than two members (`movement.too-few-members`), with
 * nothing to mark (`movement.nothing-to-mark`), while works still come in (`movement.still-receiving`) or wait (`movement.works-wait`).
 */
export function openMarking(
  database: Database,
  official: Official,
  { boardId, today }: { boardId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const board = await boardForUpdate(transaction, official, boardId, today)
    if (board.openedOn !== null) return
    const [criteria, members, subjects] = [
      await criteriaOf(transaction, boardId),
      await membersOf(transaction, boardId, today),
      await subjectsOf(transaction, boardId),
    ]
    const refuse = (code: string, message: string): never => {
      throw new Refusal('conflict', `movement.${code}`, message)
    }
    if (criteria.length === 0) refuse('no-criteria', 'Chưa có tiêu chí chấm. Hãy nhập tiêu chí rồi mở chấm.')
    if (members.length < 2) refuse('too-few-members', 'Cần ít nhất hai người chấm. Hãy cử thêm người rồi mở chấm.')
    if (board.stagePosition === 1) await refuseUnfinishedReceiving(transaction, board, today)
    if (subjects.length === 0) refuse('nothing-to-mark', 'Chưa có gì để chấm.')
    await transaction
      .updateTable('movement_board')
      .set({ opened_on: today, ...changedBy(official) })
      .where('id', '=', boardId)
      .execute()
    await tellOfBoard(transaction, official, board, {
      action: 'marking-opened',
      summary: `${board.stageTitle ? `${board.stageTitle}: mở` : 'Mở'} chấm ${subjects.length} ${board.contestId === null ? 'mô hình' : 'bài'}, ${members.length} người chấm`,
    })
  })
}

async function refuseUnfinishedReceiving(
  transaction: Database,
  board: BoardRecord,
  today: CalendarDate,
): Promise<void> {
  if (board.closesOn !== null && today <= board.closesOn) {
    throw new Refusal(
      'conflict',
      'movement.still-receiving',
      'Cuộc thi còn đang nhận bài. Hãy mở chấm sau ngày cuối nhận bài.',
    )
  }
  const waiting = await transaction
    .selectFrom('contest_entry')
    .select('id')
    .where('contest_id', '=', board.contestId ?? '')
    .where('state', '=', 'received')
    .execute()
  if (waiting.length > 0) {
    throw new Refusal(
      'conflict',
      'movement.works-wait',
      `Còn ${waiting.length} bài chờ thư ký xét điều kiện. Hãy xét hết rồi mở chấm.`,
    )
  }
}

/** Writes down how a board talked over marks that lay far apart. Refuses `movement.not-closed` before all have closed, and what is decided. */
export function recordDiscussion(
  database: Database,
  official: Official,
  { subjectId, discussion, today }: { subjectId: string; discussion: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const boardId = await boardOfSubject(transaction, subjectId)
    const board = await boardForUpdate(transaction, official, boardId, today)
    refuseUnlessTalkedOver(board)
    await transaction
      .updateTable('board_subject')
      .set({ discussion, discussed_on: today })
      .where('id', '=', subjectId)
      .execute()
    await tellOfBoard(transaction, official, board, {
      action: 'marks-discussed',
      summary: 'Ghi kết quả thảo luận về điểm chấm lệch',
      after: { subjectId, discussion },
    })
    return boardId
  })
}

/** Refuses `movement.not-closed` before all have closed, and `movement.board-decided` afterwards. */
export function refuseUnlessTalkedOver(board: { allClosed: boolean; decidedOn: CalendarDate | null }): void {
  if (board.decidedOn !== null) throw boardDecided()
  if (!board.allClosed) throw notClosed()
}

export const boardDecided = () =>
  new Refusal('conflict', 'movement.board-decided', 'Kết quả đã được quyết định nên không đổi điểm được nữa.')

export const notClosed = () =>
  new Refusal('conflict', 'movement.not-closed', 'Còn người chấm chưa chốt điểm nên chưa xem, chưa so điểm được.')

export async function boardOfSubject(transaction: Database, subjectId: string): Promise<string> {
  const subject = await transaction
    .selectFrom('board_subject')
    .select('board_id')
    .where('id', '=', subjectId)
    .executeTakeFirst()
  if (!subject) throw noSuchBoard()
  return subject.board_id
}
