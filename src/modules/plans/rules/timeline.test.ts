import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { placeOf, spanOf, timelineOver } from './timeline.ts'

describe('a line of time', () => {
  test('holds whole months', () => {
    const timeline = timelineOver([{ from: '2026-01-20', to: '2026-02-28' }])
    expect(timeline).toMatchObject({ from: '2026-01-01', to: '2026-02-28' })
    expect(timeline?.months.map(({ month }) => month)).toEqual(['2026-01-01', '2026-02-01'])
    expect(placeOf({ from: '2026-02-01', to: '2026-02-28' }, { from: '2026-01-01', to: '2026-02-28' })).toEqual({
      ...{ start: 31 / 59, width: 28 / 59 },
    })
  })
  test('is none without tasks, and is cut after three years', () => {
    expect(timelineOver([])).toBeNull()
    const timeline = timelineOver([{ from: '2020-01-01', to: '2030-01-01' }])
    expect(timeline).toMatchObject({ to: '2022-12-31' })
  })
  test('a task is drawn from its period or the day it was given, up to its last good day', () => {
    const task = { periodFrom: null, assignedOn: '2026-01-20', lastGoodDay: '2026-06-30' }
    expect(spanOf(task)).toEqual({ from: '2026-01-20', to: '2026-06-30' })
    expect(spanOf({ ...task, periodFrom: '2026-04-01' }).from).toBe('2026-04-01')
    expect(spanOf({ ...task, assignedOn: '2026-08-01' })).toEqual({ from: '2026-06-30', to: '2026-06-30' })
  })
  test('holds every span inside, the months side by side from one end to the other', () => {
    const spans = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 500 })).map(([start, length]) => ({
        from: addDays('2025-01-01', start),
        to: addDays('2025-01-01', start + length),
      })),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(spans, (all) => {
        const timeline = timelineOver(all)
        if (!timeline) throw new Error('There are spans.')
        let end = 0
        for (const { start, width } of timeline.months) {
          expect(start).toBeCloseTo(end, 9)
          end = start + width
        }
        expect(end).toBeCloseTo(1, 9)
        for (const span of all) {
          const { start, width } = placeOf(span, timeline)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(width).toBeGreaterThan(0)
          expect(start + width).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })
})
