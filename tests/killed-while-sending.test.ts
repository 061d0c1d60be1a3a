import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../src/platform/database/database.ts'
import { inTransaction } from '../src/platform/database/database.ts'
import { addLostDeliveries, queueMail } from '../src/platform/mail/queue-mail.ts'
import { type MailServer, startMailServer } from './support/mail-server.ts'
import { makeDatabase } from './support/system.ts'

const COMPILED = join(import.meta.dirname, '../.cache/job-process-test')
const NOTICES = 300
const KILLS = 25
const LONGEST_ANSWER_IN_MILLISECONDS = 300
const SEED = 20_261_122

beforeAll(() =>
  build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'support/job-process.ts'), outDir: COMPILED },
  }),
)

/** Numbers between 0 and 1 that are the same at every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

async function sandbox() {
  const { database, connectionString, drop } = await makeDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'danvan-jobs-'))
  const server = await startMailServer()
  const running = new Set<ChildProcess>()
  onTestFinished(async () => {
    for (const child of running) child.kill('SIGKILL')
    await server.stop()
    await drop()
    await rm(folder, { recursive: true, force: true })
  })
  const start = async () => {
    const script = `const { runJobProcess } = await import(${JSON.stringify(join(COMPILED, 'job-process.js'))})
      await runJobProcess(...${JSON.stringify([connectionString, folder, server.url])})`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    running.add(child)
    await once(child.stdout, 'data')
    return child
  }
  const kill = async (child: ChildProcess) => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    running.delete(child)
  }
  return { database, server, start, kill }
}

async function queue(database: Database, count: number): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const person = await transaction
      .insertInto('person')
      .values({ full_name: 'Trần Văn Tám' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const account = await transaction
      .insertInto('account')
      .values({ user_name: 'tam', person_id: person.id, password_digest: null, disabled_at: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (let number = 1; number <= count; number += 1)
      await queueMail(
        transaction,
        { publicUrl: 'http://danvan.example', now: new Date() },
        {
          accountId: account.id,
          purpose: 'notices',
          recipient: `nguoi-${number}@xa.example`,
          subject: `Thông báo ${number}`,
          text: `Có ${number} việc`,
        },
      )
  })
}

const outbox = (database: Database) =>
  database.selectFrom('mail_message').select(['message_id as messageId', 'state', 'attempts']).orderBy('id').execute()

async function untilAllEnded(database: Database): Promise<void> {
  for (;;) {
    const open = (await outbox(database)).filter(({ state }) => state === 'waiting' || state === 'sending')
    if (open.length === 0) return
    await pause(50)
  }
}

const timesReceived = (server: MailServer, messageId: string) =>
  server.received.filter((mail) => mail.messageId === messageId).length

describe('three hundred notices', () => {
  test('reach the mail server once each, or are marked doubtful, though processes are killed again and again', async () => {
    const { database, server, start, kill } = await sandbox()
    const random = chance(SEED)
    // So slow that messages are under way whenever a process is killed.
    server.onMessage = () => pause(random() * LONGEST_ANSWER_IN_MILLISECONDS)
    await queue(database, NOTICES)

    const children = [await start(), await start()]
    for (let killed = 0; killed < KILLS; killed += 1) {
      await pause(random() * 150)
      const which = Math.floor(random() * children.length)
      const victim = children[which]
      if (victim) await kill(victim)
      children[which] = await start()
    }
    await untilAllEnded(database)

    const messages = await outbox(database)
    expect(messages).toHaveLength(NOTICES)
    for (const { messageId, state } of messages) {
      const times = timesReceived(server, messageId)
      if (state === 'sent') expect([messageId, times]).toEqual([messageId, 1])
      else expect([messageId, state, times <= 1]).toEqual([messageId, 'doubtful', true])
    }
    expect(server.received.every(({ messageId }) => messages.some((each) => each.messageId === messageId))).toBe(true)
  })

  test('that a killed process was handing over is doubtful, and is not handed over again', async () => {
    const { database, server, start, kill } = await sandbox()
    const arrived = new Promise<void>((resolve) => {
      server.onMessage = async () => {
        resolve()
        // The server has the message; the killed process never learns of it.
        await pause(2_000)
      }
    })
    await queue(database, 1)
    const first = await start()
    await arrived
    await kill(first)
    server.onMessage = async () => {}
    await start()
    await untilAllEnded(database)
    await addLostDeliveries(database)
    await pause(500)
    expect(await outbox(database)).toMatchObject([{ state: 'doubtful', attempts: 1 }])
    expect(server.received).toHaveLength(1)
  })
})
