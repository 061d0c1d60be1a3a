import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, OTHERS_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { countFigures } from '../../indicators/index.ts'
import { assessmentById, assessmentsOfYear } from '../queries/assessments.ts'
import { rankResultFact } from '../queries/fact.ts'
import { recomputedYear } from '../queries/ranking.ts'
import { publishedResults, publishedYears, resultsOfYear } from '../queries/results.ts'
import { sheetOf } from '../queries/sheets.ts'
import { decideYear, publishYear } from './decide-year.ts'
import { recordSelfAssessments } from './record-self-assessments.ts'
import { recordVerifications } from './record-verifications.ts'
import { returnAssessment } from './return-assessment.ts'
import { submitAssessments } from './submit-assessments.ts'

const today = TEST_TODAY
const DECISION = { decisionNumber: '2689/QĐ-UBND', decidedOn: '2026-11-22' }

async function openedProvince() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  return { database, ...province, province, yearId: await openSampleYear(database, province) }
}

describe('a year of scoring', () => {
  test('goes from opening over self-assessment and verification to a published rank list', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await recordSelfAssessments(database, officials.communeClerk, {
      yearId,
      given: [{ unitId: units.commune, figures: GOOD_FIGURES }],
      today,
    })
    expect(await sheetOf(database, yearId, units.commune)).toMatchObject({
      state: 'self-assessing',
      selfTotal: '70.00',
    })
    await submitAssessments(database, officials.communeHead, { yearId, unitIds: [units.commune], today })
    await recordVerifications(database, officials.collector, {
      yearId,
      given: [
        {
          unitId: units.commune,
          figures: OTHERS_FIGURES,
          points: { '9.2': { points: '2', reason: 'Lịch niêm yết thiếu ngày tiếp của Bí thư' } },
          complete: true,
        },
      ],
      today,
    })
    await scoreUnits(database, yearId, [
      { unitId: units.sibling, figures: { ...GOOD_FIGURES, 'petition.answered': 2, 'petition.answered-on-time': 1 } },
    ])
    await decideYear(
      database,
      officials.leader,
      { yearId, ...DECISION, reasonForUnverified: 'Không nộp bảng tự chấm' },
      today,
    )
    expect(await publishedResults(database, yearId)).toEqual([])
    await publishYear(database, officials.leader, { yearId }, today)

    expect(await publishedYears(database)).toMatchObject([{ year: 2026, decisionNumber: '2689/QĐ-UBND' }])
    expect(await publishedResults(database, yearId)).toMatchObject([
      {
        unitName: 'Ủy ban nhân dân xã Ba',
        selfTotal: '70.00',
        verifiedTotal: '97.30',
        rankTitle: 'Hoàn thành xuất sắc',
        position: 1,
      },
      // 2/8 answered and half of those on time: the ceiling K1 of the set.
      { unitName: 'Ủy ban nhân dân xã Ba Mươi', rankTitle: 'Hoàn thành', position: 2 },
      { unitName: 'Sở Nội vụ', rankTitle: null, notRankedReason: 'Không nộp bảng tự chấm', verifiedTotal: null },
    ])
    const figures = await countFigures(database, [rankResultFact], {
      indicators: ['rank.excellent', 'rank.not-completed'],
      unitIds: [units.province],
      period: { from: '2026-01-01', to: '2026-12-31' },
    })
    expect(figures.map((figure) => figure.total?.value)).toEqual([1, 0])
  })

  test('keeps both points and the reason where the verifier gives others than the unit', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    await recordVerifications(database, officials.collector, {
      yearId,
      given: [
        { unitId: units.commune, points: { '1.1': { points: '3,5', reason: 'Ban hành chậm' } }, complete: false },
      ],
      today,
    })
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.scores.find((score) => score.criterionCode === '1.1')).toMatchObject({
      selfPoints: '4.00',
      verifiedPoints: '3.50',
      verifiedChanged: true,
      verifiedReason: 'Ban hành chậm',
      verifiedBy: 'Phạm Thị Hoa',
    })
    const [last] = await changesOf(database, { kind: 'assessment', id: sheet.assessmentId })
    expect(last?.summary).toContain('1.1 còn 3,5 điểm (Ban hành chậm)')
  })

  test('takes a change back when the unit’s own points are given again', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    for (const points of ['3', '4']) {
      const given = [{ unitId: units.commune, points: { '1.1': { points, reason: 'Xem lại' } }, complete: true }]
      await recordVerifications(database, officials.collector, { yearId, given, today })
    }
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.scores.find((score) => score.criterionCode === '1.1')).toMatchObject({
      verifiedChanged: false,
      verifiedPoints: '4.00',
    })
  })
})

