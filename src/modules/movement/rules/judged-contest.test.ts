import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryNumber, isReceiving, namesIn, refuseOutsideReceiving } from './judged-contest.ts'

describe('receiving works', () => {
  const days = { opensOn: '2026-11-01', closesOn: '2026-11-30' }

  test('takes the first and the last day, and no other outside them', () => {
    expect(['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map((day) => isReceiving(days, day))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test('is refused outside, and where no days are set', () => {
    expect(() => refuseOutsideReceiving(days, '2026-12-01')).toThrow(/not-receiving/)
    expect(() => refuseOutsideReceiving({ opensOn: null, closesOn: null }, '2026-11-05')).toThrow(/not-receiving/)
    expect(() => refuseOutsideReceiving(days, '2026-11-05')).not.toThrow()
  })
})

describe('the names of authors in a text', () => {
  test('are found without accents and capitals, each of several', () => {
    expect(namesIn('Bài của NGUYEN VAN AN, ấp 3', 'Nguyễn Văn An, Trần Thị Bé')).toEqual(['Nguyễn Văn An'])
    expect(namesIn('trần thị bé kể', 'Nguyễn Văn An và Trần Thị Bé')).toEqual(['Trần Thị Bé'])
  })

  test('are not found in parts of words, nor when they are one word', () => {
    expect(namesIn('Nguyễn Văn Anh kể', 'Nguyễn Văn An')).toEqual([])
    expect(namesIn('Chị Lan kể', 'Lan')).toEqual([])
  })
})

test('the number of a work is one that no other has', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1000, max: 9999 }), { maxLength: 300 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (taken, chance) => {
        const number = entryNumber(new Set(taken), () => chance)
        expect(taken).not.toContain(number)
        expect(number).toBeGreaterThanOrEqual(1000)
        expect(number).toBeLessThanOrEqual(9999)
      },
    ),
  )
  const all = new Set(Array.from({ length: 9000 }, (_, index) => 1000 + index))
  expect(() => entryNumber(all, () => 0.5)).toThrow(/contest-full/)
})
