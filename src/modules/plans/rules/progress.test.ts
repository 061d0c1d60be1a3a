import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import {
  type AssignmentDays,
  deadlineInWords,
  isOverdue,
  lastGoodDay,
  progressState,
  timeLeftInWords,
} from './progress.ts'

const report: AssignmentDays = {
  dueOn: '2022-12-05',
  dueOnExcluded: true,
  state: 'in-progress',
  assignedOn: '2022-02-28',
  completedOn: null,
  refusedOn: null,
  withdrawnOn: null,
}

describe('“trước ngày 05/12/2022”', () => {
  test('leaves the 4th as the last good day when read literally', () => {
    expect(lastGoodDay(report)).toBe('2022-12-04')
    expect(isOverdue(report, '2022-12-04')).toBe(false)
    expect(isOverdue(report, '2022-12-05')).toBe(true)
  })
  test('leaves the 5th when the day itself is still good', () => {
    const inclusive = { ...report, dueOnExcluded: false }
    expect(lastGoodDay(inclusive)).toBe('2022-12-05')
    expect(isOverdue(inclusive, '2022-12-05')).toBe(false)
    expect(isOverdue(inclusive, '2022-12-06')).toBe(true)
  })
  test('is said with the day that is meant', () => {
    expect(deadlineInWords(report)).toBe('trước ngày 05/12/2022 (chậm nhất 04/12/2022)')
    expect(deadlineInWords({ ...report, dueOnExcluded: false })).toBe('05/12/2022')
    expect(timeLeftInWords(report, '2022-12-01')).toBe('còn 3 ngày')
    expect(timeLeftInWords(report, '2022-12-04')).toBe('hạn cuối là hôm nay')
    expect(timeLeftInWords(report, '2022-12-06')).toBe('quá hạn 2 ngày')
  })
})

describe('how an assignment stood on a day', () => {
  test('does not know what happened later', () => {
    const completed = { ...report, state: 'completed', completedOn: '2022-12-10' }
    expect(progressState(completed, '2022-12-09')).toBe('overdue')
    expect(progressState(completed, '2022-12-10')).toBe('completed-late')
    expect(progressState(report, '2022-02-27')).toBe('not-given')
  })
  test('is on time when completed on the last good day', () => {
    expect(progressState({ ...report, state: 'completed', completedOn: '2022-12-04' }, '2022-12-31')).toBe('completed')
    expect(progressState({ ...report, state: 'completed', completedOn: '2022-12-05' }, '2022-12-31')).toBe(
      'completed-late',
    )
  })
  test('nears its end fourteen days before the last good day', () => {
    expect(progressState(report, '2022-11-19')).toBe('in-progress')
    expect(progressState(report, '2022-11-20')).toBe('due-soon')
    expect(progressState({ ...report, state: 'assigned' }, '2022-11-19')).toBe('assigned')
  })
  test('is not late while the unit waits for an answer to its asking back', () => {
    const refused = { ...report, state: 'refused', refusedOn: '2022-12-02' }
    expect(progressState(refused, '2023-01-01')).toBe('refused')
    expect(progressState(refused, '2022-12-01')).toBe('due-soon')
  })
  test('is withdrawn from the day of withdrawing on', () => {
    const withdrawn = { ...report, state: 'withdrawn', withdrawnOn: '2022-12-06' }
    expect(progressState(withdrawn, '2022-12-05')).toBe('overdue')
    expect(progressState(withdrawn, '2022-12-06')).toBe('withdrawn')
  })
  test('once late, stays late until something happens', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2022-06-01', days))
    fc.assert(
      fc.property(day, fc.boolean(), day, day, (dueOn, dueOnExcluded, first, second) => {
        const open = { ...report, assignedOn: '2022-01-01', dueOn, dueOnExcluded }
        const [earlier, later] = first < second ? [first, second] : [second, first]
        if (isOverdue(open, earlier)) expect(isOverdue(open, later)).toBe(true)
        expect(isOverdue(open, lastGoodDay(open))).toBe(false)
        expect(isOverdue(open, addDays(lastGoodDay(open), 1))).toBe(true)
      }),
    )
  })
})
