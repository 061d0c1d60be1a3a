import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officialOfAccount } from '../src/modules/identity/index.ts'
import { holdContest } from '../src/modules/movement/actions/hold-contest.ts'
import { nameMember, openMarking } from '../src/modules/movement/actions/keep-board.ts'
import { prepareRound } from '../src/modules/movement/actions/keep-judged-contest.ts'
import { admitWork, enterWorkForAuthor } from '../src/modules/movement/actions/send-entry.ts'
import { stagesOf } from '../src/modules/movement/queries/contests.ts'
import { addDays } from '../src/vocabulary/calendar-date.ts'
import type { Official } from '../src/vocabulary/official.ts'
import { reachablePages, read, sessionOf } from './support/reachable-pages.ts'
import { type BuiltRoute, pathOf, routesBuiltBy } from './support/routes.ts'
import { type RunningSystem, startSystem, TEST_TODAY } from './support/system.ts'

/**
 * Whose a work of a judged contest is, is told to its secretary alone while it is judged. A work with an author of a name that nobody else
 * has is entered and judged; then everything that a juror, others of the province or anybody can get is got and searched.
 */

const AUTHOR = { name: 'Tống Nghuệnh Bí', place: 'Ấp Nghuếch Xa', contact: '0987 123 654' }
const TOLD = /nghuệnh|nghuếch|nghuenh|nghuech|0987 ?123 ?654/i
const CONTEST = 'Cuộc thi viết để tìm tên tác giả'

const SECRETARY = 'tonghop.snv'
const JURORS = ['lanhdao.xa', 'lanhdao.tinh']
const OTHERS = ['canbo.xa', 'thanhtra.tinh', 'mattran.tinh', 'quantri', null]

let system: RunningSystem
let routes: BuiltRoute[]
let contestId: string
let boardId: string

beforeAll(async () => {
  const found = await routesBuiltBy(() => startSystem('province'))
  system = found.built
  routes = found.routes
  ;({ contestId, boardId } = await judge())
}, 120_000)
afterAll(() => system.stop())

async function official(userName: string): Promise<Official> {
  const { database } = system
  const { id } = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  const found = await officialOfAccount(database, id, TEST_TODAY)
  if (!found) throw new Error(`${userName} holds no post today.`)
  return found
}

/** A contest whose first round is being judged. */
async function judge() {
  const { database } = system
  const secretary = await official(SECRETARY)
  const day = (before: number) => addDays(TEST_TODAY, -before)
  const contest = {
    ...{ unitId: secretary.posts[0]?.unitId ?? '', title: CONTEST, openedOn: day(60) },
    ...{ stages: ['Vòng sơ khảo'], content: 'Thể lệ', isJudged: true },
  }
  const id = await holdContest(database, secretary, contest, TEST_TODAY)
  const [stage] = await stagesOf(database, id)
  const given = {
    ...{ opensOn: day(50), closesOn: day(30), criterionPercent: 30, totalPercent: 15 },
    criteria: [{ title: 'Nội dung', maximum: '100.00' }],
  }
  await prepareRound(database, secretary, { stageId: stage?.id ?? '', given, today: day(55) })
  const work = {
    ...{ contestId: id, authorName: AUTHOR.name, authorPlace: AUTHOR.place, contact: AUTHOR.contact, unitId: null },
    ...{ workTitle: 'Cây cầu ấp Ba', content: 'Chuyện cả ấp cùng làm cầu.', storedFileId: null },
  }
  await enterWorkForAuthor(database, secretary, work, day(40), () => 0.5)
  const [entry] = await database.selectFrom('contest_entry').select('id').where('contest_id', '=', id).execute()
  await admitWork(database, secretary, { entryId: entry?.id ?? '', admission: 'admitted', reason: '', unitId: null })
  const board = (await stagesOf(database, id))[0]?.boardId ?? ''
  for (const juror of JURORS) {
    await nameMember(database, secretary, {
      boardId: board,
      personId: (await official(juror)).personId,
      today: day(25),
    })
  }
  await openMarking(database, secretary, { boardId: board, today: day(25) })
  return { contestId: id, boardId: board }
}

/** Every answer that this reader gets by following links, asking the API and searching; where it told the author, its address. */
async function tellingAnswers(
  userName: string | null,
): Promise<{ read: number; telling: string[]; workSeen: boolean }> {
  const session = userName === null ? null : await sessionOf(system, userName)
  const telling: string[] = []
  let answers = 0
  let workSeen = false
  const look = (path: string, body: string) => {
    answers += 1
    workSeen ||= body.includes('Cây cầu ấp Ba')
    // What was looked for stands in the field of the search again.
    if (TOLD.test(body.replaceAll(/value="[^"]*"/g, ''))) telling.push(path)
  }
  const listening: FastifyInstance = new Proxy(system.app, {
    get: (app, name) =>
      name === 'inject'
        ? async (asked: { url: string }) => {
            const answer = await app.inject(asked)
            look(asked.url, answer.body)
            return answer
          }
        : Reflect.get(app, name, app),
  })
  const own = routes
    .filter(({ method, pattern }) => method === 'GET' && /:(contestId|boardId)/.test(pattern))
    .map(({ pattern }) => pattern.replace(':contestId', contestId).replace(':boardId', boardId))
    .filter((path) => !path.includes(':'))
  const searches = ['/movement/contests', '/movement/models', '/activities', '/documents', '/petitions', '/trail'].map(
    (path) => `${path}?words=${encodeURIComponent('Nghuệnh')}`,
  )
  const api = routes
    .filter(({ method, pattern }) => method === 'GET' && pattern.startsWith('/api/v1/'))
    .map(({ pattern }) => pathOf(pattern, contestId))
  for (const path of [...own, ...searches, ...api]) {
    await read(listening, path, session)
  }
  await reachablePages({ ...system, app: listening }, routes, session, [`/movement/contests/${contestId}`])
  return { read: answers, telling: [...new Set(telling)], workSeen }
}

test('the secretary of a contest sees the author, so that the search can find what it looks for', async () => {
  const { telling } = await tellingAnswers(SECRETARY)
  expect(telling.length).toBeGreaterThan(0)
  expect(telling.every((path) => path.startsWith('/movement/'))).toBe(true)
}, 300_000)

test.each(JURORS)(
  '%s judges the work and is told by nothing whose it is',
  async (juror) => {
    const found = await tellingAnswers(juror)
    expect(found.telling).toEqual([])
    expect(found.workSeen).toBe(true)
    expect(found.read).toBeGreaterThan(100)
  },
  300_000,
)

test.each(OTHERS)(
  'nothing tells %s whose a work is while it is judged',
  async (reader) => {
    expect((await tellingAnswers(reader)).telling).toEqual([])
  },
  300_000,
)