describe('a verification', () => {
  test('is refused where points are changed without a reason, and nothing of it is kept', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    const before = await sheetOf(database, yearId, units.commune)
    const points = { '1.1': { points: '3', reason: 'Chậm' }, '1.3': { points: '1', reason: '  ' } }
    await expect(
      recordVerifications(database, officials.collector, {
        yearId,
        given: [{ unitId: units.commune, points, complete: false }],
        today,
      }),
    ).rejects.toMatchObject({ code: 'criteria.change-needs-reason', fields: { 'reason:1.3': expect.any(String) } })
    expect(await sheetOf(database, yearId, units.commune)).toEqual(before)
  })

  test('is refused for points beyond the maximum', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    const given = [{ unitId: units.commune, points: { '1.1': { points: '4,5', reason: 'Tốt' } }, complete: false }]
    await expect(recordVerifications(database, officials.collector, { yearId, given, today })).rejects.toMatchObject({
      fields: { 'points:1.1': expect.stringContaining('4') },
    })
  })

  test('is refused to who works in the unit, also to Sở Nội vụ for itself; another body does it', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await recordSelfAssessments(database, null, {
      yearId,
      given: [{ unitId: units.homeAffairs, figures: { ...GOOD_FIGURES, 'reception.count': 12 } }],
      today,
    })
    await submitAssessments(database, null, { yearId, unitIds: [units.homeAffairs], today })
    const given = [{ unitId: units.homeAffairs, figures: OTHERS_FIGURES, complete: true }]
    await expect(recordVerifications(database, officials.collector, { yearId, given, today })).rejects.toMatchObject({
      code: 'criteria.own-unit',
    })
    await recordVerifications(database, officials.leader, { yearId, given, today })
    expect(await sheetOf(database, yearId, units.homeAffairs)).toMatchObject({ state: 'verified' })
  })

  test('is not there for who has no such right over the unit, and waits for the submission', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    const given = [{ unitId: units.commune, complete: false }]
    await expect(recordVerifications(database, officials.siblingClerk, { yearId, given, today })).rejects.toMatchObject(
      { kind: 'not-found' },
    )
    await expect(recordVerifications(database, officials.collector, { yearId, given, today })).rejects.toMatchObject({
      code: 'criteria.not-submitted',
    })
  })

  test('is not complete while what others score has no figures', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    const given = [{ unitId: units.commune, figures: { '6.3': null }, complete: true }]
    await expect(recordVerifications(database, officials.collector, { yearId, given, today })).rejects.toMatchObject({
      code: 'criteria.verification-incomplete',
      messageForPerson: expect.stringContaining('6.3'),
    })
  })

  test('can give the sheet back to the unit, which mends and hands in again', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    const reason = 'Thiếu minh chứng tiêu chí 9.2'
    await returnAssessment(database, officials.collector, { yearId, unitId: units.commune, reason, today })
    await recordSelfAssessments(database, officials.communeClerk, {
      yearId,
      given: [{ unitId: units.commune, figures: { '9.2': false } }],
      today,
    })
    await submitAssessments(database, officials.communeHead, { yearId, unitIds: [units.commune], today })
    expect(await sheetOf(database, yearId, units.commune)).toMatchObject({ state: 'submitted', selfTotal: '67.00' })
  })
})

