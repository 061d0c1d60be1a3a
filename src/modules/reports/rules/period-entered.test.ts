import { describe, expect, test } from 'vitest'
import type { PeriodKind } from '../../../vocabulary/reporting-period.ts'
import { partsOfYear, periodEntered, periodFormValues, periodOfType } from './period-entered.ts'

const type = {
  title: 'Báo cáo kết quả công tác dân vận',
  cutOff: 'calendar',
  periodKinds: ['quarter', 'half-year', 'five-months', 'nine-months', 'year', 'free'] as PeriodKind[],
} as const
const noDays = { from: null, to: null }

describe('the period of a report', () => {
  test.each([
    ['Q3', '2019-Q3'],
    ['H1', '2019-H1'],
    ['5M', '2019-5M'],
    ['9M', '2019-9M'],
    ['year', '2019'],
  ])('chosen as %s of 2019 is %s, and shows so in its form', (part, code) => {
    const period = periodEntered({ year: 2019, part, ...noDays }, type)
    expect(period.code).toBe(code)
    expect(periodFormValues(period)).toEqual({ year: '2019', part })
  })

  test('may be from day to day', () => {
    const period = periodEntered({ year: 2023, part: 'free', from: '2023-01-01', to: '2023-05-31' }, type)
    expect(period.code).toBe('2023-01-01..2023-05-31')
    expect(periodFormValues(period)).toEqual({ year: '2023', part: 'free' })
  })

  test('has the dates of the report type’s cut-off', () => {
    expect(periodEntered({ year: 2024, part: 'Q1', ...noDays }, { ...type, cutOff: 'mid-month' }).from).toBe(
      '2023-12-15',
    )
  })

  test('is refused beside the field to mend', () => {
    const refused = (entered: Parameters<typeof periodEntered>[0]) => {
      try {
        periodEntered(entered, type)
        return null
      } catch (refusal) {
        return refusal
      }
    }
    expect(refused({ year: 2024, part: 'M05', ...noDays })).toMatchObject({
      code: 'report.wrong-period-kind',
      fields: { part: expect.any(String) },
    })
    expect(refused({ year: 2024, part: 'toString', ...noDays })).toMatchObject({ code: 'report.wrong-period-kind' })
    expect(refused({ year: 2024, part: 'free', from: '2024-01-01', to: null })).toMatchObject({
      code: 'report.days-missing',
      fields: { to: expect.any(String) },
    })
    expect(refused({ year: 2024, part: 'free', from: '2024-05-01', to: '2024-01-01' })).toMatchObject({
      code: 'calendar.period-reversed',
      fields: { to: expect.any(String) },
    })
    expect(() => periodOfType('2024-M05', type)).toThrow('report.wrong-period-kind')
  })

  test('offers only the parts of a year that the report is written for', () => {
    expect(Object.keys(partsOfYear(['quarter', 'year']))).toEqual(['Q1', 'Q2', 'Q3', 'Q4', 'year'])
  })
})
