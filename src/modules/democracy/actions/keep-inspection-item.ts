import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { type InspectionItem, inspectionItemById } from '../queries/inspection-items.ts'
import {
  type InspectionForm,
  refuseDropping,
  refuseInspectionItem,
  refuseInspectionResult,
  refuseSentPlan,
  refuseWithdrawn,
} from '../rules/inspection-board.ts'
import { inspectionItemFormValues, inspectionResultFormValues } from '../rules/inspection-form-values.ts'
import { attachPapers } from './attach-papers.ts'
import { inspectionPlanForUpdate } from './keep-inspection-plan.ts'
import { noSuchInspectionItem } from './out-of-reach.ts'

export type InspectionItemToKeep = {
  form: InspectionForm
  title: string
  /** The body or work that is watched, never a private person. */
  body: string
  /** Who asked for a verification; empty for supervision. */
  requestedBy: string
  /** Posts on the board, never names. */
  responsible: string
  plannedOn: CalendarDate
}

/** Adds what is to be watched or verified and answers its id; to a plan that was sent too, for what comes up later. Refuses as `refuseInspectionItem`. */
export function addInspectionItem(
  database: Database,
  official: Official,
  { planId, given, today }: { planId: string; given: InspectionItemToKeep; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const plan = await inspectionPlanForUpdate(transaction, official, planId, today)
    refuseInspectionItem(given, plan)
    const { id } = await transaction
      .insertInto('inspection_board_item')
      .values({
        ...columns(given),
        plan_id: planId,
        held_on: null,
        dropped_on: null,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-item-added',
      subject: { kind: 'inspection-board-item', id },
      unitId: plan.unitId,
      summary: `Thêm nội dung giám sát, xác minh: ${given.title}`,
      after: { ...given },
    })
    return id
  })
}

/** Mends an item of a draft. Refuses as `refuseInspectionItem`, and when the plan was sent. */
export function changeInspectionItem(
  database: Database,
  official: Official,
  {
    id,
    version,
    given,
    today,
  }: { id: string; version: string | null; given: InspectionItemToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await inspectionItemForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => inspectionItemFormValues(before))
    refuseSentPlan(before)
    refuseDropping(before)
    refuseInspectionItem(given, before)
    await update(transaction, official, id, columns(given))
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-item-changed',
      subject: { kind: 'inspection-board-item', id },
      unitId: before.unitId,
      summary: `Sửa nội dung giám sát, xác minh: ${given.title}`,
      before: { ...before },
      after: { ...given },
    })
  })
}

export type InspectionResultToKeep = { heldOn: CalendarDate; findings: string; files?: readonly string[] }

/** Writes down when it was done and what was found, or mends it. Refuses as `refuseInspectionResult`. */
export function recordInspectionResult(
  database: Database,
  official: Official,
  given: InspectionResultToKeep & { id: string; version: string | null; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { id, version, heldOn, findings, today } = given
    const before = await inspectionItemForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => inspectionResultFormValues(before))
    refuseInspectionResult(before, heldOn, today)
    await update(transaction, official, id, { held_on: heldOn, findings })
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-result-recorded',
      subject: { kind: 'inspection-board-item', id },
      unitId: before.unitId,
      summary: `Ghi kết quả ngày ${formatCalendarDate(heldOn)}: ${before.title}`,
      before: { heldOn: before.heldOn, findings: before.findings },
      after: { heldOn, findings },
    })
    const papers = { kind: 'inspection-board-item', id, unitId: before.unitId, files: given.files } as const
    await attachPapers(transaction, official, papers)
  })
}

/** Writes down that an item will not be done, and why; it stays in the plan. Refuses as `refuseDropping`. */
export function dropInspectionItem(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await inspectionItemForUpdate(transaction, official, id, today)
    refuseDropping(before)
    await update(transaction, official, id, { dropped_on: today, dropped_reason: reason })
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-item-dropped',
      subject: { kind: 'inspection-board-item', id },
      unitId: before.unitId,
      summary: `Không thực hiện: ${before.title}. Lý do: ${reason}`,
    })
  })
}

/**
 * Takes an item that was entered by mistake out of lists, figures and duties with what was recommended after it; its page tells why.
 * Refuses `democracy.inspection-withdrawn`.
 */
export function withdrawInspectionItem(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await inspectionItemForUpdate(transaction, official, id, today)
    await update(transaction, official, id, { withdrawn_on: today, withdrawn_reason: reason })
    await recordChange(transaction, {
      official,
      action: 'democracy.inspection-item-withdrawn',
      subject: { kind: 'inspection-board-item', id },
      unitId: before.unitId,
      summary: `Rút nội dung: ${before.title}. Lý do: ${reason}`,
    })
  })
}

/** The item, locked until the transaction ends. Refuses one that is not there or another's, and one that was withdrawn. */
export async function inspectionItemForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<InspectionItem> {
  // The plan first, as whoever sends the plan does.
  await sql`select from inspection_board_plan where id = (select plan_id from inspection_board_item where id = ${id}::bigint)
    for update`.execute(transaction)
  const item = await inspectionItemById(transaction, official, id, today)
  if (!item?.isTheirs) throw noSuchInspectionItem()
  refuseWithdrawn(item)
  return item
}

function columns(given: InspectionItemToKeep) {
  return {
    form: given.form,
    title: given.title,
    body: given.body,
    requested_by: given.requestedBy,
    responsible: given.responsible,
    planned_on: given.plannedOn,
  }
}

type Changed =
  | ReturnType<typeof columns>
  | { held_on: CalendarDate; findings: string }
  | { dropped_on: CalendarDate; dropped_reason: string }
  | { withdrawn_on: CalendarDate; withdrawn_reason: string }

async function update(transaction: Database, official: Official, id: string, changed: Changed): Promise<void> {
  await transaction
    .updateTable('inspection_board_item')
    .set({ ...changed, ...changedBy(official) })
    .where('id', '=', id)
    .execute()
}
