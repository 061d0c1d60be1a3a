import { buffer } from 'node:stream/consumers'
import { type SqlBool, sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { photosOfSubmission, submissionById, submissionsInReach, type ToldSubmission } from '../queries/submissions.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import { fileAsBytes } from '../rules/protected-part.ts'
import { noSuchSubmission } from '../rules/submission.ts'
import { formerMessages } from './former-messages.ts'
import { giveUpPhotos } from './give-up-photos.ts'
import { protectedSubmission } from './look-at-submission.ts'
import { type Protection, protectParts } from './protect-parts.ts'
import { type PetitionToRegister, registerPetition } from './register-petition.ts'
import { takeSealedPhotos } from './sealed-photos.ts'
import '../queries/submission-tables.ts'

export type SubmissionToRegister = Pick<
  PetitionToRegister,
  'kind' | 'title' | 'content' | 'senderName' | 'senderAddress' | 'senderPhone' | 'signatoryCount'
> & {
  /** What everybody may read while the matter is open, so that others find it before they send the same; empty for nothing. */
  publicTitle: string
}

/**
 * Makes a petition of what was sent: received online on the day it was sent, with its photos. From then on the words and the sender
 * stand in the petition alone.
 * Refuses `petition.no-such-submission`, `petition.submission-checked`, `petition.sent-as-denunciation`, and what `registerPetition`
 * refuses; a denunciation without `protection`.
 */
export function registerSubmission(
  database: Database,
  official: Official,
  { submissionId, given }: { submissionId: string; given: SubmissionToRegister },
  today: CalendarDate,
  protection: (Protection & { encryption: Encryption }) | null = null,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const submission = await waitingSubmission(transaction, official, submissionId, today)
    const { publicTitle, ...told } = given
    const isDenunciation = given.kind === 'denunciation'
    refuseOpenedDenunciation(submission, given.kind)
    const files = isDenunciation ? [] : await takeOverPhotos(transaction, official, submissionId)
    const denouncer =
      isDenunciation && protection ? await denouncerOf(transaction, protection.encryption, submission) : {}
    const petitionId = await registerPetition(
      transaction,
      official,
      {
        ...told,
        ...denouncer,
        channel: 'online',
        receivedOn: submission.sentOn,
        unitId: submission.unitId,
        behalfUnitId: null,
        forwardedBy: '',
        files,
        ...(submission.illustration ? { illustration: submission.illustration } : {}),
      },
      today,
      protection,
    )
    await transaction
      .updateTable('submission')
      .set({
        state: 'registered',
        petition_id: petitionId,
        checked_on: today,
        checked_by_account_id: official.accountId,
        title: '',
        content: '',
        place: '',
        sender_name: '',
        sender_address: '',
        sender_phone: '',
        protected_words: null,
        protected_sender: null,
        version: sql`version + 1`,
      })
      .where('id', '=', submissionId)
      .execute()
    await transaction
      .updateTable('citizen_message')
      .set({ petition_id: petitionId })
      .where('submission_id', '=', submissionId)
      .execute()
    if (isDenunciation && protection)
      await protectWhatCame(transaction, official, protection, { submissionId, petitionId })
    if (publicTitle !== '' && given.kind !== 'denunciation' && submission.visibility !== 'closed') {
      await transaction
        .insertInto('publication')
        .values({
          petition_id: petitionId,
          kind_code: given.kind,
          title: publicTitle,
          listed_title: publicTitle,
          state: 'listed',
          written_by_account_id: official.accountId,
          written_on: today,
          decided_by_account_id: null,
          decided_on: null,
        })
        .execute()
    }
    await recordChange(transaction, {
      official,
      action: 'petition.submission-registered',
      subject: { kind: 'submission', id: submissionId },
      unitId: submission.unitId,
      summary: 'Vào sổ đơn gửi trực tuyến',
      after: { petitionId },
    })
    return petitionId
  })
}

/**
 * Who sent a denunciation, and its words as they came: straight from what was kept encrypted into the protected store, so that who
 * registers it needs to learn neither. Of what was sent as something else, what the sender had written openly.
 */
async function denouncerOf(transaction: Database, encryption: Encryption, submission: ToldSubmission) {
  const opened = await protectedSubmission(transaction, encryption, submission.id)
  const { title, content, place, ...sender } = opened ?? submission
  const originalWords = [title, content, place].filter((part) => part !== '').join('\n')
  return {
    senderName: sender.senderName,
    senderAddress: sender.senderAddress,
    senderPhone: sender.senderPhone,
    originalWords,
  }
}

