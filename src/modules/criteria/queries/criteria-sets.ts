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

export type KeptCriteriaSet = NonNullable<Awaited<ReturnType<typeof criteriaSetById>>>

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
