import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePorts } from '../scripts/free-port.mjs'
import { DEMONSTRATION_ACCOUNTS } from '../src/demonstration/index.ts'
import { PROJECT_FOLDER } from '../src/folders.ts'
import type { Database } from '../src/platform/database/database.ts'
import { findProxy } from './support/find-proxy.mjs'
import { command, type Environment, type Serving, serve } from './support/processes.ts'
import { makeDatabase } from './support/system.ts'

const HAPROXY = findProxy()
const WRITERS = 8
const LEFT = 4
const JOBS = 40
/** As docs/scale.md has it for the file that is shipped, in which the proxy looks every second. */
const LEAVING_SECONDS = '5'
/** After that long the proxy has looked twice at who has come back, on a busy machine too. */
const BACK_AFTER_MILLISECONDS = 5_000

let folder: string
let database: Database
let drop: () => Promise<void>
let environment: Environment
let proxy: ChildProcess | undefined
let ports: { plain: number; told: number; first: number; second: number }
const serving: Serving[] = []

beforeAll(async () => {
  if (HAPROXY === null) return
  folder = await mkdtemp(join(tmpdir(), 'danvan-proxy-'))
  const made = await makeDatabase('province')
  ;({ database, drop } = made)
  const [plain = 0, told = 0, first = 0, second = 0] = await freePorts(4)
  ports = { plain, told, first, second }
  environment = {
    DATA_DIR: folder,
    DATABASE_URL: made.connectionString,
    LEAVING_SECONDS,
    PUBLIC_URL: `http://127.0.0.1:${plain}`,
  }
  for (const port of [first, second]) serving.push(await serve({ ...environment, PORT: String(port) }))
  await writeFile(join(folder, 'haproxy.cfg'), await configuration())
  proxy = spawn(HAPROXY, ['-db', '-f', join(folder, 'haproxy.cfg')], { stdio: 'ignore' })
  await until(async () => (await fetch(`http://127.0.0.1:${plain}/healthz`).catch(() => null))?.status === 200)
})
afterAll(async () => {
  if (HAPROXY === null) return
  if (proxy) {
    const gone = once(proxy, 'exit')
    proxy.kill('SIGTERM')
    await gone
  }
  for (const each of serving) await each.end('SIGTERM')
  await drop()
  await rm(folder, { recursive: true, force: true })
})

/**
 * The file that is shipped, at addresses of this test: without the certificate, and with a second way in on which the test tells what
 * address a visitor has (PROXY protocol).
 */
async function configuration(): Promise<string> {
  const shipped = await readFile(join(PROJECT_FOLDER, 'deploy', 'haproxy.cfg'), 'utf8')
  const changed = shipped
    .replace('bind :80\n', `bind 127.0.0.1:${ports.plain}\n    bind 127.0.0.1:${ports.told} accept-proxy\n`)
    .replace(/ {4}bind :443 .*\n {4}http-request redirect .*\n/, '')
    .replace('127.0.0.1:3001', `127.0.0.1:${ports.first}`)
    .replace('127.0.0.1:3002', `127.0.0.1:${ports.second}`)
  expect(changed).not.toMatch(/:(443|3001|3002)\b|bind :/)
  return changed
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (await holds()) return
    await wait(100)
  }
  throw new Error('It did not come about in time.')
}

/** Sends a form on a line of its own to the proxy, as somebody at this address; answers the status. */
async function sendAs(address: string, forged: string): Promise<number> {
  const line = connect(ports.told, '127.0.0.1')
  line.write(`PROXY TCP4 ${address} 127.0.0.1 40000 80\r\n`)
  line.write(
    `POST /sign-in HTTP/1.1\r\nHost: danvan\r\nConnection: close\r\nX-Forwarded-For: ${forged}\r\nForwarded: for=${forged}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n`,
  )
  let said = ''
  for await (const chunk of line) said += String(chunk)
  return Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1])
}

