import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { type Recommendation, recommendationById } from '../queries/inspection-items.ts'
import { refuseAnswer, refuseRecommendation, refuseWithdrawn } from '../rules/inspection-board.ts'
import { answerFormValues, recommendationFormValues } from '../rules/inspection-form-values.ts'
import { attachPapers } from './attach-papers.ts'
import { inspectionItemForUpdate } from './keep-inspection-item.ts'
import { noSuchRecommendation } from './out-of-reach.ts'

export type RecommendationToKeep = {
  content: string
  /** The body that is to answer. */
  addressee: string
  madeOn: CalendarDate
  /** As the recommendation asks; the system knows no day from the law. */
  dueOn: CalendarDate | null
  files?: readonly string[]
}

/** Writes down what the board recommended after an inspection and answers its id. Refuses as `refuseRecommendation`. */
export function makeRecommendation(
  database: Database,
  official: Official,
  { itemId, given, today }: { itemId: string; given: RecommendationToKeep; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const item = await inspectionItemForUpdate(transaction, official, itemId, today)
    refuseRecommendation(given, item, today)
    const { id } = await transaction
      .insertInto('inspection_board_recommendation')
      .values({
        ...columns(given),
        item_id: itemId,
        answered_on: null,
        illustration: null,
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.recommendation-made',
      subject: { kind: 'inspection-board-item', id: itemId },
      unitId: item.unitId,
      summary: `Kiến nghị với ${given.addressee} ngày ${formatCalendarDate(given.madeOn)}`,
      after: told,
    })
    await attachPapers(transaction, official, { kind: PAPER, id, unitId: item.unitId, files })
    return id
  })
}

/** Mends a recommendation. Refuses as `refuseRecommendation`. */
export function changeRecommendation(
  database: Database,
  official: Official,
  {
    id,
    version,
    given,
    today,
  }: { id: string; version: string | null; given: RecommendationToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await recommendationForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => recommendationFormValues(before))
    refuseRecommendation({ ...given, answeredOn: before.answeredOn }, before.item, today)
    await transaction
      .updateTable('inspection_board_recommendation')
      .set({ ...columns(given), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const { item, ...previous } = before
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.recommendation-changed',
      subject: { kind: 'inspection-board-item', id: item.id },
      unitId: item.unitId,
      summary: `Sửa kiến nghị với ${given.addressee}`,
      before: previous,
      after: told,
    })
    await attachPapers(transaction, official, { kind: PAPER, id, unitId: item.unitId, files })
  })
}

export type AnswerToKeep = {
  answeredOn: CalendarDate
  answer: string
  settled: boolean
  /** The paper that answers, and what proves that the matter is over. */
  files?: readonly string[]
}

/** Writes down the answer to a recommendation and whether the matter is over, or mends it. Refuses as `refuseAnswer`. */
export function recordAnswer(
  database: Database,
  official: Official,
  { id, version, given, today }: { id: string; version: string | null; given: AnswerToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await recommendationForUpdate(transaction, official, id, today)
    refuseStaleEdit(version, before, () => answerFormValues(before))
    refuseAnswer(before.madeOn, given.answeredOn, today)
    await transaction
      .updateTable('inspection_board_recommendation')
      .set({ answered_on: given.answeredOn, answer: given.answer, settled: given.settled, ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    const { files, ...told } = given
    await recordChange(transaction, {
      official,
      action: 'democracy.recommendation-answered',
      subject: { kind: 'inspection-board-item', id: before.item.id },
      unitId: before.item.unitId,
      summary: `${before.addressee} trả lời ngày ${formatCalendarDate(given.answeredOn)}${given.settled ? ', việc đã xong' : ''}`,
      before: { answeredOn: before.answeredOn, answer: before.answer, settled: before.settled },
      after: told,
    })
    const papers = { kind: 'inspection-board-answer', id, unitId: before.item.unitId, files } as const
    await attachPapers(transaction, official, papers)
  })
}

const PAPER = 'inspection-board-recommendation'

async function recommendationForUpdate(
  transaction: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<Recommendation> {
  await sql`select from inspection_board_recommendation where id = ${id}::bigint for update`.execute(transaction)
  const recommendation = await recommendationById(transaction, official, id, today)
  if (!recommendation?.item.isTheirs) throw noSuchRecommendation()
  refuseWithdrawn(recommendation.item)
  return recommendation
}

function columns(given: RecommendationToKeep) {
  return { content: given.content, addressee: given.addressee, made_on: given.madeOn, due_on: given.dueOn }
}
