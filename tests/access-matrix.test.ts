import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueFormToken } from '../src/platform/http/form-token.ts'
import {
  PEOPLE,
  PERSON_KEYS,
  type PersonKey,
  PLACES,
  type Place,
  type RecordIds,
  signedIn,
  type UnitKey,
} from './support/access-province.ts'
import { filledIn, postFormsIn } from './support/forms.ts'
import { type BuiltRoute, routesBuiltBy } from './support/routes.ts'
import { type Sandbox, startSandbox } from './support/sandbox.ts'

/**
 * What every route asks for, and how far that reaches. FORM is a page with a form: its GET and the POST of the form filled in.
 *
 *   everybody   anyone, signed in or not             signed-in   anyone who has signed in
 *   holder      whoever holds the permission         token       whoever knows the one-time link, or is signing in
 *   reach       who holds it for the unit of the record: the post's unit and those below, or as far as the post reaches
 *   unit        the same without the wider reach of a post: what a unit does itself
 *   exactly     only in the very unit of the post
 *   others      reach, but never for the unit in which one works, nor for one above it
 *   nobody      nobody of those who ask here: only who made it, or only where people sign in through a provider
 *   province    who holds it for any unit in the province of the record
 *   root        who holds it for the whole province of the record
 *
 * `a.read>a.write`: the route lets readers in, and writing asks for the second; with `>>`, so does looking at the form.
 *
 * A route that is not in the table fails the test; so does one whose permission is another.
 */
