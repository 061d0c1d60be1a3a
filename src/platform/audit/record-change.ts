import { sql } from 'kysely'
import type { Official, PostHeld } from '../../vocabulary/official.ts'
import { type Database, goOnWithout } from '../database/database.ts'
import { insertRows } from '../database/insert-rows.ts'
import { keptStatement, type Places } from '../database/kept-statement.ts'

/** One change of one record, told so that a person can read it on that record. */
export type Change = {
  /** Who did it; null for the system itself and for citizens without an account. */
  official: Official | null
  /** `activity.recorded` – the same words as a refusal code: module and what happened. */
  action: string
  subject: { kind: string; id: string }
  /** The unit the record belongs to, so that readers of that unit may read its trail. */
  unitId: string | null
  /** One Vietnamese sentence for the timeline of the record. */
  summary: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** Writes the change into the trail. Must run in the transaction that makes the change. */
export async function recordChange(transaction: Database, change: Change): Promise<void> {
  const { before, after, ...entry } = entryOf(change)
  const row = { ...entry, before: before && JSON.stringify(before), after: after && JSON.stringify(after) }
  await goOnWithout(transaction, insertEntry(transaction, row))
}

type EntryRow = Omit<ReturnType<typeof entryOf>, 'before' | 'after'> & { before: string | null; after: string | null }
const insertEntry = keptStatement((database, entry: Places<EntryRow>) =>
  database.insertInto('audit_entry').values(entry),
)

/** The same with many changes, in their order: an entry for each, in one statement. */
export async function recordChanges(transaction: Database, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  await insertRows('audit_entry', changes.map(entryOf)).execute(transaction)
}

function entryOf(change: Change) {
  const post = change.official?.actingPost ?? change.official?.posts[0]
  return {
    account_id: change.official?.accountId ?? null,
    actor_name: change.official?.fullName ?? 'Hệ thống',
    actor_post: post ? inWords(post) : null,
    action: change.action,
    subject_kind: change.subject.kind,
    subject_id: change.subject.id,
    unit_id: change.unitId,
    summary: change.summary,
    before: change.before ?? null,
    after: change.after ?? null,
  }
}

function inWords({ title, unitName, delegatedBy }: PostHeld): string {
  return `${title}, ${unitName}${delegatedBy ? ` (theo ủy quyền của ${delegatedBy})` : ''}`
}

/** What a change said, or that it was erased. */
export const shownSummary = sql<string>`case when summary = '' then 'Nội dung đã xóa theo quy định về dữ liệu cá nhân' else summary end`

/** The trail of one record, newest first. The caller has already checked that the reader may see the record. */
export function changesOf(database: Database, subject: { kind: string; id: string }) {
  return database
    .selectFrom('audit_entry')
    .select([
      'happened_at as happenedAt',
      'actor_name as actorName',
      'actor_post as actorPost',
      shownSummary.as('summary'),
    ])
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}
