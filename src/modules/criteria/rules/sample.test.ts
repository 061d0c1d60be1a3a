import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSample, type Markable } from './sample.ts'

const markables = fc.uniqueArray(
  fc.record({ unitCode: fc.stringMatching(/^[A-Z]{2}-\d{1,3}$/), criterionCode: fc.stringMatching(/^\d\.\d$/) }),
  { selector: ({ unitCode, criterionCode }) => `${unitCode} ${criterionCode}`, maxLength: 40 },
)
const names = (items: readonly Markable[]) => items.map((each) => `${each.unitCode} ${each.criterionCode}`)

test('a sample is the stated share, rounded up, and the same for the same seed in whatever order things come', () => {
  fc.assert(
    fc.property(markables, fc.string(), fc.integer({ min: 1, max: 100 }), (items, seed, percent) => {
      const drawn = drawSample(items, seed, percent)
      expect(drawn).toHaveLength(Math.ceil((items.length * percent) / 100))
      expect(new Set(names(drawn)).size).toBe(drawn.length)
      expect(names(drawSample(items.toReversed(), seed, percent))).toEqual(names(drawn))
    }),
  )
})

test('another seed draws another sample, and no unit is always spared', () => {
  const items = Array.from({ length: 60 }, (_each, at) => ({ unitCode: `X-${at % 6}`, criterionCode: `1.${at}` }))
  const drawn = Array.from({ length: 30 }, (_each, seed) => drawSample(items, `hạt ${seed}`, 10))
  expect(new Set(drawn.map((sample) => names(sample).join())).size).toBeGreaterThan(25)
  expect(new Set(drawn.flat().map((each) => each.unitCode)).size).toBe(6)
})
