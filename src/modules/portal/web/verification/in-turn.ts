import { Refusal } from '../../../../vocabulary/refusal.ts'
import { vi } from '../../texts/vi.ts'

/** More wait than anyone would; each is one file in memory. */
const MOST_WAITING = 8

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** Does work that takes much of the machine one after the other. Refuses `portal.busy` when too many wait already. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (waiting >= MOST_WAITING) throw new Refusal('conflict', 'portal.busy', vi.verification.busy)
  waiting += 1
  const mine = last.then(work)
  // Whoever comes next waits for the end of this, however it ends.
  last = mine.catch(() => undefined)
  try {
    return await mine
  } finally {
    waiting -= 1
  }
}
