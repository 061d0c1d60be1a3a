import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import type { AssignmentDays } from './progress.ts'
import { daysLate, haveReported, notReported, reportingUnder } from './reporting.ts'

const literal = { dueOn: '2022-12-05', dueOnExcluded: true }
const inclusive = { dueOn: '2022-12-05', dueOnExcluded: false }
const unit = (completedOn: string | null, more: Partial<AssignmentDays> = {}): AssignmentDays => ({
  ...literal,
  state: completedOn === null ? 'assigned' : 'completed',
  assignedOn: '2022-02-28',
  completedOn,
  refusedOn: null,
  withdrawnOn: null,
  ...more,
})
const units = [unit('2022-12-01'), unit('2022-12-04'), unit('2022-12-05'), unit('2022-12-08'), unit(null)]

describe('on 5 December, of a report due “trước ngày 05/12”', () => {
  test('read by its words, who reported on the 5th is late and who has not is overdue', () => {
    expect(reportingUnder(literal, units, '2022-12-05')).toEqual({
      onTime: 2,
      late: 1,
      overdue: 2,
      open: 0,
      refused: 0,
    })
  })
  test('read with the day itself, who reported on the 5th is on time and the others have until its end', () => {
    expect(reportingUnder(inclusive, units, '2022-12-05')).toEqual({
      ...{ onTime: 3, late: 0, overdue: 0, open: 2, refused: 0 },
    })
  })
  test('the list is the same in both readings: who reports on the 8th has not reported on the 5th', () => {
    expect(notReported(units, '2022-12-05')).toEqual([units[3], units[4]])
    expect(haveReported(units, '2022-12-05').map(({ completedOn }) => completedOn)).toEqual([
      ...['2022-12-01', '2022-12-04', '2022-12-05'],
    ])
    expect([daysLate(literal, '2022-12-05'), daysLate(inclusive, '2022-12-05')]).toEqual([1, 0])
  })
  test('who waits for an answer to a refusal has not reported and is not late', () => {
    const refused = unit(null, { state: 'refused', refusedOn: '2022-12-01' })
    expect(reportingUnder(literal, [refused], '2022-12-05')).toMatchObject({ refused: 1, overdue: 0 })
    expect(notReported([refused], '2022-12-05')).toEqual([])
  })
})

test('every unit that has the task is counted once, on any day and in both readings', () => {
  const day = fc.integer({ min: -40, max: 40 }).map((number) => addDays('2022-12-05', number))
  const some = fc.array(fc.option(day).map((completedOn) => unit(completedOn)))
  fc.assert(
    fc.property(some, day, (assignments, asOf) => {
      for (const reading of [literal, inclusive]) {
        const { onTime, late, overdue, open, refused } = reportingUnder(reading, assignments, asOf)
        expect(onTime + late + overdue + open + refused).toBe(assignments.length)
        expect(overdue + open).toBe(notReported(assignments, asOf).length)
        expect(onTime + late).toBe(haveReported(assignments, asOf).length)
      }
      const strict = reportingUnder(literal, assignments, asOf)
      expect(reportingUnder(inclusive, assignments, asOf).onTime).toBeGreaterThanOrEqual(strict.onTime)
    }),
  )
})
