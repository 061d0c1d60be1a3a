import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts'
import { databaseUrl } from './support/database-url.ts'
import { command, type Environment, type Serving, serve } from './support/processes.ts'

/** Two provinces as schemas of one database, and one in a database of its own on another server; each loaded with the same petitions. */
const SCHEMAS = { hau_giang: 'hau_giang', soc_trang: 'soc_trang', ca_mau: 'public' } as const
type Name = keyof typeof SCHEMAS
const NAMES = Object.keys(SCHEMAS) as Name[]
const CLERK = 'canbo.xa'
const PATIENCE_IN_MILLISECONDS = 60_000

let folder: string
const servers: EmbeddedPostgres[] = []
const provinces = {} as Record<
  Name,
  { environment: Environment; address: string; queue: string; serving: Serving; token: string }
>

async function ask<Row extends pg.QueryResultRow>(
  address: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

const environmentOf = (name: string, address: string, schema: string): Environment => ({
  DATA_DIR: join(folder, name),
  DATABASE_URL: address,
  DATABASE_SCHEMA: schema,
})

/** As an administrator of PostgreSQL does it: a role for each province, which owns its schema and can read no other. */
async function prepareSharedDatabase(server: string): Promise<string> {
  await ask(server, `create database provinces template template0 encoding 'UTF8' locale 'C.UTF-8'`)
  const address = databaseUrl(server, 'provinces')
  for (const extension of ['unaccent', 'pg_trgm', 'btree_gist']) await ask(address, `create extension ${extension}`)
  return address
}

const asRole = (address: string, role: string) => address.replace(/\/\/[^@]*@/, `//${role}@`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-provinces-'))
  await chmod(folder, 0o711)
  for (const name of ['a', 'b'])
    servers.push(await startEmbeddedPostgres({ dataDirectory: join(folder, `server-${name}`), durable: false }))
  const [a, b] = servers.map(({ connectionString }) => connectionString) as [string, string]
  const shared = await prepareSharedDatabase(a)
  await ask(b, `create database ca_mau template template0 encoding 'UTF8' locale 'C.UTF-8'`)
  for (const name of NAMES) {
    const schema = SCHEMAS[name]
    let address = databaseUrl(b, 'ca_mau')
    if (schema !== 'public') {
      const role = `${schema}_owner`
      await ask(shared, `create role ${role} login; grant create on database provinces to ${role}`)
      address = asRole(shared, role)
    }
    const environment = environmentOf(name, address, schema)
    const loaded = await command(environment, 'demo', '--scale', '1000')
    expect(loaded.code, loaded.messages).toBe(0)
    // The one before is already at work: that another begins beside it must not disturb it.
    const serving = await serve(environment)
    const token = await command(environment, 'token', 'create', '--account', CLERK)
    const queue = schema === 'public' ? 'graphile_worker' : `graphile_worker_${schema}`
    provinces[name] = { environment, address, queue, serving, token: token.output.trim() }
  }
})
afterAll(async () => {
  for (const { serving } of Object.values(provinces)) await serving.end('SIGTERM')
  for (const server of servers) await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function call(name: Name, path: string, sent?: unknown): Promise<Record<string, unknown>> {
  const { serving, token } = provinces[name]
  const answer = await fetch(serving.address + path, {
    ...(sent === undefined ? {} : { method: 'POST', body: JSON.stringify(sent) }),
    headers: {
      authorization: `Bearer ${token}`,
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
    },
  })
  expect(answer.ok, await answer.clone().text()).toBe(true)
  return (await answer.json()) as Record<string, unknown>
}

/** What a query finds in the schema of a province, asked past the system. */
const inProvince = <Row extends pg.QueryResultRow>(name: Name, text: string) => {
  const { address } = provinces[name]
  return ask<Row>(
    address,
    text.replaceAll('its.', `${SCHEMAS[name]}.`).replaceAll('queue.', `${provinces[name].queue}.`),
  )
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_IN_MILLISECONDS; Date.now() < end; ) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('It did not come about in time.')
}

describe('provinces on two servers, two of them as schemas of one database', () => {
  test('register petitions at the same time, each with numbers of its own, and see none of another', async () => {
    const titles = (name: Name) => [1, 2, 3].map((number) => `Đơn của ${name} ${number}`)
    const [unit] = await inProvince<{ id: string }>(
      'ca_mau',
      `select post.unit_id::text as id from its.post join its.account using (person_id) where user_name = '${CLERK}' limit 1`,
    )
    const petition = (title: string) => ({
      ...{ unitId: unit?.id, title, kind: 'feedback', channel: 'counter', receivedOn: '2026-11-20' },
      ...{ senderName: 'Nguyễn Văn Thử', senderAddress: 'Thôn 1', content: 'Đường liên thôn hỏng.' },
    })
    await Promise.all(
      NAMES.flatMap((name) => titles(name).map((title) => call(name, '/api/v1/petitions', petition(title)))),
    )
    const registered = async (name: Name) =>
      inProvince<{ title: string; number: string }>(
        name,
        `select title, number::text from its.petition where title like 'Đơn của %' order by number`,
      )
    const [one, ...others] = await Promise.all(NAMES.map(registered))
    expect(one?.map(({ title }) => title).sort()).toEqual(titles('hau_giang'))
    for (const other of others) expect(other.map(({ number }) => number)).toEqual(one?.map(({ number }) => number))
    for (const name of NAMES) {
      const found = JSON.stringify(await call(name, `/api/v1/petitions?words=${encodeURIComponent('Đơn của')}`))
      for (const other of NAMES) expect(found.includes(`Đơn của ${other}`)).toBe(other === name)
    }
  })

  test('do their own jobs only, and go on doing them after another has begun in the same database', async () => {
    for (const name of NAMES) {
      const before = await Promise.all(
        NAMES.map((each) => inProvince(each, `select * from its.job_run where job_name = 'mail.forget'`)),
      )
      await inProvince(name, `select from queue.add_job('mail.forget', '{}'::json)`)
      await until(async () => {
        const rows = await inProvince<{ well: boolean }>(
          name,
          `select ended_well as well from its.job_run where job_name = 'mail.forget'`,
        )
        return rows[0]?.well === true
      })
      for (const [at, other] of NAMES.entries()) {
        if (other === name) continue
        expect(await inProvince(other, `select * from its.job_run where job_name = 'mail.forget'`)).toEqual(before[at])
      }
    }
  })

  test('know a killed process of their own as dead though the number lives on in another schema', async () => {
    const numbers = async (name: Name) =>
      (await inProvince<{ id: number }>(name, 'select id from its.running_process order by id')).map(({ id }) => id)
    const [dead] = await numbers('hau_giang')
    expect(await numbers('soc_trang')).toContain(dead)
    await provinces.hau_giang.serving.end('SIGKILL')
    provinces.hau_giang.serving = await serve(provinces.hau_giang.environment)
    expect(await numbers('hau_giang')).not.toContain(dead)
    expect(await numbers('soc_trang')).toContain(dead)
  })

  test('have a trail each, which is whole', async () => {
    for (const name of NAMES) {
      const verified = await command(provinces[name].environment, 'audit', 'verify', '--json')
      expect(verified.code, verified.output).toBe(0)
    }
  })

  test('cannot be read with the role of another', async () => {
    const { address } = provinces.hau_giang
    await expect(ask(address, 'select from soc_trang.petition')).rejects.toMatchObject({ code: '42501' })
    await expect(ask(address, 'select from graphile_worker_soc_trang.jobs')).rejects.toMatchObject({ code: '42501' })
  })

  test('are backed up alone and restored alone: into a schema elsewhere, and out of a schema', async () => {
    const archive = join(folder, 'hau-giang.tar.gz')
    expect((await command(provinces.hau_giang.environment, 'backup', archive)).code).toBe(0)
    const [b] = servers.slice(1)
    const server = b?.connectionString ?? ''
    await ask(server, `create database moved template template0 encoding 'UTF8' locale 'C.UTF-8'`)
    await ask(server, `create database alone template template0 encoding 'UTF8' locale 'C.UTF-8'`)
    for (const [database, schema] of [
      ['moved', 'hau_giang'],
      ['alone', 'public'],
    ] as const) {
      const address = databaseUrl(server, database)
      const restored = await command(environmentOf(`restored-${database}`, address, schema), 'restore', archive)
      expect(restored.code, restored.messages).toBe(0)
      const found = await ask<{ title: string }>(
        address,
        `select title from ${schema}.petition where title like 'Đơn của %' order by title`,
      )
      expect(found.map(({ title }) => title)).toEqual([1, 2, 3].map((number) => `Đơn của hau_giang ${number}`))
    }
  })

  test('never share a database with one that lives in public', async () => {
    const { address } = provinces.ca_mau
    const beside = await command(environmentOf('beside', address, 'bac_lieu'), 'migrate')
    expect(beside).toMatchObject({ code: 1, messages: expect.stringContaining('đã có dữ liệu của một tỉnh khác') })
    const shared = asRole(provinces.hau_giang.address, 'danvan')
    const inPublic = await command(environmentOf('in-public', shared, 'public'), 'migrate')
    expect(inPublic).toMatchObject({ code: 1, messages: expect.stringContaining('đã có dữ liệu của một tỉnh khác') })
    expect(await ask(address, `select from pg_namespace where nspname = 'bac_lieu'`)).toEqual([])
  })
})
