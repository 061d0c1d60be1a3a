import { describe, expect, test } from 'vitest'
import { addDays, weekday } from '../../../vocabulary/calendar-date.ts'
import { nationalCalendar } from './holidays.ts'
import { isWorkingDay } from './working-days.ts'

/** The weekdays (Monday to Friday) of the year on which nobody works. */
function weekdaysOff(year: number): string[] {
  const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index))
  return days.filter((day) => day.startsWith(`${year}`) && weekday(day) <= 5 && !isWorkingDay(day, nationalCalendar))
}

function ofKind(kind: string): string[] {
  return [...nationalCalendar.days.values()].filter((day) => day.kind === kind).map((day) => day.date)
}

describe('the days off of state bodies', () => {
  test('in 2023 have three compensations in a row after Giỗ Tổ, 30 April and 1 May', () => {
    expect(weekdaysOff(2023)).toEqual([
      '2023-01-02',
      '2023-01-20',
      '2023-01-23',
      '2023-01-24',
      '2023-01-25',
      '2023-01-26',
      '2023-05-01',
      '2023-05-02',
      '2023-05-03',
      '2023-09-01',
      '2023-09-04',
    ])
  })

  test('in 2025 swap Friday 2 May with Saturday 26 April', () => {
    expect(weekdaysOff(2025)).toEqual([
      '2025-01-01',
      '2025-01-27',
      '2025-01-28',
      '2025-01-29',
      '2025-01-30',
      '2025-01-31',
      '2025-04-07',
      '2025-04-30',
      '2025-05-01',
      '2025-05-02',
      '2025-09-01',
      '2025-09-02',
    ])
    expect(isWorkingDay('2025-04-26', nationalCalendar)).toBe(true)
  })

  test('in 2026 swap 2 January and 31 August, and still count 24 November as worked', () => {
    expect(weekdaysOff(2026)).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-02-20',
      '2026-04-27',
      '2026-04-30',
      '2026-05-01',
      '2026-08-31',
      '2026-09-01',
      '2026-09-02',
    ])
  })

  test('in 2020, 2021, 2022 and 2024 give Tết the days that were announced', () => {
    const tet = (year: number) => weekdaysOff(year).filter((day) => day > `${year}-01-10` && day < `${year}-03-01`)
    expect(tet(2020)).toEqual(['2020-01-23', '2020-01-24', '2020-01-27', '2020-01-28', '2020-01-29'])
    expect(tet(2021)).toEqual(['2021-02-10', '2021-02-11', '2021-02-12', '2021-02-15', '2021-02-16'])
    expect(tet(2022)).toEqual(['2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04'])
    expect(tet(2024)).toEqual(['2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14'])
  })

  test('in 2027 are only proposed for Tết', () => {
    const days = [...nationalCalendar.days.values()].filter((day) => day.date.startsWith('2027-02'))
    expect(days.map((day) => day.date)).toEqual(['2027-02-04', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10'])
    expect(new Set(days.map((day) => day.status))).toEqual(new Set(['proposed']))
  })

  test('swap only weekdays, and only with Saturdays', () => {
    expect(ofKind('swapped-in-saturday').map(weekday)).toEqual([6, 6, 6, 6])
    expect(ofKind('swapped-out-weekday').every((day) => weekday(day) <= 5)).toBe(true)
    expect(ofKind('swapped-out-weekday')).toHaveLength(4)
    expect(ofKind('compensatory-off').every((day) => weekday(day) <= 5)).toBe(true)
  })

  test('each have a Vietnamese name and a source', () => {
    for (const day of nationalCalendar.days.values()) {
      expect(day.name).toMatch(/^(nghỉ|làm bù)/)
      expect(day.source).not.toBe('')
    }
  })
})
