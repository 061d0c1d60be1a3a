import type { FastifyRequest } from 'fastify'
import { servicesOf } from '../../../platform/http/request.ts'
import { dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { holderOfApiToken } from '../queries/api-token.ts'
import { officialOfAccount } from '../queries/official.ts'
import { accountOfSession } from '../queries/session.ts'
import { withinScope } from '../rules/api-token.ts'

export const SESSION_COOKIE = 'danvan_session'

/** Who sends this request: by API token when one is given, else by session cookie; null for nobody. */
export async function identify(request: FastifyRequest): Promise<Official | null> {
  const { database, now } = servicesOf(request.server)
  const at = now()
  const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token !== undefined) {
    const moment = { now: at, today: dateInVietnam(at) }
    const holder = isForTokens(request) ? await holderOfApiToken(database, token, moment) : null
    return holder ? withinScope(holder.official, holder.permissions) : null
  }
  const secret = request.cookies[SESSION_COOKIE]
  const accountId = secret ? await accountOfSession(database, secret, at) : null
  return accountId ? officialOfAccount(database, accountId, dateInVietnam(at)) : null
}

/** A token opens the API, and lets pages and downloads be read; forms and the own account are for the person alone. */
function isForTokens({ url, method }: FastifyRequest): boolean {
  if (url.startsWith('/api/')) return true
  return (method === 'GET' || method === 'HEAD') && !/^\/account(\/|\?|$)/.test(url)
}
