import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { afterEvent } from '../rules/legal-steps.ts'
import { PETITION_KINDS, type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import { refuseSenderInText } from '../rules/protected-sender.ts'
import { protectFormerSender } from './protect-former-sender.ts'
import type { Protection } from './protect-parts.ts'
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
 * old words, the notes in the log and the files go to the protected store and the entry in the search goes away, all in the same
 * transaction; what is left of the files on the disk is for `removeAsked` of the file store, afterwards.
 * The unit that received it may do that too, wherever it is handled.
 * Refuses `petition.rewrite-missing` and `petition.sender-in-text` for the new words of a denunciation, and what `afterEvent` refuses.
 */
export function classifyPetition(
  database: Database,
  official: Official,
  given: Classification,
  today: CalendarDate,
  protection: Protection,
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
      const rewritten = { title: given.title, content: given.content }
      await protectFormerSender(transaction, official, { petition, rewritten, protection })
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
