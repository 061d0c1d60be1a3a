import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isCarried, type RequiredShare, shareInWords } from './share.ts'

const half = { requiredPercent: null, shareOf: 'members' } as const
const four5 = { requiredPercent: 80, shareOf: 'present' } as const
const votes = { for: 5, against: 4, members: 10, entitled: 9 }

const share: fc.Arbitrary<RequiredShare> = fc.record({
  requiredPercent: fc.option(fc.integer({ min: 1, max: 100 })),
  shareOf: fc.constantFrom('members' as const, 'present' as const),
})
const counted = fc
  .record({
    members: fc.integer({ min: 1, max: 40 }),
    parts: fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.nat({ max: 40 })),
  })
  .map(({ members, parts: [present, yes, no] }) => {
    const entitled = Math.min(members, present)
    const inFavour = Math.min(entitled, yes)
    return { members, entitled, for: inFavour, against: Math.min(entitled - inFavour, no) }
  })

describe('a vote of the council', () => {
  test('needs more than half where no share is stated: half is not enough', () => {
    expect(isCarried(half, votes)).toBe(false)
    expect(isCarried(half, { ...votes, for: 6 })).toBe(true)
    expect(isCarried({ ...half, shareOf: 'present' }, votes)).toBe(true)
  })
  test('needs at least the stated share of those of whom it is counted', () => {
    expect(isCarried(four5, { for: 4, against: 1, members: 9, entitled: 5 })).toBe(true)
    expect(isCarried({ ...four5, shareOf: 'members' }, { for: 4, against: 1, members: 6, entitled: 5 })).toBe(false)
    expect(isCarried(four5, { for: 0, against: 0, members: 3, entitled: 0 })).toBe(false)
  })
  test('says what it needs', () => {
    expect([shareInWords(half), shareInWords(four5)]).toEqual([
      'Quá nửa tổng số thành viên',
      'Từ 80% số thành viên có mặt, được biểu quyết',
    ])
  })
  test('is never lost by one more vote in favour, and is carried when all members are in favour', () => {
    fc.assert(
      fc.property(share, counted, (needed, given) => {
        const more = { ...given, for: given.for + 1 }
        if (isCarried(needed, given)) expect(isCarried(needed, more)).toBe(true)
        expect(isCarried(needed, { ...given, entitled: given.members, for: given.members })).toBe(true)
        if (given.for === 0) expect(isCarried(needed, given)).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })
  test('is not carried by fewer than the exact share, counted without rounding', () => {
    fc.assert(
      fc.property(share, counted, (needed, given) => {
        const base = needed.shareOf === 'members' ? given.members : given.entitled
        const least =
          needed.requiredPercent === null
            ? Math.floor(base / 2) + 1
            : Number((BigInt(needed.requiredPercent) * BigInt(base) + 99n) / 100n)
        expect(isCarried(needed, given)).toBe(base > 0 && given.for >= Math.max(least, 1))
      }),
      { numRuns: 3000 },
    )
  })
  test('asks no less of all members than of those present', () => {
    fc.assert(
      fc.property(share, counted, (needed, given) => {
        if (isCarried({ ...needed, shareOf: 'members' }, given))
          expect(isCarried({ ...needed, shareOf: 'present' }, given)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
