import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** Ratings below this number of a unit are not told as points: from one or two one could tell whose they are. */
export const FEWEST_RATINGS = 5

/** How senders rated the answers of each unit in a year, best known first; points only where enough rated. */
export async function ratingsByUnit(database: Database, year: number, today: CalendarDate) {
  const found = await sql<{
    unitId: string
    unitName: string
    count: number
    average: number | null
    good: number | null
  }>`
    select unit_id::text as "unitId", unit_name_on(unit_id, ${today}::date) as "unitName", count(*)::int as count,
      case when count(*) >= ${FEWEST_RATINGS} then avg(points)::float8 end as average,
      case when count(*) >= ${FEWEST_RATINGS} then (count(*) filter (where points >= 4))::int end as good
    from answer_rating
    where rated_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    group by unit_id
    order by count(*) desc, unit_id`.execute(database)
  return found.rows
}
