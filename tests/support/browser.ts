import { type Browser, chromium } from 'playwright-core'
import { type FoundBrowser, findBrowser } from './find-browser.mjs'

/** Nothing that reaches for the network, waits for a person or needs a graphics card. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let found: Promise<FoundBrowser> | undefined

/** Where the browser for the tests is. Throws when there is none: a test of a page is never skipped. */
export async function browserPath(): Promise<string> {
  return (await browser()).executablePath
}

/** Starts the browser with a profile of its own, which is gone when the browser is closed. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await browser()
  const launch = (chromiumSandbox: boolean) => chromium.launch({ executablePath, env, chromiumSandbox, args: FLAGS })
  // Chromium refuses root inside its sandbox.
  if (process.getuid?.() === 0) return launch(false)
  try {
    return await launch(true)
  } catch (error) {
    // Many containers forbid what the sandbox is made of. The pages under test are our own.
    if (error instanceof Error && /sandbox|namespace/i.test(error.message)) return launch(false)
    throw error
  }
}

function browser(): Promise<FoundBrowser> {
  found ??= findBrowser().then((browser) => {
    if (browser === null) throw new Error('No browser. Run «node scripts/prepare-browser.mjs» or set CHROMIUM_PATH.')
    return browser
  })
  return found
}
