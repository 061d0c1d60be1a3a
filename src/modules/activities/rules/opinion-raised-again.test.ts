import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byRaising, firstRaised, opinionLikeness, type Raised } from './opinion-raised-again.ts'

const anyRaised: fc.Arbitrary<Raised> = fc.record({
  id: fc.integer({ min: 1, max: 10_000 }).map(String),
  heldOn: fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`),
})

describe('opinions about one matter', () => {
  test('are recognised though accents, capitals and some words differ', () => {
    const march = 'Đường vào ấp 3 xuống cấp, mùa mưa ngập sâu, đề nghị sửa chữa'
    expect(opinionLikeness(march, 'duong vao ap 3 xuong cap, mua mua ngap sau, de nghi sua chua')).toBe(100)
    expect(opinionLikeness(march, 'Đường vào Ấp 3 xuống cấp, đề nghị sớm sửa chữa')).toBeGreaterThanOrEqual(60)
    expect(opinionLikeness(march, 'Chợ xã thiếu chỗ để xe, đề nghị mở rộng')).toBeNull()
    expect(opinionLikeness(march, '')).toBeNull()
  })

  test('are as alike in one direction as in the other', () => {
    fc.assert(
      fc.property(fc.lorem(), fc.lorem(), (one, other) => {
        expect(opinionLikeness(one, other)).toBe(opinionLikeness(other, one))
      }),
    )
  })

  test('are told by the first time they were raised, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyRaised, { minLength: 1, selector: ({ id }) => id }), fc.nat(), (opinions, turn) => {
        const first = firstRaised(opinions)
        expect(opinions.every((each) => each === first || byRaising(first as Raised, each) < 0)).toBe(true)
        const turned = [...opinions.slice(turn % opinions.length), ...opinions.slice(0, turn % opinions.length)]
        expect(firstRaised(turned)).toEqual(first)
      }),
    )
    expect(firstRaised([])).toBeUndefined()
  })
})
