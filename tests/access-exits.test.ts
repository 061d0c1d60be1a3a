import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ABOVE,
  PEOPLE,
  PERSON_KEYS,
  type PersonKey,
  PLACES,
  type Place,
  permissionsByRole,
  signedIn,
} from './support/access-people.ts'
import { searchFieldsIn } from './support/forms.mjs'
import { type BuiltRoute, routeFinder, routesBuiltBy } from './support/routes.ts'
import { type Sandbox, startSandbox } from './support/sandbox.ts'
import { PASSED_ON, SECRET_WORD, SECRETS, type Secret, secretWord } from './support/secret-words.ts'

/**
 * By whichever way something could come out – list, page, search, count, figure and the records behind it, chart, Word file, attached
 * file, API, duty, trail – nobody is told what they may not read. Every record of the sample carries a secret word; everything that
 * somebody can get is got, and the words in it are those that the table allows.
 */

/**
 * The permissions that tell a secret to their holder, when they reach the unit of the record. Whoever reads the trail reads what was
 * done there by its title; what concerns citizens – petitions, opinions, papers, what was answered – is not among it.
 */
const TOLD_WITH: Readonly<Record<Exclude<Secret, 'denunciation' | 'person'>, readonly string[]>> = {
  // Whoever reads a task reads the titles of what was linked to it: linking is how a unit shows its work.
  activity: ['activity.read', 'plan.read', 'audit.read'],
  // The document in which somebody else has published a value of an indicator.
  published: ['figure.read', 'audit.read'],
  opinion: ['activity.read'],
  outgoing: ['document.read'],
  incoming: ['document.read'],
  documentfile: ['document.read'],
  // Words in a file: found by searching for them alone.
  filetext: ['document.read'],
  limited: [],
  plan: ['plan.read', 'audit.read'],
  content: ['plan.read'],
  task: ['plan.read', 'audit.read'],
  evidencefile: ['plan.read', 'audit.read'],
  petition: ['petition.read'],
  sender: ['petition.read'],
  petitionfile: ['petition.read'],
  model: ['movement.read', 'audit.read'],
  contest: ['movement.read', 'audit.read'],
  entry: ['movement.read', 'audit.read'],
  award: ['award.read', 'audit.read'],
  report: ['report.read'],
  assessment: ['criteria.read'],
  assessmentfile: ['criteria.read'],
  exchange: ['criteria.read'],
  account: ['account.manage'],
  requester: ['personal-data.handle'],
  submission: ['petition.register'],
  visit: ['reception.read'],
  visitor: ['reception.read'],
  registrant: ['reception.read'],
  conclusion: ['reception.read'],
  disclosure: ['democracy.read'],
  decision: ['democracy.read'],
  consultation: ['democracy.read'],
  coordination: ['coordination.read'],
  contestauthor: [],
  savedview: [],
  reportremark: ['report.write', 'report.collect'],
  reportaside: ['report.write'],
}

type Who = PersonKey | 'citizen'
const WHO: readonly Who[] = [...PERSON_KEYS, 'citizen']
const EVERY_SECRET = PLACES.flatMap((place) =>
  SECRETS.map((secret) => ({ secret, place, word: secretWord(secret, place) })),
)

let sandbox: Sandbox
let routes: BuiltRoute[]
let permissionsOf: Map<string, Set<string>>

beforeAll(async () => {
  const found = await routesBuiltBy(startSandbox)
  sandbox = found.built
  routes = found.routes.filter((route) => route.method === 'GET' && !route.pattern.startsWith('/assets/'))
  permissionsOf = await permissionsByRole(sandbox.database)
})
afterAll(() => sandbox?.stop())

function mayBeTold(who: Who, secret: Secret, place: Place): boolean {
  if (who === 'citizen') return false
  const reaching = PEOPLE[who].filter((post) => ABOVE[place].includes(post.reach))
  const holds = (test: (permission: string) => boolean) =>
    reaching.some((post) => [...(permissionsOf.get(post.role) ?? [])].some(test))
  // Who works in a unit is named wherever one may read something that they did there.
  if (secret === 'person') {
    const passedOn = place === 'sibling' && mayBeTold(who, 'petition', 'own')
    return passedOn || holds((permission) => permission.endsWith('.read') && permission !== 'figure.read')
  }
  if (secret === 'denunciation')
    return PEOPLE[who].some(
      (post) =>
        post.unit === place &&
        ['petition.assign', 'petition.read-denunciation'].every((each) => permissionsOf.get(post.role)?.has(each)),
    )
  // A limited document names nobody here: who keeps the register of its very unit reads it.
  if (secret === 'limited')
    return PEOPLE[who].some(
      (post) =>
        post.unit === place &&
        ['document.read', 'document.manage'].every((each) => permissionsOf.get(post.role)?.has(each)),
    )
  return holds((permission) => TOLD_WITH[secret].includes(permission))
}

