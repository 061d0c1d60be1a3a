import type { RequestDone } from '../http/request-log.ts'

/** Longer than this a person notices that they wait. */
export const SLOW_FROM_MILLISECONDS = 2_000
const MINUTE = 60_000
const MINUTES_KEPT = 24 * 60
/** From so large a part of the requests on it is told. */
const PART_THAT_COUNTS = 0.2
/** What fewer than this were asked in a minute tells nothing of it. */
const LEAST_REQUESTS = 5
/** Told as long as the last such minute is no further back. */
const RECENT_MINUTES = 5

type Minute = { requests: number; slow: number; failed: number }

/** Since when something lasts; null when it does not. */
export type Pace = { slowSince: Date | null; failingSince: Date | null }

/** How fast this process has answered, minute by minute over a day, in numbers only. */
export function watchPace(now: () => Date = () => new Date()) {
  const minutes = new Map<number, Minute>()
  const done = ({ status, milliseconds, route }: Pick<RequestDone, 'status' | 'milliseconds' | 'route'>): void => {
    // What machines ask to see whether it lives says nothing of the pages.
    if (route === '/healthz' || route === '/readyz' || route === '/status') return
    const at = Math.floor(now().getTime() / MINUTE)
    const minute = minutes.get(at) ?? { requests: 0, slow: 0, failed: 0 }
    minute.requests += 1
    if (milliseconds >= SLOW_FROM_MILLISECONDS) minute.slow += 1
    if (status >= 500) minute.failed += 1
    minutes.set(at, minute)
    for (const old of minutes.keys()) {
      if (old > at - MINUTES_KEPT) break
      minutes.delete(old)
    }
  }
  const pace = (): Pace => ({
    slowSince: since(minutes, now(), ({ slow }) => slow),
    failingSince: since(minutes, now(), ({ failed }) => failed),
  })
  return { done, pace }
}

/** The first minute of the row of bad ones that reaches up to now; minutes in which hardly anybody asked neither make nor break it. */
function since(minutes: ReadonlyMap<number, Minute>, now: Date, bad: (minute: Minute) => number): Date | null {
  const last = Math.floor(now.getTime() / MINUTE)
  let first: number | null = null
  for (const [at, minute] of [...minutes].sort(([one], [other]) => other - one)) {
    if (minute.requests < LEAST_REQUESTS) continue
    if (bad(minute) / minute.requests < PART_THAT_COUNTS) break
    if (first === null && at < last - RECENT_MINUTES) break
    first = at
  }
  return first === null ? null : new Date(first * MINUTE)
}
