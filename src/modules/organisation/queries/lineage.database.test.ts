import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { reorganiseBy, unitCoded } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { refuseEndedUnit } from '../actions/refuse-ended-unit.ts'
import { unitsPlacedUnder, unitsUnder } from './units.ts'

const DAY = '2026-07-01'
const NEW = { toCode: 'T-X4', toName: 'Xã Bốn', toKindCode: 'commune', toParentCode: 'T-UBND' }

async function scope(database: Database, unitId: string, day = DAY): Promise<string[]> {
  const { rows } = await sql<{
    code: string
  }>`select code from unit where id in ${unitsUnder([unitId], day)} order by code`.execute(database)
  return rows.map((found) => found.code)
}

describe('the scope of a unit', () => {
  test('holds what was merged into it from the day on, and what is gone stays under who was above it last', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'merged-into', fromCode: 'T-X3', ...NEW }),
        row({ kind: 'dissolved', fromCode: 'T-H1', toCode: 'T-SNV' }),
        row({ kind: 'merged-into', fromCode: 'T-X30', ...NEW }),
      ],
      effectiveOn: DAY,
    })
    const heir = await unitCoded(database, 'T-X4')
    expect(await scope(database, heir)).toEqual(['T-X3', 'T-X30', 'T-X4'])
    expect(await scope(database, heir, '2026-06-30')).toEqual(['T-X4'])
    expect(await scope(database, units.commune)).toEqual(['T-X3'])
    expect(await scope(database, units.homeAffairs)).toEqual(['T-H1', 'T-SNV', 'T-X3', 'T-X30'])
    expect(await scope(database, units.province)).toEqual(['T', 'T-H1', 'T-SNV', 'T-UBND', 'T-X3', 'T-X30', 'T-X4'])
    const { rows } = await sql`select from unit where id in ${unitsPlacedUnder([heir], '2026-06-30')}`.execute(database)
    expect(rows.length).toBe(1)
  })

  test('holds both sides of a split, and nothing of a unit that passed on a part and lives on', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'split', fromCode: 'T-X3', toCode: 'T-X30', isMainHeir: true }),
        row({ kind: 'split', fromCode: 'T-X3', ...NEW }),
        row({ kind: 'part-transferred', fromCode: 'T-H1', toCode: 'T-SNV', parts: 'Ấp 1' }),
      ],
      effectiveOn: DAY,
    })
    const fourth = await unitCoded(database, 'T-X4')
    expect(await scope(database, fourth)).toEqual(['T-X3', 'T-X4'])
    expect(await scope(database, units.sibling)).toEqual(['T-X3', 'T-X30'])
    expect(await scope(database, units.homeAffairs)).toEqual(['T-SNV'])
  })

  test('follows one reorganisation after another, and a unit that moved counts only where it is', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const by = officials.administrator
    await reorganiseBy(database, by, {
      rows: [row({ kind: 'merged-into', fromCode: 'T-X3', toCode: 'T-X30' })],
      effectiveOn: '2026-03-01',
    })
    await reorganiseBy(database, by, {
      rows: [row({ kind: 'merged-into', fromCode: 'T-X30', ...NEW })],
      effectiveOn: DAY,
    })
    const heir = await unitCoded(database, 'T-X4')
    expect(await scope(database, heir)).toEqual(['T-X3', 'T-X30', 'T-X4'])
    await reorganiseBy(database, by, {
      rows: [row({ kind: 'renamed', fromCode: 'T-X4', toName: 'Phường Bốn', toParentCode: 'T-SNV' })],
      effectiveOn: '2026-09-01',
    })
    expect(await scope(database, units.homeAffairs, '2026-09-01')).toEqual(['T-SNV', 'T-X3', 'T-X30', 'T-X4'])
    expect(await scope(database, units.district, '2026-09-01')).toEqual(['T-H1', 'T-X3', 'T-X30'])
  })
})

describe('a unit that has ended', () => {
  test('gets nothing new after its last day, though its heir still reads and may mend what it did', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await reorganiseBy(database, officials.administrator, {
      rows: [row({ kind: 'merged-into', fromCode: 'T-X3', toCode: 'T-X30' })],
      effectiveOn: DAY,
    })
    await expect(refuseEndedUnit(database, units.commune, DAY)).rejects.toMatchObject({
      code: 'organisation.unit-ended',
      messageForPerson: expect.stringContaining('đã kết thúc hoạt động ngày 30/06/2026'),
    })
    await expect(refuseEndedUnit(database, units.commune, '2026-06-30')).resolves.toBeUndefined()
    await expect(refuseEndedUnit(database, units.sibling, DAY)).resolves.toBeUndefined()
  })
})

describe('the latest version of a unit', () => {
  test('is marked by the database, whatever is written', async () => {
    const database = await databaseForTest()
    const { units } = await sampleProvince(database)
    const marked = async () =>
      (
        await database
          .selectFrom('unit_version')
          .select(['valid_from', sql<boolean>`is_last`.as('isLast')])
          .where('unit_id', '=', units.commune)
          .orderBy('valid_from')
          .execute()
      ).map((version) => [version.valid_from, version.isLast])
    await sql`update unit_version set valid_to = '2026-06-30' where unit_id = ${units.commune}`.execute(database)
    await sql`insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, valid_from)
      values (${units.commune}, 'Phường Ba', 'Phường Ba', 'commune', ${units.district}, ${DAY})`.execute(database)
    expect(await marked()).toEqual([
      ['2004-01-01', false],
      [DAY, true],
    ])
    await sql`delete from unit_version where unit_id = ${units.commune} and valid_from = ${DAY}`.execute(database)
    expect(await marked()).toEqual([['2004-01-01', true]])
  })
})
