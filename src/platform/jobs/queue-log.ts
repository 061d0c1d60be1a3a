import { Logger } from 'graphile-worker'
import { tell } from '../log/tell.ts'

/** What the queue itself has to say: only what went wrong, one JSON line each, like everything this program logs. */
export const queueLog = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning')
    tell(level === 'error' ? 'error' : 'warn', 'jobs.queue', { reason: message })
})
