import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BEGINNING,
  contentDigest,
  entryDigest,
  faultsOfSeal,
  type Seal,
  type SealableEntry,
  sealHash,
} from './chain.ts'

const words = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'null', '","', '\\', '[]'))
const maybe = fc.option(words, { nil: null })
const anEntry: fc.Arbitrary<SealableEntry> = fc.record({
  id: fc.nat().map(String),
  happenedAt: words,
  accountId: maybe,
  actorName: words,
  actorPost: maybe,
  action: words,
  subjectKind: words,
  subjectId: words,
  unitId: maybe,
  salt: maybe,
  summary: words,
  before: maybe,
  after: maybe,
})
const FIELDS: (keyof SealableEntry)[] = [
  'id',
  'happenedAt',
  'accountId',
  'actorName',
  'actorPost',
  'action',
  'subjectKind',
  'subjectId',
  'unitId',
  'salt',
  'summary',
  'before',
  'after',
]

function sealed(entries: readonly SealableEntry[]) {
  return entries.map((entry) => ({ entryId: entry.id, digest: entryDigest(entry), entry, erasedContent: null }))
}

function sealOver(entries: readonly SealableEntry[], number: number, previous: string): Seal {
  const seal = {
    number,
    sealedAt: '2026-11-22T02:00:00.000000Z',
    entryCount: entries.length,
    firstEntryId: entries[0]?.id ?? '',
    lastEntryId: entries.at(-1)?.id ?? '',
  }
  return { ...seal, hash: sealHash(previous, seal, sealed(entries)) }
}

const someEntries = fc.array(anEntry, { minLength: 1, maxLength: 8 }).map((entries) =>
  entries.map((entry, index) => ({
    ...entry,
    id: String(index + 1),
  })),
)

describe('the digest of an entry', () => {
  test('is another one when any field is another, text moved between two fields included', () => {
    fc.assert(
      fc.property(anEntry, fc.constantFrom(...FIELDS), maybe, (entry, field, value) => {
        fc.pre(entry[field] !== value)
        expect(entryDigest({ ...entry, [field]: value } as SealableEntry)).not.toBe(entryDigest(entry))
      }),
    )
    fc.assert(
      fc.property(anEntry, fc.constantFrom(...FIELDS), fc.constantFrom(...FIELDS), (entry, one, other) => {
        fc.pre(entry[one] !== entry[other])
        const exchanged = { ...entry, [one]: entry[other], [other]: entry[one] } as SealableEntry
        expect(entryDigest(exchanged)).not.toBe(entryDigest(entry))
      }),
    )
  })

  test('stays the one that was sealed for ever', () => {
    const entry: SealableEntry = {
      id: '17',
      happenedAt: '2026-11-22T02:00:00.123456Z',
      accountId: '3',
      actorName: 'Nguyễn Thị Mai',
      actorPost: 'Công chức văn phòng - thống kê, UBND xã Ba',
      action: 'activity.recorded',
      subjectKind: 'activity',
      subjectId: '5',
      unitId: '12',
      salt: '5f0e6f3a-0f52-4a7c-9d9b-0f5a5f0e6f3a',
      summary: 'Ghi đối thoại: Đường ấp 3',
      before: null,
      after: '{"title": "Đường ấp 3"}',
    }
    expect(entryDigest(entry)).toBe('63c767b4a6039a609ef1cc673fee1ff98c748915c3c853b7eb822cdca9dcb469')
  })
})

describe('a seal', () => {
  test('has no fault as it was made', () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const seal = sealOver(entries, 1, BEGINNING)
        expect(faultsOfSeal(seal, sealed(entries), [BEGINNING])).toEqual({ faults: [], hashes: [seal.hash] })
      }),
    )
  })

  test('names the entry that was changed, and the one that is gone, and no other', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.boolean(), (entries, pick, isGone) => {
        const seal = sealOver(entries, 1, BEGINNING)
        const at = pick % entries.length
        const rows = sealed(entries).map((row, index) =>
          index === at ? { ...row, entry: isGone ? null : { ...row.entry, summary: `${row.entry.summary}!` } } : row,
        )
        expect(faultsOfSeal(seal, rows, [BEGINNING]).faults).toMatchObject([
          { kind: isGone ? 'entry-removed' : 'entry-changed', entryId: String(at + 1) },
        ])
      }),
    )
  })

  test('is told as changed when a digest, their order, their number or anything of the seal itself is another', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), (entries, pick) => {
        const seal = sealOver(entries, 4, BEGINNING)
        const rows = sealed(entries)
        const at = pick % entries.length
        const faults = (changed: Seal, list = rows, previous = BEGINNING) =>
          faultsOfSeal(changed, list, [previous]).faults.filter((fault) => fault.kind === 'seal-changed').length
        expect(faults({ ...seal, number: 5 })).toBe(1)
        expect(faults({ ...seal, sealedAt: '2026-11-22T02:00:00.000001Z' })).toBe(1)
        expect(faults({ ...seal, entryCount: seal.entryCount + 1 })).toBe(1)
        expect(faults({ ...seal, lastEntryId: '99' })).toBe(1)
        expect(faults({ ...seal, hash: BEGINNING })).toBe(1)
        expect(faults(seal, rows, seal.hash)).toBe(1)
        expect(
          faults(
            seal,
            rows.filter((_, index) => index !== at),
          ),
        ).toBe(1)
        expect(
          faults(
            seal,
            rows.map((row, index) => (index === at ? { ...row, digest: BEGINNING } : row)),
          ),
        ).toBe(1)
        if (entries.length > 1) expect(faults(seal, [...rows].reverse())).toBe(1)
      }),
    )
  })

  test('holds when words were erased and their digest kept, and not when others were put in their place', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.string({ minLength: 1 }), (entries, pick, words) => {
        const seal = sealOver(entries, 1, BEGINNING)
        const at = pick % entries.length
        const wordless = { salt: null, summary: '', before: null, after: null }
        const faults = (replaced: object, digest: string | null) =>
          faultsOfSeal(
            seal,
            sealed(entries).map((row, index) =>
              index === at ? { ...row, entry: { ...row.entry, ...replaced }, erasedContent: digest } : row,
            ),
            [BEGINNING],
          ).faults
        const kept = contentDigest(entries[at] as SealableEntry)
        expect(faults(wordless, kept)).toEqual([])
        expect(faults({ ...wordless, summary: words }, kept)).toMatchObject([{ kind: 'entry-changed' }])
        expect(faults({ ...wordless, actorName: `${entries[at]?.actorName}.` }, kept)).toMatchObject([
          { kind: 'entry-changed' },
        ])
        expect(faults(wordless, BEGINNING)).toMatchObject([{ kind: 'entry-changed' }])
      }),
    )
  })

  test('that was changed does not make its successors look changed', () => {
    fc.assert(
      fc.property(someEntries, someEntries, fc.boolean(), (first, second, inHash) => {
        const one = sealOver(first, 1, BEGINNING)
        const two = sealOver(second, 2, one.hash)
        const altered = inHash ? { ...one, hash: 'f'.repeat(64) } : { ...one, sealedAt: 'another time' }
        const { faults, hashes } = faultsOfSeal(altered, sealed(first), [BEGINNING])
        expect(faults).toHaveLength(1)
        expect(faultsOfSeal(two, sealed(second), hashes).faults).toEqual([])
      }),
    )
  })
})
