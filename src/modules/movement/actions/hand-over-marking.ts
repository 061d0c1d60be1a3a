import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { Handover } from '../../../platform/database/handover.ts'
import { joinBoard, takePart, tellOfBoard } from './keep-board.ts'
import '../queries/tables.ts'

type Held = { id: string; unitId: string; contestId: string | null }

/**
 * Marking that is not closed goes to another person, who marks anew: marks are one’s own, so those not closed yet are dropped. The part
 * of secretary goes along. Refuses who has the other part in the same contest (`movement.knows-authors`).
 */
export const markingHandover: Handover = {
  title: 'Phần chấm, thư ký cuộc thi, hội đồng “Dân vận khéo” chưa xong',
  count: async (database, { unitId, fromPersonId }) =>
    (await openBoards(database, fromPersonId, unitId)).length +
    (await openContests(database, fromPersonId, unitId)).length,
  handOver: async (transaction, official, { unitId, fromPersonId, toPersonId, today }) => {
    const person = await transaction
      .selectFrom('person')
      .select(['id', 'full_name as fullName'])
      .where('id', '=', toPersonId)
      .executeTakeFirstOrThrow()
    const [boards, contests] = [
      await openBoards(transaction, fromPersonId, unitId),
      await openContests(transaction, fromPersonId, unitId),
    ]
    for (const board of boards) {
      await joinBoard(transaction, board, { person, today })
      await sql`delete from board_sheet sheet using board_subject subject where subject.id = sheet.subject_id
        and subject.board_id = ${board.id} and sheet.person_id = ${fromPersonId}`.execute(transaction)
      await transaction
        .deleteFrom('board_member')
        .where('board_id', '=', board.id)
        .where('person_id', '=', fromPersonId)
        .execute()
      await tellOfBoard(transaction, official, board, {
        action: 'marking-handed-over',
        summary: `Bàn giao phần chấm cho ${person.fullName}`,
      })
    }
    for (const contest of contests) {
      await takePart(transaction, { contestId: contest.id, person, part: 'secretary', today })
      await tellOfBoard(
        transaction,
        official,
        { ...contest, contestId: contest.id },
        { action: 'secretary-handed-over', summary: `Bàn giao việc thư ký cuộc thi cho ${person.fullName}` },
      )
    }
    return boards.length + contests.length
  },
}

async function openBoards(database: Database, personId: string, unitId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select board.id::text, board.unit_id::text as "unitId", board.contest_id::text as "contestId"
    from board_member member join movement_board board on board.id = member.board_id
    where member.person_id = ${personId} and member.closed_at is null and board.decided_on is null
      and exists (select from post where post.person_id = ${personId} and post.unit_id = ${unitId})
    order by board.id`.execute(database)
  return rows
}

/** Contests not published of which the person is secretary and nobody else is. */
async function openContests(
  database: Database,
  personId: string,
  unitId: string,
): Promise<{ id: string; unitId: string }[]> {
  const { rows } = await sql<{ id: string; unitId: string }>`
    select contest.id::text, contest.unit_id::text as "unitId"
    from contest_member member join contest on contest.id = member.contest_id
    where member.person_id = ${personId} and member.part = 'secretary' and contest.results_published_on is null
      and not exists (select from contest_member other where other.contest_id = contest.id and other.part = 'secretary'
        and other.person_id <> ${personId})
      and exists (select from post where post.person_id = ${personId} and post.unit_id = ${unitId})
    order by contest.id`.execute(database)
  return rows
}
