import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { rowsOfYear } from '../queries/year-parts.ts'
import { requireDecider } from './decide-year.ts'
import { type By, lockYear, refusePart } from './write-sheet.ts'

/**
 * Opens a decided year again, to be verified and decided anew. The results that stood are kept word for word with who opened it and
 * why, and leave the public page. Refuses `criteria.no-such-year`, `criteria.part-of-a-year` and `criteria.year-not-decided`.
 */
export function reopenYear(
  database: Database,
  by: By,
  { yearId, reason }: { yearId: string; reason: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, yearId)
    refusePart(year)
    if (by) await requireDecider(transaction, by, year.rootUnitId, today)
    const decided = await transaction
      .selectFrom('assessment_year')
      .select(['decision_number as number', 'decided_on as decidedOn', 'published_on as publishedOn'])
      .where('id', '=', yearId)
      .executeTakeFirstOrThrow()
    if (decided.number === null || decided.decidedOn === null) {
      throw new Refusal(
        'conflict',
        'criteria.year-not-decided',
        `Kết quả năm ${year.year} chưa được quyết định nên không cần mở lại.`,
      )
    }
    const { id } = await transaction
      .insertInto('assessment_reopening')
      .values({
        ...{ assessment_year_id: yearId, reopened_on: today, reopened_by_account_id: by?.accountId ?? null, reason },
        ...{ decision_number: decided.number, decided_on: decided.decidedOn, published_on: decided.publishedOn },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await sql`insert into ranking_result_superseded (assessment_reopening_id, assessment_id, result)
      select ${id}, result.assessment_id, to_jsonb(result) from ranking_result result
      where result.assessment_year_id = ${yearId}`.execute(transaction)
    const rows = await rowsOfYear(transaction, yearId)
    await transaction.deleteFrom('ranking_result').where('assessment_year_id', '=', yearId).execute()
    await sql`update assessment set version = version + 1, changed_at = now(), changed_by_account_id = ${by?.accountId ?? null},
      state = case when verified_on is not null and verified_total is not null then 'verified'
        when submitted_on is not null and self_total is not null then 'submitted'
        when self_total is not null then 'self-assessing' else 'not-started' end
      where assessment_year_id = any(${rows}::bigint[])`.execute(transaction)
    await transaction
      .updateTable('assessment_year')
      .set({
        ...{
          state: 'verifying',
          decision_number: null,
          decided_on: null,
          published_on: null,
          decision_document_id: null,
          second_marks_left_reason: null,
        },
        version: sql`version + 1`,
      })
      .where('id', 'in', rows)
      .execute()
    await recordChange(transaction, {
      official: by,
      action: 'criteria.year-reopened',
      subject: { kind: 'assessment-year', id: yearId },
      unitId: year.rootUnitId,
      summary: `Mở lại năm ${year.year} đã quyết định (${decided.number}, ngày ${formatCalendarDate(decided.decidedOn)}): ${reason}`,
      before: { ...decided },
      after: { reason },
    })
  })
}
