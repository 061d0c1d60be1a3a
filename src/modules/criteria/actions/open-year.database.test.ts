import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { addBlocks, openSampleYear } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { DEMONSTRATION_SET } from '../rules/demonstration-set.ts'
import { keepCriteriaSet } from './keep-criteria-set.ts'
import { openYear } from './open-year.ts'

const today = TEST_TODAY

describe('opening a year', () => {
  test('is refused a second time for the same province', async () => {
    const database = await databaseForTest()
    const province = await sampleProvince(database)
    await openSampleYear(database, province)
    await expect(openSampleYear(database, province)).rejects.toMatchObject({ code: 'criteria.year-already-open' })
  })

  test('is refused for a year that the set is not made for, and for days out of order', async () => {
    const database = await databaseForTest()
    const province = await sampleProvince(database)
    const blocks = await addBlocks(database, province)
    const setId = await keepCriteriaSet(database, null, DEMONSTRATION_SET)
    const given = {
      setId,
      year: 2026,
      rootUnitId: province.units.province,
      blocks: [{ blockId: blocks.communes, unitKind: 'locality' }],
      selfAssessBy: '2026-11-30',
      verifyBy: '2026-12-15',
      decideBy: '2026-12-25',
    }
    const open = (changed: object) => openYear(database, province.officials.collector, { ...given, ...changed }, today)
    await expect(open({ year: 2019 })).rejects.toMatchObject({ code: 'criteria.year-not-in-set' })
    await expect(open({ verifyBy: '2026-11-01' })).rejects.toMatchObject({ fields: { verifyBy: expect.any(String) } })
    await expect(open({ blocks: [] })).rejects.toMatchObject({ code: 'criteria.no-block' })
  })

  test('keeps a set once, and another version of it beside the first', async () => {
    const database = await databaseForTest()
    const first = await keepCriteriaSet(database, null, DEMONSTRATION_SET)
    expect(await keepCriteriaSet(database, null, structuredClone(DEMONSTRATION_SET))).toBe(first)
    expect(await keepCriteriaSet(database, null, { ...DEMONSTRATION_SET, title: 'Bản sửa' })).not.toBe(first)
    await expect(sql`update criteria_set set title = 'x'`.execute(database)).rejects.toThrow('never changed')
  })
})
