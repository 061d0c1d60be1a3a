import { sql } from 'kysely'
import { type Database, inTransaction } from '../database/database.ts'
import { ownLock } from '../database/schema.ts'
import { BEGINNING, entryDigest, type Seal, type SealableEntry, sealHash } from './chain.ts'
import { exactInstant, LONGEST_TRANSACTION_IN_MINUTES, SEALABLE_COLUMNS } from './sealable-entry.ts'

/** Any number, as long as it is this program's own: the lock under which one process at a time seals. */
const SEALING_LOCK = 7_318_220_413
/** A seal of so many is followed at once by another, until one has fewer: together they are one sealing. */
export const ENTRIES_PER_SEAL = 1_000

/**
 * Seals every committed entry that has no seal yet, and answers the newest seal when it made one.
 *
 * Ids are given before the commit, so an entry with a lower id may become visible after a higher one was sealed, and a
 * transaction that failed leaves a gap. Therefore nothing here goes by the order of ids: an entry is sealed when it is visible and
 * not in `audit_sealed_entry`, in whichever seal that is; a late one simply stands in a later seal. Only what was sealed longer
 * ago than any transaction lasts is not looked at again, which keeps this cheap. A process that
 * begins to seal looks at everything once all the same.
 *
 * Only the process that gets the lock seals, any other does nothing; whoever writes entries never waits for it.
 */
export async function sealEntries(database: Database, { lookAtEverything = false } = {}): Promise<Seal | null> {
  let lookAfter = lookAtEverything ? '0' : await lastEntryLongSealed(database)
  let newest: Seal | null = null
  for (;;) {
    const made = await inTransaction(database, (transaction) => makeSeal(transaction, lookAfter))
    if (made === null) return newest
    newest = made
    lookAfter = made.lastEntryId
    if (made.entryCount < ENTRIES_PER_SEAL) return newest
  }
}

/** How far the sealing has come: the newest seal, and what waits for the next one. `isStalled`: nothing has been sealed for a minute. */
export async function sealingState(database: Database) {
  const waiting = await sql<{ count: number; isStalled: boolean; oldestAt: Date | null }>`
    select count(*)::int as count, min(entry.happened_at) as "oldestAt",
      coalesce(min(entry.happened_at) < clock_timestamp() - interval '1 minute', false) as "isStalled"
    from audit_entry entry
    where entry.id > ${await lastEntryLongSealed(database)}::bigint
      and not exists (select from audit_sealed_entry sealed where sealed.entry_id = entry.id)`.execute(database)
  return {
    newest: await newestSeal(database),
    waiting: waiting.rows[0] ?? { count: 0, isStalled: false, oldestAt: null },
  }
}

async function lastEntryLongSealed(database: Database): Promise<string> {
  const found = await sql<{ id: string }>`select last_entry_id::text as id from audit_seal
    where sealed_at < clock_timestamp() - make_interval(mins => ${LONGEST_TRANSACTION_IN_MINUTES}) order by number desc limit 1`.execute(
    database,
  )
  return found.rows[0]?.id ?? '0'
}

/** The newest seal; null when nothing has been sealed. */
export async function newestSeal(database: Database): Promise<Seal | null> {
  const found = await sql<Seal>`select number, ${exactInstant('sealed_at')} as "sealedAt", entry_count as "entryCount",
      first_entry_id::text as "firstEntryId", last_entry_id::text as "lastEntryId", encode(hash, 'hex') as hash
    from audit_seal order by number desc limit 1`.execute(database)
  return found.rows[0] ?? null
}

async function makeSeal(transaction: Database, lookAfter: string): Promise<Seal | null> {
  const lock = await sql<{ gained: boolean; now: string }>`
    select pg_try_advisory_xact_lock(${ownLock(SEALING_LOCK)}) as gained, ${exactInstant('now')} as now
    from clock_timestamp() as now`.execute(transaction)
  const [{ gained, now } = { gained: false, now: '' }] = lock.rows
  if (!gained) return null
  const { rows } = await sql<SealableEntry>`select ${SEALABLE_COLUMNS} from audit_entry entry
    where entry.id > ${lookAfter}::bigint
      and not exists (select from audit_sealed_entry sealed
        where sealed.entry_id = entry.id and sealed.entry_id > ${lookAfter}::bigint)
    order by entry.id limit ${ENTRIES_PER_SEAL}`.execute(transaction)
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return null
  const previous = await newestSeal(transaction)
  const sealed = rows.map((entry) => ({ entryId: entry.id, digest: entryDigest(entry) }))
  const seal = {
    number: (previous?.number ?? 0) + 1,
    sealedAt: now,
    entryCount: rows.length,
    firstEntryId: first.id,
    lastEntryId: last.id,
  }
  const hash = sealHash(previous?.hash ?? BEGINNING, seal, sealed)
  await sql`insert into audit_seal (number, sealed_at, entry_count, first_entry_id, last_entry_id, hash)
    values (${seal.number}, ${seal.sealedAt}::timestamptz, ${seal.entryCount}, ${seal.firstEntryId}, ${seal.lastEntryId},
      decode(${hash}, 'hex'))`.execute(transaction)
  await sql`insert into audit_sealed_entry (entry_id, seal_number, digest)
    select entry_id, ${seal.number}, decode(digest, 'hex')
    from unnest(${sealed.map((entry) => entry.entryId)}::bigint[], ${sealed.map((entry) => entry.digest)}::text[])
      as sealed (entry_id, digest)`.execute(transaction)
  return { ...seal, hash }
}
