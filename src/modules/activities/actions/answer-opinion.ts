import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { opinionById } from '../queries/opinions.ts'
import { noSuchOpinion, requireAnswerDay } from '../rules/opinion.ts'
import { requireUnitsOfProvince } from './require-unit-of-province.ts'

/**
 * Answers an opinion, or mends its answer.
 * Refuses `opinion.no-such-opinion` out of reach, `opinion.not-your-unit` when another unit is to answer, and a day before it was raised.
 */
export function answerOpinion(
  database: Database,
  official: Official,
  given: { id: string; answer: string; answeredOn: CalendarDate },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await requireOpinion(transaction, official, given.id, today)
    requireAnswerDay(before.heldOn, given.answeredOn)
    await transaction
      .updateTable('opinion')
      .set({ answer: given.answer, answered_on: given.answeredOn, answered_by_account_id: official.accountId })
      .where('id', '=', given.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'opinion.answered',
      subject: { kind: 'opinion', id: given.id },
      unitId: before.responsibleUnitId,
      summary: before.answeredOn === null ? 'Trả lời ý kiến' : 'Sửa nội dung trả lời',
      before: { answer: before.answer, answeredOn: before.answeredOn },
      after: { answer: given.answer, answeredOn: given.answeredOn },
    })
  })
}

/**
 * Gives an opinion to the unit that is to answer it, by a day.
 * Refuses `opinion.no-such-opinion`, `opinion.not-your-unit`, `opinion.already-answered`, and
 * `activity.no-such-unit` for a unit that does not work today or belongs to another province.
 */
export function assignOpinion(
  database: Database,
  official: Official,
  given: { id: string; responsibleUnitId: string; dueOn: CalendarDate | null },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await requireOpinion(transaction, official, given.id, today)
    if (before.answeredOn !== null) {
      throw new Refusal(
        'conflict',
        'opinion.already-answered',
        'Ý kiến này đã được trả lời nên không giao lại được nữa.',
      )
    }
    const of = unitsFor(official, 'opinion.answer')
    await requireUnitsOfProvince(transaction, {
      ...{ ids: [given.responsibleUnitId], of, field: 'responsibleUnitId', today },
    })
    await transaction
      .updateTable('opinion')
      .set({ responsible_unit_id: given.responsibleUnitId, due_on: given.dueOn })
      .where('id', '=', given.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'opinion.assigned',
      subject: { kind: 'opinion', id: given.id },
      unitId: given.responsibleUnitId,
      summary: 'Giao đơn vị trả lời',
      before: { responsibleUnitId: before.responsibleUnitId, dueOn: before.dueOn },
      after: { responsibleUnitId: given.responsibleUnitId, dueOn: given.dueOn },
    })
  })
}

/** The opinion, locked, when this official's unit heard it or is to answer it. */
export async function requireOpinion(transaction: Database, official: Official, id: string, today: CalendarDate) {
  await transaction.selectFrom('opinion').select('id').where('id', '=', id).forUpdate().execute()
  const opinion = await opinionById(transaction, official, id, today)
  if (!opinion) throw noSuchOpinion()
  const mine = await transaction
    .selectFrom('unit')
    .select('id')
    .where('id', 'in', [opinion.activityUnitId, opinion.responsibleUnitId ?? '0'])
    .where('id', 'in', unitsUnder(unitsFor(official, 'opinion.answer'), today))
    .execute()
  if (mine.length === 0) {
    throw new Refusal(
      'invalid',
      'opinion.not-your-unit',
      'Ý kiến này do đơn vị khác trả lời. Chưa có gì được thay đổi.',
    )
  }
  return opinion
}
