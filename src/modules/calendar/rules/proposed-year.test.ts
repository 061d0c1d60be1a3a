import { describe, expect, test } from 'vitest'
import { weekday } from '../../../vocabulary/calendar-date.ts'
import { nationalCalendar } from './holidays.ts'
import { proposedYear } from './proposed-year.ts'
import { daysOfYear } from './working-days.ts'

describe('What is proposed for a year', () => {
  // Tết and National Day's second day are decided, not computed: they are left out of the comparison.
  test.each([2021, 2022, 2023, 2024, 2026])('is for %i what was found to be so, as far as the law says it', (year) => {
    const byLaw = (name: string) => !/Tết Nguyên đán|Quốc khánh|hoán đổi|làm bù/.test(name)
    const dates = (days: readonly { date: string; name: string }[]) =>
      days.filter(({ name }) => byLaw(name)).map(({ date }) => date)
    expect(dates(proposedYear(year))).toEqual(dates(daysOfYear(nationalCalendar, year)))
  })

  test('makes every holiday at a weekend good on a day that would be worked', () => {
    for (let year = 2020; year <= 2060; year += 1) {
      const days = proposedYear(year)
      const atWeekend = days.filter(({ date, kind }) => kind === 'holiday' && weekday(date) > 5)
      const inReturn = days.filter(({ kind }) => kind === 'compensatory-off')
      expect(inReturn.length).toBe(atWeekend.length)
      expect(inReturn.every(({ date }) => weekday(date) <= 5)).toBe(true)
      expect(new Set(days.map(({ date }) => date)).size).toBe(days.length)
    }
  })

  test('says of the days of Tết that they wait for a decision', () => {
    const tet = proposedYear(2028).filter(({ name }) => name.includes('Tết Nguyên đán'))
    expect(tet.length).toBeGreaterThanOrEqual(5)
    expect(new Set(tet.map(({ status }) => status))).toEqual(new Set(['proposed']))
  })
})