const read = (who: Who, url: string) =>
  sandbox.trying(() =>
    sandbox.app.inject({
      url,
      headers: signedIn(who === 'citizen' ? null : sandbox.province.people[who], url),
    }),
  )

type Answer = Awaited<ReturnType<typeof read>>

/** All that an answer says: its headers (names of files) and its content, that of a Word file unpacked. */
function textOf(answer: Answer): string {
  const isWord = String(answer.headers['content-type']).includes('wordprocessingml')
  const content = isWord ? Object.values(unzipSync(answer.rawPayload)).map((part) => strFromU8(part)) : [answer.body]
  return [JSON.stringify(answer.headers), ...content].join('\n')
}

/** Every address that a route has for some record of the sample, whether or not anything leads there. */
function allAddresses(): string[] {
  const { ids, files } = sandbox.province
  return routes.flatMap(({ pattern }) => {
    if (!pattern.includes(':')) return [pattern]
    return PLACES.flatMap((place) => {
      const others = {
        petitionId: ['denunciationId'],
        assessmentId: ['verifiedAssessmentId'],
        documentId: ['incomingId', 'limitedId'],
        reportId: ['consolidatedId', 'sentReportId'],
      } as const
      const written = (given: Readonly<Record<string, string>>) =>
        pattern.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
          if (name === 'indicator' || (name === 'code' && pattern.startsWith('/figures'))) return INDICATORS[0] ?? ''
          return given[name] ?? ids[place][name] ?? '1'
        })
      const renamed = Object.entries(others).flatMap(([name, more]) =>
        more.map((other) => written({ [name]: ids[place][other] ?? '1' })),
      )
      const attachments = Object.values(files[place]).map((attachmentId) => written({ attachmentId }))
      return [...new Set([written({}), ...renamed, ...attachments])]
    })
  })
}

/** One figure of each kind of record. */
const INDICATORS = [
  ...['dialogue.count', 'opinion.recorded', 'plan.issued', 'plan.contents', 'task.assigned', 'petition.received'],
  ...['disclosure.count', 'community-decision.count', 'mediation.count', 'inspection-board.planned'],
  ...['petition.open', 'model.registered', 'staff.count', 'report.due', 'resolution.advised', 'award.individuals'],
]

/** The records behind figures, on the page and by the API, asked for the commune, for its province and for the other one. */
function recordAddresses(): string[] {
  const { units } = sandbox.province
  const days = 'from=2026-01-01&to=2026-11-30'
  return INDICATORS.flatMap((indicator) => [
    ...[units.own, units.province, units.otherProvince].map(
      (unit) => `/figures/${indicator}/records?unit=${unit}&part=free&${days}`,
    ),
    `/api/v1/figures/${indicator}/records?unit=VT&${days}`,
  ])
}

/** Of one route, so many addresses are followed that were found in links: with their filters and periods there is no end to them. */
const MOST_FOLLOWED_OF_ONE_ROUTE = 6

