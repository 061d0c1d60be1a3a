import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { type EntryRecord, entryById, stagesOf } from '../queries/contests.ts'
import { refuseAwardDay } from '../rules/contest.ts'
import { workFormValues } from '../rules/work-form-values.ts'
import { type Award, judgedHere, noSuchStage, type WorkToEnter } from './enter-work.ts'
import { noSuchEntry } from './send-entry.ts'

export type WorkToMend = Pick<WorkToEnter, 'stageId' | 'authorName' | 'authorPlace' | 'workTitle' | 'award'>

/**
 * Mends a work of which only the outcome is written down, its award with it; it stays in its contest. Throws StaleEdit; refuses
 * `movement.judged-here` (what is judged here stays as its author sent it), and as `enterWork`.
 */
export function changeWork(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: WorkToMend; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const entry = await workForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, entry, () => workFormValues(entry))
    const stage = (await stagesOf(transaction, entry.contestId)).find((each) => each.id === given.stageId)
    if (!stage) throw noSuchStage()
    const { stageId, authorName, authorPlace, workTitle, award } = given
    await transaction
      .updateTable('contest_entry')
      .set({ stage_id: stageId, author_name: authorName, author_place: authorPlace, work_title: workTitle })
      .set(changedBy(official))
      .where('id', '=', id)
      .execute()
    if (award?.prize !== (entry.prize ?? undefined) || award?.awardedOn !== (entry.awardedOn ?? undefined))
      await writeAward(transaction, official, { entry, award, today })
    await tell(transaction, official, entry, 'work-changed', `${stage.title}: sửa tác phẩm “${workTitle}”`, given)
  })
}

async function writeAward(
  transaction: Database,
  official: Official,
  { entry, award, today }: { entry: EntryRecord; award: Award | null; today: CalendarDate },
): Promise<void> {
  if (award === null) {
    await transaction.deleteFrom('contest_award').where('entry_id', '=', entry.id).execute()
    return
  }
  refuseAwardDay(award.awardedOn, entry.openedOn, today)
  const given = { prize: award.prize, awarded_on: award.awardedOn }
  await transaction
    .insertInto('contest_award')
    .values({ entry_id: entry.id, ...given, created_by_account_id: official.accountId })
    .onConflict((conflict) => conflict.column('entry_id').doUpdateSet(given))
    .execute()
}

/** Takes out a work that was entered by mistake, with its award; the trail keeps what it said. Refuses `movement.judged-here`. */
export function removeWork(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const entry = await workForUpdate(transaction, official, id, today)
    await transaction.deleteFrom('contest_award').where('entry_id', '=', id).execute()
    await transaction.deleteFrom('contest_entry').where('id', '=', id).execute()
    const summary = `${entry.stageTitle}: bỏ tác phẩm “${entry.workTitle}” ghi nhầm (${reason})`
    await tell(transaction, official, entry, 'work-removed', summary, { entryId: id, reason })
    return entry.contestId
  })
}

/** The work, locked, as far as the official keeps its contest. */
async function workForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<EntryRecord> {
  await sql`select from contest_entry where id = ${id}::bigint for update`.execute(transaction)
  const entry = await entryById(transaction, official, id, today)
  if (!entry?.isTheirs) throw noSuchEntry()
  if (entry.state !== null) throw judgedHere()
  return entry
}

function tell(
  transaction: Database,
  official: Official,
  entry: EntryRecord,
  what: string,
  summary: string,
  after: Record<string, unknown>,
): Promise<void> {
  const { id, contestId, unitId, authorName, authorPlace, workTitle, prize, awardedOn } = entry
  return recordChange(transaction, {
    ...{ official, action: `movement.${what}`, subject: { kind: 'contest', id: contestId }, unitId, summary },
    before: { entryId: id, authorName, authorPlace, workTitle, prize, awardedOn },
    after,
  })
}
