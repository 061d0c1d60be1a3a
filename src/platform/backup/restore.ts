import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { Refusal } from '../../vocabulary/refusal.ts'
import { formatInstant } from '../../vocabulary/vietnamese.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { knownMigrations, migrate } from '../database/migrate.ts'
import { schemaOf } from '../database/schema.ts'
import { pathOfFile } from '../files/file-store.ts'
import { Checksums, damaged, Heading, readArchive } from './archive.ts'
import { loadTable, withoutGuards } from './load-tables.ts'
import { measurement, measureTable, prepareConnection, type TableOfBackup, tablesOf } from './tables.ts'

export type Restored = { heading: Heading; checksums: Checksums }

/** What happens to each part of an archive while it is read. */
type Receiver = {
  rows: (table: TableOfBackup) => { add: (piece: Buffer) => Promise<void>; end: () => Promise<void> }
  file: (sha256: string, content: Buffer) => Promise<void>
}

/**
 * Reads an archive to its end and compares everything in it with its checksums, changing nothing.
 * Refuses `backup.damaged`.
 */
export async function checkArchive(path: string): Promise<Restored> {
  const parts = readArchive(path)
  const heading = await headingOf(parts)
  const nothing = async () => {}
  return {
    heading,
    checksums: await receive(parts, heading, { rows: () => ({ add: nothing, end: nothing }), file: nothing }),
  }
}

/**
 * Loads an archive into an empty system: all of it, or nothing. Brings the structure to the version of the archive first; what came
 * later is the caller's to apply. Every table is read back and compared with the archive before anything counts. That it happened
 * stands in the trail.
 * Refuses `backup.damaged`, `backup.other-version` for an archive that a newer program made, `backup.not-empty`, and
 * `backup.not-owner` when the database role does not own the tables.
 */
export async function restore({
  connectionString,
  fileFolder,
  path,
  migrationFolder,
  isEmpty,
}: {
  connectionString: string
  fileFolder: string
  path: string
  migrationFolder: string
  /** Whether a system with these tables has been used by nobody yet. */
  isEmpty: (database: Database) => Promise<boolean>
}): Promise<Restored> {
  const parts = readArchive(path)
  const heading = await headingOf(parts)
  await requireKnownVersion(heading, migrationFolder)
  if ((await filesIn(fileFolder)) > 0) throw notEmpty(`Thư mục ${fileFolder} đã có tệp`)
  await prepareStructure(connectionString, heading, migrationFolder, isEmpty).catch(explained)

  const client = new pg.Client({ connectionString, application_name: 'danvan restore' })
  await client.connect()
  try {
    await prepareConnection(client, schemaOf(connectionString))
    await client.query('begin')
    const checksums = await load(client, parts, heading, fileFolder)
    await client.query('commit')
    // So that the first questions are not answered by guessing how many rows there are.
    await client.query('analyze')
    return { heading, checksums }
  } catch (error) {
    await rm(fileFolder, { recursive: true, force: true })
    return explained(error)
  } finally {
    // Also ends a transaction that did not get to its end.
    await client.end()
  }
}

async function load(client: pg.Client, parts: Parts, heading: Heading, fileFolder: string): Promise<Checksums> {
  const tables = await tablesOf(client)
  const expected = JSON.stringify(
    [...heading.tables, ...tables.filter(({ name }) => heading.leftOut.includes(name))].sort(byName),
  )
  if (JSON.stringify([...tables].sort(byName)) !== expected) throw otherVersion()
  let open: ReturnType<typeof loadTable> | null = null
  const checksums = await withoutGuards(client, tables, async () => {
    try {
      return await receive(parts, heading, {
        rows: (table) => {
          open = loadTable(client, table)
          return open
        },
        file: async (sha256, content) => {
          const file = pathOfFile(fileFolder, sha256)
          await mkdir(dirname(file), { recursive: true, mode: 0o700 })
          await writeFile(file, content, { mode: 0o600, flush: true })
        },
      })
    } catch (error) {
      // A connection that waits for rows takes no other statement.
      await (open as ReturnType<typeof loadTable> | null)?.giveUp()
      throw error
    }
  })
  for (const { name, lastValue, isCalled } of checksums.sequences)
    await client.query('select setval($1::regclass, $2, $3)', [`"${name}"`, lastValue, isCalled])
  for (const table of heading.tables) {
    const { rows, sha256 } = await measureTable(client, table)
    const kept = checksums.tables[table.name]
    if (rows !== kept?.rows || sha256 !== kept.sha256)
      throw new Error(`The table ${table.name} is not as the archive has it: ${rows} rows instead of ${kept?.rows}.`)
  }
  await doubtWhatWasToBeSent(client, heading)
  await client.query(
    `insert into audit_entry (actor_name, action, subject_kind, subject_id, summary)
     values ('Hệ thống', 'backup.restored', 'system', '1', $1)`,
    [`Khôi phục toàn bộ dữ liệu từ bản sao lưu lúc ${formatInstant(new Date(heading.madeAt))}`],
  )
  return checksums
}

/**
 * What waited to go out when the backup was made may have gone out since: nobody but a person sends it again. And what was told since
 * is no longer known: the next look at anybody's duties is like the first, after which no mail is sent at once.
 */
