import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import { newReceipt, type Receipt, secretDigest } from '../../../platform/receipt/receipt.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { petitionForUpdate } from './write-petition.ts'
import '../queries/submission-tables.ts'

/**
 * Gives a petition that was taken at the counter a receipt to be printed. A later one replaces it, when the paper was lost: the
 * secret is kept only as a digest and can't be printed twice.
 * Refuses what `petitionForUpdate` refuses, and `petition.receipt-of-sender` for what was sent online: its sender has the receipt.
 */
export function issueReceipt(
  database: Database,
  encryption: Encryption,
  official: Official,
  { petitionId, today, now }: { petitionId: string; today: CalendarDate; now: Date },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const asked = { id: petitionId, permission: 'petition.register', today, orReceiver: true }
    const { petition } = await petitionForUpdate(transaction, official, asked)
    const sent = await transaction
      .selectFrom('submission')
      .select('id')
      .where('petition_id', '=', petitionId)
      .executeTakeFirst()
    if (sent) {
      throw new Refusal(
        'conflict',
        'petition.receipt-of-sender',
        'Đơn này gửi trực tuyến: người gửi đã nhận mã tra cứu khi gửi, nên không in giấy biên nhận khác.',
      )
    }
    const receipt = newReceipt()
    await transaction.deleteFrom('receipt').where('petition_id', '=', petitionId).execute()
    await transaction
      .insertInto('receipt')
      .values({
        code: receipt.code,
        secret_digest: secretDigest(receipt),
        submission_id: null,
        petition_id: petitionId,
        issued_at: now,
        issued_by_account_id: official.accountId,
        sealed_secret: await encryption.encrypt(receipt.secret, purposeOf(receipt.code)),
      })
      .execute()
    await transaction
      .updateTable('receipt')
      .set({ sealed_secret: null })
      .where('sealed_secret', 'is not', null)
      .where('issued_at', '<', printableSince(now))
      .execute()
    await recordChange(transaction, {
      official,
      action: 'petition.receipt-issued',
      subject: { kind: 'petition', id: petitionId },
      unitId: petition.unitId,
      summary: `Cấp giấy biên nhận – đơn số ${petitionNumber(petition)}`,
    })
  })
}

/** The receipt that this official issued for the petition just now, to be printed; null for others and afterwards. */
export async function receiptToPrint(
  database: Database,
  encryption: Encryption,
  official: Official,
  { petitionId, now }: { petitionId: string; now: Date },
): Promise<Receipt | null> {
  const found = await database
    .selectFrom('receipt')
    .select(['code', 'sealed_secret as sealedSecret'])
    .where('petition_id', '=', petitionId)
    .where('issued_by_account_id', '=', official.accountId)
    .where('issued_at', '>=', printableSince(now))
    .executeTakeFirst()
  if (!found?.sealedSecret) return null
  return { code: found.code, secret: await encryption.decrypt(found.sealedSecret, purposeOf(found.code)) }
}

/** Minutes for which a receipt can be printed by who issued it. */
export const PRINTABLE_FOR_IN_MINUTES = 15

const printableSince = (now: Date) => new Date(now.getTime() - PRINTABLE_FOR_IN_MINUTES * 60_000)
const purposeOf = (code: string) => `receipt-to-print:${code}`
