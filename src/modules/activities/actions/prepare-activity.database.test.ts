import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { checkInsOf, plannedActivityById } from '../queries/planned-activities.ts'
import { announcedDialogue, publishedResult } from '../queries/public-dialogues.ts'
import { stepsOf } from '../queries/recommendations.ts'
import { preparationState } from '../rules/preparation.ts'
import { checkIn, plannedActivityByCode } from './check-in.ts'
import {
  addRecommendations,
  answerRecommendation,
  closeRecommendation,
  sendRecommendationBack,
} from './keep-recommendation.ts'
import {
  type ActivityToPrepare,
  announceActivity,
  changePreparation,
  holdActivity,
  prepareActivity,
} from './prepare-activity.ts'
import { publishResult } from './publish-result.ts'
import { recordActivity } from './record-activity.ts'

async function prepared(change: Partial<ActivityToPrepare> = {}) {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk } = officials
  const given: ActivityToPrepare = {
    ...{ kind: 'dialogue', title: 'Đối thoại', plannedOn: TEST_TODAY, startsAt: '07:30', place: 'Hội trường' },
    ...{ unitId: units.commune, chairedBy: 'Chủ tịch', content: '', details: { dialogueTrigger: 'yearly' } },
    agenda: [{ startsAt: '07:30', content: 'Khai mạc', speaker: '' }],
    ...change,
  }
  const id = await prepareActivity(database, communeClerk, given, TEST_TODAY)
  const read = async () => {
    const planned = await plannedActivityById(database, communeClerk, id, TEST_TODAY)
    if (!planned) throw new Error('The planned activity is out of reach.')
    return planned
  }
  return { database, units, officials, communeClerk, given, id, read }
}

test('what is planned is no activity until it is held, and is held once', async () => {
  const { database, communeClerk, given, id, read } = await prepared()
  const count = async () =>
    (
      await database
        .selectFrom('activity')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
    ).count
  expect(await count()).toBe('0')
  const result = {
    ...{ ...given, heldOn: TEST_TODAY, behalfUnitId: null, participantCount: 30, opinionCount: null, opinions: [] },
    ...{ participantMethod: 'estimate' as const, assignmentId: null, files: [] },
  }
  const held = await holdActivity(database, communeClerk, { id, given: result, today: TEST_TODAY })
  expect(await count()).toBe('1')
  expect(preparationState(await read())).toBe('held')
  await expect(holdActivity(database, communeClerk, { id, given: result, today: TEST_TODAY })).rejects.toThrow(
    'activity.preparation-over',
  )
  expect(await count()).toBe('1')
  const kept = await database
    .selectFrom('activity')
    .select(['details', 'participant_method as method'])
    .where('id', '=', held)
    .executeTakeFirstOrThrow()
  expect(kept).toEqual({ details: { dialogueTrigger: 'yearly' }, method: 'estimate' })
  expect(await publishedResult(database, held)).toBeUndefined()
  await publishResult(database, communeClerk, { id: held, publicResult: 'Đã trả lời', today: TEST_TODAY })
  expect((await publishedResult(database, held))?.publicResult).toBe('Đã trả lời')
})

test('another place than was announced takes the notice off the public pages', async () => {
  const { database, communeClerk, given, id, read } = await prepared({ plannedOn: addDays(TEST_TODAY, 10) })
  expect(await announcedDialogue(database, id)).toBeUndefined()
  const notice = { id, announcedOn: TEST_TODAY, notice: 'Mời bà con', today: TEST_TODAY }
  await announceActivity(database, communeClerk, notice)
  expect((await announcedDialogue(database, id))?.notice).toBe('Mời bà con')
  const version = String((await read()).version)
  await changePreparation(database, communeClerk, {
    id,
    version,
    given: { ...given, plannedOn: addDays(TEST_TODAY, 10), chairedBy: 'Phó Chủ tịch' },
    today: TEST_TODAY,
  })
  expect(await announcedDialogue(database, id)).toBeDefined()
  await changePreparation(database, communeClerk, {
    id,
    version: null,
    given: { ...given, plannedOn: addDays(TEST_TODAY, 10), place: 'Chợ' },
    today: TEST_TODAY,
  })
  expect(await announcedDialogue(database, id)).toBeUndefined()
})