describe('a self-assessment', () => {
  test('is the unit’s own: not its neighbour’s, and not the upper level’s', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    const given = [{ unitId: units.sibling, figures: { '9.2': true } }]
    for (const official of [officials.communeClerk, officials.collector]) {
      await expect(recordSelfAssessments(database, official, { yearId, given, today })).rejects.toMatchObject({
        code: 'criteria.no-such-assessment',
      })
    }
  })

  test('is not handed in while a figure is missing', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await recordSelfAssessments(database, officials.communeClerk, {
      yearId,
      given: [{ unitId: units.commune, figures: { '9.2': true } }],
      today,
    })
    await expect(
      submitAssessments(database, officials.communeHead, { yearId, unitIds: [units.commune], today }),
    ).rejects.toMatchObject({ code: 'criteria.self-assessment-incomplete' })
  })

  test('gives full points for what did not arise, with a reason', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    const save = (note: string) =>
      recordSelfAssessments(database, officials.communeClerk, {
        yearId,
        given: [{ unitId: units.commune, criteria: { '8.2': { notApplicable: true, note } } }],
        today,
      })
    await expect(save('')).rejects.toMatchObject({ code: 'criteria.reason-needed' })
    await save('Không có đoàn giám sát nào về xã')
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.scores.find((score) => score.criterionCode === '8.2')).toMatchObject({
      selfPoints: '4.00',
      version: 1,
    })
  })

  test('cannot give points that others give', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    const given = [{ unitId: units.commune, figures: { '6.3': 'A' } }]
    await expect(
      recordSelfAssessments(database, officials.communeClerk, { yearId, given, today }),
    ).rejects.toMatchObject({ code: 'criteria.not-for-the-unit' })
  })

  test('is closed once handed in', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    const given = [{ unitId: units.commune, figures: { '9.2': false } }]
    await expect(
      recordSelfAssessments(database, officials.communeClerk, { yearId, given, today }),
    ).rejects.toMatchObject({ code: 'criteria.already-submitted' })
  })

  test('is seen from above and not from beside', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    const { assessmentId } = await sheetOf(database, yearId, units.commune)
    expect(await assessmentById(database, officials.collector, assessmentId, today)).toBeDefined()
    expect(await assessmentById(database, officials.siblingClerk, assessmentId, today)).toBeUndefined()
    const seen = await assessmentsOfYear(database, officials.siblingClerk, yearId, {}, today)
    expect(seen.rows.map((row) => row.unitName)).toEqual(['Ủy ban nhân dân xã Ba Mươi'])
  })
})

