import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { Database } from '../database/database.ts'
import { type ArchiveSource, checkedArchive, UnacceptableArchive } from './archive.ts'
import { type FileType, fileTypeOf, isOfficeDocument } from './file-type.ts'
import { withoutMetadata } from './image-metadata.ts'
import { removeLeftContents } from './left-contents.ts'
import { safeName } from './safe-name.ts'

/** The largest attachment, in bytes. */
export const LARGEST_FILE_IN_BYTES = 20 * 1024 * 1024

export type StoredFile = { id: string; name: string; mediaType: string; sizeInBytes: number; sha256: string }

export type FileStore = {
  /**
   * Keeps the file under its SHA-256 and enters it in the database. Pictures are kept without what they say of place, time and
   * device. Refuses `file.too-large` (over 20 MB), `file.empty`, `file.type-not-allowed`, `file.unreadable` and
   * `file.unpacks-too-large`; a refused file leaves nothing behind.
   */
  put(database: Database, file: { name: string; content: Readable; accountId: string | null }): Promise<StoredFile>
  /** The content of a stored file. The caller has checked that the reader may see it. */
  read(sha256: string): Readable
  /** Takes files out of the database and from the disk, except content that another entry still has. Not inside a transaction. */
  remove(database: Database, ids: readonly string[]): Promise<void>
  /** Takes the content off the disk that `file_to_remove` names and no entry has any more. Not inside a transaction. */
  removeAsked(database: Database): Promise<void>
  /** Takes off the disk what was written a day ago and more and no entry names; see `left-contents.ts`. Not inside a transaction. */
  removeLeft(database: Database): Promise<void>
}

/** Where a store in the folder keeps the file. */
export function pathOfFile(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256)
}

