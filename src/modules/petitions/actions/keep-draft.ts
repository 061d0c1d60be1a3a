import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { draftDigest, draftPurpose } from '../queries/drafts.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'
import { type Answers, answersAfterTopic, DRAFT_KEPT_IN_DAYS, MOST_PHOTOS } from '../rules/submission.ts'
import type { Protection } from './protect-parts.ts'
import { holdSealedPhotos, sealPhotosOfDraft, unsealPhotosOfDraft } from './sealed-photos.ts'
import '../queries/submission-tables.ts'

/** Bytes of photos in forms that have not been sent yet, all together: nobody may fill the disk without an account. */
const MOST_UNSENT_BYTES = 2 * 1024 ** 3

/** Begins a form and answers what its browser is to hold. */
export async function startDraft(database: Database, encryption: Encryption, answers: Answers): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const idDigest = draftDigest(token)
  await database
    .insertInto('submission_draft')
    .values({ id_digest: idDigest, answers: await encrypted(encryption, idDigest, answers) })
    .execute()
  return token
}

/** Changes the answers of a form. Refuses `petition.draft-gone` when it was sent, thrown away or left for too long. */
export function changeDraft(
  database: Database,
  encryption: Encryption,
  token: string,
  change: (answers: Answers) => Answers | Promise<Answers>,
): Promise<void> {
  const idDigest = draftDigest(token)
  return inTransaction(database, async (transaction) => {
    const before = await answersForUpdate(transaction, encryption, token)
    if (!before || before.sent) throw draftGone()
    await writeDraft(transaction, encryption, idDigest, await change(before))
  })
}

/** The answers of a draft, locked until the transaction ends; null when it is not there. */
export async function answersForUpdate(
  transaction: Database,
  encryption: Encryption,
  token: string,
): Promise<Answers | null> {
  const idDigest = draftDigest(token)
  const found = await transaction
    .selectFrom('submission_draft')
    .select('answers')
    .where('id_digest', '=', idDigest)
    .forUpdate()
    .executeTakeFirst()
  return found ? (JSON.parse(await encryption.decrypt(found.answers, draftPurpose(idDigest))) as Answers) : null
}

export async function writeDraft(
  transaction: Database,
  encryption: Encryption,
  idDigest: string,
  answers: Answers,
): Promise<void> {
  await transaction
    .updateTable('submission_draft')
    .set({ answers: await encrypted(encryption, idDigest, answers), changed_at: sql`now()` })
    .where('id_digest', '=', idDigest)
    .execute()
}

/**
 * Adds photos that were received to a form; `sealed` ones to that of a denunciation.
 * Refuses `petition.too-many-photos`, `petition.only-pictures`, and `petition.no-room-for-photos` while unsent forms hold too many bytes.
 */
export function addPhotos(
  database: Database,
  token: string,
  fileIds: readonly string[],
  { sealed = false }: { sealed?: boolean } = {},
): Promise<void> {
  const draftIdDigest = draftDigest(token)
  return inTransaction(database, async (transaction) => {
    if (fileIds.length === 0) return
    const { count } = await transaction
      .selectFrom('citizen_photo')
      .select((count) => count.fn.countAll<string>().as('count'))
      .where('draft_id_digest', '=', draftIdDigest)
      .executeTakeFirstOrThrow()
    if (Number(count) + fileIds.length > MOST_PHOTOS) {
      const message = `Mỗi đơn kèm tối đa ${MOST_PHOTOS} ảnh. Ảnh vừa chọn chưa được nhận; hãy bỏ bớt rồi chọn lại.`
      throw new Refusal('invalid', 'petition.too-many-photos', message, { photos: message })
    }
    if (!sealed) await refuseOtherThanPictures(transaction, fileIds)
    const { bytes } = await transaction
      .selectFrom('citizen_photo')
      .select(sql<string>`coalesce(sum(size_in_bytes), 0)`.as('bytes'))
      .where('draft_id_digest', 'is not', null)
      .executeTakeFirstOrThrow()
    if (Number(bytes) > MOST_UNSENT_BYTES) {
      const message =
        'Hệ thống đang nhận quá nhiều ảnh nên chưa nhận thêm được. Hãy gửi đơn không kèm ảnh, sau đó bổ sung ảnh.'
      throw new Refusal('invalid', 'petition.no-room-for-photos', message, { photos: message })
    }
    if (sealed) return holdSealedPhotos(transaction, fileIds, { draftIdDigest })
    await transaction
      .insertInto('submission_file')
      .values(
        fileIds.map((id) => ({
          stored_file_id: id,
          draft_id_digest: draftIdDigest,
          submission_id: null,
          message_id: null,
        })),
      )
      .execute()
  })
}

