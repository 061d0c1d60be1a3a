import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { inProject, Problem, root } from '../scripts/project.mjs'

/**
 * The generated provinces that the works are measured on. Each is loaded once, into a folder of the bench's own, and kept for the next
 * run: a million petitions take a quarter of an hour. BENCH_DATA names another folder.
 */
const FOLDER = process.env.BENCH_DATA ?? inProject('.cache', 'bench')

/** Loads what is not there yet and gives the data folder of the province with so many petitions. */
export async function loadedProvince(petitions) {
  const folder = `${FOLDER}/${petitions}`
  const done = `${folder}/loaded`
  if (existsSync(done)) return folder
  // The name of a folder is part of where its database stands: what was begun and not finished is thrown away, not renamed.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  console.error(`Đang nạp tỉnh ${petitions} đơn thư; chỉ lần đầu…`)
  const start = performance.now()
  await danvan(['demo', '--scale', String(petitions)], folder)
  await withDatabase(folder, async ({ pool }) => {
    // As autovacuum would leave it a while later: without it no index answers alone.
    await pool.query('vacuum (analyze)')
  })
  await writeFile(
    `${done}.part`,
    JSON.stringify({ petitions, seconds: Math.round((performance.now() - start) / 1000) }),
  )
  await rename(`${done}.part`, done)
  return folder
}

/** How long the province took to load, as it was written down then. */
export async function secondsToLoad(folder) {
  return JSON.parse(await readFile(`${folder}/loaded`, 'utf8')).seconds
}

const environment = (folder, more = {}) => ({
  ...process.env,
  DATABASE_URL: undefined,
  DEMO: '0',
  DATA_DIR: folder,
  ...more,
})

async function danvan(commandArguments, folder) {
  const child = spawn(process.execPath, [inProject('dist/main.js'), ...commandArguments], {
    cwd: root,
    env: environment(folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Problem(`Lệnh ${commandArguments.join(' ')} dừng với mã ${code}.`)
}

/** The database of a province, as the product opens it, and as a program would that only knows `pg`. */
export async function openProvince(folder) {
  const { openMigratedDatabase } = await import('../dist/commands/with-database.js')
  const { default: pg } = await import('pg')
  const opened = await openMigratedDatabase(
    { dataDirectory: folder, databaseUrl: null, demonstration: false },
    { beside: true },
  )
  const pool = new pg.Pool({ connectionString: opened.connectionString, max: 16 })
  // A connection that is lost is told by the query that needed it; one that nobody uses need not end the run.
  pool.on('error', () => {})
  return {
    database: opened.database,
    connectionString: opened.connectionString,
    pool,
    close: async () => {
      await pool.end()
      await opened.close()
    },
  }
}

async function withDatabase(folder, work) {
  const province = await openProvince(folder)
  try {
    return await work(province)
  } finally {
    await province.close()
  }
}

/**
 * The product as it runs, on a port of its own choosing; its log of requests goes into the folder. `startedIn` is the time to its line
 * “ready”, in milliseconds.
 */
export async function serve(folder, more = {}) {
  const start = performance.now()
  const log = await open(`${folder}/serve.log`, 'w')
  const child = spawn(process.execPath, [inProject('dist/main.js'), 'serve'], {
    cwd: root,
    env: environment(folder, { PORT: '0', ...more }),
    stdio: ['ignore', 'pipe', log.fd],
  })
  await log.close()
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const ready = /^ready (http\S+)/.exec(line)
    if (!ready) continue
    lines.on('line', () => {})
    child.stdout.resume()
    return {
      base: ready[1],
      process: child,
      startedIn: performance.now() - start,
      stop: async () => {
        if (child.exitCode !== null) return
        const gone = once(child, 'exit')
        child.kill('SIGTERM')
        await gone
      },
    }
  }
  throw new Problem(`Hệ thống dừng trước khi sẵn sàng:\n${await readFile(`${folder}/serve.log`, 'utf8')}`)
}
