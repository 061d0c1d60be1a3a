import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Followed } from '../queries/followed-petition.ts'
import { messagePurpose } from '../queries/messages.ts'
import { MOST_PHOTOS } from '../rules/submission.ts'
import { refuseOtherThanPictures } from './keep-draft.ts'
import { holdSealedPhotos } from './sealed-photos.ts'
import '../queries/submission-tables.ts'
import '../queries/tables.ts'

/** Messages on one petition that nobody has read yet: more would bury those that help. */
export const MOST_UNREAD_MESSAGES = 20

/**
 * What the sender adds to what they sent: words, photos, both. Whoever handles it sees it as a new message. Of a denunciation the
 * words are kept encrypted, and the photos were sealed when they were received.
 * Refuses `petition.message-empty`, `petition.too-many-photos`, `petition.too-many-messages` and
 * `petition.submission-refused`.
 */
export function addMessage(
  database: Database,
  encryption: Encryption,
  { followed, words, receivedFiles }: { followed: Followed; words: string; receivedFiles: readonly string[] },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { submission, petition } = followed
    const isDenunciation = (petition?.kind ?? submission?.kind) === 'denunciation'
    refuseMessage({ words, photos: receivedFiles.length })
    if (!petition && submission?.state === 'abuse') {
      throw new Refusal(
        'conflict',
        'petition.submission-refused',
        'Đơn này không được tiếp nhận nên không nhận thêm nội dung. Nếu cơ quan nhầm, hãy gửi đơn mới hoặc liên hệ trực tiếp.',
      )
    }
    if (receivedFiles.length > 0 && !isDenunciation) await refuseOtherThanPictures(transaction, receivedFiles)
    await refuseFlood(transaction, followed)
    const { id } = await transaction
      .insertInto('citizen_message')
      .values({
        submission_id: submission?.id ?? null,
        petition_id: petition?.id ?? null,
        words: isDenunciation ? '' : words,
        protected_words: null,
        read_at: null,
        read_by_account_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (isDenunciation) {
      const protectedWords = await encryption.encrypt(words, messagePurpose(id))
      await transaction
        .updateTable('citizen_message')
        .set({ protected_words: protectedWords })
        .where('id', '=', id)
        .execute()
    }
    if (isDenunciation) await holdSealedPhotos(transaction, receivedFiles, { messageId: id })
    else
      for (const storedFileId of receivedFiles) {
        await transaction
          .insertInto('submission_file')
          .values({ stored_file_id: storedFileId, draft_id_digest: null, submission_id: null, message_id: id })
          .execute()
      }
    await recordChange(transaction, {
      official: null,
      action: 'petition.message-added',
      subject: petition ? { kind: 'petition', id: petition.id } : { kind: 'submission', id: submission?.id ?? '' },
      unitId: petition?.handlingUnitId ?? null,
      summary: 'Người gửi bổ sung nội dung',
    })
  })
}

function refuseMessage({ words, photos }: { words: string; photos: number }): void {
  if (photos > MOST_PHOTOS) {
    const message = `Mỗi lần bổ sung tối đa ${MOST_PHOTOS} ảnh. Hãy bỏ bớt rồi gửi lại.`
    throw new Refusal('invalid', 'petition.too-many-photos', message, { photos: message })
  }
  if (words === '' && photos === 0) {
    const message = 'Hãy viết nội dung bổ sung hoặc chọn ảnh.'
    throw new Refusal('invalid', 'petition.message-empty', message, { words: message })
  }
}

async function refuseFlood(transaction: Database, { submission, petition }: Followed): Promise<void> {
  const { count } = await transaction
    .selectFrom('citizen_message')
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('read_at', 'is', null)
    .where((condition) =>
      condition.or([
        condition('submission_id', '=', submission?.id ?? '0'),
        condition('petition_id', '=', petition?.id ?? '0'),
      ]),
    )
    .executeTakeFirstOrThrow()
  if (Number(count) < MOST_UNREAD_MESSAGES) return
  throw new Refusal(
    'conflict',
    'petition.too-many-messages',
    `Đã có ${MOST_UNREAD_MESSAGES} lần bổ sung chưa được cán bộ xem. Hãy chờ cán bộ xem rồi gửi tiếp; nội dung này chưa được lưu.`,
  )
}
