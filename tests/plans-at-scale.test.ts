import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApplication } from '../src/application.ts'
import { loadScale } from '../src/demonstration/scale/index.ts'
import { officialOfAccount } from '../src/modules/identity/index.ts'
import { openSession } from '../src/modules/identity/queries/session.ts'
import { SESSION_COOKIE } from '../src/modules/identity/web/identify.ts'
import { similarPublications } from '../src/modules/petitions/index.ts'
import { possibleDuplicates } from '../src/modules/petitions/queries/possible-duplicates.ts'
import { type ListeningDatabase, listeningDatabase, planInWords, plannedReach } from './support/query-plans.ts'
import { makeDatabase, TEST_NOW, TEST_TODAY } from './support/system.ts'

/**
 * The statements that the pages really send are explained on a generated province. The smallest size at which the server prefers the
 * indexes as it does at a million is loaded here. For another size set SCALE_PETITIONS, or load one with `danvan demo --scale N`
 * and name its database in SCALE_DATABASE_URL.
 */
const PETITIONS = Number(process.env.SCALE_PETITIONS ?? 30_000)
const LOADED_URL = process.env.SCALE_DATABASE_URL

/** A million petitions take a quarter of an hour on two cores. */
const MOST_LOADING_IN_MILLISECONDS = 60 * 60_000

/** The tables that grow with the work of the years: none of them may be read from end to end. */
const BIG = ['petition', 'petition_event', 'petition_search', 'publication', 'activity', 'opinion', 'activity_search']

/** Figures of the first page, which sum up a year of a whole province: counted and measured apart. */
const COUNTS_FIGURES = /\bcounted_unit_id\b/

let listening: ListeningDatabase
let client: pg.Client
let app: FastifyInstance
let drop = async () => {}
let folder: string
const sessions: Record<string, string> = {}

beforeAll(async () => {
  const connectionString = LOADED_URL ?? (await loaded())
  listening = listeningDatabase(connectionString)
  client = new pg.Client({ connectionString, options: '-c jit=off' })
  await client.connect()
  folder = await mkdtemp(join(tmpdir(), 'danvan-plans-'))
  app = await createApplication({
    database: listening.database,
    fileFolder: folder,
    keyFolder: join(folder, 'keys'),
    publicUrl: 'http://127.0.0.1',
    now: () => TEST_NOW,
  })
  for (const { id, user_name } of await listening.database.selectFrom('account').select(['id', 'user_name']).execute())
    if (WHO.includes(user_name))
      sessions[user_name] = await openSession(listening.database, id, { device: '', now: TEST_NOW })
}, MOST_LOADING_IN_MILLISECONDS)
afterAll(async () => {
  await app.close()
  await client.end()
  await listening.close()
  await drop()
  await rm(folder, { recursive: true, force: true })
})

async function loaded(): Promise<string> {
  const made = await makeDatabase('empty')
  drop = made.drop
  await loadScale(made.connectionString, PETITIONS, () => {})
  await sql`vacuum (analyze)`.execute(made.database)
  return made.connectionString
}

const WHO = ['canbo.xa', 'lanhdao.xa', 'canbo.so', 'tonghop.snv', 'lanhdao.tinh', 'mattran.tinh']

/** Everything that the list can be asked, in every view; each alone and some together. */
const ASKED = [
  ...['', 'view=mine', 'view=late', 'view=waiting'],
  ...['complaint', 'denunciation', 'proposal', 'feedback'].map((kind) => `kind=${kind}`),
  ...['classified', 'assigned', 'accepted', 'suspended', 'merged', 'answered', 'decided', 'closed'].map(
    (state) => `state=${state}`,
  ),
  ...['refused', 'guided', 'transferred', 'returned', 'filed', 'withdrawn', 'stopped'].map((state) => `state=${state}`),
  'from=01/03/2024&to=31/03/2024',
  'from=01/01/2017&to=31/12/2025&kind=complaint&state=stopped',
  'words=12',
  'words=12/2024',
  'words=đất đai',
  'words=kênh',
  'words=kenh',
  'words=tiếng ồn karaoke ban đêm',
  'words=Khuyển Dương',
  'words=khuyen duong',
  'words=không có chữ nào như vậy',
  'words=xẻo vẹt&kind=complaint&from=01/01/2020',
  'view=late&words=kênh',
  'view=waiting&kind=proposal',
  'after=2021-05-04_400',
]

