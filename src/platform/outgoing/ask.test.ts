import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askOnce } from './ask.ts'

let server: Server
let address: string
let answering: (reply: ServerResponse) => void

beforeAll(async () => {
  server = createServer((_request, reply) => answering(reply))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hoi`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const asked = (within = 60_000) =>
  askOnce(address, { headers: {}, body: {} }, { withinMilliseconds: within, largestAnswer: 1000 })

test('an answer is read, whatever its code', async () => {
  answering = (reply) => reply.writeHead(418).end('{"a":1}')
  expect(await asked()).toEqual({ code: 418, said: { a: 1 } })
})

test.each<[string, (reply: ServerResponse) => void, string]>([
  ['says nothing', () => undefined, 'ETIMEDOUT'],
  ['says the beginning and no more', (reply) => void reply.writeHead(200).write('{'), 'ETIMEDOUT'],
  ['never stops', (reply) => reply.writeHead(200).end('a'.repeat(1001)), 'TOO_LARGE'],
  ['hangs up', (reply) => void reply.destroy(), 'ECONNRESET'],
])('who %s is not waited for', async (_who, answer, reason) => {
  answering = answer
  expect(await asked(reason === 'ETIMEDOUT' ? 300 : 60_000)).toEqual({ code: null, reason })
})

test('nothing is asked in the open of another machine', async () => {
  const nowhere = await askOnce(
    'http://ky-so.example/',
    { headers: {}, body: {} },
    { withinMilliseconds: 1000, largestAnswer: 10 },
  )
  expect(nowhere).toEqual({ code: null, reason: 'NOT_SENDABLE' })
})
