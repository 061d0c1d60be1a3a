import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { databaseUrl } from '../../../tests/support/database-url.ts'
import { databaseForTest } from '../../../tests/support/system.ts'
import { recordChange } from '../audit/record-change.ts'
import { sealEntries } from '../audit/seal-entries.ts'
import { verifyTrail } from '../audit/verify-trail.ts'
import type { Database } from '../database/database.ts'
import { DEFAULT_SCHEMA } from '../database/schema.ts'
import { openFileStore } from '../files/file-store.ts'
import type { Checksums } from './archive.ts'
import { backUp } from './back-up.ts'
import { checkArchive, restore } from './restore.ts'
import { measureTable, prepareConnection, tablesOf } from './tables.ts'

const MIGRATION_FOLDER = join(import.meta.dirname, '../../../migrations')

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'danvan-backup-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

async function urlOf(database: Database): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database)
  return databaseUrl(inject('postgresUrl'), rows[0]?.name ?? '')
}

/** One person entered with a paper attached, in one transaction with the trail: what must never be torn apart. */
async function work(database: Database, fileFolder: string, index: number): Promise<void> {
  const files = openFileStore(fileFolder)
  await database.transaction().execute(async (transaction) => {
    const fullName = `Người thứ ${index} – “tab\t, gạch \\ và\nxuống dòng”`
    const person = await sql<{ id: string }>`insert into person (full_name) values (${fullName}) returning id`.execute(
      transaction,
    )
    const content = Readable.from([Buffer.from(`%PDF-1.7\n${randomUUID()}`)])
    const stored = await files.put(transaction, { name: 'bien-ban.pdf', content, accountId: null })
    await recordChange(transaction, {
      official: null,
      action: 'test.person-entered',
      subject: { kind: 'person', id: person.rows[0]?.id ?? '' },
      unitId: null,
      summary: 'Nhập',
      after: { sha256: stored.sha256 },
    })
  })
}

async function backUpOf(database: Database, fileFolder: string) {
  const path = join(await folder(), 'sao-luu.tar.gz')
  const made = await backUp({
    connectionString: await urlOf(database),
    fileFolder,
    path,
    leftOut: ['session'],
    now: new Date('2026-11-22T02:00:00Z'),
  })
  return { path, made }
}

async function restoreInto(connectionString: string, path: string) {
  const fileFolder = join(await folder(), 'files')
  const isEmpty = async (database: Database) => (await sql`select from person`.execute(database)).rows.length === 0
  await restore({ connectionString, fileFolder, path, migrationFolder: MIGRATION_FOLDER, isEmpty })
  return fileFolder
}

/** Sessions are not kept; what was to be sent and when people were last told is changed on purpose (see the test of mail). */
const CHANGED = ['session', 'notice_reader', 'mail_message', 'webhook_delivery']
const without = (tables: Checksums['tables']) =>
  Object.fromEntries(Object.entries(tables).filter(([name]) => !CHANGED.includes(name)))

/** Checksums of all tables, without what restoring itself wrote into the trail. */
async function checksumsOf(connectionString: string, leftOut: readonly string[] = []): Promise<Checksums['tables']> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await prepareConnection(client, DEFAULT_SCHEMA)
    await client.query(`begin; set local session_replication_role = replica`)
    await client.query(`delete from audit_entry where action = 'backup.restored'`)
    const measured: Checksums['tables'] = {}
    for (const table of await tablesOf(client))
      if (!leftOut.includes(table.name)) measured[table.name] = await measureTable(client, table)
    return measured
  } finally {
    await client.end()
  }
}

/** Everything about the structure that loading takes away for a while. */
async function guardsOf(database: Database) {
  const { rows } = await sql`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition,
      obj_description(oid, 'pg_constraint') as comment
    from pg_constraint where connamespace = 'public'::regnamespace
    union all
    select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text from pg_trigger where not tgisinternal
    order by 1, 2`.execute(database)
  return rows
}

