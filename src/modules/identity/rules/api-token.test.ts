import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { may, type Official } from '../../../vocabulary/official.ts'
import { onlyReads, permissionsOf, withinScope } from './api-token.ts'

const PERMISSIONS = ['activity.read', 'activity.record', 'petition.read', 'petition.read-denunciation', 'plan.write']
const somePermissions = fc.uniqueArray(fc.constantFrom(...PERMISSIONS))

const officialWith = (posts: readonly (readonly string[])[]): Official => ({
  accountId: '1',
  userName: 'mai.nt',
  personId: '1',
  fullName: 'Nguyễn Thị Mai',
  posts: posts.map((permissions, index) => ({
    postId: String(index),
    unitId: '1',
    unitName: 'UBND xã Ba',
    reachUnitId: '1',
    title: 'Công chức',
    roleCode: 'clerk',
    permissions,
  })),
})

describe('a token', () => {
  test('may what both its owner may and its scope says, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(somePermissions, { maxLength: 3 }), somePermissions, (posts, scope) => {
        const official = officialWith(posts)
        const limited = withinScope(official, scope)
        for (const permission of PERMISSIONS) {
          expect(may(limited, permission)).toBe(may(official, permission) && scope.includes(permission))
        }
        expect(permissionsOf(limited)).toEqual(permissionsOf(official).filter((each) => scope.includes(each)))
      }),
    )
  })

  test('without a scope may what its owner may', () => {
    const official = officialWith([['plan.write'], ['activity.read', 'plan.write']])
    expect(permissionsOf(withinScope(official, null))).toEqual(['activity.read', 'plan.write'])
  })
})

test('only what shows is for reading, and denunciations are not among it', () => {
  expect(PERMISSIONS.filter(onlyReads)).toEqual(['activity.read', 'petition.read'])
})
