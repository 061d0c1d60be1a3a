import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { attachFiles } from '../../documents/index.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { requireCommune } from '../queries/communes.ts'
import { type CommunityDecision, communityDecisionById } from '../queries/community-decisions.ts'
import { lastDayOf } from '../queries/last-day.ts'
import {
  DECISION_OUTCOMES,
  type DecisionForm,
  type Matter,
  outcomeOf,
  RECOGNITIONS,
  type Recognition,
  refuseDecision,
  refuseDelivery,
  refuseRecognition,
  type Votes,
} from '../rules/community-decision.ts'
import { decisionFormValues } from '../rules/form-values.ts'
import { noSuchDecision } from './out-of-reach.ts'

export type DecisionToRecord = Votes & {
  unitId: string
  /** Null for a decision of the whole commune. */
  residentialAreaId: string | null
  matter: Matter
  form: DecisionForm
  title: string
  content: string
  decidedOn: CalendarDate
  /** Minutes, tally and photos. */
  files: readonly string[]
}

/**
 * Writes down a vote of the people and answers its id; the result follows from the votes and is never typed. Refuses a unit that is not
 * the official's commune, an area that is not its own (`democracy.area-of-another`), and as `refuseDecision` and `refuseVotes`.
 */
export function recordDecision(
  database: Database,
  official: Official,
  given: DecisionToRecord,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireCommune(transaction, official, given.unitId, today)
    const values = await checkedColumns(transaction, given, today)
    const { id } = await transaction
      .insertInto('community_decision')
      .values({
        ...values,
        sent_on: null,
        received_on: null,
        recognise_due_on: null,
        recognition: null,
        recognised_on: null,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.decision-recorded',
      subject: { kind: 'community-decision', id },
      unitId: given.unitId,
      summary: `Ghi cuộc biểu quyết: ${given.title} – ${DECISION_OUTCOMES[values.outcome].toLowerCase()}`,
      after: told,
    })
    await attachMinutes(transaction, official, { id, unitId: given.unitId, files })
    return id
  })
}

/**
 * Mends the record of a vote before it was sent on; the commune stays. Refuses as `recordDecision`, and one that was sent already
 * (`democracy.sent-already`): what the commune received is not changed afterwards.
 */
export function changeDecision(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: DecisionToRecord; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await decisionForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => decisionFormValues(before))
    if (before.sentOn !== null) {
      throw new Refusal(
        'conflict',
        'democracy.sent-already',
        'Quyết định đã gửi đến Ủy ban nhân dân và Mặt trận nên không sửa số phiếu nữa. Nếu ghi nhầm, hãy hủy bản ghi rồi ghi lại.',
      )
    }
    if (given.unitId !== before.unitId) await requireCommune(transaction, official, given.unitId, today)
    await transaction
      .updateTable('community_decision')
      .set({ ...(await checkedColumns(transaction, given, today)), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.decision-changed',
      subject: { kind: 'community-decision', id },
      unitId: given.unitId,
      summary: `Sửa cuộc biểu quyết: ${given.title}`,
      before: { ...before },
      after: told,
    })
    await attachMinutes(transaction, official, { id, unitId: given.unitId, files })
  })
}

/**
 * Writes down that a passed decision was sent to the commune's People's Committee and Front, and received; whether it must be recognised
 * starts the next limit. Refuses one that did not pass (`democracy.not-passed`), and as `refuseDelivery`.
 */
export function deliverDecision(
  database: Database,
  official: Official,
  given: { id: string; sentOn: CalendarDate; receivedOn: CalendarDate; needsRecognition: boolean },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const decision = await decisionForUpdate(transaction, official, given.id, today)
    if (decision.outcome !== 'passed' || decision.recognition !== null) {
      throw new Refusal(
        'conflict',
        'democracy.not-passed',
        'Chỉ nội dung được thông qua và chưa có văn bản công nhận mới ghi ngày gửi, ngày nhận.',
      )
    }
    refuseDelivery(given, decision.decidedOn, today)
    const { needsRecognition, sentOn, receivedOn } = given
    const due = needsRecognition ? lastDayOf('dc-recognise', receivedOn, await calendarInForce(transaction)) : null
    await transaction
      .updateTable('community_decision')
      .set({
        sent_on: sentOn,
        received_on: receivedOn,
        needs_recognition: needsRecognition,
        recognise_due_on: due,
        ...changedBy(official),
      })
      .where('id', '=', given.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.decision-delivered',
      subject: { kind: 'community-decision', id: given.id },
      unitId: decision.unitId,
      summary: `Gửi quyết định ngày ${formatCalendarDate(sentOn)}, nhận ngày ${formatCalendarDate(receivedOn)}`,
      after: { sentOn, receivedOn, needsRecognition },
    })
  })
}

