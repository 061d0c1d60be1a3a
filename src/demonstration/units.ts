import type { Database } from '../platform/database/database.ts'
import '../modules/organisation/queries/tables.ts'

export type UnitToAdd = {
  code: string
  name: string
  shortName: string
  kind: string
  parentId: string | null
  placeName?: string
  issuerCode?: string
  validFrom?: string
  illustration?: string
}

/** Adds a unit with one open version and answers its id. */
export async function addUnit(database: Database, given: UnitToAdd): Promise<string> {
  const { id } = await database
    .insertInto('unit')
    .values({ code: given.code, illustration: given.illustration ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('unit_version')
    .values({
      unit_id: id,
      name: given.name,
      short_name: given.shortName,
      kind_code: given.kind,
      parent_unit_id: given.parentId,
      place_name: given.placeName ?? null,
      issuer_code: given.issuerCode ?? null,
      valid_from: given.validFrom ?? '2004-01-01',
      valid_to: null,
    })
    .execute()
  return id
}

/** Adds a person with posts and answers the person's id. */
export async function addPerson(
  database: Database,
  fullName: string,
  posts: readonly {
    unitId: string
    title: string
    position?: number
    role?: string
    reachUnitId?: string
    from?: string
    to?: string
  }[],
): Promise<string> {
  const { id } = await database
    .insertInto('person')
    .values({ full_name: fullName, illustration: 'Tên người được đặt ra để minh họa.' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('post')
    .values(
      posts.map((post) => ({
        person_id: id,
        unit_id: post.unitId,
        title: post.title,
        position: post.position ?? 100,
        role_code: post.role ?? null,
        reach_unit_id: post.reachUnitId ?? null,
        valid_from: post.from ?? '2016-07-01',
        valid_to: post.to ?? null,
      })),
    )
    .execute()
  return id
}

/** Puts units into a new block (khối) of a province. */
export async function addBlock(
  database: Database,
  block: { code: string; title: string; rootUnitId: string; unitIds: readonly string[] },
): Promise<void> {
  const { id } = await database
    .insertInto('block')
    .values({ code: block.code, title: block.title, root_unit_id: block.rootUnitId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('block_membership')
    .values(
      block.unitIds.map((unitId) => ({ block_id: id, unit_id: unitId, valid_from: '2004-01-01', valid_to: null })),
    )
    .execute()
}
