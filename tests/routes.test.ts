import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { SESSION_COOKIE } from '../src/modules/identity/web/identify.ts'
import { reachablePages, read, sessionOf } from './support/reachable-pages.ts'
import { type BuiltRoute, pathOf, routeFinder, routesBuiltBy } from './support/routes.ts'
import { rowCounts } from './support/row-counts.ts'
import { type RunningSystem, startSystem } from './support/system.ts'

/** What anyone may use. A route that is added to this list is a decision, not an oversight. */
const FOR_ANYONE = [
  /^\/$/,
  /^\/public(\/|$)/,
  // Whether a paper is genuine, asked by whoever holds it: nothing is kept, and no content is told.
  /^\/verify(\/|$)/,
  /^\/sign-(in|out)$/,
  // What comes between a right password, or the identity provider's word, and a session.
  /^\/sign-in\/(code|second-factor|provider|provider\/return)$/,
  // One-time links, whose token is the permission.
  /^\/(founding|password|address)\/:token$/,
  /^\/(healthz|readyz|status)$/,
  /^\/api\/v1\/openapi\.json$/,
]

/** Accounts that together may use every form. */
const SENDERS = ['canbo.xa', 'lanhdao.xa', 'tonghop.snv', 'lanhdao.tinh', 'quantri']

let system: RunningSystem
/** Without the built assets, which are everybody's, and HEAD, which is answered as GET. */
let routes: BuiltRoute[]
let granted: Set<string>

beforeAll(async () => {
  const found = await routesBuiltBy(() => startSystem('province'))
  system = found.built
  routes = found.routes.filter((route) => !route.pattern.startsWith('/assets/') && route.method !== 'HEAD')
  const rows = await system.database.selectFrom('role_permission').select('permission').distinct().execute()
  granted = new Set(rows.map((row) => row.permission))
})
afterAll(() => system.stop())

const isApi = (route: BuiltRoute) => route.pattern.startsWith('/api/')
const isStaff = (route: BuiltRoute) => route.permission !== 'public' && !isApi(route)
const nameOf = (route: BuiltRoute) => `${route.method} ${route.pattern}`

describe('every route', () => {
  test('names a permission that some role has, or is for anyone or for all who have signed in', () => {
    const wrong = routes.filter(
      ({ permission }) => permission !== 'public' && permission !== 'signed-in' && !granted.has(permission ?? ''),
    )
    expect(wrong.map((route) => `${nameOf(route)}: ${route.permission}`)).toEqual([])
    expect(routes.length).toBeGreaterThan(20)
  })

  test('that is for anyone is meant to be', () => {
    const open = routes.filter(({ permission }) => permission === 'public')
    expect(open.filter(({ pattern }) => !FOR_ANYONE.some((known) => known.test(pattern))).map(nameOf)).toEqual([])
  })

  test('for officials sends a reader without a session to the sign-in page and back again', async () => {
    for (const route of routes.filter((each) => isStaff(each) && each.method === 'GET')) {
      const path = pathOf(route.pattern, '1')
      const answer = await read(system.app, `${path}?from=2026-01-01`, null)
      const back = encodeURIComponent(`${path}?from=2026-01-01`)
      expect([nameOf(route), answer.statusCode, answer.headers.location]).toEqual([
        nameOf(route),
        303,
        `/sign-in?continue=${back}`,
      ])
    }
  })

  test('of the API answers 401 in JSON to a program without a token, also when a browser is signed in and it would write', async () => {
    const session = await sessionOf(system, 'tonghop.snv')
    const ApiError = z.object({
      error: z.object({ code: z.literal('identity.not-signed-in'), message: z.string().min(10), fields: z.object({}) }),
    })
    for (const route of routes.filter((each) => isApi(each) && each.permission !== 'public')) {
      const url = pathOf(route.pattern, '1')
      const senders = route.method === 'GET' ? [{}] : [{}, { cookies: { [SESSION_COOKIE]: session } }]
      for (const sender of senders) {
        const answer = await system.app.inject({ method: route.method as 'GET', url, ...sender })
        expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 401])
        expect(answer.headers['content-type']).toContain('application/json')
        expect(ApiError.safeParse(answer.json()).error).toBeUndefined()
      }
    }
  })
})

