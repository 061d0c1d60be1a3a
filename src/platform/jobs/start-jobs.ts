import { EventEmitter } from 'node:events'
import { performance } from 'node:perf_hooks'
import { parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import { queueSchemaFor, schemaOf } from '../database/schema.ts'
import type { Services } from '../http/request.ts'
import { tell, tellFailure } from '../log/tell.ts'
import type { Job, JobPayload, JobServices } from './job.ts'
import { problemInWords } from './problem-in-words.ts'
import { queueLog } from './queue-log.ts'
import { queuePool } from './queue-pool.ts'
import { beginProcess, endDeadProcesses } from './running-process.ts'
import { asCrontab } from './schedule.ts'
import './tables.ts'

/** What is looked after again and again: processes that died, messages whose job was lost. */
const LOOK_AFTER_EVERY_MILLISECONDS = 20_000
const JOBS_AT_ONCE = 3
/** A run that was missed because the system stood still is made up for within this time. */
const MADE_UP_WITHIN_MILLISECONDS = 12 * 3_600_000

/** The clock counts as moved when it has gone so much otherwise than the time that really passed. */
const JUMP_IN_MILLISECONDS = 60_000

export type StartedJobs = { stop: () => Promise<void> }

/**
 * Works on the queue until stopped. Any number of processes may do so on one database: each job is run by one of them.
 * `stop` takes no new job, lets those that have begun finish, and then answers.
 */
export async function startJobs({
  connectionString,
  services,
  jobs,
  lookAfterEveryMilliseconds = LOOK_AFTER_EVERY_MILLISECONDS,
}: {
  connectionString: string
  services: Services
  jobs: readonly Job[]
  lookAfterEveryMilliseconds?: number
}): Promise<StartedJobs> {
  const workerIds: string[] = []
  const process = await beginProcess(connectionString, () => workerIds)
  const servicesOfJobs = (): JobServices => ({ ...services, processId: process.id() })

  const recover = async () => {
    try {
      await process.keepHeld()
      await endDeadProcesses(services.database)
      for (const job of jobs) await job.recover?.(servicesOfJobs())
    } catch (error) {
      tellFailure('warn', 'jobs.recovery-failed', error)
    }
  }

  await recover()

  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => workerIds.push(worker.workerId))
  const schema = queueSchemaFor(schemaOf(connectionString))
  const pool = await queuePool(connectionString, schema, JOBS_AT_ONCE + 3)
  let mustBeginAgain = false
  const begin = async () => {
    workerIds.length = 0
    await forgetFutureRuns(services.database, schema)
    const runner = await run({
      pgPool: pool,
      schema,
      events,
      logger: queueLog,
      concurrency: JOBS_AT_ONCE,
      noHandleSignals: true,
      taskList: Object.fromEntries(jobs.map((job) => [job.name, taskOf(job, servicesOfJobs)])) satisfies TaskList,
      parsedCronItems: parseCronItems(
        jobs.flatMap(({ name, schedule }) =>
          schedule === undefined
            ? []
            : [
                {
                  task: name,
                  match: asCrontab(schedule),
                  options: { backfillPeriod: MADE_UP_WITHIN_MILLISECONDS, jobKey: name, jobKeyMode: 'preserve_run_at' },
                },
              ],
        ),
      ),
    })
    mustBeginAgain = false
    // Told where it happens; the rest of the system goes on, and the queue is begun again when it is next looked after.
    runner.promise.catch((error) => {
      mustBeginAgain = true
      tellFailure('error', 'jobs.stopped', error)
    })
    return runner
  }
  /** The queue plans by its own clock and from where it was: after a jump it would stand still, or run a day's work once for each day. */
  const beginAgain = async () => {
    await runner.stop().catch(() => {})
    runner = await begin()
    tell('info', 'jobs.begun-again')
  }
  const clock = steadyClock()
  let runner = await begin()
  await process.keepHeld()

  const lookAfter = async () => {
    mustBeginAgain ||= clock.hasJumped()
    if (mustBeginAgain) await beginAgain().catch((error) => tellFailure('warn', 'jobs.not-begun-again', error))
    await recover()
  }
  let timer: NodeJS.Timeout | undefined
  let underWay = Promise.resolve()
  let stopped = false
  const later = () => {
    timer = setTimeout(() => {
      underWay = lookAfter().then(() => {
        if (!stopped) later()
      })
    }, lookAfterEveryMilliseconds)
  }
  later()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await underWay
      // One that has stopped by itself says so here.
      await runner.stop().catch(() => {})
      await pool.end()
      await process.end()
    },
  }
}

function taskOf(job: Job, services: () => JobServices) {
  return async (payload: unknown) => {
    const { database, now } = services()
    if (job.schedule) await noteBegin(database, job.name, now())
    try {
      await job.run((payload ?? {}) as JobPayload, services())
      if (job.schedule) await noteEnd(database, job.name, { endedAt: now(), problem: null })
    } catch (error) {
      const problem = problemInWords(error)
      if (job.schedule) await noteEnd(database, job.name, { endedAt: now(), problem })
      // The queue keeps these words on the job and logs them: no others may get there.
      throw new JobFailed(problem)
    }
  }
}

class JobFailed extends Error {
  override readonly name = 'JobFailed'
}

/** Tells once of each jump of the clock, which is compared with time that nobody can set. */
function steadyClock() {
  const difference = () => Date.now() - performance.now()
  let before = difference()
  return {
    hasJumped: () => {
      const now = difference()
      if (Math.abs(now - before) < JUMP_IN_MILLISECONDS) return false
      before = now
      return true
    },
  }
}

/**
 * Plans the scheduled jobs anew from now on. The queue remembers when each ran last and never goes back behind it: after a time with a
 * clock that was ahead, nothing scheduled would run until that hour came again.
 */
async function forgetFutureRuns(database: Services['database'], schema: string): Promise<void> {
  const now = new Date()
  await sql`update ${sql.id(schema, '_private_known_crontabs')} set last_execution = ${now}
    where last_execution > ${now}::timestamptz + interval '1 minute'`.execute(database)
}

async function noteBegin(database: Services['database'], name: string, now: Date): Promise<void> {
  const begun = { started_at: now, ended_at: null, ended_well: null, problem: '' }
  await database
    .insertInto('job_run')
    .values({ job_name: name, ...begun })
    .onConflict((conflict) => conflict.column('job_name').doUpdateSet(begun))
    .execute()
}

async function noteEnd(
  database: Services['database'],
  name: string,
  { endedAt, problem }: { endedAt: Date; problem: string | null },
): Promise<void> {
  await database
    .updateTable('job_run')
    .set({ ended_at: endedAt, ended_well: problem === null, problem: problem ?? '' })
    .where('job_name', '=', name)
    .execute()
}
