import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The account of this machine that a PostgreSQL server runs as when we ourselves run as root, which PostgreSQL refuses. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

export function runningAsRoot(): boolean {
  return process.getuid?.() === 0
}

/** The account `postgres` where Debian's package made it, else `nobody`; null when this machine has neither. */
export async function accountForServer(): Promise<ServerUser | null> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/**
 * Options for starting a process as the server's account (null: as ourselves).
 * Naming a uid makes Node drop root's supplementary groups too. The environment stays behind, because it may hold secrets
 * that are not the server's; the working folder is `/`, because ours may be out of its reach.
 */
export function asServer(user: ServerUser | null) {
  return { cwd: '/', env: { LC_ALL: 'C' }, ...(user === null ? {} : { uid: user.uid, gid: user.gid }) }
}

/** Whether the account may enter the folder. Asks the kernel, which knows of more than mode bits. */
export async function canEnter(user: ServerUser, directory: string): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'test -x "$0"', directory], asServer(user))
    return true
  } catch {
    return false
  }
}
