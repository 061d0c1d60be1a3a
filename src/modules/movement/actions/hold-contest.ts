import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { takePart } from './keep-board.ts'
import { requireUnit } from './require-unit.ts'

export type ContestToHold = {
  unitId: string
  title: string
  content: string
  openedOn: CalendarDate
  /** The titles of its stages (chặng) in their order; at least one. */
  stages: readonly string[]
  /** True when works are received and marked here; who holds it then is its first secretary. */
  isJudged?: boolean
  /** Words that mark a record made for the demonstration. */
  illustration?: string
}

/** Writes down a contest that a unit holds, with its stages, and answers its id. Refuses a unit that is not the official's. */
export function holdContest(
  database: Database,
  official: Official,
  given: ContestToHold,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireUnit(transaction, official, given.unitId, today)
    await refuseEndedUnit(transaction, given.unitId, given.openedOn)
    const { id } = await transaction
      .insertInto('contest')
      .values({
        unit_id: given.unitId,
        title: given.title,
        content: given.content,
        opened_on: given.openedOn,
        is_judged: given.isJudged ?? false,
        illustration: given.illustration ?? null,
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('contest_stage')
      .values(given.stages.map((title, index) => ({ contest_id: id, position: index + 1, title })))
      .execute()
    if (given.isJudged) {
      const secretary = { id: official.personId, fullName: official.fullName }
      await takePart(transaction, { contestId: id, person: secretary, part: 'secretary', today })
    }
    await recordChange(transaction, {
      official,
      action: 'movement.contest-opened',
      subject: { kind: 'contest', id },
      unitId: given.unitId,
      summary: `Ghi cuộc thi: ${given.title}`,
      after: { ...given },
    })
    return id
  })
}
