/**
 * What is wrong when a query fails for no fault of the query: `away`, the server cannot be reached, was stopped or has no room for one
 * more; `slow`, it did not end in the time that a statement may take, or nobody got a connection in time; `full`, its disk is full, or that of the
 * files.
 * Null when it is something else, a defect of ours. Codes are SQLSTATE (PostgreSQL, appendix A) and those of the operating system.
 */
export type Trouble = 'away' | 'slow' | 'full'

const TROUBLES: Readonly<Record<string, Trouble>> = {
  // A statement that was cancelled, a lock that did not come, a transaction that was left open too long.
  '57014': 'slow',
  '55P03': 'slow',
  '25P03': 'slow',
  // Stopped by who administers it, broken down, starting, too many connections.
  '57P01': 'away',
  '57P02': 'away',
  '57P03': 'away',
  '57P05': 'away',
  '53300': 'away',
  '53200': 'away',
  '53100': 'full',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ECONNREFUSED: 'away',
  ECONNRESET: 'away',
  EPIPE: 'away',
  ETIMEDOUT: 'away',
  EHOSTUNREACH: 'away',
  ENETUNREACH: 'away',
}

/** What `pg` says without a code. */
const IN_WORDS: readonly [RegExp, Trouble][] = [
  [/^timeout exceeded when trying to connect$/, 'slow'],
  [/^Connection terminated/, 'away'],
  [/^Client has encountered a connection error/, 'away'],
]

export function troubleOf(error: unknown): Trouble | null {
  const { code, message, syscall } = (error ?? {}) as { code?: unknown; message?: unknown; syscall?: unknown }
  const known = TROUBLES[String(code)]
  if (known) return known
  // Class 08: exceptions of the connection; a socket in the file system that is gone.
  if (/^08/.test(String(code)) || (code === 'ENOENT' && syscall === 'connect')) return 'away'
  return IN_WORDS.find(([words]) => words.test(String(message)))?.[1] ?? null
}
