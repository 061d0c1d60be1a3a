import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApplication } from '../src/application.ts'
import { withoutWords } from '../src/platform/log/without-words.ts'
import { countForPrometheus } from '../src/platform/watch/metrics.ts'
import { listenForMetrics } from '../src/platform/watch/metrics-listener.ts'
import { makeDatabase, TEST_NOW } from './support/system.ts'

/** What a request may carry of people and must stand in no line of the log. */
const PERSONAL = [
  ...['Nguyễn Văn Bảy', 'Nguyen Van Bay', '0912345678', '092088001234', 'Ấp 3, xã Vĩnh Tường', 'bay@example.vn'],
  ...[
    'mat-khau-cua-bay',
    'Cầu hư mặt sàn',
    '203.0.113.77',
    'Trình duyệt của Bảy',
    'ma-mot-lan-cua-bay',
    'phien-cua-bay',
  ],
]
const asSent = (words: string) => [
  words,
  encodeURIComponent(words),
  words.replaceAll(' ', '+'),
  JSON.stringify(words).slice(1, -1),
]

let app: FastifyInstance
let folder: string
let drop: () => Promise<void>
const said: string[] = []
const counted = countForPrometheus()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-log-'))
  const made = await makeDatabase('empty')
  drop = made.drop
  app = await createApplication({
    ...{ database: made.database, fileFolder: folder, keyFolder: join(folder, 'keys'), publicUrl: 'http://127.0.0.1' },
    ...{ now: () => TEST_NOW, log: true, requestDone: counted.done },
  })
  // A defect of ours whose words repeat what was sent.
  app.get('/defect/:name', { config: { permission: 'public' } }, (request) => {
    throw new Error(`No room for ${JSON.stringify(request.params)}\n    at Nguyễn Văn Bảy, 0912345678\n${request.url}`)
  })
  await app.ready()
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    said.push(String(chunk))
    return true
  })
})
beforeEach(() => {
  said.length = 0
})
afterAll(async () => {
  vi.restoreAllMocks()
  counted.stop()
  await app?.close()
  await drop?.()
  await rm(folder, { recursive: true, force: true })
})

const headers = {
  ...{
    'user-agent': encodeURIComponent('Trình duyệt của Bảy'),
    'x-forwarded-for': '203.0.113.77',
    referer: '/ma-mot-lan-cua-bay',
  },
  ...{ cookie: 'session=phien-cua-bay', authorization: 'Bearer ma-mot-lan-cua-bay' },
}
const everything = PERSONAL.map((words, at) => `w${at}=${encodeURIComponent(words)}`).join('&')

async function sendAll() {
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const json = { ...headers, 'content-type': 'application/json' }
  return [
    await app.inject({ url: `/public?q=${encodeURIComponent('Nguyễn Văn Bảy')}&${everything}`, headers }),
    await app.inject({ url: `/password/${encodeURIComponent('ma-mot-lan-cua-bay')}?${everything}`, headers }),
    await app.inject({ url: `/${encodeURIComponent('Nguyễn Văn Bảy')}/0912345678?${everything}`, headers }),
    await app.inject({ url: `/defect/${encodeURIComponent('Nguyễn Văn Bảy')}?${everything}`, headers }),
    await app.inject({ method: 'POST', url: '/sign-in', headers: form, payload: `userName=0912345678&${everything}` }),
    await app.inject({
      method: 'POST',
      url: '/api/v1/petitions',
      headers: json,
      payload: { title: PERSONAL.join(' ') },
    }),
    await app.inject({
      method: 'POST',
      url: '/api/v1/petitions',
      headers: json,
      payload: `{"title": "Nguyễn Văn Bảy", ${PERSONAL}`,
    }),
  ]
}

