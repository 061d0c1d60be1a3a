import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compressAnswers } from './compression.ts'

const LONG = `<p>${'Ủy ban nhân dân phường trả lời ý kiến của cử tri. '.repeat(400)}</p>`
const SHORT = `<p>${'Ủy ban nhân dân phường. '.repeat(60)}</p>`
const PICTURE = Buffer.alloc(4000, 7)

describe('what is sent', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = fastify()
    await compressAnswers(app)
    app.get('/long', async (_request, reply) => reply.type('text/html; charset=utf-8').send(LONG))
    app.get('/short', async (_request, reply) => reply.type('text/html; charset=utf-8').send(SHORT))
    app.get('/records', async () => ({ records: Array.from({ length: 200 }, () => 'Sở Nội vụ') }))
    app.get('/picture', async (_request, reply) => reply.type('image/png').send(PICTURE))
  })
  afterAll(() => app.close())

  const ask = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br', ...headers } })

  test('is a page that unfolds to itself, long or short, in a fraction of its bytes', async () => {
    for (const [url, page] of [
      ['/long', LONG],
      ['/short', SHORT],
    ] as const) {
      const answer = await ask(url)
      expect(answer.headers['content-encoding']).toBe('br')
      expect(answer.headers.vary).toMatch(/accept-encoding/i)
      expect(answer.rawPayload.length).toBeLessThan(page.length / 5)
      expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(page)
    }
  })

  test('suits an old telephone that knows gzip only, and a program that knows neither', async () => {
    const old = await ask('/long', { 'accept-encoding': 'gzip' })
    expect(gunzipSync(old.rawPayload).toString()).toBe(LONG)
    const plain = await ask('/long', { 'accept-encoding': 'identity' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body).toBe(LONG)
  })

  test('are the lists of the API too, but no pictures, which are packed already', async () => {
    expect((await ask('/records')).headers['content-encoding']).toBe('br')
    const picture = await ask('/picture')
    expect(picture.headers['content-encoding']).toBeUndefined()
    expect(picture.rawPayload.equals(PICTURE)).toBe(true)
  })

  test('is compressed for who has signed in when they asked themselves, from here or by its address', async () => {
    for (const site of ['same-origin', 'none']) {
      const answer = await ask('/long', { cookie: 'session=1', 'sec-fetch-site': site })
      expect(answer.headers['content-encoding']).toBe('br')
    }
  })

  test('is left as it is when another site made the browser of a signed-in person ask, or may have', async () => {
    for (const site of ['cross-site', 'same-site', undefined]) {
      const answer = await ask('/long', { cookie: 'session=1', ...(site && { 'sec-fetch-site': site }) })
      expect(answer.headers['content-encoding']).toBeUndefined()
      expect(answer.body).toBe(LONG)
    }
  })
})
