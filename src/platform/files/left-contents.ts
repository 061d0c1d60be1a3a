import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../database/database.ts'

/** Longer than any transaction and any upload takes: what is younger may be on its way into the register. */
const LEFT_AFTER_MILLISECONDS = 24 * 3_600_000
/** So many, and such a share, are not left by transactions that failed: the folder belongs to another database. */
const SUSPICIOUS = { count: 50, share: 0.25 }

/**
 * Takes off the disk what no entry of the register of files names: content of transactions that were rolled back after it was written, and
 * uploads that broke off. Throws RangeError, with nothing taken away, when so much has no name that the folder cannot belong to this
 * database. Answers how many were taken away. Not inside a transaction.
 */
export async function removeLeftContents(database: Database, folder: string, now = Date.now()): Promise<number> {
  const before = now - LEFT_AFTER_MILLISECONDS
  const { total, nameless } = await namelessIn(database, folder, before)
  if (nameless.length > SUSPICIOUS.count && nameless.length > total * SUSPICIOUS.share)
    throw new RangeError(`${nameless.length} of ${total} files have no entry: is this the folder of another database?`)
  let removed = 0
  for (const sha256 of nameless) if (await removeOne(database, folder, { sha256, before })) removed += 1
  for (const name of await readdir(join(folder, 'incoming')).catch(() => [])) {
    const path = join(folder, 'incoming', name)
    if (await isOlder(path, before)) await rm(path, { force: true })
  }
  return removed
}

/** Contents on the disk since before the instant that no entry names. */
async function namelessIn(database: Database, folder: string, before: number) {
  const nameless: string[] = []
  let total = 0
  for (const part of (await readdir(folder).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    const contents = (await readdir(join(folder, part))).filter((name) => /^[0-9a-f]{64}$/.test(name))
    if (contents.length === 0) continue
    total += contents.length
    const named = await database.selectFrom('stored_file').select('sha256').where('sha256', 'in', contents).execute()
    const known = new Set(named.map(({ sha256 }) => sha256))
    for (const sha256 of contents)
      if (!known.has(sha256) && (await isOlder(join(folder, part, sha256), before))) nameless.push(sha256)
  }
  return { total, nameless }
}

/** The same content may come in again at this very moment: it is set aside first, and put back when it has. */
async function removeOne(
  database: Database,
  folder: string,
  { sha256, before }: { sha256: string; before: number },
): Promise<boolean> {
  const path = join(folder, sha256.slice(0, 2), sha256)
  const aside = join(folder, 'incoming', randomUUID())
  await mkdir(join(folder, 'incoming'), { recursive: true, mode: 0o700 })
  await rename(path, aside)
  const named = await database.selectFrom('stored_file').select('id').where('sha256', '=', sha256).executeTakeFirst()
  if (named || !(await isOlder(aside, before))) {
    await rename(aside, path)
    return false
  }
  await rm(aside)
  return true
}

const isOlder = (path: string, before: number): Promise<boolean> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs < before,
    () => false,
  )