const filesOf = async (fileFolder: string) =>
  (await readdir(fileFolder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).sort()

describe('a backup', () => {
  test('made while people work is one moment of the system, and comes back equal in every table and file', async () => {
    const source = await databaseForTest('province')
    const fileFolder = join(await folder(), 'files')
    for (let index = 0; index < 20; index += 1) await work(source, fileFolder, index)
    await sealEntries(source)
    let working = true
    let done = 0
    const writers = [1, 2, 3].map(async () => {
      while (working) {
        await work(source, fileFolder, 1000 + done)
        done += 1
        if (done % 10 === 0) await sealEntries(source)
      }
    })
    const { path, made } = await backUpOf(source, fileFolder)
    const doneMeanwhile = done
    working = false
    await Promise.all(writers)
    expect(doneMeanwhile).toBeGreaterThan(5)

    const target = await databaseForTest()
    const guardsBefore = await guardsOf(target)
    const restoredFiles = await restoreInto(await urlOf(target), path)

    expect(await checksumsOf(await urlOf(target), CHANGED)).toEqual(without(made.checksums.tables))
    expect(Object.keys(made.checksums.tables).length).toBeGreaterThan(50)
    expect(await guardsOf(target)).toEqual(guardsBefore)
    const inside = await sql<{ entries: number; files: number; torn: number }>`
      select (select count(*)::int from audit_entry where action = 'test.person-entered') as entries,
        (select count(*)::int from stored_file) as files,
        (select count(*)::int from audit_entry entry where action = 'test.person-entered' and not exists
          (select from stored_file where sha256 = entry.after ->> 'sha256')) as torn`.execute(target)
    const [counted] = inside.rows
    expect(counted).toMatchObject({ torn: 0, files: counted?.entries })
    expect(counted?.entries).toBeGreaterThanOrEqual(20)
    expect(counted?.entries).toBeLessThan(20 + done)
    expect(await filesOf(restoredFiles)).toHaveLength(counted?.entries ?? 0)
    for (const name of await filesOf(restoredFiles))
      expect((await readFile(join(restoredFiles, name))).equals(await readFile(join(fileFolder, name)))).toBe(true)

    // And the restored system goes on: new ids are new, the chain holds, references and triggers guard.
    await work(target, restoredFiles, 9999)
    await sealEntries(target)
    expect((await verifyTrail(target)).faults).toEqual([])
    await expect(sql`delete from audit_entry`.execute(target)).rejects.toThrow('append-only')
    await expect(
      sql`insert into post (person_id, unit_id, title, valid_from) values (0, 0, '', now())`.execute(target),
    ).rejects.toThrow()
  })

  test('brings back mail that waited as doubtful: it may have gone out since, and nobody but a person sends it again', async () => {
    const source = await databaseForTest('province')
    await sql`insert into mail_message (account_id, purpose, message_id, recipient, subject, text_body, html_body)
      select id, 'digest', 'waiting@test', 'nguoi.nhan@example.org', 'Thư', 'Thư', 'Thư' from account limit 1`.execute(
      source,
    )
    await sql`update notice_reader set last_looked_at = now()`.execute(source)
    const { path } = await backUpOf(source, join(await folder(), 'files'))
    const target = await databaseForTest()
    await restoreInto(await urlOf(target), path)
    const { rows } = await sql<{ state: string; looked: number }>`
      select state, (select count(last_looked_at)::int from notice_reader) as looked
      from mail_message where message_id = 'waiting@test'`.execute(target)
    expect(rows).toEqual([{ state: 'doubtful', looked: 0 }])
  })

  test('comes back into a new database by a role that is no superuser', async () => {
    const source = await databaseForTest('province')
    const { path, made } = await backUpOf(source, join(await folder(), 'files'))
    const name = `danvan_test_owned_${process.pid}`
    const administrator = new pg.Client({ connectionString: inject('postgresUrl') })
    await administrator.connect()
    await administrator.query(`create role ${name} login password '${name}'`)
    await administrator.query(
      `create database ${name} owner ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`,
    )
    onTestFinished(async () => {
      await administrator.query(`drop database ${name} with (force)`)
      await administrator.query(`drop role ${name}`)
      await administrator.end()
    })
    const url = new URL(databaseUrl(inject('postgresUrl'), name))
    url.username = name
    url.password = name
    await restoreInto(url.href, path)
    expect(await checksumsOf(databaseUrl(inject('postgresUrl'), name), CHANGED)).toEqual(without(made.checksums.tables))
  })

  test('that was cut short or changed is refused, and leaves the system empty', async () => {
    const source = await databaseForTest()
    const fileFolder = join(await folder(), 'files')
    for (let index = 0; index < 3; index += 1) await work(source, fileFolder, index)
    const { path } = await backUpOf(source, fileFolder)
    const whole = await readFile(path)
    const target = await databaseForTest()
    const before = await checksumsOf(await urlOf(target))

    const text = gunzipSync(whole).toString('latin1')
    const spoilt: [string, () => Promise<void>][] = [
      ['cut short', () => truncate(path, whole.length - 200)],
      [
        'a row changed',
        () =>
          writeFile(path, gzipSync(Buffer.from(text.replace('test.person-entered', 'test.person-altered'), 'latin1'))),
      ],
      ['a file changed', () => writeFile(path, gzipSync(Buffer.from(text.replace('%PDF-1.7', '%PDF-1.6'), 'latin1')))],
      [
        'without its checksums',
        () => writeFile(path, gzipSync(Buffer.from(text.replace('checksums.json', 'checksumz.json'), 'latin1'))),
      ],
      ['something else', () => writeFile(path, 'không phải bản sao lưu')],
    ]
    for (const [how, spoil] of spoilt) {
      await spoil()
      await expect(checkArchive(path), how).rejects.toMatchObject({ code: 'backup.damaged' })
      await expect(restoreInto(await urlOf(target), path), how).rejects.toMatchObject({ code: 'backup.damaged' })
      expect(await checksumsOf(await urlOf(target)), how).toEqual(before)
    }
    await writeFile(path, whole)
    expect((await checkArchive(path)).checksums.files.count).toBe(3)
    await restoreInto(await urlOf(target), path)
    await expect(restoreInto(await urlOf(target), path)).rejects.toMatchObject({ code: 'backup.not-empty' })
  })

  test('tells which files were missing or damaged on the disk, saves the rest, and overwrites no older backup', async () => {
    const source = await databaseForTest()
    const fileFolder = join(await folder(), 'files')
    for (let index = 0; index < 3; index += 1) await work(source, fileFolder, index)
    const [first = '', second = ''] = await filesOf(fileFolder)
    await rm(join(fileFolder, first))
    await writeFile(join(fileFolder, second), 'hỏng')
    const { path, made } = await backUpOf(source, fileFolder)
    const nameOf = (file: string) => file.split('/').at(-1)
    expect(made.checksums.files).toMatchObject({ count: 1, missing: [nameOf(first)], damaged: [nameOf(second)] })
    const target = await databaseForTest()
    expect(await filesOf(await restoreInto(await urlOf(target), path))).toHaveLength(1)

    const again = backUp({ connectionString: await urlOf(source), fileFolder, path, leftOut: [], now: new Date() })
    await expect(again).rejects.toMatchObject({ code: 'backup.exists' })
  })

  test('of another version is refused', async () => {
    const source = await databaseForTest()
    await sql`insert into migration (name, digest) values ('9999-later.sql', 'x')`.execute(source)
    const { path } = await backUpOf(source, join(await folder(), 'files'))
    const target = await databaseForTest()
    await expect(restoreInto(await urlOf(target), path)).rejects.toMatchObject({ code: 'backup.other-version' })
    const older = await databaseForTest()
    await sql`delete from migration where name > '0013'`.execute(older)
    const { path: olderPath } = await backUpOf(older, join(await folder(), 'files'))
    await expect(restoreInto(await urlOf(target), olderPath)).rejects.toMatchObject({ code: 'backup.other-version' })
  })
})
