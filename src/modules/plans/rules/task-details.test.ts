import { describe, expect, test } from 'vitest'
import { milestonesAsLines, milestonesInLines } from './milestones.ts'
import { taskDetails } from './task-details.ts'

const refused = (code: string) => expect.objectContaining({ code })
const plain = { dueOn: '2026-09-30', dueOnExcluded: false }

describe('the details of a task', () => {
  test('are few when little is said', () => {
    expect(taskDetails(plain)).toMatchObject({ target: null, period: null, milestones: [] })
    expect(taskDetails({ ...plain, dueOnExcluded: true }).deadline).toMatchObject({ dueOnExcluded: true })
  })
  test('have a target with amount and measure, or none', () => {
    expect(taskDetails({ ...plain, targetAmount: 2, targetMeasure: 'cuộc', targetCounts: 'activity' }).target).toEqual({
      ...{ amount: 2, measure: 'cuộc', counts: 'activity' },
    })
    expect(() => taskDetails({ ...plain, targetAmount: 2 })).toThrow(refused('plan.target-not-whole'))
    expect(() => taskDetails({ ...plain, targetMeasure: 'cuộc' })).toThrow(refused('plan.target-not-whole'))
    expect(() => taskDetails({ ...plain, targetCounts: 'activity' })).toThrow(refused('plan.target-not-whole'))
  })
  test('have a period with both ends in order, or none', () => {
    expect(taskDetails({ ...plain, periodFrom: '2026-04-01', periodTo: '2026-04-01' }).period).not.toBeNull()
    expect(() => taskDetails({ ...plain, periodFrom: '2026-04-01' })).toThrow(refused('plan.period-not-whole'))
    expect(() => taskDetails({ ...plain, periodFrom: '2026-04-02', periodTo: '2026-04-01' })).toThrow(
      refused('plan.period-reversed'),
    )
  })
})

describe('milestones in lines', () => {
  test('are sorted by their days and read back from what they are shown as', () => {
    const milestones = milestonesInLines('31/8/2026: Kiểm tra xong\n\n30/06/2026 : Ban hành: kế hoạch', '2026-09-30')
    expect(milestones).toEqual([
      { dueOn: '2026-06-30', title: 'Ban hành: kế hoạch' },
      { dueOn: '2026-08-31', title: 'Kiểm tra xong' },
    ])
    expect(milestonesInLines(milestonesAsLines(milestones), '2026-09-30')).toEqual(milestones)
  })
  test('are refused without a day, twice, or after the last good day', () => {
    expect(() => milestonesInLines('Ban hành kế hoạch', '2026-09-30')).toThrow(refused('plan.milestone-not-read'))
    expect(() => milestonesInLines('31/02/2026: Ban hành', '2026-09-30')).toThrow(refused('plan.milestone-not-read'))
    expect(() => milestonesInLines('1/6/2026: A\n2/6/2026: A', '2026-09-30')).toThrow(refused('plan.milestone-twice'))
    expect(milestonesInLines('30/9/2026: A', '2026-09-30')).toHaveLength(1)
    expect(() => milestonesInLines('1/10/2026: A', '2026-09-30')).toThrow(refused('plan.milestone-after-deadline'))
  })
})
