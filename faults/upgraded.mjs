import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, rm, symlink } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from '../scripts/free-port.mjs'
import { inProject, root } from '../scripts/project.mjs'
import { kindOf, linksIn, signIn } from './fuzz/pages.mjs'
import { finished, interruptedUpgrades, migrating } from './interrupted.mjs'
import { NotTried } from './not-tried.mjs'

const run = promisify(execFile)

/**
 * Versions of this product whose demonstration province is brought to this version, the oldest first; how many migrations each had.
 * Some migrations were changed within hours of being written (0009 to 0011 before the first of these versions, 0028, 0040, 0054 and 0059
 * between them); `migrate` refuses a database that was made in such an hour.
 */
const VERSIONS = [
  { commit: 'd12ef7d', migrations: 21 },
  { commit: '8d465b1', migrations: 28 },
  { commit: '7993e88', migrations: 45 },
  { commit: '657ba6c', migrations: 54 },
  { commit: 'af4e64f', migrations: 60 },
  { commit: '4420384', migrations: 75 },
]
const MOST_PAGES_OF_AN_ACCOUNT = 60
const READY_WITHIN_MILLISECONDS = 600_000

/**
 * Builds earlier versions from the history of this repository, lets each make its own demonstration province, brings that to this version
 * and serves it: as many records as before, every page that its accounts come to opens, the trail is whole. `interrupted` times the same
 * is broken off in between and done again. Refuses with `NotTried` where the history is not there.
 */
export async function upgradeWithData({ interrupted, seed, versions = VERSIONS }) {
  for (const { commit } of versions) await requireHistory(commit)
  const folder = inProject('.cache', 'faults', 'upgraded-with-data')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { startEmbeddedPostgres } = await import('../dist/platform/database/embedded-postgres.js')
  const server = await startEmbeddedPostgres({ dataDirectory: `${folder}/postgresql` })
  const postgres = new pg.Pool({ connectionString: server.connectionString, max: 2 })
  const found = []
  try {
    for (const version of versions) {
      const name = `of_${version.commit}`
      await postgres.query(`create database ${name}`)
      const address = server.connectionString.replace(/\/[^/]*$/, `/${name}`)
      const old = await oldVersion(version.commit, folder)
      const accounts = await loadedByOldVersion(old, { folder: `${folder}/data-${version.commit}`, address })
      const brokenOff = await interruptedUpgrades({ server, postgres, folder, template: name }, interrupted, seed)
      const upgraded = await upgradedAndServed({ folder: `${folder}/data-${version.commit}`, address, accounts })
      found.push({ ...version, ...upgraded, brokenOff })
      await run('git', ['worktree', 'remove', '--force', old], { cwd: root })
    }
    return found
  } finally {
    await postgres.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
    await run('git', ['worktree', 'prune'], { cwd: root })
  }
}

async function requireHistory(commit) {
  try {
    await run('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root })
  } catch {
    throw new NotTried(
      `Không thử được: thiếu lịch sử mã nguồn (${commit}). Hãy dùng bản sao đầy đủ của kho mã (git clone, không --depth).`,
    )
  }
}

/** The folder of the version, built: with the packages of this one where they do, else with its own. */
async function oldVersion(commit, folder) {
  const old = `${folder}/version-${commit}`
  const here = { cwd: old, maxBuffer: 64 * 1024 * 1024 }
  await run('git', ['worktree', 'add', '--force', '--detach', old, commit], { cwd: root })
  await symlink(inProject('node_modules'), `${old}/node_modules`)
  try {
    await run(process.execPath, ['scripts/build.mjs'], here)
    await run(process.execPath, ['dist/main.js', 'help'], here)
  } catch {
    await rm(`${old}/node_modules`)
    await run('npm', ['ci'], here)
    await run(process.execPath, ['scripts/build.mjs'], here)
  }
  return old
}

/** Lets the old version load its province and stop; the accounts that it prints. */
async function loadedByOldVersion(old, { folder, address }) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const program = await serving(`${old}/dist/main.js`, { folder, address, cwd: old })
  await program.stop()
  return program.printed.flatMap((line) => {
    const [, userName, password] = /^ {2}(\S+) +(\S+) /.exec(line) ?? []
    return userName ? [{ userName, password }] : []
  })
}

