import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const MARK = '.unfinished-'

/**
 * Makes a folder so that it is either there in full or not at all: it is filled under another name and then renamed.
 * When another process was first, its folder stays and ours is thrown away. What a killed process left half-made goes too.
 */
export async function makeFolderWhole(target: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  await removeUnfinished(dirname(target))
  const unfinished = await mkdtemp(`${target}${MARK}${process.pid}-`)
  try {
    await fill(unfinished)
    await rename(unfinished, target)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (!wasFirst(error)) throw error
  }
}

function wasFirst(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
}

async function removeUnfinished(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const maker = new RegExp(`${MARK}(\\d+)-`).exec(basename(name))?.[1]
    if (maker !== undefined && !isAlive(Number(maker))) await rm(join(parent, name), { recursive: true, force: true })
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
