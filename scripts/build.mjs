import './require-node.mjs'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isInstalled } from './install.mjs'
import { underLock } from './lock.mjs'
import { inProject, isStarted, Problem, root, runInstalled, runScript } from './project.mjs'

const DIST = inProject('dist')
const STAMP = '.built-from'
const UNFINISHED = 'dist.unfinished-'
/** Everything that the build reads. */
const SOURCES = ['src', 'styles', 'scripts', 'tsconfig.json', 'package-lock.json']
const TEST = /[.]test[.]tsx?$/

/** Whether dist was built from the sources as they are. Looks at names, sizes and times only: 20 ms. */
export async function isBuilt() {
  const stamp = await readFile(join(DIST, STAMP), 'utf8').catch(() => null)
  return stamp !== null && stamp === (await stateOfSources())
}

async function stateOfSources() {
  const hash = createHash('sha256')
  for (const path of (await Promise.all(SOURCES.map((source) => filesIn(inProject(source))))).flat()) {
    const { size, mtimeMs } = await stat(path)
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

async function filesIn(path) {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && !TEST.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/**
 * Builds into a folder of its own and puts that in the place of dist when all is done: whoever reads dist sees
 * the old program or the new one. It lies beside dist, so that the source maps' relative paths stay true.
 */
export async function build() {
  console.error('Đang dựng chương trình…')
  for (const name of await readdir(root)) {
    if (name.startsWith(UNFINISHED)) await rm(inProject(name), { recursive: true, force: true })
  }
  const stamp = await stateOfSources()
  const unfinished = await mkdtemp(inProject(UNFINISHED))
  try {
    await chmod(unfinished, 0o755)
    await compile(unfinished)
    const { buildAssets } = await import(pathToFileURL(inProject('scripts/build-assets.mjs')).href)
    await buildAssets({ outDirectory: join(unfinished, 'assets') })
    await writeFile(join(unfinished, STAMP), stamp)
    const replaced = join(unfinished, 'replaced')
    if (existsSync(DIST)) await rename(DIST, replaced)
    await rename(unfinished, DIST)
    await rm(join(DIST, 'replaced'), { recursive: true, force: true })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function compile(outDirectory) {
  const code = await runInstalled('typescript-native/bin/tsc', [
    ...['-p', 'tsconfig.json', '--outDir', outDirectory],
    ...['--tsBuildInfoFile', join(outDirectory, '.tsbuildinfo')],
  ])
  if (code !== 0)
    throw new Problem('Không dựng được chương trình; lỗi được nêu ở ngay trên. Bản dựng trước (nếu có) vẫn được giữ.')
}

if (isStarted(import.meta.url)) {
  await runScript(async () => {
    if (!(await isInstalled())) throw new Problem('Chưa cài đặt các gói cần thiết. Hãy chạy «npm ci» trước.', 2)
    await underLock(build)
  })
}
