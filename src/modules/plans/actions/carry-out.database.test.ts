import { describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { linksOf, recordDocument } from '../../documents/index.ts'
import { assignmentById, evidenceOf } from '../queries/assignment.ts'
import { assignmentsToRemind } from '../queries/assignments-to-remind.ts'
import { derivedByContent } from '../queries/coverage.ts'
import { answersFor, questionsWaitingFor, tasksWaitingFor } from '../queries/due-assignments.ts'
import { lateUnitsBelow } from '../queries/escalation.ts'
import { contentsOf, planById } from '../queries/plans.ts'
import { assignmentsOfTask, milestonesOf, taskById, tasksOfPlan } from '../queries/tasks.ts'
import { answerQuestion, askBack } from './ask-back.ts'
import { changeContent } from './change-contents.ts'
import { changePlan } from './change-plan.ts'
import { changeTask } from './change-task.ts'
import { copyPlan } from './copy-plan.ts'
import { createPlan } from './create-plan.ts'
import { giveTask, type TaskToGive } from './give-task.ts'
import { linkEvidence } from './link-evidence.ts'
import { receiveAssignment } from './receive-assignment.ts'
import { recordReview } from './record-review.ts'
import { remindUnits } from './remind-units.ts'
import { showMilestone } from './show-milestone.ts'

const today = TEST_TODAY
const CONTENTS = ['Lãnh đạo, chỉ đạo', 'Tiếp công dân, đối thoại']

const planOf = (unitId: string, more: { basedOnPlanId?: string; documentId?: string; contents?: string[] } = {}) => ({
  ...{ unitId, title: 'Công tác dân vận năm 2026', year: 2026, issuedOn: '2026-02-28' },
  ...{ documentId: null, followingUnitId: null, basedOnPlanId: null, contents: CONTENTS },
  ...more,
})

type Setting = SampleProvince & { database: Database; planId: string; contentIds: string[] }

async function withPlan(): Promise<Setting> {
  const database = await databaseForTest()
  const sample = await sampleProvince(database)
  const planId = await createPlan(database, sample.officials.collector, planOf(sample.units.committee), today)
  return { database, ...sample, planId, contentIds: (await contentsOf(database, planId)).map(({ id }) => id) }
}

async function give({ database, officials, planId, contentIds, units }: Setting, more: Partial<TaskToGive> = {}) {
  const given = {
    ...{ contentId: contentIds[0] ?? '', title: 'Gửi báo cáo năm 2026', product: 'Báo cáo năm 2026' },
    ...{ dueOn: '2026-12-05', dueOnExcluded: true, leadUnitIds: [units.commune], leadKinds: [] },
    ...{ coordinatingUnitIds: [], assignedOn: '2026-02-28' },
    ...more,
  }
  const taskId = await giveTask(database, officials.collector, { planId, given, today })
  const [assignment] = await assignmentsOfTask(database, officials.collector, taskId, today)
  return { taskId, given, assignmentId: assignment?.id ?? '' }
}

const paper = (unitId: string, number: number) => ({
  ...{ direction: 'outgoing' as const, unitId, type: 'KH' as const, issuedOn: '2026-03-02', summary: 'Kế hoạch' },
  ...{ dueOn: null, basedOn: [], carriesOut: [], replaces: [], files: [], number, symbol: '' },
  ...{ issuingUnitId: null, draftingUnitId: null },
})

describe('a plan that carries out the one above', () => {
  test('says so content by content, with its paper in the register; a foreign content is refused', async () => {
    const setting = await withPlan()
    const { database, units, officials, planId, contentIds } = setting
    const upperPaper = await recordDocument(database, officials.collector, paper(units.committee, 32), today)
    await changePlan(database, officials.collector, {
      ...{ id: planId, version: null, today },
      given: planOf(units.committee, { documentId: upperPaper }),
    })
    await give(setting)
    const ownPaper = await recordDocument(database, officials.communeClerk, paper(units.commune, 5), today)
    const contents = ['Tiếp công dân, đối thoại', 'Việc riêng của xã']
    const own = planOf(units.commune, { basedOnPlanId: planId, documentId: ownPaper, contents })
    const ownId = await createPlan(database, officials.communeClerk, own, today)
    const [first, second] = await contentsOf(database, ownId)
    expect([first?.carriesOutPosition, second?.carriesOutPosition]).toEqual([2, null])
    expect(await linksOf(database, officials.communeClerk, ownPaper, today)).toMatchObject([
      { kind: 'carries-out', targetDocumentId: upperPaper },
    ])
    const change = (carriesOutContentId: string) =>
      changeContent(database, officials.communeClerk, {
        ...{ planId: ownId, contentId: second?.id ?? '', title: 'Việc riêng của xã', carriesOutContentId },
        ...{ version: null, today },
      })
    await expect(change(first?.id ?? '')).rejects.toMatchObject({ code: 'plan.no-such-upper-content' })
    await change(contentIds[0] ?? '')
    expect(await derivedByContent(database, planId)).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ contentId: contentIds[0], unitId: units.commune, contents: 1 }),
      ]),
    )
    // Once it carries out nothing, its contents say nothing of that plan any more.
    await changePlan(database, officials.communeClerk, {
      ...{ id: ownId, version: null, today },
      given: { ...own, basedOnPlanId: null },
    })
    expect(await derivedByContent(database, planId)).toEqual([])
  })
})

