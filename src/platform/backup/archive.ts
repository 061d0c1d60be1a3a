import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { Refusal } from '../../vocabulary/refusal.ts'

/**
 * A backup is a `tar.gz` that any program can look into:
 *
 *     backup.json               what it is, of which version, with which tables and columns
 *     tables/petition/00001     the rows as PostgreSQL's COPY writes them, in pieces
 *     files/3f5a…               each attached file under its SHA-256
 *     checksums.json            rows, bytes and SHA-256 of each table; without it the backup is not whole
 *
 * Every piece fits into memory, and only one is there at a time.
 */
export const PIECE_IN_BYTES = 4 * 1024 * 1024
const LARGEST_PIECE_IN_BYTES = 64 * 1024 * 1024

const Name = z.string().regex(/^[a-z_][a-z0-9_]*$/)

export const Heading = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  postgresVersion: z.string(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })).min(1),
  tables: z.array(z.object({ name: Name, columns: z.array(Name).min(1), order: z.string() })),
  /** Tables whose rows were left out on purpose. */
  leftOut: z.array(Name),
})
export type Heading = z.output<typeof Heading>

export const Checksums = z.object({
  tables: z.record(Name, z.object({ rows: z.number(), bytes: z.number(), sha256: z.string() })),
  sequences: z.array(z.object({ name: Name, lastValue: z.string(), isCalled: z.boolean() })),
  files: z.object({
    count: z.number(),
    bytes: z.number(),
    /** Files that records name and that were not on the disk, or no longer had the content of their name. */
    missing: z.array(z.string()),
    damaged: z.array(z.string()),
  }),
})
export type Checksums = z.output<typeof Checksums>

export type ArchiveWriter = { add: (name: string, content: Buffer) => Promise<void> }

/**
 * Writes an archive: whole under its name, or not at all. Answers its size in bytes and its SHA-256.
 * Refuses `backup.exists` when there is a file of that name.
 */
export async function writeArchive(
  path: string,
  fill: (archive: ArchiveWriter) => Promise<void>,
): Promise<{ sizeInBytes: number; sha256: string }> {
  const unfinished = `${path}.unfinished`
  const tar = pack()
  const hash = createHash('sha256')
  let sizeInBytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      sizeInBytes += chunk.length
      hash.update(chunk)
      next(null, chunk)
    },
  })
  try {
    const written = pipeline(tar, createGzip(), measure, createWriteStream(unfinished, { mode: 0o600, flush: true }))
    const filled = fill({
      add: (name, content) =>
        new Promise((resolve, reject) => {
          tar.entry({ name, mode: 0o600 }, content, (error) => (error ? reject(error) : resolve()))
        }),
    }).then(
      () => tar.finalize(),
      (error) => {
        tar.destroy(error)
        throw error
      },
    )
    await Promise.all([filled, written])
    await rename(unfinished, path)
    return { sizeInBytes, sha256: hash.digest('hex') }
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/**
 * The pieces of an archive in their order, one at a time.
 * Refuses `backup.damaged` when it cannot be read to its end.
 */
export async function* readArchive(path: string): AsyncGenerator<{ name: string; content: Buffer }> {
  const tar = extract()
  const reading = pipeline(createReadStream(path), createGunzip(), tar)
  // Told below; a rejection that comes first must not end the process.
  reading.catch(() => {})
  try {
    for await (const entry of tar) {
      if (entry.header.size > LARGEST_PIECE_IN_BYTES) throw new Error(`${entry.header.name} is too large`)
      const chunks: Buffer[] = []
      for await (const chunk of entry) chunks.push(chunk as Buffer)
      yield { name: entry.header.name, content: Buffer.concat(chunks) }
    }
    await reading
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw damaged()
  }
}

export function damaged(): Refusal {
  return new Refusal(
    'invalid',
    'backup.damaged',
    'Tệp này không phải là bản sao lưu còn nguyên vẹn (bị cắt ngắn, bị sửa hoặc không đúng loại). Chưa có gì bị thay đổi. Hãy dùng một bản sao lưu khác.',
  )
}