describe('the log', () => {
  test('has a line of JSON for each request and nothing of what was sent', async () => {
    const answers = await sendAll()
    const lines = said.join('').trim().split('\n')
    const requests = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'request')
    expect(requests.map(({ requestId }) => requestId)).toEqual(answers.map((answer) => answer.headers['x-request-id']))
    expect(requests[1]).toMatchObject({ method: 'GET', route: '/password/:token', level: 'info' })
    expect(requests[2]).toMatchObject({ route: 'none', status: 404 })
    for (const words of PERSONAL.flatMap(asSent)) expect(lines.join('\n')).not.toContain(words)
  })

  test('tells of a defect where it happened and under which id, which the person is told as well; not its words', async () => {
    const answer = await app.inject({ url: '/defect/Bay', headers })
    expect(answer.statusCode).toBe(500)
    const lines = said.flatMap((chunk) => chunk.trim().split('\n')).map((line) => JSON.parse(line))
    const defect = lines.find(({ event }) => event === 'request.defect')
    expect(defect).toMatchObject({ level: 'error', route: '/defect/:name', error: { name: 'Error' } })
    expect(defect.error.at.join('\n')).toMatch(/log-without-personal-data/)
    expect(answer.body).toContain(defect.requestId)
    expect(JSON.stringify(defect)).not.toMatch(/Nguyễn|0912345678|No room/)
  })

  test('keeps nothing of an error of the database but its code and where it was', () => {
    const detail = 'Key (phone)=(0912345678) already exists.'
    const error = Object.assign(new Error('duplicate key value'), {
      code: '23505',
      table: 'account',
      constraint: 'account_phone',
      detail,
    })
    expect(withoutWords(error)).toMatchObject({ code: '23505', table: 'account', constraint: 'account_phone' })
    expect(JSON.stringify(withoutWords(Object.assign(error, { code: 'Nguyễn Văn Bảy' })))).not.toMatch(
      /Bảy|0912345678|duplicate/,
    )
    expect(withoutWords('Nguyễn Văn Bảy')).toEqual({ name: 'string', at: [] })
  })
})

describe('the id of a request', () => {
  const idFor = async (given: string, remoteAddress = '127.0.0.1') => {
    const answer = await app.inject({ url: '/healthz', headers: { 'x-request-id': given }, remoteAddress })
    return answer.headers['x-request-id']
  }

  test('is the one that a trusted proxy gives, when it is well-formed', async () => {
    expect(await idFor('4bf92f3577b34da6a3ce929d0e0e4736')).toBe('4bf92f3577b34da6a3ce929d0e0e4736')
    expect(await idFor('3F2504E0-4F89-11D3-9A0C-0305E82C3301')).toBe('3f2504e0-4f89-11d3-9a0c-0305e82c3301')
  })

  test.each(['0912345678', '092088001234', 'Nguyen-Van-Bay-0123', 'a'.repeat(37), 'abc def abc def abc'])(
    'is a new one instead of “%s”',
    async (given) => {
      expect(await idFor(given)).toMatch(/^[0-9a-f]{12}$/)
    },
  )

  test('is a new one for whoever is no trusted proxy', async () => {
    expect(await idFor('4bf92f3577b34da6a3ce929d0e0e4736', '203.0.113.7')).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('the figures for Prometheus', () => {
  test('name patterns of routes, never addresses, and stay as few whatever is asked', async () => {
    await sendAll()
    const text = counted.text({ connections: { open: 1, idle: 1, waiting: 0 }, jobs: { waiting: 3 } })
    expect(text).toContain('danvan_http_requests_total{method="GET",route="/password/:token"')
    expect(text).toContain('danvan_jobs{state="waiting"} 3')
    expect(text).toMatch(/danvan_http_request_duration_seconds_bucket\{method="GET",route="none",le="\+Inf"\} \d+/)
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_]+(\{.*\})? [\d.e+-]+)$/)
    for (const words of PERSONAL.flatMap(asSent)) expect(text).not.toContain(words)
    const lines = text.split('\n').length
    for (let i = 0; i < 20; i++) await app.inject({ url: `/khong-co-trang-${i}` })
    expect(
      counted.text({ connections: { open: 1, idle: 1, waiting: 0 }, jobs: { waiting: 3 } }).split('\n'),
    ).toHaveLength(lines)
  })

  test('are given on this machine alone, at one address', async () => {
    const listener = await listenForMetrics(0, async () => 'danvan_database_up 1\n')
    const ask = (path: string) => fetch(`http://127.0.0.1:${listener.port}${path}`)
    expect(await (await ask('/metrics')).text()).toBe('danvan_database_up 1\n')
    expect((await ask('/')).status).toBe(404)
    await listener.stop()
    expect((await app.inject({ url: '/metrics' })).statusCode).toBe(404)
  })
})
