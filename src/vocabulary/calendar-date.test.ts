import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateInVietnam,
  daysBetween,
  formatCalendarDate,
  isCalendarDate,
  parseCalendarDate,
  weekday,
  yearOf,
} from './calendar-date.ts'

const anyDay = fc.integer({ min: 0, max: 365 * 150 }).map((days) => addDays('1950-01-01', days))

describe('a calendar date', () => {
  test('is a day that exists', () => {
    expect(isCalendarDate('2024-02-29')).toBe(true)
    expect(isCalendarDate('2026-02-29')).toBe(false)
    expect(isCalendarDate('2026-02-30')).toBe(false)
    expect(isCalendarDate('2026-13-01')).toBe(false)
    expect(isCalendarDate('2026-3-5')).toBe(false)
    expect(isCalendarDate('1899-12-31')).toBe(false)
    expect(isCalendarDate('')).toBe(false)
  })

  test.each(['5/3/2026', '05/03/2026', '05-03-2026', '05.03.2026', ' 2026-03-05 '])('is read from “%s”', (written) => {
    expect(parseCalendarDate(written)).toBe('2026-03-05')
  })

  test.each(['30/02/2026', '31/04/2026', '00/01/2026', '2026', 'hôm nay', ''])(
    'is refused when written “%s”',
    (written) => {
      expect(() => parseCalendarDate(written)).toThrow('calendar.no-such-date')
    },
  )

  test('is written the Vietnamese way and read back the same', () => {
    expect(formatCalendarDate('2026-03-05')).toBe('05/03/2026')
    fc.assert(fc.property(anyDay, (day) => parseCalendarDate(formatCalendarDate(day)) === day))
  })

  test('changes at midnight in Viet Nam, seven hours before Greenwich', () => {
    expect(dateInVietnam(new Date('2026-03-05T16:59:59Z'))).toBe('2026-03-05')
    expect(dateInVietnam(new Date('2026-03-05T17:00:00Z'))).toBe('2026-03-06')
  })

  test('moves by days over months and leap years, and back', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
        expect(addDays(addDays(day, days), -days)).toBe(day)
      }),
    )
  })

  test('knows its weekday and its year', () => {
    expect(weekday('2026-11-23')).toBe(1)
    expect(weekday('2026-11-22')).toBe(7)
    expect(yearOf('2019-10-15')).toBe(2019)
  })
})
