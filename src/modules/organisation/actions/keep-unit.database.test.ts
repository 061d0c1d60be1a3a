import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { unitRecord } from '../queries/unit-record.ts'
import { unitOnDay } from '../queries/units.ts'
import { addUnit, changeUnit, type UnitFromDay } from './keep-unit.ts'

const ward = (parentUnitId: string): UnitFromDay => ({
  name: 'Ủy ban nhân dân phường Ba',
  shortName: 'UBND phường Ba',
  kindCode: 'commune',
  parentUnitId,
  placeName: 'Mẫu',
  issuerCode: 'UBND',
  administrativeCode: null,
  validFrom: '2025-07-01',
  legalAct: 'Nghị quyết 1/NQ-UBTVQH15',
})

describe('changing a unit from a day on', () => {
  test('leaves what it was until the day before, and writes the trail', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await changeUnit(database, officials.administrator, {
      id: units.commune,
      version: null,
      given: ward(units.committee),
      today: TEST_TODAY,
    })
    expect(await unitOnDay(database, { id: units.commune }, '2025-06-30')).toMatchObject({
      name: 'Ủy ban nhân dân xã Ba',
      parentUnitId: units.district,
    })
    expect(await unitOnDay(database, { id: units.commune }, '2025-07-01')).toMatchObject({
      name: 'Ủy ban nhân dân phường Ba',
      parentUnitId: units.committee,
    })
    expect(await changesOf(database, { kind: 'unit', id: units.commune })).toMatchObject([
      {
        actorName: 'Đặng Thu Hà',
        summary:
          'Thay đổi từ ngày 01/07/2025: tên thành “Ủy ban nhân dân phường Ba”; đơn vị cấp trên thành Ủy ban nhân dân tỉnh Mẫu; tên viết tắt thành “UBND phường Ba” (căn cứ: Nghị quyết 1/NQ-UBTVQH15)',
      },
    ])
  })

  test('is refused on a day that an earlier change already holds, and keeps everything', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const change = (validFrom: string, name: string) =>
      changeUnit(database, officials.administrator, {
        id: units.commune,
        version: null,
        given: { ...ward(units.district), validFrom, name },
        today: TEST_TODAY,
      })
    await change('2025-07-01', 'Tên hai')
    await expect(change('2025-07-01', 'Tên ba')).rejects.toMatchObject({ code: 'organisation.version-overlaps' })
    expect((await unitRecord(database, units.commune))?.versions).toHaveLength(2)
  })

  test('shows the newer version to whoever had opened the older one', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const seen = (await unitRecord(database, units.commune))?.versions[0]?.id ?? ''
    const change = (name: string, validFrom: string) =>
      changeUnit(database, officials.administrator, {
        id: units.commune,
        version: seen,
        given: { ...ward(units.district), name, validFrom },
        today: TEST_TODAY,
      })
    await change('Tên hai', '2025-07-01')
    const second = change('Tên ba', '2026-01-01')
    await expect(second).rejects.toBeInstanceOf(StaleEdit)
    await expect(second).rejects.toMatchObject({ current: { values: { name: 'Tên hai' }, changedBy: 'Đặng Thu Hà' } })
  })

  test('is refused for a parent that is below the unit itself', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const change = changeUnit(database, officials.administrator, {
      id: units.district,
      version: null,
      given: { ...ward(units.commune), kindCode: 'district' },
      today: TEST_TODAY,
    })
    await expect(change).rejects.toMatchObject({ code: 'organisation.parent-is-below' })
  })

  test('is not for who has no such right there', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const change = changeUnit(database, officials.communeHead, {
      id: units.commune,
      version: null,
      given: ward(units.district),
      today: TEST_TODAY,
    })
    await expect(change).rejects.toMatchObject({ code: 'organisation.no-such-unit', kind: 'not-found' })
  })
})

describe('adding a unit', () => {
  test('puts it below its parent from the day on', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = { code: 'T-X4', ...ward(units.district), validFrom: '2027-01-01' }
    const id = await addUnit(database, officials.administrator, given, TEST_TODAY)
    expect(await unitOnDay(database, { id }, '2026-12-31')).toBeUndefined()
    expect(await unitOnDay(database, { id }, '2027-01-01')).toMatchObject({ parentUnitId: units.district })
  })

  test('is refused when the code is taken', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const added = addUnit(database, officials.administrator, { code: 'T-X3', ...ward(units.district) }, TEST_TODAY)
    await expect(added).rejects.toMatchObject({ code: 'organisation.code-taken' })
  })
})
