import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_COOKIE } from '../src/modules/identity/web/identify.ts'
import { issueFormToken, NOBODY } from '../src/platform/http/form-token.ts'
import { MOST_IN_A_MINUTE } from '../src/platform/http/rate-limit.ts'
import { type AccessProvince, accessProvince, signedIn } from './support/access-province.ts'
import { filledIn, postFormsIn, searchFieldsIn } from './support/forms.ts'
import { read, sessionOf } from './support/reachable-pages.ts'
import { type BuiltRoute, routeFinder, routesBuiltBy } from './support/routes.ts'
import { gainedSince, rowCounts } from './support/row-counts.ts'
import { type RunningSystem, startSystem } from './support/system.ts'

/** What protects the system from those who mean harm, each asked of the running system. */

let system: RunningSystem
let routes: BuiltRoute[]
let province: AccessProvince
let demonstration: RunningSystem

beforeAll(async () => {
  const found = await routesBuiltBy(() => startSystem('empty'))
  system = found.built
  routes = found.routes.filter((route) => !route.pattern.startsWith('/assets/') && route.method !== 'HEAD')
  province = await accessProvince(system.database, system.app.services.files)
  demonstration = await startSystem('province')
})
afterAll(async () => {
  await system?.stop()
  await demonstration?.stop()
})

const maker = (url = '/') => signedIn(province.makers.own, url)
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const inForm = (fields: readonly (readonly [string, string])[]) =>
  new URLSearchParams(fields.map((each) => [...each])).toString()

/** The address of a route for the records of the own commune. */
function addressOf(pattern: string): string {
  const ids = province.ids.own
  const isHandled = pattern === '/documents/:documentId/handling'
  return pattern.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
    if (name === 'indicator' || pattern.startsWith('/figures')) return 'dialogue.count'
    if (isHandled) return ids.incomingId ?? ''
    return ids[name] ?? '1'
  })
}

describe('the headers of an answer', () => {
  const policyOf = (header: unknown) =>
    Object.fromEntries(
      String(header)
        .split(';')
        .map((part) => part.trim().split(/\s+/))
        .map(([name = '', ...sources]) => [name, sources.join(' ')]),
    )

  test.each([
    ['a public page', '/public'],
    ['the sign-in page', '/sign-in'],
    ['a page that is not there', '/khong-co'],
    ['an operation of the API', '/api/v1/openapi.json'],
    ['a refused operation of the API', '/api/v1/petitions'],
    ['a redirection', '/petitions'],
    ['a built asset', '/assets/manifest.json'],
  ])('keep a browser from running what is not ours: %s', async (_what, url) => {
    const { headers } = await system.app.inject({ url })
    const policy = policyOf(headers['content-security-policy'])
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    })
    expect(String(headers['content-security-policy'])).not.toMatch(/unsafe|\*|data:|https?:/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('send files to be saved, sealed off from this site', async () => {
    const { files, ids } = province
    const downloads = [
      `/attachments/${files.own.document}`,
      `/reports/${ids.own.reportId}/document.docx`,
      `/criteria-sets/${ids.own.setId}/file`,
    ]
    for (const url of downloads) {
      const { statusCode, headers } = await system.app.inject({ url, headers: maker() })
      expect([url, statusCode]).toEqual([url, 200])
      expect(String(headers['content-disposition'])).toMatch(/^attachment; filename="/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
      })
    }
  })
})