/** Everything somebody can get: what addresses there are, and whatever the pages there lead to. */
async function everythingFor(who: Who): Promise<{ got: Map<string, string>; defects: string[] }> {
  const routeOf = routeFinder(routes)
  const got = new Map<string, string>()
  const defects: string[] = []
  const seen = new Set(['/', ...allAddresses(), ...recordAddresses()])
  const waiting = [...seen]
  const followed = new Map<string, number>()
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const answer = await read(who, url)
    got.set(url, textOf(answer))
    if (answer.statusCode >= 500) defects.push(`${url} answers ${answer.statusCode}`)
    const links = [...answer.body.matchAll(/<a\s[^>]*?href="(\/[^"#]*)/g)].map((match) => match[1] ?? '')
    for (const link of [String(answer.headers.location ?? ''), ...links].map((each) => each.replaceAll('&amp;', '&'))) {
      if (seen.has(link)) continue
      seen.add(link)
      const pattern = routeOf('GET', link.split('?')[0] ?? link)?.pattern
      const times = followed.get(pattern ?? '') ?? 0
      if (!pattern || times >= MOST_FOLLOWED_OF_ONE_ROUTE) continue
      followed.set(pattern, times + 1)
      waiting.push(link)
    }
  }
  return { got, defects }
}

/**
 * A schedule once published names the leader who will receive: Law on Citizen Reception 42/2013/QH13, Article 24. It is the makers of
 * the sample who receive in it.
 */
const PUBLISHED_SCHEDULE = /^\/public\/receptions(\/\d+\/registration)?(\?|$)/

/** A table opened by its link says who keeps it: the link was given by them. */
const GIVEN_LINK = /^\/dashboards\/links\/[^/?]+$/

/** Administrators meet records in the trail alone, of which the latest hundred acts stand on a page. */
const isAdministrator = (who: Who) => who.startsWith('administrator')

test.each(WHO)('%s is told only what may be read', async (who) => {
  const wrong: string[] = []
  const told = new Set<string>()
  const { got, defects } = await everythingFor(who)
  // What failed told nothing, and would prove nothing.
  expect(defects).toEqual([])
  for (const [url, text] of got) {
    for (const [word, secret, place] of text.toLowerCase().matchAll(SECRET_WORD)) {
      told.add(word)
      if (mayBeTold(who, secret as Secret, place as Place)) continue
      if (secret === 'person' && (PUBLISHED_SCHEDULE.test(url) || GIVEN_LINK.test(url))) continue
      wrong.push(`${url} tells ${word}`)
    }
    if (text.includes(PASSED_ON)) {
      told.add(PASSED_ON)
      if (!mayBeTold(who, 'petition', 'own') && !mayBeTold(who, 'petition', 'sibling'))
        wrong.push(`${url} tells ${PASSED_ON}`)
    }
  }
  expect([...new Set(wrong)]).toEqual([])
  // And the other way round: what may be read is found, or the test would prove nothing.
  const lacking = isAdministrator(who)
    ? []
    : EVERY_SECRET.filter(({ secret, place, word }) => mayBeTold(who, secret, place) && !told.has(word))
  const reachedOnlyThroughOthers = new Set<Secret>(['person', 'account', 'activity', 'filetext'])
  expect(lacking.filter(({ secret }) => !reachedOnlyThroughOthers.has(secret)).map(({ word }) => word)).toEqual([])
})

/** Where one searches, and for which secrets that could be found there. */
const SEARCHES: readonly [string, readonly Secret[]][] = [
  ['/activities', ['activity', 'opinion']],
  ['/opinions', ['opinion']],
  ['/documents', ['outgoing', 'incoming', 'filetext', 'limited']],
  ['/plans', ['plan']],
  ['/coordination', ['coordination']],
  ['/tasks', ['task', 'plan']],
  ['/petitions', ['petition', 'sender', 'denunciation']],
  ['/public/petitions', ['petition', 'sender', 'denunciation', 'submission']],
  ['/movement', ['model']],
  ['/awards/register', ['award']],
  ['/people', ['person']],
  ['/accounts', ['account', 'person']],
]

test('every page with a search field is among those that are searched', async () => {
  const searched: string[] = []
  for (const { pattern } of routes) {
    if (pattern.includes(':') || pattern.startsWith('/api/')) continue
    const page = await sandbox.trying(() =>
      sandbox.app.inject({ url: pattern, headers: signedIn(sandbox.province.makers.own, pattern) }),
    )
    if (searchFieldsIn(page.body).some((name) => name === 'words')) searched.push(pattern)
  }
  // Units are public, and their search tells nothing else.
  expect(searched.filter((path) => path !== '/units').sort()).toEqual(SEARCHES.map(([path]) => path).sort())
})

test.each(WHO)('%s learns nothing by searching for what may not be read, not even that it is there', async (who) => {
  const wrong: string[] = []
  for (const [path, secrets] of SEARCHES) {
    for (const base of [path, `/api/v1${path === '/movement' ? '/models' : path}`]) {
      if (!routes.some((route) => route.pattern === base) || (await read(who, base)).statusCode !== 200) continue
      for (const secret of secrets) {
        for (const place of PLACES) {
          if (mayBeTold(who, secret, place)) continue
          const word = secretWord(secret, place)
          // A word of the same length that stands nowhere.
          const nowhere = `${word.slice(0, -1)}0`
          const [found, nothing] = [
            await read(who, `${base}?words=${word}`),
            await read(who, `${base}?words=${nowhere}`),
          ]
          if (withoutToken(found.body).replaceAll(word, nowhere) !== withoutToken(nothing.body))
            wrong.push(`${base}: ${word}`)
        }
      }
    }
  }
  expect(wrong).toEqual([])
})

/** The tokens of forms differ from one drawing to the next. */
const withoutToken = (html: string) =>
  html.replace(/name="_token" value="[^"]*"/g, '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}\.[^"]*/g, '')