/** Refuses `petition.only-pictures`. Documents may carry the name of who wrote them, and more. */
export async function refuseOtherThanPictures(transaction: Database, storedFileIds: readonly string[]): Promise<void> {
  const other = await transaction
    .selectFrom('stored_file')
    .select('id')
    .where('id', 'in', [...storedFileIds])
    .where('media_type', 'not like', 'image/%')
    .executeTakeFirst()
  if (!other) return
  const message = 'Chỉ nhận ảnh JPEG hoặc PNG. Tệp khác hãy chụp lại thành ảnh, hoặc nộp trực tiếp.'
  throw new Refusal('invalid', 'petition.only-pictures', message, { photos: message })
}

/**
 * Changes what a form is about. Photos follow: sealed as soon as it is a denunciation, open again when it is one no more.
 * Refuses `petition.draft-gone` and `petition.keys-lost`.
 */
export async function changeTopic(
  database: Database,
  encryption: Encryption,
  protection: Protection,
  { token, kind }: { token: string; kind: PetitionKind },
): Promise<void> {
  const draftIdDigest = draftDigest(token)
  await inTransaction(database, async (transaction) => {
    const before = await answersForUpdate(transaction, encryption, token)
    if (!before || before.sent) throw draftGone()
    if (kind === 'denunciation') await sealPhotosOfDraft(transaction, protection, draftIdDigest)
    else await unsealPhotosOfDraft(transaction, protection, draftIdDigest)
    await writeDraft(transaction, encryption, draftIdDigest, answersAfterTopic(before, kind))
  })
  if (kind === 'denunciation') await protection.files.removeAsked(database)
}

/** Takes photos out of a form and off the disk; all of them unless told which. */
export async function removePhotos(
  database: Database,
  files: FileStore,
  token: string,
  storedFileIds?: readonly string[],
): Promise<void> {
  const sealed = database.deleteFrom('protected_upload').where('draft_id_digest', '=', draftDigest(token))
  await (storedFileIds ? sealed.where('id', '=', sql<string>`any(${[...storedFileIds]}::uuid[])`) : sealed).execute()
  let leaving = database.deleteFrom('submission_file').where('draft_id_digest', '=', draftDigest(token))
  if (storedFileIds)
    leaving = leaving.where(
      'stored_file_id',
      'in',
      storedFileIds.length > 0 ? storedFileIds : ['00000000-0000-0000-0000-000000000000'],
    )
  const gone = await leaving.returning('stored_file_id').execute()
  await files.remove(
    database,
    gone.map(({ stored_file_id }) => stored_file_id),
  )
}

/** Throws a form away with everything in it. */
export async function discardDraft(database: Database, files: FileStore, token: string): Promise<void> {
  await removePhotos(database, files, token)
  await database.deleteFrom('submission_draft').where('id_digest', '=', draftDigest(token)).execute()
}

/** Throws away the forms that nobody has touched for long. Done whenever one begins. */
export async function sweepDrafts(database: Database, files: FileStore, now: Date): Promise<void> {
  const before = new Date(now.getTime() - DRAFT_KEPT_IN_DAYS * 86_400_000)
  await sql`delete from protected_upload where draft_id_digest in
    (select id_digest from submission_draft where changed_at < ${before})`.execute(database)
  const gone = await database
    .deleteFrom('submission_file')
    .where('draft_id_digest', 'in', (drafts) =>
      drafts.selectFrom('submission_draft').select('id_digest').where('changed_at', '<', before),
    )
    .returning('stored_file_id')
    .execute()
  await files.remove(
    database,
    gone.map(({ stored_file_id }) => stored_file_id),
  )
  await sql`delete from submission_draft draft where changed_at < ${before}
    and not exists (select from submission_file file where file.draft_id_digest = draft.id_digest)
    and not exists (select from protected_upload sealed where sealed.draft_id_digest = draft.id_digest)`.execute(
    database,
  )
}

const encrypted = (encryption: Encryption, idDigest: string, answers: Answers) =>
  encryption.encrypt(JSON.stringify(answers), draftPurpose(idDigest))

export function draftGone(): Refusal {
  return new Refusal(
    'conflict',
    'petition.draft-gone',
    `Đơn đang viết không còn: đã gửi, đã xóa, hoặc để quá ${DRAFT_KEPT_IN_DAYS} ngày. Hãy mở lại trang gửi đơn.`,
  )
}
