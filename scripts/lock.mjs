import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { inProject } from './project.mjs'

const LOCK = inProject('.cache/prepare.lock')
const BEAT_IN_MILLISECONDS = 2_000
const SILENCE_IN_MILLISECONDS = 30_000

/** Does the work while no other process of this clone installs or builds. Waits for its turn. */
export async function underLock(work) {
  await mkdir(inProject('.cache'), { recursive: true })
  while (!(await take())) {
    if (await isAbandoned()) await rm(LOCK, { force: true })
    else await pause(200)
  }
  const beat = setInterval(() => utimes(LOCK, new Date(), new Date()).catch(() => {}), BEAT_IN_MILLISECONDS)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(LOCK, { force: true })
  }
}

async function take() {
  try {
    await writeFile(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Its holder was killed: the process is gone, or its number went to another one, which does not keep the lock fresh. */
async function isAbandoned() {
  try {
    const { mtimeMs } = await stat(LOCK)
    if (Date.now() - mtimeMs > SILENCE_IN_MILLISECONDS) return true
    const holder = Number(await readFile(LOCK, 'utf8'))
    if (holder > 0) process.kill(holder, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
