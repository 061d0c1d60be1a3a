import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { decided, isOpen, type ReportState, requireOpen, submitted } from './report-state.ts'

const TODAY = '2026-11-22'
const period = { from: '2026-10-01', title: 'Quý IV năm 2026' }
const draft = { state: 'draft', firstSubmittedOn: null, period } as const

describe('a report', () => {
  test('is sent from a draft, and its first day of sending stays when it is sent again', () => {
    const first = submitted(draft, TODAY)
    expect(first).toEqual({ state: 'submitted', firstSubmittedOn: TODAY, submittedOn: TODAY })
    const returned = decided(first, 'return', 'Thiếu số liệu quý trước')
    expect(returned).toEqual({ state: 'returned', returnedReason: 'Thiếu số liệu quý trước' })
    expect(submitted({ ...first, ...returned, period }, '2026-12-01')).toEqual({
      state: 'submitted',
      firstSubmittedOn: TODAY,
      submittedOn: '2026-12-01',
    })
  })

  test('of a period that has not begun is not sent', () => {
    const next = { from: '2027-01-01', title: 'Quý I năm 2027' }
    expect(() => submitted({ ...draft, period: next }, '2026-12-31')).toThrow('report.period-not-begun')
    expect(submitted({ ...draft, period: next }, '2027-01-01').state).toBe('submitted')
  })

  test.each(['submitted', 'accepted', 'consolidated'] as const)(
    'that is %s is neither changed nor sent again',
    (state) => {
      expect(() => requireOpen({ state })).toThrow('report.locked')
      expect(() => submitted({ state, firstSubmittedOn: TODAY, period }, TODAY)).toThrow('report.already-submitted')
    },
  )

  test.each(['draft', 'returned', 'accepted', 'consolidated'] as const)('that is %s waits for no decision', (state) => {
    expect(() => decided({ state }, 'accept', '')).toThrow('report.not-submitted')
    expect(() => decided({ state }, 'return', 'Lý do')).toThrow('report.not-submitted')
  })

  test('is not returned without a reason, and accepted without one', () => {
    expect(() => decided({ state: 'submitted' }, 'return', ' \n ')).toThrow('report.reason-missing')
    expect(decided({ state: 'submitted' }, 'accept', '')).toEqual({ state: 'accepted', returnedReason: null })
  })

  test('is open for writing exactly while it can be sent, whatever is done with it', () => {
    const acts = fc.array(fc.constantFrom('submit', 'accept', 'return'), { maxLength: 12 })
    fc.assert(
      fc.property(acts, (names) => {
        let report: { state: ReportState; firstSubmittedOn: string | null } = draft
        let day = TODAY
        for (const name of names) {
          day = addDays(day, 1)
          try {
            report =
              name === 'submit'
                ? submitted({ ...report, period }, day)
                : { ...report, ...decided(report, name as 'accept' | 'return', 'Lý do') }
          } catch {
            // Refused: it stays as it is.
          }
          const maySubmit = () => submitted({ ...report, period }, day)
          if (isOpen(report)) expect(maySubmit).not.toThrow()
          else expect(maySubmit).toThrow()
          expect(report.firstSubmittedOn === null).toBe(report.state === 'draft')
        }
      }),
    )
  })
})
