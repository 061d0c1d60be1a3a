import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw, inflateRawSync } from 'node:zlib'

/**
 * Word and Excel files are ZIP archives, and a small archive may unpack to more than a machine has. These limits are far above what
 * people make (a report of 300 pages with photos unpacks to some 30 MB in 400 entries) and far below what hurts.
 */
export const ARCHIVE_LIMITS = {
  entries: 2_000,
  unpackedInBytes: 200 * 1024 * 1024,
  /** Of one entry of more than a megabyte. Deflate reaches 1.032 with nothing but zeros; sheets of numbers reach some 30. */
  ratio: 200,
} as const

/** What an archive is read from: a file on the disk, or one that is only in memory. */
export type ArchiveSource = {
  read: (buffer: Buffer, offset: number, length: number, position: number) => Promise<{ bytesRead: number }>
}

/** How much of an entry is read at a time. */
const PIECE_IN_BYTES = 64 * 1024

export type ArchiveEntry = {
  name: string
  packedInBytes: number
  unpackedInBytes: number
  method: number
  /** Where its local header begins. */
  offset: number
}

/** Why an archive is not kept. `unreadable`: not a whole, plain ZIP archive. `bomb`: unpacks to more than the limits. */
export class UnacceptableArchive extends Error {
  override readonly name = 'UnacceptableArchive'
  readonly reason: 'unreadable' | 'bomb'

  constructor(reason: 'unreadable' | 'bomb', message: string) {
    super(message)
    this.reason = reason
  }
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1

/**
 * The entries of an archive by its central directory, after every one has been unpacked into nothing to see that it is as large as
 * it says. Memory does not grow with the file. Throws `UnacceptableArchive` for one that is broken, encrypted, has parts lying over
 * each other (so that one part is unpacked many times), or goes over `ARCHIVE_LIMITS`.
 */
export async function checkedArchive(file: ArchiveSource, sizeInBytes: number): Promise<ArchiveEntry[]> {
  const entries = await entriesOf(file, sizeInBytes)
  const told = entries.reduce((sum, entry) => sum + entry.unpackedInBytes, 0)
  if (told > ARCHIVE_LIMITS.unpackedInBytes) throw new UnacceptableArchive('bomb', `unpacks to ${told} bytes`)
  for (const { name, packedInBytes, unpackedInBytes } of entries) {
    if (unpackedInBytes > 1024 * 1024 && unpackedInBytes > packedInBytes * ARCHIVE_LIMITS.ratio)
      throw new UnacceptableArchive('bomb', `${name} is packed more than ${ARCHIVE_LIMITS.ratio} times`)
  }
  let nextFree = 0
  for (const entry of entries.toSorted((first, second) => first.offset - second.offset)) {
    if (entry.offset < nextFree) throw new UnacceptableArchive('bomb', `${entry.name} lies over another entry`)
    nextFree = await unpackIntoNothing(file, entry, sizeInBytes)
  }
  return entries
}

/** The entries of an archive by its central directory, none of them unpacked. Throws as `checkedArchive`. */
export async function entriesOf(file: ArchiveSource, sizeInBytes: number): Promise<ArchiveEntry[]> {
  // The end record has 22 bytes and a comment of at most 65.535.
  const tail = await read(file, Math.max(0, sizeInBytes - 22 - 65_535), sizeInBytes)
  const end = lastIndexOf(tail, END)
  if (end < 0) throw new UnacceptableArchive('unreadable', 'no end of a central directory')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  // 0xffff and 0xffffffff point to a ZIP64 record, which a file of 20 MB has no use for.
  if (count > ARCHIVE_LIMITS.entries) throw new UnacceptableArchive('bomb', `${count} entries`)
  if (start + length > sizeInBytes) throw new UnacceptableArchive('unreadable', 'a central directory beyond the end')
  const directory = await read(file, start, start + length)
  const entries: ArchiveEntry[] = []
  let at = 0
  while (at + 46 <= directory.length && entries.length < count) {
    if (directory.readUInt32LE(at) !== ENTRY) break
    const nameLength = directory.readUInt16LE(at + 28)
    const method = directory.readUInt16LE(at + 10)
    const entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      packedInBytes: directory.readUInt32LE(at + 20),
      unpackedInBytes: directory.readUInt32LE(at + 24),
      method,
      offset: directory.readUInt32LE(at + 42),
    }
    if ((directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0 || (method !== STORED && method !== DEFLATED))
      throw new UnacceptableArchive('unreadable', `${entry.name} is encrypted or packed in another way`)
    entries.push(entry)
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  if (entries.length !== count || count === 0)
    throw new UnacceptableArchive('unreadable', `${entries.length} of ${count} entries`)
  return entries
}

/** The content of one entry of an archive in memory. Throws `UnacceptableArchive`, also for one that is larger than `most` bytes. */
export function unpackedEntry(archive: Buffer, entry: ArchiveEntry, most: number): Buffer {
  if (entry.offset + 30 > archive.length || archive.readUInt32LE(entry.offset) !== LOCAL)
    throw new UnacceptableArchive('unreadable', `${entry.name} has no header`)
  const begin = entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28)
  const packed = archive.subarray(begin, begin + entry.packedInBytes)
  if (entry.method === STORED) {
    if (packed.length > most) throw new UnacceptableArchive('bomb', `${entry.name} is larger than ${most} bytes`)
    return packed
  }
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    const isTooLarge = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'
    throw new UnacceptableArchive(isTooLarge ? 'bomb' : 'unreadable', `${entry.name} cannot be unpacked`)
  }
}

/** Answers where the entry ends. */
async function unpackIntoNothing(file: ArchiveSource, entry: ArchiveEntry, sizeInBytes: number): Promise<number> {
  const header = await read(file, entry.offset, entry.offset + 30)
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL)
    throw new UnacceptableArchive('unreadable', `${entry.name} has no header`)
  const begin = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const end = begin + entry.packedInBytes
  if (end > sizeInBytes) throw new UnacceptableArchive('unreadable', `${entry.name} goes beyond the end`)
  let unpacked = 0
  const count = new Writable({
    write(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length
      done(
        unpacked > entry.unpackedInBytes
          ? new UnacceptableArchive('bomb', `${entry.name} is larger than it says`)
          : undefined,
      )
    },
  })
  if (entry.packedInBytes > 0) {
    const packed = Readable.from(piecesOf(file, begin, end))
    try {
      if (entry.method === DEFLATED) await pipeline(packed, createInflateRaw(), count)
      else await pipeline(packed, count)
    } catch (error) {
      if (error instanceof UnacceptableArchive) throw error
      throw new UnacceptableArchive('unreadable', `${entry.name} cannot be unpacked`)
    }
  }
  if (unpacked !== entry.unpackedInBytes)
    throw new UnacceptableArchive('unreadable', `${entry.name} is smaller than it says`)
  return end
}

/** The bytes of one entry. A stream of the file's own would leave a listener on it for each of a thousand entries. */
async function* piecesOf(file: ArchiveSource, begin: number, end: number): AsyncGenerator<Buffer> {
  for (let at = begin; at < end; at += PIECE_IN_BYTES) yield read(file, at, Math.min(end, at + PIECE_IN_BYTES))
}

async function read(file: ArchiveSource, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from))
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from)
  return buffer.subarray(0, bytesRead)
}

function lastIndexOf(bytes: Buffer, signature: number): number {
  for (let at = bytes.length - 22; at >= 0; at -= 1) if (bytes.readUInt32LE(at) === signature) return at
  return -1
}
