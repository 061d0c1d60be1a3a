import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Followed } from '../queries/followed-petition.ts'
import '../queries/submission-tables.ts'

/**
 * Keeps how the sender rates the answer, 1 to 5 points and words; once. It measures the unit that answered: of the sender it keeps
 * nothing, and the trail does not tell how.
 * Refuses `petition.not-answered-yet` and `petition.already-rated`.
 */
export function rateAnswer(
  database: Database,
  { followed: { petition }, points, words }: { followed: Followed; points: number; words: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    if (!petition || petition.answeredOn === null || petition.kind === 'denunciation') {
      throw new Refusal(
        'conflict',
        'petition.not-answered-yet',
        'Đơn chưa được trả lời nên chưa đánh giá được. Hãy trở lại sau khi có trả lời.',
      )
    }
    const kept = await transaction
      .insertInto('answer_rating')
      .values({ petition_id: petition.id, unit_id: petition.handlingUnitId, points, words, rated_on: today })
      .onConflict((conflict) => conflict.column('petition_id').doNothing())
      .executeTakeFirst()
    if (kept.numInsertedOrUpdatedRows === 0n) {
      throw new Refusal(
        'conflict',
        'petition.already-rated',
        'Bạn đã đánh giá lần trả lời này rồi. Đánh giá trước được giữ nguyên.',
      )
    }
    await recordChange(transaction, {
      official: null,
      action: 'petition.answer-rated',
      subject: { kind: 'petition', id: petition.id },
      unitId: petition.handlingUnitId,
      summary: 'Người gửi đánh giá việc trả lời',
    })
  })
}
