import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * How many requests one address may make in a minute. Behind one address there may be a whole office: 100 people who each open a page
 * every five seconds make 1.200 requests, and some 700 more on a morning when all load the pages anew; so `reading` stands well above
 * that and still far below what one machine can answer. `sending` is for forms that anyone may send (signing in, one-time links,
 * public forms), where guessing happens and each try costs a slow hash: 100 people who come at half past seven and mistype now and
 * then send some 60 in their busiest minute. What is tried against one account is counted elsewhere, with the account.
 */
export const MOST_IN_A_MINUTE = { reading: 3_000, sending: 60 } as const

/** Requests of the machine itself – its proxy's own checks, scripts, tests – are not counted. */
const OWN_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

/** Limits requests by the address they come from; a whole /64 of IPv6 is one address, since one connection gets that many. */
export async function limitRates(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    timeWindow: 60_000,
    // Addresses that are remembered; the one that was quiet longest is forgotten first.
    cache: 20_000,
    keyGenerator: (request) => `${kindOf(request)} ${normalizeIP(request.ip, 64)}`,
    max: (request) => MOST_IN_A_MINUTE[kindOf(request)],
    allowList: (request) => OWN_ADDRESS.test(request.ip) || request.routeOptions.config.permission === undefined,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeaders: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
      'retry-after': true,
    },
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For a page whose address holds a secret: each opening of it counts like a form that is sent. */
    countedAs?: 'sending'
  }
}

function kindOf(request: FastifyRequest): keyof typeof MOST_IN_A_MINUTE {
  const { countedAs } = request.routeOptions.config
  if (countedAs) return countedAs
  const reads = request.method === 'GET' || request.method === 'HEAD'
  return !reads && request.routeOptions.config.permission === 'public' ? 'sending' : 'reading'
}
