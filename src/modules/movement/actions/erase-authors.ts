import { type SqlBool, sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { lastDayNoLongerKept, type RetentionPeriod } from '../../../vocabulary/retention.ts'
import '../queries/tables.ts'

/** What stands for the name of an author whose data were erased. */
export const ERASED_AUTHOR = 'Tác giả đã xóa dữ liệu cá nhân'

/**
 * Erases name, place, contact and receipt of the authors of judged contests whose results were made public longer ago than the class
 * `contest-author` allows, those awarded included, and answers how many. Works, marks and results stay. Nothing happens while no period
 * is in force, and before results are public. Source: Law on Personal Data Protection 91/2025/QH15.
 */
export function eraseAuthors(database: Database, today: CalendarDate): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const { rows } = await sql<RetentionPeriod>`select period_in_years as "periodInYears", valid_from as "validFrom"
      from retention_class where code = 'contest-author'`.execute(transaction)
    const until = rows[0] ? lastDayNoLongerKept(rows[0], today) : null
    if (until === null) return 0
    const contests = await transaction
      .selectFrom('contest')
      .select(['id', 'unit_id as unitId'])
      .where('results_published_on', '<=', until)
      .where(
        sql<SqlBool>`exists (select from contest_author author join contest_entry entry on entry.id = author.entry_id
          where entry.contest_id = contest.id and author.erased_on is null)`,
      )
      .orderBy('id')
      .forUpdate()
      .execute()
    let count = 0
    for (const contest of contests) count += await eraseAuthorsOf(transaction, contest, today)
    return count
  })
}

async function eraseAuthorsOf(
  transaction: Database,
  { id, unitId }: { id: string; unitId: string },
  today: CalendarDate,
): Promise<number> {
  const erased = await transaction
    .updateTable('contest_author')
    .set({
      author_name: ERASED_AUTHOR,
      author_place: '',
      contact: '',
      code: null,
      secret_digest: null,
      erased_on: today,
    })
    .where('erased_on', 'is', null)
    .where('entry_id', 'in', (of) => of.selectFrom('contest_entry').select('id').where('contest_id', '=', id))
    .returning('entry_id')
    .execute()
  if (erased.length === 0) return 0
  await transaction
    .updateTable('contest_entry')
    .set({ author_name: ERASED_AUTHOR, author_place: '' })
    .where('contest_id', '=', id)
    .where('author_name', '<>', '')
    .execute()
  await recordChange(transaction, {
    official: null,
    action: 'movement.authors-erased',
    subject: { kind: 'contest', id },
    unitId,
    summary: `Xóa họ tên, nơi công tác, cách liên hệ của ${erased.length} tác giả vì hết thời hạn lưu`,
  })
  return erased.length
}
