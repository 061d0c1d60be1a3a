import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, weekday, yearOf } from '../../../vocabulary/calendar-date.ts'
import { lastGoodDay } from './progress.ts'
import { type NextWorkingDay, redatedDay, redatedDeadline, sameDayIn } from './redate.ts'

/** Weekends only. */
const nextWorkingDay: NextWorkingDay = (day) => {
  let moved = day
  while (weekday(moved) > 5) moved = addDays(moved, 1)
  return { day: moved, why: moved === day ? null : 'cuối tuần' }
}

describe('a deadline moved by a year', () => {
  test('falls on the same day when people work on it', () => {
    expect(redatedDeadline({ dueOn: '2022-11-15', dueOnExcluded: false }, 1, nextWorkingDay)).toEqual({
      ...{ dueOn: '2023-11-15', dueOnExcluded: false, lastGoodDay: '2023-11-15', why: null },
    })
  })
  test('moves on to the next working day, and says why', () => {
    // 30 September 2023 is a Saturday.
    expect(redatedDeadline({ dueOn: '2022-09-30', dueOnExcluded: false }, 1, nextWorkingDay)).toMatchObject({
      ...{ dueOn: '2023-10-02', why: 'cuối tuần' },
    })
  })
  test('“trước ngày” stays so: its last good day is the one that must be worked', () => {
    // “Trước ngày 05/12/2027” would end on Saturday the 4th; it ends on Monday the 6th, so that the 7th is named.
    expect(redatedDeadline({ dueOn: '2022-12-05', dueOnExcluded: true }, 5, nextWorkingDay)).toMatchObject({
      ...{ dueOn: '2027-12-07', dueOnExcluded: true, lastGoodDay: '2027-12-06' },
    })
  })
  test('of 29 February falls on the 28th in a year without one', () => {
    expect(sameDayIn(2025, '2024-02-29')).toBe('2025-02-28')
    expect(sameDayIn(2028, '2024-02-29')).toBe('2028-02-29')
  })
  test('ends on a worked day, never before the same day of the year and at most two days after, whatever the day', () => {
    const days = fc.integer({ min: 0, max: 4000 }).map((number) => addDays('2019-01-01', number))
    fc.assert(
      fc.property(days, fc.boolean(), fc.integer({ min: -4, max: 8 }), (dueOn, dueOnExcluded, years) => {
        const moved = redatedDeadline({ dueOn, dueOnExcluded }, years, nextWorkingDay)
        expect(moved.lastGoodDay).toBe(lastGoodDay(moved))
        expect(weekday(moved.lastGoodDay)).toBeLessThanOrEqual(5)
        const wanted = lastGoodDay({ dueOn: sameDayIn(yearOf(dueOn) + years, dueOn), dueOnExcluded })
        const late = daysBetween(wanted, moved.lastGoodDay)
        expect(late >= 0 && late <= 2).toBe(true)
        expect(moved.why === null).toBe(late === 0)
      }),
    )
  })
})

test('a day on the way never passes the end of the whole', () => {
  expect(redatedDay('2022-09-30', 1, { nextWorkingDay, atMost: '2023-10-15' })).toBe('2023-10-02')
  expect(redatedDay('2022-09-30', 1, { nextWorkingDay, atMost: '2023-09-29' })).toBe('2023-09-29')
})
