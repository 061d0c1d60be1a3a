import { createHash } from 'node:crypto'
import { access, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import pg from 'pg'
import { Refusal } from '../../vocabulary/refusal.ts'
import { schemaOf } from '../database/schema.ts'
import { pathOfFile } from '../files/file-store.ts'
import { type ArchiveWriter, type Checksums, type Heading, PIECE_IN_BYTES, writeArchive } from './archive.ts'
import { measurement, prepareConnection, rowsOf, type TableOfBackup, tablesOf } from './tables.ts'

export type BackupMade = { heading: Heading; checksums: Checksums; sizeInBytes: number; sha256: string }

const FILES_AT_ONCE = 500

/**
 * Writes database and files into one archive while the system goes on working. All tables are read in one snapshot; a file is on
 * the disk before the row that names it is committed and never changes, so the files fit the snapshot. Files that are missing or
 * damaged are told in the result and do not keep the rest from being saved.
 * Refuses `backup.exists` when the archive is there already, and `backup.nothing-there` for a database without our tables.
 */
export async function backUp({
  connectionString,
  fileFolder,
  path,
  leftOut,
  now,
}: {
  connectionString: string
  fileFolder: string
  path: string
  leftOut: readonly string[]
  now: Date
}): Promise<BackupMade> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await refuseExisting(path)
  const client = new pg.Client({ connectionString, application_name: 'danvan backup' })
  await client.connect()
  try {
    await prepareConnection(client, schemaOf(connectionString))
    await client.query('begin isolation level repeatable read read only')
    const heading = await headingOf(client, leftOut, now)
    const tables: Checksums['tables'] = {}
    const sequences = await sequencesOf(client)
    let files: Checksums['files'] = { count: 0, bytes: 0, missing: [], damaged: [] }
    const written = await writeArchive(path, async (archive) => {
      await archive.add('backup.json', json(heading))
      for (const table of heading.tables) tables[table.name] = await addTable(client, table, archive)
      files = await addFiles(client, fileFolder, archive)
      await archive.add('checksums.json', json({ tables, sequences, files } satisfies Checksums))
    })
    await client.query('commit')
    return { heading, checksums: { tables, sequences, files }, ...written }
  } finally {
    await client.end()
  }
}

const json = (content: unknown) => Buffer.from(`${JSON.stringify(content, null, 2)}\n`)

async function refuseExisting(path: string): Promise<void> {
  const exists = await access(path).then(
    () => true,
    () => false,
  )
  if (!exists) return
  throw new Refusal(
    'conflict',
    'backup.exists',
    `Đã có tệp ${path}. Chưa sao lưu và tệp cũ được giữ nguyên. Hãy chọn tên khác.`,
  )
}

async function headingOf(client: pg.Client, leftOut: readonly string[], now: Date): Promise<Heading> {
  const tables = await tablesOf(client)
  if (!tables.some((table) => table.name === 'migration')) {
    throw new Refusal(
      'not-found',
      'backup.nothing-there',
      'Cơ sở dữ liệu này chưa có dữ liệu của hệ thống nên không có gì để sao lưu.',
    )
  }
  const version = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  const migrations = await client.query<{ name: string; digest: string }>(
    'select name, digest from migration order by name collate "C"',
  )
  return {
    format: 1,
    madeAt: now.toISOString(),
    postgresVersion: version.rows[0]?.version ?? '',
    migrations: migrations.rows,
    tables: tables.filter((table) => !leftOut.includes(table.name)),
    leftOut: [...leftOut],
  }
}

/** Read after the snapshot was taken, so that every id in it has been given already. */
async function sequencesOf(client: pg.Client): Promise<Checksums['sequences']> {
  const { rows } = await client.query<{ name: string }>(`select relname as name from pg_class
    where relkind = 'S' and relnamespace = current_schema()::regnamespace order by relname collate "C"`)
  const sequences: Checksums['sequences'] = []
  for (const { name } of rows) {
    const found = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value as "lastValue", is_called as "isCalled" from "${name}"`,
    )
    for (const state of found.rows) sequences.push({ name, ...state })
  }
  return sequences
}

async function addTable(client: pg.Client, table: TableOfBackup, archive: ArchiveWriter) {
  const measured = measurement()
  let waiting: Buffer[] = []
  let size = 0
  let pieces = 0
  const send = async () => {
    pieces += 1
    await archive.add(`tables/${table.name}/${String(pieces).padStart(5, '0')}`, Buffer.concat(waiting))
    waiting = []
    size = 0
  }
  for await (const chunk of rowsOf(client, table)) {
    measured.add(chunk)
    waiting.push(chunk)
    size += chunk.length
    if (size >= PIECE_IN_BYTES) await send()
  }
  if (size > 0) await send()
  return measured.result()
}

async function addFiles(client: pg.Client, fileFolder: string, archive: ArchiveWriter): Promise<Checksums['files']> {
  const files: Checksums['files'] = { count: 0, bytes: 0, missing: [], damaged: [] }
  for (let last = ''; ; ) {
    const { rows } = await client.query<{ sha256: string }>(
      `select distinct sha256 collate "C" as sha256 from stored_file where sha256 collate "C" > $1 order by 1 limit ${FILES_AT_ONCE}`,
      [last],
    )
    for (const { sha256 } of rows) {
      const content = await readFile(pathOfFile(fileFolder, sha256)).catch(() => null)
      if (content === null) files.missing.push(sha256)
      else if (createHash('sha256').update(content).digest('hex') !== sha256) files.damaged.push(sha256)
      else {
        await archive.add(`files/${sha256}`, content)
        files.count += 1
        files.bytes += content.length
      }
    }
    const end = rows.at(-1)
    if (!end) return files
    last = end.sha256
  }
}
