import { sql } from 'kysely'
import type { Person } from './person.ts'
import { PICTURE } from './picture.ts'
import type { RunningSystem } from './system.ts'

/** What stands among many others of its kind: every state of preparation and of being followed, a photo, a pasted sheet with an error. */
export async function activityPages(clerk: Person, system: RunningSystem): Promise<string[]> {
  const paths = await pathsOf(
    system,
    sql<{ path: string }>`select '/activities/planned/' || id as path from planned_activity
      union all select '/activities/' || id from activity where result_published_on is not null`,
  )
  const held = paths.at(-1) ?? ''
  await clerk.go(`${held}/photos/new`)
  await clerk.fill({ Ảnh: PICTURE, 'Lời tả ảnh': 'Cử tri ngồi kín hội trường' })
  await clerk.press('Lưu ảnh')
  await clerk.go('/activities/paste')
  await clerk.fill({ 'Các dòng': '20/11/2026\tĐối thoại\tNhà văn hóa\tChủ tịch xã\tđông\t3' })
  await clerk.press('Xem trước')
  return [...paths, clerk.path(), '/public/check-in/done', ...(await recommendationPages(system))]
}

/** Each recommendation and conclusion, for either side. */
export function recommendationPages(system: RunningSystem): Promise<string[]> {
  return pathsOf(
    system,
    sql<{ path: string }>`select '/recommendations/' || recommendation.id as path from recommendation
      where kind = 'recommendation' order by recommendation.id`,
  )
}

async function pathsOf(
  { database }: RunningSystem,
  query: ReturnType<typeof sql<{ path: string }>>,
): Promise<string[]> {
  const { rows } = await query.execute(database)
  return rows.map(({ path }) => path)
}
