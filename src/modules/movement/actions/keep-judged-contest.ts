import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type ContestRecord, contestById, stageById } from '../queries/contests.ts'
import { personToName } from '../queries/people-to-name.ts'
import { noSuchContest } from './enter-work.ts'
import { type BoardRules, boardForUpdate, noSuchPerson, refuseOpened, takePart, writeBoardRules } from './keep-board.ts'

export type RoundToPrepare = BoardRules & { opensOn: CalendarDate; closesOn: CalendarDate }

/** A judged contest that the official keeps. Refuses all others, `movement.not-judged` one of which only the outcome is written down. */
export async function judgedContest(
  database: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<ContestRecord> {
  const contest = await contestById(database, official, id, today)
  if (!contest?.isTheirs) throw noSuchContest()
  if (!contest.isJudged) {
    throw new Refusal('conflict', 'movement.not-judged', 'Cuộc thi này chỉ ghi kết quả, không chấm trên hệ thống.')
  }
  return contest
}

/**
 * Sets days, criteria and the rule of spread of a round, and its board when it has none. Refuses days the wrong way round
 * (`movement.round-days`) and rules once marking is open (`movement.marking-opened`).
 */
export function prepareRound(
  database: Database,
  official: Official,
  { stageId, given, today }: { stageId: string; given: RoundToPrepare; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const stage = await stageById(transaction, stageId)
    if (!stage) throw noSuchContest()
    const contest = await judgedContest(transaction, official, stage.contestId, today)
    if (given.closesOn < given.opensOn) {
      const message = 'Ngày cuối phải từ ngày đầu trở đi.'
      throw new Refusal('invalid', 'movement.round-days', message, { closesOn: message })
    }
    const boardId = stage.boardId ?? (await newBoard(transaction, { unitId: contest.unitId, contestId: contest.id }))
    refuseOpened(await boardForUpdate(transaction, official, boardId, today))
    await transaction
      .updateTable('contest_stage')
      .set({ opens_on: given.opensOn, closes_on: given.closesOn, board_id: boardId })
      .where('id', '=', stageId)
      .execute()
    await writeBoardRules(transaction, official, { boardId, rules: given })
    await recordChange(transaction, {
      official,
      action: 'movement.round-prepared',
      subject: { kind: 'contest', id: contest.id },
      unitId: contest.unitId,
      summary: `${stage.title}: ghi thời gian, ${given.criteria.length} tiêu chí chấm`,
      after: { stageId, ...given },
    })
    return contest.id
  })
}

async function newBoard(transaction: Database, given: { unitId: string; contestId: string }): Promise<string> {
  const { id } = await transaction
    .insertInto('movement_board')
    .values({ kind: 'jury', unit_id: given.unitId, contest_id: given.contestId, changed_by_account_id: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Names a secretary (thư ký), who sees the authors and marks nothing. Refuses a juror (`movement.knows-authors`). */
export function nameSecretary(
  database: Database,
  official: Official,
  { contestId, personId, today }: { contestId: string; personId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const contest = await judgedContest(transaction, official, contestId, today)
    const person = await personToName(transaction, official, { personId, today })
    if (!person) throw noSuchPerson()
    await takePart(transaction, { contestId, person, part: 'secretary', today })
    await recordChange(transaction, {
      official,
      action: 'movement.secretary-named',
      subject: { kind: 'contest', id: contestId },
      unitId: contest.unitId,
      summary: `Cử thư ký cuộc thi: ${person.fullName}`,
      after: { personId },
    })
  })
}
