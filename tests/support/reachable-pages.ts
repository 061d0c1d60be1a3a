import type { FastifyInstance } from 'fastify'
import { openSession } from '../../src/modules/identity/queries/session.ts'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { type BuiltRoute, routeFinder } from './routes.ts'
import type { RunningSystem } from './system.ts'

/** Pages of one route that are read for links: records differ in what can be done with them. */
const MOST_READ_OF_ONE_ROUTE = 6

/** The session cookie of an account, without the work of typing a password. */
export async function sessionOf(system: RunningSystem, userName: string): Promise<string> {
  const { id } = await accountOf(system.database, userName)
  return openSession(system.database, id, system.clock.now)
}

export function accountOf(database: Database, userName: string) {
  return database
    .selectFrom('account')
    .select(['id', 'user_name'])
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
}

/** Reads a page as this session (null: nobody) would get it. */
export function read(app: FastifyInstance, path: string, session: string | null) {
  return app.inject({ method: 'GET', url: path, ...(session ? { cookies: { [SESSION_COOKIE]: session } } : {}) })
}

/**
 * What one can reach by following links from the first page: for each route its first address found, in the order of finding.
 * Reads the answers without a browser, which is fast; a few pages of each route.
 */
export async function reachablePages(
  system: RunningSystem,
  routes: readonly BuiltRoute[],
  session: string | null,
): Promise<Map<string, string>> {
  const routeOf = routeFinder(routes)
  const first = new Map<string, string>()
  const timesRead = new Map<string, number>()
  const waiting = ['/']
  const seen = new Set(waiting)
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const pattern = routeOf('GET', path.split('?')[0] ?? path)?.pattern
    if (pattern === undefined) throw new Error(`A page leads to ${path}, where nothing is.`)
    const before = timesRead.get(pattern) ?? 0
    if (before >= MOST_READ_OF_ONE_ROUTE) continue
    timesRead.set(pattern, before + 1)
    const answer = await read(system.app, path, session)
    if (answer.statusCode >= 400) throw new Error(`A page leads to ${path}, which answers ${answer.statusCode}.`)
    if (!first.has(pattern)) first.set(pattern, path)
    const isPage = String(answer.headers['content-type']).startsWith('text/html')
    const found = answer.headers.location ?? ''
    for (const link of [found, ...(isPage ? linksIn(answer.body) : [])]) {
      if (!link.startsWith('/') || link.startsWith('/assets/') || seen.has(link)) continue
      seen.add(link)
      waiting.push(link)
    }
  }
  return first
}

/** The addresses that a page leads to by a link, without the part after `#`. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&').replace(/#.*$/, ''),
  )
}
