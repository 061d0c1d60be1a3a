import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { coordinationSheet } from './coordination-sheet.ts'

test('a row keeps parties, term and duties; it is changed, refused at its cell, and taken back', async () => {
  const database = await databaseForTest()
  const { officials, units } = await sampleProvince(database)
  const context = { database, official: officials.communeClerk, today: TEST_TODAY }
  const row = {
    ...{ kind: 'programme', title: 'Chương trình phối hợp về dân vận', reference: '', leadUnitId: units.commune },
    ...{ secondUnitId: '', thirdUnitId: '', outsideParties: 'Tòa án nhân dân khu vực 1\nĐồn Biên phòng' },
    ...{ startsOn: '01/01/2026', endsOn: '31/12/2030', reportDay: '5', reportMonth: '12', basedOnId: '' },
    duties: 'Họp giao ban hằng quý\nBên 2: Tuyên truyền pháp luật',
  }
  const read = async (id: string) => (await coordinationSheet.records(context, { ids: [id] }))[0]?.values
  const id = await coordinationSheet.add(context, row)
  expect(await read(id)).toEqual(row)
  await coordinationSheet.change(context, id, { ...row, duties: 'Bên 3: Tuần tra', basedOnId: '' })
  expect(await read(id)).toMatchObject({ duties: 'Bên 3: Tuần tra', outsideParties: row.outsideParties })
  for (const [key, value] of [
    ['endsOn', ''],
    ['duties', 'Bên 4: Không có bên này'],
    ['secondUnitId', units.commune],
    ['reportMonth', ''],
  ] as const) {
    await expect(coordinationSheet.change(context, id, { ...row, [key]: value })).rejects.toMatchObject({
      fields: { [key]: expect.any(String) },
    })
  }
  await coordinationSheet.takeBack?.(context, id, 'Hoàn tác lần nhập')
  expect(await read(id)).toBeUndefined()
})
