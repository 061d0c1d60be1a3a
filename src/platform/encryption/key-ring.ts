import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Refusal } from '../../vocabulary/refusal.ts'

/** The length of a key, in bytes (AES-256). */
const KEY_LENGTH_IN_BYTES = 32
const START_LENGTH_IN_BYTES = 12
const TAG_LENGTH_IN_BYTES = 16
/** The first byte of everything that is sealed: how it was done. */
const FORM = 1

/** A data key as it is kept beside what it seals: wrapped by the key of that name, which only the key file holds. */
export type WrappedKey = { keyName: string; wrappedKey: Buffer }

/** Keys that wrap other keys, in a file of their own: the first is in use, those behind it are being replaced. */
export type KeyRing = {
  /** Where the file is or will be. */
  path: string
  /** A new data key for what is named, and the same wrapped. Makes the key file (mode 600) when there is none. */
  newKey: (about: string) => Promise<{ key: Buffer } & WrappedKey>
  /** The data key again. Refuses `encryption.other-key` when its key is not in the file, `encryption.unreadable` when it was changed. */
  openKey: (wrapped: WrappedKey, about: string) => Promise<Buffer>
  /** The same data key wrapped by the key in use. */
  rewrap: (wrapped: WrappedKey, about: string) => Promise<WrappedKey>
  /** Names of the keys in the file, the one in use first; none when there is no file. */
  names: () => Promise<string[]>
  /** Puts a new key in front, unless an earlier replacement was not brought to its end. Answers its name. */
  beginReplacement: () => Promise<string>
  /** Takes the keys behind the first out of the file, into a file of their own beside it; answers that file, or null when there were none. */
  endReplacement: (now: Date) => Promise<string | null>
  /** What is wrong with the file for the given key names; null for nothing. */
  fault: (neededNames: readonly string[]) => Promise<KeyFault | null>
}

export type KeyFault = { kind: 'missing'; names: string[] } | { kind: 'open-to-others' } | { kind: 'unreadable' }

/** The ring whose file is at the path. It is read anew each time, so that several processes see a replacement at once. */
export function openKeyRing(path: string): KeyRing {
  const keyNamed = async (name: string) => {
    const found = (await keysIn(path)).find((key) => nameOf(key) === name)
    if (found) return found
    throw new Refusal(
      'conflict',
      'encryption.other-key',
      'Phần được bảo vệ của hồ sơ này mã hóa bằng khóa không có trên máy chủ nên chưa mở được. Hãy báo người quản trị khôi phục tệp khóa đã cất riêng.',
    )
  }
  const openKey: KeyRing['openKey'] = async ({ keyName, wrappedKey }, about) =>
    unseal(await keyNamed(keyName), wrappedKey, about)
  const wrap = async (key: Buffer, about: string): Promise<WrappedKey> => {
    const [inUse] = await keysOrFirst(path)
    if (!inUse) throw new Error(`There is no key in ${path}.`)
    return { keyName: nameOf(inUse), wrappedKey: seal(inUse, key, about) }
  }
  return {
    path,
    openKey,
    newKey: async (about) => {
      const key = randomBytes(KEY_LENGTH_IN_BYTES)
      return { key, ...(await wrap(key, about)) }
    },
    rewrap: async (wrapped, about) => wrap(await openKey(wrapped, about), about),
    names: async () => (await keysIn(path)).map(nameOf),
    beginReplacement: async () => {
      const keys = await keysOrFirst(path)
      if (keys.length === 1) {
        keys.unshift(randomBytes(KEY_LENGTH_IN_BYTES))
        await replaceFile(path, keys)
      }
      return keys[0] ? nameOf(keys[0]) : ''
    },
    endReplacement: async (now) => {
      const [inUse, ...replaced] = await keysIn(path)
      if (!inUse || replaced.length === 0) return null
      const retired = `${path}.${now.toISOString().slice(0, 10)}-${nameOf(replaced[0] ?? inUse)}`
      await replaceFile(retired, replaced)
      await replaceFile(path, [inUse])
      return retired
    },
    fault: (neededNames) => faultOf(path, neededNames),
  }
}

/**
 * The content in a form that is read again only with the same key and for what it is about (AES-256-GCM, whose tag also covers
 * `about`): ciphertext of one record does not pass for another's.
 */
export function seal(key: Buffer, content: Uint8Array, about: string): Buffer {
  const start = randomBytes(START_LENGTH_IN_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, start, { authTagLength: TAG_LENGTH_IN_BYTES }).setAAD(
    Buffer.from(about),
  )
  return Buffer.concat([Buffer.from([FORM]), start, cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

/** The content again. Refuses `encryption.unreadable` when anything of it was changed, or it is about something else. */
export function unseal(key: Buffer, sealed: Buffer, about: string): Buffer {
  try {
    if (sealed[0] !== FORM) throw new Error('sealed in another form')
    const start = sealed.subarray(1, 1 + START_LENGTH_IN_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key, start, { authTagLength: TAG_LENGTH_IN_BYTES })
      .setAAD(Buffer.from(about))
      .setAuthTag(sealed.subarray(-TAG_LENGTH_IN_BYTES))
    return Buffer.concat([
      decipher.update(sealed.subarray(1 + START_LENGTH_IN_BYTES, -TAG_LENGTH_IN_BYTES)),
      decipher.final(),
    ])
  } catch {
    throw new Refusal(
      'conflict',
      'encryption.unreadable',
      'Phần được bảo vệ của hồ sơ này đã bị sửa hoặc hỏng nên không mở được. Hãy báo người quản trị khôi phục từ bản sao lưu.',
    )
  }
}

/** Tells keys apart without telling anything of the key. */
const nameOf = (key: Buffer) => createHash('sha256').update(key).digest('hex').slice(0, 12)

/** The keys in the file, one on each line; none when there is no file. */
async function keysIn(path: string): Promise<Buffer[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n').map((line) => line.trim())
  const keys = lines.filter((line) => line !== '').map((line) => Buffer.from(line, 'base64'))
  if (keys.some((key) => key.length !== KEY_LENGTH_IN_BYTES))
    throw new Error(`A key in ${path} is not ${KEY_LENGTH_IN_BYTES} bytes long.`)
  return keys
}

/** The keys in the file; of several processes that need the first one at once one makes it, and all read that one, whole. */
async function keysOrFirst(path: string): Promise<Buffer[]> {
  const keys = await keysIn(path)
  if (keys.length > 0) return keys
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = await writeUnfinished(path, [randomBytes(KEY_LENGTH_IN_BYTES)])
  await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
  return keysIn(path)
}

/** The file is the old one or the new one, never a part of it. */
async function replaceFile(path: string, keys: readonly Buffer[]): Promise<void> {
  await rename(await writeUnfinished(path, keys), path)
}

async function writeUnfinished(path: string, keys: readonly Buffer[]): Promise<string> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(unfinished, `${keys.map((key) => key.toString('base64')).join('\n')}\n`, { mode: 0o600 })
  const file = await open(unfinished)
  await file.sync()
  await file.close()
  return unfinished
}

async function faultOf(path: string, neededNames: readonly string[]): Promise<KeyFault | null> {
  const keys = await keysIn(path).catch(() => null)
  if (keys === null) return { kind: 'unreadable' }
  const names = keys.map(nameOf)
  const missing = neededNames.filter((name) => !names.includes(name))
  if (missing.length > 0) return { kind: 'missing', names: missing }
  const file = await stat(path).catch(() => null)
  return file && (file.mode & 0o077) !== 0 ? { kind: 'open-to-others' } : null
}
