import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, ownUnitsFor } from '../../../vocabulary/official.ts'
import '../queries/tables.ts'
import { refuseToWithdraw } from '../rules/proposal.ts'
import { noSuchAward } from './decide-awards.ts'

/**
 * Takes a proposal back, for who proposes for the very unit that made it. It stays in the list with the reason; the recipient may be
 * proposed again. Refuses `award.no-such-award` and one that has come to its end (`award.already-decided`).
 */
export function withdrawProposal(
  database: Database,
  official: Official,
  { awardId, reason, today }: { awardId: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const proposal = await transaction
      .selectFrom('award')
      .select(['id', 'unit_id as unitId', 'state'])
      .where('id', '=', awardId)
      .where(sql<boolean>`proposed_by_unit_id = any(${ownUnitsFor(official, 'award.propose')}::bigint[])`)
      .forUpdate()
      .executeTakeFirst()
    if (!proposal) throw noSuchAward()
    refuseToWithdraw(proposal)
    await transaction
      .updateTable('award')
      .set({
        ...{ state: 'withdrawn', proposal_withdrawn_reason: reason, proposal_withdrawn_on: today },
        ...changedBy(official),
      })
      .where('id', '=', proposal.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'award.proposal-withdrawn',
      subject: { kind: 'award', id: proposal.id },
      unitId: proposal.unitId,
      summary: `Rút đề nghị khen thưởng: ${reason}`,
      before: { state: 'proposed' },
      after: { state: 'withdrawn', reason },
    })
  })
}
