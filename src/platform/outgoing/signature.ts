import { createHmac } from 'node:crypto'

const SECRET_PREFIX = 'whsec_'

/** A secret as people copy it: what the receiver checks signatures with. */
export const secretInWords = (bytes: Buffer) => `${SECRET_PREFIX}${bytes.toString('base64')}`

/** What is signed is one message at one time: who keeps an old one cannot send it again as new. Source: Standard Webhooks 1.0. */
export function signedHeaders(
  { id, secret, body }: { id: string; secret: string; body: string },
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
}
