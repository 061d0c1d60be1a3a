import type { FastifyRequest } from 'fastify'
import { servicesOf } from '../../../platform/http/request.ts'
import { dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { officialOfAccount } from '../queries/official.ts'
import { accountOfApiToken, accountOfSession } from '../queries/session.ts'

export const SESSION_COOKIE = 'danvan_session'

/** Who sends this request: by API token when one is given, else by session cookie; null for nobody. */
export async function identify(request: FastifyRequest): Promise<Official | null> {
  const { database, now } = servicesOf(request.server)
  const header = request.headers.authorization
  const secret = request.cookies[SESSION_COOKIE]
  let accountId: string | null = null
  if (header?.startsWith('Bearer '))
    accountId = await accountOfApiToken(database, header.slice('Bearer '.length).trim())
  else if (secret) accountId = await accountOfSession(database, secret, now())
  return accountId ? officialOfAccount(database, accountId, dateInVietnam(now())) : null
}
