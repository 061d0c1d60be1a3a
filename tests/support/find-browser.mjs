import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`)

/**
 * The browser for the tests: the one that CHROMIUM_PATH names, an installed one, or the unpacked one of the npm package
 * `@sparticuz/chromium`, with the environment it needs. Null when there is none (scripts/prepare-browser.mjs gets one).
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    const browser = { executablePath: named, env: process.env }
    if (await runs(browser)) return browser
    throw new Error(`CHROMIUM_PATH names no browser that runs here: ${named}`)
  }
  for (const executablePath of INSTALLED) {
    const browser = { executablePath, env: process.env }
    if (await runs(browser)) return browser
  }
  const packed = packedBrowser(await packedBrowserDirectory())
  return (await runs(packed)) ? packed : null
}

/** Where the browser from the npm package is unpacked: inside the clone, so that no other account can have put it there. */
export async function packedBrowserDirectory() {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../../package.json'), 'utf8'))
  return join(root, '.cache', `chromium-${version}`)
}

/** It comes without the libraries and fonts that a desktop would have, and brings its own beside it. */
function packedBrowser(directory) {
  const libraries = [join(directory, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  return {
    executablePath: join(directory, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(directory, 'fonts.conf') },
  }
}

/** Ubuntu's chromium-browser is a script that asks for a snap; only what answers to --version is a browser. */
async function runs({ executablePath, env }) {
  try {
    const { stdout } = await run(executablePath, ['--version'], { env })
    return /Chrom/.test(stdout)
  } catch {
    return false
  }
}