describe('a form', () => {
  const FIELDS = [['reason', 'Ghi nhầm']] as const
  const send = (headers: Record<string, string>, token: string | null) =>
    system.app.inject({
      method: 'POST',
      url: `/activities/${province.ids.own.activityId}/withdrawal`,
      headers: { ...FORM, ...headers },
      payload: inForm([...FIELDS, ...(token === null ? [] : [['_token', token] as const])]),
    })

  test('is not taken without a token of ours, with somebody else’s, or with one that was changed', async () => {
    const before = await rowCounts(system.database)
    const { formSecret } = system.app.services
    const { accountId } = province.makers.own
    const tokens = [
      null,
      '',
      'a.b.c',
      issueFormToken('another secret', accountId),
      issueFormToken(formSecret, NOBODY),
      issueFormToken(formSecret, province.makers.sibling.accountId),
      issueFormToken(formSecret, province.makers.sibling.accountId).replace(/\.\d+\./, `.${accountId}.`),
    ]
    for (const token of tokens) expect([token, (await send(maker(), token)).statusCode]).toEqual([token, 403])
    expect(await gainedSince(before, system.database)).toEqual({})
    expect((await send(maker(), issueFormToken(formSecret, accountId))).statusCode).toBe(303)
  })

  test('of a program needs its token, not a browser that happens to be signed in', async () => {
    const session = await sessionOf(demonstration, 'canbo.xa')
    const { statusCode } = await demonstration.app.inject({
      method: 'POST',
      url: '/api/v1/activities',
      cookies: { [SESSION_COOKIE]: session },
      payload: {},
    })
    expect(statusCode).toBe(401)
  })
})

describe('a session', () => {
  test('is a new one after signing in, whatever the browser brought along', async () => {
    const planted = 'A'.repeat(43)
    const before = await sessionOf(demonstration, 'canbo.xa')
    const page = await demonstration.app.inject({ url: '/sign-in', cookies: { [SESSION_COOKIE]: planted } })
    const token = /name="_token" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const answer = await demonstration.app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: FORM,
      cookies: { [SESSION_COOKIE]: planted },
      payload: inForm([
        ['userName', 'canbo.xa'],
        ['password', 'dan-van-kheo-2026'],
        ['_token', token],
      ]),
    })
    const cookie = answer.cookies.find((each) => each.name === SESSION_COOKIE)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect([planted, before]).not.toContain(cookie?.value)
    expect((await read(demonstration.app, '/activities', planted)).statusCode).toBe(303)
  })

  test('is dead after signing out, for whoever kept a copy of the cookie', async () => {
    const session = await sessionOf(demonstration, 'canbo.xa')
    const page = await read(demonstration.app, '/', session)
    expect(page.statusCode).toBe(200)
    const token = /action="\/sign-out".*?name="_token" value="([^"]+)"/s.exec(page.body)?.[1] ?? ''
    await demonstration.app.inject({
      method: 'POST',
      url: '/sign-out',
      headers: FORM,
      cookies: { [SESSION_COOKIE]: session },
      payload: inForm([['_token', token]]),
    })
    expect((await read(demonstration.app, '/activities', session)).statusCode).toBe(303)
  })
})

describe('the way back after signing in', () => {
  test.each([
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/%09/evil.example/..//evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '/.//evil.example',
    '/public\r\nSet-Cookie: a=b',
    '@evil.example',
  ])('never leads to another site: %j', async (address) => {
    const page = await read(demonstration.app, '/sign-in', null)
    const token = /name="_token" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const url = `/sign-in?continue=${encodeURIComponent(address)}`
    const signedIn = await demonstration.app.inject({
      method: 'POST',
      url,
      headers: FORM,
      payload: inForm([
        ['userName', 'canbo.xa'],
        ['password', 'dan-van-kheo-2026'],
        ['_token', token],
      ]),
    })
    expect(signedIn.statusCode).toBe(303)
    const session = signedIn.cookies.find((each) => each.name === SESSION_COOKIE)?.value ?? ''
    for (const answer of [signedIn, await read(demonstration.app, url, session)]) {
      const location = String(answer.headers.location)
      expect(location).toMatch(/^\/(?![/\\])/)
      expect(location).not.toMatch(/[\r\n\t]/)
      expect(new URL(location, 'http://our.example').origin).toBe('http://our.example')
      expect(answer.cookies.map((cookie) => cookie.name)).not.toContain('a')
    }
  })
})

