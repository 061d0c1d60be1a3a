import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

/**
 * What somebody without an account keeps to come back to something they sent: a code that names it, which may be said aloud on the
 * telephone, and a secret that opens it. Both are read from paper and typed on a phone, so neither holds a letter that looks like
 * another (no I, L, O, U).
 */
export type Receipt = { code: string; secret: string }

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 8
/** 60 bits: cannot be guessed within the rates that the server allows, nor from its digest. */
const SECRET_LENGTH = 12

/** A fresh pair, such as `4K7P9QXM` and `K7PM3XQ9VT2D`. The code is random too: one code tells nothing of how many there are. */
export function newReceipt(): Receipt {
  return { code: randomLetters(CODE_LENGTH), secret: randomLetters(SECRET_LENGTH) }
}

/** What is kept of the secret. It belongs to its code: the same secret under another code has another digest. */
export function secretDigest({ code, secret }: Receipt): string {
  return createHash('sha256').update(`receipt:${code}:${secret}`).digest('base64url')
}

/** Whether the pair is the one whose digest was kept, told in the same time whether it is or not. */
export function opens(given: Receipt, keptDigest: string): boolean {
  const expected = Buffer.from(keptDigest)
  const found = Buffer.from(secretDigest(given))
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** A code or secret as it was given out, from what a person typed: spaces, dots, small letters and look-alikes don't matter. */
export function asGivenOut(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s.\-–]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** In groups of four, to be read and typed: `K7PM-3XQ9-VT2D`. */
export function inGroups(given: string): string {
  return given.match(/.{1,4}/g)?.join('-') ?? ''
}

function randomLetters(count: number): string {
  return Array.from({ length: count }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
}
