import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { databaseUrl } from '../../tests/support/database-url.ts'
import { databaseForTest } from '../../tests/support/system.ts'
import { readSettings } from '../settings.ts'
import { examine } from './doctor.ts'

async function stateOf(about: string, environment: Record<string, string>): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-doctor-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const findings = await examine(readSettings({ DATA_DIR: folder, ...environment }))
  return findings.find((finding) => finding.about === about)?.state
}

async function nameOfNewDatabase(): Promise<string> {
  const database = await databaseForTest()
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database)
  return rows[0]?.name ?? ''
}

describe('the doctor', () => {
  test('finds a database that answers and is up to date, and misses the first account', async () => {
    const url = databaseUrl(inject('postgresUrl'), await nameOfNewDatabase())
    expect(await stateOf('Cơ sở dữ liệu', { DATABASE_URL: url })).toBe('good')
    expect(await stateOf('Cấu trúc dữ liệu', { DATABASE_URL: url })).toBe('warning')
  })

  test('finds a database that is older than the program', async () => {
    const database = await databaseForTest()
    await sql`delete from migration where name = '0013-organisation-rights.sql'`.execute(database)
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database)
    const url = databaseUrl(inject('postgresUrl'), rows[0]?.name ?? '')
    expect(await stateOf('Cấu trúc dữ liệu', { DATABASE_URL: url })).toBe('wrong')
  })

  test('finds a database that does not answer, without telling its password', async () => {
    const findings = await examine(readSettings({ DATABASE_URL: 'postgresql://an:bimat@127.0.0.1:1/danvan' }))
    expect(findings.find((finding) => finding.about === 'Cơ sở dữ liệu')?.state).toBe('wrong')
    expect(JSON.stringify(findings)).not.toContain('bimat')
  })

  test('warns of an address without https and of a data folder that is open to others', async () => {
    expect(await stateOf('Cài đặt', { PUBLIC_URL: 'http://danvan.cantho.gov.vn' })).toBe('warning')
    expect(await stateOf('Cài đặt', { PUBLIC_URL: 'https://danvan.cantho.gov.vn' })).toBe('good')
    const open = await mkdtemp(join(tmpdir(), 'danvan-doctor-'))
    onTestFinished(() => rm(open, { recursive: true, force: true }))
    await chmod(open, 0o755)
    expect(await stateOf('Thư mục dữ liệu', { DATA_DIR: open })).toBe('warning')
    expect(await stateOf('Thư mục dữ liệu', {})).toBe('good')
  })
})
