import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { assessmentYears } from './assessment-years.ts'
import { resultsOfYear } from './results.ts'

/** How many units of the reader's reach have which rank in a year, beside the year before. */
export type RanksInShort = {
  yearId: string
  year: number
  decisionNumber: string | null
  ranks: { title: string; count: number; lastYear: number }[]
  total: number
}

/** The ranks of the newest decided year that the official may read of; null where there is none. */
export async function newestRanks(
  database: Database,
  official: Official,
  today: CalendarDate,
): Promise<RanksInShort | null> {
  if (!may(official, 'criteria.read')) return null
  const years = await assessmentYears(database, official, today)
  const decided = years.find(
    ({ state, part }) => (state === 'decided' || state === 'published') && part?.isEarlier !== true,
  )
  if (!decided) return null
  const results = await resultsOfYear(database, official, decided.id, today)
  const title = (rank: string | null | undefined) => rank ?? 'Không xếp loại'
  const inOrder = [...results].sort((one, other) => (one.rankLevel ?? 99) - (other.rankLevel ?? 99))
  const before = results.flatMap(({ lastYear }) => (lastYear === null ? [] : [title(lastYear.rankTitle)]))
  const titles = [...new Set([...inOrder.map(({ rankTitle }) => title(rankTitle)), ...before])]
  return {
    yearId: decided.id,
    year: decided.year,
    decisionNumber: decided.decisionNumber,
    ranks: titles.map((each) => ({
      title: each,
      count: results.filter(({ rankTitle }) => title(rankTitle) === each).length,
      lastYear: before.filter((rank) => rank === each).length,
    })),
    total: results.length,
  }
}
