import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { recordDocument } from '../../documents/index.ts'
import { assignmentById, evidenceOf, remindersOf } from '../queries/assignment.ts'
import { ASSIGNMENT_STATES, type AssignmentState } from '../queries/assignment-on-day.ts'
import { assignments, assignmentTotals } from '../queries/assignments.ts'
import { latePlansOf, refusalsWaitingFor, tasksWaitingFor } from '../queries/due-assignments.ts'
import { taskAssignmentFact } from '../queries/fact.ts'
import { openAssignments } from '../queries/open-assignments.ts'
import { contentsOf } from '../queries/plans.ts'
import { progressState } from '../rules/progress.ts'
import { addEvidence, removeEvidence } from './add-evidence.ts'
import { createPlan } from './create-plan.ts'
import { giveTask } from './give-task.ts'
import { linkEvidence } from './link-evidence.ts'
import { remindUnits } from './remind-units.ts'
import {
  answerRefusal,
  commentOnAssignment,
  completeAssignment,
  refuseAssignment,
  reopenAssignment,
} from './report-progress.ts'

const today = TEST_TODAY

type Setting = SampleProvince & { database: Database; planId: string; assignmentId: string }

/** A plan of the province's committee, followed by Sở Nội vụ, with one task for the commune. */
async function withTask(
  due: { dueOn: CalendarDate; dueOnExcluded: boolean } = { dueOn: '2026-12-05', dueOnExcluded: true },
): Promise<Setting> {
  const database = await databaseForTest()
  const sample = await sampleProvince(database)
  const { units, officials } = sample
  const planId = await createPlan(
    database,
    officials.collector,
    {
      ...{ unitId: units.committee, title: 'Kế hoạch năm', year: 2026, documentId: null, issuedOn: '2026-01-10' },
      ...{ followingUnitId: units.homeAffairs, basedOnPlanId: null, contents: ['Đối thoại'] },
    },
    today,
  )
  await give(database, officials.collector, planId, units.commune, due)
  const { id } = await database.selectFrom('task_assignment').select('id').executeTakeFirstOrThrow()
  return { database, ...sample, planId, assignmentId: id }
}

async function give(
  database: Database,
  official: Official,
  planId: string,
  unitId: string,
  due: { dueOn: CalendarDate; dueOnExcluded: boolean },
): Promise<void> {
  const contentId = (await contentsOf(database, planId))[0]?.id ?? ''
  const task = {
    contentId,
    title: `Đối thoại trước ${due.dueOn}`,
    product: '',
    leadUnitIds: [unitId],
    leadKinds: [],
    coordinatingUnitIds: [],
  }
  await giveTask(database, official, { planId, given: { ...task, ...due, assignedOn: '2026-01-10' }, today })
}

const dialogue = { kind: 'activity', id: '7', title: 'Đối thoại ở ấp 3' }

