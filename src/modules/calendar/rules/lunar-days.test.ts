import { describe, expect, test } from 'vitest'
import { lunarDays } from './lunar-days.ts'

describe('The days that the lunar calendar names', () => {
  // As printed in Vietnam's calendars; 2023 and 2025 have a leap month, 2027, 2028 and 2030 differ from other zones.
  test.each([
    [2020, '2020-01-25', '2020-04-02'],
    [2021, '2021-02-12', '2021-04-21'],
    [2022, '2022-02-01', '2022-04-10'],
    [2023, '2023-01-22', '2023-04-29'],
    [2024, '2024-02-10', '2024-04-18'],
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
    [2028, '2028-01-26', '2028-04-04'],
    [2030, '2030-02-02', '2030-04-12'],
  ])('of %i are Tết on %s and Giỗ Tổ on %s', (year, firstOfTet, hungKings) => {
    expect(lunarDays(year)).toEqual({ firstOfTet, hungKings })
  })
})