const TABLE = `
  GET  /healthz                                                       public                 everybody
  GET  /readyz                                                        public                 everybody
  FORM /sign-in                                                       public                 everybody
  POST /sign-out                                                      public                 everybody
  GET  /accounts                                                      account.manage         holder
  GET  /accounts/:accountId                                           account.manage         reach
  FORM /people/:personId/account                                      account.manage         reach
  FORM /accounts/:accountId/closure                                   account.manage         reach
  FORM /accounts/:accountId/reopening                                 account.manage         reach
  FORM /accounts/:accountId/password-link                             account.manage         reach
  FORM /password/:token                                               public                 token
  GET  /account                                                       signed-in              signed-in
  FORM /account/session-endings                                       signed-in              signed-in
  FORM /account/password                                              signed-in              signed-in
  FORM /founding/:token                                               public                 token
  GET  /units                                                         organisation.read      holder
  FORM /units/new                                                     organisation.manage    reach
  FORM /units/:unitId/versions/new                                    organisation.manage    reach
  GET  /units/:unitId                                                 organisation.read      holder
  FORM /people/new                                                    organisation.manage    reach
  FORM /people/:personId/posts/new                                    organisation.manage    reach
  FORM /people/:personId/edit                                         organisation.manage    reach
  FORM /posts/:postId/ending                                          organisation.manage    reach
  GET  /people                                                        organisation.read      holder
  GET  /people/:personId                                              organisation.read      reach
  GET  /posts/:postId                                                 organisation.read      reach
  FORM /documents/outgoing/new                                        document.write         reach
  FORM /documents/incoming/new                                        document.write         reach
  FORM /documents/:documentId/edit                                    document.write         reach
  GET  /documents                                                     document.read          holder
  GET  /documents/:documentId                                         document.read          reach
  FORM /documents/:documentId/handling                                document.write         reach
  FORM /documents/:documentId/withdrawal                              document.write         reach
  FORM /documents/:documentId/attachments/:attachmentId/removal       document.write         reach
  GET  /attachments/:attachmentId                                     document.read          reach
  FORM /plans/new                                                     plan.write             reach
  FORM /plans/:planId/edit                                            plan.write             reach
  GET  /plans                                                         plan.read              holder
  GET  /plans/:planId                                                 plan.read              reach
  GET  /plans/:planId/coverage                                        plan.read              reach
  FORM /plans/:planId/contents/new                                    plan.write             reach
  FORM /plans/:planId/contents/:contentId/edit                        plan.write             reach
  FORM /plans/:planId/withdrawal                                      plan.write             reach
  FORM /plans/:planId/tasks/new                                       task.assign            reach
  FORM /tasks/:taskId/edit                                            task.assign            reach
  FORM /tasks/:taskId/withdrawal                                      task.assign            reach
  GET  /tasks                                                         plan.read              holder
  FORM /tasks/reminders/new                                           task.assign            reach
  GET  /tasks/:taskId                                                 plan.read              reach
  GET  /tasks/assignments/:assignmentId                               plan.read              reach
  FORM /tasks/assignments/:assignmentId/completion                    task.progress          unit
  FORM /tasks/assignments/:assignmentId/reopening                     task.progress          unit
  FORM /tasks/assignments/:assignmentId/comment                       task.progress          unit
  FORM /tasks/assignments/:assignmentId/evidence/new                  task.progress          unit
  FORM /tasks/assignments/:assignmentId/evidence/:evidenceId/removal  task.progress          unit
  FORM /tasks/assignments/:assignmentId/refusal                       task.progress          unit
  FORM /tasks/assignments/:assignmentId/answer                        task.assign            reach
  FORM /activities/new                                                activity.record        reach
  FORM /activities/:activityId/edit                                   activity.record        reach
  GET  /activities                                                    activity.read          holder
  GET  /activities/:activityId                                        activity.read          reach
  GET  /opinions                                                      activity.read          holder
  GET  /opinions/:opinionId                                           activity.read          reach
  FORM /opinions/:opinionId/answer                                    opinion.answer         reach
  FORM /opinions/:opinionId/assignment                                opinion.answer         reach
  FORM /activities/:activityId/withdrawal                             activity.record        reach
  FORM /petitions/new                                                 petition.register      reach
  FORM /petitions/new-denunciation                                    petition.register      reach
  FORM /petitions/:petitionId/edit                                    petition.register      reach
  GET  /petitions                                                     petition.read          holder
  GET  /petitions/:petitionId                                         petition.read          reach
  FORM /petitions/:petitionId/classification                          petition.register      reach
  FORM /petitions/:petitionId/denunciation                            petition.register      reach
  FORM /petitions/:petitionId/assignment                              petition.assign        reach
  FORM /petitions/:petitionId/transfer                                petition.answer        reach
  FORM /petitions/:petitionId/answer                                  petition.answer        reach
  FORM /petitions/:petitionId/acceptance                              petition.answer        reach
  FORM /petitions/:petitionId/refusal                                 petition.answer        reach
  FORM /petitions/:petitionId/guidance                                petition.answer        reach
  FORM /petitions/:petitionId/return                                  petition.answer        reach
  FORM /petitions/:petitionId/filing                                  petition.answer        reach
  FORM /petitions/:petitionId/withdrawal                              petition.answer        reach
  FORM /petitions/:petitionId/closure                                 petition.answer        reach
  FORM /movement/models/new                                           movement.write         reach
  FORM /movement/models/:modelId/edit                                 movement.write         reach
  FORM /movement/models/:modelId/review                               movement.write         reach
  GET  /movement                                                      movement.read          holder
  GET  /movement/models/:modelId                                      movement.read          reach
  FORM /movement/contests/new                                         movement.write         reach
  FORM /movement/contests/:contestId/entries/new                      movement.write         reach
  FORM /movement/entries/:entryId/award                               movement.write         reach
  GET  /movement/contests                                             movement.read          holder
  GET  /movement/contests/:contestId                                  movement.read          reach
  GET  /movement/entries/:entryId                                     movement.read          reach
  GET  /figures                                                       figure.read            holder
  GET  /figures/:code/records                                         figure.read            reach
  GET  /figures/:code                                                 figure.read            holder
  GET  /reports                                                       report.read            holder
  FORM /reports/new                                                   report.write           reach
  GET  /reports/requests                                              report.read            holder
  GET  /reports/requests/:requestId                                   report.read            reach
  FORM /reports/requests/new                                          report.collect         reach
  FORM /reports/requests/:requestId/edit                              report.collect         reach
  FORM /reports/requests/:requestId/consolidation                     report.collect         reach
  GET  /reports/:reportId                                             report.read            reach
  GET  /reports/:reportId/sources                                     report.read            reach
  FORM /reports/:reportId/sections/:sectionCode/edit                  report.read>report.write reach
  FORM /reports/:reportId/submission                                  report.read>report.submit reach
  FORM /reports/:reportId/decision                                    report.collect         reach
  GET  /reports/:reportId/document.docx                               report.read            reach
  GET  /criteria-sets                                                 criteria.read          holder
  FORM /criteria-sets/new                                             criteria.manage        holder
  GET  /criteria-sets/:setId                                          criteria.read          holder
  GET  /criteria-sets/:setId/file                                     criteria.read          holder
  FORM /criteria-sets/:setId/opening                                  criteria.manage        root
  GET  /assessments                                                   criteria.read          holder
  GET  /assessments/years/:yearId                                     criteria.read          province
  FORM /assessments/years/:yearId/decision                            criteria.decide        root
  FORM /assessments/years/:yearId/publication                         criteria.decide        root
  GET  /assessments/:assessmentId                                     criteria.read          reach
  FORM /assessments/:assessmentId/submission                          criteria.submit        exactly
  FORM /assessments/:assessmentId/return                              criteria.verify        others
  GET  /assessments/:assessmentId/criteria/:code                      criteria.read          reach
  FORM /assessments/:assessmentId/criteria/:code/self-assessment      criteria.self-assess   exactly
  FORM /assessments/:assessmentId/criteria/:code/evidence             criteria.self-assess   exactly
  FORM /assessments/:assessmentId/criteria/:code/files/:attachmentId/removal criteria.self-assess   exactly
  FORM /assessments/:assessmentId/verification                        criteria.verify        others
  FORM /assessments/:assessmentId/criteria/:code/verification         criteria.verify        others
  GET  /awards                                                        award.read             holder
  GET  /awards/eligible                                               award.propose          holder
  FORM /awards/new                                                    award.propose          reach
  FORM /awards/decision                                               award.decide           reach
  GET  /awards/:awardId                                               award.read             reach
  GET  /personal-data/requests                                        personal-data.handle   holder
  FORM /personal-data/requests/new                                    personal-data.handle   reach
  GET  /personal-data/requests/:dataRequestId                         personal-data.handle   reach
  FORM /personal-data/requests/:dataRequestId/answer                  personal-data.handle   reach
  GET  /personal-data/retention                                       signed-in              signed-in
  GET  /public                                                        public                 everybody
  GET  /public/results                                                public                 everybody
  GET  /public/figures                                                public                 everybody
  GET  /public/dialogues                                              public                 everybody
  GET  /public/deadlines                                              public                 everybody
  GET  /                                                              public                 everybody
  GET  /api/v1/openapi.json                                           public                 everybody
  GET  /api/v1/units                                                  organisation.read      holder
  GET  /api/v1/documents                                              document.read          holder
  POST /api/v1/documents                                              document.write         reach
  GET  /api/v1/plans                                                  plan.read              holder
  POST /api/v1/plans                                                  plan.write             reach
  POST /api/v1/reorganisations                                             organisation.manage    holder
  POST /api/v1/plans/:planId/tasks                                    task.assign            reach
  GET  /api/v1/tasks                                                  plan.read              holder
  GET  /api/v1/activities                                             activity.read          holder
  POST /api/v1/activities                                             activity.record        reach
  GET  /api/v1/petitions                                              petition.read          holder
  POST /api/v1/petitions                                              petition.register      reach
  GET  /api/v1/models                                                 movement.read          holder
  POST /api/v1/models                                                 movement.write         reach
  GET  /api/v1/figures                                                figure.read            reach
  GET  /api/v1/figures/:indicator/records                             figure.read            reach
  GET  /api/v1/reports                                                report.read            holder
  GET  /api/v1/reports/:reportId                                      report.read            reach
  GET  /api/v1/assessment-years                                       criteria.read          holder
  GET  /api/v1/assessment-years/:yearId/results                       criteria.read          province
  GET  /api/v1/assessments/:assessmentId                              criteria.read          reach
  GET  /api/v1/awards                                                 award.read             holder
  POST /api/v1/awards                                                 award.propose          reach
  FORM /account/recovery-codes                                        signed-in              signed-in
  FORM /account/second-factor                                         signed-in              signed-in
  FORM /account/second-factor/removal                                 signed-in              signed-in
  GET  /account/tokens                                                signed-in              signed-in
  FORM /account/tokens/:tokenId/closure                                    signed-in              nobody
  FORM /account/tokens/new                                            signed-in              signed-in
  FORM /accounts/:accountId/access-ending                             account.manage         reach
  FORM /accounts/:accountId/provider-link                                  account.manage         nobody
  FORM /accounts/:accountId/second-factor-reset                       account.manage         reach
  GET  /audit                                                         audit.read             holder
  GET  /blocks                                                        organisation.read      holder
  GET  /blocks/:blockId                                               organisation.read      holder
  FORM /blocks/:blockId/members/:unitId/ending                        block.manage           reach
  FORM /blocks/:blockId/members/new                                   block.manage           reach
  FORM /blocks/new                                                    block.manage           reach
  GET  /delegations                                                   organisation.read      holder
  FORM /delegations/:delegationId/withdrawal                               organisation.read>>organisation.manage reach
  FORM /delegations/new                                               post.delegate          holder
  FORM /posts/:postId/handover                                        post.hand-over         reach
  GET  /roles                                                         account.manage         holder
  FORM /sign-in/code                                                       public                 token
  GET  /sign-in/provider                                                   public                 nobody
  GET  /sign-in/provider/return                                            public                 nobody
  FORM /sign-in/second-factor                                              public                 token
  FORM /units/:unitId/members/new                                     organisation.manage    reach
  GET  /units/export                                                  organisation.manage    holder
  FORM /units/import                                                  organisation.manage    holder
  FORM /units/import/:fileId                                               organisation.manage    nobody
  GET  /units/reorganisations                                         organisation.manage    holder
  FORM /units/reorganisations/new                                     organisation.manage    holder
  GET  /units/reorganisations/:reorganisationId                       organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/execution             organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/rows/:number/removal  organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/rows/new              organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/undoing               organisation.manage    reach
`

