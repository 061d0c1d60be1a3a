import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { lastDayOf, STEPS_IN_ORDER, type StepLimit, stepOutOfOrder } from './timetable.ts'

const asIs = (day: string) => day

describe('the last day of a step', () => {
  test('is the stated day, or the day before it where the act says “trước ngày”', () => {
    expect(lastDayOf({ statedOn: '2026-12-05', isBefore: false }, asIs)).toBe('2026-12-05')
    expect(lastDayOf({ statedOn: '2026-12-05', isBefore: true }, asIs)).toBe('2026-12-04')
  })

  test('moves on to a working day, but never where the stated day itself is too late', () => {
    const monday = () => '2026-12-07'
    expect(lastDayOf({ statedOn: '2026-12-05', isBefore: false }, monday)).toBe('2026-12-07')
    expect(lastDayOf({ statedOn: '2026-12-07', isBefore: true }, monday)).toBe('2026-12-06')
  })
})

describe('a timetable', () => {
  const limits = (days: readonly number[]): StepLimit[] =>
    days.map((day, index) => {
      const lastDay = addDays('2026-11-01', day)
      return { step: STEPS_IN_ORDER[index] ?? 'decision', statedOn: lastDay, isBefore: false, lastDay }
    })

  test('is out of order exactly where a step ends before the one it follows', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 }), (days) => {
        const inOrder = days.every((day, index) => index === 0 || day >= (days[index - 1] ?? 0))
        expect(stepOutOfOrder(limits(days)) === undefined).toBe(inOrder)
        // The order in which the steps were written down does not matter.
        expect(stepOutOfOrder(limits(days).toReversed())).toBe(stepOutOfOrder(limits(days)))
      }),
    )
  })
})
