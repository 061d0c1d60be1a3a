import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, type scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { assessmentYearById } from '../queries/assessment-years.ts'
import { assessmentById } from '../queries/assessments.ts'
import { sheetOf } from '../queries/sheets.ts'
import {
  blindCodes,
  samplesReplaced,
  secondMarkingOf,
  secondMarks,
  unitsMarkedBlind,
} from '../queries/verification-work.ts'
import { secondMarkState } from '../rules/second-mark.ts'
import { assignVerification } from './assign-verification.ts'
import { decideYear } from './decide-year.ts'
import { recordSelfAssessments } from './record-self-assessments.ts'
import { recordVerifications } from './record-verifications.ts'
import { saveCriterionOverUnits, saveVerification } from './save-verification.ts'
import { drawSecondMarking, giveSecondMark, settleSecondMark } from './second-marking.ts'
import { submitAssessments } from './submit-assessments.ts'

const today = TEST_TODAY

/** Both communes handed in; nothing verified yet. */
async function submittedProvince() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const yearId = await openSampleYear(database, province)
  const { units } = province
  const unitIds = [units.commune, units.sibling]
  const given = unitIds.map((unitId) => ({ unitId, figures: GOOD_FIGURES }))
  await recordSelfAssessments(database, null, { yearId, given, today })
  await submitAssessments(database, null, { yearId, unitIds, today })
  const sheets = await Promise.all(unitIds.map((unitId) => sheetOf(database, yearId, unitId)))
  const [assessmentId = '', siblingAssessmentId = ''] = sheets.map((sheet) => sheet.assessmentId)
  return { database, ...province, yearId, assessmentId, siblingAssessmentId }
}

describe('the work of the verifiers', () => {
  test('is never given to somebody for their own unit, and what is given to one is not the other’s to change', async () => {
    const { database, units, officials, yearId, assessmentId } = await submittedProvince()
    const { collector, leader } = officials
    const assign = (accountId: string, unitIds: string[], criterionCodes: string[] = []) =>
      assignVerification(database, collector, { yearId, accountId, unitIds, criterionCodes }, today)
    await expect(assign(collector.accountId, [units.homeAffairs])).rejects.toMatchObject({ code: 'criteria.own-unit' })
    await expect(assign(officials.communeClerk.accountId, [units.sibling])).rejects.toMatchObject({
      code: 'criteria.no-such-verifier',
    })
    await assign(leader.accountId, [units.homeAffairs], ['9'])
    const change = (code: string) => ({ [code]: { points: '1', reason: 'Thiếu minh chứng' } })
    const save = (code: string) =>
      saveVerification(
        database,
        collector,
        { assessmentId, version: null, points: change(code), complete: false },
        today,
      )
    await expect(save('9.2')).rejects.toMatchObject({ code: 'criteria.not-assigned' })
    await save('1.1')
    expect((await sheetOf(database, yearId, units.commune)).scores).toContainEqual(
      expect.objectContaining({ criterionCode: '1.1', verifiedPoints: '1.00' }),
    )
  })

  test('goes criterion by criterion over the units, all of them kept or none', async () => {
    const { database, units, officials, yearId, assessmentId, siblingAssessmentId } = await submittedProvince()
    const versionOf = async (id: string) =>
      String((await assessmentById(database, officials.collector, id, today))?.version)
    const [version, siblingVersion] = [await versionOf(assessmentId), await versionOf(siblingAssessmentId)]
    const given = (reason: string) => [
      { assessmentId, version, points: '3', reason: '' },
      { assessmentId: siblingAssessmentId, version: siblingVersion, points: '2', reason },
    ]
    const save = (reason: string) =>
      saveCriterionOverUnits(database, officials.collector, { criterion: '9.2', given: given(reason) }, today)
    await expect(save('')).rejects.toMatchObject({ fields: { [`reason:${siblingAssessmentId}`]: expect.any(String) } })
    const own = async () =>
      (await sheetOf(database, yearId, units.commune)).scores.find((score) => score.criterionCode === '9.2')
    expect(await own()).toMatchObject({ verifiedOn: null })
    await save('Thiếu lịch tháng 6')
    expect(await own()).toMatchObject({ verifiedPoints: '3.00', verifiedOn: today })
    await expect(save('Thiếu lịch tháng 7')).rejects.toMatchObject({
      messageForPerson: expect.stringContaining('Người khác vừa sửa'),
    })
  })

  test('stays with who did it when somebody else saves the whole sheet', async () => {
    const { database, units, officials, yearId } = await submittedProvince()
    const save = (official: typeof officials.collector, complete: boolean) =>
      recordVerifications(database, official, {
        yearId,
        given: [{ unitId: units.commune, points: { '9.2': { points: '2', reason: 'Thiếu lịch' } }, complete }],
        today,
      })
    await save(officials.collector, false)
    await save(officials.leader, false)
    const score = (await sheetOf(database, yearId, units.commune)).scores.find((each) => each.criterionCode === '9.2')
    expect(score?.verifiedByAccountId).toBe(officials.collector.accountId)
  })
})

