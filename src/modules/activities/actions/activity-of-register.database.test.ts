import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { activityById } from '../queries/activities.ts'
import { bindToRegister, handwrittenActivities, recordActivityOfRegister } from './activity-of-register.ts'
import { type ActivityToRecord, changeActivity, recordActivity } from './record-activity.ts'
import { withdrawActivity } from './withdraw-activity.ts'

test('a reception that a register keeps is neither entered again nor changed among the activities', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const official = officials.communeClerk
  const reception = {
    ...{ title: 'Tiếp công dân', heldOn: '2026-11-19', place: 'Phòng tiếp công dân', unitId: units.commune },
    ...{ chairedBy: 'Chủ tịch', participantCount: 3 },
  }
  const byHand: ActivityToRecord = {
    ...reception,
    ...{
      kind: 'reception',
      behalfUnitId: null,
      opinionCount: 0,
      opinions: [],
      content: '',
      assignmentId: null,
      files: [],
    },
  }
  const given = { ...reception, kind: 'reception' } as const
  const id = await recordActivityOfRegister(database, official, { given, takesOverId: null })
  await bindToRegister(database, { activityId: id, registerPath: '/reception/sessions/1' })
  await expect(recordActivity(database, official, byHand, TEST_TODAY)).rejects.toMatchObject({
    code: 'activity.already-in-register',
  })
  await expect(
    changeActivity(database, official, { id, version: null, given: byHand, today: TEST_TODAY }),
  ).rejects.toMatchObject({ code: 'activity.kept-in-register' })
  await expect(withdrawActivity(database, official, { id, reason: 'Nhầm', today: TEST_TODAY })).rejects.toMatchObject({
    code: 'activity.kept-in-register',
  })
  expect(await activityById(database, official, id, TEST_TODAY)).toMatchObject({
    participantCount: 3,
    withdrawnOn: null,
  })
  await recordActivity(database, official, { ...byHand, heldOn: '2026-11-20' }, TEST_TODAY)
  const onDay = (heldOn: string) =>
    handwrittenActivities(database, { kind: 'reception', unitId: units.commune, heldOn })
  expect([(await onDay('2026-11-19')).length, (await onDay('2026-11-20')).length]).toEqual([0, 1])
})
