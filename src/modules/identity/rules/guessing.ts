/** Wrong tries before the next has to wait. People mistype; programs do not stop at four. */
const FREE_TRIES = 4
const FIRST_WAIT_IN_SECONDS = 15

/** Failures older than this are forgotten, and no wait is longer. */
export const MEMORY_OF_FAILURES_IN_MINUTES = 15

/** So many failures of strangers at one address count as one try: whole offices share an address. */
const TRIES_PER_ADDRESS = 10

/** So many wrong codes of strangers for one account count as one try. */
const TRIES_PER_ACCOUNT = 3

/** Failures within the memory, and when the last was; counted before the try that is about to be made. */
export type Failures = { count: number; lastAt: Date | null }

export type FailuresBefore = {
  /** From a device that has signed in to this account before: its own failures, and nobody else's. */
  device: Failures | null
  /** Of this user name from this address, by devices that nobody knows. */
  pair: Failures
  /** Of any user name from this address, by devices that nobody knows. */
  address: Failures
  /** Of this account's codes from anywhere, by devices that nobody knows. Only those who know the password can make these. */
  codes: Failures
}

/**
 * When the next try may be made; null: now. A known device waits only for what was tried on it; everybody else for what was tried
 * from where they are. Nothing that is done elsewhere makes the owner of an account wait for a password.
 * Unit: each failure beyond the fourth doubles the wait, from 15 seconds to at most 15 minutes.
 */
export function nextTryAt({ device, pair, address, codes }: FailuresBefore): Date | null {
  if (device) return endOfWait(device, 1)
  const waits = [endOfWait(pair, 1), endOfWait(address, TRIES_PER_ADDRESS), endOfWait(codes, TRIES_PER_ACCOUNT)]
  return waits.reduce((latest, wait) => (wait && (!latest || wait > latest) ? wait : latest), null)
}

function endOfWait({ count, lastAt }: Failures, failuresPerTry: number): Date | null {
  const tries = Math.floor(count / failuresPerTry)
  if (lastAt === null || tries < FREE_TRIES) return null
  const seconds = Math.min(FIRST_WAIT_IN_SECONDS * 2 ** (tries - FREE_TRIES), MEMORY_OF_FAILURES_IN_MINUTES * 60)
  return new Date(lastAt.getTime() + seconds * 1000)
}

/** How long until then, as one says it: `30 giây`, `4 phút`. Never less than one second. */
export function waitInWords(from: Date, until: Date): string {
  const seconds = Math.max(1, Math.ceil((until.getTime() - from.getTime()) / 1000))
  return seconds < 60 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`
}

/** Under which address tries are counted: of IPv6 the network of 64 bits, because one person has all addresses of it. */
export function addressGroup(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
