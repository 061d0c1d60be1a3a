import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { dutyStatus, lastGoodDay } from './report-duty.ts'

describe('a report due “trước ngày 05/12/2022”', () => {
  const duty = { lastGoodDay: lastGoodDay('2022-12-05', true), firstSubmittedOn: null }

  test('is in time on the 4th and overdue on the 5th', () => {
    expect(duty.lastGoodDay).toBe('2022-12-04')
    expect(dutyStatus(duty, '2022-12-04')).toBe('waiting')
    expect(dutyStatus(duty, '2022-12-05')).toBe('missing')
    expect(dutyStatus({ ...duty, firstSubmittedOn: '2022-12-04' }, '2022-12-05')).toBe('on-time')
    expect(dutyStatus({ ...duty, firstSubmittedOn: '2022-12-05' }, '2022-12-05')).toBe('late')
  })

  test('is in time on the 5th where the act counts that day', () => {
    expect(lastGoodDay('2022-12-05', false)).toBe('2022-12-05')
  })

  test('stood on a past day as it stood then, whatever was sent later', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 30 }), (asked, later) => {
        const asOf = addDays('2022-12-04', asked)
        const sentLater = { ...duty, firstSubmittedOn: addDays(asOf, later) }
        expect(dutyStatus(sentLater, asOf)).toBe(dutyStatus(duty, asOf))
      }),
    )
  })
})
