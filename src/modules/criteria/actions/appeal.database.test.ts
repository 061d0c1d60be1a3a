import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { appealsOf } from '../queries/appeals.ts'
import { recomputedYear } from '../queries/ranking.ts'
import { resultsOfYear } from '../queries/results.ts'
import { sheetOf } from '../queries/sheets.ts'
import { lateUnits, timetableOf } from '../queries/timetable.ts'
import { answerAppeal } from './answer-appeal.ts'
import { decideYear } from './decide-year.ts'
import { answerExplanation, askExplanation } from './explain.ts'
import { fileAppeal } from './file-appeal.ts'
import { recordVerifications } from './record-verifications.ts'
import { setTimetable } from './set-timetable.ts'

const today = TEST_TODAY
const LIMITS = [
  { step: 'self-assessment', statedOn: '2026-11-30', isBefore: false },
  { step: 'verification', statedOn: '2026-12-05', isBefore: false },
  { step: 'appeal', statedOn: '2026-12-12', isBefore: true },
  { step: 'decision', statedOn: '2026-12-25', isBefore: false },
] as const

/** The commune verified by the collector, with one criterion lowered from 3 to 2. */
async function verifiedProvince() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const yearId = await openSampleYear(database, province)
  const { units, officials } = province
  await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
  await recordVerifications(database, officials.collector, {
    yearId,
    given: [{ unitId: units.commune, points: { '9.2': { points: '2', reason: 'Thiếu lịch' } }, complete: true }],
    today,
  })
  const { assessmentId } = await sheetOf(database, yearId, units.commune)
  return { database, ...province, yearId, assessmentId }
}

describe('an appeal', () => {
  test('is answered by somebody else than the verifier; three columns stand side by side and the last one ranks', async () => {
    const { database, units, officials, yearId, assessmentId } = await verifiedProvince()
    const appeal = { assessmentId, criterion: '9.2', points: '3', reason: 'Lịch có niêm yết, gửi kèm ảnh' }
    await fileAppeal(database, officials.communeHead, appeal, today)
    const [filed] = await appealsOf(database, assessmentId)
    const answer = { assessmentId, appealId: filed?.id ?? '', points: '2,5', reason: 'Niêm yết muộn nửa năm' }
    await expect(answerAppeal(database, officials.collector, answer, today)).rejects.toMatchObject({
      code: 'criteria.reviewer-is-verifier',
    })
    const decision = {
      ...{ yearId, decisionNumber: '1/QĐ-UBND', decidedOn: today, reasonForUnverified: 'Không nộp' },
      // The only ranked unit of its block is more than 70 % of it.
      decisions: { quotasPassed: [{ quota: 'TL1', block: 'X', reason: 'Khối chỉ có một đơn vị nộp' }] },
    }
    await expect(decideYear(database, officials.leader, decision, today)).rejects.toMatchObject({
      code: 'criteria.appeals-waiting',
    })
    await answerAppeal(database, officials.leader, answer, today)
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.scores.find((score) => score.criterionCode === '9.2')).toMatchObject({
      selfPoints: '3.00',
      verifiedPoints: '2.00',
      appealPoints: '2.50',
      appealReason: 'Niêm yết muộn nửa năm',
    })
    expect(Number(sheet.appealTotal) - Number(sheet.verifiedTotal)).toBeCloseTo(0.5)
    await expect(answerAppeal(database, officials.leader, answer, today)).rejects.toMatchObject({
      code: 'criteria.appeal-answered',
    })

    await decideYear(database, officials.leader, decision, today)
    const result = (await resultsOfYear(database, officials.leader, yearId, today)).find(
      (row) => row.unitId === units.commune,
    )
    expect(result).toMatchObject({ verifiedTotal: sheet.verifiedTotal, finalTotal: sheet.appealTotal })
    expect(await recomputedYear(database, yearId)).toMatchObject({ deviations: [] })
  })

  test('is the own head’s, once, for other points, and in time', async () => {
    const { database, officials, yearId, assessmentId } = await verifiedProvince()
    const appeal = { assessmentId, criterion: '9.2', points: '3', reason: 'Lịch có niêm yết' }
    await expect(fileAppeal(database, officials.collector, appeal, today)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(fileAppeal(database, officials.communeHead, { ...appeal, points: '2' }, today)).rejects.toMatchObject({
      code: 'criteria.appeal-asks-nothing',
    })
    await setTimetable(database, officials.collector, { yearId, limits: LIMITS, reason: '' }, today)
    await expect(fileAppeal(database, officials.communeHead, appeal, '2026-12-12')).rejects.toMatchObject({
      code: 'criteria.appeal-too-late',
    })
    await fileAppeal(database, officials.communeHead, appeal, '2026-12-11')
    await expect(fileAppeal(database, officials.communeHead, appeal, '2026-12-11')).rejects.toMatchObject({
      code: 'criteria.already-appealed',
    })
  })
})

describe('a question of the verifier', () => {
  test('is answered by the unit, and only one waits at a time', async () => {
    const { database, officials, assessmentId } = await verifiedProvince()
    const asked = { assessmentId, criterion: '9.2', question: 'Lịch niêm yết ở đâu?' }
    await askExplanation(database, officials.collector, asked, today)
    await expect(askExplanation(database, officials.collector, asked, today)).rejects.toMatchObject({
      code: 'criteria.explanation-waiting',
    })
    const { id } = await database.selectFrom('assessment_explanation').select('id').executeTakeFirstOrThrow()
    const answer = { assessmentId, explanationId: id, answer: 'Tại trụ sở' }
    await expect(answerExplanation(database, officials.collector, answer, today)).rejects.toMatchObject({
      kind: 'not-found',
    })
    await answerExplanation(database, officials.communeClerk, answer, today)
    await expect(answerExplanation(database, officials.communeClerk, answer, today)).rejects.toMatchObject({
      code: 'criteria.explanation-answered',
    })
  })
})

describe('the timetable', () => {
  test('moves a last day that is not worked, and reads “trước ngày” as the day before', async () => {
    const { database, officials, yearId } = await verifiedProvince()
    await setTimetable(database, officials.collector, { yearId, limits: LIMITS, reason: '' }, today)
    // 5 December 2026 is a Saturday.
    expect(await timetableOf(database, yearId)).toMatchObject([
      { step: 'self-assessment', lastDay: '2026-11-30' },
      { step: 'verification', lastDay: '2026-12-07' },
      { step: 'appeal', lastDay: '2026-12-11' },
      { step: 'decision', lastDay: '2026-12-25' },
    ])
    const disordered = LIMITS.map((limit) => (limit.step === 'appeal' ? { ...limit, statedOn: '2026-12-01' } : limit))
    await expect(
      setTimetable(database, officials.collector, { yearId, limits: disordered, reason: '' }, today),
    ).rejects.toMatchObject({ code: 'criteria.days-out-of-order' })
  })

  test('tells who is late', async () => {
    const { database, officials, yearId } = await verifiedProvince()
    expect(await lateUnits(database, officials.leader, yearId, '2026-11-30')).toEqual([])
    const late = await lateUnits(database, officials.leader, yearId, '2026-12-01')
    expect(late).toHaveLength(2)
    expect(late.map((unit) => unit.unitName)).not.toContain('Ủy ban nhân dân xã Ba')
  })
})
