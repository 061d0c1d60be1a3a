import { Logger } from 'graphile-worker'

/** What the queue itself has to say: only what went wrong, one JSON line each, like everything this program logs. */
export const queueLog = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') tell(level === 'error' ? 'error' : 'warn', 'jobs.queue', message)
})

export function tell(level: 'warn' | 'error', event: string, reason: string): void {
  process.stderr.write(`${JSON.stringify({ level, event, reason })}\n`)
}
