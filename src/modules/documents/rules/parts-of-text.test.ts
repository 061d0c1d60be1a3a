import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partsOf } from './parts-of-text.ts'

describe('a long text in parts', () => {
  test('is the text again when they are put together, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 30 }), (text, longest) => {
        const parts = partsOf(text, longest)
        expect(parts.join('')).toBe(text)
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0)
          expect(part.length).toBeLessThanOrEqual(longest)
        }
      }),
    )
  })

  test('ends between two words', () => {
    expect(partsOf('dân vận khéo ở cơ sở', 8)).toEqual(['dân vận', ' khéo ở', ' cơ sở'])
  })
})
