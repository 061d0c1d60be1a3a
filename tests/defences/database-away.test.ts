import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiToken } from '../../src/modules/identity/index.ts'
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.mjs'
import { sampleProvince } from '../support/sample-province.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'

/** More than the system has connections. */
const AT_ONCE = 24

describe('while the line to the database is bad', () => {
  let system: RunningSystem
  let line: DatabaseProxy
  let authorization = ''
  let unitId = ''

  beforeAll(async () => {
    system = await startSystem('empty', {
      ...{ port: 0, identityProvider: null },
      line: async (connectionString) => {
        line = await startDatabaseProxy(connectionString)
        return line.connectionString
      },
    })
    const { units, officials } = await sampleProvince(system.database)
    unitId = units.committee
    authorization = `Bearer ${await createApiToken(system.database, officials.collector.accountId)}`
  })
  afterAll(async () => {
    line.open()
    await system.stop()
    await line.stop()
  })

  const page = () => system.app.inject({ url: '/public' })
  const list = () => system.app.inject({ url: '/api/v1/plans', headers: { authorization } })
  const makePlan = (key: string) =>
    system.app.inject({
      method: 'POST',
      url: '/api/v1/plans',
      headers: { authorization, 'idempotency-key': key },
      payload: { unitId, title: `Kế hoạch ${key}`, year: 2026, issuedOn: '28/02/2026', contents: '1. Đối thoại' },
    })
  const plansNamed = (key: string) =>
    system.database.selectFrom('plan').select('id').where('title', '=', `Kế hoạch ${key}`).execute()

  test('connections that were cut are replaced, and nobody hears of a defect', async () => {
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([
        ...Array.from({ length: 8 }, page),
        ...Array.from({ length: 8 }, list),
        cutSoon(),
      ])
      for (const answer of answers.flatMap((each) => each ?? [])) expect([200, 503]).toContain(answer.statusCode)
      expect((await untilTaken(page)).statusCode).toBe(200)
    }
  })

  test('a database that is away is told in words, with the time to come again, to people and to programs', async () => {
    line.refuse()
    const shown = await page()
    expect(shown.statusCode).toBe(503)
    expect(shown.headers['retry-after']).toBe('10')
    expect(shown.body).toContain('Cơ sở dữ liệu tạm thời không trả lời. Hãy chờ 10 giây rồi tải lại trang.')
    const told = await list()
    expect(told.statusCode).toBe(503)
    expect(told.json().error.code).toBe('system.away')
    expect((await system.app.inject({ url: '/healthz' })).statusCode).toBe(200)
    expect((await system.app.inject({ url: '/readyz' })).statusCode).toBe(503)
    // The page that says so needs no database, nor who asks.
    const standing = await system.app.inject({ url: '/status', headers: { cookie: 'session=x' } })
    expect(standing.statusCode).toBe(200)
    expect(standing.body).toContain('Có sự cố')
    expect(standing.body).not.toMatch(/ECONNREFUSED|postgres|127\.0\.0\.1:\d/i)
    line.open()
    expect((await untilTaken(page)).statusCode).toBe(200)
    expect((await system.app.inject({ url: '/status' })).body).not.toContain('Chưa biết được')
  })

  test('what was sent and not confirmed is sent again and recorded once', async () => {
    for (const key of ['cat-truoc', 'cat-giua', 'cat-sau']) {
      const [first] = await Promise.all([makePlan(key), cutSoon(key.length * 3)])
      expect([201, 503]).toContain(first?.statusCode)
      if (first?.statusCode === 503) expect(first.json().error.message).toContain('gửi hai lần vẫn chỉ ghi một lần')
      expect((await untilTaken(() => makePlan(key))).statusCode).toBe(201)
      expect(await plansNamed(key)).toHaveLength(1)
    }
  })

  test('a line that hangs keeps those who have a connection waiting, tells the others, and heals without a new start', async () => {
    line.hang()
    let ended = 0
    const answers = Array.from({ length: AT_ONCE }, async () => {
      const answer = await list()
      ended += 1
      return answer
    })
    await expect.poll(() => ended, { timeout: 60_000 }).toBeGreaterThan(0)
    line.open()
    const statuses = (await Promise.all(answers)).map((answer) => answer.statusCode)
    expect(statuses).toContain(503)
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true)
    expect((await untilTaken(list)).statusCode).toBe(200)
  })

  /** Asks again for as long as it is told to: a connection that was cut a moment ago may be found out only by the next who takes it. */
  const untilTaken = async (ask: typeof page) => {
    for (let times = 1; ; times++) {
      const answer = await ask()
      if (answer.statusCode !== 503 || times === AT_ONCE) return answer
    }
  }

  const cutSoon = async (milliseconds = 5) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    line.cut()
  }
})