type Rule =
  | 'everybody'
  | 'signed-in'
  | 'holder'
  | 'token'
  | 'reach'
  | 'unit'
  | 'exactly'
  | 'province'
  | 'root'
  | 'others'
  | 'nobody'
type Row = {
  kind: 'GET' | 'POST' | 'FORM'
  pattern: string
  /** What the route itself names. */
  permission: string
  /** What looking asks for. */
  reading: string
  /** What writing asks for besides, where the route is open to more readers. */
  writing: string
  rule: Rule
}

const ROWS: Row[] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/) as [Row['kind'], string, string, Rule])
  .map(([kind, pattern, asked, rule]) => {
    const [permission = '', writing = permission] = asked.split(/>+/)
    return { kind, pattern, permission, reading: asked.includes('>>') ? writing : permission, writing, rule }
  })

/** The unit of each place and those above it, nearest first. */
const ABOVE: Readonly<Record<Place, readonly UnitKey[]>> = {
  own: ['own', 'committee', 'province'],
  sub: ['sub', 'own', 'committee', 'province'],
  sibling: ['sibling', 'committee', 'province'],
  other: ['other', 'otherCommittee', 'otherProvince'],
}

/** `nobody`: a record that does not exist. */
type Where = Place | 'nobody'
const WHERE: readonly Where[] = [...PLACES, 'nobody']
type Who = PersonKey | 'citizen'
const WHO: readonly Who[] = [...PERSON_KEYS.filter((key) => !key.startsWith('reader of')), 'citizen']

