import { writeFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { signIn } from './fuzz/pages.mjs'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How far the clock of the system is from the true one, one after the other; each is followed by the true time. */
const SHIFTS = [2 * MINUTE, -2 * MINUTE, HOUR, -HOUR, 13 * HOUR, -13 * HOUR, 40 * DAY, -40 * DAY]
/** A session lives twelve hours: by then none that was begun before may be open. */
const ALL_SESSIONS_OVER = 13 * HOUR
/** The queue notices a jump within this time (20 seconds) and begins again. */
const NOTICED_WITHIN_SECONDS = 60

/**
 * Sets the clock of the system (not of its database) forward and back while people write, with sessions kept from before and from the
 * time with the wrong clock, and the scheduled jobs going on.
 */
export async function moveTheClock(system) {
  const { DEMONSTRATION_ACCOUNTS } = await import('../dist/demonstration/demonstration-accounts.js')
  const account = DEMONSTRATION_ACCOUNTS.find(({ userName }) => userName === 'tonghop.snv')
  await watchScheduledJobs(system)
  const faults = []
  const seen = { signedOut: 0, stillIn: 0, notIn: 0 }
  const set = async (shift) => {
    await writeFile(system.clockFile, String(shift))
    await wait(150)
  }
  const isIn = async (cookie, told) => {
    const answer = await fetch(`${system.base}/plans`, {
      ...{ headers: { cookie }, redirect: 'manual' },
      signal: AbortSignal.timeout(20_000),
    })
    await answer.text()
    if (answer.status >= 500) faults.push(`${answer.status} ${told}`)
    seen[answer.status === 200 ? 'stillIn' : 'signedOut'] += 1
    return answer.status === 200
  }
  const begin = async () => {
    const cookie = await signIn(system.base, account)
    if (cookie === null) seen.notIn += 1
    return cookie
  }
  return {
    harm: async (done) => {
      const shift = SHIFTS[done % SHIFTS.length]
      const earlier = await begin()
      await set(shift)
      if (earlier && (await isIn(earlier, 'with a session from before')) && shift >= ALL_SESSIONS_OVER)
        faults.push(`a session was open ${shift / HOUR} hours after it began`)
      const later = await begin()
      if (later && !(await isIn(later, 'with a new session')))
        faults.push(`a new session was not open at ${shift / HOUR} hours`)
      await wait(300)
      await set(0)
      if (later && (await isIn(later, 'with a session of the wrong clock')) && shift >= ALL_SESSIONS_OVER)
        faults.push(`a session begun ${shift / HOUR} hours ahead was open afterwards`)
      const now = await begin()
      if (now && !(await isIn(now, 'afterwards'))) faults.push('a new session was not open at the true time')
    },
    look: async () => {
      // Far ahead for as long as the queue needs to notice it, and then back.
      await set(40 * DAY)
      await wait(25_000)
      await set(0)
      const until = performance.now() + NOTICED_WITHIN_SECONDS * 1_000
      let ahead = await scheduledAhead(system)
      while (ahead > 0 && performance.now() < until) {
        await wait(1_000)
        ahead = await scheduledAhead(system)
      }
      if (ahead > 0) faults.push(`${ahead} scheduled jobs wait for a time that is far off`)
      const { rows } = await system.query(
        'select task, count(*)::int as times from faults_scheduled group by task, at having count(*) > 1',
      )
      for (const { task, times } of rows) faults.push(`${task} was planned ${times} times for one moment`)
      const waiting = await system.query(
        `select task_identifier as task, count(*)::int as times from graphile_worker.jobs
         where attempts = 0 and locked_at is null group by 1, coalesce(key, id::text) having count(*) > 1`,
      )
      for (const { task, times } of waiting.rows) faults.push(`${task} waits ${times} times`)
      const { rows: planned } = await system.query(
        'select task, count(*)::int as times from faults_scheduled group by task',
      )
      return { faults, told: { ...seen, planned: Object.fromEntries(planned.map(({ task, times }) => [task, times])) } }
    },
  }
}

const scheduledAhead = async (system) =>
  (
    await system.query(
      `select count(*)::int as ahead from graphile_worker._private_known_crontabs where last_execution > now() + interval '2 minutes'`,
    )
  ).rows[0].ahead

/** Writes down each moment for which a scheduled job was put into the queue. */
const watchScheduledJobs = (system) =>
  system.query(`
    create table faults_scheduled (task text, at text);
    create function faults_note_scheduled() returns trigger language plpgsql as $$ begin
      insert into faults_scheduled
        select identifier, new.payload -> '_cron' ->> 'ts' from graphile_worker._private_tasks where id = new.task_id;
      return new;
    end $$;
    create trigger faults_note_scheduled after insert on graphile_worker._private_jobs for each row
      when (new.payload -> '_cron' is not null) execute function faults_note_scheduled()`)
