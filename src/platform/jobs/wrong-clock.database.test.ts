import { sql } from 'kysely'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startSystem } from '../../../tests/support/system.ts'
import type { Job } from './job.ts'
import { startJobs } from './start-jobs.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const nightly: Job = { name: 'test.nightly', title: 'Việc thử', schedule: { at: '02:30' }, run: async () => {} }

describe('a clock that was ahead and is right again', () => {
  test('does not keep the scheduled jobs waiting for the hour that it showed', async () => {
    const system = await startSystem('province', { port: 0, identityProvider: null })
    const { database } = system.app.services
    const jobs = await startJobs({
      connectionString: system.connectionString,
      services: system.app.services,
      jobs: [nightly],
      lookAfterEveryMilliseconds: 20,
    })
    const daysAhead = async () => {
      const found = await sql<{ days: number }>`
        select coalesce(round(extract(epoch from last_execution - now()) / 86400), 0)::int as days
        from graphile_worker._private_known_crontabs where identifier = ${nightly.name}`.execute(database)
      return found.rows[0]?.days
    }
    const trueNow = Date.now
    try {
      // The queue enters its scheduled jobs a moment after it has begun.
      const setAhead = async () => {
        await sql`update graphile_worker._private_known_crontabs set last_execution = now() + interval '30 days'
          where identifier = ${nightly.name}`.execute(database)
        return daysAhead()
      }
      await expect.poll(setAhead, { timeout: 10_000 }).toBe(30)
      vi.spyOn(Date, 'now').mockImplementation(() => trueNow() - 3_600_000)

      await expect.poll(daysAhead, { timeout: 10_000 }).toBe(0)
    } finally {
      await jobs.stop()
      await system.stop()
    }
  })
})
