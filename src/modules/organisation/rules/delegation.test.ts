import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { delegable, delegationState, requireDelegation } from './delegation.ts'

const TODAY = '2026-11-22'
const OF_POST = ['petition.answer', 'task.assign', 'post.delegate', 'organisation.manage']
const asked = (changes: object) => ({
  permissions: ['petition.answer'],
  validFrom: TODAY,
  validTo: '2026-12-05',
  ...changes,
})
const refusal = (changes: object) => () => requireDelegation(asked(changes), OF_POST, TODAY)

describe('a delegation', () => {
  test('is of rights that the post carries itself, for a time that is to come', () => {
    expect(refusal({})).not.toThrow()
    expect(refusal({ validTo: TODAY })).not.toThrow()
    expect(refusal({ permissions: ['petition.answer', 'petition.register'] })).toThrow('organisation.not-delegable')
    expect(refusal({ permissions: [] })).toThrow('organisation.not-delegable')
    expect(refusal({ validFrom: '2026-11-21' })).toThrow('organisation.delegation-begins-earlier')
    expect(refusal({ validFrom: '2026-12-06' })).toThrow('organisation.delegation-reversed')
  })

  test('never passes on the right to delegate or to give rights', () => {
    expect(delegable(OF_POST)).toEqual(['petition.answer', 'task.assign'])
    expect(refusal({ permissions: ['post.delegate'] })).toThrow('organisation.not-delegable')
    expect(refusal({ permissions: ['organisation.manage'] })).toThrow('organisation.not-delegable')
  })

  test('is in force from its first day to its last, and never once withdrawn', () => {
    const span = { validFrom: '2026-11-25', validTo: '2026-12-05', withdrawnAt: null }
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 60 }), (days) => {
        const day = addDays(TODAY, days)
        const inside = days >= 3 && days <= 13
        expect(delegationState(span, day) === 'in-force').toBe(inside)
        expect(delegationState({ ...span, withdrawnAt: new Date() }, day)).toBe('withdrawn')
      }),
    )
  })
})
