import { changedBy } from '../../../platform/audit/changed-by.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { RECOMMENDATION_KINDS, refuseCorrection, refuseDueDay, refuseWithdrawal } from '../rules/recommendation.ts'
import { recommendationFormValues } from '../rules/recommendation-form-values.ts'
import { ownersForUpdate, tellOfRecommendation } from './keep-recommendation.ts'
import { requireUnitsOfProvince } from './require-unit-of-province.ts'

/**
 * Mends what was recommended. `version` is the one the person saw; when somebody saved it since, throws StaleEdit. Refuses as
 * `refuseCorrection`, a unit that does not work today in the province, a limit before the activity, and
 * who does not belong to the unit that recommended.
 */
export function changeRecommendation(
  database: Database,
  official: Official,
  {
    id,
    version,
    given,
    today,
  }: {
    id: string
    version: string | null
    given: { content: string; responsibleUnitId: string; dueOn: CalendarDate | null }
    today: CalendarDate
  },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await ownersForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => recommendationFormValues(before))
    refuseCorrection(before, given)
    refuseDueDay(given.dueOn, before.heldOn)
    if (given.responsibleUnitId !== before.responsibleUnitId)
      await requireUnitsOfProvince(transaction, {
        ...{ ids: [given.responsibleUnitId], of: [before.unitId], field: 'responsibleUnitId', today },
      })
    await transaction
      .updateTable('recommendation')
      .set({
        ...{ content: given.content, responsible_unit_id: given.responsibleUnitId, due_on: given.dueOn },
        ...changedBy(official),
      })
      .where('id', '=', id)
      .execute()
    const { content, responsibleUnitId, dueOn } = before
    await tellOfRecommendation(transaction, official, before, {
      ...{ what: 'changed', summary: `Sửa ${RECOMMENDATION_KINDS[before.kind].toLowerCase()}: ${given.content}` },
      before: { content, responsibleUnitId, dueOn },
      after: given,
    })
  })
}

/**
 * Takes back what was written down by mistake: it leaves lists, figures and duties and stays readable with the reason. Refuses as
 * `refuseWithdrawal`, and who does not belong to the unit that recommended.
 */
export function withdrawRecommendation(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await ownersForUpdate(transaction, official, id, today)
    refuseWithdrawal(before)
    await transaction
      .updateTable('recommendation')
      .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await tellOfRecommendation(transaction, official, before, {
      ...{ what: 'withdrawn', summary: `Rút ${RECOMMENDATION_KINDS[before.kind].toLowerCase()}: ${reason}` },
      after: { reason },
    })
  })
}
