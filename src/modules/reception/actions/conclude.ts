import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { conclusionItemById, conclusionOf } from '../queries/conclusions.ts'
import { type ConclusionItem, requireConclusion, requireDone } from '../rules/conclusion.ts'
import { noSuchItem } from './out-of-reach.ts'
import { sessionForChange } from './record-session.ts'

export type ConclusionToWrite = {
  documentNumber: string
  issuedOn: CalendarDate
  summary: string
  items: readonly ConclusionItem[]
}

/**
 * Writes the conclusion of a head's session and what bodies must do because of it, in place of an earlier version; what is done already
 * stays. Refuses `reception.not-a-heads-session`, `reception.conclusion-changed-meanwhile`, and what `requireConclusion` refuses.
 */
export function writeConclusion(
  database: Database,
  official: Official,
  {
    sessionId,
    version,
    given,
    today,
  }: { sessionId: string; version: string | null; given: ConclusionToWrite; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const session = await sessionForChange(transaction, official, sessionId, today)
    if (session.kind === 'regular') {
      throw new Refusal(
        'conflict',
        'reception.not-a-heads-session',
        'Thông báo kết luận chỉ có ở buổi tiếp của người đứng đầu (Điều 25 Nghị định 154/2026/NĐ-CP).',
      )
    }
    const before = await conclusionOf(transaction, sessionId)
    if (before && version !== null && Number(version) !== before.version) throw changedMeanwhile()
    requireConclusion(given, session.heldOn)
    for (const item of given.items) await refuseEndedUnit(transaction, item.responsibleUnitId, given.issuedOn)
    await transaction
      .insertInto('reception_conclusion')
      .values({
        session_id: sessionId,
        document_number: given.documentNumber,
        issued_on: given.issuedOn,
        summary: given.summary,
        changed_by_account_id: official.accountId,
      })
      .onConflict((conflict) =>
        conflict.column('session_id').doUpdateSet({
          document_number: given.documentNumber,
          issued_on: given.issuedOn,
          summary: given.summary,
          version: sql`reception_conclusion.version + 1`,
          changed_by_account_id: official.accountId,
          changed_at: sql`now()`,
        }),
      )
      .execute()
    await replaceItems(transaction, sessionId, given.items)
    await recordChange(transaction, {
      official,
      action: 'reception.concluded',
      subject: { kind: 'reception-session', id: sessionId },
      unitId: session.unitId,
      summary: `Ghi thông báo kết luận buổi tiếp ngày ${formatCalendarDate(session.heldOn)}: ${given.items.length} việc`,
      ...(before
        ? { before: { issuedOn: before.issuedOn, documentNumber: before.documentNumber, items: before.items.length } }
        : {}),
      after: {
        issuedOn: given.issuedOn,
        documentNumber: given.documentNumber,
        items: given.items.map(({ responsibleUnitId, dueOn }) => ({ responsibleUnitId, dueOn })),
      },
    })
  })
}

/** What is not done is written anew; what is done keeps its place and its result. */
async function replaceItems(transaction: Database, sessionId: string, items: readonly ConclusionItem[]): Promise<void> {
  await transaction
    .deleteFrom('reception_conclusion_item')
    .where('session_id', '=', sessionId)
    .where('done_on', 'is', null)
    .execute()
  if (items.length === 0) return
  const { last } = await transaction
    .selectFrom('reception_conclusion_item')
    .select(sql<number>`coalesce(max(position), 0)`.as('last'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('reception_conclusion_item')
    .values(
      items.map((item, index) => ({
        session_id: sessionId,
        position: last + index + 1,
        content: item.content,
        responsible_unit_id: item.responsibleUnitId,
        due_on: item.dueOn,
        done_on: null,
        done_by_account_id: null,
      })),
    )
    .execute()
}

/** Says that something a conclusion asks for is done. Refuses `reception.item-done-already` and what `requireDone` refuses. */
export function completeItem(
  database: Database,
  official: Official,
  { id, doneOn, result, today }: { id: string; doneOn: CalendarDate; result: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from reception_conclusion_item where id = ${id} for update`.execute(transaction)
    const item = await conclusionItemById(transaction, official, { id, permission: 'reception.record', today })
    if (!item) throw noSuchItem()
    if (item.doneOn !== null) {
      throw new Refusal('conflict', 'reception.item-done-already', 'Việc này đã được ghi là xong.')
    }
    requireDone(doneOn, { issuedOn: item.issuedOn, today })
    await transaction
      .updateTable('reception_conclusion_item')
      .set({ done_on: doneOn, result, done_by_account_id: official.accountId, version: item.version + 1 })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'reception.item-done',
      subject: { kind: 'reception-session', id: item.sessionId },
      unitId: item.unitId,
      summary: `${item.responsibleUnitName} đã làm xong một việc theo kết luận, ngày ${formatCalendarDate(doneOn)}`,
      after: { itemId: id, doneOn },
    })
  })
}

const changedMeanwhile = () =>
  new Refusal(
    'conflict',
    'reception.conclusion-changed-meanwhile',
    'Có người khác vừa sửa kết luận này. Nội dung bạn nhập vẫn còn trong các ô; hãy mở lại buổi tiếp ở cửa sổ khác để đối chiếu rồi gửi lại.',
  )
