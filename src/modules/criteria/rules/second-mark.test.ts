import { expect, test } from 'vitest'
import { isBlind, secondMarkState } from './second-mark.ts'

test('a second mark stays blind until both have marked, then agrees, differs or is settled', () => {
  const mark = { points: null, firstPoints: '2.00', settledPoints: null }
  expect(secondMarkState(mark)).toBe('waiting')
  expect(secondMarkState({ ...mark, points: '2', firstPoints: null })).toBe('waiting-first')
  expect(secondMarkState({ ...mark, points: '2' })).toBe('agreed')
  expect(secondMarkState({ ...mark, points: '1.5' })).toBe('different')
  expect(secondMarkState({ ...mark, points: '1.5', settledPoints: '2' })).toBe('settled')
  expect((['waiting', 'waiting-first', 'agreed', 'different', 'settled'] as const).map(isBlind)).toEqual([
    ...[true, true, false, false, false],
  ])
})