let sandbox: Sandbox
let built: BuiltRoute[]
const permissionsOf = new Map<string, Set<string>>()

beforeAll(async () => {
  const found = await routesBuiltBy(startSandbox)
  sandbox = found.built
  built = found.routes.filter((route) => !route.pattern.startsWith('/assets/') && route.method !== 'HEAD')
  for (const { role_code, permission } of await sandbox.database.selectFrom('role_permission').selectAll().execute())
    permissionsOf.set(role_code, new Set(permissionsOf.get(role_code)).add(permission))
})
afterAll(() => sandbox?.stop())

/** The answer that the table gives. */
function isExpected(rule: Rule, permission: string, who: Who, where: Where): boolean {
  if (rule === 'everybody') return true
  if (rule === 'nobody') return false
  if (who === 'citizen') return false
  if (rule === 'signed-in') return true
  const posts = PEOPLE[who].filter((post) => permissionsOf.get(post.role)?.has(permission))
  if (rule === 'holder') return posts.length > 0
  if (where === 'nobody') return false
  if (rule === 'province') return posts.length > 0 && where !== 'other'
  if (rule === 'exactly') return posts.some((post) => post.unit === where)
  if (rule === 'root') return posts.some((post) => post.reach === ABOVE[where].at(-1))
  if (rule === 'others' && PEOPLE[who].some((post) => ABOVE[post.unit as Place]?.includes(where))) return false
  return posts.some((post) => ABOVE[where].includes(rule === 'unit' ? post.unit : post.reach))
}

