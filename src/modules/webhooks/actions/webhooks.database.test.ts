import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { sealEntries } from '../../../platform/audit/seal-entries.ts'
import type { Database } from '../../../platform/database/database.ts'
import { openEncryption } from '../../../platform/encryption/encryption.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { deliver, redeliver } from './deliver.ts'
import { gatherDeliveries } from './gather.ts'
import { addWebhook, endWebhook } from './keep-webhooks.ts'

const NOW = new Date('2026-11-23T01:00:00Z')
const encryption = openEncryption({ keyFolder: '/khong-dung-den', key: Buffer.alloc(32, 7) })

let database: Database
let official: Official
let receiver: Server
let received: { headers: IncomingHttpHeaders; body: string }[]
let answer: { status: number; headers?: Record<string, string> }
let address: string

beforeEach(async () => {
  database = await databaseForTest()
  const { rows } = await sql<{
    id: string
  }>`with made as (insert into person (full_name) values ('Đặng Thu Hà') returning id)
    insert into account (user_name, person_id) select 'ha', id from made returning id::text`.execute(database)
  official = { accountId: rows[0]?.id ?? '', userName: 'ha', personId: '1', fullName: 'Đặng Thu Hà', posts: [] }
  received = []
  answer = { status: 204 }
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(answer.status, answer.headers).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/tin`
})
afterEach(() => new Promise((resolve) => receiver.close(resolve)))

const add = () =>
  addWebhook(database, official, { name: 'Điều hành', address, recordKinds: ['plan'] }, { encryption, now: NOW })
const change = async (kind: string, id: string) => {
  await recordChange(database, {
    ...{ official, action: `${kind}.changed`, subject: { kind, id }, unitId: null, summary: 'Lời bí mật' },
  })
  await sealEntries(database)
}
const gather = () =>
  gatherDeliveries(database, { linkOf: (kind, id) => `https://danvan.example/${kind}s/${id}`, now: NOW })
const deliveries = () =>
  database
    .selectFrom('webhook_delivery')
    .select([
      'id',
      'state',
      'attempts',
      'answer_code as code',
      'answer',
      'event_id as eventId',
      'next_try_at as nextTryAt',
    ])
    .orderBy('id')
    .execute()
const deliverAll = async (privateNetworks = true) => {
  for (const { id } of await deliveries()) await deliver(database, id, { encryption, privateNetworks, now: NOW })
}

describe('a receiver of news', () => {
  test('is told, signed, once of each change of the kinds it asked for, and nothing of what they say', async () => {
    await change('plan', '1')
    const secret = await add()
    await change('plan', '7')
    await change('petition', '8')
    await Promise.all([gather(), gather()])
    await gather()
    await deliverAll()
    await deliverAll()
    expect(received).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = received
    expect(JSON.parse(body)).toMatchObject({
      type: 'record.changed',
      data: { kind: 'plan', id: '7', unitCode: null, link: 'https://danvan.example/plans/7' },
    })
    expect(body).not.toMatch(/bí mật|Thu Hà/)
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
    expect(await deliveries()).toMatchObject([{ state: 'sent', code: 204, attempts: 1 }])
    const kept = await database.selectFrom('webhook').select('encrypted_secret').executeTakeFirstOrThrow()
    expect(kept.encrypted_secret).not.toContain(secret.replace('whsec_', ''))
  })

  test('that does not answer well is told again later, with the same id, and is followed nowhere', async () => {
    await add()
    await change('plan', '7')
    await gather()
    answer = { status: 302, headers: { location: `${address}/khac` } }
    await deliverAll()
    expect(received).toHaveLength(1)
    const [waiting] = await deliveries()
    expect(waiting).toMatchObject({ state: 'waiting', code: 302, attempts: 1 })
    expect(waiting?.nextTryAt.getTime()).toBeGreaterThan(NOW.getTime())
    answer = { status: 200 }
    await deliverAll()
    expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id'])
    const [sent] = await deliveries()
    expect(sent?.state).toBe('sent')

    await database.transaction().execute((transaction) => redeliver(transaction, official, sent?.id ?? '', NOW))
    await deliverAll()
    expect(received).toHaveLength(3)
  })

  test('within the house is told nothing unless the installation allows it', async () => {
    await add()
    await change('plan', '7')
    await gather()
    await deliverAll(false)
    expect(received).toEqual([])
    expect(await deliveries()).toMatchObject([{ state: 'waiting', answer: 'Tên máy trỏ vào mạng nội bộ: không gửi.' }])
  })

  test('that is told no more has nothing waiting', async () => {
    await add()
    await change('plan', '7')
    await gather()
    const { id } = await database.selectFrom('webhook').select('id').executeTakeFirstOrThrow()
    await database.transaction().execute((transaction) => endWebhook(transaction, official, id, NOW))
    await change('plan', '8')
    await gather()
    await deliverAll()
    expect(received).toEqual([])
    expect(await deliveries()).toMatchObject([{ state: 'failed' }])
  })

  test('has an address to which something may be sent', async () => {
    const given = { name: 'x', address: 'http://trong-nha.example/', recordKinds: ['plan'] }
    await expect(addWebhook(database, official, given, { encryption, now: NOW })).rejects.toMatchObject({
      code: 'webhooks.not-an-address',
    })
  })
})