describe('reporting on a task', () => {
  test('begins with evidence, and is completed with it or with an explanation', async () => {
    const { database, officials, assignmentId } = await withTask()
    const clerk = officials.communeClerk
    const complete = (explanation: string) =>
      completeAssignment(database, clerk, { id: assignmentId, completedOn: '2026-11-20', explanation, today })
    await expect(complete('')).rejects.toMatchObject({
      code: 'plan.no-evidence',
      fields: { explanation: expect.any(String) },
    })
    await linkEvidence(database, clerk, { assignmentId, subject: dialogue, today })
    expect(await assignmentById(database, clerk, assignmentId, today)).toMatchObject({ state: 'in-progress' })
    await complete('')
    expect(await assignmentById(database, clerk, assignmentId, today)).toMatchObject({
      state: 'completed',
      completedOn: '2026-11-20',
    })
    await expect(complete('')).rejects.toMatchObject({ code: 'plan.already-completed' })
    const [evidence] = await evidenceOf(database, assignmentId)
    const remove = () => removeEvidence(database, clerk, { assignmentId, evidenceId: evidence?.id ?? '', today })
    await expect(remove()).rejects.toMatchObject({ code: 'plan.last-evidence' })
    await reopenAssignment(database, clerk, { id: assignmentId, reason: 'Báo nhầm', today })
    await remove()
    await complete('Đã báo cáo trực tiếp')
    expect(await evidenceOf(database, assignmentId)).toEqual([])
  })

  test('takes a registered document by its number as evidence, and refuses one that is not there', async () => {
    const { database, units, officials, assignmentId } = await withTask()
    await recordDocument(
      database,
      officials.communeClerk,
      {
        ...{
          direction: 'outgoing',
          unitId: units.commune,
          type: 'BC',
          issuedOn: '2026-11-20',
          summary: 'Kết quả đối thoại',
          dueOn: null,
        },
        ...{
          basedOn: [],
          carriesOut: [],
          replaces: [],
          files: [],
          number: 15,
          symbol: '',
          issuingUnitId: null,
          draftingUnitId: null,
        },
      },
      today,
    )
    const add = (documents: string[]) =>
      addEvidence(database, officials.communeClerk, { assignmentId, documents, storedFileIds: [], today })
    await add(['Báo cáo số 15/BC-UBND'])
    expect(await evidenceOf(database, assignmentId)).toMatchObject([
      { kind: 'document', title: '15/BC-UBND: Kết quả đối thoại' },
    ])
    await expect(add(['16/BC-UBND'])).rejects.toMatchObject({
      code: 'plan.no-such-document',
      fields: { documents: expect.stringContaining('16/BC-UBND') },
    })
  })

  test('is the business of the unit that has the task, and of nobody beside it', async () => {
    const { database, officials, assignmentId } = await withTask()
    const comment = (official: Official, version: string | null = null) =>
      commentOnAssignment(database, official, { id: assignmentId, comment: 'Đang chuẩn bị', version, today })
    await expect(comment(officials.siblingClerk)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(comment(officials.leader)).rejects.toMatchObject({ code: 'plan.not-your-assignment' })
    await comment(officials.communeClerk, '1')
    await expect(comment(officials.communeHead, '1')).rejects.toMatchObject({
      current: { values: { comment: 'Đang chuẩn bị' } },
    })
  })
})

describe('asking for a task to be taken back', () => {
  test('waits for an answer of who follows the plan, and is answered once', async () => {
    const { database, units, officials, assignmentId } = await withTask()
    await refuseAssignment(database, officials.communeClerk, {
      id: assignmentId,
      reason: 'Không thuộc chức năng',
      today,
    })
    expect(await openAssignments(database, { roots: [units.commune], today })).toEqual([])
    const follower = { unitIds: [units.homeAffairs], today }
    expect(await refusalsWaitingFor(database, officials.collector, follower)).toMatchObject([
      { id: assignmentId, reason: 'Không thuộc chức năng' },
    ])
    // Whoever follows the plan without the right to answer is not asked to.
    expect(await refusalsWaitingFor(database, officials.communeHead, follower)).toEqual([])
    const answer = (official: Official) =>
      answerRefusal(database, official, { id: assignmentId, decision: 'keep', answer: 'Vẫn thực hiện', today })
    await expect(answer(officials.communeHead)).rejects.toMatchObject({ code: 'plan.not-yours' })
    await answer(officials.collector)
    expect(await openAssignments(database, { roots: [units.commune], today })).toMatchObject([{ id: assignmentId }])
    await expect(answer(officials.collector)).rejects.toMatchObject({ code: 'plan.not-refused' })
  })
})

describe('urging', () => {
  test('reaches the unit as a duty, and leaves out what is done or out of reach', async () => {
    const { database, units, officials, assignmentId, planId } = await withTask({
      dueOn: '2026-11-10',
      dueOnExcluded: false,
    })
    expect(await latePlansOf(database, [units.homeAffairs], today)).toMatchObject([
      { id: planId, assignments: 1, units: 1 },
    ])
    const remind = (official: Official) =>
      remindUnits(database, official, { assignmentIds: [assignmentId], message: 'Khẩn trương báo cáo', today })
    await expect(
      remind({
        ...officials.siblingClerk,
        posts: officials.siblingClerk.posts.map((post) => ({ ...post, permissions: ['task.assign'] })),
      }),
    ).rejects.toMatchObject({ code: 'plan.nothing-chosen' })
    expect(await remind(officials.collector)).toBe(1)
    expect(await remindersOf(database, assignmentId)).toMatchObject([
      { message: 'Khẩn trương báo cáo', remindedBy: 'Phạm Thị Hoa' },
    ])
    expect(await tasksWaitingFor(database, [units.commune], today)).toMatchObject([
      { id: assignmentId, remindedOn: today },
    ])
    await completeAssignment(database, officials.communeClerk, {
      id: assignmentId,
      completedOn: today,
      explanation: 'Xong',
      today,
    })
    expect(await tasksWaitingFor(database, [units.commune], today)).toEqual([])
    await expect(remind(officials.collector)).rejects.toMatchObject({ code: 'plan.nothing-chosen' })
  })
})

describe('tasks as they stood on a day', () => {
  test('are late from the day after the last good day on, in both readings of “trước ngày 05/12”', async () => {
    const setting = await withTask({ dueOn: '2026-12-05', dueOnExcluded: true })
    const { database, units, officials, planId } = setting
    await give(database, officials.collector, planId, units.sibling, { dueOn: '2026-12-05', dueOnExcluded: false })
    const lateOn = async (asOf: CalendarDate) =>
      (await assignments(database, officials.collector, { state: 'overdue' }, { today, asOf })).rows.map(
        (row) => row.unitId,
      )
    expect(await lateOn('2026-12-04')).toEqual([])
    expect(await lateOn('2026-12-05')).toEqual([units.commune])
    expect(await lateOn('2026-12-06')).toEqual([units.commune, units.sibling])
  })

  test('are told the same by the list and by the rule, whatever happened to them and on whatever day', async () => {
    const { database, units, officials, planId } = await withTask()
    const dues = ['2026-03-01', '2026-06-15', '2026-11-22', '2026-12-06', '2027-03-01']
    for (const dueOn of dues) {
      for (const dueOnExcluded of [true, false])
        await give(database, officials.collector, planId, units.commune, { dueOn, dueOnExcluded })
    }
    const all = await database.selectFrom('task_assignment').select('id').orderBy('id').execute()
    const days = ['2026-02-28', '2026-06-14', '2026-06-15', '2026-11-21']
    for (const [index, { id }] of all.entries()) {
      const day = days[index % days.length] ?? today
      const official = officials.communeClerk
      if (index % 3 === 0)
        await completeAssignment(database, official, { id, completedOn: day, explanation: 'Xong', today })
      if (index % 3 === 1) await refuseAssignment(database, official, { id, reason: 'Trùng', today: day })
      if (index % 6 === 1)
        await answerRefusal(database, officials.collector, {
          id,
          decision: 'withdraw',
          answer: 'Rút',
          today: addDays(day, 1),
        })
    }
    const ruleSays: Record<AssignmentState, readonly string[]> = {
      open: ['assigned', 'in-progress', 'due-soon', 'overdue', 'refused'],
      overdue: ['overdue'],
      'due-soon': ['due-soon'],
      completed: ['completed', 'completed-late'],
      refused: ['refused'],
    }
    for (const asOf of ['2026-01-09', ...days, today, '2026-12-05', '2027-03-01', '2027-03-02']) {
      const everything = await assignments(database, officials.collector, {}, { today, asOf })
      for (const state of Object.keys(ASSIGNMENT_STATES) as AssignmentState[]) {
        const listed = await assignments(database, officials.collector, { state }, { today, asOf })
        const expected = everything.rows
          .filter((row) => ruleSays[state].includes(progressState(row, asOf)))
          .map((row) => row.id)
        expect([asOf, state, listed.rows.map((row) => row.id)]).toEqual([asOf, state, expected])
      }
    }
  })

  test('are narrowed to a unit, its subtree or words, and counted with their units', async () => {
    const { database, units, officials, planId } = await withTask()
    await give(database, officials.collector, planId, units.sibling, { dueOn: '2026-12-31', dueOnExcluded: false })
    const found = async (filter: Parameters<typeof assignments>[2]) =>
      (await assignments(database, officials.collector, filter, { today, asOf: today })).rows.map((row) => row.unitId)
    expect(await found({ unitId: units.district })).toEqual([units.commune, units.sibling])
    expect(await found({ unitId: units.district, alone: true })).toEqual([])
    expect(await found({ words: 'doi thoai truoc 2026-12-31' })).toEqual([units.sibling])
    expect(await assignmentTotals(database, officials.collector, {}, { today, asOf: today })).toEqual({
      assignments: 2,
      units: 2,
    })
    expect(await assignmentTotals(database, officials.siblingClerk, {}, { today, asOf: today })).toEqual({
      assignments: 1,
      units: 1,
    })
  })
})

test('tasks are counted on their last good day, with whether they were done and done in time', async () => {
  const { database, units, officials, assignmentId, planId } = await withTask({
    dueOn: '2026-11-10',
    dueOnExcluded: true,
  })
  await give(database, officials.collector, planId, units.sibling, { dueOn: '2026-12-31', dueOnExcluded: false })
  await completeAssignment(database, officials.communeClerk, {
    id: assignmentId,
    completedOn: '2026-11-10',
    explanation: 'Xong',
    today,
  })
  const counted =
    await sql`select unit_id, from_date, state, timeliness from (${taskAssignmentFact.source}) fact order by from_date`.execute(
      database,
    )
  expect(counted.rows).toEqual([
    { unit_id: units.commune, from_date: '2026-11-09', state: 'completed', timeliness: 'late' },
    { unit_id: units.sibling, from_date: '2026-12-31', state: 'open', timeliness: 'open' },
  ])
})
