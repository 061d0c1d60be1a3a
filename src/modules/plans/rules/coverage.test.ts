import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageOf } from './coverage.ts'

const contents = [{ id: 'c1' }, { id: 'c2' }]
const units = [
  { id: 'snv', kindCode: 'department' },
  { id: 'x3', kindCode: 'commune' },
  { id: 'x4', kindCode: 'commune' },
  { id: 'mttq', kindCode: 'fatherland-front' },
]
const cell = (contentId: string, unitId: string) => ({ contentId, unitId, given: 2, completed: 1, overdue: 0 })
const nothing = { given: [], derived: [], ownPlans: new Map<string, string>() }

describe('the coverage of a plan', () => {
  test('shows the holes of those who were given something, and those of their kind who were forgotten', () => {
    const given = [cell('c1', 'snv'), cell('c2', 'snv'), cell('c2', 'x3')]
    const { rows, covered } = coverageOf(contents, units, { ...nothing, given })
    expect(rows.map(({ unit, holes }) => [unit.id, holes])).toEqual([
      ['snv', 0],
      ['x3', 1],
      ['x4', 2],
    ])
    expect(rows[1]?.cells.map(({ state }) => state)).toEqual(['hole', 'covered'])
    expect(covered).toEqual([1, 2])
  })

  test('has no rows when nothing of the plan was given and nobody carries it out', () => {
    expect(coverageOf(contents, units, nothing)).toEqual({ rows: [], covered: [0, 0] })
  })

  test('counts what a unit’s own plan carries out, and says when that plan is silent on what was given', () => {
    const derived = [{ contentId: 'c1', unitId: 'mttq', planId: '9', position: 1, contents: 1, tasks: 0 }]
    const ownPlans = new Map([
      ['mttq', '9'],
      ['snv', '8'],
    ])
    const { rows } = coverageOf(contents, units, { given: [cell('c1', 'snv')], derived, ownPlans })
    expect(rows.map(({ unit, cells }) => [unit.id, ...cells.map(({ state }) => state)])).toEqual([
      ['snv', 'not-derived', 'hole'],
      ['mttq', 'covered', 'hole'],
    ])
  })

  test('adds up: what is covered and the holes are all the cells, however much was given', () => {
    const some = fc.uniqueArray(
      fc.tuple(fc.constantFrom('c1', 'c2'), fc.constantFrom(...units.map((unit) => unit.id))),
      { selector: (pair) => pair.join(' ') },
    )
    fc.assert(
      fc.property(some, (pairs) => {
        const given = pairs.map(([contentId, unitId]) => cell(contentId, unitId))
        const { rows, covered } = coverageOf(contents, units, { ...nothing, given })
        const holes = rows.reduce((total, row) => total + row.holes, 0)
        expect(holes + covered.reduce((total, each) => total + each, 0)).toBe(rows.length * contents.length)
        expect(covered.reduce((total, each) => total + each, 0)).toBe(pairs.length)
      }),
    )
  })
})
