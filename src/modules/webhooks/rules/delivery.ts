/** Minutes to wait after each failed try; after the last one it has failed: a day in all. */
const WAITS_IN_MINUTES = [1, 5, 30, 120, 300, 960]

/** When to try again after so many tries; null when that was the last. */
export function nextTryAfter(attempts: number, now: Date): Date | null {
  const wait = WAITS_IN_MINUTES[attempts - 1]
  return wait === undefined ? null : new Date(now.getTime() + wait * 60_000)
}

export type RecordChanged = {
  kind: string
  recordId: string
  unitCode: string | null
  happenedAt: Date
  link: string
}

/** What a receiver is told: that a record was written or changed, and where it stands. Never what it says, nor who did it. */
export function bodyOf({ kind, recordId, unitCode, happenedAt, link }: RecordChanged): string {
  return JSON.stringify({
    type: 'record.changed',
    timestamp: happenedAt.toISOString(),
    data: { kind, id: recordId, unitCode, link },
  })
}
