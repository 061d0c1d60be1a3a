import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { activities } from '../../activities/index.ts'
import { evidenceCounts, evidenceOf, recordsToLink } from '../queries/evidence.ts'
import { sheetOf } from '../queries/sheets.ts'
import { linkEvidence } from './link-evidence.ts'
import { saveCriterion } from './save-criterion.ts'
import { saveVerification } from './save-verification.ts'

const today = TEST_TODAY
const facts = activities.facts ?? []
const counting = { facts, today }

async function openedProvince() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const yearId = await openSampleYear(database, province)
  const { assessmentId } = await sheetOf(database, yearId, province.units.commune)
  return { database, ...province, yearId, assessmentId }
}

/** Dialogues of a unit, one row each. */
async function addDialogues(database: Database, unitId: string, days: readonly string[]): Promise<string[]> {
  const rows = await database
    .insertInto('activity')
    .values(
      days.map((day) => ({
        kind_code: 'dialogue',
        title: `Đối thoại ngày ${day}`,
        held_on: day,
        place: 'Nhà văn hóa',
        unit_id: unitId,
        behalf_unit_id: null,
        chaired_by: 'Chủ tịch',
        participant_count: 100,
        illustration: null,
        created_by_account_id: null,
        changed_by_account_id: null,
        withdrawn_on: null,
        withdrawn_reason: null,
      })),
    )
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

const save = { criterion: '9.2', version: null, figures: { '9.2': true }, notApplicable: false, note: '', files: [] }

describe('saving one criterion', () => {
  test('fills in what the system counts in the assessed year, and scores the whole sheet', async () => {
    const { database, units, officials, yearId, assessmentId } = await openedProvince()
    await addDialogues(database, units.commune, ['2026-02-10', '2026-09-01', '2025-12-31'])
    await saveCriterion(database, officials.communeClerk, { ...save, assessmentId }, counting)
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.figures.find((figure) => figure.code === 'dialogue.count')).toMatchObject({
      value: 2,
      source: 'counted',
      recordCount: 2,
    })
    expect(sheet.scores.find((score) => score.criterionCode === '6.1b')).toMatchObject({
      selfPoints: '4.00',
      selfExplanation: '2 cuộc đối thoại → mức 1 (từ 2 trở lên) → 4,00 điểm',
    })
  })

  test('takes a typed figure only where the system can’t count', async () => {
    const { database, units, officials, yearId, assessmentId } = await openedProvince()
    const figures = { 'plan.issued': 1, 'dissemination.count': 99 }
    await saveCriterion(database, officials.communeClerk, { ...save, assessmentId, figures }, counting)
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.figures.find((figure) => figure.code === 'plan.issued')).toMatchObject({ value: 1, source: 'unit' })
    expect(sheet.figures.find((figure) => figure.code === 'dissemination.count')).toMatchObject({ value: 0 })
  })

  test('is refused with what stands there when somebody else said something of the criterion meanwhile', async () => {
    const { database, officials, assessmentId } = await openedProvince()
    const first = saveCriterion(database, officials.communeClerk, { ...save, assessmentId, version: '0' }, counting)
    await first
    const second = saveCriterion(database, officials.communeHead, { ...save, assessmentId, version: '0' }, counting)
    await expect(second).rejects.toBeInstanceOf(StaleEdit)
    const other = { ...save, criterion: '1.2', figures: { '1.2': '2026-03-15' }, version: '0', assessmentId }
    await expect(saveCriterion(database, officials.communeHead, other, counting)).resolves.toBeUndefined()
  })

  test('tells figures that contradict each other to who types them; counted ones agree', async () => {
    const { database, units, officials, yearId, assessmentId } = await openedProvince()
    const contradiction = { 'task.completed': 3, 'task.assigned': 0 }
    await expect(
      saveCriterion(database, officials.communeClerk, { ...save, assessmentId, figures: contradiction }, counting),
    ).rejects.toMatchObject({ code: 'criteria.part-without-whole' })
    const [activityId = ''] = await addDialogues(database, units.commune, ['2026-02-10'])
    await database
      .insertInto('opinion')
      .values({
        activity_id: activityId,
        position: 1,
        content: 'Đèn đường',
        responsible_unit_id: units.commune,
        due_on: null,
        answer: 'Đã lắp',
        answered_on: '2026-03-01',
        answered_by_account_id: null,
      })
      .execute()
    await saveCriterion(database, officials.communeClerk, { ...save, assessmentId }, counting)
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.scores.find((score) => score.criterionCode === '6.2')).toMatchObject({ selfPoints: '5.00' })
  })
})

describe('evidence', () => {
  test('is chosen from the unit’s own records of the year, and taken away again', async () => {
    const { database, units, officials, assessmentId } = await openedProvince()
    const [own = '', old = ''] = await addDialogues(database, units.commune, ['2026-02-10', '2025-12-31'])
    const [others = ''] = await addDialogues(database, units.sibling, ['2026-02-11'])
    const window = { from: '2026-01-01', to: '2026-12-31' }
    const offered = await recordsToLink(database, facts, {
      reader: null,
      unitId: units.commune,
      window,
      today,
      limit: 50,
    })
    expect(offered.map((record) => record.recordId)).toEqual([own])

    const link = (ids: readonly string[]) =>
      linkEvidence(
        database,
        officials.communeClerk,
        {
          assessmentId,
          criterion: '6.1b',
          chosen: ids.map((recordId) => ({ kind: 'activity', recordId })),
          shown: [{ kind: 'activity', recordId: own }],
        },
        counting,
      )
    await link([own])
    await link([own])
    expect(await evidenceOf(database, assessmentId, '6.1b')).toMatchObject([{ title: 'Đối thoại ngày 2026-02-10' }])
    expect((await evidenceCounts(database, assessmentId)).get('6.1b')).toBe(1)
    for (const wrong of [old, others]) {
      await expect(link([own, wrong])).rejects.toMatchObject({ code: 'criteria.no-such-record' })
    }
    await link([])
    expect(await evidenceOf(database, assessmentId)).toEqual([])
  })

  test('is the unit’s own to choose', async () => {
    const { database, officials, assessmentId } = await openedProvince()
    for (const official of [officials.siblingClerk, officials.collector]) {
      await expect(
        linkEvidence(database, official, { assessmentId, criterion: '6.1b', chosen: [], shown: [] }, counting),
      ).rejects.toMatchObject({ kind: 'not-found' })
    }
  })
})

describe('two people verifying the same sheet', () => {
  test('do not overwrite each other', async () => {
    const { database, units, officials, yearId, assessmentId } = await openedProvince()
    await scoreUnits(database, yearId, [{ unitId: units.commune, figures: GOOD_FIGURES }])
    const { version } = await database
      .selectFrom('assessment')
      .select('version')
      .where('id', '=', assessmentId)
      .executeTakeFirstOrThrow()
    const change = (points: string) => ({
      assessmentId,
      version: String(version),
      points: { '1.1': { points, reason: 'Chậm' } },
      complete: false,
    })
    await saveVerification(database, officials.collector, change('3'), today)
    await expect(saveVerification(database, officials.leader, change('2'), today)).rejects.toBeInstanceOf(StaleEdit)
    const sheet = await sheetOf(database, yearId, units.commune)
    expect(sheet.scores.find((score) => score.criterionCode === '1.1')?.verifiedPoints).toBe('3.00')
  })
})
