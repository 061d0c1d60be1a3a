import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { secretInWords, signedHeaders } from './signature.ts'

describe('a signature', () => {
  test('is the one of the example that the standard publishes', () => {
    // standardwebhooks.com: the same secret, message and time in every library.
    const headers = signedHeaders(
      {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
        body: '{"test": 2432232314}',
      },
      new Date(1_614_265_330_000),
    )
    expect(headers).toMatchObject({
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('can be checked by who has the secret, and only by them', () => {
    const bytes = fc.uint8Array({ minLength: 24, maxLength: 32 }).map((array) => Buffer.from(array))
    fc.assert(
      fc.property(bytes, fc.string(), fc.uuid(), (key, body, id) => {
        const headers = signedHeaders({ id, secret: secretInWords(key), body }, new Date('2026-11-23T01:00:00Z'))
        const expected = (secret: Buffer) =>
          `v1,${createHmac('sha256', secret).update(`${id}.${headers['webhook-timestamp']}.${body}`).digest('base64')}`
        expect(headers['webhook-signature']).toBe(expected(key))
        expect(headers['webhook-signature']).not.toBe(expected(Buffer.concat([key, Buffer.from('x')])))
      }),
    )
  })
})
