import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { attachFiles, documentByMention } from '../../documents/index.ts'
import { activityById } from '../queries/activities.ts'
import { type RecommendationRecord, recommendationById, stepsOf } from '../queries/recommendations.ts'
import type { ActivityKind } from '../rules/activity.ts'
import {
  ANSWER_KINDS,
  type AnswerKind,
  RECOMMENDATION_KINDS,
  recommendationKindOf,
  refuseAnswer,
  refuseClosing,
  refuseDay,
  refuseDueDay,
  refuseSendingBack,
} from '../rules/recommendation.ts'
import { requireUnitToRecord } from './record-activity.ts'
import { requireUnitsOfProvince } from './require-unit-of-province.ts'

/**
 * Writes down what an activity recommends or concludes, one row for each line, all for one unit by one day; answers the ids.
 * Refuses an activity that is not the official's, a unit that does not work today in its province, and a limit before the
 * activity.
 */
export function addRecommendations(
  database: Database,
  official: Official,
  given: { activityId: string; contents: readonly string[]; responsibleUnitId: string; dueOn: CalendarDate | null },
  today: CalendarDate,
): Promise<string[]> {
  return inTransaction(database, async (transaction) => {
    await sql`select from activity where id = ${given.activityId}::bigint for update`.execute(transaction)
    const activity = await activityById(transaction, official, given.activityId, today)
    if (!activity || activity.withdrawnOn !== null) throw noSuchActivity()
    await requireUnitToRecord(transaction, official, activity.unitId, today)
    refuseDueDay(given.dueOn, activity.heldOn)
    await requireUnitsOfProvince(transaction, {
      ...{ ids: [given.responsibleUnitId], of: [activity.unitId], field: 'responsibleUnitId', today },
    })
    const kind = recommendationKindOf(activity.kind as ActivityKind)
    const { last } = await transaction
      .selectFrom('recommendation')
      .select(({ fn }) => fn.max('position').as('last'))
      .where('activity_id', '=', activity.id)
      .executeTakeFirstOrThrow()
    const rows = await transaction
      .insertInto('recommendation')
      .values(
        given.contents.map((content, index) => ({
          ...{ activity_id: activity.id, position: (last ?? 0) + index + 1, kind, content },
          ...{ responsible_unit_id: given.responsibleUnitId, due_on: given.dueOn },
          ...{ created_by_account_id: official.accountId, changed_by_account_id: official.accountId },
        })),
      )
      .returning(['id', 'content'])
      .execute()
    for (const { id, content } of rows) {
      await tellOfRecommendation(
        transaction,
        official,
        { id, unitId: activity.unitId },
        {
          ...{ what: 'recorded', summary: `Ghi ${RECOMMENDATION_KINDS[kind].toLowerCase()}: ${content}` },
          after: { content, responsibleUnitId: given.responsibleUnitId, dueOn: given.dueOn },
        },
      )
    }
    return rows.map(({ id }) => id)
  })
}

/**
 * The unit's answer; a later one takes the place of an earlier one. The document is one of the registers within reach, the activity one
 * that the official may read. Refuses as `refuseAnswer`, `recommendation.not-your-unit`, `recommendation.no-such-document`.
 */
export function answerRecommendation(
  database: Database,
  official: Official,
  given: {
    id: string
    answerKind: AnswerKind
    words: string
    happenedOn: CalendarDate
    documentMention: string
    activityId: string | null
    files: readonly string[]
  },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await recommendationForUpdate(transaction, official, given.id, today)
    if (!before.isResponsibles) throw notYourUnit('Việc này do đơn vị khác trả lời. Chưa có gì được thay đổi.')
    const documentId = await mentionedDocument(transaction, official, given.documentMention, today)
    if (given.activityId !== null && !(await activityById(transaction, official, given.activityId, today))) {
      throw noSuchActivity()
    }
    const hasEvidence = given.files.length > 0 || documentId !== null || given.activityId !== null
    refuseAnswer(before, { answerKind: given.answerKind, happenedOn: given.happenedOn, hasEvidence }, today)
    await addStep(transaction, official, given.id, {
      ...{ kind: 'answered', answer_kind: given.answerKind, words: given.words, happened_on: given.happenedOn },
      ...{ document_id: documentId, activity_id: given.activityId },
    })
    await move(transaction, official, given.id, { state: 'answered', answer_kind: given.answerKind })
    await attachFiles(transaction, official, {
      subject: { kind: 'recommendation', id: given.id },
      unitId: before.unitId,
      handlingUnitId: before.responsibleUnitId,
      storedFileIds: given.files,
      readPermission: 'activity.read',
    })
    await tellOfRecommendation(
      transaction,
      official,
      { id: given.id, unitId: before.responsibleUnitId },
      {
        ...{ what: 'answered', summary: `Trả lời: ${ANSWER_KINDS[given.answerKind]}` },
        before: { state: before.state, answerKind: before.answerKind },
        after: { answerKind: given.answerKind, words: given.words, happenedOn: given.happenedOn, documentId },
      },
    )
  })
}

