import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { databaseForTest } from '../../../tests/support/system.ts'
import { migrate } from './migrate.ts'

test('an upgrade that is cut off in the middle of a file leaves the files before it, and goes on from there', async () => {
  const database = await databaseForTest()
  const folder = await mkdtemp(join(tmpdir(), 'danvan-migrations-'))
  const first = 'create table first_step (id int);'
  const second = 'create table second_step (id int); create table third_step (id int);'
  await writeFile(join(folder, '9001-first.sql'), first)
  const cutOff = second.replace(';', '; select pg_terminate_backend(pg_backend_pid());')
  await writeFile(join(folder, '9002-second.sql'), cutOff)
  await expect(migrate(database, folder)).rejects.toThrow()
  const there = async () => {
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_name in ('first_step', 'second_step', 'third_step') order by 1`.execute(database)
    return rows.map(({ name }) => name)
  }
  expect(await there()).toEqual(['first_step'])
  await writeFile(join(folder, '9002-second.sql'), second)
  expect(await migrate(database, folder)).toEqual(['9002-second.sql'])
  expect(await there()).toEqual(['first_step', 'second_step', 'third_step'])
})
