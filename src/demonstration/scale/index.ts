import { sql } from 'kysely'
import { recordChange } from '../../platform/audit/record-change.ts'
import type { Database } from '../../platform/database/database.ts'
import { loadInOneTransaction } from '../../platform/database/loading.ts'
import { formatNumber } from '../../vocabulary/vietnamese.ts'
import { loadActivities, loadActivitySearch } from './activities.ts'
import { loadPetitions, loadSearch } from './petitions.ts'
import { addScaleProvince } from './province.ts'

export { SCALE_ACCOUNTS } from './province.ts'

/** The fewest petitions: with fewer, not every unit has one in every year. */
export const FEWEST_PETITIONS = 1000
/** Activities for each petition. */
const ACTIVITIES = 0.2

const LOADED = [
  'petition',
  'petition_event',
  'petition_search',
  'publication',
  'activity',
  'opinion',
  'activity_search',
] as const

/** What was loaded, and how long each part took. */
export type ScaleLoaded = {
  petitions: number
  events: number
  activities: number
  opinions: number
  parts: readonly { title: string; seconds: number }[]
}

/**
 * Loads a generated province of 160 units and ten years with that many petitions into an empty system: all of it or nothing. The
 * same rows for the same number. What is not written for generated rows stands in docs/performance.md.
 */
export async function loadScale(
  connectionString: string,
  petitions: number,
  tell: (part: string) => void,
): Promise<ScaleLoaded> {
  const parts: { title: string; seconds: number }[] = []
  const timed = async <Result>(title: string, work: () => Promise<Result>): Promise<Result> => {
    tell(title)
    const start = performance.now()
    const result = await work()
    parts.push({ title, seconds: (performance.now() - start) / 1000 })
    return result
  }
  const activities = Math.round(petitions * ACTIVITIES)
  const start = performance.now()
  const counted = await loadInOneTransaction(connectionString, LOADED, async (loading) => {
    const { transaction } = loading
    const province = await timed('Đơn vị, cán bộ, tài khoản', () => addScaleProvince(transaction))
    const { events } = await timed('Đơn thư và nhật ký xử lý', () => loadPetitions(loading, province, petitions))
    await timed('Từ để tìm đơn thư', () => loadSearch(loading))
    const { opinions } = await timed('Hoạt động và ý kiến', () => loadActivities(loading, province, activities))
    await timed('Từ để tìm hoạt động', () => loadActivitySearch(loading))
    await transaction
      .insertInto('installation_setting')
      .values([
        { name: 'demonstration', value: 'yes' },
        { name: 'demonstration-scale', value: String(petitions) },
      ])
      .execute()
    await recordChange(transaction, {
      official: null,
      action: 'demonstration.scale-loaded',
      subject: { kind: 'system', id: '1' },
      unitId: null,
      summary: `Nạp dữ liệu sinh để thử tải: ${formatNumber(petitions)} đơn thư, ${formatNumber(events)} bước xử lý, ${formatNumber(activities)} hoạt động, ${formatNumber(opinions)} ý kiến; từng dòng không có lượt ghi riêng`,
      after: { petitions, events, activities, opinions },
    })
    return { events, opinions }
  })
  const known = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  parts.push({ title: 'Chỉ mục, khóa ngoại', seconds: (performance.now() - start) / 1000 - known })
  return { petitions, activities, ...counted, parts }
}

/** The number of petitions of the generated province; null in a system that holds something else. */
export async function scaleOf(database: Database): Promise<number | null> {
  const found = await sql<{
    value: string
  }>`select value from installation_setting where name = 'demonstration-scale'`.execute(database)
  return found.rows[0] ? Number(found.rows[0].value) : null
}
