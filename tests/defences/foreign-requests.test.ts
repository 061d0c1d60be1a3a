import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueFormToken, NOBODY } from '../../src/platform/http/form-token.ts'
import { signedIn } from '../support/access-people.ts'
import type { AccessProvince } from '../support/access-province.ts'
import { type AttackedSystem, FORM, inForm, startAttackedSystem } from '../support/attacked-system.ts'
import { gainedSince, rowCounts } from '../support/row-counts.ts'
import type { RunningSystem } from '../support/system.ts'

/** What protects the system from those who mean harm, each asked of the running system: what others send, and what others ask for. */

let system: RunningSystem
let province: AccessProvince
let maker: AttackedSystem['maker']

beforeAll(async () => {
  ;({ system, province, maker } = await startAttackedSystem())
})
afterAll(() => system?.stop())

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

  test('say how an answer was compressed, and nobody else can make a browser fetch a compressed page of its owner', async () => {
    const accept = { 'accept-encoding': 'gzip, br' }
    const visit = await system.app.inject({ url: '/public', headers: accept })
    expect(visit.headers['content-encoding']).toBe('br')
    const page = (await system.app.inject({ url: '/public' })).body
    const style = /\/assets\/main[.][0-9a-f]+[.]css/.exec(page)?.[0] ?? 'missing'
    expect((await system.app.inject({ url: style, headers: accept })).headers['content-encoding']).toBe('br')

    const url = '/petitions?text=a'
    const fetched = (site: string) =>
      system.app.inject({ url, headers: { ...accept, ...maker(url), 'sec-fetch-site': site } })
    const own = await fetched('same-origin')
    expect(own.statusCode).toBe(200)
    expect(own.headers['content-encoding']).toBe('br')
    const foreign = await fetched('cross-site')
    expect(foreign.statusCode).toBe(200)
    expect(foreign.headers['content-encoding']).toBeUndefined()
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
