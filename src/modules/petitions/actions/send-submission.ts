import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import { newReceipt, type Receipt, secretDigest } from '../../../platform/receipt/receipt.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { draftDigest } from '../queries/drafts.ts'
import { receivingUnitOf } from '../queries/receiving-unit-of.ts'
import { protectedSenderPurpose, protectedWordsPurpose } from '../queries/submissions.ts'
import { type CompleteAnswers, completeAnswers } from '../rules/submission.ts'
import { answersForUpdate, draftGone, writeDraft } from './keep-draft.ts'
import type { Protection } from './protect-parts.ts'
import { sealPhotosOfDraft } from './sealed-photos.ts'
import '../queries/submission-tables.ts'
import '../queries/tables.ts'

/**
 * Sends the finished form of a browser and answers the receipt. Sent again – by a second press, a lost connection, the back button –
 * it answers the receipt of the first time. What was sent waits for an official of the receiving unit; the words of a denunciation
 * and who sent it are kept encrypted.
 * Refuses `petition.draft-gone`, what `completeAnswers` refuses, and `petition.no-such-place`.
 */
export function sendSubmission(
  database: Database,
  encryption: Encryption,
  { token, today, now, protection }: { token: string; today: CalendarDate; now: Date; protection: Protection },
): Promise<Receipt> {
  return inTransaction(database, async (transaction) => {
    const answers = await answersForUpdate(transaction, encryption, token)
    if (!answers) throw draftGone()
    if (answers.sent) return answers.sent
    const given = completeAnswers(answers)
    const unit = await receivingUnitOf(transaction, given, today)
    if (!unit) throw noSuchPlace()
    const unitId = unit.id
    const submissionId = await insertSubmission(transaction, encryption, { given, unitId, today, now })
    const receipt = newReceipt()
    await transaction
      .insertInto('receipt')
      .values({
        code: receipt.code,
        secret_digest: secretDigest(receipt),
        submission_id: submissionId,
        petition_id: null,
        issued_by_account_id: null,
        sealed_secret: null,
      })
      .execute()
    const idDigest = draftDigest(token)
    // Photos of another window that had not heard yet that this is a denunciation.
    if (given.kind === 'denunciation') await sealPhotosOfDraft(transaction, protection, idDigest)
    for (const table of ['submission_file', 'protected_upload'] as const) {
      await transaction
        .updateTable(table)
        .set({ draft_id_digest: null, submission_id: submissionId })
        .where('draft_id_digest', '=', idDigest)
        .execute()
    }
    // Nothing of the answers stays with the browser but what gives the receipt once more.
    await writeDraft(transaction, encryption, idDigest, { sent: { ...receipt, on: today } })
    await recordChange(transaction, {
      official: null,
      action: 'petition.submission-sent',
      subject: { kind: 'submission', id: submissionId },
      unitId,
      summary: 'Người dân gửi đơn trực tuyến',
    })
    return receipt
  })
}

async function insertSubmission(
  transaction: Database,
  encryption: Encryption,
  { given, unitId, today, now }: { given: CompleteAnswers; unitId: string; today: CalendarDate; now: Date },
): Promise<string> {
  const { kind, title, content, place, senderName, senderAddress, senderPhone } = given
  const isDenunciation = kind === 'denunciation'
  const { id } = await transaction
    .insertInto('submission')
    .values({
      kind_code: kind,
      unit_id: unitId,
      place_unit_id: given.placeUnitId,
      sent_on: today,
      sent_at: now,
      visibility: given.visibility,
      ...(isDenunciation
        ? {}
        : { title, content, place, sender_name: senderName, sender_address: senderAddress, sender_phone: senderPhone }),
      protected_words: null,
      protected_sender: null,
      checked_on: null,
      checked_by_account_id: null,
      petition_id: null,
      appeals_petition_id: given.appealsPetitionId ?? null,
      illustration: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (isDenunciation) {
    await transaction
      .updateTable('submission')
      .set({
        protected_words: await encryption.encrypt(JSON.stringify({ title, content, place }), protectedWordsPurpose(id)),
        protected_sender: await encryption.encrypt(
          JSON.stringify({ senderName, senderAddress, senderPhone }),
          protectedSenderPurpose(id),
        ),
      })
      .where('id', '=', id)
      .execute()
  }
  return id
}

function noSuchPlace(): Refusal {
  return new Refusal(
    'invalid',
    'petition.no-such-place',
    'Xã, phường đã chọn không còn trong danh sách. Hãy chọn lại; nội dung bạn đã viết vẫn còn.',
  )
}
