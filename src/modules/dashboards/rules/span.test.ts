import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { SPANS, type SpanChoice, STEPS, type Step, spanOn, stepsOf } from './span.ts'

const asked = (span: SpanChoice) => ({ span, from: null, to: null })
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))

describe('the time of a table', () => {
  test('moves on with the day on which it is looked at', () => {
    const on = (span: SpanChoice) => {
      const { from, to } = spanOn(asked(span), '2026-02-10')
      return [from, to]
    }
    expect(on('this-year')).toEqual(['2026-01-01', '2026-02-10'])
    expect(on('last-month')).toEqual(['2026-01-01', '2026-01-31'])
    expect(on('last-quarter')).toEqual(['2025-10-01', '2025-12-31'])
    expect(on('last-year')).toEqual(['2025-01-01', '2025-12-31'])
    expect(on('five-years')).toEqual(['2022-01-01', '2026-02-10'])
  })

  test('is never later than that day, and two days that are lacking or in the wrong order are refused', () => {
    const free = (from: string | null, to: string | null) => spanOn({ span: 'free', from, to }, '2026-02-10')
    expect(free('2026-01-01', '2026-12-31').to).toBe('2026-02-10')
    expect(() => free('2026-01-01', null)).toThrow('dashboards.no-days')
    expect(() => free('2026-03-01', '2026-04-01')).toThrow('dashboards.not-begun')
    expect(() => free('2026-02-02', '2026-02-01')).toThrow('calendar.period-reversed')
  })

  test('is made up of its periods without a gap or a day twice, whatever the day and the kind', () => {
    const choices = (Object.keys(SPANS) as SpanChoice[]).filter((span) => span !== 'free')
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(...choices),
        fc.constantFrom(...(Object.keys(STEPS) as Step[])),
        (today, span, step) => {
          const whole = spanOn(asked(span), today)
          const steps = stepsOf(whole, step)
          expect(steps[0]?.from).toBe(whole.from)
          expect(steps.at(-1)?.to).toBe(whole.to)
          for (const [index, each] of steps.entries()) {
            expect(each.from <= each.to).toBe(true)
            if (index > 0) expect(each.from).toBe(addDays(steps[index - 1]?.to ?? '', 1))
          }
        },
      ),
    )
  })

  test('names a period that is cut off by what is left of it', () => {
    expect(stepsOf({ from: '2026-01-15', to: '2026-05-10' }, 'quarter').map(({ title }) => title)).toEqual([
      'Quý I năm 2026 (từ 15/01/2026)',
      'Quý II năm 2026 (đến 10/05/2026)',
    ])
  })
})