export type RecognitionToRecord = {
  id: string
  recognition: Recognition
  recognisedOn: CalendarDate
  number: string
  reason: string
}

/** Writes down that the commune recognised a decision in writing, or refused to. Refuses `democracy.nothing-to-recognise`, and as `refuseRecognition`. */
export function recogniseDecision(
  database: Database,
  official: Official,
  given: RecognitionToRecord,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const decision = await decisionForUpdate(transaction, official, given.id, today)
    if (!decision.needsRecognition || decision.receivedOn === null) {
      throw new Refusal(
        'conflict',
        'democracy.nothing-to-recognise',
        'Quyết định này chưa được ghi là đã nhận và cần công nhận. Hãy ghi việc gửi, nhận trước.',
      )
    }
    refuseRecognition(given, decision.receivedOn, today)
    await transaction
      .updateTable('community_decision')
      .set({
        recognition: given.recognition,
        recognised_on: given.recognisedOn,
        recognition_number: given.number,
        recognition_reason: given.reason,
        ...changedBy(official),
      })
      .where('id', '=', given.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.decision-recognised',
      subject: { kind: 'community-decision', id: given.id },
      unitId: decision.unitId,
      summary: `${RECOGNITIONS[given.recognition]} quyết định của cộng đồng dân cư, văn bản ngày ${formatCalendarDate(given.recognisedOn)}`,
      before: { recognition: decision.recognition, recognisedOn: decision.recognisedOn },
      after: { ...given },
    })
  })
}

/** Takes a record that was entered by mistake out of lists and figures; its page tells why. */
export function withdrawDecision(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const decision = await decisionForUpdate(transaction, official, id, today)
    await transaction
      .updateTable('community_decision')
      .set({ withdrawn_on: today, withdrawn_reason: reason, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'democracy.decision-withdrawn',
      subject: { kind: 'community-decision', id },
      unitId: decision.unitId,
      summary: `Hủy bản ghi cuộc biểu quyết: ${reason}`,
    })
  })
}

async function decisionForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<CommunityDecision> {
  await sql`select from community_decision where id = ${id}::bigint for update`.execute(transaction)
  const decision = await communityDecisionById(transaction, official, id, today)
  if (!decision?.isTheirs) throw noSuchDecision()
  if (decision.withdrawnOn !== null) {
    throw new Refusal(
      'conflict',
      'democracy.withdrawn-already',
      'Bản ghi này đã được hủy nên không ghi thêm. Nội dung đã ghi vẫn giữ nguyên; hãy ghi cuộc biểu quyết mới.',
    )
  }
  return decision
}

async function checkedColumns(transaction: Database, given: DecisionToRecord, today: CalendarDate) {
  refuseDecision(given, today)
  await refuseEndedUnit(transaction, given.unitId, given.decidedOn)
  await requireAreaOf(transaction, given.unitId, given.residentialAreaId)
  const scope = given.residentialAreaId === null ? ('commune' as const) : ('residential-area' as const)
  const outcome = outcomeOf({ ...given, scope })
  const calendar = await calendarInForce(transaction)
  return {
    unit_id: given.unitId,
    scope,
    residential_area_id: given.residentialAreaId,
    matter: given.matter,
    form: given.form,
    title: given.title,
    content: given.content,
    decided_on: given.decidedOn,
    total_count: given.total,
    taking_part_count: given.takingPart,
    in_favour_count: given.inFavour,
    against_count: given.against,
    outcome,
    send_due_on: outcome === 'passed' ? lastDayOf('dc-send', given.decidedOn, calendar) : null,
  }
}

/** An area is that of the commune. Refuses `democracy.area-of-another`. */
export async function requireAreaOf(transaction: Database, unitId: string, areaId: string | null): Promise<void> {
  if (areaId === null) return
  const { rows } = await sql`select from residential_area
    where id = ${areaId}::bigint and unit_id = ${unitId}::bigint`.execute(transaction)
  if (rows.length > 0) return
  const message = 'Thôn, tổ dân phố này không thuộc đơn vị. Hãy chọn lại.'
  throw new Refusal('invalid', 'democracy.area-of-another', message, { place: message, residentialAreaId: message })
}

async function attachMinutes(
  transaction: Database,
  official: Official,
  { id, unitId, files }: { id: string; unitId: string; files: readonly string[] },
): Promise<void> {
  const subject = { kind: 'community-decision', id }
  await attachFiles(transaction, official, { subject, unitId, storedFileIds: files, readPermission: 'democracy.read' })
}
