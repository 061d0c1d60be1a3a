import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { decideYear } from '../../criteria/index.ts'
import { countFigures } from '../../indicators/index.ts'
import { awardById, awards, proposalsToDecide, proposalsWaiting } from '../queries/awards.ts'
import { eligibleUnits } from '../queries/eligible-units.ts'
import { awardFact } from '../queries/fact.ts'
import { publishedAwards } from '../queries/published-awards.ts'
import { decideAwards } from './decide-awards.ts'
import { type AwardToPropose, proposeAward } from './propose-award.ts'

const today = TEST_TODAY
const collective = (unitId: string): AwardToPropose => ({
  form: 'certificate-of-merit',
  forYear: 2026,
  recipientKind: 'collective',
  unitId,
  personName: '',
  personPost: '',
  achievement: 'Đối thoại với Nhân dân hằng tháng, giải quyết hết kiến nghị',
  proposedOn: '2026-11-20',
})
const individual = (unitId: string): AwardToPropose => ({
  ...collective(unitId),
  recipientKind: 'individual',
  personName: 'Nguyễn Thị Mai',
  personPost: 'Công chức',
})
const awarded = { result: 'awarded', decidedOn: '2026-11-21', decisionNumber: '12/QĐ-UBND', reason: '' } as const
const refused = {
  result: 'refused',
  decidedOn: '2026-11-21',
  decisionNumber: '',
  reason: 'Chưa đủ minh chứng',
} as const

async function provinceForTest() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const counted = async (unitId: string, from: string, to: string) => {
    const figures = await countFigures(database, [awardFact], {
      indicators: ['award.collectives', 'award.individuals'],
      unitIds: [unitId],
      period: { from, to },
    })
    return figures.map((figure) => figure.total?.value)
  }
  return { database, units, officials, counted }
}

describe('an award', () => {
  test('is proposed, decided with others by one decision, and counted on that day for its unit and those above', async () => {
    const { database, units, officials, counted } = await provinceForTest()
    const first = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const second = await proposeAward(database, officials.communeHead, individual(units.commune), today)
    expect(await counted(units.province, '2026-01-01', '2026-12-31')).toEqual([0, 0])
    expect(await proposalsWaiting(database, officials.leader, today)).toEqual([{ forYear: 2026, count: 2 }])

    await decideAwards(database, officials.leader, { awardIds: [second, first], decision: awarded, today })
    expect(await counted(units.province, '2026-11-21', '2026-11-21')).toEqual([1, 1])
    expect(await counted(units.commune, '2026-11-21', '2026-11-21')).toEqual([1, 1])
    expect(await counted(units.sibling, '2026-11-21', '2026-11-21')).toEqual([0, 0])
    expect(await counted(units.province, '2026-01-01', '2026-11-20')).toEqual([0, 0])
    expect(await awardById(database, officials.communeClerk, second, today)).toMatchObject({
      state: 'awarded',
      decisionNumber: '12/QĐ-UBND',
      decidingUnitName: 'Ủy ban nhân dân tỉnh Mẫu',
      proposedByName: 'Ủy ban nhân dân xã Ba',
    })
    expect((await changesOf(database, { kind: 'award', id: second })).map((change) => change.summary)).toEqual([
      'Tặng Bằng khen theo Quyết định số 12/QĐ-UBND ngày 21/11/2026',
      'Đề nghị tặng Bằng khen năm 2026 cho Nguyễn Thị Mai',
    ])
    expect(await proposalsWaiting(database, officials.leader, today)).toEqual([])
  })

  test('that is refused is neither counted nor published, and may be proposed again', async () => {
    const { database, units, officials, counted } = await provinceForTest()
    const id = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const other = await proposeAward(database, officials.collector, collective(units.sibling), today)
    await decideAwards(database, officials.leader, { awardIds: [id], decision: refused, today })
    expect(await publishedAwards(database)).toEqual([])
    await decideAwards(database, officials.leader, { awardIds: [other], decision: awarded, today })
    expect(await counted(units.province, '2026-01-01', '2026-12-31')).toEqual([1, 0])
    const published = async (of?: Parameters<typeof publishedAwards>[1]) =>
      (await publishedAwards(database, of)).map((award) => award.id)
    expect(await published({ year: 2026 })).toEqual([other])
    expect(await published({ year: 2025 })).toEqual([])
    expect(await published({ root: { unitId: units.province, today } })).toEqual([other])
    expect(await published({ root: { unitId: units.commune, today } })).toEqual([])
    await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const list = await awards(database, officials.communeClerk, { year: 2026 }, today)
    expect(list.rows.map((row) => row.state)).toEqual(['proposed', 'refused'])
  })
})

