import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'

test('one record is within reach exactly where it is on a list: under the unit, and under what took it over', async () => {
  const database = await databaseForTest()
  const { units } = await sampleProvince(database)
  // The sibling has taken the commune over: its records are the sibling's too.
  await sql`insert into unit_succession (from_unit_id, to_unit_id, happened_on, kind, legal_act)
    values (${units.commune}, ${units.sibling}, '2026-06-01', 'merged-into', 'Nghị quyết thử')`.execute(database)
  const all = Object.values(units)
  const { rows } = await sql<{ root: string; unit: string; asked: boolean; listed: boolean; both: boolean }>`
    select root, unit, is_within(array[unit], array[root], ${TEST_TODAY}::date) as asked,
      unit in (select unit_id from units_under(array[root], ${TEST_TODAY}::date)) as listed,
      is_within(array[unit, root], array[root], ${TEST_TODAY}::date) as both
    from unnest(${all}::bigint[]) root cross join unnest(${all}::bigint[]) unit`.execute(database)
  expect(rows).toHaveLength(all.length ** 2)
  expect(rows.filter(({ asked, listed }) => asked !== listed)).toEqual([])
  expect(rows.filter(({ both }) => !both)).toEqual([])
  const reached = (root: string, unit: string) => rows.find((row) => row.root === root && row.unit === unit)?.asked
  expect([reached(units.sibling, units.commune), reached(units.commune, units.sibling)]).toEqual([true, false])
  const nothing = await sql<{ found: boolean }>`
    select is_within(array[${units.commune}::bigint], '{}', ${TEST_TODAY}::date) as found`.execute(database)
  expect(nothing.rows).toEqual([{ found: false }])
})
