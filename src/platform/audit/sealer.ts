import type { Database } from '../database/database.ts'
import { type LogFields, tell } from '../log/tell.ts'
import { withoutWords } from '../log/without-words.ts'
import { keepSeal } from './kept-seal.ts'
import { newestSeal, sealEntries } from './seal-entries.ts'

/** How long an entry stays unsealed at most while the system runs, apart from the time that sealing itself takes. */
export const SEALING_INTERVAL_IN_MILLISECONDS = 3_000

/**
 * Seals the trail every few seconds until stopped, and keeps the newest seal in the file. Any number of processes may do so on one
 * database. `stop` lets the sealing that is under way finish, seals what is left and then answers.
 */
export function startSealing({
  database,
  keptSealFile,
  everyMilliseconds = SEALING_INTERVAL_IN_MILLISECONDS,
}: {
  database: Database
  keptSealFile: string
  everyMilliseconds?: number
}): { stop: () => Promise<void> } {
  let isFirst = true
  /** What went wrong and has been told, so that it is not told every three seconds. */
  let told = ''
  const tellOnce = (event: string, fields: LogFields) => {
    if (told !== event) tell('warn', event, fields)
    told = event
  }
  const seal = async () => {
    try {
      const made = await sealEntries(database, { lookAtEverything: isFirst })
      const newest = made ?? (isFirst ? await newestSeal(database) : null)
      isFirst = false
      if (newest === null) return
      if (await keepSeal(database, keptSealFile, newest)) told = ''
      else
        tellOnce('audit.kept-seal-not-in-chain', {
          reason: `run “danvan audit verify”; the file ${keptSealFile} was left as it is`,
        })
    } catch (error) {
      tellOnce('audit.sealing-failed', { error: withoutWords(error) })
    }
  }
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void>
  const next = () => {
    underWay = seal().then(() => {
      if (!stopped) timer = setTimeout(next, everyMilliseconds)
    })
  }
  next()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await underWay
      await seal()
    },
  }
}
