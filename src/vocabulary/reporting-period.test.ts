import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './calendar-date.ts'
import {
  hasBegun,
  type PeriodKind,
  periodBetween,
  periodByCode,
  periodsHolding,
  samePeriodLastYear,
} from './reporting-period.ts'

const NAMED_KINDS: PeriodKind[] = ['month', 'quarter', 'half-year', 'five-months', 'nine-months', 'year']
const anyDay = fc.integer({ min: 0, max: 365 * 60 }).map((days) => addDays('1990-01-01', days))
const anyNamedKind = fc.constantFrom(...NAMED_KINDS)
const anyCutOff = fc.constantFrom('calendar' as const, 'mid-month' as const)

describe('a reporting period', () => {
  test.each([
    ['2023-M01', 'month', 'Tháng 01 năm 2023', '2023-01-01', '2023-01-31'],
    ['2024-M02', 'month', 'Tháng 02 năm 2024', '2024-02-01', '2024-02-29'],
    ['2024-M11', 'month', 'Tháng 11 năm 2024', '2024-11-01', '2024-11-30'],
    ['2019-Q3', 'quarter', 'Quý III năm 2019', '2019-07-01', '2019-09-30'],
    ['2020-Q4', 'quarter', 'Quý IV năm 2020', '2020-10-01', '2020-12-31'],
    ['2021-H1', 'half-year', '6 tháng đầu năm 2021', '2021-01-01', '2021-06-30'],
    ['2022-H2', 'half-year', '6 tháng cuối năm 2022', '2022-07-01', '2022-12-31'],
    ['2023-5M', 'five-months', '5 tháng đầu năm 2023', '2023-01-01', '2023-05-31'],
    ['2022-9M', 'nine-months', '9 tháng đầu năm 2022', '2022-01-01', '2022-09-30'],
    ['2022', 'year', 'Năm 2022', '2022-01-01', '2022-12-31'],
    ['2023-01-01..2023-05-31', 'free', 'từ 01/01/2023 đến 31/05/2023', '2023-01-01', '2023-05-31'],
  ])('%s runs over calendar months', (code, kind, title, from, to) => {
    expect(periodByCode(code)).toEqual({ code, kind, title, from, to, cutOff: 'calendar' })
  })

  test.each([
    ['2023-M01', '2022-12-15', '2023-01-14'],
    ['2023-M07', '2023-06-15', '2023-07-14'],
    ['2024-Q1', '2023-12-15', '2024-03-14'],
    ['2024-Q2', '2024-03-15', '2024-06-14'],
    ['2024-Q3', '2024-06-15', '2024-09-14'],
    ['2024-Q4', '2024-09-15', '2024-12-14'],
    ['2024-H1', '2023-12-15', '2024-06-14'],
    ['2024-H2', '2024-06-15', '2024-12-14'],
    ['2024-5M', '2023-12-15', '2024-05-14'],
    ['2024-9M', '2023-12-15', '2024-09-14'],
    ['2024', '2023-12-15', '2024-12-14'],
    ['2023-01-01..2023-05-31', '2023-01-01', '2023-05-31'],
  ])('%s is cut off in the middle of the month where the report says so', (code, from, to) => {
    expect(periodByCode(code, 'mid-month')).toMatchObject({ code, from, to, cutOff: 'mid-month' })
  })

  test('may have the year written with a Y', () => {
    expect(periodByCode('2022-Y')).toEqual(periodByCode('2022'))
  })

  test.each([
    '2022-Q5',
    '2022-M13',
    '2022-M1',
    '2022-H3',
    '2022-7M',
    '22-Q1',
    '1822',
    'Quý III',
    '',
    '2023-02-01..2023-02-30',
  ])('is refused under the code “%s”', (code) => {
    expect(() => periodByCode(code)).toThrow('calendar.no-such-period')
  })

  test('is refused when it ends before it begins', () => {
    expect(() => periodByCode('2023-05-31..2023-01-01')).toThrow('calendar.period-reversed')
    expect(periodBetween('2023-05-31', '2023-05-31').code).toBe('2023-05-31..2023-05-31')
  })

  test('is found again by its own code', () => {
    fc.assert(
      fc.property(anyNamedKind, anyDay, anyCutOff, (kind, day, cutOff) => {
        for (const period of periodsHolding(kind, day, cutOff)) {
          expect(periodByCode(period.code, cutOff)).toEqual(period)
        }
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('the periods that hold a date', () => {
  test('follow the cut-off: 20 December is already next year in the middle of the month', () => {
    const codes = (cutOff: 'calendar' | 'mid-month') =>
      NAMED_KINDS.flatMap((kind) => periodsHolding(kind, '2026-12-20', cutOff).map((period) => period.code))
    expect(codes('calendar')).toEqual(['2026-M12', '2026-Q4', '2026-H2', '2026'])
    expect(codes('mid-month')).toEqual(['2027-M01', '2027-Q1', '2027-H1', '2027-5M', '2027-9M', '2027'])
  })

  test('are none for a free period and none after the five months', () => {
    expect(periodsHolding('free', '2026-03-05')).toEqual([])
    expect(periodsHolding('five-months', '2026-06-01')).toEqual([])
    expect(periodsHolding('five-months', '2026-05-31').map((period) => period.code)).toEqual(['2026-5M'])
  })

  test('are exactly one month, quarter, half-year and year, without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<PeriodKind>('month', 'quarter', 'half-year', 'year'),
        anyDay,
        anyCutOff,
        (kind, day, cutOff) => {
          const [period, ...others] = periodsHolding(kind, day, cutOff)
          expect(others).toEqual([])
          expect(period && period.from <= day && day <= period.to).toBe(true)
          const next = periodsHolding(kind, addDays(period?.to ?? day, 1), cutOff)
          expect(next.map(({ from }) => from)).toEqual([addDays(period?.to ?? day, 1)])
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

describe('the same period of last year', () => {
  test.each([
    ['2019-Q3', '2018-Q3'],
    ['2024-M02', '2023-M02'],
    ['2022', '2021'],
    ['2023-5M', '2022-5M'],
    ['2023-01-01..2023-05-31', '2022-01-01..2022-05-31'],
    ['2024-02-29..2024-03-10', '2023-02-28..2023-03-10'],
    ['2025-02-01..2025-02-28', '2024-02-01..2024-02-29'],
  ])('of %s is %s', (code, earlier) => {
    expect(samePeriodLastYear(periodByCode(code)).code).toBe(earlier)
  })

  test('keeps the cut-off', () => {
    expect(samePeriodLastYear(periodByCode('2024-Q1', 'mid-month'))).toEqual(periodByCode('2023-Q1', 'mid-month'))
  })
})

test('a period has begun from its first day on', () => {
  const quarter = periodByCode('2026-Q4')
  expect(hasBegun(quarter, '2026-09-30')).toBe(false)
  expect(hasBegun(quarter, '2026-10-01')).toBe(true)
  expect(hasBegun(quarter, '2027-10-01')).toBe(true)
})
