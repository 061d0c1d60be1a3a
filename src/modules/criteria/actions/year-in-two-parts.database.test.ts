import { describe, expect, test } from 'vitest'
import { addBlocks } from '../../../../tests/support/assessed-year.ts'
import { addDialogues } from '../../../../tests/support/dialogues.ts'
import { reorganiseBy } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { NEW_SET, OLD_SET, SPLIT } from '../../../../tests/support/two-sets.ts'
import { activities } from '../../activities/index.ts'
import { assessmentYears } from '../queries/assessment-years.ts'
import { countedFigures } from '../queries/counted-figures.ts'
import { newestRanks } from '../queries/newest-ranks.ts'
import { predecessorsIn } from '../queries/predecessors.ts'
import { rankingOf, recomputedYear } from '../queries/ranking.ts'
import { publishedYears, resultsOfYear } from '../queries/results.ts'
import { setOfYear, sheetOf } from '../queries/sheets.ts'
import { readYear } from '../queries/units-read.ts'
import { splitOf } from '../queries/year-parts.ts'
import { decideYear, publishYear } from './decide-year.ts'
import { keepCriteriaSet } from './keep-criteria-set.ts'
import { openYear } from './open-year.ts'
import { recordVerifications } from './record-verifications.ts'
import { reopenYear } from './reopen-year.ts'
import { saveCriterion, submitCounted } from './save-criterion.ts'
import { setTimetable } from './set-timetable.ts'

const today = TEST_TODAY
const counting = { facts: activities.facts ?? [], today }

async function province() {
  const database = await databaseForTest()
  const sample = await sampleProvince(database)
  const blocks = await addBlocks(database, sample)
  const sets = {
    old: await keepCriteriaSet(database, null, OLD_SET),
    new: await keepCriteriaSet(database, null, NEW_SET),
  }
  const open = (setId: string, chosen: readonly { blockId: string; unitKind: string }[]) =>
    openYear(
      database,
      sample.officials.collector,
      {
        ...{ setId, year: 2026, rootUnitId: sample.units.province, blocks: chosen },
        ...{ selfAssessBy: '2026-11-30', verifyBy: '2026-12-15', decideBy: '2026-12-25' },
      },
      today,
    )
  return { database, ...sample, blocks, sets, open }
}

/** The communes of the province are one since 1 July; both held dialogues before, the one that is left held more after. */
async function mergedProvince() {
  const given = await province()
  const { database, units, officials } = given
  await addDialogues(database, units.sibling, ['2026-03-01', '2026-05-04'])
  await addDialogues(database, units.commune, ['2026-02-10', '2026-07-20', '2026-09-01'])
  const units26 = await database.selectFrom('unit').select(['id', 'code']).execute()
  const code = (id: string) => units26.find((unit) => unit.id === id)?.code ?? ''
  await reorganiseBy(database, officials.administrator, {
    effectiveOn: '2026-07-01',
    rows: [row({ kind: 'merged-into', fromCode: code(units.sibling), toCode: code(units.commune) })],
  })
  const wholeYearId = await given.open(given.sets.new, [{ blockId: given.blocks.communes, unitKind: 'xa' }])
  const split = await splitOf(database, wholeYearId)
  if (!split) throw new Error('The year was not split.')
  return { ...given, wholeYearId, split }
}