describe('a second mark', () => {
  test('is given blind, and a difference is settled by a third person', async () => {
    const { database, units, officials, yearId, assessmentId } = await submittedProvince()
    const { collector, leader } = officials
    const sample = { yearId, seed: 'hạt giống', percent: 100, accountId: leader.accountId }
    await drawSecondMarking(database, collector, sample, today)
    await expect(drawSecondMarking(database, collector, sample, today)).rejects.toMatchObject({
      code: 'criteria.sample-drawn',
    })
    await scoreVerified(database, yearId, units.commune)
    expect(await blindCodes(database, leader, assessmentId)).toContain('9.2')
    expect(await assessmentById(database, leader, assessmentId, today)).toMatchObject({ verifiedTotal: null })
    expect((await assessmentById(database, collector, assessmentId, today))?.verifiedTotal).not.toBeNull()

    const mark = { assessmentId, criterion: '9.2', points: '2', reason: 'Lịch thiếu một tháng' }
    await expect(giveSecondMark(database, collector, mark, today)).rejects.toMatchObject({
      code: 'criteria.not-the-second-marker',
    })
    await giveSecondMark(database, leader, mark, today)
    const marks = await secondMarks(database, { assessmentId })
    const given = marks.find((each) => each.criterionCode === '9.2')
    expect(given && secondMarkState(given)).toBe('different')
    await expect(settleSecondMark(database, leader, mark, today)).rejects.toMatchObject({
      code: 'criteria.settler-has-marked',
    })
    await settleSecondMark(database, collector, { ...mark, points: '2,5', reason: 'Nửa tháng' }, today)
    const score = (await sheetOf(database, yearId, units.commune)).scores.find((each) => each.criterionCode === '9.2')
    expect(score).toMatchObject({ selfPoints: '3.00', verifiedPoints: '2.50', verifiedBy: 'Phạm Thị Hoa' })
    expect(score?.verifiedReason).toContain('3 và 2')
  })
})

describe('the sample of second marks', () => {
  test('is drawn anew for a reason until somebody has marked, and the sample that stood stays on record', async () => {
    const { database, officials, yearId, assessmentId } = await submittedProvince()
    const { collector, leader } = officials
    const sample = { yearId, percent: 100, accountId: leader.accountId }
    await drawSecondMarking(database, collector, { ...sample, seed: 'một' }, today)
    await expect(drawSecondMarking(database, collector, { ...sample, seed: 'hai' }, today)).rejects.toMatchObject({
      code: 'criteria.sample-drawn',
      fields: { reason: expect.any(String) },
    })
    await drawSecondMarking(database, collector, { ...sample, seed: 'hai', percent: 50, reason: 'Nhầm tỷ lệ' }, today)
    expect(await secondMarkingOf(database, yearId)).toMatchObject({ seed: 'hai', percent: 50 })
    expect(await samplesReplaced(database, yearId)).toMatchObject([{ seed: 'một', reason: 'Nhầm tỷ lệ' }])
    const [mark] = (await secondMarks(database, { yearId })).filter((each) => each.assessmentId === assessmentId)
    const given = { assessmentId, criterion: mark?.criterionCode ?? '', points: '1', reason: 'Xem lại' }
    await giveSecondMark(database, leader, given, today)
    await expect(
      drawSecondMarking(database, collector, { ...sample, seed: 'ba', reason: 'Đổi ý' }, today),
    ).rejects.toThrow('criteria.sample-in-use')
  })

  test('holds the decision up while it is open, until somebody says why not to wait', async () => {
    const { database, units, officials, yearId } = await submittedProvince()
    const { collector, leader } = officials
    await drawSecondMarking(
      database,
      collector,
      { yearId, seed: 'một', percent: 5, accountId: leader.accountId },
      today,
    )
    const hidden = await unitsMarkedBlind(database, leader, [yearId])
    expect(hidden.size).toBeGreaterThan(0)
    expect([...hidden].every((unitId) => [units.commune, units.sibling].includes(unitId))).toBe(true)
    expect((await unitsMarkedBlind(database, collector, [yearId])).size).toBe(0)
    const decision = { yearId, decisionNumber: '1/QĐ-UBND', decidedOn: today, reasonForUnverified: 'Chưa xong' }
    await expect(decideYear(database, leader, decision, today)).rejects.toMatchObject({
      code: 'criteria.second-marks-open',
      fields: { reasonForOpenMarks: expect.stringContaining('chưa chấm xong') },
    })
    await decideYear(database, leader, { ...decision, reasonForOpenMarks: 'Người chấm lần hai nghỉ ốm' }, today)
    expect(await assessmentYearById(database, leader, yearId, today)).toMatchObject({
      ...{ state: 'decided', secondMarksLeftReason: 'Người chấm lần hai nghỉ ốm' },
    })
  })
})

/** Verified by the system itself, so that both officials are others. */
async function scoreVerified(database: Parameters<typeof scoreUnits>[0], yearId: string, unitId: string) {
  const given = [{ unitId, points: { '9.2': { points: '3', reason: '' } }, complete: false }]
  await recordVerifications(database, null, { yearId, given, today })
}
