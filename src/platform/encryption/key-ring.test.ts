import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openKeyRing, seal, unseal } from './key-ring.ts'

async function newRing() {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-ring-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return openKeyRing(join(folder, 'keys', 'protected-identity-keys'))
}

const DAY = new Date('2026-11-22T03:00:00Z')

describe('what is sealed', () => {
  const key = randomBytes(32)
  test('is read again with its key and for what it is about, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (content, about) => {
        expect(unseal(key, seal(key, content, about), about)).toEqual(Buffer.from(content))
      }),
    )
  })
  test('is not read when any byte of it was changed, nor for another record, nor with another key', () => {
    const sealed = seal(key, Buffer.from('Nguyễn Văn Ẩn'), 'petition/1')
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => unseal(key, changed, 'petition/1')).toThrow('encryption.unreadable')
    }
    expect(() => unseal(key, sealed, 'petition/2')).toThrow('encryption.unreadable')
    expect(() => unseal(randomBytes(32), sealed, 'petition/1')).toThrow('encryption.unreadable')
    expect(() => unseal(key, Buffer.alloc(0), 'petition/1')).toThrow('encryption.unreadable')
  })
})

describe('the key file', () => {
  test('is made on first need, for the owner alone, and is one for all who need it at once', async () => {
    const ring = await newRing()
    expect(await ring.names()).toEqual([])
    const made = await Promise.all(
      Array.from({ length: 6 }, (_each, index) => openKeyRing(ring.path).newKey(`petition/${index}`)),
    )
    expect(new Set(made.map((each) => each.keyName))).toEqual(new Set(await ring.names()))
    expect((await stat(ring.path)).mode & 0o777).toBe(0o600)
    expect((await stat(dirname(ring.path))).mode & 0o777).toBe(0o700)
    for (const [index, each] of made.entries()) {
      expect(await ring.openKey(each, `petition/${index}`)).toEqual(each.key)
      await expect(ring.openKey(each, 'petition/9')).rejects.toMatchObject({ code: 'encryption.unreadable' })
    }
  })

  test('says which keys it lacks, and that others may read it', async () => {
    const ring = await newRing()
    expect(await ring.fault([])).toBeNull()
    expect(await ring.fault(['abc'])).toEqual({ kind: 'missing', names: ['abc'] })
    const { keyName } = await ring.newKey('petition/1')
    expect(await ring.fault([keyName])).toBeNull()
    await chmod(ring.path, 0o644)
    expect(await ring.fault([keyName])).toEqual({ kind: 'open-to-others' })
    await writeFile(ring.path, 'không phải khóa\n')
    expect(await ring.fault([keyName])).toEqual({ kind: 'unreadable' })
  })
})

describe('replacing the key', () => {
  test('keeps the old one until the end, and then in a file of its own', async () => {
    const ring = await newRing()
    const old = await ring.newKey('petition/1')
    const name = await ring.beginReplacement()
    expect(await ring.names()).toEqual([name, old.keyName])
    expect(await ring.openKey(old, 'petition/1')).toEqual(old.key)
    const again = await ring.rewrap(old, 'petition/1')
    expect(again.keyName).toBe(name)
    const retired = await ring.endReplacement(DAY)
    expect(retired).toBe(`${ring.path}.2026-11-22-${old.keyName}`)
    expect(await ring.names()).toEqual([name])
    expect(await ring.openKey(again, 'petition/1')).toEqual(old.key)
    await expect(ring.openKey(old, 'petition/1')).rejects.toMatchObject({ code: 'encryption.other-key' })
    // What was backed up before is read again once the old key is put back behind the new one.
    await writeFile(ring.path, `${await readFile(ring.path, 'utf8')}${await readFile(retired ?? '', 'utf8')}`)
    expect(await ring.openKey(old, 'petition/1')).toEqual(old.key)
  })

  test('that was broken off goes on with the key that it began with', async () => {
    const ring = await newRing()
    const old = await ring.newKey('petition/1')
    const name = await ring.beginReplacement()
    expect(await ring.beginReplacement()).toBe(name)
    expect(await ring.names()).toEqual([name, old.keyName])
    await ring.endReplacement(DAY)
    expect(await ring.endReplacement(DAY)).toBeNull()
    expect(await ring.beginReplacement()).not.toBe(name)
  })
})