describe('a proposal', () => {
  test('is not found by another unit, and cannot be made for one', async () => {
    const { database, units, officials } = await provinceForTest()
    const id = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    expect(await awardById(database, officials.siblingClerk, id, today)).toBeUndefined()
    expect((await awards(database, officials.siblingClerk, {}, today)).rows).toEqual([])
    await expect(
      proposeAward(database, officials.siblingClerk, individual(units.commune), today),
    ).rejects.toMatchObject({ code: 'award.not-your-unit' })
    // Who may propose may not decide.
    await expect(
      decideAwards(database, officials.communeHead, { awardIds: [id], decision: awarded, today }),
    ).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('is refused the second time, also when both are sent at once', async () => {
    const { database, units, officials } = await provinceForTest()
    const both = await Promise.allSettled([
      proposeAward(database, officials.communeClerk, individual(units.commune), today),
      proposeAward(database, officials.communeHead, individual(units.commune), today),
    ])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({
      reason: { code: 'award.proposed-twice', fields: { personName: expect.stringContaining('chờ quyết định') } },
    })
    expect((await awards(database, officials.communeClerk, {}, today)).rows).toHaveLength(1)
  })

  test('is decided once; a decision that cannot be made for one is made for none', async () => {
    const { database, units, officials } = await provinceForTest()
    const first = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const second = await proposeAward(database, officials.communeClerk, individual(units.commune), today)
    await decideAwards(database, officials.leader, { awardIds: [first], decision: awarded, today })
    await expect(
      decideAwards(database, officials.leader, { awardIds: [second, first], decision: refused, today }),
    ).rejects.toMatchObject({ code: 'award.already-decided' })
    await expect(
      decideAwards(database, officials.leader, { awardIds: [second, '999'], decision: awarded, today }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    expect((await proposalsToDecide(database, officials.leader, {}, today)).map((each) => each.id)).toEqual([second])
  })

  test('shows the result of the year beside it', async () => {
    const database = await databaseForTest()
    const province = await sampleProvince(database)
    const { units, officials } = province
    const yearId = await openSampleYear(database, province)
    await scoreUnits(database, yearId, [
      { unitId: units.commune, figures: GOOD_FIGURES },
      { unitId: units.sibling, figures: { ...GOOD_FIGURES, 'petition.answered': 2, 'petition.answered-on-time': 1 } },
    ])
    const decision = { decisionNumber: '2689/QĐ-UBND', decidedOn: '2026-11-22' }
    await decideYear(database, officials.leader, { yearId, ...decision, reasonForUnverified: 'Không nộp' }, today)
    const own = await proposeAward(database, officials.communeClerk, individual(units.commune), today)
    await proposeAward(database, officials.siblingClerk, collective(units.sibling), today)
    await proposeAward(database, officials.collector, individual(units.homeAffairs), today)

    expect(await eligibleUnits(database, officials.collector, 2026, today)).toMatchObject([
      { unitId: units.commune, unitName: 'Ủy ban nhân dân xã Ba', collectives: 0, individuals: 1 },
    ])
    expect(await eligibleUnits(database, officials.siblingClerk, 2026, today)).toEqual([])
    expect(await eligibleUnits(database, officials.collector, 2025, today)).toEqual([])
    const list = await proposalsToDecide(database, officials.leader, { year: 2026 }, today)
    expect(list.map((each) => [each.unitName, each.rankTitle, each.notRankedReason])).toEqual([
      ['Ủy ban nhân dân xã Ba Mươi', 'Hoàn thành', null],
      ['Ủy ban nhân dân xã Ba', 'Hoàn thành xuất sắc', null],
      ['Sở Nội vụ', null, 'Không nộp'],
    ])
    expect(await awardById(database, officials.communeClerk, own, today)).toMatchObject({ rankCode: 'excellent' })
  })
})

describe('the list of awards', () => {
  test('comes page by page, the latest year first, and answers its filters', async () => {
    const { database, units, officials } = await provinceForTest()
    for (let number = 1; number <= 51; number++)
      await proposeAward(
        database,
        officials.communeClerk,
        { ...individual(units.commune), personName: `Người thứ ${number}`, forYear: 2025 },
        today,
      )
    const latest = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const first = await awards(database, officials.communeClerk, {}, today)
    expect(first.rows).toHaveLength(50)
    expect(first.rows[0]?.id).toBe(latest)
    const rest = await awards(database, officials.communeClerk, { after: first.next ?? '' }, today)
    expect(rest.next).toBeNull()
    expect(new Set([...first.rows, ...rest.rows].map((row) => row.id)).size).toBe(52)
    const count = async (filter: Parameters<typeof awards>[2]) =>
      (await awards(database, officials.collector, filter, today)).rows.length
    expect(await count({ kind: 'collective' })).toBe(1)
    expect(await count({ year: 2026 })).toBe(1)
    expect(await count({ form: 'emulation-flag' })).toBe(0)
    expect(await count({ state: 'awarded' })).toBe(0)
    expect(await count({ unitId: units.sibling })).toBe(0)
    expect(await count({ unitId: units.district })).toBe(50)
  })
})
