import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { type InspectionPlan, inspectionPlanById, requireBoard } from '../queries/inspection-plans.ts'
import { inspectionPeriod, refuseSending, refuseSentPlan, refuseWithdrawn } from '../rules/inspection-board.ts'
import { inspectionPlanFormValues } from '../rules/inspection-form-values.ts'
import { attachPapers } from './attach-papers.ts'
import { noSuchInspectionPlan } from './out-of-reach.ts'

export type InspectionPlanToKeep = {
  /** The board, a unit of kind `peoples-inspection-board`. */
  unitId: string
  periodCode: string
  reference: string
  aim: string
  files?: readonly string[]
}

/**
 * Drafts the plan of a People's Inspection Board for a period and answers its id. Refuses a board that is not the official's,
 * a period that no plan is made for, and a second plan for the same period (`democracy.inspection-plan-exists`).
 */
export function draftInspectionPlan(
  database: Database,
  official: Official,
  given: InspectionPlanToKeep,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireBoard(transaction, official, given.unitId, today)
    const columns = await columnsOf(transaction, given)
    const { id } = await transaction
      .insertInto('inspection_board_plan')
      .values({
        ...columns,
        unit_id: given.unitId,
        sent_on: null,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-plan-drafted',
      subject: { kind: 'inspection-board-plan', id },
      unitId: given.unitId,
      summary: `Soạn kế hoạch của Ban Thanh tra nhân dân: ${periodByCode(given.periodCode).title}`,
      after: told,
    })
    await attachPapers(transaction, official, { kind: 'inspection-board-plan', id, unitId: given.unitId, files })
    return id
  })
}

/**
 * Mends a draft; the board stays. Refuses as `draftInspectionPlan`, a plan that was sent, and a period that does not hold the days
 * already planned (`democracy.inspection-items-outside`).
 */
export function changeInspectionPlan(
  database: Database,
  official: Official,
  {
    id,
    version,
    given,
    today,
  }: { id: string; version: string | null; given: InspectionPlanToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await inspectionPlanForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => inspectionPlanFormValues(before))
    refuseSentPlan(before)
    const columns = await columnsOf(transaction, { ...given, unitId: before.unitId }, id)
    await refuseItemsOutside(transaction, id, columns)
    await transaction
      .updateTable('inspection_board_plan')
      .set({ ...columns, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-plan-changed',
      subject: { kind: 'inspection-board-plan', id },
      unitId: before.unitId,
      summary: `Sửa kế hoạch của Ban Thanh tra nhân dân: ${periodByCode(given.periodCode).title}`,
      before: { ...before },
      after: told,
    })
    await attachPapers(transaction, official, { kind: 'inspection-board-plan', id, unitId: before.unitId, files })
  })
}

/** Writes down the day on which the plan was sent to the Front and the People's Committee of the commune. Refuses as `refuseSending`. */
export function sendInspectionPlan(
  database: Database,
  official: Official,
  { id, sentOn, files, today }: { id: string; sentOn: CalendarDate; files?: readonly string[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const plan = await inspectionPlanForUpdate(transaction, official, id, today)
    refuseSending(plan, sentOn, today)
    await refuseEndedUnit(transaction, plan.unitId, sentOn)
    await transaction
      .updateTable('inspection_board_plan')
      .set({ sent_on: sentOn, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-plan-sent',
      subject: { kind: 'inspection-board-plan', id },
      unitId: plan.unitId,
      summary: `Gửi kế hoạch đến Mặt trận và Ủy ban nhân dân cấp xã ngày ${formatCalendarDate(sentOn)}`,
    })
    await attachPapers(transaction, official, { kind: 'inspection-board-plan', id, unitId: plan.unitId, files })
  })
}

/**
 * Takes a plan that was entered by mistake out of lists, figures and duties with all that is in it; its page tells why, and the board
 * can plan the period anew. Refuses `democracy.inspection-withdrawn`.
 */
export function withdrawInspectionPlan(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const plan = await inspectionPlanForUpdate(transaction, official, id, today)
    await transaction
      .updateTable('inspection_board_plan')
      .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-plan-withdrawn',
      subject: { kind: 'inspection-board-plan', id },
      unitId: plan.unitId,
      summary: `Rút kế hoạch ${periodByCode(plan.periodCode).title}: ${reason}`,
    })
  })
}

/** The plan, locked until the transaction ends. Refuses one that is not there or another's, and one that was withdrawn. */
export async function inspectionPlanForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<InspectionPlan> {
  await sql`select from inspection_board_plan where id = ${id}::bigint for update`.execute(transaction)
  const plan = await inspectionPlanById(transaction, official, id, today)
  if (!plan?.isTheirs) throw noSuchInspectionPlan()
  refuseWithdrawn(plan)
  return plan
}

async function columnsOf(transaction: Database, given: InspectionPlanToKeep, ownId?: string) {
  const { from, to, title } = inspectionPeriod(given.periodCode)
  await refuseEndedUnit(transaction, given.unitId, from)
  // Two who draft at once wait for each other, so that the second is told in words what the first has done.
  await sql`select from unit where id = ${given.unitId}::bigint for update`.execute(transaction)
  const other = await transaction
    .selectFrom('inspection_board_plan')
    .select('id')
    .where('unit_id', '=', given.unitId)
    .where('period_code', '=', given.periodCode)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (other && other.id !== ownId) {
    const message = `Ban đã có kế hoạch ${title}. Hãy mở kế hoạch ấy để thêm nội dung, hoặc chọn kỳ khác.`
    throw new Refusal('invalid', 'democracy.inspection-plan-exists', message, { periodCode: message })
  }
  return {
    period_code: given.periodCode,
    period_from: from,
    period_to: to,
    reference: given.reference,
    aim: given.aim,
  }
}

async function refuseItemsOutside(
  transaction: Database,
  planId: string,
  period: { period_from: CalendarDate; period_to: CalendarDate },
): Promise<void> {
  const outside = await transaction
    .selectFrom('inspection_board_item')
    .select('title')
    .where('plan_id', '=', planId)
    .where('withdrawn_on', 'is', null)
    .where((item) => item.or([item('planned_on', '<', period.period_from), item('planned_on', '>', period.period_to)]))
    .executeTakeFirst()
  if (!outside) return
  const message = `Nội dung “${outside.title}” có ngày dự kiến ngoài kỳ này. Hãy sửa ngày của nội dung trước, hoặc giữ kỳ cũ.`
  throw new Refusal('invalid', 'democracy.inspection-items-outside', message, { periodCode: message })
}
