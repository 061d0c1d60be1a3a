import type { Database } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { Sides } from '../rules/signature-room.ts'
import './tables.ts'

/** Whose picture: of a person, or of a body. */
export type PictureOwner = { personId: string } | { unitId: string }
export type KeptPicture = { png: Buffer; size: Sides }

/** What the content is encrypted for: the picture of one cannot stand for that of another. */
export const pictureFor = (owner: PictureOwner) =>
  'personId' in owner ? `signature-picture/person/${owner.personId}` : `signature-picture/unit/${owner.unitId}`

/** When the picture was kept and how large it is on the page, in millimetres; null where there is none. */
export async function pictureKept(
  database: Database,
  owner: PictureOwner,
): Promise<{ keptAt: Date; size: Sides } | null> {
  const found = await rowOf(database, owner)
  return found ? { keptAt: found.keptAt, size: sizeOf(found) } : null
}

/** The picture itself, to be drawn into a document that its owner signs; null where there is none. */
export async function pictureToDraw(
  database: Database,
  encryption: Encryption,
  owner: PictureOwner,
): Promise<KeptPicture | null> {
  const found = await rowOf(database, owner)
  if (!found) return null
  return { png: Buffer.from(await encryption.decrypt(found.sealed, pictureFor(owner)), 'base64'), size: sizeOf(found) }
}

const rowOf = (database: Database, owner: PictureOwner) =>
  database
    .selectFrom('signature_picture')
    .select(['sealed', 'kept_at as keptAt', 'width_in_millimetres as width', 'height_in_millimetres as height'])
    .where('personId' in owner ? 'person_id' : 'unit_id', '=', 'personId' in owner ? owner.personId : owner.unitId)
    .executeTakeFirst()

const sizeOf = ({ width, height }: { width: string; height: string }): Sides => ({
  width: Number(width),
  height: Number(height),
})
