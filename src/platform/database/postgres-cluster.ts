import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '../../vocabulary/refusal.ts'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'
import { accountForServer, asServer, canEnter, runningAsRoot, type ServerUser } from './server-user.ts'
import { makeFolderWhole } from './unfinished.ts'

const run = promisify(execFile)

/** Where root keeps what the server's account must reach when the data folder is closed to it. */
const SYSTEM_FOLDER = '/var/lib/danvan'

/** The superuser of the embedded server; its socket is in a folder that only the server's account and root may enter. */
export const SUPERUSER = 'danvan'

export interface Cluster {
  /** PostgreSQL's own data folder. */
  readonly directory: string
  /** Null when the server runs as ourselves. */
  readonly user: ServerUser | null
  readonly binaries: PostgresBinaries
}

/** The file in the data folder that names the cluster in `/var/lib/danvan`. A new clone has none, so it starts empty. */
export function pointerFile(dataDirectory: string): string {
  return join(dataDirectory, 'postgresql-location')
}

/**
 * The cluster of a data folder, made on the first call: inside the folder, or under `/var/lib/danvan` when we are root
 * and the server's account cannot enter the folder.
 * Refuses `database.cluster-missing` when the data folder names a cluster that is gone,
 * and `database.no-embedded-server` when PostgreSQL cannot run on this machine.
 */
export async function openCluster(dataDirectory: string, durable: boolean): Promise<Cluster> {
  const existing = await existingCluster(dataDirectory)
  if (existing !== null) return existing
  await makeCluster(dataDirectory, durable)
  const made = await existingCluster(dataDirectory)
  if (made === null) throw new Error(`no cluster in ${dataDirectory} after making one`)
  return made
}

async function existingCluster(dataDirectory: string): Promise<Cluster | null> {
  const directory = (await namedCluster(dataDirectory)) ?? join(dataDirectory, 'postgresql')
  const folder = await stat(directory).catch(unlessMissing)
  if (folder === null) return null
  const user = runningAsRoot() ? { uid: folder.uid, gid: folder.gid } : null
  return { directory, user, binaries: await postgresBinaries(user, await folderForCopies(dataDirectory)) }
}

async function namedCluster(dataDirectory: string): Promise<string | null> {
  const pointer = pointerFile(dataDirectory)
  const name = await readFile(pointer, 'utf8').catch(unlessMissing)
  if (name === null) return null
  const directory = join(SYSTEM_FOLDER, name.trim())
  if (/^[0-9a-f]{16}$/.test(name.trim()) && (await stat(directory).catch(unlessMissing)) !== null) return directory
  throw new Refusal(
    'not-found',
    'database.cluster-missing',
    `Tệp ${pointer} cho biết cơ sở dữ liệu nằm ở ${directory}, nhưng thư mục đó không còn. Chưa có gì bị thay đổi. ` +
      'Hãy khôi phục thư mục đó từ bản sao lưu; nếu muốn bắt đầu lại với cơ sở dữ liệu trống thì xóa tệp nói trên.',
  )
}

async function makeCluster(dataDirectory: string, durable: boolean): Promise<void> {
  if (!runningAsRoot()) return initialise(join(dataDirectory, 'postgresql'), null, dataDirectory, durable)

  const user = await accountForServer()
  if (user === null) {
    throw new Refusal(
      'not-found',
      'database.no-account',
      'PostgreSQL không chạy với quyền quản trị (root) và máy này không có tài khoản «postgres» hay «nobody» để chạy thay. ' +
        'Hãy khởi động hệ thống bằng một tài khoản thường, hoặc đặt biến DATABASE_URL.',
    )
  }
  if (await canEnter(user, dataDirectory)) {
    return initialise(join(dataDirectory, 'postgresql'), user, dataDirectory, durable)
  }
  const name = randomBytes(8).toString('hex')
  await folderForCopies(dataDirectory)
  await initialise(join(SYSTEM_FOLDER, name), user, dataDirectory, durable)
  // 'wx': when two processes make the first cluster at once, both go on with the one that was named first.
  await writeFile(pointerFile(dataDirectory), `${name}\n`, { flag: 'wx', mode: 0o600, flush: true }).catch(
    async (error) => {
      await rm(join(SYSTEM_FOLDER, name), { recursive: true })
      if (error.code !== 'EEXIST') throw error
    },
  )
}

async function initialise(directory: string, user: ServerUser | null, dataDirectory: string, durable: boolean) {
  const { initdb } = await postgresBinaries(user, await folderForCopies(dataDirectory))
  await makeFolderWhole(directory, async (unfinished) => {
    if (user !== null) await chown(unfinished, user.uid, user.gid)
    const choices = [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth-local=trust',
      '--auth-host=reject',
      ...(durable ? [] : ['--no-sync']),
    ]
    await run(initdb, choices, asServer(user))
  })
}

/** Where copies of PostgreSQL's programs go: for root out in the open, where the server's account gets to them. */
async function folderForCopies(dataDirectory: string): Promise<string> {
  if (!runningAsRoot()) return dataDirectory
  await mkdir(SYSTEM_FOLDER, { recursive: true })
  await chmod(SYSTEM_FOLDER, 0o755)
  return SYSTEM_FOLDER
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
