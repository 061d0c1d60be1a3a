import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachmentsOf, removeAttachment } from '../../documents/index.ts'
import type { PetitionRecord } from '../queries/petition.ts'
import { isInReach } from '../queries/reach.ts'
import { afterEvent } from '../rules/legal-steps.ts'
import { PETITION_KINDS, type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import { refuseSenderInText } from '../rules/protected-sender.ts'
import { appendEvent, petitionForUpdate, writeSearch, writeStanding } from './write-petition.ts'

export type Classification = {
  petitionId: string
  kind: PetitionKind
  /** Why; not kept for a denunciation, which must not be explained by what its sender said of themselves. */
  note: string
  /** For a denunciation: what it says, written anew so that nobody can tell who denounces. */
  title: string
  content: string
}

/**
 * Classifies a petition anew; its history stays. When it turns out to be a denunciation, the sender's name, address and phone, the
 * old words, the notes in the log, the files and the entry in the search are erased in the same transaction.
 * The unit that received it may do that too, wherever it is handled.
 * Refuses `petition.rewrite-missing` and `petition.sender-in-text` for the new words of a denunciation, and what `afterEvent` refuses.
 */
export function classifyPetition(
  database: Database,
  official: Official,
  given: Classification,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petitionId, kind } = given
    const asked = { id: petitionId, permission: 'petition.register', today, orReceiver: kind === 'denunciation' }
    const { petition, standing: before } = await petitionForUpdate(transaction, official, asked)
    const event = { kind: 'classified', on: today, petitionKind: kind } as const
    const standing = afterEvent(before, event, today)
    if (kind === 'denunciation') {
      refuseMissingRewrite(given)
      refuseSenderInText({ title: given.title, content: given.content }, petition)
      await eraseSender(transaction, official, { petition, title: given.title, content: given.content, today })
    }
    const words = kind === 'denunciation' ? {} : { note: given.note }
    await appendEvent(transaction, official, { petitionId, event, standing, words })
    await writeStanding(transaction, official, petitionId, standing)
    await writeSearch(transaction, petitionId)
    await recordChange(transaction, {
      official,
      action: 'petition.classified',
      subject: { kind: 'petition', id: petitionId },
      unitId: before.handlingUnitId,
      summary: `Phân loại lại đơn số ${petitionNumber(petition)} thành ${PETITION_KINDS[kind].toLowerCase()}`,
      before: { kind: before.kind },
      after: { kind },
    })
  })
}

function refuseMissingRewrite({ title, content }: Classification): void {
  const fields: Record<string, string> = {}
  const message = 'Hãy viết lại, không nêu điều gì có thể nhận ra người tố cáo.'
  if (title === '') fields.title = `Chưa có tóm tắt nội dung tố cáo. ${message}`
  if (content === '') fields.content = `Chưa có nội dung tố cáo. ${message}`
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'petition.rewrite-missing', message, fields)
}

/** Takes out of the system all that may tell who denounces. Must come before the row says that it is a denunciation. */
async function eraseSender(
  transaction: Database,
  official: Official,
  {
    petition,
    title,
    content,
    today,
  }: { petition: PetitionRecord; title: string; content: string; today: CalendarDate },
): Promise<void> {
  await transaction.deleteFrom('petition_search').where('petition_id', '=', petition.id).execute()
  await transaction
    .updateTable('petition_event')
    .set({ note: '', body: '', document_number: '' })
    .where('petition_id', '=', petition.id)
    .execute()
  await removeFiles(transaction, official, { petition, today })
  await transaction
    .updateTable('petition')
    .set({ title, content, sender_name: '', sender_address: '', sender_phone: '', forwarded_by: '' })
    .where('id', '=', petition.id)
    .execute()
}

/** The files of a letter show who wrote it. Refuses `petition.files-held-elsewhere`: those of another unit are that unit's to take away. */
async function removeFiles(
  transaction: Database,
  official: Official,
  { petition, today }: { petition: PetitionRecord; today: CalendarDate },
): Promise<void> {
  const subject = { kind: 'petition', id: petition.id }
  const files = await attachmentsOf(transaction, subject)
  if (files.length > 0 && !(await isInReach(transaction, official, 'document.write', [petition.unitId], today))) {
    throw new Refusal(
      'conflict',
      'petition.files-held-elsewhere',
      `Đơn còn ${files.length} tệp đính kèm do ${petition.unitName} giữ. Hãy đề nghị đơn vị đó chuyển đơn thành đơn tố cáo; chưa có gì được thay đổi.`,
    )
  }
  for (const { id } of files) await removeAttachment(transaction, official, { id, subject, today })
}
