import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { Database } from '../database/database.ts'
import { fileTypeOf } from './file-type.ts'

/** The largest attachment, in bytes. */
export const LARGEST_FILE_IN_BYTES = 20 * 1024 * 1024

export type StoredFile = { id: string; name: string; mediaType: string; sizeInBytes: number; sha256: string }

export type FileStore = {
  /**
   * Keeps the file under its SHA-256 and enters it in the database.
   * Refuses `file.too-large` (over 20 MB), `file.empty` and `file.type-not-allowed`; a refused file leaves nothing behind.
   */
  put(database: Database, file: { name: string; content: Readable; accountId: string | null }): Promise<StoredFile>
  /** The content of a stored file. The caller has checked that the reader may see it. */
  read(sha256: string): Readable
}

/** A store in the given folder; several processes may share it. */
export function openFileStore(folder: string): FileStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    async put(database, { name, content, accountId }) {
      await mkdir(join(folder, 'incoming'), { recursive: true, mode: 0o700 })
      const incoming = join(folder, 'incoming', randomUUID())
      try {
        const { sha256, sizeInBytes } = await receive(content, incoming)
        const shownName = safeName(name)
        if (sizeInBytes > LARGEST_FILE_IN_BYTES) {
          throw new Refusal(
            'invalid',
            'file.too-large',
            `Tệp “${shownName}” lớn hơn 20 MB nên chưa được nhận. Hãy giảm dung lượng tệp hoặc chia thành nhiều tệp.`,
          )
        }
        if (sizeInBytes === 0)
          throw new Refusal('invalid', 'file.empty', `Tệp “${shownName}” không có nội dung. Hãy chọn lại tệp.`)
        const mediaType = await typeOnDisk(incoming, shownName)
        await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 })
        await rename(incoming, pathOf(sha256))
        const stored = { id: randomUUID(), name: shownName, mediaType, sizeInBytes, sha256 }
        await database
          .insertInto('stored_file')
          .values({
            id: stored.id,
            name: shownName,
            media_type: mediaType,
            size_in_bytes: sizeInBytes,
            sha256,
            uploaded_by_account_id: accountId,
          })
          .execute()
        return stored
      } finally {
        await rm(incoming, { force: true })
      }
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
  }
}

/** Writes the stream to disk, hashing it, and stops one byte past the limit: memory does not grow with the file. */
async function receive(content: Readable, path: string): Promise<{ sha256: string; sizeInBytes: number }> {
  const hash = createHash('sha256')
  let sizeInBytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      sizeInBytes += chunk.length
      if (sizeInBytes > LARGEST_FILE_IN_BYTES) return next()
      hash.update(chunk)
      next(null, chunk)
    },
  })
  await pipeline(content, measure, createWriteStream(path, { mode: 0o600 }))
  await stat(path)
  return { sha256: hash.digest('hex'), sizeInBytes }
}

async function typeOnDisk(path: string, name: string): Promise<string> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const mediaType = fileTypeOf(head.subarray(0, bytesRead), name)
    if (!mediaType) {
      throw new Refusal(
        'invalid',
        'file.type-not-allowed',
        `Không nhận tệp “${name}”. Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx), ảnh JPEG hoặc PNG, và nội dung phải đúng với đuôi tệp.`,
      )
    }
    return mediaType
  } finally {
    await file.close()
  }
}

/** The last part of the name, without control characters and path marks, at most 150 characters, ending kept. */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  if (clean === '') return 'tep-khong-ten'
  if (clean.length <= 150) return clean
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 && clean.length - dot <= 6 ? clean.slice(dot) : ''
  return clean.slice(0, 150 - ending.length) + ending
}
