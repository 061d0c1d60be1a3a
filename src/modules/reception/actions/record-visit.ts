import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { earlierCases, type Visit, visitById } from '../queries/visits.ts'
import { refuseVisitorInText, requireVisit, VISIT_KINDS, type VisitEntered } from '../rules/visit.ts'
import { limitsOfVisit } from './limits-of-visit.ts'
import { noSuchVisit, refuseOtherRegister } from './out-of-reach.ts'
import { bringActivityUp, sessionForChange } from './record-session.ts'

export type VisitToRecord = VisitEntered & {
  /** The first visit about the same case, or null when this is it. */
  firstVisitId: string | null
  resolvedBy: string
  withinCompetence: boolean | null
  papers: string
  note: string
  illustration?: string | undefined
}

/**
 * Writes a visit into the register of a session, and answers its id. The trail never says who came or what about.
 * Refuses what `requireVisit` refuses, and `reception.no-such-case`.
 */
export function recordVisit(
  database: Database,
  official: Official,
  { sessionId, given, today }: { sessionId: string; given: VisitToRecord; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const session = await sessionForChange(transaction, official, sessionId, today)
    requireVisit(given, session.heldOn)
    await requireCase(transaction, official, { given, session, today })
    const { id } = await transaction
      .insertInto('reception_visit')
      .values({
        session_id: sessionId,
        position: sql<number>`(select coalesce(max(position), 0) + 1 from reception_visit where session_id = ${sessionId})`,
        ...columns(given, session.heldOn, await calendarInForce(transaction)),
        illustration: given.illustration ?? null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeVisitors(transaction, id, given)
    await bringActivityUp(transaction, official, sessionId, today)
    await recordChange(transaction, {
      official,
      action: 'reception.visit-recorded',
      subject: { kind: 'reception-visit', id },
      unitId: session.unitId,
      summary: `Ghi lượt tiếp ngày ${formatCalendarDate(session.heldOn)}: ${VISIT_KINDS[given.kind]}`,
      after: {
        kind: given.kind,
        personCount: given.personCount,
        outcome: given.outcome,
        firstVisitId: given.firstVisitId,
      },
    })
    return id
  })
}

/**
 * Changes a row of the register. One that becomes a denunciation loses its visitors in the same moment. Refuses as `recordVisit` does,
 * and `reception.visit-changed-meanwhile` when somebody else saved it since `version` was read.
 */
export function changeVisit(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: VisitToRecord; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const visit = await visitForChange(transaction, official, id, today)
    if (version !== null && Number(version) !== visit.version) throw changedMeanwhile()
    if (visit.petitionId !== null && given.kind !== visit.kind) throw kindOfPetition()
    requireVisit(given, visit.heldOn)
    if (given.kind === 'denunciation') {
      const { content, resolvedBy, otherBody, papers, note } = given
      refuseVisitorInText({ content, resolvedBy, otherBody, papers, note }, visit.visitors)
    }
    await requireCase(transaction, official, {
      given,
      session: { id: visit.sessionId, unitId: visit.unitId },
      today,
      visitId: id,
    })
    await transaction.deleteFrom('reception_visitor').where('visit_id', '=', id).execute()
    await transaction
      .updateTable('reception_visit')
      .set({ ...columns(given, visit.heldOn, await calendarInForce(transaction)), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await writeVisitors(transaction, id, given)
    if (given.kind === 'denunciation') await forgetRegistrant(transaction, id)
    await bringActivityUp(transaction, official, visit.sessionId, today)
    await recordChange(transaction, {
      official,
      action: 'reception.visit-changed',
      subject: { kind: 'reception-visit', id },
      unitId: visit.unitId,
      summary: `Sửa lượt tiếp ngày ${formatCalendarDate(visit.heldOn)}`,
      before: {
        kind: visit.kind,
        personCount: visit.personCount,
        outcome: visit.outcome,
        firstVisitId: visit.firstVisitId,
      },
      after: {
        kind: given.kind,
        personCount: given.personCount,
        outcome: given.outcome,
        firstVisitId: given.firstVisitId,
      },
    })
  })
}

/** Writes down how the matter ended and that the visitor was told (column 12). Refuses `reception.result-before-visit` and a day in the future. */
export function recordResult(
  database: Database,
  official: Official,
  { id, result, resultOn, today }: { id: string; result: string; resultOn: CalendarDate; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const visit = await visitForChange(transaction, official, id, today)
    if (resultOn < visit.heldOn || resultOn > today) {
      const message = `Ngày thông báo kết quả phải từ ngày tiếp (${formatCalendarDate(visit.heldOn)}) đến hôm nay. Hãy kiểm tra lại ngày.`
      throw new Refusal('invalid', 'reception.result-before-visit', message, { resultOn: message })
    }
    await transaction
      .updateTable('reception_visit')
      .set({ result, result_on: resultOn, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'reception.result-recorded',
      subject: { kind: 'reception-visit', id },
      unitId: visit.unitId,
      summary: `Ghi kết quả lượt tiếp ngày ${formatCalendarDate(visit.heldOn)}`,
      after: { resultOn },
    })
  })
}

