import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOST_IN_A_MINUTE } from '../../src/platform/http/rate-limit.ts'
import { type AttackedSystem, FORM, startAttackedSystem } from '../support/attacked-system.ts'
import { gainedSince, rowCounts } from '../support/row-counts.ts'
import type { RunningSystem } from '../support/system.ts'

/** What protects the system from those who mean harm, each asked of the running system: too much at once. */

let system: RunningSystem
let maker: AttackedSystem['maker']

beforeAll(async () => {
  ;({ system, maker } = await startAttackedSystem())
})
afterAll(() => system?.stop())

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
