import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chown, mkdir, open, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '../../vocabulary/refusal.ts'
import { tell, tellFailure } from '../log/tell.ts'
import { type Cluster, openCluster, SUPERUSER } from './postgres-cluster.ts'
import { clearTheWay, makeSocketDirectory, ownerSetting, readPostmaster, stopPostmaster } from './postmaster.ts'
import { memoryOfMachine, memorySettings } from './server-memory.ts'
import { asServer, canEnter } from './server-user.ts'

export interface EmbeddedPostgres {
  readonly connectionString: string
  /** Breaks off open connections, writes everything to disk and waits for the server to end. May be called twice. */
  stop(): Promise<void>
}

/** Leaves room for `/danvan-xxxxxx/.s.PGSQL.5432` in the 107 bytes of a socket's path, and needs no quotes in a setting. */
const GOOD_PARENT_OF_SOCKETS = /^[\w./-]{1,75}$/

/** After our own process was killed, its server's last sessions may hold the cluster for a moment longer. */
const PATIENCE_IN_MILLISECONDS = 5_000

/** A server whose disk is full cannot start: it is tried again this often, so that it is back soon after there is room. */
const RESTART_EVERY_MILLISECONDS = 1_000

/**
 * Starts the PostgreSQL server of a data folder, making its cluster on the first call, and waits until it takes connections.
 * It listens on a Unix socket in a private folder and on no port. A server that ends by itself later is started again, at the same
 * address, for as long as it takes. It ends with `stop()` or with our process; when our process is killed outright, the next start ends it. `durable: false` trades safety after a power cut for speed (tests).
 * Its messages, without statements and values (they hold personal data), go to `postgresql.log` in the data folder.
 *
 * Refuses `database.already-running` when another process uses the data folder, `database.cannot-start` when the server
 * gives up, `database.cluster-missing`, `database.no-account` and `database.no-embedded-server`.
 */
export async function startEmbeddedPostgres(options: {
  dataDirectory: string
  durable?: boolean
}): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDirectory, { recursive: true, mode: 0o700 })
  const dataDirectory = await realpath(options.dataDirectory)
  const durable = options.durable ?? true
  const cluster = await openCluster(dataDirectory, durable)
  const logFile = join(dataDirectory, 'postgresql.log')

  const deadline = Date.now() + PATIENCE_IN_MILLISECONDS
  for (;;) {
    const userOfCluster = await clearTheWay(cluster.directory)
    if (userOfCluster !== null) throw alreadyRunning(dataDirectory, userOfCluster)
    const server = await launch(cluster, logFile, durable)
    if (server !== null) return server
    if (Date.now() > deadline) throw cannotStart(logFile)
    await pause(250)
  }
}

/**
 * The address of the server that another process of ours runs on this data folder, for commands beside a running system;
 * null when none runs there.
 */
export async function addressOfRunningPostgres(dataDirectory: string): Promise<string | null> {
  const cluster = await openCluster(await realpath(dataDirectory), true)
  const postmaster = await readPostmaster(cluster.directory)
  return postmaster?.isReady ? addressOf(postmaster.socketDirectory) : null
}

const addressOf = (socketDirectory: string) =>
  `postgresql://${SUPERUSER}@${encodeURIComponent(socketDirectory)}/postgres`

