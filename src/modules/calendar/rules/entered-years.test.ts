import { describe, expect, test } from 'vitest'
import { changedSpan, requireSoundYear, withEnteredYears } from './entered-years.ts'
import { nationalCalendar } from './holidays.ts'
import { daysOfYear, doubtAbout, isWorkingDay, type SpecialDay, type SpecialDayKind } from './working-days.ts'

const day = (date: string, kind: SpecialDayKind = 'holiday'): SpecialDay => ({
  date,
  kind,
  name: 'nghỉ',
  source: 'QĐ 1',
  status: 'decided',
})

describe('An entered year', () => {
  test('takes the place of the whole year, and of no other', () => {
    const calendar = withEnteredYears(nationalCalendar, [{ year: 2027, settled: false, days: [day('2027-02-11')] }])
    expect(daysOfYear(calendar, 2027)).toEqual([day('2027-02-11')])
    expect(isWorkingDay('2027-01-01', calendar)).toBe(true)
    expect(isWorkingDay('2027-02-11', calendar)).toBe(false)
    expect(daysOfYear(calendar, 2026)).toEqual(daysOfYear(nationalCalendar, 2026))
  })

  test('is in doubt as before until it is settled', () => {
    const entered = { year: 2027, days: [day('2027-02-04')] }
    expect(
      doubtAbout('2027-09-01', withEnteredYears(nationalCalendar, [{ ...entered, settled: false }])),
    ).not.toBeNull()
    expect(doubtAbout('2027-09-01', withEnteredYears(nationalCalendar, [{ ...entered, settled: true }]))).toBeNull()
  })

  test('after the last known year makes that year known', () => {
    expect(() => isWorkingDay('2028-03-01', nationalCalendar)).toThrow('calendar.year-not-known')
    const calendar = withEnteredYears(nationalCalendar, [{ year: 2028, settled: true, days: [] }])
    expect(isWorkingDay('2028-03-01', calendar)).toBe(true)
  })

  test.each<[string, number, SpecialDay[]]>([
    ['calendar.year-before-is-missing', 2030, []],
    ['calendar.day-of-another-year', 2027, [day('2028-01-01')]],
    ['calendar.day-twice', 2027, [day('2027-01-01'), day('2027-01-01', 'compensatory-off')]],
    ['calendar.not-a-saturday', 2027, [day('2027-01-04', 'swapped-in-saturday')]],
    ['calendar.not-a-weekday', 2027, [day('2027-01-02', 'compensatory-off')]],
    ['calendar.not-a-weekday', 2027, [day('2027-01-03', 'swapped-out-weekday')]],
  ])('is refused (%s)', (code, year, days) => {
    expect(() => requireSoundYear({ year, settled: false, days }, nationalCalendar)).toThrow(code)
  })

  test('that is known already passes as it stands', () => {
    for (let year = 2019; year <= 2027; year += 1) {
      const days = daysOfYear(nationalCalendar, year)
      expect(() => requireSoundYear({ year, settled: true, days }, nationalCalendar)).not.toThrow()
    }
  })
})

describe('What a change of a year changes', () => {
  test('is the span of the days that are worked now and were not, or the other way round', () => {
    const before = [day('2027-02-04'), day('2027-02-05'), day('2027-09-01')]
    const after = [day('2027-02-05'), day('2027-02-08'), day('2027-09-01', 'compensatory-off')]
    expect(changedSpan(before, after)).toEqual({ from: '2027-02-04', to: '2027-02-08' })
  })

  test('is nothing when only names and sources differ', () => {
    expect(changedSpan([day('2027-02-04')], [{ ...day('2027-02-04'), name: 'nghỉ Tết', source: 'QĐ 2' }])).toBeNull()
  })
})
