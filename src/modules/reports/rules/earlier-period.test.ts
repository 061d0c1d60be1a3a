import { expect, test } from 'vitest'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { earlierPeriods } from './earlier-period.ts'

const codes = (code: string, cutOff: 'calendar' | 'mid-month' = 'calendar') =>
  earlierPeriods(periodByCode(code, cutOff)).map(({ title, period }) => [title, period.code])

test('a quarter stands beside the one before and the same of last year, over the turn of the year too', () => {
  expect(codes('2026-Q3')).toEqual([
    ['Kỳ trước', '2026-Q2'],
    ['Cùng kỳ năm trước', '2025-Q3'],
  ])
  expect(codes('2026-Q1')[0]).toEqual(['Kỳ trước', '2025-Q4'])
  expect(codes('2026-Q1', 'mid-month')[0]).toEqual(['Kỳ trước', '2025-Q4'])
  expect(codes('2026-M01')[0]).toEqual(['Kỳ trước', '2025-M12'])
  expect(codes('2026-H1')[0]).toEqual(['Kỳ trước', '2025-H2'])
})

test('a year, five or nine months, and a free period stand beside last year’s alone', () => {
  expect(codes('2026')).toEqual([['Cùng kỳ năm trước', '2025']])
  expect(codes('2026-5M')).toEqual([['Cùng kỳ năm trước', '2025-5M']])
  expect(codes('2026-01-01..2026-05-31')).toEqual([['Cùng kỳ năm trước', '2025-01-01..2025-05-31']])
})
