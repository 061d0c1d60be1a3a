import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import { FORM, inForm } from '../support/attacked-system.ts'
import { read, sessionOf } from '../support/reachable-pages.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'

/** What protects the system from those who mean harm, each asked of the running system: stolen and planted sessions, and ways to another site. */
let demonstration: RunningSystem

beforeAll(async () => {
  demonstration = await startSystem('province')
})
afterAll(() => demonstration?.stop())

describe('a form', () => {
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
