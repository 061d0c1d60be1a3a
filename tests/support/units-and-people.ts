import { officialOfAccount } from '../../src/modules/identity/index.ts'
import type { Database } from '../../src/platform/database/database.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import { TEST_TODAY } from './test-day.ts'
import '../../src/modules/organisation/queries/tables.ts'
import '../../src/modules/identity/queries/tables.ts'

/** A unit of a province for tests; `parent` names one that stands before it in the list. */
export type UnitToAdd<Key extends string> = {
  key: Key
  code: string
  name: string
  kind: string
  parent: Key | null
  /** What stands in the symbols of its documents. */
  issuerCode: string
}

/** The units of a province for tests, as they are since 2004; answers their ids. */
export async function addUnits<Key extends string>(
  database: Database,
  { placeName, units }: { placeName: string; units: readonly UnitToAdd<Key>[] },
): Promise<Record<Key, string>> {
  const ids = {} as Record<Key, string>
  for (const { key, code, name, kind, parent, issuerCode } of units) {
    const { id } = await database
      .insertInto('unit')
      .values({ code, illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids[key] = id
    await database
      .insertInto('unit_version')
      .values({
        unit_id: id,
        name,
        short_name: name.replace('Ủy ban nhân dân', 'UBND'),
        kind_code: kind,
        parent_unit_id: parent === null ? null : ids[parent],
        place_name: placeName,
        issuer_code: issuerCode,
        valid_from: '2004-01-01',
        valid_to: null,
      })
      .execute()
  }
  return ids
}

/** A post to be held since 2020; `reachUnitId` is null where it reaches no further than its unit. */
export type PostToAdd = { unitId: string; title: string; role: string; reachUnitId: string | null }

/** Somebody with posts; answers the id of the person. */
export async function addPerson(
  database: Database,
  { fullName, posts }: { fullName: string; posts: readonly PostToAdd[] },
): Promise<string> {
  const { id } = await database
    .insertInto('person')
    .values({ full_name: fullName, illustration: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const { unitId, title, role, reachUnitId } of posts) {
    await database
      .insertInto('post')
      .values({
        person_id: id,
        unit_id: unitId,
        title,
        role_code: role,
        reach_unit_id: reachUnitId,
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute()
  }
  return id
}

/** The official behind an account, with the posts of the test day. */
export async function officialOf(database: Database, accountId: string): Promise<Official> {
  const official = await officialOfAccount(database, accountId, TEST_TODAY)
  if (!official) throw new Error('The account that was just made has gone.')
  return official
}

/** A block over a unit with its members since the day told; answers its id. */
export async function addBlock(
  database: Database,
  given: { code: string; title: string; rootUnitId: string; unitIds: readonly string[]; validFrom: string },
): Promise<string> {
  const { id } = await database
    .insertInto('block')
    .values({ code: given.code, title: given.title, root_unit_id: given.rootUnitId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('block_membership')
    .values(
      given.unitIds.map((unitId) => ({ block_id: id, unit_id: unitId, valid_from: given.validFrom, valid_to: null })),
    )
    .execute()
  return id
}
