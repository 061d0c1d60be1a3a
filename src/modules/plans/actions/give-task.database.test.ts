import { describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { documentById, recordDocument } from '../../documents/index.ts'
import { givenByContent } from '../queries/coverage.ts'
import { contentsOf, planById, plans } from '../queries/plans.ts'
import { assignmentsOfTask, taskById, tasksOfPlan } from '../queries/tasks.ts'
import { changeContent } from './change-contents.ts'
import { changePlan, withdrawPlan } from './change-plan.ts'
import { changeTask, withdrawTask } from './change-task.ts'
import { createPlan, type PlanToCreate } from './create-plan.ts'
import { giveTask, type TaskToGive } from './give-task.ts'

const today = TEST_TODAY

const planOf = (unitId: string, more: Partial<PlanToCreate> = {}): PlanToCreate => ({
  unitId,
  title: 'Công tác dân vận chính quyền năm 2026',
  year: 2026,
  documentId: null,
  issuedOn: '2026-02-28',
  followingUnitId: null,
  basedOnPlanId: null,
  contents: ['Lãnh đạo, chỉ đạo', 'Tiếp công dân, đối thoại'],
  ...more,
})

const taskOf = (contentId: string, more: Partial<TaskToGive> = {}): TaskToGive => ({
  contentId,
  title: 'Gửi báo cáo năm',
  product: 'Báo cáo',
  dueOn: '2026-12-05',
  dueOnExcluded: true,
  leadUnitIds: [],
  leadKinds: [],
  coordinatingUnitIds: [],
  assignedOn: '2026-02-28',
  ...more,
})

async function withPlan(
  more: Partial<PlanToCreate> = {},
): Promise<SampleProvince & { database: Database; planId: string; contentId: string }> {
  const database = await databaseForTest()
  const sample = await sampleProvince(database)
  const planId = await createPlan(database, sample.officials.collector, planOf(sample.units.committee, more), today)
  const contentId = (await contentsOf(database, planId))[0]?.id ?? ''
  return { database, ...sample, planId, contentId }
}

describe('making a plan', () => {
  test('keeps its contents in their order and takes number and day from its document', async () => {
    const { database, units, officials, planId } = await withPlan()
    const documentId = await recordDocument(
      database,
      officials.collector,
      {
        ...{
          direction: 'outgoing',
          unitId: units.committee,
          type: 'KH',
          issuedOn: '2026-03-02',
          summary: 'Kế hoạch',
          dueOn: null,
        },
        ...{
          basedOn: [],
          carriesOut: [],
          replaces: [],
          files: [],
          number: 32,
          symbol: '',
          issuingUnitId: null,
          draftingUnitId: null,
        },
      },
      today,
    )
    expect((await contentsOf(database, planId)).map((content) => content.title)).toEqual([
      'Lãnh đạo, chỉ đạo',
      'Tiếp công dân, đối thoại',
    ])
    await changePlan(database, officials.collector, {
      id: planId,
      version: '1',
      given: planOf(units.committee, { documentId }),
      today,
    })
    expect(await planById(database, officials.collector, planId, today)).toMatchObject({
      reference: '32/KH-UBND',
      issuedOn: '2026-03-02',
    })
    await expect(
      createPlan(database, officials.collector, planOf(units.committee, { documentId }), today),
    ).rejects.toMatchObject({
      code: 'plan.document-taken',
    })
  })

  test('is refused for a unit that is not the clerk’s', async () => {
    const { database, units, officials } = await withPlan()
    await expect(createPlan(database, officials.communeClerk, planOf(units.sibling), today)).rejects.toMatchObject({
      code: 'plan.not-your-unit',
    })
  })
})

describe('giving a task', () => {
  test('to all units of a kind and to one that coordinates lets them read the plan and its document', async () => {
    const { database, units, officials, planId, contentId } = await withPlan()
    const documentId = await recordDocument(
      database,
      officials.collector,
      {
        ...{
          direction: 'outgoing',
          unitId: units.committee,
          type: 'KH',
          issuedOn: '2026-03-02',
          summary: 'Kế hoạch',
          dueOn: null,
        },
        ...{
          basedOn: [],
          carriesOut: [],
          replaces: [],
          files: [],
          number: 32,
          symbol: '',
          issuingUnitId: null,
          draftingUnitId: null,
        },
      },
      today,
    )
    await changePlan(database, officials.collector, {
      id: planId,
      version: null,
      given: planOf(units.committee, { documentId }),
      today,
    })
    expect(await planById(database, officials.communeClerk, planId, today)).toBeUndefined()
    const given = taskOf(contentId, { leadKinds: ['commune'], coordinatingUnitIds: [units.homeAffairs] })
    const taskId = await giveTask(database, officials.collector, { planId, given, today })

    const shared = await assignmentsOfTask(database, officials.communeClerk, taskId, today)
    expect(shared.map(({ unitId, part, mayFollow }) => [unitId, part, mayFollow])).toEqual([
      [units.commune, 'lead', true],
      [units.sibling, 'lead', false],
      [units.homeAffairs, 'coordinate', false],
    ])
    expect(await planById(database, officials.communeClerk, planId, today)).toMatchObject({
      mayReadAll: false,
      mayWrite: false,
      mayAssign: false,
    })
    expect(await tasksOfPlan(database, officials.communeClerk, planId, today)).toMatchObject([
      { id: taskId, given: 1, completed: 0 },
    ])
    expect(await tasksOfPlan(database, officials.collector, planId, today)).toMatchObject([{ id: taskId, given: 3 }])
    expect(await documentById(database, officials.communeClerk, documentId, today)).toMatchObject({
      reference: '32/KH-UBND',
    })
    expect((await givenByContent(database, planId, today)).map((cell) => cell.unitId).sort()).toEqual(
      [units.commune, units.sibling, units.homeAffairs].sort(),
    )
  })

  test('is refused out of reach, without a unit, under another plan’s content, and by who gives no tasks of that plan', async () => {
    const { database, units, officials, planId, contentId } = await withPlan()
    const ownPlanId = await createPlan(database, officials.communeClerk, planOf(units.commune), today)
    const ownContentId = (await contentsOf(database, ownPlanId))[0]?.id ?? ''
    const give = (plan: string, more: Partial<TaskToGive>) =>
      giveTask(database, officials.communeHead, { planId: plan, given: taskOf(ownContentId, more), today })
    await expect(give(ownPlanId, { leadUnitIds: [units.sibling] })).rejects.toMatchObject({
      code: 'plan.unit-out-of-reach',
    })
    await expect(give(ownPlanId, {})).rejects.toMatchObject({ code: 'plan.no-leading-unit' })
    await expect(give(ownPlanId, { contentId, leadUnitIds: [units.commune] })).rejects.toMatchObject({
      code: 'plan.no-such-content',
    })
    await expect(give(planId, { leadUnitIds: [units.commune] })).rejects.toMatchObject({ code: 'plan.no-such-plan' })
    await giveTask(database, officials.collector, {
      planId,
      given: taskOf(contentId, { leadUnitIds: [units.commune] }),
      today,
    })
    await expect(give(planId, { leadUnitIds: [units.commune] })).rejects.toMatchObject({ code: 'plan.not-yours' })
  })
})

describe('changing a task', () => {
  test('gives it to new units, takes it from others, gives it back, and tells the second of two editors', async () => {
    const { database, units, officials, planId, contentId } = await withPlan()
    const give = (leadUnitIds: string[]) => taskOf(contentId, { leadUnitIds })
    const id = await giveTask(database, officials.collector, { planId, given: give([units.commune]), today })
    const change = (version: string, leadUnitIds: string[]) =>
      changeTask(database, officials.collector, { id, version, given: give(leadUnitIds), today })
    await change('1', [units.sibling])
    expect((await assignmentsOfTask(database, officials.collector, id, today)).map((each) => each.unitId)).toEqual([
      units.sibling,
    ])
    expect(await taskById(database, officials.communeClerk, id, today)).toBeUndefined()
    expect(await planById(database, officials.communeClerk, planId, today)).toBeUndefined()
    await change('2', [units.commune, units.sibling])
    expect(await assignmentsOfTask(database, officials.collector, id, today)).toHaveLength(2)
    await expect(change('2', [units.commune])).rejects.toBeInstanceOf(StaleEdit)
    await expect(change('2', [units.commune])).rejects.toMatchObject({
      current: { values: { leadUnitIds: [units.commune, units.sibling] } },
    })
    expect((await changesOf(database, { kind: 'task', id })).map((entry) => entry.summary)).toContain(
      'Sửa nhiệm vụ: Gửi báo cáo năm',
    )
  })

  test('withdrawn, it is nobody’s task any more', async () => {
    const { database, units, officials, planId, contentId } = await withPlan()
    const id = await giveTask(database, officials.collector, {
      planId,
      given: taskOf(contentId, { leadUnitIds: [units.commune] }),
      today,
    })
    await withdrawTask(database, officials.collector, { id, reason: 'Giao nhầm', today })
    expect(await assignmentsOfTask(database, officials.collector, id, today)).toEqual([])
    expect(await tasksOfPlan(database, officials.collector, planId, today)).toEqual([])
  })
})

describe('the contents of a plan', () => {
  test('are renamed, and taken out only while they have no tasks', async () => {
    const { database, units, officials, planId, contentId } = await withPlan()
    const change = (title: string) =>
      changeContent(database, officials.collector, { planId, contentId, title, version: null, today })
    await change('Lãnh đạo')
    await giveTask(database, officials.collector, {
      planId,
      given: taskOf(contentId, { leadUnitIds: [units.commune] }),
      today,
    })
    await expect(change('')).rejects.toMatchObject({ code: 'plan.content-has-tasks' })
    expect((await contentsOf(database, planId)).map((content) => content.title)).toEqual([
      'Lãnh đạo',
      'Tiếp công dân, đối thoại',
    ])
  })
})

test('a withdrawn plan is not listed and not changed any more', async () => {
  const { database, units, officials, planId } = await withPlan()
  await withdrawPlan(database, officials.collector, { id: planId, reason: 'Trùng', today })
  expect((await plans(database, officials.collector, {}, today)).rows).toEqual([])
  await expect(
    changePlan(database, officials.collector, { id: planId, version: null, given: planOf(units.committee), today }),
  ).rejects.toMatchObject({ code: 'plan.withdrawn' })
})