/** The visit, locked, as far as the official keeps its register. */
export async function visitForChange(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<Visit> {
  await sql`select from reception_visit where id = ${id} for update`.execute(transaction)
  const visit = await visitById(transaction, official, { id, permission: 'reception.record', today })
  if (!visit) throw noSuchVisit()
  refuseOtherRegister(visit)
  return visit
}

function columns(given: VisitToRecord, heldOn: CalendarDate, calendar: WorkingCalendar) {
  const refused = given.outcome === 'refused' ? given.refusalGround : null
  const due = limitsOfVisit({ outcome: given.outcome, refusalGround: refused, heldOn }, calendar)
  return {
    kind: given.kind,
    content: given.content,
    person_count: given.personCount,
    first_visit_id: given.firstVisitId,
    resolved_by: given.resolvedBy,
    within_competence: given.withinCompetence,
    outcome: given.outcome,
    other_body: given.outcome === 'guided' || given.outcome === 'transferred' ? given.otherBody : '',
    document_number: given.documentNumber,
    refusal_ground: refused,
    refused_on: refused === null ? null : heldOn,
    refusal_due_on: due.refusal,
    papers: given.papers,
    answer_due_on: due.answer,
    note: given.note,
  }
}

async function writeVisitors(transaction: Database, visitId: string, given: VisitToRecord): Promise<void> {
  if (given.visitors.length === 0) return
  await transaction
    .insertInto('reception_visitor')
    .values(
      given.visitors.map((visitor, index) => ({
        visit_id: visitId,
        visit_kind: given.kind,
        position: index + 1,
        full_name: visitor.fullName,
        address: visitor.address,
        id_number: visitor.idNumber,
      })),
    )
    .execute()
}

/** The turn that somebody registered for says nothing more of who came to denounce. */
async function forgetRegistrant(transaction: Database, visitId: string): Promise<void> {
  await transaction
    .updateTable('reception_registration')
    .set({ kind: 'denunciation', full_name: '', contact: '', subject: '' })
    .where('visit_id', '=', visitId)
    .execute()
}

/** Refuses `reception.no-such-case`: the visit named as the first about the case is none of the unit, or not the first itself. */
async function requireCase(
  transaction: Database,
  official: Official,
  asked: { given: VisitToRecord; session: { id: string; unitId: string }; today: CalendarDate; visitId?: string },
): Promise<void> {
  const { given, session, today, visitId } = asked
  if (given.firstVisitId === null) return
  const hasFollowers = visitId
    ? await transaction
        .selectFrom('reception_visit')
        .select('id')
        .where('first_visit_id', '=', visitId)
        .executeTakeFirst()
    : undefined
  const cases = await earlierCases(transaction, official, { unitId: session.unitId, sessionId: session.id, today })
  if (!hasFollowers && cases.some((each) => each.id === given.firstVisitId && each.id !== visitId)) return
  const message = hasFollowers
    ? 'Đã có lượt tiếp sau ghi là cùng vụ việc với lượt này, nên lượt này phải là lần đầu.'
    : 'Không có vụ việc này trong sổ của đơn vị. Hãy chọn trong danh sách.'
  throw new Refusal('invalid', 'reception.no-such-case', message, { firstVisitId: message })
}

const changedMeanwhile = () =>
  new Refusal(
    'conflict',
    'reception.visit-changed-meanwhile',
    'Có người khác vừa sửa lượt tiếp này. Nội dung bạn nhập vẫn còn trong các ô; hãy mở lại lượt tiếp ở cửa sổ khác để đối chiếu rồi gửi lại.',
  )

const kindOfPetition = () =>
  new Refusal(
    'conflict',
    'reception.visit-has-petition',
    'Lượt tiếp này đã có đơn vào sổ. Hãy phân loại lại ở đơn; loại việc của lượt tiếp giữ như đơn khi tiếp nhận.',
  )

const changedBy = (official: Official) => ({
  version: sql<number>`version + 1`,
  changed_at: sql<Date>`now()`,
  changed_by_account_id: official.accountId,
})
