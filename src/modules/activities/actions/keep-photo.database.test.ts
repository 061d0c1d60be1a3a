import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sendFile, sendPicture } from '../../../../tests/support/making-records.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { openFileStore, pathOfFile } from '../../../platform/files/file-store.ts'
import { photosOf } from '../queries/photos.ts'
import { addPhoto, describePhoto, removePhoto } from './keep-photo.ts'
import { recordActivity } from './record-activity.ts'

const folder = mkdtempSync(join(tmpdir(), 'photos-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a photo gets other words, and leaves the store for good; another of the same picture stays', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk: maker, siblingClerk } = officials
  const store = openFileStore(folder)
  const activity = {
    ...{ kind: 'dialogue' as const, title: 'Đối thoại', heldOn: '2026-11-01', place: 'Xã', unitId: units.commune },
    ...{ behalfUnitId: null, chairedBy: 'Chủ tịch', participantCount: 5, opinionCount: 0, opinions: [] },
    ...{ content: '', assignmentId: null, files: [] },
  }
  const activityId = await recordActivity(database, maker, activity, TEST_TODAY)
  const add = async (storedFileId: string) =>
    addPhoto(database, maker, { activityId, storedFileId, alternativeText: 'Hội trường', today: TEST_TODAY })
  const paper = await sendFile({ database, store, maker }, { name: 'bien-ban.pdf', words: 'Biên bản' })
  await expect(add(paper)).rejects.toThrow('documents.no-photo')
  const first = await add(await sendPicture({ database, store, maker }))
  const second = await add(await sendPicture({ database, store, maker }))
  const words = async () => (await photosOf(database, activityId)).map(({ alternativeText }) => alternativeText)

  const described = { activityId, photoId: first, alternativeText: 'Người dân trong hội trường', today: TEST_TODAY }
  await expect(describePhoto(database, siblingClerk, described)).rejects.toThrow('activity.no-such-activity')
  await describePhoto(database, maker, described)
  expect(await words()).toEqual(['Người dân trong hội trường', 'Hội trường'])

  const pictures = await database
    .selectFrom('stored_file')
    .select('sha256')
    .where('media_type', '=', 'image/png')
    .execute()
  const path = pathOfFile(folder, pictures[0]?.sha256 ?? '')
  const remove = async (photoId: string) => {
    await removePhoto(database, maker, { activityId, photoId, reason: 'Chọn nhầm', today: TEST_TODAY })
    await store.removeAsked(database)
  }
  await remove(first)
  expect(await words()).toEqual(['Hội trường'])
  expect(existsSync(path)).toBe(true)
  await expect(remove(first)).rejects.toThrow('activity.no-such-photo')
  await remove(second)
  expect(existsSync(path)).toBe(false)
  const trail = await database
    .selectFrom('audit_entry')
    .select('summary')
    .where('action', '=', 'activity.photo-removed')
    .orderBy('id')
    .execute()
  expect(trail.map(({ summary }) => summary)).toEqual([
    'Bỏ ảnh “Người dân trong hội trường”: Chọn nhầm',
    'Bỏ ảnh “Hội trường”: Chọn nhầm',
  ])
})
