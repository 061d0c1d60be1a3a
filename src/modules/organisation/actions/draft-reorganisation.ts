import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { reorganisationById } from '../queries/reorganisations.ts'
import type { ReorganisationRow } from '../rules/reorganisation.ts'
import '../queries/tables.ts'

export type ReorganisationToDraft = {
  legalAct: string
  effectiveOn: CalendarDate
  fileName: string
  rows: readonly ReorganisationRow[]
}

/** Writes down what is to be done, without doing any of it, and answers its id. */
export function draftReorganisation(
  database: Database,
  official: Official,
  given: ReorganisationToDraft,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const { id } = await transaction
      .insertInto('reorganisation')
      .values({
        legal_act: given.legalAct,
        effective_on: given.effectiveOn,
        file_name: given.fileName,
        rows: JSON.stringify(given.rows),
        created_by_account_id: official.accountId,
        done_by_account_id: null,
        done_at: null,
        undone_by_account_id: null,
        undone_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'organisation.reorganisation-drafted',
      subject: { kind: 'reorganisation', id },
      unitId: null,
      summary: `Soạn việc sắp xếp đơn vị từ ngày ${formatCalendarDate(given.effectiveOn)} theo ${given.legalAct}${given.fileName ? `, từ tệp “${given.fileName}”` : ''}`,
    })
    return id
  })
}

/**
 * Adds a row to a draft, or takes one away by its number. Refuses `organisation.no-such-reorganisation` and
 * `organisation.not-a-draft`.
 */
export function changeDraftRows(
  database: Database,
  official: Official,
  {
    id,
    today,
    change,
  }: { id: string; today: CalendarDate; change: (rows: ReorganisationRow[]) => ReorganisationRow[] },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await transaction.selectFrom('reorganisation').select('id').where('id', '=', id).forUpdate().execute()
    const draft = await reorganisationById(transaction, official, id, today)
    requireDraft(draft.state)
    await transaction
      .updateTable('reorganisation')
      .set({ rows: JSON.stringify(change(draft.rows)) })
      .where('id', '=', id)
      .execute()
  })
}

/** Refuses `organisation.not-a-draft`. */
export function requireDraft(state: 'draft' | 'done' | 'undone'): void {
  if (state === 'draft') return
  throw new Refusal(
    'conflict',
    'organisation.not-a-draft',
    state === 'done'
      ? 'Việc sắp xếp này đã được thực hiện nên không sửa được nữa. Hãy tải lại trang để xem kết quả.'
      : 'Việc sắp xếp này đã được hoàn tác. Hãy soạn một lần sắp xếp mới.',
  )
}