describe('a decided year', () => {
  test('computes again to the same totals, ranks and places, and shows when it does not', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [
      { unitId: units.commune, figures: GOOD_FIGURES },
      { unitId: units.sibling, figures: { ...GOOD_FIGURES, 'task.completed': 9, 'dialogue.count': 1 } },
    ])
    await decideYear(
      database,
      officials.leader,
      {
        yearId,
        ...DECISION,
        reasonForUnverified: 'Không nộp',
        decisions: { quotasPassed: [{ quota: 'TL1', block: 'X', reason: 'Khối chỉ có hai đơn vị' }] },
      },
      today,
    )
    expect(await recomputedYear(database, yearId)).toEqual({ units: 3, deviations: [] })

    await sql`alter table ranking_result disable trigger ranking_result_is_frozen`.execute(database)
    await sql`update ranking_result set verified_total = 99.99 where unit_id = ${units.sibling}`.execute(database)
    expect(await recomputedYear(database, yearId)).toMatchObject({ deviations: [{ unitId: units.sibling }] })
  })

  test('is frozen: neither points nor results change any more', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    await decideYear(
      database,
      officials.leader,
      {
        yearId,
        ...DECISION,
        reasonForUnverified: 'Không nộp',
        decisions: { quotasPassed: [{ quota: 'TL1', block: 'X', reason: 'Khối nhỏ' }] },
      },
      today,
    )
    await expect(
      recordVerifications(database, officials.collector, {
        yearId,
        given: [{ unitId: units.commune, points: { '1.1': { points: '0', reason: 'x' } }, complete: true }],
        today,
      }),
    ).rejects.toMatchObject({ code: 'criteria.year-decided' })
    await expect(sql`update ranking_result set position = 9`.execute(database)).rejects.toThrow('never changed')
    await expect(decideYear(database, officials.leader, { yearId, ...DECISION }, today)).rejects.toMatchObject({
      code: 'criteria.year-decided',
    })
  })

  test('needs a word on units that are not verified, and on quotas that are passed', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [
      { unitId: units.commune, figures: GOOD_FIGURES },
      { unitId: units.sibling, figures: { ...GOOD_FIGURES, 'task.completed': 9 } },
    ])
    const decide = (more: object) => decideYear(database, officials.leader, { yearId, ...DECISION, ...more }, today)
    await expect(decide({})).rejects.toMatchObject({ code: 'criteria.units-not-verified' })
    const unverified = { reasonForUnverified: 'Không nộp' }
    await expect(decide(unverified)).rejects.toMatchObject({ code: 'criteria.quota-exceeded' })
    // 70 % of two units is one: the weaker one steps down by a decision of people.
    await decide({
      ...unverified,
      decisions: { ranks: [{ unit: 'T-X30', rank: 'Hoàn thành tốt', reason: 'Nhường theo tỷ lệ' }] },
    })
    const results = await resultsOfYear(database, officials.collector, yearId, today)
    expect(results.map((result) => result.rankTitle)).toEqual(['Hoàn thành xuất sắc', 'Hoàn thành tốt', null])
  })

  test('stands beside the year before', async () => {
    const { database, units, officials, province, yearId } = await openedProvince()
    const before = await openSampleYear(database, province, 2025)
    const decisions = { quotasPassed: [{ quota: 'TL1', block: 'X', reason: 'Khối nhỏ' }] }
    const dated = { ...GOOD_FIGURES, '1.2': '2025-03-15' }
    await scoreUnits(database, before, [
      {
        unitId: units.commune,
        figures: { ...dated, 'task.completed': 0, 'task.completed-on-time': 0 },
        others: { ...OTHERS_FIGURES, '10.2': '2025-12-01' },
      },
      { unitId: units.sibling, figures: dated, others: { ...OTHERS_FIGURES, '10.2': '2025-12-01' } },
    ])
    await scoreUnits(database, yearId, [
      { unitId: units.commune, figures: GOOD_FIGURES },
      { unitId: units.sibling, figures: { ...GOOD_FIGURES, 'task.completed': 0, 'task.completed-on-time': 0 } },
    ])
    const reason = { reasonForUnverified: 'Không nộp', decisions }
    await decideYear(database, officials.leader, { yearId: before, ...DECISION, ...reason }, today)
    await decideYear(database, officials.leader, { yearId, ...DECISION, ...reason }, today)
    const results = await resultsOfYear(database, officials.collector, yearId, today)
    expect(results.map(({ unitName, levelsGained }) => [unitName, levelsGained])).toEqual([
      ['Ủy ban nhân dân xã Ba', 1],
      ['Ủy ban nhân dân xã Ba Mươi', -1],
      ['Sở Nội vụ', null],
    ])
  })

  test('is seen within one’s reach until it is published, then by all', async () => {
    const { database, units, officials, yearId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    const decisions = { quotasPassed: [{ quota: 'TL1', block: 'X', reason: 'Khối nhỏ' }] }
    await decideYear(
      database,
      officials.leader,
      { yearId, ...DECISION, reasonForUnverified: 'Không nộp', decisions },
      today,
    )
    expect(await resultsOfYear(database, officials.communeClerk, yearId, today)).toHaveLength(1)
    await publishYear(database, officials.leader, { yearId }, today)
    expect(await resultsOfYear(database, officials.communeClerk, yearId, today)).toHaveLength(3)
  })
})