async function serving(main, { folder, address, cwd }) {
  const log = await open(`${folder}.log`, 'a')
  const port = await freePort()
  const child = spawn(process.execPath, [main, 'serve'], {
    cwd,
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: address, DEMO: '1', PORT: String(port) },
    stdio: ['ignore', 'pipe', log.fd],
  })
  const exit = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MILLISECONDS)
  const printed = []
  let isReady = false
  const lines = createInterface({ input: child.stdout })
  const ready = new Promise((resolve) => {
    lines.on('line', (line) => {
      printed.push(line)
      if (!line.startsWith('ready ')) return
      isReady = true
      resolve()
    })
    exit.then(resolve)
  })
  await ready
  clearTimeout(timer)
  await log.close()
  if (!isReady) throw new Error(`${main} ended before it was ready: see ${folder}.log`)
  return {
    base: `http://127.0.0.1:${port}`,
    printed,
    stop: async () => {
      // What it prints after it is ready.
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      child.kill('SIGTERM')
      await exit
    },
  }
}

async function upgradedAndServed({ folder, address, accounts }) {
  const faults = []
  const before = await countsIn(address)
  const code = await finished(migrating(address, folder))
  if (code !== 0) return { faults: [`migrate ended with ${code}`], accounts: accounts.length, records: 0, pages: 0 }
  const after = await countsIn(address)
  for (const [table, count] of before)
    if ((after.get(table) ?? 0) < count)
      faults.push(`${table}: ${count} before, ${after.get(table) ?? 'no table'} after`)
  const program = await serving(inProject('dist/main.js'), { folder, address, cwd: root })
  let pages = 0
  try {
    for (const account of accounts) {
      const session = await signIn(program.base, account)
      if (session === null) faults.push(`${account.userName} cannot sign in`)
      else pages += await openPages(program.base, session, faults)
    }
  } finally {
    await program.stop()
  }
  if (accounts.length === 0) faults.push('no accounts were told')
  if ((await finished(asking(['audit', 'verify'], { folder, address }))) !== 0) faults.push('the trail is not whole')
  return {
    faults,
    accounts: accounts.length,
    records: [...before.values()].reduce((sum, each) => sum + each, 0),
    pages,
  }
}

const asking = (words, { folder, address }) =>
  spawn(process.execPath, [inProject('dist/main.js'), ...words], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: address },
    stdio: 'ignore',
  })

/** Rows of every table, but of those that come and go while a system runs. */
async function countsIn(address) {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    const { rows } = await client.query(`
      select table_name as name,
        (xpath('/row/count/text()', query_to_xml(format('select count(*) from %I', table_name), false, true, '')))[1]::text::int as count
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name not in ('session', 'running_process', 'job_run')`)
    return new Map(rows.map(({ name, count }) => [name, count]))
  } finally {
    await client.end()
  }
}

/** Opens the lists and records that pages lead to, a few of each kind; tells of each that is not there for this program's own fault. */
async function openPages(base, cookie, faults) {
  const waiting = ['/']
  const kinds = new Map()
  let opened = 0
  for (let path = waiting.shift(); path !== undefined && opened < MOST_PAGES_OF_AN_ACCOUNT; path = waiting.shift()) {
    const kind = kindOf(path)
    if ((kinds.get(kind) ?? 0) >= 2) continue
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const answer = await fetch(base + path, {
      headers: { cookie },
      redirect: 'manual',
      signal: AbortSignal.timeout(60_000),
    })
    const text = await answer.text()
    opened += 1
    if (answer.status >= 500) faults.push(`${answer.status} ${path}`)
    if (String(answer.headers.get('content-type')).startsWith('text/html') && answer.status < 400)
      waiting.push(...linksIn(text).filter((link) => /^\/(?!\/|sign-out)/.test(link)))
  }
  return opened
}
