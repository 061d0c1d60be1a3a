import fc from 'fast-check'
import { expect, test } from 'vitest'
import { colourSteps, MOST_STEPS, stepOf } from './colour-steps.ts'

test('few different figures are a step each', () => {
  expect(colourSteps([0, 2, 0, 1])).toEqual([
    { from: 0, to: 0, count: 2 },
    { from: 1, to: 1, count: 1 },
    { from: 2, to: 2, count: 1 },
  ])
  expect(colourSteps([])).toEqual([])
})

test('every figure is in one step, equal figures in the same, and greater ones in no lower step', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 80 }), (values) => {
      const steps = colourSteps(values)
      expect(steps.length).toBeLessThanOrEqual(MOST_STEPS)
      expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
      const sorted = [...values].sort((one, other) => one - other).map((value) => stepOf(steps, value) ?? -1)
      expect(Math.min(...sorted)).toBe(0)
      expect(sorted).toEqual([...sorted].sort((one, other) => one - other))
    }),
  )
  expect(stepOf(colourSteps([1, 2]), null)).toBeNull()
})
