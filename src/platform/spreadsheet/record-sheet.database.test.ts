import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../tests/support/system.ts'
import { recordsOf } from './record-sheet.ts'

test('records go out page after page in the order of their numbers, each once', async () => {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  await sql`create table kept_thing as select number::bigint as id, 1::bigint as unit_id from generate_series(1, 123) number`.execute(
    database,
  )
  const records = recordsOf({
    table: 'kept_thing',
    units: () => sql`(select 1)`,
    one: async (_context, id) => ({ name: `Việc ${id}` }),
  })
  const context = { database, official: officials.communeClerk, today: TEST_TODAY }
  const gone: string[] = []
  for (let after = '0'; ; ) {
    const page = await records(context, { after, most: 10 })
    gone.push(...page.map(({ id }) => id))
    if (page.length < 10) break
    after = page.at(-1)?.id ?? after
  }
  expect(gone).toEqual(Array.from({ length: 123 }, (_, at) => String(at + 1)))
  const asked = await records(context, { ids: ['20', '3'] })
  expect(asked.map(({ id }) => id)).toEqual(['3', '20'])
})
