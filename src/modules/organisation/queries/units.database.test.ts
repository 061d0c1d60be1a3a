import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { addUnits } from '../../../../tests/support/units-and-people.ts'
import type { Database } from '../../../platform/database/database.ts'
import { findUnits } from './find-units.ts'
import { rootOf, treeBelow, unitsOfProvince } from './unit-tree.ts'
import { unitsPlacedUnder } from './units.ts'

async function idsIn(database: Database, roots: string[]): Promise<string[]> {
  const units = unitsPlacedUnder(roots, TEST_TODAY)
  const { rows } = await sql<{ id: string }>`select id::text as id from unit where id in ${units} order by id`.execute(
    database,
  )
  return rows.map((row) => row.id)
}

describe('the units placed under a unit', () => {
  test('hold what ended there and what begins there later, and nothing from beside', async () => {
    const database = await databaseForTest()
    const { units } = await sampleProvince(database)
    await database
      .updateTable('unit_version')
      .set({ valid_to: '2025-06-30' })
      .where('unit_id', '=', units.district)
      .execute()
    await database
      .updateTable('unit_version')
      .set({ valid_from: '2027-01-01' })
      .where('unit_id', '=', units.commune)
      .execute()
    expect(await idsIn(database, [units.district])).toEqual([units.district, units.commune, units.sibling])
    expect(await idsIn(database, [units.committee])).toContain(units.commune)
    expect(await idsIn(database, [units.homeAffairs])).toEqual([units.homeAffairs])
  })

  test('follow a unit to its new parent', async () => {
    const database = await databaseForTest()
    const { units } = await sampleProvince(database)
    await database
      .updateTable('unit_version')
      .set({ valid_to: '2025-06-30' })
      .where('unit_id', '=', units.commune)
      .execute()
    await database
      .insertInto('unit_version')
      .values({
        unit_id: units.commune,
        name: 'Ủy ban nhân dân phường Ba',
        short_name: 'UBND phường Ba',
        kind_code: 'commune',
        parent_unit_id: units.committee,
        place_name: null,
        issuer_code: null,
        valid_from: '2025-07-01',
        valid_to: null,
      })
      .execute()
    expect(await idsIn(database, [units.district])).toEqual([units.district, units.sibling])
  })
})

test('units are found without accents, by name or code, one page after the other', async () => {
  const database = await databaseForTest()
  const { units } = await sampleProvince(database)
  const ids = async (words: string) =>
    (await findUnits(database, { on: TEST_TODAY, words })).rows.map((unit) => unit.id)
  expect(await ids('XA ba')).toEqual([units.commune, units.sibling])
  expect(await ids('snv')).toEqual([units.homeAffairs])
  expect(await ids('100%')).toEqual([])
  const after = await findUnits(database, { on: TEST_TODAY, after: 'T-X3' })
  expect(after.rows.map((unit) => unit.code)).toEqual(['T-X30'])
})

describe('the units of one’s own province', () => {
  const province = async (database: Database, of: string[]) =>
    (await unitsOfProvince(database, { of, today: TEST_TODAY })).map(({ name }) => name).sort()

  test('are those of no other province, and the same from each of its units', async () => {
    const database = await databaseForTest()
    const { units } = await sampleProvince(database)
    await addUnits(database, {
      placeName: 'Khác',
      units: [{ key: 'other', code: 'K', name: 'Tỉnh Khác', kind: 'province', parent: null, issuerCode: 'UBND' }],
    })
    const all = await province(database, [units.commune])
    expect(all).toHaveLength(6)
    expect(all).not.toContain('Tỉnh Khác')
    expect(await province(database, [units.province])).toEqual(all)
    expect(await province(database, [])).toEqual([])
  })

  test('are found from a unit that another has taken over', async () => {
    const database = await databaseForTest()
    const { units } = await sampleProvince(database)
    await database
      .updateTable('unit_version')
      .set({ valid_to: '2026-06-30' })
      .where('unit_id', '=', units.sibling)
      .execute()
    expect(await province(database, [units.sibling])).toEqual([])
    await database
      .insertInto('unit_succession')
      .values({
        from_unit_id: units.sibling,
        to_unit_id: units.commune,
        kind: 'merged-into',
        happened_on: '2026-07-01',
        legal_act: 'Nghị quyết sắp xếp',
      })
      .execute()
    expect(await province(database, [units.sibling])).toHaveLength(5)
  })
})

test('the tree of a province holds each unit once, under its parent', async () => {
  const database = await databaseForTest()
  const { units } = await sampleProvince(database)
  expect(await rootOf(database, units.sibling, TEST_TODAY)).toBe(units.province)
  const tree = await treeBelow(database, units.province, TEST_TODAY)
  const [committee] = tree?.children ?? []
  expect(committee?.children.map((unit) => unit.id)).toEqual([units.homeAffairs, units.district])
  expect(committee?.children[1]?.children.map((unit) => unit.id)).toEqual([units.commune, units.sibling])
})
