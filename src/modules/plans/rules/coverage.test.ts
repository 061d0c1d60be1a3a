import { expect, test } from 'vitest'
import { coverageOf } from './coverage.ts'

const contents = [{ id: 'c1' }, { id: 'c2' }]
const units = [
  { id: 'snv', kindCode: 'department' },
  { id: 'x3', kindCode: 'commune' },
  { id: 'x4', kindCode: 'commune' },
  { id: 'mttq', kindCode: 'fatherland-front' },
]
const cell = (contentId: string, unitId: string) => ({ contentId, unitId, given: 2, completed: 1, overdue: 0 })

test('a plan’s coverage shows the holes of those who were given something, and those of their kind who were forgotten', () => {
  const { rows, covered } = coverageOf(contents, units, [cell('c1', 'snv'), cell('c2', 'snv'), cell('c2', 'x3')])
  expect(rows.map(({ unit, holes }) => [unit.id, holes])).toEqual([
    ['snv', 0],
    ['x3', 1],
    ['x4', 2],
  ])
  expect(rows[1]?.cells).toEqual([null, cell('c2', 'x3')])
  expect(covered).toEqual([1, 2])
})

test('a plan of which nothing was given has no rows', () => {
  expect(coverageOf(contents, units, [])).toEqual({ rows: [], covered: [0, 0] })
})
