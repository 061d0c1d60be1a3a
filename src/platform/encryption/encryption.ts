import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../../vocabulary/refusal.ts'

/** The length of an encryption key, in bytes (AES-256). */
export const KEY_LENGTH_IN_BYTES = 32

const INITIALISATION_LENGTH_IN_BYTES = 12
const KEY_FILE = 'encryption-key'

/** Keeps texts secret from whoever holds the database alone. The key is not in the database. */
export type Encryption = {
  /** The text in a form that only the same purpose can read again. */
  encrypt: (text: string, purpose: string) => Promise<string>
  /**
   * The text again. Refuses `encryption.other-key` when it was encrypted with a key that this installation does not hold,
   * and `encryption.unreadable` when it was changed or belongs to another purpose.
   */
  decrypt: (encrypted: string, purpose: string) => Promise<string>
}

/** With the key that is given, or with the one in the folder, which is made (mode 600) when it is first needed. */
export function openEncryption({ keyFolder, key }: { keyFolder: string; key: Buffer | null }): Encryption {
  let known: Promise<Buffer> | undefined
  const keyInUse = () => {
    known ??= key ? Promise.resolve(key) : keyInFolder(keyFolder)
    // A folder that could not be read may be readable the next time.
    known.catch(() => {
      known = undefined
    })
    return known
  }
  return {
    encrypt: async (text, purpose) => {
      const secret = await keyInUse()
      const start = randomBytes(INITIALISATION_LENGTH_IN_BYTES)
      const cipher = createCipheriv('aes-256-gcm', secret, start).setAAD(Buffer.from(purpose))
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return [nameOf(secret), start.toString('base64url'), content.toString('base64url')].join('.')
    },
    decrypt: async (encrypted, purpose) => {
      const secret = await keyInUse()
      const [name, start = '', content = ''] = encrypted.split('.')
      if (name !== nameOf(secret)) {
        throw new Refusal(
          'conflict',
          'encryption.other-key',
          'Dữ liệu này được mã hóa bằng khóa khác với khóa máy chủ đang dùng nên không đọc được. Hãy báo người quản trị khôi phục thư mục khóa (keys).',
        )
      }
      try {
        const bytes = Buffer.from(content, 'base64url')
        const decipher = createDecipheriv('aes-256-gcm', secret, Buffer.from(start, 'base64url'), { authTagLength: 16 })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(bytes.subarray(-16))
        return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
      } catch {
        throw new Refusal(
          'invalid',
          'encryption.unreadable',
          'Nội dung đã mã hóa không đọc được. Hãy mở lại trang này.',
        )
      }
    },
  }
}

/** Tells keys apart without telling anything of the key. */
const nameOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 12)

async function keyInFolder(folder: string): Promise<Buffer> {
  const path = join(folder, KEY_FILE)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const key = (await keyInFile(path)) ?? (await makeKey(path))
  if (key.length !== KEY_LENGTH_IN_BYTES)
    throw new Error(`The key in ${path} is not ${KEY_LENGTH_IN_BYTES} bytes long.`)
  return key
}

async function keyInFile(path: string): Promise<Buffer | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : Buffer.from(text.trim(), 'base64')
}

/** Of several processes that need the key at once one makes it, and all read that one, whole. */
async function makeKey(path: string): Promise<Buffer> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(unfinished, `${randomBytes(KEY_LENGTH_IN_BYTES).toString('base64')}\n`, { mode: 0o600 })
  await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
  return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64')
}
