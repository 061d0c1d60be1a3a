import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { countFigures } from '../../indicators/index.ts'
import { activities, activityById } from '../queries/activities.ts'
import { activityFact } from '../queries/fact.ts'
import { recordActivity } from './record-activity.ts'
import { withdrawActivity } from './withdraw-activity.ts'

test('an activity entered by mistake leaves lists and figures, and can still be read with the reason', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const id = await recordActivity(
    database,
    officials.communeClerk,
    {
      kind: 'dialogue',
      title: 'Ghi nhầm',
      heldOn: TEST_TODAY,
      place: 'Hội trường',
      unitId: units.commune,
      behalfUnitId: null,
      chairedBy: 'Trần Văn Tám',
      participantCount: 10,
      opinionCount: null,
      opinions: [],
      content: '',
      assignmentId: null,
      files: [],
    },
    TEST_TODAY,
  )
  const dialogues = async () => {
    const period = { from: '2026-01-01', to: '2026-12-31' }
    const figures = await countFigures(database, [activityFact], {
      indicators: ['dialogue.count'],
      unitIds: [units.province],
      period,
    })
    return figures[0]?.total?.value
  }
  expect(await dialogues()).toBe(1)
  const given = { id, reason: 'Trùng với cuộc đã ghi', today: TEST_TODAY }
  await expect(withdrawActivity(database, officials.siblingClerk, given)).rejects.toMatchObject({ kind: 'not-found' })
  await withdrawActivity(database, officials.communeClerk, given)

  expect(await dialogues()).toBe(0)
  expect((await activities(database, officials.communeClerk, {}, TEST_TODAY)).rows).toEqual([])
  expect(await activityById(database, officials.communeClerk, id, TEST_TODAY)).toMatchObject({
    withdrawnReason: 'Trùng với cuộc đã ghi',
  })
  await expect(withdrawActivity(database, officials.communeClerk, given)).rejects.toMatchObject({
    code: 'activity.already-withdrawn',
  })
})
