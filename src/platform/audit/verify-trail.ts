import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { BEGINNING, faultsOfSeal, type Seal, type SealableEntry, type SealedRow } from './chain.ts'
import { WORDS_ERASED } from './erase-words.ts'
import type { KeptSeal } from './kept-seal.ts'
import { ENTRIES_PER_SEAL, newestSeal } from './seal-entries.ts'
import { exactInstant, LONGEST_TRANSACTION_IN_MINUTES, SEALABLE_COLUMNS } from './sealable-entry.ts'

/** Something that is not as it was sealed. */
export type TrailFault = {
  kind:
    | 'entry-changed'
    | 'entry-removed'
    | 'entry-inserted'
    /** Words were erased, and no entry of the trail tells of it. */
    | 'erasure-unrecorded'
    | 'seal-changed'
    | 'seal-removed'
    /** A seal that was written down outside the database is not in the chain: its end was cut off, or the chain was made anew. */
    | 'chain-cut'
  seal: number | null
  /** The entries it is about. Of a seal that lost entries: the ids within its range that are gone, among them any that never were. */
  entryIds: string[]
  /** First and last entry of a seal that was changed. */
  range: { first: string; last: string } | null
  /** When the entry says it happened, and when the seal says it was made: UTC with microseconds. */
  happenedAt: string | null
  sealedAt: string | null
}

export type TrailState = {
  sealCount: number
  sealedEntryCount: number
  /** Entries whose words were erased, as the trail itself tells. */
  erasedEntryCount: number
  newestSeal: Seal | null
  /** The end of the trail that no seal covers yet: seconds long while the system runs. */
  unsealed: { count: number; oldestAt: string | null }
  faults: TrailFault[]
  /** Faults beyond the thousand that are listed. */
  furtherFaultCount: number
}

const SEALS_AT_ONCE = 20
const MOST_FAULTS = 1_000

/**
 * Compares the whole trail with its seals, in one snapshot of the database. `expected` are hashes of seals that were written down
 * elsewhere; `kept` is the seal in the file beside the database. Memory stays flat whatever the length of the trail.
 */
export function verifyTrail(
  database: Database,
  outside: { kept?: KeptSeal | null; expected?: readonly string[] } = {},
): Promise<TrailState> {
  if (database.isTransaction) return verify(database, outside)
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await sql`set local statement_timeout = 0`.execute(transaction)
      return verify(transaction, outside)
    })
}

async function verify(
  database: Database,
  { kept = null, expected = [] }: { kept?: KeptSeal | null; expected?: readonly string[] },
): Promise<TrailState> {
  const state: TrailState = {
    sealCount: 0,
    sealedEntryCount: 0,
    erasedEntryCount: 0,
    newestSeal: await newestSeal(database),
    unsealed: { count: 0, oldestAt: null },
    faults: [],
    furtherFaultCount: 0,
  }
  const tell: Tell = (fault) => {
    const known = state.faults.find((each) => each.kind === 'seal-removed' && each.seal === fault.seal)
    if (fault.kind === 'seal-removed' && known) known.entryIds = fault.entryIds ?? []
    else if (state.faults.length < MOST_FAULTS)
      state.faults.push({ seal: null, entryIds: [], range: null, happenedAt: null, sealedAt: null, ...fault })
    else state.furtherFaultCount += 1
  }
  const missing = new Set(expected)
  if (kept) missing.add(kept.hash)
  await walkSeals(database, state, tell, missing)
  await findStrayDigests(database, tell)
  await findUnrecordedErasures(database, tell)
  await measureTail(database, state, tell)
  for (const hash of missing)
    tell({ kind: 'chain-cut', ...(hash === kept?.hash ? { seal: kept.number, sealedAt: kept.sealedAt } : {}) })
  return state
}

type Tell = (fault: Pick<TrailFault, 'kind'> & Partial<TrailFault>) => void

async function walkSeals(database: Database, state: TrailState, tell: Tell, missing: Set<string>): Promise<void> {
  let hashes = [BEGINNING]
  let last = 0
  const earlier: string[] = []
  for (let page = await sealsAfter(database, last); page.length > 0; page = await sealsAfter(database, last)) {
    const rows = await entriesUnder(database, page)
    for (const seal of page) {
      for (let gone = last + 1; gone < seal.number && state.faults.length < MOST_FAULTS; gone += 1)
        tell({ kind: 'seal-removed', seal: gone })
      // Without the seal before it nothing says on what this one stood, so its hash can't be asked for.
      const standsOnGap = seal.number !== last + 1
      const told = { seal: seal.number, sealedAt: seal.sealedAt }
      const sealed = rows.get(seal.number) ?? []
      const found = faultsOfSeal(seal, sealed, hashes)
      for (const fault of found.faults) {
        if (fault.kind !== 'seal-changed')
          tell({ ...told, kind: fault.kind, entryIds: [fault.entryId], happenedAt: fault.happenedAt })
        else if (!standsOnGap || fault.presentCount !== seal.entryCount)
          tell({ ...told, kind: fault.kind, ...(await whatIsGone(database, seal, fault.presentCount)) })
      }
      const before = lastSealingBefore(earlier, seal)
      state.erasedEntryCount += sealed.filter(({ erasedContent }) => erasedContent !== null).length
      for (const { entry } of sealed)
        if (entry && before !== null && isLate(entry.happenedAt, before))
          tell({ ...told, kind: 'entry-inserted', entryIds: [entry.id], happenedAt: entry.happenedAt })
      missing.delete(seal.hash)
      hashes = found.hashes
      last = seal.number
      state.sealCount += 1
      state.sealedEntryCount += sealed.length
    }
  }
}

