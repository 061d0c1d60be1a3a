import { tellFailure } from '../../../platform/log/tell.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { advanceBatch } from './advance-batch.ts'
import type { BatchServices } from './batch-work.ts'
import { forgetOldBatches } from './receive.ts'
import '../queries/tables.ts'

/** After a failure that no person can mend, such as a lost database, the batch is tried again this much later. */
const PAUSE_IN_MILLISECONDS = 5_000
const TRIES = 5

export type BatchWork = {
  /** Goes on with this batch, beside what the process does else. */
  begin: (batchId: string) => void
  /** Goes on with every batch that an earlier process left. */
  resume: () => Promise<void>
  /** Ends after the step at hand; what it left open is given up and begun anew by the next process. */
  stop: () => Promise<void>
}

/** Works on batches one after the other, so that a large file does not take the machine from those who use it. */
export function batchWork(services: BatchServices, sheets: readonly RecordSheet[]): BatchWork {
  const waiting = new Set<string>()
  const stop = { requested: false }
  let running: Promise<void> | null = null

  const work = async () => {
    for (const batchId of waiting) {
      if (stop.requested) return
      await finish(batchId)
      waiting.delete(batchId)
    }
  }
  const finish = async (batchId: string) => {
    for (let failures = 0; failures < TRIES && !stop.requested; ) {
      try {
        if (!(await advanceBatch(services, sheets, batchId, stop))) return
        failures = 0
      } catch (error) {
        failures += 1
        tellFailure('error', 'spreadsheet.step-failed', error)
        await pause(stop)
      }
    }
  }
  const run = () => {
    running ??= work().finally(() => {
      running = null
      if (waiting.size > 0 && !stop.requested) run()
    })
  }
  return {
    begin: (batchId) => {
      waiting.add(batchId)
      run()
    },
    resume: async () => {
      await forgetOldBatches(services.database)
      const left = await services.database
        .selectFrom('import_batch')
        .select('id')
        .where('state', 'in', ['reading', 'checking', 'applying', 'undoing'])
        .orderBy('id')
        .execute()
      for (const { id } of left) waiting.add(id)
      if (waiting.size > 0) run()
    },
    stop: async () => {
      stop.requested = true
      await running
    },
  }
}

async function pause(stop: { requested: boolean }): Promise<void> {
  for (let waited = 0; waited < PAUSE_IN_MILLISECONDS && !stop.requested; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
