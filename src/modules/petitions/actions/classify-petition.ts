import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachmentsOf, removeAttachment } from '../../documents/index.ts'
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
 * Refuses `petition.rewrite-missing` and `petition.sender-in-text` for the new words of a denunciation, and what `afterEvent` refuses.
 */
export function classifyPetition(database: Database, official: Official, given: Classification, today: CalendarDate): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { petitionId, kind } = given
    const asked = { id: petitionId, permission: 'petition.register', today }
    const { petition, standing: before } = await petitionForUpdate(transaction, official, asked)
    const event = { kind: 'classified', on: today, petitionKind: kind } as const
    const standing = afterEvent(before, event, today)
    if (kind === 'denunciation') {
      refuseMissingRewrite(given)
      refuseSenderInText({ title: given.title, content: given.content }, petition)
      await eraseSender(transaction, official, { petitionId, title: given.title, content: given.content, today })
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
  { petitionId, title, content, today }: { petitionId: string; title: string; content: string; today: CalendarDate },
): Promise<void> {
  await transaction.deleteFrom('petition_search').where('petition_id', '=', petitionId).execute()
  await transaction
    .updateTable('petition_event')
    .set({ note: '', body: '', document_number: '' })
    .where('petition_id', '=', petitionId)
    .execute()
  for (const { id } of await attachmentsOf(transaction, { kind: 'petition', id: petitionId })) {
    await removeAttachment(transaction, official, { id, today })
  }
  await transaction
    .updateTable('petition')
    .set({ title, content, sender_name: '', sender_address: '', sender_phone: '', forwarded_by: '' })
    .where('id', '=', petitionId)
    .execute()
}
