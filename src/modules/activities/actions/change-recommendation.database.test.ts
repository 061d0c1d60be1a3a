import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { addUnits } from '../../../../tests/support/units-and-people.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { recommendationFact } from '../queries/fact.ts'
import {
  recommendationById,
  recommendations,
  recommendationsOf,
  recommendationsWaiting,
} from '../queries/recommendations.ts'
import { changeRecommendation, withdrawRecommendation } from './change-recommendation.ts'
import { addRecommendations, answerRecommendation } from './keep-recommendation.ts'
import { recordActivity } from './record-activity.ts'

async function recommended() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk, collector: inspector } = officials
  const activity = {
    ...{ kind: 'inspection' as const, title: 'Kiểm tra', heldOn: '2026-11-01', place: 'Xã', unitId: units.homeAffairs },
    ...{ behalfUnitId: null, chairedBy: 'Trưởng đoàn', participantCount: 5, opinionCount: 0, opinions: [] },
    ...{ content: '', assignmentId: null, files: [] },
  }
  const activityId = await recordActivity(database, inspector, activity, TEST_TODAY)
  const written = { contents: ['Niêm yết lại'], responsibleUnitId: units.commune, dueOn: '2026-11-20' }
  const [id = ''] = await addRecommendations(database, inspector, { activityId, ...written }, TEST_TODAY)
  const read = async () => {
    const found = await recommendationById(database, inspector, id, TEST_TODAY)
    if (!found) throw new Error('The recommendation is out of reach.')
    return found
  }
  return { database, units, communeClerk, inspector, activityId, id, read }
}

test('a recommendation is mended by who recommended, once for each reading, and keeps to the province', async () => {
  const { database, units, communeClerk, inspector, id, read } = await recommended()
  const given = { content: 'Niêm yết ở từng ấp', responsibleUnitId: units.sibling, dueOn: '2026-11-30' }
  const change = (more: Partial<typeof given> = {}, official = inspector, version: string | null = '1') =>
    changeRecommendation(database, official, { id, version, given: { ...given, ...more }, today: TEST_TODAY })
  await expect(change({}, communeClerk)).rejects.toThrow('recommendation.not-your-unit')
  await expect(change({ dueOn: '2026-10-31' })).rejects.toThrow('recommendation.due-before')
  const { other } = await addUnits(database, {
    placeName: 'Khác',
    units: [{ key: 'other', code: 'K', name: 'Tỉnh Khác', kind: 'province', parent: null, issuerCode: 'UBND' }],
  })
  await expect(change({ responsibleUnitId: other })).rejects.toThrow('activity.no-such-unit')
  await change()
  expect(await read()).toMatchObject({ ...given, state: 'open' })
  await expect(change()).rejects.toThrow(StaleEdit)
  const trail = await database
    .selectFrom('audit_entry')
    .select(['action', 'summary'])
    .where('subject_kind', '=', 'recommendation')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(trail).toEqual({ action: 'recommendation.changed', summary: 'Sửa kiến nghị: Niêm yết ở từng ấp' })
})

test('one that was answered keeps its words', async () => {
  const { database, units, communeClerk, inspector, id, read } = await recommended()
  const answer = { id, answerKind: 'accepted' as const, words: 'Sẽ làm', happenedOn: TEST_TODAY }
  await answerRecommendation(
    database,
    communeClerk,
    { ...answer, documentMention: '', activityId: null, files: [] },
    TEST_TODAY,
  )
  const given = { content: 'Niêm yết lại', responsibleUnitId: units.commune, dueOn: '2026-12-31' }
  const change = (more: Partial<typeof given>) =>
    changeRecommendation(database, inspector, { id, version: null, given: { ...given, ...more }, today: TEST_TODAY })
  await expect(change({ content: 'Khác' })).rejects.toThrow('recommendation.answered-as-it-was')
  await change({})
  expect((await read()).dueOn).toBe('2026-12-31')
})

test('one that was withdrawn leaves lists, figures and duties, and is still read at its activity', async () => {
  const { database, units, communeClerk, inspector, activityId, id, read } = await recommended()
  const counted = async () => (await database.executeQuery(recommendationFact.source.compile(database))).rows.length
  const listed = async () => (await recommendations(database, inspector, {}, TEST_TODAY)).rows.length
  const waiting = async () =>
    (await recommendationsWaiting(database, [units.commune], { until: '2026-12-31', today: TEST_TODAY })).length
  const everywhere = async () => [await counted(), await listed(), await waiting()]
  expect(await everywhere()).toEqual([1, 1, 1])
  const withdrawal = { id, reason: 'Ghi nhầm', today: TEST_TODAY }
  await expect(withdrawRecommendation(database, communeClerk, withdrawal)).rejects.toThrow('not-your-unit')
  await withdrawRecommendation(database, inspector, withdrawal)
  expect(await everywhere()).toEqual([0, 0, 0])
  expect(await read()).toMatchObject({ withdrawnOn: TEST_TODAY, withdrawnReason: 'Ghi nhầm' })
  expect(await recommendationsOf(database, activityId)).toHaveLength(1)
  await expect(withdrawRecommendation(database, inspector, withdrawal)).rejects.toThrow('recommendation.withdrawn')
})
