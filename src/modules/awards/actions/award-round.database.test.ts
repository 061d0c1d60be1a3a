import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { decideYear } from '../../criteria/index.ts'
import { awardForms } from '../queries/award-forms.ts'
import { awardRoundById, awardRounds, quotasOf } from '../queries/award-rounds.ts'
import { awards } from '../queries/awards.ts'
import { adoptEligible } from './adopt-eligible.ts'
import { addAwardForm, changeAwardForm } from './keep-award-form.ts'
import { changeAwardRound, openAwardRound, type RoundToKeep } from './keep-award-round.ts'
import { proposeAward } from './propose-award.ts'

const today = TEST_TODAY
const merit = { form: 'certificate-of-merit', recipientKind: 'collective', blockId: null, most: 1, line: 1 } as const
const given: RoundToKeep = {
  ...{ title: 'Khen thưởng tổng kết năm 2026', forYear: 2026, opensOn: '2026-11-01', closesOn: '2026-11-20' },
  ...{ eligibleRankLevel: 1, eligibilitySource: '', quotas: [merit] },
}

async function provinceWithRound() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const rootUnitId = province.units.province
  const roundId = await openAwardRound(database, province.officials.collector, { rootUnitId, given, today })
  return { database, province, ...province, rootUnitId, roundId }
}

describe('a round of commendations', () => {
  test('is run by who may for the whole province, and read by everybody in it', async () => {
    const { database, officials, rootUnitId, roundId } = await provinceWithRound()
    await expect(openAwardRound(database, officials.communeHead, { rootUnitId, given, today })).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect((await awardRounds(database, officials.communeClerk, today)).map(({ title }) => title)).toEqual([
      given.title,
    ])
    expect(await awardRoundById(database, officials.communeClerk, roundId, today)).toMatchObject({
      isTheirsToManage: false,
    })
    expect(await quotasOf(database, roundId)).toMatchObject([{ formTitle: 'Bằng khen', most: 1, blockTitle: null }])
  })

  test('is changed with its quotas, and not over somebody who changed it since', async () => {
    const { database, officials, roundId } = await provinceWithRound()
    const change = (version: string, quotas: RoundToKeep['quotas']) =>
      changeAwardRound(database, officials.collector, { roundId, version, given: { ...given, quotas }, today })
    await change('1', [{ ...merit, most: 3 }])
    expect(await quotasOf(database, roundId)).toMatchObject([{ most: 3 }])
    await expect(change('1', [])).rejects.toBeInstanceOf(StaleEdit)
    await expect(change('2', [merit, { ...merit, line: 2 }])).rejects.toMatchObject({ code: 'award.quota-twice' })
    await expect(change('2', [{ ...merit, blockId: '999' }])).rejects.toMatchObject({ code: 'award.quota-block' })
    expect(await quotasOf(database, roundId)).toMatchObject([{ most: 3 }])
  })

  test('takes proposals of units until its last day, and after it those of who runs it', async () => {
    const { database, units, officials, roundId } = await provinceWithRound()
    const proposal = {
      ...({ form: 'certificate-of-merit', forYear: 2026, recipientKind: 'collective', personName: '' } as const),
      ...{ personPost: '', achievement: 'Đối thoại hằng tháng', proposedOn: today, awardRoundId: roundId },
    }
    await expect(
      proposeAward(database, officials.communeClerk, { ...proposal, unitId: units.commune }, today),
    ).rejects.toMatchObject({ code: 'award.round-closed' })
    await proposeAward(database, officials.collector, { ...proposal, unitId: units.commune }, today)
    await expect(
      proposeAward(database, officials.collector, { ...proposal, unitId: units.sibling, awardRoundId: '999' }, today),
    ).rejects.toMatchObject({ code: 'award.no-such-round' })
    const list = await awards(database, officials.communeClerk, { roundId }, today)
    expect(list.rows).toMatchObject([{ formTitle: 'Bằng khen', roundTitle: given.title, origin: 'unit' }])
  })
})

test('the system proposes whom the rule of the round names, with the rule and the result, and nobody else', async () => {
  const { database, province, units, officials, roundId } = await provinceWithRound()
  const yearId = await openSampleYear(database, province)
  await scoreUnits(database, yearId, [
    { unitId: units.commune, figures: GOOD_FIGURES },
    { unitId: units.sibling, figures: { ...GOOD_FIGURES, 'petition.answered': 2, 'petition.answered-on-time': 1 } },
  ])
  const decision = { decisionNumber: '2689/QĐ-UBND', decidedOn: '2026-11-22' }
  await decideYear(database, officials.leader, { yearId, ...decision, reasonForUnverified: 'Không nộp' }, today)
  const adopt = (unitIds: string[]) =>
    adoptEligible(database, officials.collector, { roundId, form: 'certificate-of-merit', unitIds }, today)

  await expect(adopt([units.commune, units.sibling])).rejects.toMatchObject({ code: 'award.not-eligible' })
  expect((await awards(database, officials.collector, { roundId }, today)).rows).toEqual([])
  expect(await adopt([units.commune])).toBe(1)
  expect((await awards(database, officials.collector, { roundId }, today)).rows).toMatchObject([
    {
      unitName: 'Ủy ban nhân dân xã Ba',
      origin: 'system',
      basis: expect.stringMatching(/^Đơn vị được xếp loại ở mức cao nhất.*Hoàn thành xuất sắc.*2689\/QĐ-UBND\.$/),
    },
  ])
})

test('a form of award is added and ended by who administers the province, and then no longer given', async () => {
  const { database, units, officials } = await provinceWithRound()
  const kept = {
    ...{ title: 'Kỷ niệm chương', decidingKinds: ['peoples-committee'], forCollectives: false, forIndividuals: true },
    ...({ legalSource: 'Quy chế của tỉnh', requiredPercent: 80, shareOf: 'members', shareSource: 'Quy chế' } as const),
    ...{ shareIsChecked: true, endedOn: null },
  }
  const code = await addAwardForm(database, officials.administrator, { given: kept, today })
  await expect(addAwardForm(database, officials.administrator, { given: kept, today })).rejects.toMatchObject({
    code: 'award.form-title-taken',
  })
  await expect(addAwardForm(database, officials.collector, { given: kept, today })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  const ended = { ...kept, endedOn: '2026-11-01' }
  await changeAwardForm(database, officials.administrator, { code, version: '1', given: ended, today })
  expect((await awardForms(database)).find((form) => form.code === code)).toMatchObject({ requiredPercent: 80 })
  const proposal = {
    ...({ form: code, forYear: 2026, recipientKind: 'individual', unitId: units.commune } as const),
    ...{ personName: 'Nguyễn Thị Mai', personPost: '', achievement: 'Vận động giỏi', proposedOn: today },
  }
  await expect(proposeAward(database, officials.communeClerk, proposal, today)).rejects.toMatchObject({
    code: 'award.form-ended',
  })
})
