import { describe, expect, test } from 'vitest'
import { mayAdd, refuseManyIndicators, refuseManyPeriods, refuseTooLarge, timesIndicators } from './pivot.ts'

describe('a sum of figures', () => {
  const flow = { addsUp: true, time: 'flow' } as const
  const state = { addsUp: true, time: 'state' } as const
  const share = { addsUp: false, time: 'flow' } as const
  const apart = { unitsOverlap: false }

  test('is true along units, periods of what happens, and a classification', () => {
    expect(mayAdd('unit', flow, apart)).toBe(true)
    expect(mayAdd('period', flow, apart)).toBe(true)
    expect(mayAdd('dimension', flow, apart)).toBe(true)
  })

  test('is not made of shares, of different indicators, of states at several days, or of units that share records', () => {
    for (const axis of ['unit', 'period', 'dimension'] as const) expect(mayAdd(axis, share, apart)).toBe(false)
    expect(mayAdd('indicator', flow, apart)).toBe(false)
    expect(mayAdd('period', state, apart)).toBe(false)
    expect(mayAdd('unit', state, apart)).toBe(true)
    expect(mayAdd('unit', flow, { unitsOverlap: true })).toBe(false)
  })
})

describe('columns with several indicators', () => {
  const two = [
    { code: 'a.b', title: 'Một' },
    { code: 'c.d', title: 'Hai' },
  ]
  test('stand once for each', () => {
    expect(timesIndicators([{ text: 'Quý I' }], two).map(({ text }) => text)).toEqual(['Quý I: Một', 'Quý I: Hai'])
    expect(timesIndicators([{ text: 'Quý I' }], two.slice(0, 1))).toEqual([{ text: 'Quý I', code: 'a.b' }])
  })
})

test('more periods than ten years by month, and more indicators than a report has, are refused', () => {
  expect(() => refuseManyIndicators(60)).not.toThrow()
  expect(() => refuseManyIndicators(61)).toThrow('dashboards.too-many-indicators')
  expect(() => refuseManyPeriods(120)).not.toThrow()
  expect(() => refuseManyPeriods(121)).toThrow('dashboards.too-many-periods')
})

test('a table that is too large is refused with its size and a way out', () => {
  expect(() => refuseTooLarge({ rows: 60, columns: 50, most: 3_000 })).not.toThrow()
  expect(() => refuseTooLarge({ rows: 61, columns: 50, most: 3_000 })).toThrow('dashboards.too-large')
})
