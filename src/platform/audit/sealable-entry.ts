import { sql } from 'kysely'

/** An instant as text in UTC with microseconds: JavaScript's dates end at milliseconds. */
export const exactInstant = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/**
 * `database.ts` ends a statement or a transaction that stands still for a minute, so none stays open so long. What becomes visible
 * later than that beside older seals was not there when they were made.
 */
export const LONGEST_TRANSACTION_IN_MINUTES = 15

/** The columns of `audit_entry entry` as `chain.ts` takes them. */
export const SEALABLE_COLUMNS = sql`entry.id::text as "id", ${exactInstant('entry.happened_at')} as "happenedAt",
  entry.account_id::text as "accountId", entry.actor_name as "actorName", entry.actor_post as "actorPost", entry.action,
  entry.subject_kind as "subjectKind", entry.subject_id as "subjectId", entry.unit_id::text as "unitId",
  entry.salt::text as "salt", entry.summary, entry.before::text as "before", entry.after::text as "after"`
