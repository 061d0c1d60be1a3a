import { mkdtemp, readFile, readlink, rm, stat } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** What a running server says about itself in `postmaster.pid`. */
export interface Postmaster {
  readonly processId: number
  readonly socketDirectory: string
  readonly isReady: boolean
}

const OWNER = 'danvan.owner='
const SOCKET_DIRECTORY = 'danvan-'

/** Makes the folder for a server's socket, which only its maker and root may enter. */
export async function makeSocketDirectory(parent: string): Promise<string> {
  return mkdtemp(join(parent, SOCKET_DIRECTORY))
}

function isOurSocketDirectory(directory: string): boolean {
  return isAbsolute(directory) && basename(directory).startsWith(SOCKET_DIRECTORY)
}

/** Marks a server's command line with the process that started it; PostgreSQL lets any prefixed setting pass. */
export function ownerSetting(processId: number): string {
  return `${OWNER}${processId}`
}

/** The server that `postmaster.pid` names, alive or not; null while there is no such file. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const lines = await readFile(join(cluster, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  )
  if (lines === null || !/^\d+$/.test(lines[0] ?? '')) return null
  return { processId: Number(lines[0]), socketDirectory: lines[4] ?? '', isReady: lines[7]?.trim() === 'ready' }
}

/**
 * Clears the way for a new server on this cluster: stops one that its starter left behind when it was killed, and removes
 * a `postmaster.pid` whose number now belongs to another program; its folder for the socket too, unless it is the one to `keep`.
 * Gives the number of the server's process when somebody is using the cluster, null when the way is clear.
 */
export async function clearTheWay(cluster: string, { keep }: { keep?: string } = {}): Promise<number | null> {
  const found = await readPostmaster(cluster)
  if (found === null) return null
  if (await isAlive(found.processId)) {
    const use = await useOf(cluster, found.processId)
    if (use === 'in-use') return found.processId
    if (use === 'another-program') await rm(join(cluster, 'postmaster.pid'), { force: true })
    if (use === 'left-behind' && !(await stopPostmaster(found.processId))) return found.processId
  }
  if (found.socketDirectory !== keep && isOurSocketDirectory(found.socketDirectory))
    await rm(found.socketDirectory, { recursive: true, force: true })
  return null
}

/**
 * A server's parent is who started it for as long as that process lives; then the kernel gives it another parent.
 * So a parent other than the one in its command line means that nobody will ever stop this server.
 * Where /proc is missing or shows other processes than ours (a chroot, a container), every live process counts as in use.
 */
async function useOf(cluster: string, processId: number): Promise<'in-use' | 'left-behind' | 'another-program'> {
  if (!(await canSeeProcesses())) return 'in-use'
  if (!(await worksIn(cluster, processId))) return 'another-program'
  const commandLine = await readFile(`/proc/${processId}/cmdline`, 'utf8').catch(() => '')
  const parent = await parentOf(processId)
  const starter = commandLine.split('\0').find((argument) => argument.startsWith(OWNER))
  return starter !== undefined && starter !== ownerSetting(parent) ? 'left-behind' : 'in-use'
}

async function canSeeProcesses(): Promise<boolean> {
  return readlink('/proc/self').then(
    (own) => own === String(process.pid),
    () => false,
  )
}

/** A server makes its cluster its working folder. Comparing the folders themselves sees through links and mounts. */
async function worksIn(cluster: string, processId: number): Promise<boolean> {
  try {
    const [its, ours] = await Promise.all([stat(`/proc/${processId}/cwd`), stat(cluster)])
    return its.dev === ours.dev && its.ino === ours.ino
  } catch {
    return false
  }
}

async function parentOf(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '')
  // After the name in brackets, which may itself hold spaces and brackets: state, then parent.
  return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])
}

/**
 * Fast shutdown (SIGINT: break off the sessions, write everything out); after 60 s an immediate one, which loses nothing
 * but makes the next start slower. Gives false when the server is still there 10 s after that.
 */
export async function stopPostmaster(processId: number): Promise<boolean> {
  for (const [signal, seconds] of [['SIGINT', 60] as const, ['SIGQUIT', 10] as const]) {
    try {
      process.kill(processId, signal)
    } catch {
      return !(await isAlive(processId))
    }
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await pause(20)) {
      if (!(await isAlive(processId))) return true
    }
  }
  return false
}

/** A process that has ended but was not yet collected by its parent (a zombie) is not alive. */
async function isAlive(processId: number): Promise<boolean> {
  try {
    process.kill(processId, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  const status = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '')
  return !status.slice(status.lastIndexOf(')')).startsWith(') Z')
}
