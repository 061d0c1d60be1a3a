import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isWidening,
  type Limitation,
  type NamedReader,
  readerKey,
  readerOf,
  refuseLimitation,
  refuseSecretFiles,
} from './document-limits.ts'

const limitation = fc.record({
  limits: fc.constantFrom('none', 'files', 'document'),
  readers: fc.uniqueArray(fc.constantFrom('person:1', 'person:2', 'unit:3', 'role:3:head')),
  limitedFiles: fc.uniqueArray(fc.constantFrom('1', '2', '3')),
}) satisfies fc.Arbitrary<Limitation>

/** Who may read what: each named reader, and somebody who is not named; the document itself and its three files. */
function readable({ limits, readers, limitedFiles }: Limitation): Set<string> {
  const who = ['person:1', 'person:2', 'unit:3', 'role:3:head', 'nobody']
  const what = ['document', '1', '2', '3']
  return new Set(
    who.flatMap((reader) =>
      what
        .filter((thing) => {
          if (limits === 'none' || readers.includes(reader)) return true
          return limits === 'files' && !limitedFiles.includes(thing)
        })
        .map((thing) => `${reader} ${thing}`),
    ),
  )
}

describe('a change of who may read', () => {
  test('that lets somebody read what they could not read is always seen as a widening', () => {
    fc.assert(
      fc.property(limitation, limitation, (before, after) => {
        const widened = [...readable(after)].some((each) => !readable(before).has(each))
        if (widened) expect(isWidening(before, after)).toBe(true)
      }),
    )
  })

  test('that only names fewer people, or limits more, is none', () => {
    const before: Limitation = { limits: 'files', readers: ['person:1', 'person:2'], limitedFiles: ['1'] }
    expect(isWidening(before, { ...before, readers: ['person:1'] })).toBe(false)
    expect(isWidening(before, { ...before, limits: 'document', limitedFiles: [] })).toBe(false)
    expect(isWidening({ limits: 'none', readers: [], limitedFiles: [] }, before)).toBe(false)
  })
})

test('a reader is written in a form and read again', () => {
  const readers: NamedReader[] = [
    { kind: 'person', personId: '12' },
    { kind: 'unit', unitId: '3' },
    { kind: 'role', unitId: '3', roleCode: 'head' },
  ]
  for (const reader of readers) expect(readerOf(readerKey(reader))).toEqual(reader)
  for (const key of ['', 'person:', 'person:1:head', 'role:3', 'unit:x', 'role:3:ủy']) expect(readerOf(key)).toBeNull()
})

describe('a document with a mark of secrecy', () => {
  test('stays limited', () => {
    const open: Limitation = { limits: 'none', readers: [], limitedFiles: [] }
    expect(() => refuseLimitation(open, 'secret')).toThrow('documents.secret-is-limited')
    expect(() => refuseLimitation({ ...open, limits: 'document' }, 'secret')).not.toThrow()
    expect(() => refuseLimitation({ ...open, limits: 'files' }, null)).toThrow('documents.no-limited-file')
  })

  test('takes no file', () => {
    expect(() => refuseSecretFiles('confidential', 1)).toThrow('documents.no-file-of-a-secret')
    expect(() => refuseSecretFiles('confidential', 0)).not.toThrow()
    expect(() => refuseSecretFiles(null, 3)).not.toThrow()
  })
})
