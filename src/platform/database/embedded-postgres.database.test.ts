import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Client } from 'pg'
import { build } from 'vite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { openCluster, pointerFile } from './postgres-cluster.ts'
import { readPostmaster } from './postmaster.ts'
import { runningAsRoot } from './server-user.ts'

let dataDirectory: string
const started: EmbeddedPostgres[] = []

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'danvan-test-'))
  // As root, so that the cluster stays inside; the test of a private folder closes it again.
  await chmod(dataDirectory, 0o711)
})

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
  await rm(dataDirectory, { recursive: true, force: true })
})

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDirectory, durable: false })
  started.push(server)
  return server
}

async function ask(server: { connectionString: string }, question: string): Promise<unknown> {
  const client = new Client({ connectionString: server.connectionString })
  await client.connect()
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

describe('the embedded PostgreSQL', () => {
  test('keeps what was written when it is stopped and started again', async () => {
    const first = await start()
    await ask(first, `create table note as select 'Đối thoại với nhân dân' as text`)
    await first.stop()

    expect(await ask(await start(), 'select text from note')).toBe('Đối thoại với nhân dân')
  })

  test('compares Vietnamese text the same way on every machine and listens on no port', async () => {
    const server = await start()

    expect(await ask(server, `select lower('ĐẶNG THỊ ƯỚC')`)).toBe('đặng thị ước')
    expect(await ask(server, 'select datlocale from pg_database where datname = current_database()')).toBe('C.UTF-8')
    expect(await ask(server, 'show server_encoding')).toBe('UTF8')
    expect(await ask(server, 'show listen_addresses')).toBe('')
  })

  test('writes to disk before it answers, unless told that the data may be lost', async () => {
    const server = await startEmbeddedPostgres({ dataDirectory })
    started.push(server)
    expect(await ask(server, 'show fsync')).toBe('on')
    await server.stop()

    expect(await ask(await start(), 'show fsync')).toBe('off')
  })

  test('refuses a second process on the same folder and leaves the first one alone', async () => {
    const first = await start()

    await expect(start()).rejects.toMatchObject({
      code: 'database.already-running',
      messageForPerson: expect.stringContaining(dataDirectory),
    })
    expect(await ask(first, 'select 1')).toBe(1)
  })

  test('makes one cluster when two processes start on an empty folder at once', async () => {
    const outcomes = await Promise.allSettled([start(), start()])

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'database.already-running' },
    })
    expect((await readdir(dataDirectory)).sort()).toEqual(['postgresql', 'postgresql.log'])
  })

  test('starts again after our process was killed and its server left behind', async () => {
    const killed = await startInAnotherProcess()
    await ask(killed, `create table note as select 'còn nguyên' as text`)
    killed.process.kill('SIGKILL')
    await once(killed.process, 'exit')
    const left = await readPostmaster(join(dataDirectory, 'postgresql'))

    const server = await start()

    expect(await ask(server, 'select text from note')).toBe('còn nguyên')
    expect((await readPostmaster(join(dataDirectory, 'postgresql')))?.processId).not.toBe(left?.processId)
    await expect(stat(left?.socketDirectory ?? '')).rejects.toThrow('ENOENT')
  })

  test('starts again after the server itself was killed together with our process', async () => {
    const killed = await startInAnotherProcess()
    await ask(killed, `create table note as select 'còn nguyên' as text`)
    const server = await readPostmaster(join(dataDirectory, 'postgresql'))
    process.kill(server?.processId ?? 0, 'SIGKILL')
    killed.process.kill('SIGKILL')
    await once(killed.process, 'exit')

    expect(await ask(await start(), 'select text from note')).toBe('còn nguyên')
    await expect(stat(server?.socketDirectory ?? '')).rejects.toThrow('ENOENT')
  })

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'is started again at the same address when it ends by %s',
    async (signal) => {
      const server = await startEmbeddedPostgres({ dataDirectory })
      started.push(server)
      await ask(server, `create table note as select 'còn nguyên' as text`)
      const ended = await readPostmaster(join(dataDirectory, 'postgresql'))

      process.kill(ended?.processId ?? 0, signal)

      await expect
        .poll(() => ask(server, 'select text from note').catch(() => null), { timeout: 20_000 })
        .toBe('còn nguyên')
      expect((await readPostmaster(join(dataDirectory, 'postgresql')))?.processId).not.toBe(ended?.processId)
    },
  )

  test('stays ended when it is stopped while it is being started again', async () => {
    const server = await start()
    process.kill((await readPostmaster(join(dataDirectory, 'postgresql')))?.processId ?? 0, 'SIGKILL')
    await server.stop()

    expect(await ask(await start(), 'select 1')).toBe(1)
  })

  test('ends with our process when that ends without stopping it', async () => {
    const other = await startInAnotherProcess()
    const server = await readPostmaster(join(dataDirectory, 'postgresql'))

    other.process.stdin?.end()
    await once(other.process, 'exit')

    await expect.poll(() => readPostmaster(join(dataDirectory, 'postgresql')), { timeout: 10_000 }).toBeNull()
    await expect(stat(server?.socketDirectory ?? '')).rejects.toThrow('ENOENT')
  })

  test('is not stopped by a process number that now belongs to another program', async () => {
    await (await start()).stop()
    await writeFile(join(dataDirectory, 'postgresql', 'postmaster.pid'), `${process.pid}\n`)

    expect(await ask(await start(), 'select 1')).toBe(1)
  })

  test('says where to look when the server cannot start', async () => {
    await (await start()).stop()
    await rm(join(dataDirectory, 'postgresql', 'global', 'pg_control'))

    await expect(start()).rejects.toMatchObject({
      code: 'database.cannot-start',
      messageForPerson: expect.stringContaining(join(dataDirectory, 'postgresql.log')),
    })
    expect(await readFile(join(dataDirectory, 'postgresql.log'), 'utf8')).toContain('pg_control')
  })

  test('does not quietly begin anew when the cluster that the folder names is gone', async () => {
    await writeFile(pointerFile(dataDirectory), '0123456789abcdef\n')

    await expect(start()).rejects.toMatchObject({ code: 'database.cluster-missing' })
  })

  test.runIf(runningAsRoot())('lives outside a folder that only root may enter, and is found again', async () => {
    await chmod(dataDirectory, 0o700)
    const first = await start()
    const { directory, user } = await openCluster(dataDirectory, false)
    try {
      await ask(first, 'create table note as select 7 as number')
      await first.stop()

      expect(basename(directory)).toBe((await readFile(pointerFile(dataDirectory), 'utf8')).trim())
      expect((await stat(directory)).uid).toBe(user?.uid)
      expect(user?.uid).not.toBe(0)
      const again = await start()
      expect(await ask(again, 'select number from note')).toBe(7)
      await again.stop()
    } finally {
      await first.stop()
      await rm(directory, { recursive: true })
    }
  })
})

/** Starts the server from a process of its own, which ends when its standard input is closed. */
async function startInAnotherProcess(): Promise<{ process: ChildProcess; connectionString: string }> {
  // Inside the project, so that the packages are found from there.
  const compiled = join(import.meta.dirname, '../../../.cache/embedded-postgres-test')
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'embedded-postgres.ts'), outDir: compiled },
  })
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(compiled, 'embedded-postgres.js'))})
    const server = await startEmbeddedPostgres({ dataDirectory: ${JSON.stringify(dataDirectory)}, durable: true })
    process.stdin.resume()
    console.log(server.connectionString)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return { process: child, connectionString: String(line).trim() }
}
