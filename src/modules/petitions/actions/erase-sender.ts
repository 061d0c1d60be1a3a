import { sql } from 'kysely'
import { eraseWords } from '../../../platform/audit/erase-words.ts'
import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { giveUpFiles } from '../../documents/index.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { giveUpPhotos } from './give-up-photos.ts'
import '../queries/protected-tables.ts'
import '../queries/submission-tables.ts'
import '../queries/tables.ts'

/** What stands for the title of a petition whose sender's data were erased. */
export const ERASED_TITLE = 'Đơn đã xóa dữ liệu cá nhân của người gửi'

export type SenderErased = { number: string; fileCount: number; trailEntryCount: number }

/**
 * Erases the data about whoever sent a petition that has ended: name, address, phone, what they wrote and added, their files, the
 * receipt, what was published of it, and of a denunciation the identity and the originals in the protected store. Number, unit,
 * dates, kind and every step stay, and with them every count; so does the log of looks at a protected identity. In the caller's
 * transaction, whose role owns the trail; the caller then removes the files that were given up from the disk. `basis` is the paper
 * on which it rests and holds no personal data.
 * Refuses `petition.no-such-petition`, `petition.still-open`, `petition.already-erased` and `audit.not-sealed-yet`.
 * Source: Law on Personal Data Protection 91/2025/QH15; how long petitions are kept by the law on archives comes first.
 */
export async function eraseSender(
  transaction: Database,
  { petitionId, basis }: { petitionId: string; basis: string },
): Promise<SenderErased> {
  const petition = await senderToErase(transaction, petitionId)
  const subject = { kind: 'petition', id: petitionId }
  const number = petitionNumber(petition)
  const trailEntryCount = await eraseWords(transaction, {
    subjects: [subject],
    unitId: petition.unitId,
    summary: `Xóa dữ liệu cá nhân của người gửi đơn số ${number} theo ${basis}`,
  })
  const attached = await giveUpFiles(transaction, null, {
    subject,
    unitId: petition.unitId,
    told: (count) => `Xóa ${count} tệp của người gửi`,
  })
  const sentCount = await eraseWhatWasSent(transaction, petitionId)
  await transaction.deleteFrom('petition_search').where('petition_id', '=', petitionId).execute()
  await sql`select forget_imported_record('petitions', ${petitionId})`.execute(transaction)
  await transaction
    .updateTable('petition_event')
    .set({ note: '', body: '', document_number: '' })
    .where('petition_id', '=', petitionId)
    .execute()
  await transaction
    .updateTable('petition')
    .set({ title: ERASED_TITLE, content: '', sender_name: '', sender_address: '', sender_phone: '' })
    .where('id', '=', petitionId)
    .execute()
  await transaction
    .deleteFrom('protected_part')
    .where('petition_id', '=', petitionId)
    .where('kind', 'in', ['identity', 'words', 'file'])
    .execute()
  return { number, fileCount: attached.length + sentCount, trailEntryCount }
}

/** What `eraseSender` would find; refuses as it would, except for what waits for a seal. Tells nothing of the sender. */
export async function senderToErase(
  database: Database,
  petitionId: string,
): Promise<{ number: number; year: number; unitId: string; unitName: string }> {
  if (database.isTransaction) await sql`select from petition where id = ${petitionId} for update`.execute(database)
  const petition = await database
    .selectFrom('petition')
    .select([
      'number',
      'year',
      'unit_id as unitId',
      'title',
      'ended_on as endedOn',
      sql<string>`unit_name_on(unit_id, received_on)`.as('unitName'),
    ])
    .where('id', '=', petitionId)
    .executeTakeFirst()
  if (!petition) {
    throw new Refusal(
      'not-found',
      'petition.no-such-petition',
      `Không có đơn nào mang mã ${petitionId}. Mã này nằm ở cuối địa chỉ trang của đơn.`,
    )
  }
  if (petition.title === ERASED_TITLE)
    throw new Refusal('conflict', 'petition.already-erased', 'Dữ liệu của người gửi đơn này đã được xóa từ trước.')
  if (petition.endedOn === null) {
    throw new Refusal(
      'conflict',
      'petition.still-open',
      'Đơn còn đang được giải quyết nên chưa xóa được. Chưa có gì bị thay đổi. Hãy giải quyết xong đơn trước.',
    )
  }
  return petition
}

/** What came online and what was added later, with its photos; answers how many files that were. */
async function eraseWhatWasSent(transaction: Database, petitionId: string): Promise<number> {
  const idsOf = async (table: 'submission' | 'citizen_message') => {
    const rows = await transaction.selectFrom(table).select('id').where('petition_id', '=', petitionId).execute()
    return rows.map(({ id }) => id)
  }
  const photos = await giveUpPhotos(transaction, {
    submissionIds: await idsOf('submission'),
    messageIds: await idsOf('citizen_message'),
  })
  const sealed = await sql`delete from protected_upload
    where submission_id in (select id from submission where petition_id = ${petitionId})
      or message_id in (select id from citizen_message where petition_id = ${petitionId})`.execute(transaction)
  await transaction
    .updateTable('submission')
    .set({
      ...{ title: '', content: '', place: '', sender_name: '', sender_address: '', sender_phone: '' },
      ...{ protected_words: null, protected_sender: null },
    })
    .where('petition_id', '=', petitionId)
    .execute()
  await transaction
    .updateTable('citizen_message')
    .set({ words: '', protected_words: null })
    .where('petition_id', '=', petitionId)
    .execute()
  await transaction.updateTable('answer_rating').set({ words: '' }).where('petition_id', '=', petitionId).execute()
  await transaction.deleteFrom('publication').where('petition_id', '=', petitionId).execute()
  await sql`delete from receipt where petition_id = ${petitionId}
    or submission_id in (select id from submission where petition_id = ${petitionId})`.execute(transaction)
  return photos.length + Number(sealed.numAffectedRows ?? 0)
}
