import { expect, test } from 'vitest'
import { outlineFor, positionsInOutline } from './report-type.ts'

const section = (code: string, level: 1 | 2, unitKinds: string[] | null = null) => ({
  code,
  level,
  title: code,
  hint: '',
  indicatorCodes: [],
  aboutKinds: null,
  unitKinds,
})

test('sections are numbered among their siblings, anew under each section of the first level', () => {
  expect(positionsInOutline([1, 1, 2, 2, 1, 2, 1].map((level) => ({ level: level as 1 | 2 })))).toEqual([
    1, 2, 1, 2, 3, 1, 4,
  ])
})

test('the outline of a unit leaves out what belongs to units of other kinds', () => {
  const sections = [section('results', 1), section('organisation', 2, ['council']), section('next', 1)]
  expect(outlineFor(sections, 'commune').map(({ code }) => code)).toEqual(['results', 'next'])
  expect(outlineFor(sections, 'council')).toHaveLength(3)
})
