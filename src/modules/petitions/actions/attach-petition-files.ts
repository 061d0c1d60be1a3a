import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { attachFiles } from '../../documents/index.ts'

/**
 * Attaches files to a petition under names made of its number. What people call the file of a letter mostly names who wrote it, and
 * the trail, which can't be changed, tells the name of every file.
 */
export async function attachPetitionFiles(
  transaction: Database,
  official: Official,
  given: {
    petition: { id: string; unitId: string; handlingUnitId: string; number: number; year: number }
    part: 'don' | 'tra-loi'
    storedFileIds: readonly string[]
  },
): Promise<void> {
  const { petition, part, storedFileIds } = given
  for (const [index, id] of storedFileIds.entries()) {
    const file = await transaction
      .selectFrom('stored_file')
      .select('name')
      .where('id', '=', id)
      .where('uploaded_by_account_id', '=', official.accountId)
      .executeTakeFirst()
    const ending = /\.[a-z0-9]{1,5}$/i.exec(file?.name ?? '')?.[0].toLowerCase() ?? ''
    await transaction
      .updateTable('stored_file')
      .set({ name: `${part}-so-${petition.number}-${petition.year}-tep-${index + 1}${ending}` })
      .where('id', '=', id)
      .where('uploaded_by_account_id', '=', official.accountId)
      .execute()
  }
  await attachFiles(transaction, official, {
    subject: { kind: 'petition', id: petition.id },
    unitId: petition.unitId,
    handlingUnitId: petition.handlingUnitId,
    storedFileIds,
    readPermission: 'petition.read',
  })
}