/** The commune scores both of its sheets itself and hands them in; the collector finds nothing to change. */
async function scoredByHand({ database, units, officials, split }: Awaited<ReturnType<typeof mergedProvince>>) {
  const saved = { version: null, notApplicable: false, note: '', files: [] }
  const sheets = {
    earlier: await sheetOf(database, split.earlierYearId, units.commune),
    later: await sheetOf(database, split.wholeYearId, units.commune),
  }
  await saveCriterion(
    database,
    officials.communeClerk,
    { ...saved, assessmentId: sheets.earlier.assessmentId, criterion: '1', figures: {} },
    counting,
  )
  await saveCriterion(
    database,
    officials.communeClerk,
    { ...saved, assessmentId: sheets.later.assessmentId, criterion: '2', figures: { '2': true } },
    counting,
  )
  for (const [yearId, { assessmentId }] of [
    [split.earlierYearId, sheets.earlier],
    [split.wholeYearId, sheets.later],
  ] as const) {
    const handedIn = { assessmentId, statement: 'Tôi đã xem lại', reasons: {} }
    await submitCounted(database, officials.communeHead, handedIn, counting)
    const given = [{ unitId: units.commune, complete: true }]
    await recordVerifications(database, officials.collector, { yearId, given, today })
  }
}

const DECISION = { decisionNumber: '2689/QĐ-UBND', decidedOn: '2026-11-22' }

describe('opening a year that two sets share', () => {
  test('gives every unit two sheets, each of its own set and its own days, under one timetable', async () => {
    const { database, officials, wholeYearId, split } = await mergedProvince()
    expect(split).toMatchObject({
      earlier: { from: '2026-01-01', to: '2026-08-06', percent: '62.5' },
      later: { from: '2026-08-07', to: '2026-12-31', percent: '37.5' },
    })
    expect(split.because).toContain(SPLIT.clause)
    const limits = [
      { step: 'self-assessment', statedOn: '2026-12-04', isBefore: false },
      { step: 'verification', statedOn: '2026-12-18', isBefore: false },
      { step: 'decision', statedOn: '2026-12-28', isBefore: false },
    ] as const
    await setTimetable(database, officials.collector, { yearId: wholeYearId, limits, reason: '' }, today)
    const years = await assessmentYears(database, officials.collector, today)
    expect(years.map((year) => [year.setTitle, year.part?.isEarlier, year.selfAssessBy])).toEqual([
      ['Bộ mới', false, '2026-12-04'],
      ['Bộ cũ', true, '2026-12-04'],
    ])
  })

  test('is asked of the set that ends the year, and apart from kinds of unit that one set scores', async () => {
    const { blocks, sets, open, database } = await province()
    const communes = { blockId: blocks.communes, unitKind: 'xa' }
    const agencies = { blockId: blocks.departments, unitKind: 'so' }
    await expect(open(sets.old, [communes])).rejects.toMatchObject({
      code: 'criteria.other-set-holds',
      messageForPerson: expect.stringContaining(SPLIT.clause),
    })
    await expect(open(sets.new, [communes, agencies])).rejects.toThrow('criteria.kinds-differ')
    const whole = await open(sets.new, [communes])
    await open(sets.new, [agencies])
    await expect(open(sets.new, [communes])).rejects.toThrow('criteria.year-already-open')
    expect(await splitOf(database, whole)).toBeDefined()
    expect(await database.selectFrom('assessment_year').select('id').execute()).toHaveLength(3)
  })
})