/** Ends the following. Refuses as `refuseClosing`, and who does not belong to the unit that recommended. */
export function closeRecommendation(
  database: Database,
  official: Official,
  given: { id: string; words: string; happenedOn: CalendarDate },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await ownersForUpdate(transaction, official, given.id, today)
    const answers = (await stepsOf(transaction, official, given.id, today)).filter(({ kind }) => kind === 'answered')
    const isOwnAnswer = answers.at(-1)?.accountId === official.accountId
    refuseClosing(before, { isOwnAnswer, isOneUnit: before.unitId === before.responsibleUnitId })
    refuseDay(given.happenedOn, answers.at(-1)?.happenedOn ?? before.heldOn, today)
    await addStep(transaction, official, given.id, {
      kind: 'closed',
      words: given.words,
      happened_on: given.happenedOn,
    })
    await move(transaction, official, given.id, { state: 'closed', closed_on: given.happenedOn })
    await tellOfRecommendation(transaction, official, before, {
      ...{ what: 'closed', summary: 'Kết thúc theo dõi' },
      before: { state: before.state },
      after: { words: given.words, closedOn: given.happenedOn },
    })
  })
}

/** The answer does not do: the unit answers anew. Refuses as `refuseSendingBack`, and who does not belong to the unit that recommended. */
export function sendRecommendationBack(
  database: Database,
  official: Official,
  { id, reason, today }: { id: string; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await ownersForUpdate(transaction, official, id, today)
    refuseSendingBack(before)
    await addStep(transaction, official, id, { kind: 'sent-back', words: reason, happened_on: today })
    await move(transaction, official, id, { state: 'sent-back' })
    await tellOfRecommendation(transaction, official, before, {
      ...{ what: 'sent-back', summary: `Trả lại câu trả lời: ${reason}` },
      before: { state: before.state },
      after: { reason },
    })
  })
}

/** For one that is not there or not within the official's reach: both look the same. */
export function noSuchRecommendation(): Refusal {
  return new Refusal(
    'not-found',
    'recommendation.no-such-recommendation',
    'Không có kiến nghị, kết luận này trong phạm vi của bạn.',
  )
}

const noSuchActivity = () =>
  new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')

const notYourUnit = (message: string) => new Refusal('conflict', 'recommendation.not-your-unit', message)

async function recommendationForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<RecommendationRecord> {
  await sql`select from recommendation where id = ${id}::bigint for update`.execute(transaction)
  const found = await recommendationById(transaction, official, id, today)
  if (!found) throw noSuchRecommendation()
  return found
}

/** The recommendation, locked until the transaction ends. Refuses who does not belong to the unit that recommended. */
export async function ownersForUpdate(transaction: Database, official: Official, id: string, today: CalendarDate) {
  const found = await recommendationForUpdate(transaction, official, id, today)
  if (found.isOwners) return found
  throw notYourUnit('Chỉ bên đã kiến nghị, kết luận mới sửa, rút, kết thúc hoặc trả lại. Chưa có gì được thay đổi.')
}

async function mentionedDocument(
  transaction: Database,
  official: Official,
  mention: string,
  today: CalendarDate,
): Promise<string | null> {
  if (mention === '') return null
  const found = await documentByMention(transaction, official, mention, today)
  if (found) return found.id
  const message = `Không thấy văn bản “${mention}” trong sổ mà bạn xem được. Hãy kiểm tra số, ký hiệu hoặc đính kèm tệp.`
  throw new Refusal('invalid', 'recommendation.no-such-document', message, { documentMention: message })
}

type Step = {
  kind: 'answered' | 'sent-back' | 'closed'
  words: string
  happened_on: CalendarDate
  answer_kind?: AnswerKind
  document_id?: string | null
  activity_id?: string | null
}

async function addStep(transaction: Database, official: Official, id: string, step: Step): Promise<void> {
  await transaction
    .insertInto('recommendation_step')
    .values({
      ...{ answer_kind: null, document_id: null, activity_id: null, ...step },
      ...{ recommendation_id: id, account_id: official.accountId },
    })
    .execute()
}

async function move(
  transaction: Database,
  official: Official,
  id: string,
  to: { state: 'answered' | 'sent-back' | 'closed'; answer_kind?: AnswerKind; closed_on?: CalendarDate },
): Promise<void> {
  await transaction
    .updateTable('recommendation')
    .set({ ...to, ...changedBy(official) })
    .where('id', '=', id)
    .execute()
}

type Told = { what: string; summary: string; before?: Record<string, unknown>; after: Record<string, unknown> }

/** Writes what happened to a recommendation into the trail. */
export function tellOfRecommendation(
  transaction: Database,
  official: Official,
  { id, unitId }: { id: string; unitId: string },
  { what, ...told }: Told,
): Promise<void> {
  const subject = { kind: 'recommendation', id }
  return recordChange(transaction, { official, action: `recommendation.${what}`, subject, unitId, ...told })
}
