import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rolePermissions } from './role-permissions.ts'

const KNOWN = [
  'account.manage',
  'activity.read',
  'activity.record',
  'opinion.answer',
  'organisation.read',
  'petition.answer',
  'petition.read',
  'plan.read',
  'role.manage',
  'task.progress',
]

describe('The permissions of a role', () => {
  test('are kept each once and in one order', () => {
    expect(rolePermissions(['plan.read', 'activity.read', 'plan.read'], KNOWN)).toEqual(['activity.read', 'plan.read'])
  })

  test.each(['account.manage', 'role.manage'])('to run the system (%s) never go with reading petitions', (running) => {
    expect(() => rolePermissions([running, 'organisation.read', 'petition.read'], KNOWN)).toThrow(
      'organisation.role-reads-in-confidence',
    )
  })

  test.each([
    ['activity.record', 'activity.read'],
    ['opinion.answer', 'activity.read'],
    ['task.progress', 'plan.read'],
    ['petition.answer', 'petition.read'],
    ['account.manage', 'organisation.read'],
  ])('with %s must have %s', (permission, reading) => {
    expect(() => rolePermissions([permission], KNOWN)).toThrow('organisation.permission-without-reading')
    expect(rolePermissions([permission, reading], KNOWN)).toContain(permission)
  })

  test('are only those that the system asks for', () => {
    expect(() => rolePermissions(['everything'], KNOWN)).toThrow('organisation.no-such-permission')
  })

  test('once accepted are accepted again as they are', () => {
    fc.assert(
      fc.property(fc.subarray(KNOWN), (chosen) => {
        let kept: string[]
        try {
          kept = rolePermissions(chosen, KNOWN)
        } catch {
          return
        }
        expect(rolePermissions(kept, KNOWN)).toEqual(kept)
        expect(kept.some((each) => each.startsWith('petition.')) && kept.includes('account.manage')).toBe(false)
      }),
    )
  })
})
