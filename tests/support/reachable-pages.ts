import type { FastifyInstance } from 'fastify'
import { DEMONSTRATION_ACCOUNTS } from '../../src/demonstration/demonstration-accounts.ts'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import { type BuiltRoute, routeFinder } from './routes.ts'
import type { RunningSystem } from './system.ts'

/** Pages of one route that are read for links: records differ in what can be done with them. */
const MOST_READ_OF_ONE_ROUTE = 3

/** The session of an account of the demonstration, signed in without a browser. */
export async function sessionOf(system: RunningSystem, userName: string): Promise<string> {
  const account = DEMONSTRATION_ACCOUNTS.find((known) => known.userName === userName)
  const form = await read(system.app, '/sign-in', null)
  const token = /name="_token" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const answer = await system.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ userName, password: account?.password ?? '', _token: token }).toString(),
  })
  const session = answer.cookies.find((cookie) => cookie.name === SESSION_COOKIE)?.value
  if (!session) throw new Error(`${userName} could not sign in: ${answer.statusCode}`)
  return session
}

/** Reads a page as this session (null: nobody) would get it. */
export function read(app: FastifyInstance, path: string, session: string | null) {
  return app.inject({ method: 'GET', url: path, ...(session ? { cookies: { [SESSION_COOKIE]: session } } : {}) })
}

export type Reachable = {
  /** For each route the first address found, in the order of finding, with what the server wrote; pages and downloads. */
  pages: Map<string, { path: string; isPage: boolean; html: string }>
  /** Links that lead nowhere or to a refusal, with the page on which they stand. */
  broken: string[]
}

/**
 * What one can reach by following links from the first page, and from others where something rare stands. Reads without a browser,
 * which is fast; a few pages of each route.
 */
export async function reachablePages(
  system: RunningSystem,
  routes: readonly BuiltRoute[],
  session: string | null,
  alsoFrom: readonly string[] = [],
): Promise<Reachable> {
  const routeOf = routeFinder(routes)
  const reached: Reachable = { pages: new Map(), broken: [] }
  const timesRead = new Map<string, number>()
  const beginnings = [...alsoFrom, '/']
  const waiting = beginnings.map((path) => ({ path, from: '' }))
  const seen = new Set(beginnings)
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, from } = next
    const pattern = routeOf('GET', path.split('?')[0] ?? path)?.pattern ?? path
    const before = timesRead.get(pattern) ?? 0
    // Where something rare stands is always read.
    if (before >= MOST_READ_OF_ONE_ROUTE && !beginnings.includes(path)) continue
    timesRead.set(pattern, before + 1)
    const answer = await read(system.app, path, session)
    if (answer.statusCode >= 400) {
      reached.broken.push(`${from} → ${path} (${answer.statusCode})`)
      continue
    }
    const isPage = answer.statusCode === 200 && String(answer.headers['content-type']).startsWith('text/html')
    const leadsOn = answer.headers.location
    if (leadsOn === undefined && !reached.pages.has(pattern))
      reached.pages.set(pattern, { path, isPage, html: isPage ? answer.body : '' })
    for (const link of [leadsOn ?? '', ...(isPage ? linksIn(answer.body) : [])]) {
      if (!link.startsWith('/') || link.startsWith('/assets/') || seen.has(link)) continue
      seen.add(link)
      waiting.push({ path: link, from: path })
    }
  }
  return reached
}

/** The addresses that a page leads to by a link, without the part after `#`. */
function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&').replace(/#.*$/, ''),
  )
}
