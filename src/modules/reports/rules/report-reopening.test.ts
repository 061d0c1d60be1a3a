import { describe, expect, test } from 'vitest'
import { audiencesFor } from './report-comment.ts'
import { reopened } from './report-reopening.ts'
import { isOpen, submitted } from './report-state.ts'

const period = { from: '2026-10-01', title: 'Quý IV năm 2026' }

describe('a report that was sent', () => {
  test.each(['submitted', 'accepted', 'consolidated'] as const)('is reopened when it is %s, with a reason', (state) => {
    expect(reopened({ state }, ' Nhầm kỳ ')).toEqual({ state: 'reopened', returnedReason: 'Nhầm kỳ' })
    expect(() => reopened({ state }, '  ')).toThrow('report.reason-missing')
  })

  test('can then be written and sent again, and keeps the day on which it was sent first', () => {
    const again = reopened({ state: 'accepted' }, 'Nhầm kỳ')
    expect(isOpen(again)).toBe(true)
    expect(submitted({ ...again, firstSubmittedOn: '2026-11-20', period }, '2026-12-01')).toEqual({
      state: 'submitted',
      firstSubmittedOn: '2026-11-20',
      submittedOn: '2026-12-01',
    })
  })

  test.each(['draft', 'returned', 'reopened'] as const)('is not reopened while the unit has it (%s)', (state) => {
    expect(() => reopened({ state }, 'Nhầm kỳ')).toThrow('report.not-sent')
  })
})

describe('what is said about a report', () => {
  test('inside the unit is not read by who gathers', () => {
    expect(audiencesFor({ writes: true, collects: false })).toEqual(['unit', 'collector'])
    expect(audiencesFor({ writes: false, collects: true })).toEqual(['collector'])
    expect(audiencesFor({ writes: false, collects: false })).toEqual([])
  })
})
