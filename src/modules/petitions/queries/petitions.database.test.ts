import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, TEST_TODAY } from '../../../../tests/support/system.ts'
import { loadScale } from '../../../demonstration/scale/index.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { idsOfUnitsUnder } from '../../organisation/index.ts'
import { type PetitionFilter, petitions, petitionsWithTotal } from './petitions.ts'

let made: Awaited<ReturnType<typeof makeDatabase>>
let database: Database
let clerk: Official
let leader: Official

beforeAll(async () => {
  made = await makeDatabase('empty')
  database = made.database
  await loadScale(made.connectionString, 12_000, () => {})
  await sql`analyze`.execute(database)
  clerk = await officialNamed('canbo.so')
  leader = await officialNamed('lanhdao.tinh')
})
afterAll(() => made.drop())

async function officialNamed(userName: string): Promise<Official> {
  const { id } = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  const official = await officialOfAccount(database, id, TEST_TODAY)
  if (!official) throw new Error(`No official ${userName}.`)
  return official
}

/** The same question in the plainest words, page after page. */
async function plainly(official: Official, filter: PetitionFilter): Promise<string[]> {
  const units = await idsOfUnitsUnder(
    database,
    official.posts.map(({ reachUnitId }) => reachUnitId),
    TEST_TODAY,
  )
  const found = await sql<{ id: string }>`select id::text from petition left join petition_search on petition_id = id
    where (unit_id = any(${units}::bigint[]) or handling_unit_id = any(${units}::bigint[]))
      and (${filter.kind ?? null}::text is null or petition.kind_code = ${filter.kind ?? null})
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${filter.unitId ?? null}::bigint is null or ${filter.unitId ?? null}::bigint in (unit_id, handling_unit_id))
      and (${filter.words ?? null}::text is null or words @@ plainto_tsquery('simple', searchable(${filter.words ?? ''})))
    order by received_on desc, id desc`.execute(database)
  return found.rows.map(({ id }) => id)
}

async function page(official: Official, filter: PetitionFilter, pages: number): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  for (let read = 0; read < pages; read += 1) {
    const list = await petitions(database, official, { ...filter, after }, TEST_TODAY)
    ids.push(...list.rows.map(({ id }) => id))
    if (list.next === null) break
    after = list.next
  }
  return ids
}

const FILTERS: PetitionFilter[] = [
  {},
  { kind: 'denunciation' },
  { state: 'withdrawn' },
  { words: 'kênh' },
  { words: 'nguoi dan' },
  { words: 'khai thac cat tren song', kind: 'feedback' },
  { words: 'xẻo vẹt' },
  { words: 'karaoke cưỡng chế tháo dỡ' },
]

describe('the list of petitions', () => {
  test.each(FILTERS)('has what is asked for, newest first, whichever way it is found: %o', async (filter) => {
    for (const official of [clerk, leader]) {
      const expected = await plainly(official, filter)
      expect(await page(official, filter, 4)).toEqual(expected.slice(0, 200))
    }
  })

  test('of one unit that somebody with a wider reach chooses is the list of that unit', async () => {
    const unitId = clerk.posts[0]?.unitId ?? ''
    for (const filter of FILTERS) {
      const expected = await plainly(leader, { ...filter, unitId })
      expect(await page(leader, { ...filter, unitId }, 4)).toEqual(expected.slice(0, 200))
    }
  })

  test('of a unit beside is empty, and of a unit above holds no more than the own part', async () => {
    const above = await petitions(database, clerk, { unitId: leader.posts[0]?.unitId }, TEST_TODAY)
    expect(above.rows.map(({ id }) => id)).toEqual((await plainly(clerk, {})).slice(0, 50))
    const { rows } = await sql<{ id: string }>`select id::text from unit where code = 'M-X100'`.execute(database)
    const beside = await petitionsWithTotal(database, clerk, { unitId: rows[0]?.id }, TEST_TODAY)
    expect([beside.rows, beside.total]).toEqual([[], { count: 0, isMore: false }])
  })

  test('is counted up to a thousand, and says so beyond', async () => {
    const totalOf = async (official: Official, filter: PetitionFilter) =>
      (await petitionsWithTotal(database, official, filter, TEST_TODAY)).total
    expect(await totalOf(leader, {})).toEqual({ count: 1000, isMore: true })
    for (const filter of [{}, { kind: 'complaint' as const }, { words: 'xẻo vẹt' }, { words: 'karaoke' }])
      expect(await totalOf(clerk, filter)).toEqual({ count: (await plainly(clerk, filter)).length, isMore: false })
    expect((await plainly(leader, { words: 'người dân' })).length).toBeGreaterThan(5000)
    expect(await totalOf(leader, { words: 'nguoi dan' })).toEqual({ count: 1000, isMore: true })
    // Of so common words too few are looked at to tell how many there are of one unit.
    expect(await totalOf(clerk, { words: 'nguoi dan' })).toBeNull()
  })
})
