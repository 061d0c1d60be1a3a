import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { contestById, entryById, stagesOf } from '../queries/contests.ts'
import { refuseAwardDay } from '../rules/contest.ts'

export type Award = { prize: string; awardedOn: CalendarDate }

/** The award as its two fields say it: both are given, or neither. */
export const awardOf = (prize: string, awardedOn: CalendarDate | null): Award | null =>
  awardedOn === null ? null : { prize, awardedOn }

export type WorkToEnter = {
  contestId: string
  stageId: string
  /** The author, or the authors as they sign. */
  authorName: string
  authorPlace: string
  workTitle: string
  /** The award, when it is known already. */
  award: Award | null
  /** Words that mark a record made for the demonstration. */
  illustration?: string
}

/**
 * Enters a work in a stage of a contest, with its award when there is one, and answers its id.
 * Refuses `movement.no-such-contest`, `movement.no-such-stage` and an award on an impossible day (`movement.award-day`).
 */
export function enterWork(
  database: Database,
  official: Official,
  given: WorkToEnter,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const contest = await contestById(transaction, official, given.contestId, today)
    if (!contest?.isTheirs) throw noSuchContest()
    if (contest.isJudged) throw judgedHere()
    const stage = (await stagesOf(transaction, contest.id)).find(({ id }) => id === given.stageId)
    if (!stage) throw noSuchStage()
    const { id } = await transaction
      .insertInto('contest_entry')
      .values({
        contest_id: contest.id,
        stage_id: stage.id,
        author_name: given.authorName,
        author_place: given.authorPlace,
        work_title: given.workTitle,
        illustration: given.illustration ?? null,
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'movement.work-entered',
      subject: { kind: 'contest', id: contest.id },
      unitId: contest.unitId,
      summary: `${stage.title}: tác phẩm “${given.workTitle}” của ${given.authorName}`,
      after: { ...given, entryId: id },
    })
    if (given.award) await awardWork(transaction, official, { entryId: id, award: given.award }, today)
    return id
  })
}

/** Writes down the award of a work. Refuses `movement.no-such-entry`, `movement.already-awarded` and `movement.award-day`. */
export function awardWork(
  database: Database,
  official: Official,
  { entryId, award }: { entryId: string; award: Award },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const entry = await entryById(transaction, official, entryId, today)
    if (!entry?.isTheirs)
      throw new Refusal('not-found', 'movement.no-such-entry', 'Không có tác phẩm này trong phạm vi của bạn.')
    if (entry.state !== null) throw judgedHere()
    refuseAwardDay(award.awardedOn, entry.openedOn, today)
    const written = await transaction
      .insertInto('contest_award')
      .values({
        entry_id: entryId,
        prize: award.prize,
        awarded_on: award.awardedOn,
        created_by_account_id: official.accountId,
      })
      .onConflict((conflict) => conflict.column('entry_id').doNothing())
      .executeTakeFirst()
    if (written.numInsertedOrUpdatedRows === 0n) {
      throw new Refusal(
        'conflict',
        'movement.already-awarded',
        'Tác phẩm này đã được ghi giải. Hãy mở lại trang tác phẩm để xem.',
      )
    }
    await recordChange(transaction, {
      official,
      action: 'movement.work-awarded',
      subject: { kind: 'contest', id: entry.contestId },
      unitId: entry.unitId,
      summary: `${entry.stageTitle}: ${award.prize} cho ${entry.authorName}`,
      after: { entryId, ...award },
    })
  })
}

export const judgedHere = () =>
  new Refusal(
    'conflict',
    'movement.judged-here',
    'Cuộc thi này được chấm trên hệ thống: bài dự thi và giải không ghi tay. Chưa có gì bị thay đổi.',
  )

export function noSuchStage(): Refusal {
  const message = 'Cuộc thi không có chặng này. Hãy chọn chặng trong danh sách.'
  return new Refusal('invalid', 'movement.no-such-stage', message, { stageId: message })
}

export function noSuchContest(): Refusal {
  return new Refusal('not-found', 'movement.no-such-contest', 'Không có cuộc thi này trong phạm vi của bạn.')
}