/** A store in the given folder; several processes may share it. */
export function openFileStore(folder: string): FileStore {
  const pathOf = (sha256: string) => pathOfFile(folder, sha256)
  return {
    async put(database, { name, content, accountId }) {
      await mkdir(join(folder, 'incoming'), { recursive: true, mode: 0o700 })
      const incoming = join(folder, 'incoming', randomUUID())
      try {
        const received = await receive(content, incoming)
        const shownName = safeName(name)
        refuseSize(shownName, received.sizeInBytes)
        const type = await typeOnDisk(incoming, shownName, received.sizeInBytes)
        const { sha256, sizeInBytes } =
          type.content === 'picture' ? await stripMetadata(incoming, type, shownName) : received
        const { mediaType } = type
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
    async remove(database, ids) {
      if (ids.length === 0) return
      const gone = await database.deleteFrom('stored_file').where('id', 'in', ids).returning('sha256').execute()
      for (const { sha256 } of gone) await removeUnlessHeld(database, pathOf(sha256), sha256)
    },
    async removeLeft(database) {
      await removeLeftContents(database, folder)
    },
    async removeAsked(database) {
      const asked = await database.selectFrom('file_to_remove').select('sha256').execute()
      for (const { sha256 } of asked) {
        await removeUnlessHeld(database, pathOf(sha256), sha256)
        await database.deleteFrom('file_to_remove').where('sha256', '=', sha256).execute()
      }
    },
  }
}

async function removeUnlessHeld(database: Database, path: string, sha256: string): Promise<void> {
  const other = await database.selectFrom('stored_file').select('id').where('sha256', '=', sha256).executeTakeFirst()
  if (!other) await rm(path, { force: true })
}

/**
 * A file that is taken into memory and never onto the disk, as it came: it will be sealed. Refuses what `FileStore.put` refuses.
 * Answers its content with the name that may be shown.
 */
export async function receiveIntoMemory(
  name: string,
  content: Readable,
): Promise<{ name: string; mediaType: string; content: Buffer }> {
  const shownName = safeName(name)
  const chunks: Buffer[] = []
  let sizeInBytes = 0
  for await (const chunk of content) {
    sizeInBytes += (chunk as Buffer).length
    if (sizeInBytes <= LARGEST_FILE_IN_BYTES) chunks.push(chunk as Buffer)
  }
  refuseSize(shownName, sizeInBytes)
  const bytes = Buffer.concat(chunks)
  const { mediaType } = await typeOf(inMemory(bytes), shownName, bytes.length)
  return { name: shownName, mediaType, content: bytes }
}

/**
 * A picture that is taken into memory, without what it says of place, time and device. Refuses what `receiveIntoMemory` refuses, and
 * `file.not-a-picture`.
 */
export async function receivePicture(
  name: string,
  content: Readable,
): Promise<{ name: string; mediaType: string; content: Buffer }> {
  const received = await receiveIntoMemory(name, content)
  const { mediaType } = received
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') {
    throw new Refusal(
      'invalid',
      'file.not-a-picture',
      `Tệp “${received.name}” không phải ảnh JPEG hoặc PNG nên chưa được nhận. Hãy chụp lại thành ảnh, hoặc nộp trực tiếp.`,
    )
  }
  const stripped = withoutMetadata(mediaType, received.content)
  if (!stripped) throw unreadable(received.name)
  return { ...received, content: Buffer.from(stripped) }
}

/** Refuses `file.too-large` and `file.empty`. */
function refuseSize(shownName: string, sizeInBytes: number): void {
  if (sizeInBytes > LARGEST_FILE_IN_BYTES) {
    throw new Refusal(
      'invalid',
      'file.too-large',
      `Tệp “${shownName}” lớn hơn 20 MB nên chưa được nhận. Hãy giảm dung lượng tệp hoặc chia thành nhiều tệp.`,
    )
  }
  if (sizeInBytes === 0)
    throw new Refusal('invalid', 'file.empty', `Tệp “${shownName}” không có nội dung. Hãy chọn lại tệp.`)
}

function inMemory(bytes: Buffer): ArchiveSource {
  return {
    read: async (buffer, offset, length, position) => ({
      bytesRead: bytes.copy(buffer, offset, position, position + length),
    }),
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
  return { sha256: hash.digest('hex'), sizeInBytes }
}

/**
 * What the file on disk is. Refuses `file.type-not-allowed`, `file.unreadable` for an archive that is broken or locked, and
 * `file.unpacks-too-large` for one that would fill a machine.
 */
async function typeOnDisk(path: string, name: string, sizeInBytes: number): Promise<FileType> {
  const file = await open(path)
  try {
    return await typeOf(file, name, sizeInBytes)
  } finally {
    await file.close()
  }
}

async function typeOf(file: ArchiveSource, name: string, sizeInBytes: number): Promise<FileType> {
  try {
    const head = Buffer.alloc(64)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const type = fileTypeOf(head.subarray(0, bytesRead), name)
    if (!type) throw typeNotAllowed(name)
    if (type.content === 'archive') {
      const entries = await checkedArchive(file, sizeInBytes)
      const names = entries.map((entry) => entry.name)
      if (!isOfficeDocument(type.mediaType, names)) throw typeNotAllowed(name)
    }
    return type
  } catch (error) {
    if (!(error instanceof UnacceptableArchive)) throw error
    if (error.reason === 'unreadable') throw unreadable(name)
    throw new Refusal(
      'invalid',
      'file.unpacks-too-large',
      `Tệp “${name}” chứa quá nhiều dữ liệu nén nên chưa được nhận. Hãy mở tệp, bỏ bớt nội dung hoặc lưu thành PDF rồi gửi lại.`,
    )
  }
}

/** Takes out of a picture on disk what it says of place, time and device. Answers the size and hash of what is kept. */
async function stripMetadata(
  path: string,
  type: FileType,
  name: string,
): Promise<{ sha256: string; sizeInBytes: number }> {
  const stripped = withoutMetadata(type.mediaType as 'image/jpeg' | 'image/png', await readFile(path))
  if (!stripped) throw unreadable(name)
  await writeFile(path, stripped, { mode: 0o600 })
  return { sha256: createHash('sha256').update(stripped).digest('hex'), sizeInBytes: stripped.length }
}

function typeNotAllowed(name: string): Refusal {
  return new Refusal(
    'invalid',
    'file.type-not-allowed',
    `Không nhận tệp “${name}”. Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx), ảnh JPEG hoặc PNG, và nội dung phải đúng với đuôi tệp.`,
  )
}

function unreadable(name: string): Refusal {
  return new Refusal(
    'invalid',
    'file.unreadable',
    `Tệp “${name}” bị hỏng hoặc có mật khẩu nên chưa được nhận. Hãy mở thử tệp trên máy, lưu lại rồi gửi lại.`,
  )
}
