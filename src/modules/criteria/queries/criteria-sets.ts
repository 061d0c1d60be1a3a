import { createHash } from 'node:crypto'
import type { Database } from '../../../platform/database/database.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import './tables.ts'

/** The kept sets, the newest version of each first, newest act first. Sets are published acts: every reader sees all of them. */
export function criteriaSets(database: Database) {
  return database
    .selectFrom('criteria_set')
    .select([
      'id',
      'code',
      'version',
      'title',
      'legal_act_number as legalActNumber',
      'legal_act_date as legalActDate',
      'legal_act_issuer as legalActIssuer',
      'years',
      'demonstration_note as demonstrationNote',
    ])
    .orderBy('legal_act_date', 'desc')
    .orderBy('code')
    .orderBy('version', 'desc')
    .limit(200)
    .execute()
}

/** One kept set with its content; undefined when there is none of that id. */
export function criteriaSetById(database: Database, id: string) {
  return database
    .selectFrom('criteria_set')
    .select(['id', 'code', 'version', 'title', 'digest', 'content', 'created_at as createdAt'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The newest version of the set with the code; undefined when none is kept. `before`: the newest of those under that version. */
export function newestVersion(database: Database, code: string, before?: number) {
  let query = database
    .selectFrom('criteria_set')
    .select(['id', 'version', 'title', 'content'])
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
  if (before !== undefined) query = query.where('version', '<', before)
  return query.executeTakeFirst()
}

export type KeptCriteriaSet = NonNullable<Awaited<ReturnType<typeof criteriaSetById>>>

/** The set with those that it replaces and that replace it, one after the other; of the others the newest version of each. */
export async function setsInRow(database: Database, set: CriteriaSet): Promise<CriteriaSet[]> {
  const kept = await database
    .selectFrom('criteria_set')
    .distinctOn('code')
    .select(['code', 'content'])
    .where('code', '<>', set.id)
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  const row = [set]
  for (let grown = true; grown; ) {
    grown = false
    for (const { content } of kept) {
      const belongs = row.some((each) => each.replaces === content.id || content.replaces === each.id)
      if (!belongs || row.includes(content)) continue
      row.push(content)
      grown = true
    }
  }
  return row
}

/** SHA-256 of the set, the same for the same content whatever the order in which its names were written. */
export function digestOf(set: CriteriaSet): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(set)))
    .digest('hex')
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([first], [second]) => (first < second ? -1 : 1))
      .map(([name, part]) => [name, ordered(part)]),
  )
}