describe.skipIf(HAPROXY === null)('two processes behind the proxy that is shipped', () => {
  test('share what one of them knows: who has signed in at one is known at the other', async () => {
    const [one, other] = serving
    const account = DEMONSTRATION_ACCOUNTS.find(({ userName }) => userName === 'canbo.xa')
    const form = await fetch(`${one?.address}/sign-in`)
    const token = /name="_token" value="([^"]+)"/.exec(await form.text())?.[1] ?? ''
    const cookies = (answer: Response) => answer.headers.getSetCookie().map((each) => each.split(';')[0])
    const before = cookies(form).join('; ')
    const signedIn = await fetch(`${one?.address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: before },
      body: new URLSearchParams({ _token: token, userName: 'canbo.xa', password: account?.password ?? '' }),
    })
    expect(signedIn.status).toBe(303)
    const cookie = cookies(signedIn).join('; ')
    for (const base of [other?.address, `http://127.0.0.1:${ports.plain}`]) {
      const page = await fetch(`${base}/petitions`, { headers: { cookie }, redirect: 'manual' })
      expect(page.status).toBe(200)
    }
  })

  test('do each job once', async () => {
    await sql`create table begun (at timestamptz default clock_timestamp())`.execute(database)
    await sql`create function note_begin() returns trigger language plpgsql as
      'begin insert into begun default values; return null; end'`.execute(database)
    await sql`create trigger note_begin after insert or update of started_at on job_run for each row
      when (new.job_name = 'files.remove-left' and new.ended_at is null) execute function note_begin()`.execute(
      database,
    )
    await sql`select add_job('files.remove-left', '{}'::json) from generate_series(1, ${JOBS}::int)`.execute(database)
    await until(async () => {
      const { rows } = await sql`select from jobs where task_identifier = 'files.remove-left'`.execute(database)
      return rows.length === 0
    })
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from begun`.execute(database)
    expect(rows[0]?.count).toBe(JOBS)
    await sql`drop function note_begin cascade`.execute(database)
    await sql`drop table begun`.execute(database)
  })

  test('give a request one id, which the person is told', async () => {
    const answer = await fetch(`http://127.0.0.1:${ports.plain}/sign-in`, {
      headers: { 'x-request-id': 'aaaaaaaaaaaaaaaaaaaa' },
    })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
  })

  test('count forms by the address of the person, whatever that person says it is, and never by that of the proxy', async () => {
    const said = new Map<number, number>()
    for (let sent = 0; sent < 150; sent += 1) {
      const status = await sendAs('203.0.113.7', sent % 2 === 0 ? '127.0.0.1' : `198.51.100.${sent}`)
      said.set(status, (said.get(status) ?? 0) + 1)
    }
    expect(said.get(429) ?? 0).toBeGreaterThan(0)
    expect(await sendAs('203.0.113.8', '203.0.113.7')).not.toBe(429)
  })

  test('take no request with them when they leave one after the other', async () => {
    const created = await command(environment, 'token', 'create', '--account', 'canbo.xa')
    const authorization = `Bearer ${created.output.trim()}`
    const { rows: posts } = await sql<{
      id: string
    }>`select post.unit_id::text as id from post join account using (person_id)
      where user_name = 'canbo.xa' limit 1`.execute(database)
    const agent = new Agent({ keepAlive: true, maxSockets: WRITERS })
    const answers = new Map<string, number>()
    let sent = 0
    let stopping = false
    const send = (title: string | null) =>
      new Promise<string>((resolve) => {
        const asked = request(
          {
            ...{ agent, host: '127.0.0.1', port: ports.plain },
            ...(title === null
              ? { path: '/api/v1/petitions', method: 'GET', headers: { authorization } }
              : {
                  path: '/api/v1/petitions',
                  method: 'POST',
                  headers: { authorization, 'content-type': 'application/json' },
                }),
          },
          (answer) => {
            let said = ''
            answer.on('data', (chunk) => {
              said += String(chunk)
            })
            const { statusCode = 0 } = answer
            answer.once('end', () =>
              resolve(statusCode < 400 ? String(statusCode) : `${statusCode} ${said.slice(0, 200)}`),
            )
            answer.once('error', (error) => resolve(error.message))
          },
        )
        asked.once('error', (error) => resolve(error.message))
        asked.end(
          title === null
            ? undefined
            : JSON.stringify({
                ...{ unitId: posts[0]?.id, title, kind: 'feedback', channel: 'counter', receivedOn: '2026-11-20' },
                ...{ senderName: 'Nguyễn Văn Thử', senderAddress: 'Thôn 1', content: 'Đường liên thôn hỏng.' },
              }),
        )
      })
    const writers = Array.from({ length: WRITERS }, async (_, writer) => {
      while (!stopping) {
        sent += 1
        const answer = await send(writer % 2 === 0 ? `Đơn qua máy trung gian ${sent}` : null)
        answers.set(answer, (answers.get(answer) ?? 0) + 1)
      }
    })
    for (let left = 0; left < LEFT; left += 1) {
      const which = left % 2
      await wait(500)
      expect(await serving[which]?.end('SIGTERM')).toBe(0)
      await wait(300)
      serving[which] = await serve({ ...environment, PORT: String(which === 0 ? ports.first : ports.second) })
      await wait(BACK_AFTER_MILLISECONDS)
    }
    stopping = true
    await Promise.all(writers)
    agent.destroy()
    expect([...answers.keys()].sort()).toEqual(['200', '201'])
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from petition
      where title like 'Đơn qua máy trung gian %'`.execute(database)
    expect(rows[0]?.count).toBe(answers.get('201'))
  })
})
