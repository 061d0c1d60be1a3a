import { chromium } from 'playwright-core'
import { prepareBrowser } from '../../scripts/prepare-browser.mjs'
import { findBrowser } from '../../tests/support/find-browser.mjs'
import { serve } from '../provinces.mjs'
import { median, percentile95 } from '../rounds.mjs'

/**
 * What a first visit costs: all that comes over the wire, without pictures, counted by a real browser with an empty cache; and how long
 * the system takes from its start to being ready, and to its first page.
 */
const KILOBYTE = 1024

export const work = {
  name: 'first-visit',
  title: 'First visits: bytes and requests; cold start',
  async measure({ small, rounds, folder }) {
    const data = await folder(small)
    const starts = []
    const firstPages = []
    for (let round = 0; round < Math.min(rounds, 5); round++) {
      const served = await serve(data)
      starts.push(served.startedIn)
      const before = performance.now()
      await (await fetch(`${served.base}/public`)).text()
      firstPages.push(performance.now() - before)
      await served.stop()
    }
    const served = await serve(data)
    await prepareBrowser()
    const { executablePath, env } = await findBrowser()
    const browser = await chromium.launch({ executablePath, env, args: ['--no-sandbox'] })
    try {
      const visits = [
        {
          name: 'public page, without script',
          limit: 60,
          ...(await visit(browser, `${served.base}/public`, { script: false })),
        },
        {
          name: 'public page, with script',
          limit: 60,
          ...(await visit(browser, `${served.base}/public`, { script: true })),
        },
        { name: 'staff page (the list of petitions)', limit: 150, ...(await staffVisit(browser, served.base)) },
      ]
      return {
        rows: [
          row('start to “ready”', starts, 'ms'),
          row('first page after the start', firstPages, 'ms'),
          ...visits.map(({ name, bytes, requests }) => row(`${name}: ${requests} requests`, [bytes / KILOBYTE], 'KB')),
        ],
        bars: visits.map(({ name, bytes, limit }) => ({
          title: `first visit: ${name}`,
          value: bytes / KILOBYTE,
          atMost: limit,
          unit: 'KB',
        })),
      }
    } finally {
      await browser.close()
      await served.stop()
    }
  },
}

const row = (title, values, unit) => ({
  title,
  median: median(values),
  percentile95: percentile95(values),
  unit,
  rounds: values.length,
})

async function visit(browser, address, { script, before }) {
  const context = await browser.newContext({ javaScriptEnabled: script, locale: 'vi-VN' })
  const page = await context.newPage()
  if (before) await before(page)
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  const kinds = new Map()
  let [bytes, requests] = [0, 0]
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (kinds.get(requestId) === 'Image') return
    bytes += encodedDataLength
    requests += 1
  })
  const answer = await page.goto(address, { waitUntil: 'networkidle' })
  if (answer.status() !== 200) throw new Error(`${address} answered ${answer.status()}.`)
  await context.close()
  return { bytes, requests }
}

const staffVisit = (browser, base) =>
  visit(browser, `${base}/petitions`, {
    script: true,
    before: async (page) => {
      await page.goto(`${base}/sign-in`)
      await page.fill('#userName', 'canbo.xa')
      await page.fill('#password', 'dan-van-kheo-2026')
      await page.click('main button[type=submit]')
      await page.waitForLoadState()
    },
  })