describe('an id in an address', () => {
  const asSibling = (url: string) => signedIn(province.makers.sibling, url)

  test('opens nothing of another unit, by whatever way: page, form, file, API', async () => {
    const { ids, files } = province
    const addresses = [
      `/petitions/${ids.own.petitionId}`,
      `/petitions/${ids.own.petitionId}/edit`,
      `/documents/${ids.own.documentId}`,
      `/reports/${ids.own.reportId}/document.docx`,
      `/api/v1/reports/${ids.own.reportId}`,
      ...Object.values(files.own).map((id) => `/attachments/${id}`),
    ]
    for (const url of addresses)
      expect([url, (await system.app.inject({ url, headers: asSibling(url) })).statusCode]).toEqual([url, 404])
  })

  test('takes no file that somebody else sent, and shows no name of it', async () => {
    const sent = {
      name: 'bi-mat.pdf',
      content: Readable.from([Buffer.from('%PDF-1.7')]),
      accountId: province.makers.own.accountId,
    }
    const { id } = await system.app.services.files.put(system.database, sent)
    const given = {
      direction: 'outgoing',
      unitId: province.ids.sibling.unitId,
      type: 'KH',
      issuedOn: '20/11/2026',
      summary: 'Kế hoạch',
      files: [id],
    }
    const url = '/api/v1/documents'
    const refused = await system.app.inject({ method: 'POST', url, headers: asSibling(url), payload: given })
    expect([refused.statusCode, refused.json().error.code]).toEqual([422, 'documents.not-your-file'])
    const drawnAgain = await system.app.inject({
      method: 'POST',
      url: '/documents/outgoing/new',
      headers: { ...FORM, ...asSibling('/') },
      payload: inForm([
        ['files', id],
        ['_token', issueFormToken(system.app.services.formSecret, province.makers.sibling.accountId)],
      ]),
    })
    expect(drawnAgain.statusCode).toBe(422)
    expect(drawnAgain.body).not.toContain('bi-mat.pdf')
  })
})

