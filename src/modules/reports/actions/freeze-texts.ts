import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'

/** Keeps the words of a report as they are sent, beside its frozen figures. Must run in the transaction that sends it. */
export async function freezeTexts(
  transaction: Database,
  { submissionId, reportId }: { submissionId: string; reportId: string },
): Promise<void> {
  await sql`
    insert into report_submission_text (submission_id, section_code, content, written_by)
    select ${submissionId}, text.section_code, text.content, coalesce(person.full_name, 'Hệ thống')
    from report_text text
    left join account on account.id = text.changed_by_account_id
    left join person on person.id = account.person_id
    where text.report_id = ${reportId} and text.content <> ''`.execute(transaction)
}
