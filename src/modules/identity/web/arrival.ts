import type { FastifyReply, FastifyRequest } from 'fastify'
import { publicContext } from '../../../platform/http/request.ts'
import type { Admission, Arrival } from '../actions/admit.ts'
import { endSession } from '../queries/session.ts'
import { deviceInWords } from '../rules/device.ts'
import { SESSION_COOKIE } from './identify.ts'

/** By this a browser that has signed in before is known, so that the failures of strangers don't slow it down. */
const DEVICE_COOKIE = 'danvan_device'
const DEVICE_IS_KNOWN_FOR_IN_SECONDS = 365 * 86_400

/** From where this request comes to sign in. */
export function arrivalOf(request: FastifyRequest): Arrival {
  const { now, page } = publicContext(request)
  return {
    address: request.ip,
    device: deviceInWords(request.headers['user-agent']),
    deviceSecret: request.cookies[DEVICE_COOKIE],
    // Where the demonstration is shown, its printed accounts must work as they are.
    secondFactorIsForced: !page.demonstration,
    now,
  }
}

/**
 * Gives the browser its new session in the place of whatever it had, which ends. Nobody who knew the cookie from before, or had
 * planted it, gets in with it.
 */
export async function giveSession(request: FastifyRequest, reply: FastifyReply, admission: Admission): Promise<void> {
  const { database, publicUrl } = publicContext(request)
  const before = request.cookies[SESSION_COOKIE]
  if (before !== undefined) await endSession(database, before)
  const attributes = { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const
  reply.setCookie(SESSION_COOKIE, admission.session, { path: '/', ...attributes })
  if (admission.deviceSecret !== null) {
    const lasting = { path: '/sign-in', maxAge: DEVICE_IS_KNOWN_FOR_IN_SECONDS, ...attributes }
    reply.setCookie(DEVICE_COOKIE, admission.deviceSecret, lasting)
  }
}

/** Where somebody goes on to: to what is missing, or to the address they came for. */
export function nextAddress({ awaits }: Admission, continueAt: string): string {
  const query = continueAt === '/' ? '' : `?continue=${encodeURIComponent(continueAt)}`
  if (awaits === 'code') return `/sign-in/code${query}`
  if (awaits === 'set-up') return `/sign-in/second-factor${query}`
  return continueAt
}
