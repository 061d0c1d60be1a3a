import type { FastifyReply, FastifyRequest } from 'fastify'
import { servicesOf } from '../../../platform/http/request.ts'

/** Cookies of people without an account: each for one part of the public site, and only for the server's eyes. */
const PARTS = {
  /** Which unfinished form is theirs. */
  draft: { name: 'danvan_draft', path: '/public/send', seconds: 7 * 86_400 },
  /** Which receipt they have opened. */
  receipt: { name: 'danvan_receipt', path: '/public/follow', seconds: 3_600 },
  /** Which telephone has checked in, so that it is counted once: gone when the day is over. */
  device: { name: 'danvan_device', path: '/public/check-in', seconds: 86_400 },
  /** Which turn on a reception day they have taken, or are about to take. */
  turn: { name: 'danvan_turn', path: '/public/receptions', seconds: 3_600 },
  /** Which work they have sent in to a contest, or are about to. */
  entry: { name: 'danvan_entry', path: '/public/contests', seconds: 3_600 },
} as const

export type PublicCookie = keyof typeof PARTS

export function readPublicCookie(request: FastifyRequest, part: PublicCookie): string | undefined {
  return request.cookies[PARTS[part].name]
}

export function givePublicCookie(reply: FastifyReply, part: PublicCookie, value: string): void {
  const { name, path, seconds } = PARTS[part]
  const secure = servicesOf(reply.server).publicUrl.startsWith('https:')
  reply.setCookie(name, value, { path, httpOnly: true, sameSite: 'lax', secure, maxAge: seconds })
}

export function dropPublicCookie(reply: FastifyReply, part: PublicCookie): void {
  const { name, path } = PARTS[part]
  reply.clearCookie(name, { path })
}
