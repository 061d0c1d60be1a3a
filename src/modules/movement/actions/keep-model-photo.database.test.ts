import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sendPicture } from '../../../../tests/support/making-records.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import { publicModels, unitsOfPublicModels, visitsOf } from '../queries/model-life.ts'
import { photosOfModel, publicPhotoFile, publicPhotosOf } from '../queries/model-photos.ts'
import { releaseModel, visitModel } from './keep-alive.ts'
import { addModelPhoto, changeModelPhoto, removeModelPhoto } from './keep-model-photo.ts'
import { type ModelToRegister, registerModel } from './register-model.ts'
import { reviewModel } from './review-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'model-photos-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function visited() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk: maker, siblingClerk } = officials
  const store = openFileStore(folder)
  const model: ModelToRegister = {
    ...{ unitId: units.commune, name: 'Đường hoa ấp 3', registration: 'new', field: 'new-rural' },
    ...{ ownerKind: 'collective', ownerName: 'Ấp 3', content: '', year: 2026, registeredOn: '2026-03-01' },
    replicatesModelId: null,
  }
  const modelId = await registerModel(database, maker, model, TEST_TODAY)
  const visit = { modelId, visitedOn: '2026-11-01', visitedBy: 'Khối vận', seen: 'Đường sạch', isAlive: true }
  await visitModel(database, maker, { ...visit, toMend: '', mendBy: null }, TEST_TODAY)
  const [{ id: visitId = '' } = {}] = await visitsOf(database, modelId)
  const picture = () => sendPicture({ database, store, maker })
  const review = { modelId, result: 'recognised', reviewedOn: TEST_TODAY, note: 'QĐ', level: 'commune' } as const
  await reviewModel(database, maker, review, TEST_TODAY)
  return { database, units, maker, siblingClerk, store, modelId, visitId, picture }
}

const WORDS = { alternativeText: 'Đường hoa hai bên', today: TEST_TODAY }
const INTERNAL = { audience: 'internal', agreedBy: '' } as const
const PUBLIC = { audience: 'public', agreedBy: 'Tổ tự quản ấp 3' } as const

test('the public sees a photo that was marked for it, with who agreed, while its model is public', async () => {
  const { database, maker, modelId, visitId, picture, store } = await visited()
  const add = async (release: typeof INTERNAL | typeof PUBLIC) =>
    addModelPhoto(database, maker, { ...WORDS, ...release, visitId, storedFileId: await picture() })
  await expect(
    addModelPhoto(database, maker, {
      ...WORDS,
      visitId,
      audience: 'public',
      agreedBy: '',
      storedFileId: await picture(),
    }),
  ).rejects.toThrow('movement.agreement-missing')
  const kept = await add(INTERNAL)
  const photoId = await add(PUBLIC)
  const opens = async (id = photoId) => (await publicPhotoFile(database, { modelId, photoId: id })) !== undefined
  expect(await opens()).toBe(false)
  await releaseModel(database, maker, { modelId, publicWords: 'Cả ấp cùng trồng hoa.', today: TEST_TODAY })
  expect([await opens(), await opens(kept)]).toEqual([true, false])
  const shown = await publicPhotosOf(database, modelId)
  expect(shown.map(({ id }) => id)).toEqual([photoId])
  expect(JSON.stringify(shown)).not.toContain(PUBLIC.agreedBy)

  await changeModelPhoto(database, maker, { ...WORDS, ...INTERNAL, photoId })
  expect(await opens()).toBe(false)
  await changeModelPhoto(database, maker, { ...WORDS, ...PUBLIC, photoId })
  await removeModelPhoto(database, maker, { photoId, reason: 'Người trong ảnh rút lại đồng ý', today: TEST_TODAY })
  await store.removeAsked(database)
  expect(await opens()).toBe(false)
  expect((await photosOfModel(database, modelId)).map(({ id }) => id)).toEqual([kept])
})

test('a photo is for the unit of the model alone to add, change and take away', async () => {
  const { database, maker, siblingClerk, visitId, picture } = await visited()
  const storedFileId = await picture()
  await expect(addModelPhoto(database, siblingClerk, { ...WORDS, ...INTERNAL, visitId, storedFileId })).rejects.toThrow(
    'movement.no-such-visit',
  )
  const photoId = await addModelPhoto(database, maker, { ...WORDS, ...INTERNAL, visitId, storedFileId })
  await expect(changeModelPhoto(database, siblingClerk, { ...WORDS, ...INTERNAL, photoId })).rejects.toThrow(
    'movement.no-such-photo',
  )
  await expect(removeModelPhoto(database, siblingClerk, { photoId, reason: 'x', today: TEST_TODAY })).rejects.toThrow(
    'movement.no-such-photo',
  )
})

test('the public gallery is narrowed by unit, level, field and year, and offers the units above its models', async () => {
  const { database, units, maker, modelId } = await visited()
  await releaseModel(database, maker, { modelId, publicWords: 'Cả ấp cùng trồng hoa.', today: TEST_TODAY })
  const found = async (filter: Partial<Parameters<typeof publicModels>[1]>) =>
    (await publicModels(database, { rootId: units.province, today: TEST_TODAY, ...filter })).length
  expect(await found({})).toBe(1)
  expect([await found({ unitId: units.district }), await found({ unitId: units.sibling })]).toEqual([1, 0])
  expect([await found({ level: 'commune' }), await found({ level: 'province' })]).toEqual([1, 0])
  expect([await found({ field: 'new-rural' }), await found({ field: 'economy' })]).toEqual([1, 0])
  expect([await found({ year: 2026 }), await found({ year: 2025 })]).toEqual([1, 0])
  const offered = await unitsOfPublicModels(database, { rootId: units.province, today: TEST_TODAY })
  expect(offered.map(({ id }) => id).sort()).toEqual(
    [units.province, units.committee, units.district, units.commune].sort(),
  )
})
