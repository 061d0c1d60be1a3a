import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openEncryption } from './encryption.ts'

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-keys-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const withKey = (key: Buffer) => openEncryption({ keyFolder: '/khong-dung-den', key })

describe('an encrypted text', () => {
  const encryption = withKey(randomBytes(32))

  test('is read again for its purpose, whatever it is, and never looks the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const first = await encryption.encrypt(text, 'thử')
        expect(await encryption.decrypt(first, 'thử')).toBe(text)
        expect(await encryption.encrypt(text, 'thử')).not.toBe(first)
      }),
    )
  })

  test('is not read for another purpose, with another key, or when a letter of it was changed', async () => {
    const encrypted = await encryption.encrypt('bí mật', 'thử')
    await expect(encryption.decrypt(encrypted, 'việc khác')).rejects.toMatchObject({ code: 'encryption.unreadable' })
    await expect(withKey(randomBytes(32)).decrypt(encrypted, 'thử')).rejects.toMatchObject({
      code: 'encryption.other-key',
    })
    const at = encrypted.length - 8
    const changed = `${encrypted.slice(0, at)}${encrypted[at] === 'A' ? 'B' : 'A'}${encrypted.slice(at + 1)}`
    await expect(encryption.decrypt(changed, 'thử')).rejects.toMatchObject({ code: 'encryption.unreadable' })
    await expect(encryption.decrypt('', 'thử')).rejects.toMatchObject({ code: 'encryption.other-key' })
  })
})

describe('the key in the folder', () => {
  test('is made on first need, for the owner alone, and is the same for all who open the folder at once', async () => {
    const keyFolder = join(await emptyFolder(), 'keys')
    const several = Array.from({ length: 5 }, () => openEncryption({ keyFolder, key: null }))
    await expect(stat(keyFolder)).rejects.toMatchObject({ code: 'ENOENT' })
    const texts = await Promise.all(several.map((each, index) => each.encrypt(String(index), 'thử')))
    for (const [index, text] of texts.entries()) {
      expect(await several.at(-1 - index)?.decrypt(text, 'thử')).toBe(String(index))
    }
    expect((await stat(join(keyFolder, 'encryption-key'))).mode & 0o777).toBe(0o600)
  })
})