/** The permission to read the records whose forms need another. */
function readingOf(permission: string): string {
  const subject = permission.split('.')[0] ?? ''
  return `${{ task: 'plan', opinion: 'activity', account: 'organisation' }[subject] ?? subject}.read`
}

/** True when somebody may read the record that the form is about. Criteria sets belong to no unit. */
function mayRead({ pattern, permission, rule }: Row, who: Who, where: Where): boolean {
  if (rule === 'nobody') return false
  return isExpected(pattern.startsWith('/criteria-sets') ? 'holder' : 'reach', readingOf(permission), who, where)
}

/** Addresses whose parameter means another record of the place than usual. */
const OTHER_RECORDS: readonly [RegExp, Readonly<Record<string, string>>][] = [
  [/^\/reports\/:reportId\/sources$/, { reportId: 'consolidatedId' }],
  [/^\/assessments\/years\/:yearId\/publication$/, { yearId: 'decidedYearId' }],
  [
    /^\/assessments\/:assessmentId\/(return|verification|criteria\/:code\/verification)$/,
    { assessmentId: 'submittedAssessmentId' },
  ],
  [/^\/assessments\/:assessmentId\/criteria\/:code\/files/, { attachmentId: 'assessmentFileId' }],
  [/^\/documents\/:documentId\/handling$/, { documentId: 'incomingId' }],
]
const UNIT_CODES = { own: 'VT-3', sub: 'VT-3-A', sibling: 'VT-30', other: 'KH-3', nobody: 'VT-33' } as const

function addressOf({ pattern }: Row, where: Where): string {
  const ids: RecordIds = where === 'nobody' ? {} : sandbox.province.ids[where]
  const renamed = OTHER_RECORDS.find(([shape]) => shape.test(pattern))?.[1] ?? {}
  const path = pattern.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
    if (name === 'indicator' || pattern.startsWith('/figures')) return 'dialogue.count'
    if (name === 'code' || name === 'sectionCode') return sandbox.province.ids.own[name] ?? ''
    return ids[renamed[name] ?? name] ?? '987654321'
  })
  if (pattern.startsWith('/api/v1/figures')) return `${path}?unit=${UNIT_CODES[where]}&from=2026-01-01&to=2026-11-22`
  return pattern.startsWith('/figures') ? `${path}?unit=${ids.unitId ?? '987654321'}` : path
}

/** True when it matters where the record stands. */
const isAboutRecord = ({ rule, pattern }: Row) =>
  !['everybody', 'signed-in', 'holder'].includes(rule) && (pattern.includes(':') || pattern.includes('/figures'))

const accountOf = (who: Who) => (who === 'citizen' ? null : sandbox.province.people[who])

function send(who: Who, method: 'GET' | 'POST', url: string, body?: readonly [string, string][]) {
  const headers = signedIn(accountOf(who), url)
  if (!body) return sandbox.app.inject({ method, url, headers })
  const payload = url.startsWith('/api/')
    ? Object.fromEntries(body)
    : new URLSearchParams(body.map((each) => [...each])).toString()
  const type = url.startsWith('/api/') ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  return sandbox.app.inject({ method, url, headers: { ...headers, ...type }, payload })
}

/** The form on which a person would do what an operation of the API does. */
function formOf({ kind, pattern }: Row): string {
  if (kind === 'FORM' || !pattern.startsWith('/api/')) return pattern
  const path = pattern
    .replace('/api/v1', '')
    .replace('/documents', '/documents/outgoing')
    .replace('/models', '/movement/models')
  return `${path}/new`
}

/** What the maker of the records in the place would send. */
async function filledByMaker(row: Row, where: Where): Promise<[string, string][]> {
  const maker = sandbox.province.makers[where === 'nobody' ? 'own' : where]
  const url = addressOf({ ...row, pattern: formOf(row) }, where === 'nobody' ? 'own' : where)
  const page = await sandbox.trying(() => sandbox.app.inject({ url, headers: signedIn(maker, url) }))
  const form = postFormsIn(page.body)[0]
  const filled = form ? filledIn(form, (field) => (field.value === '' ? 'Nội dung thử' : null)) : []
  return filled.filter(([name]) => name !== '_token')
}

const withToken = (body: readonly [string, string][], who: Who): [string, string][] => [
  ...body,
  ['_token', issueFormToken(sandbox.app.services.formSecret, accountOf(who)?.accountId ?? 'nobody')],
]

