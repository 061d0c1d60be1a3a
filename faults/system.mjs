import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { freePort } from '../scripts/free-port.mjs'
import { inProject, Problem, root } from '../scripts/project.mjs'
import { startDatabaseProxy } from '../tests/support/database-proxy.mjs'
import { smallDisk } from './disk-full.mjs'

/**
 * The product with the demonstration province in a folder of its own, as its users run it: another program that can be killed. Started
 * either with the database that it brings along, or on a PostgreSQL that it reaches through a line that can be cut; there more than one
 * process can serve. `disk`: on a small one, which can be filled. `clock`: with one that `clockFile` sets wrong.
 */
export async function prepareSystem(name, { outside, processes = 1, disk: needsDisk = false, clock = false }) {
  const disk = needsDisk ? await smallDisk() : null
  const folder = disk ? `${disk.folder}/data` : inProject('.cache', 'faults', name)
  await rm(folder, { recursive: true, force: true })
  // The account of PostgreSQL must be able to enter, or its data would lie elsewhere.
  await mkdir(folder, { recursive: true, mode: disk ? 0o711 : 0o700 })
  if (disk) await mkdir(`${folder}/postgresql`, { mode: 0o711 })
  await mkdir(inProject('.cache', 'faults'), { recursive: true })
  // What it says of errors stays there after the run.
  const log = await open(inProject('.cache', 'faults', `${name}.log`), 'w')
  const { startEmbeddedPostgres, addressOfRunningPostgres } = await import(
    '../dist/platform/database/embedded-postgres.js'
  )
  const dataDirectory = `${folder}/postgresql`
  const programs = []
  for (let each = 0; each < processes; each++) programs.push({ port: await freePort(), child: null })
  const server = outside ? await startEmbeddedPostgres({ dataDirectory }) : null
  const line = server ? await startDatabaseProxy(server.connectionString) : null
  const environment = {
    ...process.env,
    DATA_DIR: folder,
    DATABASE_URL: line?.connectionString,
    DEMO: '1',
  }
  const clockFile = clock ? `${folder}/clock` : null
  const ofServing = clock
    ? { CLOCK_FILE: clockFile, NODE_OPTIONS: `--import ${pathToFileURL(inProject('faults/clock-preload.mjs'))}` }
    : {}
  const straightAddress = async () => server?.connectionString ?? (await addressOfRunningPostgres(dataDirectory))

  const query = async (text, values) => {
    const client = new pg.Client({ connectionString: await straightAddress() })
    await client.connect()
    try {
      return await client.query(text, values)
    } finally {
      await client.end()
    }
  }

  return {
    base: baseOf(programs[0]),
    ...{ folder: disk?.folder ?? folder, disk, clockFile },
    bases: programs.map(baseOf),
    line,
    /** Starts one of the programs and waits until it is ready. */
    start: async (which = 0) => {
      const program = programs[which]
      const started = spawn(process.execPath, [inProject('dist/main.js'), 'serve'], {
        cwd: root,
        env: { ...environment, ...ofServing, PORT: String(program.port) },
        stdio: ['ignore', 'pipe', log.fd],
      })
      program.child = started
      for await (const text of createInterface({ input: started.stdout })) {
        if (!text.startsWith('ready ')) continue
        started.stdout.resume()
        return
      }
      throw new Problem('Hệ thống dừng trước khi sẵn sàng.')
    },
    hasEnded: (which = 0) => hasEnded(programs[which]),
    end: async (signal, which = 0) => {
      const { child } = programs[which]
      const gone = once(child, 'exit')
      child.kill(signal)
      const [code] = await gone
      return code
    },
    /** Kills the database server without a word, as a machine that loses its power would, and starts it again. */
    killDatabase: async () => {
      const { rows } = await query('show data_directory')
      const [processId] = (await readFile(`${rows[0].data_directory}/postmaster.pid`, 'utf8')).split('\n')
      process.kill(Number(processId), 'SIGKILL')
      // Whoever started it starts it again, at its old address.
      for (let isBack = false; !isBack; await wait(50))
        isBack = await query('select').then(
          () => true,
          () => false,
        )
      line.cut()
    },
    query,
    /** A command of the product on the same data; what it printed, as JSON. */
    command: async (...words) => {
      const running = spawn(process.execPath, [inProject('dist/main.js'), ...words, '--json'], {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let printed = ''
      running.stdout.on('data', (chunk) => {
        printed += chunk
      })
      const [code] = await once(running, 'exit')
      return { code, answer: printed.trim() === '' ? null : JSON.parse(printed) }
    },
    stop: async () => {
      for (const program of programs.filter((each) => !hasEnded(each))) {
        const gone = once(program.child, 'exit')
        program.child.kill('SIGTERM')
        await gone
      }
      await line?.stop()
      await server?.stop()
      await log.close()
      await rm(folder, { recursive: true, force: true })
      await disk?.remove()
    },
  }
}

const baseOf = ({ port }) => `http://127.0.0.1:${port}`

const hasEnded = ({ child }) => child === null || child.exitCode !== null || child.signalCode !== null
