import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { unitOnDay } from '../queries/units.ts'
import { unitsAsRows, unitsAsWorkbook } from '../queries/units-as-rows.ts'
import { type UnitRow, unitRowsOfJson } from '../rules/unit-rows.ts'
import { importUnits, previewUnitImport, unitRowsOfWorkbook } from './import-units.ts'
import { changeUnit } from './keep-unit.ts'

const row = (changes: Partial<Record<keyof UnitRow, unknown>>) => ({
  code: 'T-X4',
  name: 'Ủy ban nhân dân xã Bốn',
  kind: 'commune',
  parent: 'T-H1',
  validFrom: '01/01/2026',
  legalAct: 'Nghị quyết số 1',
  ...changes,
})

describe('units that were exported', () => {
  test('come into another system as they were, through time, from Excel and from JSON', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await changeUnit(database, officials.administrator, {
      id: units.commune,
      version: null,
      given: {
        name: 'Ủy ban nhân dân phường Ba',
        shortName: 'UBND phường Ba',
        kindCode: 'commune',
        parentUnitId: units.committee,
        placeName: null,
        issuerCode: 'UBND',
        administrativeCode: '00031',
        validFrom: '2025-07-01',
        legalAct: 'Nghị quyết 1/NQ-UBTVQH15',
      },
      today: TEST_TODAY,
    })
    const exported = await unitsAsRows(database, [units.province], TEST_TODAY)
    expect(exported).toHaveLength(7)
    const fromExcel = await databaseForTest()
    const file = await unitsAsWorkbook(database, null, TEST_TODAY)
    const plan = await importUnits(fromExcel, null, await unitRowsOfWorkbook(file), TEST_TODAY)
    expect([plan.added.length, plan.changed.length, plan.unchanged]).toEqual([6, 0, 0])
    expect(await unitsAsRows(fromExcel, null, TEST_TODAY)).toEqual(exported)
    expect((await importUnits(fromExcel, null, unitRowsOfJson(exported), TEST_TODAY)).unchanged).toBe(6)
  })
})

describe('importing units', () => {
  test('is all or nothing', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const rows = unitRowsOfJson([row({}), row({ code: 'T-X5', parent: 'KHONG-CO' })])
    await expect(importUnits(database, officials.administrator, rows, TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.import-has-faults',
      messageForPerson: expect.stringContaining('Dòng 2: Không có đơn vị cấp trên mang mã “KHONG-CO”'),
    })
    expect(await unitOnDay(database, { code: 'T-X4' }, TEST_TODAY)).toBeUndefined()
  })

  test('continues a unit from its new day on and tells it in the trail', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const rows = unitRowsOfJson([row({ code: 'T-X3', name: 'Ủy ban nhân dân phường Ba', parent: 'T-UBND' })])
    const plan = await importUnits(database, officials.administrator, rows, TEST_TODAY)
    expect(plan.changed).toHaveLength(1)
    expect(await unitOnDay(database, { id: units.commune }, '2025-12-31')).toMatchObject({
      name: 'Ủy ban nhân dân xã Ba',
    })
    expect(await unitOnDay(database, { id: units.commune }, '2026-01-01')).toMatchObject({
      name: 'Ủy ban nhân dân phường Ba',
      parentUnitId: units.committee,
    })
    expect(await changesOf(database, { kind: 'unit', id: units.commune })).toMatchObject([
      { summary: 'Thay đổi từ tệp: Ủy ban nhân dân phường Ba từ ngày 01/01/2026' },
    ])
  })

  test('stays within what the administrator manages', async () => {
    const database = await databaseForTest()
    const { officials } = await sampleProvince(database)
    const other = unitRowsOfJson([row({ code: 'Q', parent: '' }), row({ code: 'Q-1', parent: 'Q' })])
    await importUnits(database, null, other, TEST_TODAY)
    const faultsFor = async (changes: Parameters<typeof row>[0]) =>
      (
        await previewUnitImport(database, officials.administrator, unitRowsOfJson([row(changes)]), TEST_TODAY)
      ).faults.map(({ message }) => message)
    expect(await faultsFor({ parent: 'Q' })).toEqual(['Đơn vị “Q” không thuộc phạm vi bạn quản lý.'])
    expect(await faultsFor({ code: 'Q-1', name: 'Khác', parent: 'Q', validFrom: '02/01/2026' })).toHaveLength(1)
    expect((await faultsFor({ parent: '' }))[0]).toContain('Thiếu mã đơn vị cấp trên')
    expect(await faultsFor({})).toEqual([])
  })
})
