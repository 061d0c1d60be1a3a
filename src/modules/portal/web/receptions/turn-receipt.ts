import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../../../../platform/database/database.ts'
import { newReceipt, type Receipt } from '../../../../platform/receipt/receipt.ts'
import { turnIsTaken } from '../../../reception/index.ts'
import { givePublicCookie, readPublicCookie } from '../public-cookies.ts'

const SHAPE = /^([0-9A-Z]{4,20})\.([0-9A-Z]{4,40})$/

/** The receipt that this browser holds, if any. */
export function heldReceipt(request: FastifyRequest): Receipt | null {
  const match = SHAPE.exec(readPublicCookie(request, 'turn') ?? '')
  return match?.[1] && match[2] ? { code: match[1], secret: match[2] } : null
}

export function giveReceipt(reply: FastifyReply, { code, secret }: Receipt): void {
  givePublicCookie(reply, 'turn', `${code}.${secret}`)
}

/**
 * The receipt for a form about to be filled in: given to the browser with the form, so that one that is sent twice – its first answer
 * lost on the way – still leads to the page that shows code and secret. One that was used is replaced.
 */
export async function receiptToUse(
  database: Database,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<Receipt> {
  const held = heldReceipt(request)
  if (held && !(await turnIsTaken(database, held.code))) return held
  const fresh = newReceipt()
  giveReceipt(reply, fresh)
  return fresh
}
