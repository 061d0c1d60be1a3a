import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { fieldTitles, modelFields } from '../queries/model-fields.ts'
import { modelById } from '../queries/models.ts'
import { addModelField, changeModelField } from './keep-model-field.ts'
import { changeModel, type ModelToRegister, registerModel } from './register-model.ts'

test('a field is added, renamed and ended by who administers the province, and its models keep it', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { administrator, communeClerk: clerk } = officials
  const add = (title: string, official = administrator) =>
    addModelField(database, official, { title, today: TEST_TODAY })
  await expect(add('Chuyển đổi số', clerk)).rejects.toThrow('organisation.concerns-whole-province')
  await expect(add('kinh tế')).rejects.toThrow('movement.field-title-taken')
  const code = await add('Chuyển đổi số')
  expect((await fieldTitles(database, { on: TEST_TODAY }))[code]).toBe('Chuyển đổi số')

  const model: ModelToRegister = {
    ...{ unitId: units.commune, name: 'Tổ công nghệ số ấp 3', registration: 'new', field: code, content: '' },
    ...{ ownerKind: 'collective', ownerName: 'Ấp 3', year: 2026, registeredOn: '2026-11-20', replicatesModelId: null },
  }
  const modelId = await registerModel(database, clerk, model, TEST_TODAY)
  const change = (title: string, endedOn: string | null, version: string | null = null) =>
    changeModelField(database, administrator, { code, version, given: { title, endedOn }, today: TEST_TODAY })
  await change('Chuyển đổi số, dữ liệu', '2026-11-19', '1')
  await expect(change('Khác', null, '1')).rejects.toThrow(StaleEdit)
  expect(await modelById(database, clerk, modelId, TEST_TODAY)).toMatchObject({
    ...{ field: code, fieldTitle: 'Chuyển đổi số, dữ liệu' },
  })
  expect(await fieldTitles(database, { on: TEST_TODAY })).not.toHaveProperty(code)
  expect(await fieldTitles(database, { on: TEST_TODAY, kept: code })).toHaveProperty(code)
  await expect(registerModel(database, clerk, model, TEST_TODAY)).rejects.toThrow('movement.field-ended')
  await expect(registerModel(database, clerk, { ...model, field: 'nothing' }, TEST_TODAY)).rejects.toThrow(
    'movement.no-such-field',
  )
  const kept = { id: modelId, version: null, given: { ...model, content: 'Dạy bà con' }, today: TEST_TODAY }
  await changeModel(database, clerk, kept)
  const listed = (await modelFields(database)).find((field) => field.code === code)
  expect(listed).toMatchObject({ modelCount: 1, endedOn: '2026-11-19', changedBy: 'Đặng Thu Hà' })
})
