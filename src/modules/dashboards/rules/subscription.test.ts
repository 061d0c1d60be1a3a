import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { isDue, type Rhythm } from './subscription.ts'

const standing = (rhythm: Rhythm, subscribedOn: string, lastSentOn: string | null = null) => ({
  ...{ rhythm, subscribedOn, lastSentOn },
})

describe('a mail with figures', () => {
  test('comes first at the beginning of the next week or month', () => {
    // 23/11/2026 is a Monday.
    expect(isDue(standing('weekly', '2026-11-23'), '2026-11-29')).toBe(false)
    expect(isDue(standing('weekly', '2026-11-23'), '2026-11-30')).toBe(true)
    expect(isDue(standing('monthly', '2026-11-01'), '2026-11-30')).toBe(false)
    expect(isDue(standing('monthly', '2026-11-30'), '2026-12-01')).toBe(true)
  })

  test('is made up for when the system stood still on its day', () => {
    expect(isDue(standing('weekly', '2026-11-01', '2026-11-16'), '2026-11-25')).toBe(true)
    expect(isDue(standing('monthly', '2026-10-05'), '2026-11-09')).toBe(true)
  })

  test('comes once a week or month, however often one looks', () => {
    const days = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 200 })
    fc.assert(
      fc.property(days, fc.constantFrom<Rhythm>('weekly', 'monthly'), (gaps, rhythm) => {
        let today = '2026-01-01'
        let lastSentOn: string | null = null
        const sent: string[] = []
        for (const gap of gaps) {
          today = addDays(today, gap)
          if (isDue(standing(rhythm, '2026-01-01', lastSentOn), today)) {
            lastSentOn = today
            sent.push(today)
          }
        }
        const key = (day: string) =>
          rhythm === 'monthly' ? day.slice(0, 7) : String(Math.floor((Date.parse(day) / 86_400_000 + 3) / 7))
        expect(new Set(sent.map(key)).size).toBe(sent.length)
        expect(sent.map(key)).not.toContain(key('2026-01-01'))
      }),
    )
  })
})