/**
 * When a sealing was last finished before this seal. A full seal finishes none: what waited while nothing was sealed (a long import, an
 * outage) goes under several seals within one second, and nothing of it came in late. Sealings that claim a later time are left out for good: the clock had been
 * wrong, and nobody is to be accused for that. `earlier` is ordered and grows by this one.
 */
function lastSealingBefore(earlier: string[], { sealedAt, entryCount }: Seal): string | null {
  while (earlier.length > 0 && (earlier.at(-1) ?? '') > sealedAt) earlier.pop()
  const before = earlier.at(-1) ?? null
  if (entryCount < ENTRIES_PER_SEAL) earlier.push(sealedAt)
  return before
}

function isLate(happenedAt: string, sealedBefore: string): boolean {
  return Date.parse(sealedBefore) - Date.parse(happenedAt) > LONGEST_TRANSACTION_IN_MINUTES * 60_000
}

async function sealsAfter(database: Database, number: number): Promise<Seal[]> {
  const found = await sql<Seal>`select number, ${exactInstant('sealed_at')} as "sealedAt", entry_count as "entryCount",
      first_entry_id::text as "firstEntryId", last_entry_id::text as "lastEntryId", encode(hash, 'hex') as hash
    from audit_seal where number > ${number} order by number limit ${SEALS_AT_ONCE}`.execute(database)
  return found.rows
}

type FoundUnderSeal = {
  entryId: string
  digest: string
  sealNumber: number
  isThere: boolean
  erasedContent: string | null
}

async function entriesUnder(database: Database, seals: readonly Seal[]): Promise<Map<number, SealedRow[]>> {
  const found = await sql<SealableEntry & FoundUnderSeal>`
    select sealed.entry_id::text as "entryId", encode(sealed.digest, 'hex') as digest, sealed.seal_number as "sealNumber",
      entry.id is not null as "isThere", encode(erasure.content_digest, 'hex') as "erasedContent", ${SEALABLE_COLUMNS}
    from audit_sealed_entry sealed
    left join audit_entry entry on entry.id = sealed.entry_id
    left join audit_erasure erasure on erasure.entry_id = sealed.entry_id
    where sealed.seal_number between ${seals[0]?.number ?? 0} and ${seals.at(-1)?.number ?? 0}
    order by sealed.seal_number, sealed.entry_id`.execute(database)
  const bySeal = new Map<number, SealedRow[]>()
  for (const { entryId, digest, sealNumber, isThere, erasedContent, ...entry } of found.rows) {
    const row = { entryId, digest, erasedContent, entry: isThere ? entry : null }
    const list = bySeal.get(sealNumber)
    if (list) list.push(row)
    else bySeal.set(sealNumber, [row])
  }
  return bySeal
}

/** The range of a seal, and the ids within it that are gone when the seal has lost entries. */
async function whatIsGone(database: Database, seal: Seal, presentCount: number) {
  const [first, last] = [seal.firstEntryId, seal.lastEntryId]
  if (presentCount >= seal.entryCount || Number(last) - Number(first) > 1_000_000) return { range: { first, last } }
  const gone = await sql<{ id: string }>`
    select id::text as id from generate_series(${first}::bigint, ${last}::bigint) as id
    where not exists (select from audit_sealed_entry sealed where sealed.entry_id = id)
    order by id limit 100`.execute(database)
  return { range: { first, last }, entryIds: gone.rows.map((row) => row.id) }
}

/** Digests under a seal that does not exist. */
async function findStrayDigests(database: Database, tell: Tell): Promise<void> {
  const found = await sql<{ seal: number; entryIds: string[] }>`
    select seal_number as seal, array_agg(entry_id::text order by entry_id) as "entryIds"
    from audit_sealed_entry sealed
    where not exists (select from audit_seal seal where seal.number = sealed.seal_number)
    group by seal_number order by seal_number limit ${MOST_FAULTS}`.execute(database)
  for (const { seal, entryIds } of found.rows) tell({ kind: 'seal-removed', seal, entryIds })
}

async function findUnrecordedErasures(database: Database, tell: Tell): Promise<void> {
  const found = await sql<{ id: string }>`
    select entry_id::text as id from audit_erasure erasure
    where not exists (select from audit_entry recorder where recorder.id = erasure.recorded_by_entry_id
      and recorder.action = ${WORDS_ERASED} and recorder.after -> 'entryIds' ? erasure.entry_id::text)
    order by entry_id limit ${MOST_FAULTS}`.execute(database)
  for (const { id } of found.rows) tell({ kind: 'erasure-unrecorded', entryIds: [id] })
}

/** What no seal covers yet; what is so old in it that it must have come in after its time is told. */
async function measureTail(database: Database, state: TrailState, tell: Tell): Promise<void> {
  const unsealed = sql`from audit_entry entry
    where not exists (select from audit_sealed_entry sealed where sealed.entry_id = entry.id)`
  const tail = await sql<{ count: number; oldestAt: string | null }>`
    select count, ${exactInstant('oldest')} as "oldestAt"
    from (select count(*)::int as count, min(entry.happened_at) as oldest ${unsealed}) as tail`.execute(database)
  state.unsealed = tail.rows[0] ?? { count: 0, oldestAt: null }
  const late = await sql<{ id: string; happenedAt: string }>`
    select entry.id::text as id, ${exactInstant('entry.happened_at')} as "happenedAt" ${unsealed}
      and entry.happened_at < (select sealed_at from audit_seal where sealed_at <= clock_timestamp() and entry_count < ${ENTRIES_PER_SEAL}
        order by number desc limit 1) - make_interval(mins => ${LONGEST_TRANSACTION_IN_MINUTES})
    order by entry.id limit ${MOST_FAULTS}`.execute(database)
  for (const { id, happenedAt } of late.rows) tell({ kind: 'entry-inserted', entryIds: [id], happenedAt })
}
