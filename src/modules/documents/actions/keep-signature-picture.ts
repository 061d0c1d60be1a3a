import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { Job } from '../../../platform/jobs/job.ts'
import { type CalendarDate, dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import { type Official, ownUnitsFor, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { pictureFor } from '../queries/signature-pictures.ts'
import { sizeOfSignature } from '../rules/signature-room.ts'
import { signatureLook } from '../signatures/signature-look.ts'
import '../queries/tables.ts'

/** Keeps the official's own signature in place of the one before, or takes it away (null). Refuses what `signatureLook` refuses. */
export function keepOwnSignature(
  database: Database,
  encryption: Encryption,
  official: Official,
  content: Buffer | null,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { personId } = official
    await transaction.deleteFrom('signature_picture').where('person_id', '=', personId).execute()
    if (content !== null) {
      const look = signatureLook(content, 'person')
      const { width, height } = sizeOfSignature(look)
      const sealed = await encryption.encrypt(look.png.toString('base64'), pictureFor({ personId }))
      await transaction
        .insertInto('signature_picture')
        .values({
          ...{ person_id: personId, unit_id: null, sealed, kept_by_account_id: official.accountId },
          ...{
            width_in_millimetres: inTenths(Math.max(10, width)),
            height_in_millimetres: inTenths(Math.max(3, height)),
          },
        })
        .execute()
    }
    await recordChange(transaction, {
      official,
      action: content === null ? 'document.signature-picture-removed' : 'document.signature-picture-kept',
      subject: { kind: 'person', id: personId },
      unitId: postFor(official, 'document.sign')?.unitId ?? null,
      summary: content === null ? 'Xóa hình chữ ký của mình' : 'Gửi hình chữ ký của mình',
    })
  })
}

/**
 * Keeps the seal of a body, at its real width in millimetres, or takes it away (`content` null). Refuses `documents.not-keeper` for who does
 * not keep the register of exactly this body, and what `signatureLook` refuses.
 */
export function keepSeal(
  database: Database,
  encryption: Encryption,
  official: Official,
  { unitId, content, widthInMillimetres }: { unitId: string; content: Buffer | null; widthInMillimetres: number },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    if (!ownUnitsFor(official, 'document.write').includes(unitId))
      throw new Refusal('not-found', 'documents.not-keeper', 'Không có con dấu nào trong phạm vi bạn giữ.')
    await transaction.deleteFrom('signature_picture').where('unit_id', '=', unitId).execute()
    if (content !== null) {
      const look = signatureLook(content, 'body')
      const height = (look.height / look.width) * widthInMillimetres
      if (height > 80 || height < 3) {
        const message = 'Hình dấu quá dài hoặc quá hẹp so với chiều rộng đã ghi. Hãy kiểm tra lại hình và kích thước.'
        throw new Refusal('invalid', 'documents.picture-out-of-proportion', message, { file: message })
      }
      const sealed = await encryption.encrypt(look.png.toString('base64'), pictureFor({ unitId }))
      await transaction
        .insertInto('signature_picture')
        .values({
          ...{ person_id: null, unit_id: unitId, sealed, kept_by_account_id: official.accountId },
          ...{ width_in_millimetres: inTenths(widthInMillimetres), height_in_millimetres: inTenths(height) },
        })
        .execute()
    }
    await recordChange(transaction, {
      official,
      action: content === null ? 'document.seal-picture-removed' : 'document.seal-picture-kept',
      subject: { kind: 'unit', id: unitId },
      unitId,
      summary: content === null ? 'Xóa hình dấu của cơ quan' : 'Gửi hình dấu của cơ quan',
    })
  })
}

const inTenths = (millimetres: number) => millimetres.toFixed(1)

/** Takes away the pictures of people who may sign nowhere any more, and of bodies that have ended. */
export async function forgetSignaturePictures(database: Database, today: CalendarDate): Promise<void> {
  await sql`delete from signature_picture picture where not exists (
      select from post join role_permission granted on granted.role_code = post.role_code
      where post.person_id = picture.person_id and granted.permission = 'document.sign'
        and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity'))
    and not exists (select from unit_version unit where unit.unit_id = picture.unit_id
        and ${today}::date between unit.valid_from and coalesce(unit.valid_to, 'infinity'))`.execute(database)
}

/** Every night. */
export const forgetPictures: Job = {
  name: 'documents.forget-signature-pictures',
  title: 'Xóa hình chữ ký, hình dấu không còn dùng',
  schedule: { at: '03:20' },
  run: (_data, { database, now }) => forgetSignaturePictures(database, dateInVietnam(now())),
}
