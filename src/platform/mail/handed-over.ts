/**
 * What became of a message that was to be handed over. `sent`: the server took it. `refused`: it never will. `later`: it did not take
 * it now, and surely has not got it. `doubtful`: it may have it.
 */
export type HandedOver = { outcome: 'sent' | 'refused' | 'later' | 'doubtful'; answer: string }

export type HandingOverFailed = {
  /** True when a byte of the message may have left. */
  hasBegun: boolean
  /** What the server answered; undefined when it did not. */
  responseCode: number | undefined
  /** What was being done: `AUTH` and what comes before it concern the whole installation, not this message. */
  command: string
}

/**
 * What a failure means. The answer of the server settles it: 4xx, not now; 5xx, never. Without an answer it depends on whether the
 * message had begun to leave (RFC 5321, 4.2.5: the server is responsible from its answer to the end of the data on; a sender that
 * does not get it cannot know).
 */
export function outcomeOf({ hasBegun, responseCode, command }: HandingOverFailed): 'refused' | 'later' | 'doubtful' {
  if (responseCode !== undefined && responseCode >= 500) return isAboutMessage(command) ? 'refused' : 'later'
  if (responseCode !== undefined && responseCode >= 400) return 'later'
  return hasBegun ? 'doubtful' : 'later'
}

/** A wrong password or a server that is closed must not fail every message that waits. */
const isAboutMessage = (command: string) => ['MAIL FROM', 'RCPT TO', 'DATA'].includes(command)

/** Minutes to wait after each failed try; after the last a message has failed: a little more than a day in all. */
const WAITS_IN_MINUTES = [1, 2, 5, 10, 30, 60, 120, 240, 480, 720]

/** When to try again after so many tries; null when that was the last. */
export function nextTryAfter(attempts: number, now: Date): Date | null {
  const wait = WAITS_IN_MINUTES[attempts - 1]
  return wait === undefined ? null : new Date(now.getTime() + wait * 60_000)
}
