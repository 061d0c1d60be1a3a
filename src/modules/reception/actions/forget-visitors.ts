import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import '../queries/tables.ts'

/** What stands for what a visitor told when the data about them were erased. */
const ERASED_CONTENT = 'Nội dung đã xóa theo quy định về dữ liệu cá nhân'

/**
 * Erases who came to the reception at which a petition was handed over, and what they told there; the visit stays counted. In the
 * transaction that erases the sender of the petition. Source: Law on Personal Data Protection 91/2025/QH15.
 */
export async function forgetVisitors(transaction: Database, petitionId: string): Promise<void> {
  await sql`delete from reception_visitor visitor using reception_visit visit
    where visit.id = visitor.visit_id and visit.petition_id = ${petitionId}`.execute(transaction)
  await sql`update reception_registration registration set full_name = '', contact = '', subject = ''
    from reception_visit visit where visit.id = registration.visit_id and visit.petition_id = ${petitionId}`.execute(
    transaction,
  )
  await transaction
    .updateTable('reception_visit')
    .set({ content: ERASED_CONTENT, papers: '', note: '', version: sql`version + 1` })
    .where('petition_id', '=', petitionId)
    .execute()
}
