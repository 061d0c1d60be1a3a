import { describe, expect, test } from 'vitest'
import { lastDayNoLongerKept } from './retention.ts'

const today = '2026-11-20'

describe('a retention period', () => {
  test('ends nothing while none is in force', () => {
    expect(lastDayNoLongerKept({ periodInYears: null, validFrom: null }, today)).toBeNull()
    expect(lastDayNoLongerKept({ periodInYears: 2, validFrom: '2026-11-21' }, today)).toBeNull()
  })

  test('is full after whole years', () => {
    const twoYears = { periodInYears: 2, validFrom: '2026-01-01' }
    expect(lastDayNoLongerKept(twoYears, today)).toBe('2024-11-19')
    expect(lastDayNoLongerKept({ ...twoYears, periodInYears: 1 }, '2028-02-29')).toBe('2027-02-27')
  })
})
