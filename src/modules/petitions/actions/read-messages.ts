import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { messagePurpose } from '../queries/messages.ts'
import { petitionForUpdate } from './write-petition.ts'
import '../queries/submission-tables.ts'

/** Writes down that what the sender added has been read. Refuses what `petitionForUpdate` refuses. */
export function markMessagesRead(
  database: Database,
  official: Official,
  petitionId: string,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const asked = { id: petitionId, permission: 'petition.answer', today }
    const { petition } = await petitionForUpdate(transaction, official, asked)
    await transaction
      .updateTable('citizen_message')
      .set({ read_at: sql`now()`, read_by_account_id: official.accountId })
      .where('petition_id', '=', petitionId)
      .where('read_at', 'is', null)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'petition.messages-read',
      subject: { kind: 'petition', id: petitionId },
      unitId: petition.handlingUnitId,
      summary: 'Đã xem nội dung người gửi bổ sung',
    })
  })
}

/** The words of the messages of a denunciation, by message; the caller has checked that the reader may open it. */
export async function protectedMessageWords(
  database: Database,
  encryption: Encryption,
  petitionId: string,
): Promise<Map<string, string>> {
  const kept = await database
    .selectFrom('citizen_message')
    .select(['id', 'protected_words as words'])
    .where('petition_id', '=', petitionId)
    .where('protected_words', 'is not', null)
    .execute()
  const entries = await Promise.all(
    kept.map(async ({ id, words }) => [id, await encryption.decrypt(words ?? '', messagePurpose(id))] as const),
  )
  return new Map(entries)
}
