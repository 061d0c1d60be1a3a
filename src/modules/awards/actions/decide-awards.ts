import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import '../queries/tables.ts'
import { recipientInWords } from '../rules/award.ts'
import { type Decision, decisionInWords, refuseDecision, refuseToDecide } from '../rules/decision.ts'
import { postsReaching } from './posts-reaching.ts'

/**
 * Decides on proposals, one or several at once: awards them by a numbered decision of the official's unit, or refuses them with a reason.
 * All or none: refuses when one of them is out of reach (`award.no-such-award`), decided already or proposed later than decided.
 */
export function decideAwards(
  database: Database,
  official: Official,
  { awardIds, decision, today }: { awardIds: readonly string[]; decision: Decision; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    refuseDecision(decision, today)
    const ids = [...new Set(awardIds)]
    const proposals = await proposalsForUpdate(transaction, ids)
    const unitIds = [...new Set(proposals.map((proposal) => proposal.unitId))]
    const posts = await postsReaching(transaction, official, { permission: 'award.decide', unitIds, today })
    if (proposals.length < ids.length || posts.size < unitIds.length) throw noSuchAward()
    for (const proposal of proposals) refuseToDecide({ ...proposal, recipient: recipientInWords(proposal) }, decision)
    for (const { id, form, unitId } of proposals) {
      await transaction
        .updateTable('award')
        .set({
          ...outcome(decision, posts.get(unitId)?.unitId ?? null),
          ...changedBy(official),
        })
        .where('id', '=', id)
        .execute()
      await recordChange(transaction, {
        official,
        action: decision.result === 'awarded' ? 'award.awarded' : 'award.refused',
        subject: { kind: 'award', id },
        unitId,
        summary: decisionInWords(form, decision),
        before: { state: 'proposed' },
        after: { ...decision },
      })
    }
  })
}

export const noSuchAward = () =>
  new Refusal('not-found', 'award.no-such-award', 'Không có đề nghị khen thưởng này trong phạm vi của bạn.')

function outcome(decision: Decision, decidingUnitId: string | null) {
  return decision.result === 'awarded'
    ? {
        state: 'awarded' as const,
        decision_number: decision.decisionNumber,
        awarded_on: decision.decidedOn,
        deciding_unit_id: decidingUnitId,
      }
    : { state: 'refused' as const, refused_reason: decision.reason, refused_on: decision.decidedOn }
}

/** The proposals, locked in the order of their ids until the transaction ends. */
function proposalsForUpdate(transaction: Database, ids: readonly string[]) {
  return transaction
    .selectFrom('award')
    .select([
      'id',
      'form',
      'state',
      'unit_id as unitId',
      'person_name as personName',
      'person_post as personPost',
      'proposed_on as proposedOn',
      sql<string>`unit_name_on(unit_id, proposed_on)`.as('unitName'),
    ])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}