/** Null when the server ended before it took connections. */
async function launch(cluster: Cluster, logFile: string, durable: boolean): Promise<EmbeddedPostgres | null> {
  const socketDirectory = await socketDirectoryFor(cluster)
  const begin = () => spawnServer(cluster, logFile, serverArguments(cluster, socketDirectory, durable))
  let child = await begin()
  const endWithOurProcess = () => {
    child.kill('SIGINT')
    rmSync(socketDirectory, { recursive: true, force: true })
  }
  process.once('exit', endWithOurProcess)
  if (!(await becomesReady(cluster, child))) {
    process.off('exit', endWithOurProcess)
    await rm(socketDirectory, { recursive: true, force: true })
    return null
  }

  let isStopping = false
  let startingAgain: Promise<void> = Promise.resolve()
  /** A server that ended by itself (killed, its disk full while it recovered) is started again at its old address until it stays. */
  const startAgain = async () => {
    tell('error', 'database.server-ended', {})
    while (!isStopping) {
      await pause(RESTART_EVERY_MILLISECONDS, undefined, { ref: false })
      if (isStopping || (await clearTheWay(cluster.directory, { keep: socketDirectory })) !== null) continue
      child = await begin()
      if (!(await becomesReady(cluster, child))) continue
      tell('info', 'database.server-started-again', {})
      return watch()
    }
  }
  const watch = () => {
    const goOn = () => {
      if (!isStopping)
        startingAgain = startAgain().catch((error) => tellFailure('error', 'database.not-started', error))
    }
    if (hasNotEnded(child)) child.once('exit', goOn)
    else goOn()
  }
  watch()

  const stop = async () => {
    isStopping = true
    await startingAgain
    child.ref()
    const ended = hasNotEnded(child) ? once(child, 'exit') : null
    if (child.pid !== undefined && ended !== null) await stopPostmaster(child.pid)
    await ended
    process.off('exit', endWithOurProcess)
    await rm(socketDirectory, { recursive: true, force: true })
  }
  let stopping: Promise<void> | undefined
  return {
    connectionString: addressOf(socketDirectory),
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

async function spawnServer(cluster: Cluster, logFile: string, settings: string[]): Promise<ChildProcess> {
  const log = await open(logFile, 'a', 0o600)
  const child = spawn(cluster.binaries.postgres, settings, {
    ...asServer(cluster.user),
    // A session of its own: Ctrl+C in the terminal is for us, and we stop the server when the last request is done.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  // A program that cannot be begun tells it here; it then has no number, and counts as ended.
  child.on('error', () => {})
  child.unref()
  await log.close()
  return child
}

async function becomesReady(cluster: Cluster, child: ChildProcess): Promise<boolean> {
  while (hasNotEnded(child)) {
    const postmaster = await readPostmaster(cluster.directory)
    if (postmaster?.processId === child.pid && postmaster?.isReady) return true
    await pause(10)
  }
  return false
}

function hasNotEnded(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

async function socketDirectoryFor({ user }: Cluster): Promise<string> {
  let parent = tmpdir()
  if (!GOOD_PARENT_OF_SOCKETS.test(parent) || (user !== null && !(await canEnter(user, parent)))) parent = '/tmp'
  const directory = await makeSocketDirectory(parent)
  if (user !== null) await chown(directory, user.uid, user.gid)
  return directory
}

function serverArguments(cluster: Cluster, socketDirectory: string, durable: boolean): string[] {
  const settings = [
    ownerSetting(process.pid),
    'listen_addresses=',
    `unix_socket_directories=${socketDirectory}`,
    'unix_socket_permissions=0700',
    'max_connections=100',
    // A server of tests is one of many on its machine.
    ...(durable ? memorySettings(memoryOfMachine()) : ['shared_buffers=128MB']),
    'jit=off',
    'log_checkpoints=off',
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    ...(durable ? ['fsync=on'] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  return ['-D', cluster.directory, ...settings.flatMap((setting) => ['-c', setting])]
}

function alreadyRunning(dataDirectory: string, processId: number): Refusal {
  return new Refusal(
    'conflict',
    'database.already-running',
    `Cơ sở dữ liệu trong thư mục ${dataDirectory} đang được một tiến trình khác sử dụng (tiến trình PostgreSQL số ${processId}). ` +
      'Chưa có gì bị thay đổi. Hãy dừng hệ thống đang chạy trên thư mục này trước, hoặc đặt biến DATA_DIR sang thư mục khác.',
  )
}

function cannotStart(logFile: string): Refusal {
  return new Refusal(
    'conflict',
    'database.cannot-start',
    `Không khởi động được cơ sở dữ liệu đi kèm. Dữ liệu vẫn được giữ nguyên. Nguyên nhân được ghi ở cuối tệp ${logFile}.`,
  )
}
