import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noticesSince, type SeenDuty, type StandingDuty, withoutRepeats } from './notice.ts'

const duty = (given: Partial<StandingDuty>): StandingDuty => ({
  ...{ key: '/tasks/1', module: 'plans', state: 'waiting', isUrged: false, urging: null },
  ...{ href: '/tasks/1', dueOn: null },
  ...given,
})
const kinds = (seen: readonly SeenDuty[] | null, standing: readonly StandingDuty[]) =>
  noticesSince(seen, standing).map(({ kind }) => kind)

describe('what is new since the last look', () => {
  test.each([
    ['nothing, while a duty stands as it did', duty({}), duty({}), []],
    ['that it is near', duty({}), duty({ state: 'due' }), ['due']],
    ['that it is late', duty({ state: 'due' }), duty({ state: 'late' }), ['late']],
    ['that it is near again, given a later day', duty({ state: 'late' }), duty({ state: 'due' }), ['due']],
    ['nothing, when it has more time than before', duty({ state: 'due' }), duty({}), []],
    ['that somebody asks for it', duty({ state: 'late' }), duty({ state: 'late', isUrged: true }), ['urged']],
    [
      'that somebody asks for it again',
      duty({ isUrged: true, urging: '4' }),
      duty({ isUrged: true, urging: '7' }),
      ['urged'],
    ],
    [
      'nothing, while the same urging stands',
      duty({ isUrged: true, urging: '4' }),
      duty({ isUrged: true, urging: '4' }),
      [],
    ],
    ['that it is late rather than asked for', duty({}), duty({ state: 'late', isUrged: true }), ['late']],
  ] as const)('is %s', (_name, before, now, expected) => {
    expect(kinds([before], [now])).toEqual(expected)
  })

  test('is a duty that was not there', () => {
    expect(kinds([], [duty({})])).toEqual(['new'])
    expect(kinds([], [duty({ state: 'due' })])).toEqual(['due'])
  })

  test('at the first look is only what is late, near or asked for', () => {
    const standing = [duty({}), duty({ key: 'a', state: 'late' }), duty({ key: 'b', isUrged: true })]
    expect(kinds(null, standing)).toEqual(['late', 'urged'])
  })

  const anyDuty = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    module: fc.constantFrom('plans', 'reports'),
    state: fc.constantFrom('late', 'due', 'waiting'),
    isUrged: fc.boolean(),
    urging: fc.constantFrom(null, '1', '2'),
    href: fc.constant('/x'),
    dueOn: fc.constant(null),
  }) satisfies fc.Arbitrary<StandingDuty>
  const anyDuties = fc.array(anyDuty).map(withoutRepeats)

  test('is nothing when one looks again at once', () => {
    fc.assert(
      fc.property(anyDuties, (duties) => {
        expect(noticesSince(duties, duties)).toEqual([])
      }),
    )
  })

  test('is at most one notice of a duty that stands, and leaves out no duty that became late', () => {
    fc.assert(
      fc.property(fc.option(anyDuties), anyDuties, (seen, standing) => {
        const notices = noticesSince(seen, standing)
        expect(new Set(notices.map((notice) => notice.duty.key)).size).toBe(notices.length)
        for (const each of standing)
          if (each.state === 'late' && !seen?.some(({ key, state }) => key === each.key && state === 'late'))
            expect(notices).toContainEqual({ kind: 'late', duty: each })
        for (const { duty: told } of notices) expect(standing).toContain(told)
      }),
    )
  })
})
