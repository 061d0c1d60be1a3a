import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { STANDING_ORDER, STANDING_TITLES } from '../rules/duty-standing.ts'
import { boardOf } from './duty-board.ts'
import { requests } from './requests.ts'

/** Of one request, how many units of the reader's reach stand how with their report. */
export type BoardInShort = {
  requestId: string
  title: string
  dueOn: CalendarDate
  /** In the order in which they are told; only what there is. */
  standings: { key: string; title: string; count: number }[]
  total: number
}

/** Who has reported, of the newest requests that the official may read of, as it stands today; none for who may read no report. */
export async function newestBoards(
  database: Database,
  official: Official,
  { today, most }: { today: CalendarDate; most: number },
): Promise<BoardInShort[]> {
  if (!may(official, 'report.read')) return []
  const { rows } = await requests(database, official, {}, today)
  const newest = rows.slice(0, most)
  const boards = await Promise.all(
    newest.map(({ id }) => boardOf(database, official, { requestId: id, asOf: today, today }, {})),
  )
  return newest.map(({ id, typeTitle, periodTitle, dueOn }, index) => {
    const board = boards[index]
    const standings = STANDING_ORDER.map((key) => ({
      key,
      title: STANDING_TITLES[key],
      count: board?.totals[key] ?? 0,
    }))
    return {
      requestId: id,
      title: `${typeTitle}, ${periodTitle}`,
      dueOn,
      standings: standings.filter(({ count }) => count > 0),
      total: board?.total ?? 0,
    }
  })
}
