import { describe, expect, test } from 'vitest'
import { answerPeriods, type PeriodicReportType } from './periods.ts'

const REPORT_TYPES: PeriodicReportType[] = [
  { code: 'ket-qua-quy', title: 'Báo cáo quý', periodKind: 'quarter', cutOff: 'calendar' },
  { code: 'don-thu-quy', title: 'Báo cáo đơn thư quý', periodKind: 'quarter', cutOff: 'mid-month' },
  { code: 'nam-thang', title: 'Báo cáo 5 tháng', periodKind: 'five-months', cutOff: 'calendar' },
  { code: 'chuyen-de', title: 'Báo cáo chuyên đề', periodKind: 'free', cutOff: 'calendar' },
]

describe('answering the periods of a date', () => {
  test('follows the kind and the cut-off of each report type', () => {
    expect(answerPeriods('2026-09-20', REPORT_TYPES)).toEqual([
      {
        reportType: 'ket-qua-quy',
        title: 'Báo cáo quý',
        periods: [expect.objectContaining({ code: '2026-Q3', from: '2026-07-01', to: '2026-09-30' })],
      },
      {
        reportType: 'don-thu-quy',
        title: 'Báo cáo đơn thư quý',
        periods: [expect.objectContaining({ code: '2026-Q4', from: '2026-09-15', to: '2026-12-14' })],
      },
      { reportType: 'nam-thang', title: 'Báo cáo 5 tháng', periods: [] },
      { reportType: 'chuyen-de', title: 'Báo cáo chuyên đề', periods: [] },
    ])
  })

  test('refuses a day that does not exist', () => {
    expect(() => answerPeriods('2026-02-30', REPORT_TYPES)).toThrow('calendar.no-such-date')
  })
})