/** Refuses `petition.sent-as-denunciation`: who sent it was promised that it is kept secret, and the official has not read who it is. */
function refuseOpenedDenunciation(submission: ToldSubmission, kind: PetitionKind): void {
  if (submission.kind !== 'denunciation' || kind === 'denunciation') return
  throw new Refusal(
    'conflict',
    'petition.sent-as-denunciation',
    'Người gửi đã gửi là đơn tố cáo, danh tính đang được giữ bí mật. Hãy vào sổ là đơn tố cáo trước; nếu nội dung là loại khác thì phân loại lại ở trang của đơn.',
  )
}

/** The photos that came with it, and what the sender had added openly while it waited as something else, into the protected store. */
async function protectWhatCame(
  transaction: Database,
  official: Official,
  { keys, files }: Protection,
  { submissionId, petitionId }: { submissionId: string; petitionId: string },
): Promise<void> {
  const photos = await takeSealedPhotos(transaction, keys, { submissionId })
  for (const { name, mediaType, sha256 } of await giveUpPhotos(transaction, {
    submissionIds: [submissionId],
    messageIds: [],
  }))
    photos.push({ name, mediaType, content: await buffer(files.read(sha256)) })
  const parts = photos.map((photo) => ({ kind: 'file' as const, content: fileAsBytes(photo) }))
  const added = await formerMessages(transaction, files, petitionId)
  await protectParts(transaction, official, { keys, petitionId, parts: [...parts, ...added] })
}

/** Photos become files of the official who registers: from here on they are files of the petition like any other. */
async function takeOverPhotos(transaction: Database, official: Official, submissionId: string): Promise<string[]> {
  const ids = (await photosOfSubmission(transaction, submissionId)).map(({ id }) => id)
  if (ids.length === 0) return []
  await transaction.deleteFrom('submission_file').where('submission_id', '=', submissionId).execute()
  await transaction
    .updateTable('stored_file')
    .set({ uploaded_by_account_id: official.accountId })
    .where('id', 'in', ids)
    .execute()
  return ids
}

/** The submission, locked, while it waits. */
async function waitingSubmission(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<ToldSubmission> {
  await sql`select from submission where id = ${id} for update`.execute(transaction)
  const submission = await submissionById(transaction, official, id, today)
  if (!submission) throw noSuchSubmission()
  if (submission.state !== 'waiting') {
    throw new Refusal(
      'conflict',
      'petition.submission-checked',
      'Đơn này đã có người kiểm tra trong lúc bạn mở trang. Hãy mở lại danh sách để xem kết quả; bạn chưa thay đổi gì.',
    )
  }
  return submission
}

/**
 * Marks what was sent as abuse, advertising or nonsense, several at once, with the reason. Whatever has been checked meanwhile, or is
 * not within reach, is left as it is. Answers how many were marked.
 */
export function markAsAbuse(
  database: Database,
  official: Official,
  { ids, reason }: { ids: readonly string[]; reason: string },
  today: CalendarDate,
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    if (ids.length === 0) return 0
    const marked = await transaction
      .updateTable('submission')
      .set({
        state: 'abuse',
        abuse_reason: reason,
        checked_on: today,
        checked_by_account_id: official.accountId,
        version: sql`version + 1`,
      })
      .where('id', 'in', [...ids])
      .where('state', '=', 'waiting')
      .where(submissionsInReach(official, today))
      .returning(['id', 'unit_id as unitId'])
      .execute()
    for (const { id, unitId } of marked) {
      await recordChange(transaction, {
        official,
        action: 'petition.submission-marked',
        subject: { kind: 'submission', id },
        unitId,
        summary: 'Đánh dấu đơn gửi trực tuyến không hợp lệ',
      })
    }
    return marked.length
  })
}

/** Takes the mark back from several at once: they wait again. Answers how many. */
export function restoreSubmissions(
  database: Database,
  official: Official,
  ids: readonly string[],
  today: CalendarDate,
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    if (ids.length === 0) return 0
    const restored = await transaction
      .updateTable('submission')
      .set({
        state: 'waiting',
        abuse_reason: '',
        checked_on: null,
        checked_by_account_id: null,
        version: sql`version + 1`,
      })
      .where('id', 'in', [...ids])
      .where(sql<SqlBool>`submission.state = 'abuse'`)
      .where(submissionsInReach(official, today))
      .returning(['id', 'unit_id as unitId'])
      .execute()
    for (const { id, unitId } of restored) {
      await recordChange(transaction, {
        official,
        action: 'petition.submission-restored',
        subject: { kind: 'submission', id },
        unitId,
        summary: 'Bỏ đánh dấu không hợp lệ, đơn gửi trực tuyến chờ kiểm tra lại',
      })
    }
    return restored.length
  })
}
