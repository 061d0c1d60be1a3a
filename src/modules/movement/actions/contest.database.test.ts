import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { contests, entriesOf, stagesOf } from '../queries/contests.ts'
import { contestAwardFact } from '../queries/fact.ts'
import { awardWork, enterWork, type WorkToEnter } from './enter-work.ts'
import { holdContest } from './hold-contest.ts'

async function contestInTwoStages() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const contest = {
    unitId: units.homeAffairs,
    title: 'Cuộc thi viết năm 2019',
    content: '',
    openedOn: '2019-03-01',
    stages: ['Chặng 1', 'Chặng 2'],
  }
  const contestId = await holdContest(database, officials.collector, contest, TEST_TODAY)
  const stages = await stagesOf(database, contestId)
  const work: WorkToEnter = {
    contestId,
    stageId: stages[1]?.id ?? '',
    authorName: 'Huỳnh Thị Lan',
    authorPlace: '',
    workTitle: 'Người giữ lửa ấp Ba',
    award: null,
  }
  return { database, officials, units, contestId, work }
}

describe('a contest in stages', () => {
  test('counts each awarded work on the day of its award, in its stage, for the unit that holds it', async () => {
    const { database, officials, units, contestId, work } = await contestInTwoStages()
    const award = { prize: 'Giải Nhất', awardedOn: '2019-09-20' }
    const first = await enterWork(database, officials.collector, { ...work, award }, TEST_TODAY)
    await enterWork(database, officials.collector, { ...work, workTitle: 'Không giải' }, TEST_TODAY)
    const { rows } = await sql`select * from (${contestAwardFact.source}) as counted`.execute(database)
    expect(rows).toEqual([
      expect.objectContaining({
        record_id: first,
        unit_id: units.homeAffairs,
        from_date: '2019-09-20',
        stage: '2',
        title: 'Huỳnh Thị Lan – Người giữ lửa ấp Ba',
      }),
    ])
    expect(await contests(database, officials.collector, TEST_TODAY)).toMatchObject([
      { stageCount: 2, entryCount: 2, awardCount: 1 },
    ])
    expect((await entriesOf(database, contestId)).map((entry) => entry.prize)).toEqual(['Giải Nhất', null])
  })

  test('gives a work one award, and none before the contest was opened', async () => {
    const { database, officials, work } = await contestInTwoStages()
    const entryId = await enterWork(database, officials.collector, work, TEST_TODAY)
    const award = { prize: 'Giải Nhì', awardedOn: '2019-09-20' }
    await expect(
      awardWork(database, officials.collector, { entryId, award: { ...award, awardedOn: '2019-02-28' } }, TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'movement.award-day',
    })
    await awardWork(database, officials.collector, { entryId, award }, TEST_TODAY)
    await expect(awardWork(database, officials.collector, { entryId, award }, TEST_TODAY)).rejects.toMatchObject({
      code: 'movement.already-awarded',
    })
  })

  test('takes no work from those who do not hold it, and none in another contest’s stage', async () => {
    const { database, officials, units, work } = await contestInTwoStages()
    await expect(enterWork(database, officials.communeClerk, work, TEST_TODAY)).rejects.toMatchObject({
      kind: 'not-found',
    })
    const other = {
      unitId: units.homeAffairs,
      title: 'Cuộc thi khác',
      content: '',
      openedOn: '2020-01-01',
      stages: ['Chặng 1'],
    }
    const otherId = await holdContest(database, officials.collector, other, TEST_TODAY)
    await expect(
      enterWork(database, officials.collector, { ...work, contestId: otherId }, TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'movement.no-such-stage',
    })
  })
})
