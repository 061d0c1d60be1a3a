import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'

/**
 * How senders rated the answers, on the day of rating, for the unit that answered. It is counted and never opened: a rating must not
 * lead anybody to who gave it.
 */
export const ratingFact: Fact = {
  code: 'answer-rating',
  title: 'Lượt đánh giá việc trả lời đơn',
  time: 'event',
  source: sql`
    select rating.petition_id::text as record_id, 'Lượt đánh giá'::text as title, rating.unit_id, null::bigint as behalf_unit_id,
      rating.rated_on as from_date, rating.rated_on as to_date, rating.points::text as points
    from answer_rating rating`,
  dimensions: {
    points: {
      title: 'Mức đánh giá',
      values: { '1': 'Rất kém', '2': 'Chưa tốt', '3': 'Bình thường', '4': 'Tốt', '5': 'Rất tốt' },
    },
  },
  measures: {},
  reading: { permission: 'petition.read', allows: () => sql<SqlBool>`false` },
  recordPath: (id) => `/petitions/${id}`,
}
