import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedIn } from '../support/access-people.ts'
import type { AccessProvince } from '../support/access-province.ts'
import { type AttackedSystem, FORM, inForm, startAttackedSystem } from '../support/attacked-system.ts'
import { filledIn, postFormsIn, searchFieldsIn } from '../support/forms.mjs'
import { type BuiltRoute, routeFinder } from '../support/routes.ts'
import type { RunningSystem } from '../support/system.ts'

/** What protects the system from those who mean harm, each asked of the running system: words that mean something to a browser or to the database. */

let system: RunningSystem
let routes: BuiltRoute[]
let province: AccessProvince
let maker: AttackedSystem['maker']
let addressOf: AttackedSystem['addressOf']

beforeAll(async () => {
  ;({ system, routes, province, maker, addressOf } = await startAttackedSystem())
})
afterAll(() => system?.stop())

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
        const ask = async (value: string) => {
          const answer = await system.app.inject({ url: `${url}?${name}=${encoded(value)}`, headers: maker() })
          // What could be a code leads to the page of that code.
          const { location } = answer.headers
          return answer.statusCode === 303 && location?.startsWith(`${url}/`)
            ? system.app.inject({ url: location, headers: maker() })
            : answer
        }
        const rowsOf = (body: string) => [...body.matchAll(/<tr[ >]|<li[ >]|type="checkbox"/g)].length
        const nothing = rowsOf((await ask('zqnowhere')).body)
        const answers = await Promise.all(SIGNS.map(async (sign) => ({ sign, answer: await ask(sign) })))
        for (const { sign, answer } of answers) {
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
    const signs = [
      ...["'", "1' or '1'='1", '1;select 1', '99999999999999999999', '-1', '2026-02-30', '2026-02-30_1'],
      ...['2026-01-01_99999999999999999999', '1_99999999999999999999', '2026_99999999999999999999', '\u0000'],
    ]
    for (const { pattern } of routes.filter((route) => route.method === 'GET' && !route.pattern.includes(':'))) {
      const ask = async (sign: string) => {
        const query = names.map((name) => `${name}=${encoded(sign)}`).join('&')
        const { statusCode } = await system.app.inject({ url: `${pattern}?${query}`, headers: maker(pattern) })
        if (statusCode >= 500 && pattern !== '/readyz') wrong.push(`${pattern} ${JSON.stringify(sign)}: ${statusCode}`)
      }
      await Promise.all(signs.map(ask))
    }
    expect(wrong).toEqual([])
  })

  const encoded = (value: string) =>
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
})
