import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { type Membership, membershipClosedBy, requireEnding } from './block-membership.ts'

const membership = (changes: Partial<Membership>): Membership => ({
  blockId: '1',
  blockTitle: 'Cụm 1',
  validFrom: '2020-01-01',
  validTo: null,
  ...changes,
})

describe('moving a unit into a block from a day on', () => {
  test('ends where it was on the day before', () => {
    expect(membershipClosedBy([membership({})], { blockId: '2', from: '2026-01-01' })).toEqual({
      closed: membership({}),
      lastDay: '2025-12-31',
    })
    expect(membershipClosedBy([], { blockId: '2', from: '2026-01-01' })).toBeNull()
    expect(membershipClosedBy([membership({ validTo: '2025-12-31' })], { blockId: '2', from: '2026-01-01' })).toBeNull()
  })

  test('is refused where it is already, and before what is decided for later', () => {
    const move = (blockId: string, from: string) => () => membershipClosedBy([membership({})], { blockId, from })
    expect(move('1', '2026-01-01')).toThrow('organisation.in-block-already')
    expect(move('2', '2020-01-01')).toThrow('organisation.in-block-later')
    expect(move('2', '2019-01-01')).toThrow('organisation.in-block-later')
  })

  test('never leaves a unit in two blocks on one day', () => {
    const moves = fc.array(
      fc.record({ blockId: fc.constantFrom('1', '2', '3'), days: fc.integer({ min: 0, max: 400 }) }),
    )
    fc.assert(
      fc.property(moves, fc.integer({ min: 0, max: 500 }), (asked, day) => {
        let memberships: Membership[] = []
        for (const { blockId, days } of asked) {
          const from = addDays('2025-01-01', days)
          try {
            const ending = membershipClosedBy(memberships, { blockId, from })
            memberships = [
              ...memberships.map((each) => (each === ending?.closed ? { ...each, validTo: ending.lastDay } : each)),
              membership({ blockId, validFrom: from }),
            ]
          } catch {
            // Refused: nothing moved.
          }
        }
        const on = addDays('2025-01-01', day)
        const holding = memberships.filter(
          ({ validFrom, validTo }) => validFrom <= on && (validTo === null || on <= validTo),
        )
        expect(holding.length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('a membership ends neither before it began nor twice', () => {
  const ending = (changes: Partial<Membership>, lastDay: string) => () =>
    requireEnding(membership(changes), lastDay, '2026-11-22')
  expect(ending({}, '2026-11-22')).not.toThrow()
  expect(ending({}, '2019-12-31')).toThrow('organisation.membership-reversed')
  expect(ending({ validTo: '2026-11-21' }, '2026-11-22')).toThrow('organisation.membership-ended')
})