describe('a year in two parts of a unit merged on 1 July', () => {
  test('counts the records of those it took over, in the part in which they fall, and says so', async () => {
    const merged = await mergedProvince()
    const { database, units, split } = merged
    await scoredByHand(merged)
    const counted = async (yearId: string) =>
      (await sheetOf(database, yearId, units.commune)).figures.find((figure) => figure.code === 'dialogue.count')
    // Two of the predecessor's and two of its own until 6 August; one after.
    expect(await counted(split.earlierYearId)).toMatchObject({ value: 4, recordCount: 4 })
    expect(await counted(split.wholeYearId)).toMatchObject({ value: 1, recordCount: 1 })
    const earlier = await sheetOf(database, split.earlierYearId, units.commune)
    expect(earlier.scores[0]?.selfExplanation).toBe('4 cuộc đối thoại × 10,0 điểm → 40,0 điểm')
    const { ranking } = await rankingOf(database, split.wholeYearId)
    expect(ranking.units[0]?.effects).toContainEqual(
      expect.objectContaining({
        kind: 'merger',
        explanation: expect.stringContaining('tiếp nhận Ủy ban nhân dân xã Ba Mươi từ ngày 01/07/2026'),
      }),
    )
  })

  test('tells of a counted figure how much came from which predecessor, and by which act it passed on', async () => {
    const { database, units, split } = await mergedProvince()
    const { earlier } = split
    const [predecessor] = await predecessorsIn(database, units.commune, earlier)
    expect(predecessor).toMatchObject({ unitId: units.sibling, on: '2026-07-01', legalAct: 'Nghị quyết mẫu' })
    const { set } = await setOfYear(database, split.earlierYearId)
    const asked = { set, unitIds: [units.commune], window: earlier, today }
    const counted = (await countedFigures(database, counting.facts, asked)).get(units.commune)?.['dialogue.count']
    const parts = new Map(counted?.parts?.map((part) => [part.unitId, part.value]))
    expect([counted?.value, parts.get(units.sibling), parts.get(units.commune)]).toEqual([4, 2, 2])
    expect(await predecessorsIn(database, units.commune, split.later)).toEqual([])
  })

  test('is read as a whole: criteria of both parts, differences and points left in points of the year', async () => {
    const merged = await mergedProvince()
    const { database, officials, units, wholeYearId, split } = merged
    await scoredByHand(merged)
    const sheet = await sheetOf(database, split.earlierYearId, units.commune)
    // Of the first part's 40 points a verifier leaves 30: 10/50 × 62,5 = 12,5 points of the year.
    await database
      .updateTable('assessment_score')
      .set({ verified_points: '30.0', verified_changed: true, verified_reason: 'Một cuộc không có biên bản' })
      .where('assessment_id', '=', sheet.assessmentId)
      .execute()
    const year = (await assessmentYears(database, officials.leader, today)).find(({ id }) => id === wholeYearId)
    if (!year) throw new Error('The year has gone.')
    const read = await readYear(database, officials.leader, { year, today })
    expect(read.parts.map(({ part }) => part.to)).toEqual(['2026-08-06', '2026-12-31'])
    const [unit, ...others] = read.units
    expect(others).toEqual([])
    expect(unit).toMatchObject({ rank: 'Đạt', total: '60.00', selfTotal: '72.50' })
    expect(unit?.differs).toEqual({ criteria: 1, lowered: 1, points: '12.50' })
    // 20/50 × 62,5 = 25,00 are left in the first part; 40/100 × 37,5 = 15,00 in the second.
    expect(unit?.gap).toMatchObject({
      ...{ nextRank: 'Tốt', missing: '20.00' },
      lost: [
        { code: '1', place: 0, left: 2500, assessmentId: sheet.assessmentId },
        { code: '1', place: 1, left: 1500 },
      ],
    })
  })

  test('adds its parts up unrounded and rounds once, and computes again from the points that people gave in either part', async () => {
    const merged = await mergedProvince()
    const { database, officials, units, wholeYearId, split } = merged
    await scoredByHand(merged)
    for (const [yearId, code, points, total] of [
      [split.earlierYearId, '1', '30.1', '30.1'],
      [split.wholeYearId, '2', '13.35', '33.35'],
    ] as const) {
      const { assessmentId } = await sheetOf(database, yearId, units.commune)
      await database
        .updateTable('assessment_score')
        .set({ verified_points: points, verified_changed: true, verified_reason: 'Thiếu minh chứng' })
        .where('assessment_id', '=', assessmentId)
        .where('criterion_code', '=', code)
        .execute()
      await database.updateTable('assessment').set({ verified_total: total }).where('id', '=', assessmentId).execute()
    }
    // 30,1/50 × 62,5 = 37,625 and 33,35/100 × 37,5 = 12,50625: rounded apart they would be 37,63 + 12,51 = 50,14.
    const { ranking } = await rankingOf(database, wholeYearId)
    expect(ranking.units.map((unit) => unit.total)).toEqual(['50.13'])
    await decideYear(database, officials.leader, { yearId: wholeYearId, ...DECISION }, today)
    const [result] = await resultsOfYear(database, officials.leader, wholeYearId, today)
    expect(result).toMatchObject({ selfTotal: '72.50', finalTotal: '50.13' })
    expect(await recomputedYear(database, wholeYearId)).toEqual({ units: 1, deviations: [] })
  })

  test('is not complete while one of its parts waits for its verification', async () => {
    const merged = await mergedProvince()
    const { database, officials, wholeYearId, split } = merged
    await scoredByHand(merged)
    await database
      .updateTable('assessment')
      .set({ state: 'submitted', verified_on: null, verified_total: null })
      .where('assessment_year_id', '=', split.earlierYearId)
      .execute()
    const { sheets, ranking } = await rankingOf(database, wholeYearId)
    expect(sheets.map((sheet) => [sheet.state, sheet.verifiedTotal])).toEqual([['submitted', null]])
    expect(ranking.units.map((unit) => unit.rank)).toEqual([null])
    await expect(decideYear(database, officials.leader, { yearId: wholeYearId, ...DECISION }, today)).rejects.toThrow(
      'criteria.units-not-verified',
    )
  })

  test('is decided from both parts, frozen so that it computes again, and published once', async () => {
    const merged = await mergedProvince()
    const { database, officials, wholeYearId, split } = merged
    await expect(
      decideYear(database, officials.leader, { yearId: split.earlierYearId, ...DECISION }, today),
    ).rejects.toThrow('criteria.part-of-a-year')
    await expect(decideYear(database, officials.leader, { yearId: wholeYearId, ...DECISION }, today)).rejects.toThrow(
      'criteria.units-not-verified',
    )
    await scoredByHand(merged)
    await decideYear(database, officials.leader, { yearId: wholeYearId, ...DECISION }, today)
    // 40/50 × 62,5 = 50,00 and (20 + 40)/100 × 37,5 = 22,50.
    const [result, ...others] = await resultsOfYear(database, officials.leader, wholeYearId, today)
    expect(others).toEqual([])
    expect(result).toMatchObject({ selfTotal: '72.50', finalTotal: '72.50', rankTitle: 'Đạt', position: 1 })
    expect(await recomputedYear(database, wholeYearId)).toEqual({ units: 1, deviations: [] })
    await publishYear(database, officials.leader, { yearId: wholeYearId }, today)
    expect(await publishedYears(database)).toMatchObject([{ id: wholeYearId }])
    expect(await newestRanks(database, officials.leader, today)).toMatchObject({ yearId: wholeYearId, total: 1 })
    const states = await database.selectFrom('assessment').select('state').execute()
    expect(states).toEqual([{ state: 'decided' }, { state: 'decided' }])
  })

  test('is opened again as a whole, and what was frozen of both parts stays word for word', async () => {
    const merged = await mergedProvince()
    const { database, officials, wholeYearId } = merged
    await scoredByHand(merged)
    await decideYear(database, officials.leader, { yearId: wholeYearId, ...DECISION }, today)
    await reopenYear(database, officials.leader, { yearId: wholeYearId, reason: 'Nhầm một minh chứng' }, today)
    const [kept] = await database.selectFrom('ranking_result_superseded').select('result').execute()
    expect(kept?.result).toMatchObject({ earlier_part: { percent: '62.5', total: '40.0' } })
    const years = await assessmentYears(database, officials.leader, today)
    expect(years.map((year) => year.state)).toEqual(['verifying', 'verifying'])
    await decideYear(database, officials.leader, { yearId: wholeYearId, ...DECISION }, today)
    expect(await recomputedYear(database, wholeYearId)).toEqual({ units: 1, deviations: [] })
  })
})
