import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueFormToken } from '../src/platform/http/form-token.ts'
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
import type { RecordIds } from './support/access-records.ts'
import { ROWS, type Row, type Rule } from './support/access-table.ts'
import { filledIn, postFormsIn } from './support/forms.mjs'
import { type BuiltRoute, routesBuiltBy } from './support/routes.ts'
import { type Sandbox, startSandbox } from './support/sandbox.ts'

/** `nobody`: a record that does not exist. */
type Where = Place | 'nobody'
const WHERE: readonly Where[] = [...PLACES, 'nobody']
type Who = PersonKey | 'citizen'
const WHO: readonly Who[] = [...PERSON_KEYS.filter((key) => !key.startsWith('reader of')), 'citizen']

let sandbox: Sandbox
let built: BuiltRoute[]
let permissionsOf: Map<string, Set<string>>

beforeAll(async () => {
  const found = await routesBuiltBy(startSandbox)
  sandbox = found.built
  built = found.routes.filter((route) => !route.pattern.startsWith('/assets/') && route.method !== 'HEAD')
  permissionsOf = await permissionsByRole(sandbox.database)
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(sandbox.database)
  untouched = await stateOf(rows.map(({ name }) => name))
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
  if (rule === 'whole') return posts.some((post) => post.reach === 'province')
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
  [/^\/reports\/:reportId\/(reopening|supplements?|submissions)(\/|$)/, { reportId: 'sentReportId' }],
  [/^\/reports\/:reportId\/sources$/, { reportId: 'consolidatedId' }],
  [/^\/criteria-sets\/drafts\//, { draftId: 'setDraftId' }],
  [/^\/assessments\/years\/:yearId\/(publication|reopening)$/, { yearId: 'decidedYearId' }],
  [
    /^\/assessments\/:assessmentId\/(return|verification|criteria\/:code\/verification)$/,
    { assessmentId: 'submittedAssessmentId' },
  ],
  [
    /^\/assessments\/:assessmentId\/criteria\/:code\/(explanation-request|explanations|appeals|second-mark|settlement)(\/|$)/,
    { assessmentId: 'verifiedAssessmentId' },
  ],
  [/^\/assessments\/:assessmentId\/criteria\/:code\/appeal$/, { assessmentId: 'appealableAssessmentId' }],
  [/^\/assessments\/:assessmentId\/criteria\/:code\/files/, { attachmentId: 'assessmentFileId' }],
  [/^\/coordination\/:coordinationId\/parties\/:partyId\/signature\/removal$/, { partyId: 'signedPartyId' }],
  [/^\/movement\/contests\/:contestId\/(secretaries|works|publication)/, { contestId: 'judgedContestId' }],
  [/^\/public\/contests\/:contestId/, { contestId: 'judgedContestId' }],
  [/^\/movement\/boards\/:boardId\/models$/, { boardId: 'panelId' }],
  [/^\/movement\/boards\/:boardId\/members\/:personId/, { personId: 'jurorPersonId' }],
  [/^\/dashboard-settings\/boards\//, { boardId: 'dashboardId' }],
  [/^\/plans\/:planId\/comparison$/, { planId: 'copiedPlanId' }],
  [/^\/documents\/:documentId\/handling$/, { documentId: 'incomingId' }],
  [/^\/documents\/:documentId\/(person-signature|body-signature|dispatch)(\/|$)/, { documentId: 'issuedDocumentId' }],
  [/^\/reception\/visits\/:visitId\/refusal/, { visitId: 'refusedVisitId' }],
  [/^\/petitions\/:petitionId\/(denounce[rd]|redacted-copies)(\/|$)/, { petitionId: 'denunciationId' }],
]
const UNIT_CODES = { own: 'VT-3', sub: 'VT-3-A', sibling: 'VT-30', other: 'KH-3', nobody: 'VT-33' } as const

function addressOf({ pattern }: Row, where: Where): string {
  const ids: RecordIds = where === 'nobody' ? {} : sandbox.province.ids[where]
  const renamed = OTHER_RECORDS.find(([shape]) => shape.test(pattern))?.[1] ?? {}
  const path = pattern.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
    if (name === 'indicator' || (name === 'code' && pattern.startsWith('/figures'))) return 'dialogue.count'
    if (name === 'form') return '01-XLD'
    // These belong to no place.
    if (['code', 'sectionCode', 'draftId', 'typeCode', 'typeDraftId', 'deadlineId', 'list', 'rule'].includes(name)) {
      return sandbox.province.ids.own[renamed[name] ?? name] ?? ''
    }
    return ids[renamed[name] ?? name] ?? '987654321'
  })
  if (pattern.startsWith('/api/v1/figures')) return `${path}?unit=${UNIT_CODES[where]}&from=2026-01-01&to=2026-11-22`
  const isByUnit = pattern.startsWith('/figures') || pattern.startsWith('/reports/forms/')
  return isByUnit ? `${path}?unit=${ids.unitId ?? '987654321'}` : path
}

/** True when it matters where the record stands. */
const isAboutRecord = ({ rule, pattern }: Row) =>
  !['everybody', 'signed-in', 'holder', 'whole'].includes(rule) &&
  (pattern.includes(':') || (pattern.includes('/figures') && pattern !== '/figures/values/new'))

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
  // A step is taken where its page stands.
  return /^\/petitions\/:petitionId\//.test(path) ? path : `${path}/new`
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

/** What stands in each table when a trying begins: always the same, since everything is taken back. */
let untouched: Map<string, string>

/**
 * The tables into which something may have been written since the trying began and was not taken back: on each PostgreSQL holds a
 * stronger lock than those of reading until then. A quick question that spares asking all tables for what stands in them.
 */
async function tablesWrittenTo(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct relname as name
    from pg_locks join pg_class on pg_class.oid = relation
    where pid = pg_backend_pid() and locktype = 'relation' and mode not in ('AccessShareLock', 'RowShareLock')
      and relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all(${PRESENCE}::text[])`.execute(
    sandbox.database,
  )
  return rows.map(({ name }) => name)
}

/** One number for all that stands in each of the tables. */
async function stateOf(tables: readonly string[]): Promise<Map<string, string>> {
  if (tables.length === 0) return new Map()
  const each = tables.map(
    (name) => sql`select ${name}::text as name,
      coalesce(sum(hashtextextended(${sql.ref(name)}::text, 0)::numeric), 0)::text as state from ${sql.table(name)}`,
  )
  const { rows } = await sql<{ name: string; state: string }>`${sql.join(each, sql` union all `)}`.execute(
    sandbox.database,
  )
  return new Map(rows.map(({ name, state }) => [name, state]))
}

/** Whether anything in the database is other than it was before the trying began. */
async function isChanged(): Promise<boolean> {
  const states = await stateOf(await tablesWrittenTo())
  return [...states].some(([name, state]) => untouched.get(name) !== state)
}

type Answer = { statusCode: number; headers: Record<string, unknown> }

const isRefused = ({ statusCode, headers }: Answer) =>
  [401, 403, 404].includes(statusCode) || (statusCode === 303 && String(headers.location).startsWith('/sign-in'))

const isOfWrongShape = ({ body }: { body: string }) => body.startsWith('{"error":{"code":"http.invalid-input"')

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
  const isNew = !row.pattern.includes(':')
  for (const where of WHERE) {
    if (where === 'nobody' && isNew) continue
    const body = await filledByMaker(row, where)
    for (const who of WHO) {
      const expected = isExpected(row.rule, row.writing, who, where)
      await sandbox.trying(async () => {
        // A form for anyone is drawn for nobody in particular, whoever has signed in.
        const token = row.permission === 'public' ? 'citizen' : who
        const answer = await send(who, 'POST', addressOf(row, where), withToken(body, token))
        const changed = !expected && (await isChanged())
        const note = `${who}, ${where}: ${answer.statusCode}${changed ? ', something was written' : ''}`
        // A form whose fields name a unit says at that field that it is not theirs; the record itself is readable in the other case.
        // What a program sends is looked at before any record is: that it has not the right shape says nothing of one.
        const said = answer.statusCode === 422 && (isNew || mayRead(row, who, where) || isOfWrongShape(answer))
        if (answer.statusCode >= 500) wrong.push(`${note}: ${answer.body.slice(0, 300)}`)
        else if (expected ? isRefused(answer) : changed || !(isRefused(answer) || said))
          wrong.push(`${note}, expected to be ${expected ? 'let in' : 'refused'}`)
      })
    }
  }
  expect(wrong).toEqual([])
})
