import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem, TEST_TODAY } from '../../../../tests/support/system.ts'
import { inspectionItemFact } from '../queries/fact.ts'
import { inspectionDuties } from '../queries/inspection-duties.ts'
import { inspectionItemById, recommendationsOf } from '../queries/inspection-items.ts'
import { inspectionPlanById, inspectionPlans, inspectionSums } from '../queries/inspection-plans.ts'
import {
  addInspectionItem,
  changeInspectionItem,
  dropInspectionItem,
  recordInspectionResult,
} from './keep-inspection-item.ts'
import { changeInspectionPlan, draftInspectionPlan, sendInspectionPlan } from './keep-inspection-plan.ts'
import { makeRecommendation, recordAnswer } from './keep-recommendation.ts'

let system: RunningSystem
let province: SampleProvince
let boardId: string
beforeAll(async () => {
  system = await startSystem('empty')
  province = await sampleProvince(system.database)
  boardId = await addBoard('T-X3-TTND', province.units.commune)
})
afterAll(() => system?.stop())

const code = (expected: string) => expect.objectContaining({ code: expected })

async function addBoard(unitCode: string, parentId: string): Promise<string> {
  const { database } = system
  const { id } = await database
    .insertInto('unit')
    .values({ code: unitCode, illustration: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('unit_version')
    .values({
      ...{ unit_id: id, name: 'Ban Thanh tra nhân dân xã Ba', short_name: 'Ban Thanh tra nhân dân', valid_to: null },
      ...{ kind_code: 'peoples-inspection-board', parent_unit_id: parentId, place_name: null, issuer_code: null },
      valid_from: '2020-01-01',
    })
    .execute()
  return id
}

const item = (title: string, plannedOn: string) => ({
  ...{ form: 'supervision' as const, title, body: 'Ủy ban nhân dân xã', requestedBy: '', responsible: 'Trưởng ban' },
  plannedOn,
})

test('a plan goes from draft to answers, told to the commune until each is there', async () => {
  const { database } = system
  const { communeClerk: clerk, siblingClerk: stranger } = province.officials
  const today = TEST_TODAY
  const given = { unitId: boardId, periodCode: '2026-Q4', reference: '', aim: '' }
  await expect(draftInspectionPlan(database, stranger, given, today)).rejects.toThrow(code('democracy.not-your-board'))
  await expect(
    draftInspectionPlan(database, clerk, { ...given, unitId: province.units.commune }, today),
  ).rejects.toThrow(code('democracy.not-your-board'))
  const planId = await draftInspectionPlan(database, clerk, given, today)
  await expect(draftInspectionPlan(database, clerk, given, today)).rejects.toThrow(
    code('democracy.inspection-plan-exists'),
  )
  const duties = async () =>
    (await inspectionDuties({ database, official: clerk, today })).map(({ state, title }) => `${state}: ${title}`)
  expect(await duties()).toEqual(['waiting: Gửi kế hoạch: Quý IV năm 2026'])
  const sending = { id: planId, sentOn: '2026-10-02', today }
  await expect(sendInspectionPlan(database, clerk, sending)).rejects.toThrow(code('democracy.inspection-plan-empty'))

  const itemId = await addInspectionItem(database, clerk, { planId, given: item('Quỹ ấp', '2026-11-10'), today })
  const droppedId = await addInspectionItem(database, clerk, { planId, given: item('Một cửa', '2026-11-12'), today })
  const moved = { id: planId, version: null, given: { ...given, periodCode: '2026-Q3' }, today }
  await expect(changeInspectionPlan(database, clerk, moved)).rejects.toThrow(code('democracy.inspection-items-outside'))
  const result = { id: itemId, version: null, heldOn: '2026-11-11', findings: 'Thiếu chứng từ', today }
  await expect(recordInspectionResult(database, clerk, result)).rejects.toThrow(code('democracy.inspection-not-sent'))
  await sendInspectionPlan(database, clerk, sending)
  await expect(
    changeInspectionItem(database, clerk, { id: itemId, version: null, given: item('Khác', '2026-11-10'), today }),
  ).rejects.toThrow(code('democracy.inspection-plan-sent'))
  expect(await duties()).toEqual(['late: Giám sát, xác minh: Quỹ ấp', 'late: Giám sát, xác minh: Một cửa'])

  await expect(recordInspectionResult(database, stranger, result)).rejects.toThrow(
    code('democracy.no-such-inspection-item'),
  )
  await recordInspectionResult(database, clerk, result)
  await expect(recordInspectionResult(database, clerk, { ...result, version: '1' })).rejects.toThrow(
    code('form.changed-meanwhile'),
  )
  await dropInspectionItem(database, clerk, { id: droppedId, reason: 'Trùng nội dung', today })
  expect(await duties()).toEqual([])

  const recommendation = { content: 'Bổ sung chứng từ', addressee: 'Ủy ban nhân dân xã', madeOn: '2026-11-12' }
  const late = { ...recommendation, dueOn: '2026-11-20' }
  const recommendationId = await makeRecommendation(database, clerk, { itemId, given: late, today })
  expect(await duties()).toEqual(['late: Theo dõi trả lời kiến nghị: Ủy ban nhân dân xã – Quỹ ấp'])
  const sumsOf = (official = clerk) => inspectionSums(database, official, { year: 2026 }, today)
  expect(await sumsOf()).toEqual({ planned: 2, done: 1, overdue: 0, recommendations: 1, answered: 0, lateAnswers: 1 })
  const answer = { id: recommendationId, version: '1', today }
  const said = { answeredOn: '2026-11-21', answer: 'Đã bổ sung', settled: false }
  await expect(recordAnswer(database, stranger, { ...answer, given: said })).rejects.toThrow(
    code('democracy.no-such-recommendation'),
  )
  await recordAnswer(database, clerk, { ...answer, given: said })
  expect(await duties()).toEqual([])
  expect(await recommendationsOf(database, itemId)).toMatchObject([
    { answer: 'Đã bổ sung', settled: false, version: 2 },
  ])
  expect(await sumsOf()).toMatchObject({ answered: 1, lateAnswers: 0 })

  expect(await inspectionPlanById(database, stranger, planId, today)).toBeUndefined()
  expect(await inspectionItemById(database, stranger, itemId, today)).toBeUndefined()
  expect((await inspectionPlans(database, stranger, { year: 2026 }, today)).rows).toEqual([])
  expect(await sumsOf(stranger)).toMatchObject({ planned: 0, recommendations: 0 })
  expect((await inspectionPlans(database, clerk, { year: 2026 }, today)).rows).toMatchObject([
    { id: planId, itemCount: 2, doneCount: 1, recommendationCount: 1, answeredCount: 1 },
  ])
})

test('figures count the items of plans that were sent, and what was recommended after them', async () => {
  const { rows } = await sql<{ standing: string; recommendations: number; answered: number }>`
    select standing, recommendations::int, answered::int from (${inspectionItemFact.source}) fact order by standing`.execute(
    system.database,
  )
  expect(rows).toEqual([
    { standing: 'done', recommendations: 1, answered: 1 },
    { standing: 'dropped', recommendations: 0, answered: 0 },
  ])
})
