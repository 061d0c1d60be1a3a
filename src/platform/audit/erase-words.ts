import { sql } from 'kysely'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { Database } from '../database/database.ts'
import { contentDigest, type SealableEntry } from './chain.ts'
import { SEALABLE_COLUMNS } from './sealable-entry.ts'

/** The action of the entry that tells of an erasure; its own words are never erased. */
export const WORDS_ERASED = 'audit.words-erased'

/**
 * Erases what the trail says of the subjects: summary, before and after. Who did something, when and on which record stays, and so
 * does every seal. Tells of it in an entry of its own on the first subject; `summary` therefore holds no personal data. In the
 * caller's transaction, whose database role owns the trail. Answers how many entries lost their words.
 * Refuses `audit.not-sealed-yet` when some entry waits for its seal, which must be made over the words.
 */
export async function eraseWords(
  transaction: Database,
  {
    subjects,
    summary,
    unitId,
  }: { subjects: readonly { kind: string; id: string }[]; summary: string; unitId: string | null },
): Promise<number> {
  const [about] = subjects
  if (!about) return 0
  const among = sql.join(subjects.map(({ kind, id }) => sql`(${kind}, ${id})`))
  const { rows } = await sql<SealableEntry & { isSealed: boolean }>`
    select ${SEALABLE_COLUMNS}, exists (select from audit_sealed_entry sealed where sealed.entry_id = entry.id) as "isSealed"
    from audit_entry entry
    where (entry.subject_kind, entry.subject_id) in (${among}) and entry.action <> ${WORDS_ERASED}
      and not exists (select from audit_erasure erasure where erasure.entry_id = entry.id)
    order by entry.id`.execute(transaction)
  if (rows.some(({ isSealed }) => !isSealed)) {
    throw new Refusal(
      'conflict',
      'audit.not-sealed-yet',
      'Nhật ký về người này có dòng chưa niêm phong nên chưa xóa được. Chưa có gì bị thay đổi. Hãy thử lại sau vài giây.',
    )
  }
  const entryIds = rows.map(({ id }) => id)
  const told = await sql<{ id: string }>`
    insert into audit_entry (actor_name, action, subject_kind, subject_id, unit_id, summary, after)
    values ('Hệ thống', ${WORDS_ERASED}, ${about.kind}, ${about.id}, ${unitId}, ${summary}, ${JSON.stringify({ entryIds })})
    returning id`.execute(transaction)
  await sql`insert into audit_erasure (entry_id, content_digest, recorded_by_entry_id)
    select entry_id, decode(digest, 'hex'), ${told.rows[0]?.id}
    from unnest(${entryIds}::bigint[], ${rows.map((entry) => contentDigest(entry))}::text[]) as erased (entry_id, digest)`.execute(
    transaction,
  )
  await sql`update audit_entry set summary = '', before = null, after = null, salt = null
    where id = any(${entryIds}::bigint[])`.execute(transaction)
  return entryIds.length
}
