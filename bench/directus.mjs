import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../scripts/free-port.mjs'
import { inProject, Problem } from '../scripts/project.mjs'

/**
 * Directus 12.4.0, the platform that a province's IT office would reach for, in a folder of its own. It needs Node 24, which npm brings
 * into that folder. isolated-vm 5, which it asks for, is compiled for the Node whose headers lie on the machine; version 7 brings a
 * program ready for Node 24 and takes its place. It runs scripts of flows only, which nothing measured here uses.
 */
const FOLDER = inProject('.cache', 'bench-peers', 'directus')
const PROGRAMS = `${FOLDER}/node_modules/.bin`
const MOST_SECONDS_TO_START = 120
/** The program itself: the package `node` only fetches this one, by a script of its own, and no script of a package runs here. */
const NODE_24 = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}@24`

async function install() {
  if (existsSync(`${FOLDER}/installed`)) return
  console.error('Đang cài Directus 12.4.0; chỉ lần đầu…')
  await mkdir(FOLDER, { recursive: true })
  await writeFile(`${FOLDER}/package.json`, JSON.stringify({ private: true, overrides: { 'isolated-vm': '7.0.1' } }))
  for (const packages of [[NODE_24], ['directus@12.4.0', 'isolated-vm@7.0.1']]) {
    execFileSync('npm', ['install', ...packages, '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: FOLDER,
      env: withItsNode(),
      stdio: ['ignore', 2, 2],
    })
  }
  await writeFile(`${FOLDER}/installed`, '')
}

const withItsNode = () => ({ ...process.env, PATH: `${PROGRAMS}${delimiter}${process.env.PATH}` })

/**
 * Starts Directus on a database that has the tables already, tells it about the named ones, and gives its address and `ask`, which
 * calls its API as an administrator (no filters of permissions). Nothing of what slows it down on purpose is switched on: no limit of
 * rates, no limit of pressure, no log; and no cache, since what is measured is counting.
 */
export async function startDirectus(connectionString, collections) {
  await install()
  const token = randomBytes(16).toString('hex')
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const environment = {
    ...withItsNode(),
    DB_CLIENT: 'pg',
    DB_CONNECTION_STRING: connectionString,
    DB_POOL__MIN: '0',
    DB_POOL__MAX: '16',
    SECRET: randomBytes(16).toString('hex'),
    HOST: '127.0.0.1',
    PORT: String(port),
    ADMIN_EMAIL: 'admin@example.com',
    ADMIN_PASSWORD: token,
    ADMIN_TOKEN: token,
    TELEMETRY: 'false',
    RATE_LIMITER_ENABLED: 'false',
    PRESSURE_LIMITER_ENABLED: 'false',
    CACHE_ENABLED: 'false',
    LOG_LEVEL: 'error',
  }
  const cli = ['node_modules/directus/cli.js']
  execFileSync(`${PROGRAMS}/node`, [...cli, 'bootstrap'], { cwd: FOLDER, env: environment, stdio: ['ignore', 2, 2] })
  const child = spawn(`${PROGRAMS}/node`, [...cli, 'start'], { cwd: FOLDER, env: environment, stdio: ['ignore', 2, 2] })
  const stop = async () => {
    if (child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  const ask = async (method, path, body) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Problem(`Directus ${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : (await answer.json()).data
  }
  try {
    await untilItAnswers(base, child)
    for (const collection of collections) {
      await ask('PATCH', `/collections/${collection}`, { meta: { accountability: 'all' } })
    }
  } catch (error) {
    await stop()
    throw error
  }
  return { base, token, ask, stop }
}

async function untilItAnswers(base, child) {
  for (let tenth = 0; tenth < MOST_SECONDS_TO_START * 10; tenth++) {
    if (child.exitCode !== null) throw new Problem('Directus dừng trước khi sẵn sàng; lỗi được nêu ở trên.')
    const answer = await fetch(`${base}/server/ping`).catch(() => null)
    if (answer?.ok) return
    await wait(100)
  }
  throw new Problem('Directus không trả lời.')
}
