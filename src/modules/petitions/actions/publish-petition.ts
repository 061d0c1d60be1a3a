import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { publicWordsOf } from '../queries/publications.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import {
  PUBLICATION_DECISIONS,
  type PublicationDecision,
  refuseSenderInPublicWords,
  refuseToPublish,
} from '../rules/publication.ts'
import { petitionForUpdate } from './write-petition.ts'
import '../queries/submission-tables.ts'

export type PublicWords = { title: string; words: string; answer: string }

/**
 * Writes what everybody is to read of an answered petition and its answer; another person decides on it.
 * Refuses what `refuseToPublish`, `refuseSenderInPublicWords` and `petitionForUpdate` refuse.
 */
export function proposePublication(
  database: Database,
  official: Official,
  { petitionId, given }: { petitionId: string; given: PublicWords },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const asked = { id: petitionId, permission: 'petition.answer', today }
    const { petition, standing } = await petitionForUpdate(transaction, official, asked)
    const { visibility } = await publicWordsOf(transaction, petitionId)
    refuseToPublish({ kind: petition.kind, visibility, answeredOn: standing.answeredOn })
    refuseSenderInPublicWords({ ...given }, petition)
    if (petition.kind === 'denunciation') throw new Error('A denunciation is never public.')
    const written = {
      ...given,
      state: 'proposed',
      written_by_account_id: official.accountId,
      written_on: today,
      decided_by_account_id: null,
      decided_on: null,
      decision_note: '',
    } as const
    await transaction
      .insertInto('publication')
      .values({ petition_id: petitionId, kind_code: petition.kind, ...written })
      .onConflict((conflict) =>
        conflict.column('petition_id').doUpdateSet({ ...written, version: sql`publication.version + 1` }),
      )
      .execute()
    await recordChange(transaction, {
      official,
      action: 'petition.publication-proposed',
      subject: { kind: 'petition', id: petitionId },
      unitId: petition.handlingUnitId,
      summary: `Đề nghị công khai – đơn số ${petitionNumber(petition)}`,
    })
  })
}

/**
 * Decides on the public words that another person wrote, or takes them off the public site.
 * Refuses `petition.own-public-words` for who wrote them, `petition.nothing-to-publish`, and what `refuseToPublish` refuses.
 */
export function decidePublication(
  database: Database,
  official: Official,
  { petitionId, decision, note }: { petitionId: string; decision: PublicationDecision; note: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const asked = { id: petitionId, permission: 'petition.publish', today }
    const { petition, standing } = await petitionForUpdate(transaction, official, asked)
    const publication = await publicWordsOf(transaction, petitionId)
    if (publication.state === null) {
      throw new Refusal('conflict', 'petition.nothing-to-publish', 'Chưa có nội dung nào được viết để công khai.')
    }
    if (decision === 'published') {
      refuseToPublish({ kind: petition.kind, visibility: publication.visibility, answeredOn: standing.answeredOn })
      refuseOwnWords(publication, official)
    }
    await transaction
      .updateTable('publication')
      .set({
        state: decision,
        decided_by_account_id: official.accountId,
        decided_on: today,
        decision_note: note,
        // Should it be written anew, the address goes on standing under what was looked at last.
        ...(decision === 'published' ? { listed_title: sql.ref<string>('title') } : {}),
        version: sql`version + 1`,
      })
      .where('petition_id', '=', petitionId)
      .execute()
    await recordChange(transaction, {
      official,
      action: `petition.publication-${decision}`,
      subject: { kind: 'petition', id: petitionId },
      unitId: petition.handlingUnitId,
      summary: `${PUBLICATION_DECISIONS[decision]} – đơn số ${petitionNumber(petition)}`,
    })
  })
}

function refuseOwnWords(
  { state, writtenByAccountId }: { state: string | null; writtenByAccountId: string | null },
  official: Official,
): void {
  if (state !== 'proposed') {
    throw new Refusal(
      'conflict',
      'petition.nothing-to-publish',
      'Chưa có nội dung chờ duyệt. Hãy để người giải quyết đơn viết nội dung công khai trước.',
    )
  }
  if (writtenByAccountId === official.accountId) {
    throw new Refusal(
      'conflict',
      'petition.own-public-words',
      'Nội dung này do chính bạn viết nên phải có người khác xem lại rồi mới công khai.',
    )
  }
}
