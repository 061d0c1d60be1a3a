import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { inProject } from '../scripts/project.mjs'

/** What a user would pick instead, installed by the bench itself into a folder of its own, in these versions. */
export async function peers(name, dependencies) {
  const folder = inProject('.cache', 'bench-peers', name)
  if (!existsSync(`${folder}/installed`)) {
    await mkdir(folder, { recursive: true })
    await writeFile(`${folder}/package.json`, JSON.stringify({ private: true, dependencies }))
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
    })
    await writeFile(`${folder}/installed`, '')
  }
  return createRequire(`${folder}/package.json`)
}
