import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { rootsOnDay } from '../queries/unit-tree.ts'
import { importCountryUnits } from './import-country-units.ts'

test('the whole country comes in seconds, once, and the demonstration stays as it is', async () => {
  const database = await databaseForTest('province')
  const counted = async () =>
    (
      await sql`select (select count(*)::int from unit) as units, (select count(*)::int from unit_version) as versions,
        (select count(*)::int from unit_succession) as successions`.execute(database)
    ).rows[0]
  const before = await counted()
  const roots = await rootsOnDay(database, '2026-11-22')
  const expected = {
    units: [
      { group: 'province', listed: 34, added: 34, untouched: 0 },
      { group: 'commune', listed: 3321, added: 3321, untouched: 0 },
      { group: 'former-province', listed: 52, added: 52, untouched: 0 },
      { group: 'former-district', listed: 691, added: 691, untouched: 0 },
      { group: 'former-commune', listed: 9899, added: 9824, untouched: 75 },
    ],
    fromList: { provinces: 34, communes: 3321, mappings: 10_977, mappingsWithoutOldUnit: 943 },
  }
  expect(await importCountryUnits(database, { dryRun: true })).toMatchObject(expected)
  expect(await counted()).toEqual(before)
  expect(await importCountryUnits(database, { dryRun: false })).toMatchObject(expected)
  const after = await counted()
  expect((await importCountryUnits(database, { dryRun: false })).units.every(({ added }) => added === 0)).toBe(true)
  expect(await counted()).toEqual(after)
  expect(await rootsOnDay(database, '2026-11-22')).toEqual(roots)
})