describe('a unit with a task', () => {
  test('receives it once', async () => {
    const setting = await withPlan()
    const { database, officials } = setting
    const { assignmentId: id } = await give(setting)
    await receiveAssignment(database, officials.communeClerk, { id, today })
    expect(await assignmentById(database, officials.communeClerk, id, today)).toMatchObject({ receivedOn: today })
    const again = receiveAssignment(database, officials.communeClerk, { id, today })
    await expect(again).rejects.toMatchObject({ code: 'plan.already-received' })
    const other = receiveAssignment(database, officials.siblingClerk, { id, today })
    await expect(other).rejects.toMatchObject({ code: 'plan.no-such-assignment' })
  })

  test('asks back, waits on the first page of who gave it, and sees the answer on its own', async () => {
    const setting = await withPlan()
    const { database, units, officials } = setting
    const { assignmentId: id } = await give(setting)
    await askBack(database, officials.communeClerk, { id, question: 'Số liệu đến ngày nào?', today })
    const second = askBack(database, officials.communeClerk, { id, question: 'Còn nữa', today })
    await expect(second).rejects.toMatchObject({ code: 'plan.question-waits' })
    const waiting = () => questionsWaitingFor(database, officials.collector, { unitIds: [units.committee], today })
    expect(await waiting()).toMatchObject([{ id, question: 'Số liệu đến ngày nào?' }])
    const byUnit = answerQuestion(database, officials.communeHead, { id, answer: 'x', today })
    await expect(byUnit).rejects.toMatchObject({ code: 'plan.not-yours' })
    await answerQuestion(database, officials.collector, { id, answer: 'Đến 30/11', today })
    expect(await waiting()).toEqual([])
    expect(await answersFor(database, [units.commune], today)).toMatchObject([{ id, answer: 'Đến 30/11' }])
  })

  test('shows a milestone by what it linked; the milestone keeps that while its words stay', async () => {
    const setting = await withPlan()
    const { database, officials } = setting
    const { assignmentId, taskId, given } = await give(setting, {
      milestones: '30/06/2026: Sơ kết\n31/10/2026: Rà soát',
    })
    const clerk = officials.communeClerk
    await linkEvidence(database, clerk, { assignmentId, subject: { kind: 'activity', id: '7', title: 'Họp' }, today })
    const [evidence] = await evidenceOf(database, assignmentId)
    const [first] = await milestonesOf(database, taskId)
    await showMilestone(database, clerk, {
      ...{ assignmentId, evidenceId: evidence?.id ?? '', milestoneId: first?.id ?? '', today },
    })
    const change = (milestones: string) =>
      changeTask(database, officials.collector, { id: taskId, version: null, given: { ...given, milestones }, today })
    await change('31/10/2026: Rà soát\n15/07/2026: Sơ kết')
    expect(await milestonesOf(database, taskId)).toEqual([
      { id: first?.id, title: 'Sơ kết', dueOn: '2026-07-15' },
      expect.objectContaining({ title: 'Rà soát' }),
    ])
    expect(await evidenceOf(database, assignmentId)).toMatchObject([{ milestoneId: first?.id }])
    await change('31/10/2026: Rà soát')
    expect(await evidenceOf(database, assignmentId)).toMatchObject([{ milestoneId: null }])
  })
})

