import type { Database } from '../../src/platform/database/database.ts'
import '../../src/modules/activities/queries/tables.ts'

const COMMON = { kind_code: 'dialogue', place: 'Nhà văn hóa', chaired_by: 'Chủ tịch', participant_count: 100 }
const NOBODY = { behalf_unit_id: null, illustration: null, created_by_account_id: null, changed_by_account_id: null }

/** Dialogues that a unit held, one a day: what the system counts by itself. */
export async function addDialogues(database: Database, unitId: string, days: readonly string[]): Promise<void> {
  await database
    .insertInto('activity')
    .values(
      days.map((day) => ({
        ...{ ...COMMON, ...NOBODY, title: `Đối thoại ngày ${day}`, held_on: day, unit_id: unitId },
        ...{ withdrawn_on: null, withdrawn_reason: null },
      })),
    )
    .execute()
}