describe('a form of another site', () => {
  test('writes nothing when the sender has not signed in', async () => {
    const before = await rowCounts(system.database)
    const withFile = new FormData()
    withFile.append('files', new File(['%PDF-1.7 of a stranger'], 'la.pdf'))
    for (const route of routes.filter((each) => each.method === 'POST' && !isApi(each))) {
      for (const payload of [new FormData(), withFile]) {
        const answer = await system.app.inject({ method: 'POST', url: pathOf(route.pattern, '1'), payload })
        if (!isStaff(route)) continue
        expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 303])
        expect(answer.headers.location).toMatch(/^\/sign-in/)
      }
    }
    expect(await rowCounts(system.database)).toEqual(before)
  })

  test('writes nothing with the session of somebody who may, without a token of ours or with that of the sign-in page', async () => {
    const routeOf = routeFinder(routes)
    const signInPage = await read(system.app, '/sign-in', null)
    const tokenOfNobody = /name="_token" value="([^"]+)"/.exec(signInPage.body)?.[1]
    expect(tokenOfNobody).toBeDefined()
    const before = await rowCounts(system.database)
    const tried = new Set<string>()
    for (const userName of SENDERS) {
      const session = await sessionOf(system, userName)
      for (const { path } of (await reachablePages(system, routes, session)).pages.values()) {
        const route = routeOf('POST', path.split('?')[0] ?? path)
        if (!route || !isStaff(route) || tried.has(route.pattern)) continue
        tried.add(route.pattern)
        for (const token of [{}, { _token: tokenOfNobody }]) {
          const answer = await system.app.inject({
            method: 'POST',
            url: path,
            cookies: { [SESSION_COOKIE]: session },
            payload: new URLSearchParams(token as Record<string, string>).toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          })
          expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 403])
          expect(answer.body).toContain('Trang này đã mở quá lâu')
        }
      }
    }
    expect(await rowCounts(system.database)).toEqual(before)
    expect(tried.size).toBeGreaterThan(0)
  })
})

const Reference = z.object({ $ref: z.string().startsWith('#/components/') })
const Content = z.record(z.string().includes('/'), z.object({ schema: z.looseObject({}) }))
const Response = z.union([Reference, z.object({ description: z.string(), content: Content.optional() })])
const Operation = z.object({
  summary: z.string().min(5),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header', 'cookie']),
        required: z.boolean().optional(),
        schema: z.looseObject({}),
      }),
    )
    .optional(),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|[1-5]XX|default)$/i), Response),
})
/** OpenAPI 3.1.0, as far as a description of ours uses it. */
const OpenApi = z.object({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.object({ title: z.string().min(1), version: z.string().min(1) }),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'put', 'post', 'delete', 'patch']), Operation),
  ),
  components: z.looseObject({ securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })) }),
})

describe('the description of the API', () => {
  const described = async () => {
    const answer = await read(system.app, '/api/v1/openapi.json', null)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toContain('application/json')
    return answer.json() as unknown
  }

  test('is OpenAPI 3.1', async () => {
    const description = await described()
    expect(OpenApi.safeParse(description).error?.issues ?? []).toEqual([])
    const text = JSON.stringify(description)
    expect(text).not.toContain('"nullable"')
    expect(text).not.toMatch(/"exclusive(Minimum|Maximum)":(true|false)/)
    for (const [, pointer] of text.matchAll(/"\$ref":"#([^"]+)"/g)) {
      const steps = (pointer ?? '').split('/').slice(1)
      const target = steps.reduce<unknown>(
        (at, step) => (at as Record<string, unknown> | undefined)?.[step],
        description,
      )
      expect([pointer, typeof target]).toEqual([pointer, 'object'])
    }
  })

  test('names every operation there is and none that is not, each with its parameters', async () => {
    const { paths } = OpenApi.parse(await described())
    const told = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const built = routes
      .filter((route) => isApi(route) && !route.hidden)
      .map((route) => `${route.method} ${route.pattern.replace(/:([A-Za-z]+)/g, '{$1}')}`)
    expect(told.sort()).toEqual(built.sort())
    for (const [path, operations] of Object.entries(paths)) {
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1])
      for (const operation of Object.values(operations)) {
        const given = (operation?.parameters ?? []).filter((parameter) => parameter.in === 'path')
        expect([path, given.map(({ name }) => name).sort()]).toEqual([path, inPath.sort()])
      }
    }
  })

  test('hides nothing but itself', () => {
    const hidden = routes.filter((route) => isApi(route) && route.hidden)
    expect(hidden.map(({ pattern }) => pattern)).toEqual(['/api/v1/openapi.json'])
  })
})