/** What is written whether or not one may do what one asks for: when a token was used, what waits for its writer to sign in. */
const PRESENCE = ['session', 'api_token', 'interrupted_form']

/** How many rows have been written so far, taken back or not: a quick question that spares the slow one below. */
async function rowsWritten(): Promise<number> {
  const { rows } = await sql<{ written: string }>`select sum(n_tup_ins + n_tup_upd + n_tup_del)::text as written
    from pg_stat_xact_user_tables where relname <> all(${PRESENCE}::text[])`.execute(sandbox.database)
  return Number(rows[0]?.written)
}

/** One number for all that stands in the database. */
async function stateOfDatabase(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all(${PRESENCE}::text[])`.execute(
    sandbox.database,
  )
  const each = tables.map(
    ({ name }) =>
      sql`select coalesce(sum(hashtextextended(${sql.ref(name)}::text, 0)::numeric), 0) as state from ${sql.table(name)}`,
  )
  const { rows } = await sql<{
    state: string
  }>`select sum(state)::text as state from (${sql.join(each, sql` union all `)}) each`.execute(sandbox.database)
  return rows[0]?.state ?? ''
}

type Answer = { statusCode: number; headers: Record<string, unknown> }

const isRefused = ({ statusCode, headers }: Answer) =>
  [401, 403, 404].includes(statusCode) || (statusCode === 303 && String(headers.location).startsWith('/sign-in'))

test('every route is in the table with its permission, and the table names no other', () => {
  const told = ROWS.flatMap(({ kind, pattern, permission }) =>
    (kind === 'FORM' ? ['GET', 'POST'] : [kind]).map((method) => `${method} ${pattern} ${permission}`),
  )
  expect(told.sort()).toEqual(
    built.map(({ method, pattern, permission }) => `${method} ${pattern} ${permission}`).sort(),
  )
})

const named = (rows: readonly Row[]) =>
  rows.map((row) => [`${row.pattern} (${row.permission}, ${row.rule})`, row] as const)
const known = ROWS.filter((row) => row.rule !== 'token')

test.each(named(known.filter((row) => row.kind !== 'POST')))('reading %s', async (_name, row) => {
  const wrong: string[] = []
  for (const who of WHO) {
    for (const where of isAboutRecord(row) ? WHERE : (['own'] as const)) {
      const answer = await sandbox.trying(() => send(who, 'GET', addressOf(row, where)))
      const expected = isExpected(row.rule, row.reading, who, where)
      // Who may read a record may look at its forms; sending one is another matter and asked below.
      const mayLook = row.kind === 'FORM' && mayRead(row, who, where)
      if (answer.statusCode >= 500 || (isRefused(answer) ? expected : !expected && !mayLook))
        wrong.push(`${who}, ${where}: ${answer.statusCode}, expected to be ${expected ? 'let in' : 'refused'}`)
    }
  }
  expect(wrong).toEqual([])
})

const written = known.filter((row) => row.kind !== 'GET' && !row.pattern.startsWith('/sign-'))
test.each(named(written))('writing %s', async (_name, row) => {
  const wrong: string[] = []
  const before = await sandbox.trying(stateOfDatabase)
  const isNew = !row.pattern.includes(':')
  for (const where of WHERE) {
    if (where === 'nobody' && isNew) continue
    const body = await filledByMaker(row, where)
    for (const who of WHO) {
      const expected = isExpected(row.rule, row.writing, who, where)
      await sandbox.trying(async () => {
        const quiet = await rowsWritten()
        const answer = await send(who, 'POST', addressOf(row, where), withToken(body, who))
        const changed = (await rowsWritten()) !== quiet && (await stateOfDatabase()) !== before
        const note = `${who}, ${where}: ${answer.statusCode}${changed ? ', something was written' : ''}`
        // A form whose fields name a unit says at that field that it is not theirs; the record itself is readable in the other case.
        const said = answer.statusCode === 422 && (isNew || mayRead(row, who, where))
        if (answer.statusCode >= 500) wrong.push(`${note}: ${answer.body.slice(0, 300)}`)
        else if (expected ? isRefused(answer) : changed || !(isRefused(answer) || said))
          wrong.push(`${note}, expected to be ${expected ? 'let in' : 'refused'}`)
      })
    }
  }
  expect(wrong).toEqual([])
})
