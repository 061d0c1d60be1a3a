import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { nationalCalendar } from './holidays.ts'
import {
  addWorkingDays,
  doubtAbout,
  isWorkingDay,
  previousWorkingDay,
  rollToWorkingDay,
  weekdayName,
  whyNotWorking,
  workingCalendar,
} from './working-days.ts'

const anyDay = fc.integer({ min: 0, max: 365 * 7 }).map((days) => addDays('2020-01-01', days))

describe('a working day', () => {
  test('is Monday to Friday', () => {
    expect(isWorkingDay('2026-11-20', nationalCalendar)).toBe(true)
    expect(isWorkingDay('2026-11-21', nationalCalendar)).toBe(false)
    expect(isWorkingDay('2026-11-22', nationalCalendar)).toBe(false)
  })

  test('is not a swapped-out Friday, but is the Saturday that makes it good', () => {
    expect(isWorkingDay('2026-01-02', nationalCalendar)).toBe(false)
    expect(isWorkingDay('2026-01-10', nationalCalendar)).toBe(true)
  })

  test.each([
    ['2026-11-21', 'Thứ Bảy'],
    ['2026-02-17', 'Thứ Ba, nghỉ Tết Nguyên đán'],
    ['2026-04-27', 'Thứ Hai, nghỉ bù Giỗ Tổ Hùng Vương'],
    ['2026-04-26', 'Chủ nhật, nghỉ Giỗ Tổ Hùng Vương'],
    ['2026-01-02', 'Thứ Sáu, nghỉ hoán đổi, làm bù thứ Bảy 10/01/2026'],
    ['2026-11-20', null],
    ['2026-01-10', null],
  ])('%s: the reason it is not worked is %s', (date, why) => {
    expect(whyNotWorking(date, nationalCalendar)).toBe(why)
  })

  test('cannot be told in a year whose days off are not entered', () => {
    expect(() => isWorkingDay('2018-12-31', nationalCalendar)).toThrow('calendar.year-not-known')
    expect(() => isWorkingDay('2028-01-01', nationalCalendar)).toThrow('calendar.year-not-known')
    expect(isWorkingDay('2028-01-03', workingCalendar([], [], null))).toBe(true)
  })

  test('names what is not settled about it', () => {
    expect(doubtAbout('2026-11-24', nationalCalendar)).toContain('Ngày Văn hóa Việt Nam')
    expect(doubtAbout('2027-02-08', nationalCalendar)).toContain('2027')
    expect(doubtAbout('2024-05-04', nationalCalendar)).toContain('chưa đối chiếu')
    expect(doubtAbout('2021-09-03', nationalCalendar)).toContain('dự kiến')
    expect(doubtAbout('2026-02-17', nationalCalendar)).toBeNull()
  })

  test('has a Vietnamese weekday name', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-29'].map(weekdayName)).toEqual(['Thứ Hai', 'Thứ Ba', 'Chủ nhật'])
  })
})

describe('moving by working days', () => {
  test('steps over Tết and the weekends beside it', () => {
    expect(addWorkingDays('2026-02-13', 1, nationalCalendar)).toBe('2026-02-23')
    expect(addWorkingDays('2026-02-23', -1, nationalCalendar)).toBe('2026-02-13')
    expect(previousWorkingDay('2026-02-18', nationalCalendar)).toBe('2026-02-13')
    expect(rollToWorkingDay('2026-02-14', nationalCalendar)).toBe('2026-02-23')
  })

  test('rests on a worked day and does not move by nought', () => {
    expect(rollToWorkingDay('2026-11-20', nationalCalendar)).toBe('2026-11-20')
    expect(addWorkingDays('2026-11-21', 0, nationalCalendar)).toBe('2026-11-21')
  })

  test('agrees with crossing off the days one by one', () => {
    const from2020 = Array.from({ length: 365 * 8 }, (_, index) => new Date(Date.UTC(2020, 0, 1 + index)))
    const worked = from2020
      .filter((day) => {
        const special = nationalCalendar.days.get(day.toISOString().slice(0, 10))?.kind
        const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6
        return special === 'swapped-in-saturday' || (!special && !isWeekend)
      })
      .map((day) => day.toISOString().slice(0, 10))

    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const after = worked.filter((other) => other > day)[count - 1]
        if (after !== undefined) expect(addWorkingDays(day, count, nationalCalendar)).toBe(after)
        const before = worked.filter((other) => other < day).at(-count)
        if (before !== undefined) expect(addWorkingDays(day, -count, nationalCalendar)).toBe(before)
      }),
      { numRuns: 10_000 },
    )
  })
})
