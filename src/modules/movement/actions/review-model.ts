import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { documentByMention } from '../../documents/index.ts'
import { MODEL_STATES, type RecognitionLevel, type ReviewResult, refuseReview } from '../rules/model.ts'
import { modelForUpdate } from './register-model.ts'

export type ModelReview = {
  modelId: string
  result: ReviewResult
  reviewedOn: CalendarDate
  note: string
  level?: RecognitionLevel | null
}

/** Writes down how a model was reviewed (bình xét); a later review replaces it and the trail keeps both. Refuses as `refuseReview`. */
export function reviewModel(
  database: Database,
  official: Official,
  given: ModelReview,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const model = await modelForUpdate(transaction, official, given.modelId, today)
    refuseReview(given, model, today)
    const document = await documentByMention(transaction, official, given.note, today)
    await transaction
      .updateTable('movement_model')
      .set({
        state: given.result,
        reviewed_on: given.reviewedOn,
        review_note: given.note,
        recognition_level: given.result === 'recognised' ? (given.level ?? null) : null,
        recognition_document_id: given.result === 'recognised' ? (document?.id ?? null) : null,
        ...(given.result === 'recognised' ? {} : { released_on: null }),
        ...changedBy(official),
      })
      .where('id', '=', given.modelId)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'movement.model-reviewed',
      subject: { kind: 'model', id: given.modelId },
      unitId: model.unitId,
      summary: `Bình xét: ${MODEL_STATES[given.result].toLowerCase()}${given.note === '' ? '' : ` (${given.note})`}`,
      before: { state: model.state, reviewedOn: model.reviewedOn, note: model.reviewNote },
      after: { ...given },
    })
  })
}
