import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { activities, activityById, opinionsOf } from '../queries/activities.ts'
import { type ActivityToRecord, changeActivity, recordActivity } from './record-activity.ts'

const dialogue = (unitId: string): ActivityToRecord => ({
  kind: 'dialogue',
  title: 'Đối thoại về làm đường ấp 3',
  heldOn: '2026-11-20',
  place: 'Nhà văn hóa ấp 3',
  unitId,
  behalfUnitId: null,
  chairedBy: 'Trần Văn Tám, Chủ tịch UBND xã',
  participantCount: 215,
  opinionCount: null,
  opinions: ['Sửa đường ấp 3', 'Cấp nước sạch', 'Đèn đường'],
  content: '',
  assignmentId: null,
  files: [],
})

describe('recording an activity', () => {
  test('keeps it with its opinions, findable without accents, and writes the trail', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await recordActivity(database, officials.communeClerk, dialogue(units.commune), TEST_TODAY)

    expect(await activityById(database, officials.communeClerk, id, TEST_TODAY)).toMatchObject({
      participantCount: 215,
      opinionCount: 3,
    })
    expect((await opinionsOf(database, id)).map((opinion) => opinion.content)).toEqual([
      'Sửa đường ấp 3',
      'Cấp nước sạch',
      'Đèn đường',
    ])
    const found = await activities(database, officials.communeClerk, { words: 'nuoc sach' }, TEST_TODAY)
    expect(found.rows.map((row) => row.id)).toEqual([id])
    expect(await changesOf(database, { kind: 'activity', id })).toMatchObject([{ actorName: 'Nguyễn Thị Mai' }])
  })

  test('is refused for a unit that is not the clerk’s, even one whose code begins with theirs', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await expect(
      recordActivity(database, officials.communeClerk, dialogue(units.sibling), TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'activity.not-your-unit',
    })
    expect((await activities(database, officials.collector, {}, TEST_TODAY)).rows).toEqual([])
  })

  test('is seen from above and not from beside', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await recordActivity(database, officials.communeClerk, dialogue(units.commune), TEST_TODAY)
    expect(await activityById(database, officials.collector, id, TEST_TODAY)).toBeDefined()
    expect(await activityById(database, officials.siblingClerk, id, TEST_TODAY)).toBeUndefined()
  })
})

describe('changing an activity that somebody else changed meanwhile', () => {
  test('is refused with what stands there now, and overwrites nothing', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = dialogue(units.commune)
    const id = await recordActivity(database, officials.communeClerk, given, TEST_TODAY)
    const today = TEST_TODAY
    await changeActivity(database, officials.communeClerk, {
      id,
      version: '1',
      given: { ...given, participantCount: 220 },
      today,
    })
    const second = changeActivity(database, officials.communeHead, {
      id,
      version: '1',
      given: { ...given, place: 'Trụ sở' },
      today,
    })
    await expect(second).rejects.toBeInstanceOf(StaleEdit)
    await expect(second).rejects.toMatchObject({ current: { version: '2', values: { participantCount: '220' } } })
    expect(await activityById(database, officials.communeClerk, id, today)).toMatchObject({
      place: 'Nhà văn hóa ấp 3',
      participantCount: 220,
    })
  })
})
