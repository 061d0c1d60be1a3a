import { setTimeout as wait } from 'node:timers/promises'
import { moveTheClock } from './clock-jumps.mjs'
import { fillTheDisk } from './disk-full.mjs'
import { prepareSystem } from './system.mjs'
import { lastNumbers, lookFor, PETITION, PLAN, startWriters } from './writers.mjs'

/**
 * What happens to programs, machines and lines, each done many times while people write. What was confirmed must be there once with its
 * entry in the trail, whatever happened; the system goes on by itself where it was not itself what was killed.
 */
const WRITERS = 8

const WHO_WRITES = { [PLAN.path]: 'tonghop.snv', [PETITION.path]: 'canbo.xa' }

export const WORKS = [
  {
    name: 'killed-embedded',
    title: 'kill -9 of the system with its own database, started again',
    outside: false,
    harm: async (system) => {
      await system.end('SIGKILL')
      await system.start()
    },
  },
  {
    name: 'killed',
    title: 'kill -9 of the system on a PostgreSQL, started again',
    outside: true,
    harm: async (system) => {
      await system.end('SIGKILL')
      await system.start()
    },
  },
  {
    name: 'stopped',
    title: 'the system asked to stop (SIGTERM) during requests, started again',
    outside: true,
    harm: async (system) => {
      const code = await system.end('SIGTERM')
      if (code !== 0) throw new Error(`It stopped with ${code}.`)
      await system.start()
    },
  },
  {
    name: 'killed-database',
    title: 'kill -9 of PostgreSQL, started again; the system is left alone',
    outside: true,
    harm: (system) => system.killDatabase(),
  },
  {
    name: 'cut',
    title: 'all connections to the database cut; the system is left alone',
    outside: true,
    harm: async (system) => system.line.cut(),
  },
  {
    name: 'hanging',
    title: 'the line to the database hangs for a second; the system is left alone',
    outside: true,
    harm: async (system) => {
      system.line.hang()
      await wait(1000)
      system.line.open()
    },
  },
  {
    name: 'one-of-two',
    title: 'two systems on one PostgreSQL, kill -9 of one and then the other, started again',
    outside: true,
    processes: 2,
    harm: async (system, done) => {
      await system.end('SIGKILL', done % 2)
      await system.start(done % 2)
    },
  },
  {
    name: 'disk-full',
    title: 'the disk of the system and its own database full, then free again; the system is left alone',
    outside: false,
    disk: true,
    begin: fillTheDisk,
  },
  {
    name: 'clock-jumps',
    title: 'the clock of the system set forward and back; the system is left alone',
    outside: true,
    clock: true,
    begin: moveTheClock,
  },
]

/** Does one work and gives what was counted. */
export async function suffer({ name, processes = 1, harm, begin, ...choices }, times) {
  const system = await prepareSystem(name, { processes, ...choices })
  let writers = null
  try {
    for (let which = 0; which < processes; which++) await system.start(which)
    const tokens = {}
    const unitIds = {}
    for (const [path, account] of Object.entries(WHO_WRITES)) {
      tokens[path] = (await system.command('token', 'create', '--account', account)).answer.token
      const { rows } = await system.query(
        'select post.unit_id::text as id from post join account using (person_id) where user_name = $1 limit 1',
        [account],
      )
      unitIds[path] = rows[0].id
    }
    const work = begin
      ? await begin(system)
      : { harm: (done) => harm(system, done), look: async () => ({ faults: [] }) }
    const numbered = await lastNumbers(system)
    writers = startWriters({
      count: WRITERS,
      addressOf: (turn) => system.bases[turn % processes],
      tokens,
      unitIds,
    })
    let done = 0
    let ended = 0
    const began = performance.now()
    for (; done < times; done++) {
      await wait(100 + ((done * 379) % 700))
      await work.harm(done)
      for (let which = 0; which < processes; which++) {
        if (!system.hasEnded(which)) continue
        ended += 1
        await system.start(which)
      }
    }
    const secondsEach = (performance.now() - began) / 1_000 / Math.max(done, 1)
    await writers.stop()
    const { faults, told } = await work.look()
    const found = await lookFor(system, writers.acknowledged, numbered)
    const trail = await system.command('audit', 'verify')
    return {
      times: done,
      ...found,
      ...{ ended, faults, told, secondsEach },
      trailIsWhole: trail.code === 0,
      repeated: writers.seen.repeated,
      slowest: writers.seen.slowest,
      curt: writers.seen.curt,
      unreached: writers.seen.unreached,
      answers: Object.fromEntries(writers.seen.answers),
    }
  } finally {
    writers?.abandon()
    await system.stop()
  }
}
