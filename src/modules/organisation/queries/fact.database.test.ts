import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { postFact, unitFact } from './fact.ts'

const on = (fact: { source: RawBuilder<unknown> }, day: string) =>
  sql`(${fact.source}) fact where ${day}::date between fact.from_date and coalesce(fact.to_date, 'infinity')`

test('posts and units give the staff of the council’s office, its standing body and its committees', async () => {
  const database = await databaseForTest('province')
  const count = async (what: RawBuilder<unknown>) =>
    (await sql<{ count: number }>`select count(*)::int as count from ${what}`.execute(database)).rows[0]?.count
  const office = sql`unit_id = (select id from unit where code = 'HG-VPHDND')`
  const council = sql`unit_id in (select unit_id from units_under(array[(select id from unit where code = 'HG-HDND')], '2021-07-15'))`
  expect(await count(sql`${on(postFact, '2021-07-15')} and ${office}`)).toBe(28)
  expect(await count(sql`${on(postFact, '2021-07-15')} and ${office} and "group" = 'leader'`)).toBe(7)
  expect(await count(sql`${on(postFact, '2021-07-15')} and ${council} and "unitKind" = 'council-standing-body'`)).toBe(
    6,
  )
  expect(await count(sql`${on(unitFact, '2021-07-15')} and ${council} and kind = 'council-committee'`)).toBe(3)
})
