import { connect, createServer } from 'node:net'
import pg from 'pg'

/**
 * Stands between the system and its database and does to the line what happens to lines: cuts it, refuses, or lets nothing through
 * while everything seems connected.
 */
export async function startDatabaseProxy(connectionString) {
  const { user, database } = new pg.Client({ connectionString })
  let target = addressOf(connectionString)
  const pairs = new Set()
  let state = 'open'
  const server = createServer((near) => {
    if (state === 'refusing') return near.destroy()
    const far = connect(target)
    const pair = [near, far]
    pairs.add(pair)
    near.pipe(far).pipe(near)
    if (state === 'hanging') pause(pair)
    for (const end of pair) {
      end.on('error', () => {})
      end.on('close', () => {
        pairs.delete(pair)
        for (const each of pair) each.destroy()
      })
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = server.address()
  const ownPort = typeof own === 'object' && own !== null ? own.port : 0
  const pause = (pair) => {
    for (const end of pair) end.pause()
  }
  const cut = () => {
    for (const pair of pairs) for (const end of pair) end.destroy()
  }
  return {
    connectionString: `postgresql://${user}@127.0.0.1:${ownPort}/${database}`,
    /** From now on to a server that stands elsewhere. */
    leadTo: (elsewhere) => {
      target = addressOf(elsewhere)
    },
    /** Breaks every connection; new ones are let through. */
    cut,
    /** Breaks every connection and lets no new one through. */
    refuse: () => {
      state = 'refusing'
      cut()
    },
    /** Nothing comes through any more, and nobody is told. */
    hang: () => {
      state = 'hanging'
      for (const pair of pairs) pause(pair)
    },
    /** All is well again. */
    open: () => {
      state = 'open'
      for (const pair of pairs) for (const end of pair) end.resume()
    },
    stop: () => {
      cut()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function addressOf(connectionString) {
  const { host, port } = new pg.Client({ connectionString })
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
}
