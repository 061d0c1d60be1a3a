import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem, TEST_TODAY } from '../../../../tests/support/system.ts'
import { inspectionItemFact } from '../queries/fact.ts'
import { inspectionDuties } from '../queries/inspection-duties.ts'
import { inspectionItemById, recommendationsOf } from '../queries/inspection-items.ts'
import { boardRecommendations, inspectionItems } from '../queries/inspection-lists.ts'
import { inspectionPlanById, inspectionPlans, inspectionSums } from '../queries/inspection-plans.ts'
import {
  addInspectionItem,
  changeInspectionItem,
  dropInspectionItem,
  recordInspectionResult,
  withdrawInspectionItem,
} from './keep-inspection-item.ts'
import {
  changeInspectionPlan,
  draftInspectionPlan,
  sendInspectionPlan,
  withdrawInspectionPlan,
} from './keep-inspection-plan.ts'
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

test('the lists behind the figures hold what the figures count, in reach and by standing', async () => {
  const { database } = system
  const { communeClerk: clerk, siblingClerk: stranger } = province.officials
  const items = (asked = {}, official = clerk) =>
    inspectionItems(database, official, { year: 2026, ...asked }, TEST_TODAY)
  const made = (asked = {}, official = clerk) =>
    boardRecommendations(database, official, { year: 2026, ...asked }, TEST_TODAY)
  expect(await items()).toMatchObject({ total: 2, rows: [{ title: 'Một cửa' }, { title: 'Quỹ ấp' }], next: null })
  expect((await items({ standing: 'done' })).rows).toMatchObject([{ title: 'Quỹ ấp' }])
  expect((await items({ standing: 'dropped' })).rows).toMatchObject([{ title: 'Một cửa' }])
  expect((await items({ standing: 'overdue' })).total + (await items({ standing: 'planned' })).total).toBe(0)
  expect((await made({ standing: 'answered' })).rows).toMatchObject([{ content: 'Bổ sung chứng từ' }])
  expect((await made({ standing: 'settled' })).total).toBe(0)
  expect((await items({ year: 2025 })).total).toBe(0)
  expect(await items({}, stranger)).toMatchObject({ total: 0, rows: [] })
  expect((await made({}, stranger)).total).toBe(0)
})

test('what is withdrawn leaves lists, figures and duties, stays readable with its reason, and frees its period', async () => {
  const { database } = system
  const { communeClerk: clerk, siblingClerk: stranger } = province.officials
  const today = TEST_TODAY
  const given = { unitId: boardId, periodCode: '2026-H2', reference: '', aim: '' }
  const planId = await draftInspectionPlan(database, clerk, given, today)
  const add = (title: string) => addInspectionItem(database, clerk, { planId, given: item(title, '2026-11-20'), today })
  const wrongId = await add('Ghi nhầm')
  const itemId = await add('Chợ xã')
  await sendInspectionPlan(database, clerk, { id: planId, sentOn: '2026-07-01', today })
  const seen = async () => ({
    duties: (await inspectionDuties({ database, official: clerk, today })).map(({ title }) => title),
    listed: (await inspectionItems(database, clerk, { planId, year: 2026 }, today)).rows.map(({ title }) => title),
    planned: (await inspectionSums(database, clerk, { year: 2026 }, today)).planned,
    plans: (await inspectionPlans(database, clerk, { year: 2026 }, today)).total,
  })
  const [market, wrong] = ['Giám sát, xác minh: Chợ xã', 'Giám sát, xác minh: Ghi nhầm']
  expect(await seen()).toEqual({ duties: [wrong, market], listed: ['Chợ xã', 'Ghi nhầm'], planned: 4, plans: 2 })

  const reason = 'Nhập trùng'
  await expect(withdrawInspectionItem(database, stranger, { id: wrongId, reason, today })).rejects.toThrow(
    code('democracy.no-such-inspection-item'),
  )
  await withdrawInspectionItem(database, clerk, { id: wrongId, reason, today })
  expect(await seen()).toEqual({ duties: [market], listed: ['Chợ xã'], planned: 3, plans: 2 })
  expect(await inspectionItemById(database, clerk, wrongId, today)).toMatchObject({ withdrawnReason: reason })
  await expect(withdrawInspectionItem(database, clerk, { id: wrongId, reason, today })).rejects.toThrow(
    code('democracy.inspection-withdrawn'),
  )

  await expect(withdrawInspectionPlan(database, stranger, { id: planId, reason, today })).rejects.toThrow(
    code('democracy.no-such-inspection-plan'),
  )
  await withdrawInspectionPlan(database, clerk, { id: planId, reason, today })
  expect(await seen()).toEqual({ duties: [], listed: [], planned: 2, plans: 1 })
  expect(await inspectionPlanById(database, clerk, planId, today)).toMatchObject({ withdrawnReason: reason })
  const result = { id: itemId, version: null, heldOn: '2026-11-20', findings: 'Sạch', today }
  await expect(recordInspectionResult(database, clerk, result)).rejects.toThrow(code('democracy.inspection-withdrawn'))
  const { rows } = await sql<{ action: string }>`select action from audit_entry
    where action like 'democracy.%withdrawn' order by id`.execute(database)
  expect(rows.map(({ action }) => action)).toEqual([
    'democracy.inspection-item-withdrawn',
    'democracy.inspection-plan-withdrawn',
  ])
  await draftInspectionPlan(database, clerk, given, today)
})

test('more duties than are told at once say how many there are in all', async () => {
  const { database } = system
  const clerk = province.officials.communeClerk
  const given = { unitId: boardId, periodCode: '2026', reference: '', aim: '' }
  const planId = await draftInspectionPlan(database, clerk, given, TEST_TODAY)
  for (let number = 1; number <= 60; number += 1)
    await addInspectionItem(database, clerk, { planId, given: item(`Việc ${number}`, '2026-11-01'), today: TEST_TODAY })
  await sendInspectionPlan(database, clerk, { id: planId, sentOn: '2026-01-02', today: TEST_TODAY })
  const duties = await inspectionDuties({ database, official: clerk, today: TEST_TODAY })
  // With the draft of the period that became free.
  expect(duties).toHaveLength(50)
  expect(duties.at(-1)).toMatchObject({
    title: 'Còn 12 việc khác của Ban Thanh tra nhân dân',
    note: 'Tất cả 61 việc',
    href: '/democracy/inspection',
  })
})