describe('no page reads a big table from end to end', () => {
  test.each(WHO)('the list of petitions, for %s', async (who) => {
    for (const asked of ASKED) await expectIndexes(`/petitions?${asked}`, { who })
    for (const unit of await someUnits()) await expectIndexes(`/petitions?unitId=${unit}&words=kenh`, { who })
    for (const unit of await someUnits()) await expectIndexes(`/petitions?unitId=${unit}&state=filed`, { who })
  })

  test.each(WHO)('what waits for %s, and the record of a petition', async (who) => {
    await expectIndexes('/', { who, reads: null })
    const found = await client.query('select id from petition order by id desc limit 3')
    for (const { id } of found.rows) await expectIndexes(`/petitions/${id}`, { who })
  })

  test.each(WHO)('activities and opinions, for %s', async (who) => {
    if (who === 'mattran.tinh') return
    for (const asked of [
      '',
      'kind=dialogue',
      'from=01/01/2020&to=31/01/2020',
      'words=karaoke',
      'words=xẻo vẹt',
      'words=kênh',
    ])
      await expectIndexes(`/activities?${asked}`, { who, reads: 'activity' })
    for (const asked of [
      '',
      'state=waiting',
      'state=answered',
      'words=karaoke',
      'words=dac+trung',
      'words=đường&state=waiting',
    ])
      await expectIndexes(`/opinions?${asked}`, { who, reads: 'opinion' })
  })

  test.each(['canbo.xa', 'tonghop.snv', 'lanhdao.tinh'])('reception and what was sent online, for %s', async (who) => {
    for (const path of ['/reception', '/reception/sessions', '/reception/register', '/reception/conclusion-items'])
      await expectIndexes(path, { who, reads: null })
    if (who === 'canbo.xa') await expectIndexes('/submissions', { who, reads: null })
  })

  test('what everybody may read', async () => {
    for (const asked of [
      '',
      'words=kênh',
      'words=kenh',
      'words=khuyen+duong',
      'words=khong+co+gi+nhu+vay',
      'after=900',
    ])
      await expectIndexes(`/public/petitions?${asked}`, { reads: 'publication' })
  })

  test.each(WHO)('the search for duplicates before registering, for %s', async (who) => {
    const account = await listening.database
      .selectFrom('account')
      .select('id')
      .where('user_name', '=', who)
      .executeTakeFirstOrThrow()
    const official = await officialOfAccount(listening.database, account.id, TEST_TODAY)
    if (!official) throw new Error(`No official ${who}.`)
    for (const title of ['Rác thải sinh hoạt không được thu gom tại Ấp Bà Lớn', 'Xẻo Vẹt', 'Đường'])
      await expectPlans(`duplicates of ${title}`, 'petition', () =>
        possibleDuplicates(
          listening.database,
          official,
          { title, content: title, senderName: 'Nguyễn Văn An', senderAddress: 'Ấp 3', senderPhone: '', files: [] },
          TEST_TODAY,
        ),
      )
  })

  test('what is like a matter that a citizen is about to send', () =>
    expectPlans('similar', 'publication', () =>
      similarPublications(listening.database, { title: 'rac thai khong duoc thu gom', unitId: '20' }, TEST_TODAY),
    ))
})

/** The largest, a small and the smallest receiver of petitions. */
async function someUnits(): Promise<string[]> {
  const { rows } = await client.query('select unit_id, count(*) from petition group by 1 order by 2 desc')
  return [rows[0], rows[Math.floor(rows.length / 2)], rows.at(-1)].map((row) => String(row.unit_id))
}

function expectIndexes(url: string, { who, reads = 'petition' }: { who?: string; reads?: string | null }) {
  return expectPlans(`${who ?? 'everybody'} ${url}`, reads, async () => {
    const cookies = who ? { [SESSION_COOKIE]: sessions[who] ?? '' } : {}
    const answer = await app.inject({ url: encodeURI(url), cookies })
    expect([who, url, answer.statusCode]).toEqual([who, url, expect.toBeOneOf([200, 404])])
  })
}

/** Does the work, and expects that each of its questions reaches big tables through indexes alone; one of them that table. */
async function expectPlans(what: string, reads: string | null, work: () => Promise<unknown>): Promise<void> {
  listening.asked.length = 0
  await work()
  const questions = listening.asked.filter(
    ({ text }) => /^\s*(select|with)\b/i.test(text) && !COUNTS_FIGURES.test(text),
  )
  const reached = new Set<string>()
  for (const question of questions) {
    const reach = await plannedReach(client, question)
    const whole = reach.filter(({ table, how }) => BIG.includes(table) && how.endsWith('Seq Scan'))
    if (whole.length > 0)
      expect
        .soft(
          null,
          `${what}\n${question.text}\n${JSON.stringify(question.values)}\n${await planInWords(client, question)}`,
        )
        .toBe('read through an index')
    for (const { table, index } of reach) if (index !== null) reached.add(table)
  }
  if (reads !== null) expect.soft([what, [...reached]]).toEqual([what, expect.arrayContaining([reads])])
}
