import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { councilOf, rankingWithCouncil } from '../queries/council.ts'
import { recomputedYear } from '../queries/ranking.ts'
import { changedByReopening, reopeningsOf } from '../queries/reopenings.ts'
import { publishedResults, resultsOfYear } from '../queries/results.ts'
import { mattersOf } from '../rules/council.ts'
import { recordSession, recordVote } from './council.ts'
import { decideYear, publishYear } from './decide-year.ts'
import { recordVerifications } from './record-verifications.ts'
import { reopenYear } from './reopen-year.ts'

const today = TEST_TODAY

/** Two communes equal in everything, and a session of three, one of whom works in the first commune. */
async function metProvince() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const yearId = await openSampleYear(database, province)
  const { units, officials } = province
  await scoreUnits(
    database,
    yearId,
    [units.commune, units.sibling].map((unitId) => ({ unitId, figures: GOOD_FIGURES })),
  )
  const member = (fullName: string, unitId: string | null = null, isPresent = true) => ({
    ...{ fullName, office: 'Ủy viên', unitId, isPresent },
  })
  const session = {
    ...{ yearId, heldOn: today, place: 'Trụ sở UBND tỉnh', chairedBy: 'Võ Minh Quân', secretary: 'Phạm Thị Hoa' },
    conclusion: '',
    members: [member('Một', units.commune), member('Hai'), member('Ba')],
  }
  await expect(
    recordSession(
      database,
      officials.leader,
      { ...session, members: [member('Một'), member('Hai', null, false)] },
      today,
    ),
  ).rejects.toMatchObject({ code: 'criteria.no-quorum' })
  await recordSession(database, officials.leader, session, today)
  const matters = async () => mattersOf((await rankingWithCouncil(database, yearId)).ranking, (code) => code)
  return { database, ...province, yearId, matters }
}

describe('the council', () => {
  test('decides who gives way to a quota, by the votes of those without an interest, and the decision follows it', async () => {
    const { database, officials, yearId, matters } = await metProvince()
    const [quota, tie] = await matters()
    expect([quota?.kind, tie?.kind]).toEqual(['quota', 'tie'])
    const [first = '', second = ''] = quota?.units ?? []
    const vote = (votesFor: number, lowered: string[]) =>
      recordVote(
        database,
        officials.leader,
        {
          ...{ yearId, matter: quota?.key ?? '', votes: { for: votesFor, against: 0, abstained: 0 } },
          ...{ reason: 'Xã kia có mô hình được nhân rộng', lowered },
        },
        today,
      )
    // The member from the commune is aside: two may vote.
    await expect(vote(3, [second])).rejects.toMatchObject({ code: 'criteria.too-many-votes' })
    await expect(vote(1, [second])).rejects.toMatchObject({ code: 'criteria.motion-lost' })
    await vote(2, [second])
    expect((await councilOf(database, yearId))?.votes).toMatchObject([{ aside: ['Một'], for: 2 }])
    expect(await matters()).toEqual([])
    const { decisions } = await rankingWithCouncil(database, yearId)
    const decision = {
      yearId,
      decisionNumber: '1/QĐ-UBND',
      decidedOn: today,
      reasonForUnverified: 'Không nộp',
      decisions,
    }
    await decideYear(database, officials.leader, decision, today)
    const results = await resultsOfYear(database, officials.leader, yearId, today)
    expect(results.slice(0, 2).map((row) => [row.unitCode, row.rankTitle])).toEqual([
      [first, 'Hoàn thành xuất sắc'],
      [second, 'Hoàn thành tốt'],
    ])
    expect((await recomputedYear(database, yearId)).deviations).toEqual([])
  })

  test('votes again on what it has settled only for a reason; the vote that stood stays as replaced', async () => {
    const { database, officials, yearId, matters } = await metProvince()
    const [quota] = await matters()
    const [first = '', second = ''] = quota?.units ?? []
    const vote = (lowered: string, againReason?: string) =>
      recordVote(
        database,
        officials.leader,
        {
          ...{ yearId, matter: quota?.key ?? '', votes: { for: 2, against: 0, abstained: 0 } },
          ...{ reason: 'Ít mô hình hơn', lowered: [lowered], ...(againReason === undefined ? {} : { againReason }) },
        },
        today,
      )
    await vote(second)
    await expect(vote(first)).rejects.toMatchObject({
      code: 'criteria.again-needs-reason',
      fields: { againReason: expect.stringContaining('đã biểu quyết') },
    })
    await vote(first, 'Nhầm số liệu của hai xã')
    const votes = (await councilOf(database, yearId))?.votes ?? []
    expect(votes.map(({ isReplaced, againReason }) => [isReplaced, againReason])).toEqual([
      [true, null],
      [false, 'Nhầm số liệu của hai xã'],
    ])
    const { ranking } = await rankingWithCouncil(database, yearId)
    const rankOf = (code: string) => ranking.units.find((unit) => unit.key === code)?.rank
    expect([rankOf(first), rankOf(second)]).toEqual(['Hoàn thành tốt', 'Hoàn thành xuất sắc'])
    expect(await matters()).toEqual([])
  })

  test('puts equals in an order, and looks again when the points change afterwards', async () => {
    const { database, units, officials, yearId, matters } = await metProvince()
    const [, tie] = await matters()
    const order = [...(tie?.units ?? [])].reverse()
    const said = { yearId, votes: { for: 2, against: 0, abstained: 0 }, reason: 'Nhiều mô hình hơn' }
    await expect(
      recordVote(database, officials.leader, { ...said, matter: tie?.key ?? '', order: order.slice(1) }, today),
    ).rejects.toMatchObject({ code: 'criteria.order-incomplete' })
    await recordVote(database, officials.leader, { ...said, matter: tie?.key ?? '', order }, today)
    const { ranking } = await rankingWithCouncil(database, yearId)
    expect(order.map((key) => ranking.units.find((unit) => unit.key === key)?.position)).toEqual([1, 2])
    await recordVerifications(database, officials.collector, {
      yearId,
      given: [{ unitId: units.commune, points: { '9.2': { points: '1', reason: 'Thiếu' } }, complete: false }],
      today,
    })
    expect((await rankingWithCouncil(database, yearId)).outdated).toContain('không còn bằng nhau')
  })
})

