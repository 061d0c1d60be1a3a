import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { opinionById, opinions } from '../queries/opinions.ts'
import { possiblySameMatter, sameMatter } from '../queries/opinions-raised-again.ts'
import { linkOpinions, unlinkOpinion } from './link-opinions.ts'
import { recordActivity } from './record-activity.ts'

const MARCH = 'Đường vào ấp 3 xuống cấp, mùa mưa ngập sâu, đề nghị sửa chữa'
const JUNE = 'Đề nghị sửa chữa đường vào ấp 3 vì mùa mưa ngập sâu'
const SEPTEMBER = 'Đường vào Ấp 3 vẫn xuống cấp, mùa mưa ngập sâu'
const OTHER = 'Chợ xã thiếu chỗ để xe, đề nghị mở rộng'

async function threeMeetings() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk } = officials
  const meeting = async (heldOn: string, ...raised: string[]) => {
    const activityId = await recordActivity(
      database,
      communeClerk,
      {
        ...{ kind: 'dialogue', unitId: units.commune, title: 'Đối thoại với Nhân dân', heldOn, place: 'Hội trường' },
        ...{ behalfUnitId: null, chairedBy: 'Chủ tịch', participantCount: 20, opinionCount: null },
        ...{ opinions: raised, content: '', assignmentId: null, files: [] },
      },
      TEST_TODAY,
    )
    const rows = await database
      .selectFrom('opinion')
      .select('id')
      .where('activity_id', '=', activityId)
      .orderBy('position')
      .execute()
    return rows.map(({ id }) => id)
  }
  const [september = ''] = await meeting('2026-09-10', SEPTEMBER)
  const [march = '', other = ''] = await meeting('2026-03-10', MARCH, OTHER)
  const [june = ''] = await meeting('2026-06-10', JUNE)
  const read = async (id: string) => {
    const opinion = await opinionById(database, communeClerk, id, TEST_TODAY)
    if (!opinion) throw new Error('The opinion is out of reach.')
    return opinion
  }
  const link = (id: string, otherId: string) => linkOpinions(database, communeClerk, { id, otherId }, TEST_TODAY)
  const same = async (id: string) =>
    (await sameMatter(database, communeClerk, await read(id), TEST_TODAY)).map((each) => each.id)
  const possible = async (id: string) =>
    (await possiblySameMatter(database, communeClerk, await read(id), TEST_TODAY)).map((each) => each.id)
  return { database, officials, march, june, september, other, read, link, same, possible }
}

test('an opinion raised in March and again in September is recognised, linked, and told by the first time', async () => {
  const { database, officials, march, june, september, other, read, link, same, possible } = await threeMeetings()
  expect(new Set(await possible(september))).toEqual(new Set([march, june]))
  expect(await possible(other)).toEqual([])
  await link(september, june)
  expect(await possible(september)).toEqual([march])
  expect((await read(september)).firstRaisedId).toBe(june)
  // Linked with what was raised earlier, the whole matter is told by that.
  await link(june, march)
  expect(await same(september)).toEqual([march, june])
  expect(await same(march)).toEqual([june, september])
  expect(await read(march)).toMatchObject({ firstRaisedId: null, timesRaised: 3 })
  expect(await read(september)).toMatchObject({ firstRaisedId: march, timesRaised: 3 })
  expect(await possible(march)).toEqual([])
  const again = await opinions(database, officials.communeClerk, { raisedAgain: true }, TEST_TODAY)
  expect(again.rows.map(({ id }) => id).sort()).toEqual([june, september].sort())
  await expect(link(march, september)).rejects.toMatchObject({ code: 'opinion.already-linked' })
  await expect(link(march, march)).rejects.toMatchObject({ code: 'opinion.itself' })
})

test('what was linked by mistake is taken out again, the first one too, and the others stay together', async () => {
  const { database, officials, march, june, september, read, link, same } = await threeMeetings()
  await link(september, june)
  await link(march, june)
  await unlinkOpinion(database, officials.communeClerk, march, TEST_TODAY)
  expect(await same(march)).toEqual([])
  expect(await same(september)).toEqual([june])
  expect(await read(june)).toMatchObject({ firstRaisedId: null, timesRaised: 2 })
  const again = unlinkOpinion(database, officials.communeClerk, march, TEST_TODAY)
  await expect(again).rejects.toMatchObject({ code: 'opinion.not-linked' })
})

test('opinions out of reach are neither shown as alike nor linked', async () => {
  const { database, officials, march, june } = await threeMeetings()
  await expect(
    linkOpinions(database, officials.siblingClerk, { id: march, otherId: june }, TEST_TODAY),
  ).rejects.toMatchObject({ code: 'opinion.no-such-opinion' })
})
