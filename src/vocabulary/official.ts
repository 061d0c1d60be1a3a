/** A post that a person holds today: rights follow the post. */
export type PostHeld = {
  postId: string
  unitId: string
  unitName: string
  /** The rights reach this unit and all units below it: the post's own unit, or a wider one when the post says so. */
  reachUnitId: string
  title: string
  roleCode: string
  permissions: readonly string[]
  /** Whose rights these are when they are used by delegation (ủy quyền): name and title. Absent for the rights of the post itself. */
  delegatedBy?: string | null
}

/** A person who has signed in, with the posts held on the day of the request. */
export type Official = {
  accountId: string
  userName: string
  personId: string
  fullName: string
  posts: readonly PostHeld[]
  /** The post under which the present request is made; the trail names it. */
  actingPost?: PostHeld | undefined
}

/** True when some post of the official carries the permission. */
export function may(official: Official, permission: string): boolean {
  return official.posts.some((post) => post.permissions.includes(permission))
}

/** The units at the top of each subtree for which the official holds the permission; empty when none. */
export function unitsFor(official: Official, permission: string): string[] {
  return [
    ...new Set(official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.reachUnitId)),
  ]
}

/** The units of the posts themselves that carry the permission, without the wider reach of a post: what a unit does itself. */
export function ownUnitsFor(official: Official, permission: string): string[] {
  return [...new Set(official.posts.filter((post) => post.permissions.includes(permission)).map((post) => post.unitId))]
}

/** The post under which an act with this permission is done and recorded. */
export function postFor(official: Official, permission: string): PostHeld | undefined {
  return official.posts.find((post) => post.permissions.includes(permission))
}