async function doubtWhatWasToBeSent(client: pg.Client, heading: Heading): Promise<void> {
  const has = (table: string) => heading.tables.some(({ name }) => name === table)
  if (has('notice_reader'))
    await client.query(`update notice_reader set last_looked_at = null,
      last_digest_on = (now() at time zone 'Asia/Ho_Chi_Minh')::date`)
  if (has('webhook_delivery'))
    await client.query(`update webhook_delivery set state = 'failed', ended_at = now(),
        answer = 'Có thể đã gửi sau lần sao lưu mà dữ liệu này được khôi phục từ đó.'
      where state = 'waiting'`)
  if (!has('mail_message')) return
  await client.query(`update mail_message set state = 'doubtful', ended_at = now(), process_id = null,
      server_answer = 'Có thể đã gửi sau lần sao lưu mà dữ liệu này được khôi phục từ đó.'
    where state in ('waiting', 'sending')`)
}

type Parts = AsyncGenerator<{ name: string; content: Buffer }>

const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1)

async function headingOf(parts: Parts): Promise<Heading> {
  const first = await parts.next()
  if (first.done || first.value.name !== 'backup.json') throw damaged()
  return read(Heading, first.value.content)
}

function read<Content>(shape: { parse: (given: unknown) => Content }, content: Buffer): Content {
  try {
    return shape.parse(JSON.parse(content.toString('utf8')))
  } catch {
    throw damaged()
  }
}

type TableUnderWay = {
  table: TableOfBackup
  measure: ReturnType<typeof measurement>
  rows: ReturnType<Receiver['rows']>
}

/** Hands every part of the archive on in its order and compares all of them with the checksums at its end. */
async function receive(parts: Parts, heading: Heading, receiver: Receiver): Promise<Checksums> {
  const measured = new Map<string, ReturnType<ReturnType<typeof measurement>['result']>>()
  const files = { count: 0, bytes: 0 }
  let current = null as TableUnderWay | null
  const endTable = async () => {
    if (!current) return
    await current.rows.end()
    measured.set(current.table.name, current.measure.result())
    current = null
  }
  for await (const { name, content } of parts) {
    const [kind, subject] = name.split('/')
    if (kind === 'tables') {
      if (current?.table.name !== subject) {
        await endTable()
        const table = heading.tables.find((each) => each.name === subject)
        if (!table || measured.has(table.name)) throw damaged()
        current = { table, measure: measurement(), rows: receiver.rows(table) }
      }
      current?.measure.add(content)
      await current?.rows.add(content)
      continue
    }
    await endTable()
    if (kind === 'files') {
      if (createHash('sha256').update(content).digest('hex') !== subject) throw damaged()
      await receiver.file(subject, content)
      files.count += 1
      files.bytes += content.length
    } else if (name === 'checksums.json') {
      const checksums = read(Checksums, content)
      const none = measurement().result()
      const asExpected = heading.tables.every(({ name: table }) => {
        const [expected, found] = [checksums.tables[table], measured.get(table) ?? none]
        return expected?.sha256 === found.sha256 && expected.rows === found.rows && expected.bytes === found.bytes
      })
      if (!asExpected || files.count !== checksums.files.count || files.bytes !== checksums.files.bytes) throw damaged()
      return checksums
    } else throw damaged()
  }
  throw damaged()
}

async function requireKnownVersion(heading: Heading, migrationFolder: string): Promise<void> {
  const known = await knownMigrations(migrationFolder)
  if (!heading.migrations.every(({ name, digest }) => known.get(name) === digest)) throw otherVersion()
}

async function prepareStructure(
  connectionString: string,
  heading: Heading,
  migrationFolder: string,
  isEmpty: (database: Database) => Promise<boolean>,
): Promise<void> {
  const database = openDatabase(connectionString)
  try {
    await migrate(database, migrationFolder, heading.migrations.at(-1)?.name)
    const applied = await sql<{ name: string }>`select name from migration order by name collate "C"`.execute(database)
    const names = heading.migrations.map(({ name }) => name)
    if (applied.rows.map(({ name }) => name).join() !== names.join()) throw otherVersion()
    if (!(await isEmpty(database))) throw notEmpty('Hệ thống này đã có dữ liệu')
  } finally {
    await database.destroy()
  }
}

/** What PostgreSQL answers when the role may not change the structure (SQLSTATE 42501), in words. */
function explained(error: unknown): never {
  if ((error as { code?: string }).code !== '42501') throw error
  throw new Refusal(
    'not-allowed',
    'backup.not-owner',
    'Tài khoản trong DATABASE_URL không phải là chủ sở hữu các bảng nên không khôi phục được. Chưa có gì bị thay đổi. Hãy khôi phục bằng tài khoản chủ sở hữu.',
  )
}

async function filesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).length
}

function otherVersion(): Refusal {
  return new Refusal(
    'conflict',
    'backup.other-version',
    'Cấu trúc trong bản sao lưu không khớp với chương trình hoặc cơ sở dữ liệu này. Chưa khôi phục gì. Hãy dùng chương trình cùng phiên bản hoặc mới hơn phiên bản đã sao lưu, và một cơ sở dữ liệu vừa tạo, chưa chạy lần nào.',
  )
}

function notEmpty(what: string): Refusal {
  return new Refusal(
    'conflict',
    'backup.not-empty',
    `${what} nên không khôi phục vào đây; dữ liệu đang có được giữ nguyên. Hãy dùng một cơ sở dữ liệu và một DATA_DIR còn trống.`,
  )
}