test('a telephone and an official are counted once each, and nothing of the telephone is kept when it is over', async () => {
  const { database, communeClerk, given, id, read } = await prepared()
  const planned = await plannedActivityByCode(database, (await read()).checkInCode)
  if (!planned) throw new Error('The code opens nothing.')
  const come = (device: string, official = false) =>
    checkIn(database, planned, { device, official: official ? communeClerk : null, today: TEST_TODAY })
  for (const device of ['one', 'two', 'one']) await come(device)
  await come('one', true)
  await come('three', true)
  expect(await checkInsOf(database, id)).toEqual({ count: 3, officials: [communeClerk.fullName] })
  await expect(
    checkIn(database, planned, { device: 'four', official: null, today: addDays(TEST_TODAY, 1) }),
  ).rejects.toThrow('activity.no-check-in')
  const result = {
    ...{ ...given, heldOn: TEST_TODAY, behalfUnitId: null, participantCount: 3, opinionCount: null, opinions: [] },
    ...{ assignmentId: null, files: [] },
  }
  await holdActivity(database, communeClerk, { id, given: result, today: TEST_TODAY })
  const digests = await database.selectFrom('planned_activity_check_in').select('device_digest').execute()
  expect(digests.map((each) => each.device_digest)).toEqual([null, null, null])
})

test('a recommendation is answered by its unit, sent back, answered anew and closed by who recommended', async () => {
  const { database, units, officials } = await prepared()
  const { communeClerk, collector: inspector } = officials
  const activityId = await recordActivity(
    database,
    inspector,
    {
      ...{ kind: 'inspection', title: 'Kiểm tra', heldOn: '2026-11-01', place: 'Xã', unitId: units.homeAffairs },
      ...{
        behalfUnitId: null,
        chairedBy: 'Trưởng đoàn',
        participantCount: 5,
        opinionCount: 0,
        opinions: [],
        content: '',
      },
      ...{ assignmentId: null, files: [] },
    },
    TEST_TODAY,
  )
  const [id = ''] = await addRecommendations(
    database,
    inspector,
    { activityId, contents: ['Niêm yết lại'], responsibleUnitId: units.commune, dueOn: '2026-11-30' },
    TEST_TODAY,
  )
  const answer = {
    ...{ id, answerKind: 'carried-out' as const, words: 'Đã làm', happenedOn: TEST_TODAY },
    ...{ documentMention: '', activityId: null, files: [] },
  }
  const close = (official = inspector) =>
    closeRecommendation(database, official, { id, words: 'Đạt', happenedOn: TEST_TODAY }, TEST_TODAY)
  await expect(answerRecommendation(database, communeClerk, answer, TEST_TODAY)).rejects.toThrow('without-evidence')
  const explained = { ...answer, answerKind: 'explained' as const }
  await answerRecommendation(database, communeClerk, explained, TEST_TODAY)
  await expect(close(communeClerk)).rejects.toThrow('recommendation.not-your-unit')
  await sendRecommendationBack(database, inspector, { id, reason: 'Chưa đủ', today: TEST_TODAY })
  await expect(close()).rejects.toThrow('recommendation.not-answered')
  // The inspecting department reaches the whole province: who answered for one does not also close it.
  await answerRecommendation(database, inspector, explained, TEST_TODAY)
  await expect(close()).rejects.toThrow('recommendation.own-answer')
  await answerRecommendation(database, communeClerk, explained, TEST_TODAY)
  await close()
  const steps = await stepsOf(database, inspector, id, TEST_TODAY)
  expect(steps.map(({ kind }) => kind)).toEqual(['answered', 'sent-back', 'answered', 'answered', 'closed'])
  await expect(answerRecommendation(database, communeClerk, explained, TEST_TODAY)).rejects.toThrow(
    'recommendation.closed',
  )
})
