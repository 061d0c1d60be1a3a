import { describe, expect, test } from 'vitest'
import { chosenPeriod, PARTS_OF_YEAR, type PartOfYear } from './chosen-period.ts'

const TODAY = '2026-11-22'

describe('the period that is looked at', () => {
  test('is this year when nothing was chosen', () => {
    expect(chosenPeriod({}, TODAY).period).toMatchObject({ code: '2026', from: '2026-01-01', to: '2026-12-31' })
  })

  test('is the chosen part of the chosen year', () => {
    expect(chosenPeriod({ year: 2019, part: 'Q3' }, TODAY).period.code).toBe('2019-Q3')
    for (const part of Object.keys(PARTS_OF_YEAR) as PartOfYear[]) {
      if (part !== 'free') expect(chosenPeriod({ year: 2023, part }, TODAY).problems).toEqual({})
    }
  })

  test('is from day to day when so chosen, or when an address names two days alone', () => {
    const days = { from: '2023-01-01', to: '2023-05-31' }
    expect(chosenPeriod({ ...days, part: 'free' }, TODAY).period).toMatchObject(days)
    expect(chosenPeriod(days, TODAY).period).toMatchObject(days)
    expect(chosenPeriod({ ...days, year: 2020, part: 'Q1' }, TODAY).period.code).toBe('2020-Q1')
  })

  test('that two days do not make is told beside the day to mend', () => {
    expect(chosenPeriod({ part: 'free', from: '2023-05-31', to: '2023-01-01' }, TODAY).problems.to).toContain(
      '01/01/2023',
    )
    expect(chosenPeriod({ part: 'free', to: '2023-01-01' }, TODAY).problems).toHaveProperty('from')
    expect(chosenPeriod({ part: 'free', from: '2023-01-01' }, TODAY).problems).toHaveProperty('to')
  })
})
