import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'

/**
 * The hidden `_token` of a form does three duties: it proves that the form was drawn by us for this account (no other site can
 * post it), it is the key under which the form is accepted once, and it lets what was typed be kept when the session has ended.
 */
export type FormToken = { key: string; accountId: string }

/** Whom the token of a form is for when nobody has signed in. */
export const NOBODY = 'nobody'

const sign = (secret: string, key: string, accountId: string) =>
  createHmac('sha256', secret).update(`form:${key}:${accountId}`).digest('base64url')

/**
 * The key under which a browser encrypts the drafts of this account, 32 bytes in base64url. It stands in the pages that the account
 * sees, so that a draft on a device can be read only by who has signed in.
 */
export function draftKey(secret: string, accountId: string): string {
  return createHmac('sha256', secret).update(`draft:${accountId}`).digest('base64url')
}

/** A fresh token for one drawing of a form. */
export function issueFormToken(secret: string, accountId: string): string {
  const key = randomUUID()
  return `${key}.${accountId}.${sign(secret, key, accountId)}`
}

/** The token's content, or null when it was not issued by this installation. */
export function readFormToken(secret: string, token: unknown): FormToken | null {
  if (typeof token !== 'string') return null
  const [key, accountId, signature, ...rest] = token.split('.')
  if (!key || !accountId || !signature || rest.length > 0) return null
  const expected = Buffer.from(sign(secret, key, accountId))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null
  return { key, accountId }
}
