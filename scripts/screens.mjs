import './require-node.mjs'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from '../tests/support/find-browser.mjs'
import { drawPagesOfReports } from './pages-of-reports.mjs'
import { prepare } from './prepare.mjs'
import { inProject } from './project.mjs'

/**
 * Takes the pictures in docs/screens from the demonstration, as the named person sees it, at the width of a desk or of a phone; and the
 * pages of its reports as an office program shows them.
 * `npm run screens`; starts the system on a data folder of its own and ends it.
 */
const DESK = 1280
const PHONE = 360
const PASSWORD = 'dan-van-kheo-2026'

const PICTURES = [
  { name: 'home-clerk', as: 'canbo.xa', path: '/', width: DESK },
  { name: 'activity-form-phone', as: 'canbo.xa', path: '/activities/new', width: PHONE },
  { name: 'activities', as: 'canbo.huyen', path: '/activities', width: DESK },
  { name: 'petition', as: 'canbo.xa', path: '/petitions', follow: 'main table tbody tr:nth-child(2) a', width: DESK },
  { name: 'figures', as: 'lanhdao.tinh', path: '/figures', width: DESK },
  { name: 'report-board', as: 'tonghop.snv', path: '/reports/requests/1?asOf=2022-12-05', width: DESK },
  {
    name: 'plan-coverage',
    as: 'tonghop.snv',
    path: '/plans',
    follow: 'main table tbody tr:nth-child(1) a',
    width: DESK,
  },
  {
    name: 'self-assessment',
    as: 'canbo.xa',
    path: '/assessments',
    follow: 'main table tbody tr:nth-child(1) a',
    width: DESK,
  },
  {
    name: 'ranking',
    as: 'lanhdao.dongthap',
    path: '/assessments',
    follow: 'main table tbody tr:nth-child(1) a',
    width: DESK,
  },
  { name: 'public-phone', as: null, path: '/public', width: PHONE },
  { name: 'deadline-phone', as: null, path: '/public/deadlines', width: PHONE },
]

await prepare({ mayInstall: false })
const folder = await mkdtemp(join(tmpdir(), 'danvan-screens-'))
const { server, address } = await startServer(folder)
const found = await findBrowser()
if (found === null) throw new Error('Không tìm thấy trình duyệt. Hãy chạy npm test một lần để cài trình duyệt.')
const browser = await chromium.launch({
  ...found,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
try {
  await mkdir(inProject('docs/screens'), { recursive: true })
  for (const picture of PICTURES) await take(picture)
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
}
try {
  await drawPagesOfReports(folder, join(folder, 'pages'))
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function take({ name, as, path, follow, width }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi-VN' })
  const page = await context.newPage()
  if (as !== null) {
    await page.goto(`${address}/sign-in`)
    await page.getByLabel('Tên đăng nhập').fill(as)
    await page.getByLabel('Mật khẩu').fill(PASSWORD)
    await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click()
    await page.waitForURL((url) => url.pathname === '/')
  }
  await page.goto(`${address}${path}`)
  if (follow) {
    await page.locator(follow).first().click()
    await page.waitForLoadState()
  }
  const height = await page.evaluate(() => globalThis.document.documentElement.scrollHeight)
  // A long list shows how it looks in its first screens; the rest says nothing more.
  const clip = { x: 0, y: 0, width, height: Math.min(height, width === PHONE ? 2400 : 1800) }
  await page.screenshot({ path: inProject(`docs/screens/${name}.png`), fullPage: true, clip })
  console.log(`docs/screens/${name}.png`)
  await context.close()
}

async function startServer(dataDirectory) {
  const child = spawn(process.execPath, [inProject('dist/main.js'), 'serve'], {
    env: { ...process.env, DATA_DIR: dataDirectory, DATABASE_URL: '', DEMO: '1', PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const ready = /^ready (\S+)$/m.exec(printed)
      if (ready) resolve(ready[1])
    })
    child.once('exit', () => reject(new Error('The system ended while starting.')))
  })
  return { server: child, address }
}