describe('what is late', () => {
  test('stands before the head right above at once, further up after a week, and no more after the final review', async () => {
    const setting = await withPlan()
    const { database, units, officials, planId } = setting
    await give(setting, { dueOn: '2026-11-20', dueOnExcluded: false })
    const seenBy = async (unitId: string, day: string) =>
      (await lateUnitsBelow(database, [unitId], day)).map((each) => [each.unitId, each.tasks])
    expect(await seenBy(units.district, '2026-11-20')).toEqual([])
    expect(await seenBy(units.district, '2026-11-21')).toEqual([[units.commune, 1]])
    expect(await seenBy(units.committee, '2026-11-27')).toEqual([])
    expect(await seenBy(units.committee, '2026-11-28')).toEqual([[units.commune, 1]])
    expect(await seenBy(units.commune, '2026-11-28')).toEqual([])
    expect(await tasksWaitingFor(database, [units.commune], '2026-11-28')).toHaveLength(1)
    const given = {
      ...{ kind: 'final' as const, heldOn: today, periodFrom: '2026-01-01', periodTo: today },
      ...{ results: '', shortcomings: '', conclusions: '' },
    }
    await recordReview(database, officials.collector, { planId, given, today })
    expect(await seenBy(units.district, '2026-11-28')).toEqual([])
    const waiting = () => tasksWaitingFor(database, [units.commune], '2026-11-28')
    expect(await waiting()).toEqual([])
    // Unless somebody asks for it once more.
    const [late] = await assignmentsToRemind(database, officials.collector, { planId }, '2026-11-28')
    const urge = { assignmentIds: [late?.id ?? ''], message: 'Bổ sung hồ sơ', today: '2026-11-28' }
    await remindUnits(database, officials.collector, urge)
    expect(await waiting()).toMatchObject([{ message: 'Bổ sung hồ sơ' }])
  })

  test('and what is not yet late is urged with one press for all who have not reported on a task', async () => {
    const setting = await withPlan()
    const { database, units, officials } = setting
    const { taskId } = await give(setting, { leadUnitIds: [units.commune, units.sibling, units.homeAffairs] })
    const found = await assignmentsToRemind(database, officials.collector, { taskId }, today)
    expect(found.map(({ unitId }) => unitId).sort()).toEqual([units.commune, units.sibling, units.homeAffairs].sort())
    const assignmentIds = found.map(({ id }) => id)
    expect(await remindUnits(database, officials.collector, { assignmentIds, message: 'Khẩn trương', today })).toBe(3)
    const after = await assignmentsOfTask(database, officials.collector, taskId, today)
    expect(after.map(({ remindedOn }) => remindedOn)).toEqual([[today], [today], [today]])
    expect(await tasksWaitingFor(database, [units.sibling], today)).toMatchObject([{ message: 'Khẩn trương' }])
  })
})

describe('the plan of the next year', () => {
  test('takes what is chosen, with days moved, the year in its words changed, and units from their day on', async () => {
    const setting = await withPlan()
    const { database, units, officials, planId, contentIds } = setting
    const report = await give(setting, { milestones: '30/06/2026: Sơ kết năm 2026', leadUnitIds: [units.commune] })
    const left = await give(setting, { title: 'Việc một lần' })
    const copy = (more: object) =>
      copyPlan(database, officials.collector, {
        ...{ planId, today },
        given: {
          ...{ title: 'Công tác dân vận năm 2027', year: 2027, contentIds, taskIds: [report.taskId] },
          assignedOn: '2027-01-04',
          ...more,
        },
      })
    await expect(copy({ contentIds: [] })).rejects.toMatchObject({ code: 'plan.nothing-taken' })
    await expect(copy({ year: 2026 })).rejects.toMatchObject({ code: 'plan.copied-into-same-year' })
    await expect(copy({ assignedOn: '2027-12-31' })).rejects.toMatchObject({ code: 'plan.copied-task-too-early' })
    const newId = await copy({})
    expect(await planById(database, officials.collector, newId, today)).toMatchObject({
      ...{ year: 2027, copiedFromPlanId: planId, issuedOn: null, documentId: null },
    })
    const tasks = await tasksOfPlan(database, officials.collector, newId, today)
    expect(tasks.map(({ title, copiedFromTaskId }) => [title, copiedFromTaskId])).toEqual([
      ['Gửi báo cáo năm 2027', report.taskId],
    ])
    expect(tasks.map(({ copiedFromTaskId }) => copiedFromTaskId)).not.toContain(left.taskId)
    // “Trước ngày 05/12/2027” would end on Saturday the 4th.
    expect(tasks[0]).toMatchObject({ dueOn: '2027-12-07', dueOnExcluded: true, dueWording: 'before', given: 0 })
    const taskId = tasks[0]?.id ?? ''
    expect(await milestonesOf(database, taskId)).toMatchObject([{ title: 'Sơ kết năm 2027', dueOn: '2027-06-30' }])
    expect(await assignmentsOfTask(database, officials.collector, taskId, today)).toMatchObject([
      { unitId: units.commune, assignedOn: '2027-01-04', receivedOn: null },
    ])
    // Nothing waits for the unit before that day.
    const waiting = (day: string) => tasksWaitingFor(database, [units.commune], day)
    expect((await waiting('2027-01-03')).map(({ title }) => title)).not.toContain('Gửi báo cáo năm 2027')
    expect((await waiting('2027-01-04')).map(({ title }) => title)).toContain('Gửi báo cáo năm 2027')
    expect(await taskById(database, officials.collector, report.taskId, today)).toMatchObject({ dueOn: '2026-12-05' })
  })
})
