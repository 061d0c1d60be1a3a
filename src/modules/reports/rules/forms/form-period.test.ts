import { describe, expect, test } from 'vitest'
import { FORM_PERIODS, formPeriod, formPeriodValues } from './form-period.ts'

const TODAY = '2026-11-22'

describe('the period of a form', () => {
  test.each([
    [{ part: 'Q1', year: 2026 }, '2025-12-15', '2026-03-14'],
    [{ part: 'Q4', year: 2026 }, '2026-09-15', '2026-12-14'],
    [{ part: 'H1', year: 2026 }, '2025-12-15', '2026-06-14'],
    [{ part: '9M', year: 2026 }, '2025-12-15', '2026-09-14'],
    [{ part: 'year', year: 2025 }, '2024-12-15', '2025-12-14'],
    [{ from: '2026-01-05', to: '2026-02-07' }, '2026-01-05', '2026-02-07'],
  ])('%o is cut off on the 14th unless it goes from day to day', (chosen, from, to) => {
    expect(formPeriod(chosen, TODAY)).toMatchObject({ period: { from, to }, problems: {} })
  })

  test('is the running quarter when nothing was chosen', () => {
    expect(formPeriod({}, TODAY).period.code).toBe('2026-Q4')
    expect(formPeriod({}, '2026-12-15').period.code).toBe('2027-Q1')
  })

  test('that cannot be is told beside its field', () => {
    expect(formPeriod({ part: 'free', from: '2026-02-01' }, TODAY).problems).toHaveProperty('to')
    expect(formPeriod({ part: 'free', from: '2026-02-01', to: '2026-01-01' }, TODAY).problems).toHaveProperty('to')
  })

  test('stands in its fields so that they give it again', () => {
    for (const part of Object.keys(FORM_PERIODS).filter((each) => each !== 'free')) {
      const { period } = formPeriod({ part, year: 2026 }, TODAY)
      expect(formPeriodValues(period)).toEqual({ part, year: '2026' })
    }
  })
})
