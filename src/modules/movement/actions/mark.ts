import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  boardForMember,
  countingSheets,
  criteriaOf,
  type MemberBoard,
  sheetsOf,
  subjectForMember,
  subjectsForMember,
} from '../queries/boards.ts'
import { isWide, pointsAsTyped, spreadOf } from '../rules/marking.ts'
import { boardDecided, noSuchBoard, tellOfBoard } from './keep-board.ts'

export const noSuchWork = () =>
  new Refusal('not-found', 'movement.no-such-work', 'Không có bài này trong phần chấm của bạn.')

/** The board, locked, for a member of it. Refuses everybody else, and `movement.not-opened`. */
async function memberBoard(transaction: Database, official: Official, id: string): Promise<MemberBoard> {
  await sql`select from movement_board where id = ${id} for update`.execute(transaction)
  const board = await boardForMember(transaction, official, id)
  if (!board) throw noSuchBoard()
  if (board.openedOn === null)
    throw new Refusal('conflict', 'movement.not-opened', 'Chưa mở chấm. Hãy chờ thư ký mở chấm.')
  if (board.decidedOn !== null) throw boardDecided()
  return board
}

async function hasClosed(transaction: Database, official: Official, boardId: string): Promise<boolean> {
  const member = await transaction
    .selectFrom('board_member')
    .select('closed_at')
    .where('board_id', '=', boardId)
    .where('person_id', '=', official.personId)
    .executeTakeFirst()
  return member?.closed_at != null
}

export type MarksGiven = {
  subjectId: string
  /** What was typed, by criterion. */
  typed: Readonly<Record<string, string>>
  note: string
  /** Why marked anew; needed once all have closed. */
  reason: string
}

/**
 * Writes down one member’s marks of one work. Until they close, marks are changed in place; when all have closed and the marks lie far
 * apart, a member marks anew with a reason and both are kept. The trail says that somebody marked, never what they gave. Refuses what
 * `pointsAsTyped` refuses, `movement.closed-already`, `movement.marks-agree` and `movement.reason-missing`.
 */
export function giveMarks(
  database: Database,
  official: Official,
  { subjectId, typed, note, reason }: MarksGiven,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const subject = await subjectForMember(transaction, official, subjectId, today)
    if (!subject) throw noSuchWork()
    const board = await memberBoard(transaction, official, subject.boardId)
    const criteria = await criteriaOf(transaction, board.id)
    const points = pointsAsTyped(criteria, typed)
    const own = (await sheetsOf(transaction, board.id, official.personId)).filter(
      (each) => each.subjectId === subjectId,
    )
    if (board.allClosed) {
      await refuseMarkingAnew(transaction, board, { subjectId, reason })
      const turn = (own.at(-1)?.turn ?? 0) + 1
      await writeSheet(transaction, official, { subjectId, turn: Math.max(turn, 2), note, reason, points })
    } else {
      if (await hasClosed(transaction, official, board.id)) throw closedAlready()
      await transaction
        .deleteFrom('board_sheet')
        .where('subject_id', '=', subjectId)
        .where('person_id', '=', official.personId)
        .execute()
      await writeSheet(transaction, official, { subjectId, turn: 1, note, reason: '', points })
    }
    await tellOfBoard(transaction, official, board, {
      action: board.allClosed ? 'marked-anew' : 'marked',
      summary: board.allClosed ? 'Chấm lại một bài sau thảo luận' : 'Chấm một bài',
      by: 'member',
    })
    return board.id
  })
}

const closedAlready = () =>
  new Refusal(
    'conflict',
    'movement.closed-already',
    'Bạn đã chốt điểm nên chưa sửa được. Khi mọi người đã chốt và điểm lệch nhiều, bạn có thể chấm lại kèm lý do.',
  )

async function refuseMarkingAnew(
  transaction: Database,
  board: MemberBoard,
  { subjectId, reason }: { subjectId: string; reason: string },
): Promise<void> {
  const [criteria, sheets] = [await criteriaOf(transaction, board.id), await sheetsOf(transaction, board.id)]
  const spread = spreadOf(criteria, countingSheets(sheets, subjectId), board)
  if (!isWide(spread)) {
    throw new Refusal(
      'conflict',
      'movement.marks-agree',
      'Điểm của bài này không lệch quá mức quy định nên không chấm lại.',
    )
  }
  if (reason === '') {
    const message = 'Hãy ghi lý do chấm lại; điểm cũ vẫn được giữ để đối chiếu.'
    throw new Refusal('invalid', 'movement.reason-missing', message, { reason: message })
  }
}

async function writeSheet(
  transaction: Database,
  official: Official,
  given: { subjectId: string; turn: number; note: string; reason: string; points: Record<string, string> },
): Promise<void> {
  const { id } = await transaction
    .insertInto('board_sheet')
    .values({
      subject_id: given.subjectId,
      person_id: official.personId,
      turn: given.turn,
      note: given.note,
      reason: given.reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('board_mark')
    .values(Object.entries(given.points).map(([criterion_id, points]) => ({ sheet_id: id, criterion_id, points })))
    .execute()
}

/**
 * Closes a member’s marks: they stand, and when all have closed everybody on the board sees all of them. Refuses `movement.not-all-marked`
 * while something is left. Closed twice is closed once.
 */
export function closeMarks(
  database: Database,
  official: Official,
  { boardId, today }: { boardId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const board = await memberBoard(transaction, official, boardId)
    if (await hasClosed(transaction, official, boardId)) return
    const [toMark, own] = [
      await subjectsForMember(transaction, official, boardId, today),
      await sheetsOf(transaction, boardId, official.personId),
    ]
    const left = toMark.filter(({ id }) => !own.some((sheet) => sheet.subjectId === id)).length
    if (left > 0) {
      throw new Refusal('conflict', 'movement.not-all-marked', `Còn ${left} bài chưa chấm. Hãy chấm hết rồi chốt.`)
    }
    await transaction
      .updateTable('board_member')
      .set({ closed_at: sql<Date>`now()` })
      .where('board_id', '=', boardId)
      .where('person_id', '=', official.personId)
      .execute()
    await tellOfBoard(transaction, official, board, { action: 'marks-closed', summary: 'Chốt điểm chấm', by: 'member' })
  })
}

/**
 * Declares that one should not mark a work: it passes out of their part, with what they gave it. Refuses once they have closed
 * (`movement.closed-already`).
 */
export function declareConflict(
  database: Database,
  official: Official,
  { subjectId, today }: { subjectId: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const subject = await subjectForMember(transaction, official, subjectId, today)
    if (!subject) throw noSuchWork()
    const board = await memberBoard(transaction, official, subject.boardId)
    if (await hasClosed(transaction, official, board.id)) throw closedAlready()
    await transaction
      .insertInto('board_conflict')
      .values({ subject_id: subjectId, person_id: official.personId })
      .onConflict((conflict) => conflict.columns(['subject_id', 'person_id']).doNothing())
      .execute()
    await transaction
      .deleteFrom('board_sheet')
      .where('subject_id', '=', subjectId)
      .where('person_id', '=', official.personId)
      .execute()
    await tellOfBoard(transaction, official, board, {
      action: 'conflict-declared',
      summary: 'Xin không chấm một bài vì có thể không khách quan',
      by: 'member',
    })
    return board.id
  })
}
