import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { withoutMetadata } from '../../../platform/files/image-metadata.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { pictureSize } from '../../documents/index.ts'
import { type IdentityAccess, identityAccess } from '../queries/identity-access.ts'
import { type RedactedCopy, redactedCopy } from '../queries/redacted-copies.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { asBytes, fileAsBytes, type ProtectedFile } from '../rules/protected-part.ts'
import { refuseCheck, refuseUnchecked } from '../rules/redacted-copy.ts'
import { type Protection, protectParts } from './protect-parts.ts'
import { takeUploads } from './protected-uploads.ts'
import { refuseDenouncerNamed } from './refuse-denouncer-named.ts'

/**
 * Writes a copy of what is denounced for handing the verification over: words without the denouncer, and pictures in which they are
 * masked. It waits for somebody else's look. Answers its id.
 * Refuses `petition.sender-in-text`, `petition.not-a-picture`, and what is out of reach.
 */
export function writeRedactedCopy(
  database: Database,
  official: Official,
  {
    petitionId,
    text,
    uploadIds,
    protection: { keys },
  }: { petitionId: string; text: string; uploadIds: readonly string[]; protection: Protection },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const access = await openedCase(transaction, official, petitionId, today)
    await refuseDenouncerNamed(transaction, keys, petitionId, { text })
    const pictures = (await takeUploads(transaction, official, keys, uploadIds)).map(maskedPicture)
    const [textPartId = '', ...imagePartIds] = await protectParts(transaction, official, {
      keys,
      petitionId,
      parts: [
        { kind: 'redacted-text', content: asBytes(text) },
        ...pictures.map((picture) => ({ kind: 'redacted-image' as const, content: fileAsBytes(picture) })),
      ],
    })
    const { id } = await transaction
      .insertInto('redacted_copy')
      .values({
        petition_id: petitionId,
        text_part_id: textPartId,
        written_by_person_id: official.personId,
        is_approved: null,
        checked_by_person_id: null,
        checked_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (imagePartIds.length > 0) {
      await transaction
        .insertInto('redacted_copy_image')
        .values(imagePartIds.map((part_id) => ({ part_id, redacted_copy_id: id })))
        .execute()
    }
    await tell(transaction, official, access, 'written', 'Viết bản trích để bàn giao xác minh', id)
    return id
  })
}

/** Approves a copy that somebody else wrote, or returns it with a note. Refuses what `refuseCheck` refuses, and a note that names the denouncer. */
export function checkRedactedCopy(
  database: Database,
  official: Official,
  given: { petitionId: string; copyId: string; isApproved: boolean; note: string; protection: Protection },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petitionId, copyId, isApproved, note, protection } = given
    const access = await openedCase(transaction, official, petitionId, today)
    await sql`select from redacted_copy where id = ${copyId} for update`.execute(transaction)
    const copy = await redactedCopy(transaction, petitionId, copyId)
    if (!copy) throw noSuchPetition()
    refuseCheck(copy, { personId: official.personId, isApproved, note })
    await refuseDenouncerNamed(transaction, protection.keys, petitionId, { note })
    await transaction
      .updateTable('redacted_copy')
      .set({
        is_approved: isApproved,
        check_note: note,
        checked_by_person_id: official.personId,
        checked_at: new Date(),
      })
      .where('id', '=', copyId)
      .execute()
    const summary = isApproved ? 'Kiểm tra, cho bàn giao bản trích' : 'Kiểm tra, trả lại bản trích'
    await tell(transaction, official, access, 'checked', summary, copyId)
  })
}

/** The copy, to be handed over now; the trail tells that it was. Refuses `petition.copy-not-checked`. */
export function handOverCopy(
  database: Database,
  official: Official,
  { petitionId, copyId }: { petitionId: string; copyId: string },
  today: CalendarDate,
): Promise<{ access: IdentityAccess; copy: RedactedCopy }> {
  return inTransaction(database, async (transaction) => {
    const access = await openedCase(transaction, official, petitionId, today)
    const copy = await redactedCopy(transaction, petitionId, copyId)
    if (!copy) throw noSuchPetition()
    refuseUnchecked(copy.isApproved)
    await tell(transaction, official, access, 'handed-over', 'Tải bản trích để bàn giao xác minh', copyId)
    return { access, copy }
  })
}

/** Refuses `petition.no-such-petition` for who may not open the case. */
export async function openedCase(
  database: Database,
  official: Official,
  petitionId: string,
  today: CalendarDate,
): Promise<IdentityAccess> {
  const access = await identityAccess(database, official, petitionId, today)
  if (!access) throw noSuchPetition()
  return access
}

/** Without what the camera wrote. Refuses `petition.not-a-picture`. */
function maskedPicture({ mediaType, content }: ProtectedFile, index: number): ProtectedFile {
  const isPicture = mediaType === 'image/jpeg' || mediaType === 'image/png'
  const bare = isPicture ? withoutMetadata(mediaType, content) : null
  if (!isPicture || !bare || !pictureSize(bare)) {
    const message = 'Bản trích chỉ nhận ảnh JPEG, PNG đã che. Hãy bỏ tệp khác hoặc chụp lại thành ảnh.'
    throw new Refusal('invalid', 'petition.not-a-picture', message, { files: message })
  }
  return { name: `anh-${index + 1}`, mediaType, content: bare }
}

function tell(
  transaction: Database,
  official: Official,
  access: IdentityAccess,
  what: 'written' | 'checked' | 'handed-over',
  summary: string,
  copyId: string,
): Promise<void> {
  return recordChange(transaction, {
    official,
    action: `petition.redacted-copy-${what}`,
    subject: { kind: 'petition', id: access.id },
    unitId: access.handlingUnitId,
    summary: `${summary} – đơn số ${petitionNumber(access)}`,
    after: { copyId },
  })
}