describe('a decided year that is opened again', () => {
  test('keeps word for word what stood, leaves the public page, and shows what changed', async () => {
    const { database, units, officials, yearId } = await metProvince()
    const decision = {
      ...{ yearId, decisionNumber: '1/QĐ-UBND', decidedOn: today, reasonForUnverified: 'Không nộp' },
      decisions: { quotasPassed: [{ quota: 'TL1', block: 'X', reason: 'Hai xã bằng nhau' }] },
    }
    await expect(reopenYear(database, officials.leader, { yearId, reason: 'Nhầm' }, today)).rejects.toMatchObject({
      code: 'criteria.year-not-decided',
    })
    await decideYear(database, officials.leader, decision, today)
    await publishYear(database, officials.leader, { yearId }, today)
    await expect(database.deleteFrom('ranking_result').execute()).rejects.toThrow('never changed')
    const { rows: before } = await sql<{ result: unknown }>`select to_jsonb(result) as result from ranking_result result
      where assessment_year_id = ${yearId} order by assessment_id`.execute(database)
    const reopening = { yearId, reason: 'Tính sót minh chứng của xã' }
    await expect(reopenYear(database, officials.collector, reopening, today)).rejects.toMatchObject({
      kind: 'not-found',
    })
    await reopenYear(database, officials.leader, reopening, today)
    expect(await publishedResults(database, yearId)).toEqual([])
    const { rows: kept } = await sql<{ result: unknown }>`select result from ranking_result_superseded
      order by assessment_id`.execute(database)
    expect(kept).toEqual(before)
    await expect(sql`update ranking_result_superseded set result = '{}'`.execute(database)).rejects.toThrow(
      'never changed',
    )

    await recordVerifications(database, officials.collector, {
      yearId,
      given: [{ unitId: units.commune, points: { '9.2': { points: '0', reason: 'Không có lịch' } }, complete: false }],
      today,
    })
    await decideYear(database, officials.leader, { ...decision, decisionNumber: '2/QĐ-UBND' }, today)
    expect(await reopeningsOf(database, yearId)).toMatchObject([
      { reason: reopening.reason, decisionNumber: '1/QĐ-UBND' },
    ])
    const changed = await changedByReopening(database, officials.leader, yearId, today)
    expect(changed.map((row) => [row.unitName, Number(row.totalBefore) - Number(row.total)])).toContainEqual([
      'Ủy ban nhân dân xã Ba',
      3,
    ])
    expect((await recomputedYear(database, yearId)).deviations).toEqual([])
  })
})
