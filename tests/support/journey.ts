import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type RunningSystem, startSystem } from './system.ts'

/**
 * The running system and a browser for the tests of one file: opened side by side, given to `begin`, which prepares what the tests share,
 * and closed when they have ended, also when one of the two or `begin` fails.
 */
export function journey(
  template: 'empty' | 'province',
  begin: (opened: { system: RunningSystem; browser: Browser }) => void | Promise<void>,
): void {
  let browser: Browser | undefined
  let system: RunningSystem | undefined
  beforeAll(async () => {
    const [started, launched] = await Promise.allSettled([startSystem(template), launchBrowser()])
    if (started.status === 'fulfilled') system = started.value
    if (launched.status === 'fulfilled') browser = launched.value
    if (started.status === 'rejected') throw started.reason
    if (launched.status === 'rejected') throw launched.reason
    await begin({ system: started.value, browser: launched.value })
  })
  afterAll(async () => {
    await browser?.close()
    await system?.stop()
  })
}
