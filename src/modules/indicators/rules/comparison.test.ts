import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, comparisonInSigns, comparisonInWords } from './comparison.ts'

describe('a figure beside that of the same period of last year', () => {
  test.each([
    [37, 32, '+5 (+15,6%)', 'tăng 5 (15,6%)'],
    [9, 12, '-3 (-25%)', 'giảm 3 (25%)'],
    [4, 0, '+4', 'tăng 4'],
    [0, 0, '0', 'không tăng, không giảm'],
    [2657, 1000, '+1.657 (+165,7%)', 'tăng 1.657 (165,7%)'],
  ])('%d after %d is %s', (now, before, signs, words) => {
    expect(comparisonInSigns(compare(now, before))).toBe(signs)
    expect(comparisonInWords(compare(now, before))).toBe(words)
  })

  test('that is a share differs by points', () => {
    const comparison = compare(66.7, 60.1)
    expect(comparisonInSigns(comparison, '%')).toBe('+6,6 điểm %')
    expect(comparisonInWords(comparison, '%')).toBe('tăng 6,6 điểm phần trăm')
    expect(comparisonInSigns(compare(50, 50), '%')).toBe('0 điểm %')
    expect(comparisonInSigns(comparison, 'người')).toBe('+6,6 (+11%)')
  })

  test('is compared with nothing when one of the two is lacking', () => {
    expect(comparisonInSigns(compare(null, 4))).toBe('–')
    expect(comparisonInWords(compare(4, null))).toBe('')
  })

  test('differs by what one has to add to last year’s', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (now, before) => {
        expect(before + (compare(now, before).difference ?? Number.NaN)).toBe(now)
      }),
    )
  })
})