describe('a path', () => {
  /** Sends the path as it is: libraries would tidy it up. */
  async function rawGet(path: string): Promise<string> {
    const socket = connect(Number(new URL(system.address).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${maker().cookie}\r\nConnection: close\r\n\r\n`)
    await once(socket, 'close')
    return answer
  }

  test.each([
    '/assets/../package.json',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..\\..\\package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/%252e%252e/package.json',
    '/assets//etc/passwd',
    '/assets/staff.css%00.json',
    '/attachments/../../package.json',
    '/attachments/..%2f..%2f..%2fetc%2fpasswd',
    '/attachments/%2e%2e%2fpackage.json',
    '/criteria-sets/..%2f1/file',
  ])('leads to no file but those that are meant: %s', async (path) => {
    const answer = await rawGet(path)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/)
    expect(answer).not.toMatch(/"dependencies"|root:x:/)
  })

  test('in the name of a sent file is cut off, and line ends in it make no header', async () => {
    const sent = {
      name: '../../../etc/cron.d/bao-cao\r\nSet-Cookie: a=b.pdf',
      content: Readable.from([Buffer.from('%PDF-1.7')]),
      accountId: province.makers.own.accountId,
    }
    const { name } = await system.app.services.files.put(system.database, sent)
    expect(name).toBe('bao-caoSet-Cookie a=b.pdf')
  })
})

/** Each would be an element, an attribute or a link of the page, if it were not written out as the text that it is. */
const SCRIPT = `zqx<script>zqx()</script>"><img src=x onerror=zqx()>'onfocus='zqx()`
const LINK = 'javascript:zqx()'

describe('what people type', () => {
  /** The names and attributes of all elements of a page, as a browser reads them. */
  function elementsOf(html: string) {
    const tag = /<([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi
    return [...html.matchAll(tag)].map(([, name = '', attributes = '']) => ({
      name: name.toLowerCase(),
      attributes: [...attributes.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g)].map(
        ([, key = '', double, single, bare]) => [key.toLowerCase(), double ?? single ?? bare ?? ''] as const,
      ),
    }))
  }

  function harmIn(html: string): string[] {
    return elementsOf(html).flatMap(({ name, attributes }) => {
      const values = Object.fromEntries(attributes)
      const scripts = name === 'script' && !values.src?.startsWith('/assets/') ? ['a script'] : []
      const pictures = name === 'img' && values.src === 'x' ? ['a picture'] : []
      const handlers = attributes.filter(([key]) => key.startsWith('on')).map(([key]) => `an ${key} of ${name}`)
      const links = attributes.filter(
        ([key, value]) => ['href', 'src', 'action', 'formaction'].includes(key) && /^\s*javascript:/i.test(value),
      )
      return [...scripts, ...pictures, ...handlers, ...links.map(() => `a link of ${name}`)]
    })
  }

  test('the test itself sees a script, a picture, a handler and a link', () => {
    expect(harmIn(`<p>${SCRIPT}</p>`)).toEqual(['a script', 'a picture', 'an onerror of img'])
    expect(harmIn(`<input value="${SCRIPT}">`)).not.toEqual([])
    expect(harmIn(`<a href="${LINK}">x</a>`)).toEqual(['a link of a'])
    expect(harmIn('<p>zqx&lt;script>zqx()&lt;/script></p>')).toEqual([])
  })

  test('into any text field of any form comes out again as text', { timeout: 600_000 }, async () => {
    const wrong: string[] = []
    const filledForms: string[] = []
    const forms = routes.filter(
      (route) =>
        route.method === 'GET' && routes.some((each) => each.method === 'POST' && each.pattern === route.pattern),
    )
    const look = (what: string, html: string) => {
      for (const harm of harmIn(html)) wrong.push(`${what}: ${harm}`)
    }
    for (const words of [SCRIPT, LINK]) {
      for (const { pattern } of forms) {
        const url = addressOf(pattern)
        const page = await system.app.inject({ url, headers: maker() })
        const form = postFormsIn(page.body)[0]
        // Sessions and passwords of the maker itself stay as they are, so that it can go on.
        if (page.statusCode !== 200 || !form || pattern.startsWith('/account') || pattern.startsWith('/sign-in'))
          continue
        // Once in every text field; then in those that come back as wrong fields, left as the form wants them.
        const filled = filledIn(form, ({ kind }) => (kind === 'password' ? null : words))
        const answer = await system.app.inject({
          method: 'POST',
          url,
          headers: { ...FORM, ...maker() },
          payload: inForm(filled),
        })
        look(`the answer of ${pattern}`, answer.body)
        const wrongFields = new Set([...answer.body.matchAll(/id="([^"]+)-error"/g)].map((match) => match[1]))
        if (answer.statusCode === 422) {
          const again = filledIn(form, (field) =>
            field.kind === 'password' || wrongFields.has(field.name) ? field.value || null : words,
          )
          const second = await system.app.inject({
            method: 'POST',
            url,
            headers: { ...FORM, ...maker() },
            payload: inForm(again),
          })
          look(`the second answer of ${pattern}`, second.body)
        }
        if (filled.some(([, value]) => value === words)) filledForms.push(pattern)
      }
    }
    expect(new Set(filledForms).size).toBeGreaterThan(35)
    let shown = 0
    for (const { url, body } of await everyPage()) {
      look(url, body)
      if (body.includes('zqx')) shown += 1
    }
    expect(wrong).toEqual([])
    // Or nothing was proved: what was typed does stand on many pages.
    expect(shown).toBeGreaterThan(20)
  })

  /** The pages that the maker reaches, a few of each route, and those that anybody does. */
  async function everyPage(): Promise<{ url: string; body: string }[]> {
    const routeOf = routeFinder(routes)
    const pages: { url: string; body: string }[] = []
    for (const account of [province.makers.own, null]) {
      const waiting = [
        '/',
        ...routes.filter((route) => route.method === 'GET').map((route) => addressOf(route.pattern)),
      ]
      const seen = new Set(waiting)
      const times = new Map<string, number>()
      for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
        const answer = await system.app.inject({ url, headers: signedIn(account, url) })
        if (!String(answer.headers['content-type']).startsWith('text/html')) continue
        pages.push({ url, body: answer.body })
        for (const [, link = ''] of answer.body.matchAll(/<a\s[^>]*?href="(\/[^"#]*)/g)) {
          const path = link.replaceAll('&amp;', '&')
          const pattern = routeOf('GET', path.split('?')[0] ?? path)?.pattern
          const before = times.get(pattern ?? '') ?? 0
          if (!pattern || seen.has(path) || before >= 5) continue
          times.set(pattern, before + 1)
          seen.add(path)
          waiting.push(path)
        }
      }
    }
    return pages
  }
})

describe('a search field', () => {
  const SIGNS = [
    "'",
    '"',
    '\\',
    "';--",
    "' or '1'='1",
    '%',
    '_',
    '%%',
    '_%',
    '\\%',
    ') or (1=1',
    '$1',
    ':*',
    '&|!',
    '\u0000',
    'a'.repeat(5_000),
    '\ud800',
  ]
  /** What means something in patterns, and stands in no record here. */
  const PATTERNS = ['%', '_', '%%', '_%', '\\%']

  test('takes every sign for itself: no page fails, and no pattern finds what it does not spell', async () => {
    const wrong: string[] = []
    let tried = 0
    const lists = routes.filter(
      (route) => route.method === 'GET' && !route.pattern.startsWith('/api/') && !route.pattern.includes(':token'),
    )
    for (const { pattern } of lists) {
      const url = addressOf(pattern)
      const page = await system.app.inject({ url, headers: maker() })
      for (const name of page.statusCode === 200 ? searchFieldsIn(page.body) : []) {
        tried += 1
        const ask = (value: string) => system.app.inject({ url: `${url}?${name}=${encoded(value)}`, headers: maker() })
        const rowsOf = (body: string) => [...body.matchAll(/<tr[ >]|<li[ >]|type="checkbox"/g)].length
        const nothing = rowsOf((await ask('zqnowhere')).body)
        for (const sign of SIGNS) {
          const answer = await ask(sign)
          if (answer.statusCode !== 200 && !(answer.statusCode === 404 && (sign.length > 200 || sign === '\u0000')))
            wrong.push(`${pattern} ${name}=${JSON.stringify(sign.slice(0, 20))}: ${answer.statusCode}`)
          else if (name === 'words' && PATTERNS.includes(sign) && rowsOf(answer.body) !== nothing)
            wrong.push(`${pattern} ${name}=${sign} finds something`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThanOrEqual(9)
  })

  test('nor does any other parameter of a list or an operation reach the database as it is', async () => {
    const wrong: string[] = []
    const names = [
      'after',
      'unitId',
      'unit',
      'from',
      'to',
      'kind',
      'state',
      'year',
      'asOf',
      'behalf',
      'view',
      'indicator',
      'on',
      'under',
    ]
    for (const { pattern } of routes.filter((route) => route.method === 'GET' && !route.pattern.includes(':'))) {
      for (const sign of [
        "'",
        "1' or '1'='1",
        '1;select 1',
        '99999999999999999999',
        '-1',
        '2026-02-30',
        '2026-02-30_1',
        '2026-01-01_99999999999999999999',
        '1_99999999999999999999',
        '2026_99999999999999999999',
        '\u0000',
      ]) {
        const query = names.map((name) => `${name}=${encoded(sign)}`).join('&')
        const { statusCode } = await system.app.inject({ url: `${pattern}?${query}`, headers: maker(pattern) })
        if (statusCode >= 500 && pattern !== '/readyz') wrong.push(`${pattern} ${JSON.stringify(sign)}: ${statusCode}`)
      }
    }
    expect(wrong).toEqual([])
  })

  const encoded = (value: string) =>
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
})

describe('too much', () => {
  const post = (payload: string | Buffer, headers: Record<string, string>) =>
    system.app.inject({ method: 'POST', url: '/activities/new', headers: { ...maker(), ...headers }, payload })

  test('in one request is refused as too large, in words', async () => {
    const bodies: [string, string, Record<string, string>][] = [
      ['a long text', `title=${'a'.repeat(1_500_000)}`, FORM],
      ['many fields', Array.from({ length: 6_000 }, (_, index) => `f${index}=1`).join('&'), FORM],
      ['many values of one field', Array.from({ length: 6_000 }, () => 'opinions=1').join('&'), FORM],
      ['many parts', multipart(600), { 'content-type': 'multipart/form-data; boundary=zq' }],
    ]
    const before = await rowCounts(system.database)
    for (const [what, body, headers] of bodies) {
      const answer = await post(body, headers)
      expect([what, answer.statusCode]).toEqual([what, 413])
      expect(answer.body).toContain('quá lớn')
    }
    const json = JSON.stringify({ title: 'a'.repeat(1_500_000) })
    const answer = await system.app.inject({
      method: 'POST',
      url: '/api/v1/activities',
      headers: { ...maker('/api/'), 'content-type': 'application/json' },
      payload: json,
    })
    expect([answer.statusCode, answer.json().error.code]).toEqual([413, 'http.too-large'])
    expect(await gainedSince(before, system.database)).toEqual({})
  })

  const multipart = (parts: number) =>
    `${Array.from({ length: parts }, (_, index) => `--zq\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\n1\r\n`).join('')}--zq--\r\n`

  test('time for one request ends its connection', () => {
    expect(system.app.server.requestTimeout).toBeGreaterThan(0)
    expect(system.app.server.requestTimeout).toBeLessThanOrEqual(15 * 60_000)
    expect(system.app.server.headersTimeout).toBeGreaterThan(0)
  })

  describe('from one address', () => {
    /** As a proxy on the same machine passes it on. */
    const from = (address: string) => ({ 'x-forwarded-for': address })
    const trySignIn = (address: string) =>
      system.app.inject({
        method: 'POST',
        url: '/sign-in',
        headers: { ...FORM, ...from(address) },
        payload: 'userName=a&password=b',
      })

    test('is told to wait a minute, in plain words; others go on', async () => {
      for (let time = 0; time < MOST_IN_A_MINUTE.sending; time += 1)
        expect((await trySignIn('203.0.113.7')).statusCode).not.toBe(429)
      const answer = await trySignIn('203.0.113.7')
      expect(answer.statusCode).toBe(429)
      expect(answer.body).toContain('hãy chờ một phút')
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect((await trySignIn('203.0.113.8')).statusCode).not.toBe(429)
      // The office behind that address can still read, and those who have signed in can work.
      expect((await system.app.inject({ url: '/public', headers: from('203.0.113.7') })).statusCode).toBe(200)
      const working = await system.app.inject({ url: '/activities', headers: { ...maker(), ...from('203.0.113.7') } })
      expect(working.statusCode).toBe(200)
    })

    test('is one address for a whole connection of IPv6', async () => {
      for (let time = 0; time < MOST_IN_A_MINUTE.sending; time += 1) await trySignIn(`2001:db8:1:2::${time + 1}`)
      expect((await trySignIn('2001:db8:1:2:ffff::1')).statusCode).toBe(429)
      expect((await trySignIn('2001:db8:1:3::1')).statusCode).not.toBe(429)
    })

    test('cannot be another by saying so', async () => {
      for (let time = 0; time <= MOST_IN_A_MINUTE.sending; time += 1) await trySignIn(`198.51.100.${time}, 203.0.113.9`)
      expect((await trySignIn('127.0.0.1, 203.0.113.9')).statusCode).toBe(429)
    })

    test('is enough for an office of a hundred people, and not without end', async () => {
      const open = (address: string) => system.app.inject({ url: '/healthz', headers: from(address) })
      const statuses = new Map<number, number>()
      for (let time = 0; time < MOST_IN_A_MINUTE.reading + 20; time += 1) {
        const { statusCode } = await open('203.0.113.10')
        statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1)
      }
      expect(statuses.get(200)).toBeGreaterThanOrEqual(1_900)
      expect(statuses.get(429)).toBeGreaterThan(0)
      const asset = await system.app.inject({ url: '/assets/manifest.json', headers: from('203.0.113.10') })
      expect(asset.statusCode).toBe(200)
    })
  })
})
