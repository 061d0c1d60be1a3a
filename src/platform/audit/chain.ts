import { createHash } from 'node:crypto'

/** An entry of the trail as it is sealed. Everything is text as PostgreSQL writes it, so that nothing is lost in between. */
export type SealableEntry = {
  id: string
  /** UTC with microseconds: `2026-11-22T02:00:00.000000Z`. */
  happenedAt: string
  accountId: string | null
  actorName: string
  actorPost: string | null
  action: string
  subjectKind: string
  subjectId: string
  unitId: string | null
  salt: string | null
  summary: string
  before: string | null
  after: string | null
}

/** What a seal keeps of an entry. */
export type SealedEntry = { entryId: string; digest: string }

export type Seal = {
  /** Consecutive, from 1. */
  number: number
  /** As `SealableEntry.happenedAt`. */
  sealedAt: string
  entryCount: number
  firstEntryId: string
  lastEntryId: string
  /** SHA-256 in hexadecimal digits, as all digests here. */
  hash: string
}

/** A sealed entry as it is found: null when it is gone. */
export type SealedRow = SealedEntry & {
  entry: SealableEntry | null
  /** The digest that stands for words that were erased; null when they were not. */
  erasedContent: string | null
}

/** What stands before the first seal. */
export const BEGINNING = '0'.repeat(64)

/** What the check of a seal found. */
export type SealFault =
  | { kind: 'entry-changed' | 'entry-removed'; entryId: string; happenedAt: string | null }
  | { kind: 'seal-changed'; presentCount: number }

/**
 * The digest of what a change said. It goes into the entry's digest in the place of the words, so that the words can be erased
 * while the chain still holds.
 */
export function contentDigest({ salt, summary, before, after }: SealableEntry): string {
  return sha256(['audit-content-1', salt, summary, before, after])
}

/** The digest of an entry: who, when, what kind of act on which record, and the digest of what it said. */
export function entryDigest(entry: SealableEntry, content: string = contentDigest(entry)): string {
  return sha256([
    'audit-entry-1',
    entry.id,
    entry.happenedAt,
    entry.accountId,
    entry.actorName,
    entry.actorPost,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    entry.unitId,
    content,
  ])
}

/** The hash of a seal. `entries` stand in the order of their ids. */
export function sealHash(previousHash: string, seal: Omit<Seal, 'hash'>, entries: readonly SealedEntry[]): string {
  return sha256([
    'audit-seal-1',
    previousHash,
    String(seal.number),
    seal.sealedAt,
    String(seal.entryCount),
    seal.firstEntryId,
    seal.lastEntryId,
    ...entries.flatMap(({ entryId, digest }) => [entryId, digest]),
  ])
}

/**
 * What is wrong with one seal and the entries under it, and the hashes the next seal may stand on.
 * An altered seal is told once: the next one is right if it stands on either the hash written here or the one computed here.
 */
export function faultsOfSeal(
  seal: Seal,
  sealed: readonly SealedRow[],
  previousHashes: readonly string[],
): { faults: SealFault[]; hashes: string[] } {
  const faults: SealFault[] = []
  for (const { entryId, digest, entry, erasedContent } of sealed) {
    if (entry === null) faults.push({ kind: 'entry-removed', entryId, happenedAt: null })
    else if (
      entryDigest(entry, erasedContent ?? contentDigest(entry)) !== digest ||
      (erasedContent && !isWordless(entry))
    )
      faults.push({ kind: 'entry-changed', entryId, happenedAt: entry.happenedAt })
  }
  const computed = previousHashes.map((previous) => sealHash(previous, seal, sealed))
  const isWhole =
    computed.includes(seal.hash) &&
    seal.entryCount === sealed.length &&
    seal.firstEntryId === sealed[0]?.entryId &&
    seal.lastEntryId === sealed.at(-1)?.entryId
  if (!isWhole) faults.push({ kind: 'seal-changed', presentCount: sealed.length })
  return { faults, hashes: isWhole ? [seal.hash] : [seal.hash, ...computed] }
}

/** True when everything the change said is gone. */
function isWordless({ salt, summary, before, after }: SealableEntry): boolean {
  return salt === null && summary === '' && before === null && after === null
}

/** JSON of a list of texts can be read back in one way only, so no two lists give the same text. */
function sha256(parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
