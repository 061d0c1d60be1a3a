import type { Official } from '../../../vocabulary/official.ts'

/** No token lives longer, in days. */
export const LONGEST_TOKEN_LIFE_IN_DAYS = 365

/** Tokens that one account may have at the same time. */
export const MOST_TOKENS = 20

/** The official with no more rights than the token has; null: with all. */
export function withinScope(official: Official, permissions: readonly string[] | null): Official {
  if (permissions === null) return official
  const posts = official.posts.map((post) => ({
    ...post,
    permissions: post.permissions.filter((permission) => permissions.includes(permission)),
  }))
  return { ...official, posts }
}

/** Every permission that some post of the official carries, each once, in the order of the alphabet. */
export function permissionsOf(official: Official): string[] {
  return [...new Set(official.posts.flatMap((post) => post.permissions))].sort()
}

/** True for a permission that only shows. Reading denunciations is asked for by itself. */
export function onlyReads(permission: string): boolean {
  return permission.endsWith('.read')
}
