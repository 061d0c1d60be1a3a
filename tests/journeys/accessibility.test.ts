import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMONSTRATION_ACCOUNTS } from '../../src/demonstration/demonstration-accounts.ts'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import { launchBrowser } from '../support/browser.ts'
import { axeViolations, readPage, unfoldAll } from '../support/page-check.ts'
import { personAt } from '../support/person.ts'
import { reachablePages, sessionOf } from '../support/reachable-pages.ts'
import { type BuiltRoute, routesBuiltBy } from '../support/routes.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'
import '../../src/modules/activities/queries/tables.ts'

const DESK_WIDTH = 1280
const PHONE_WIDTH = 360

let system: RunningSystem
let routes: BuiltRoute[]
let browser: Browser
/** The routes whose pages somebody has walked. */
const walked = new Set<string>()
/** The routes and the makings of the pages that axe has seen. */
const seen = new Set<string>()

beforeAll(async () => {
  const [found, launched] = await Promise.all([routesBuiltBy(() => startSystem('province')), launchBrowser()])
  system = found.built
  routes = found.routes
  browser = launched
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

const visitors = [null, ...DEMONSTRATION_ACCOUNTS.map(({ userName }) => userName)]

describe('every page one can come to, without script', () => {
  test.each(visitors)('as %s', { timeout: 600_000 }, async (userName) => {
    const session = userName === null ? null : await sessionOf(system, userName)
    const { pages, broken } = await reachablePages(system, routes, session)
    const reader = await personAt(browser, system, { width: PHONE_WIDTH })
    // The examiner's own program needs script; what it examines has none.
    const examiner = await personAt(browser, system, { javaScript: true })
    const complaints: string[] = []
    for (const { page, context } of [reader, examiner]) {
      if (session) await context.addCookies([{ name: SESSION_COOKIE, value: session, url: system.address }])
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`)
      })
      page.on('response', (answer) => {
        if (answer.status() >= 400) complaints.push(`${page.url()}: ${answer.url()} answers ${answer.status()}`)
      })
    }
    const faults: Record<string, string[]> = {}
    for (const [pattern, { path, isPage }] of pages) {
      walked.add(pattern)
      if (!isPage) continue
      await reader.page.goto(path)
      const { faults: found, makings } = await readPage(reader.page)
      if (!seen.has(makings)) found.push(...(await examinerFaults(examiner.page, { path, phone: !seen.has(pattern) })))
      seen.add(makings).add(pattern)
      if (found.length > 0) faults[path] = found
    }
    await reader.leave()
    await examiner.leave()
    expect({ broken, faults, complaints }).toEqual({ broken: [], faults: {}, complaints: [] })
  })
})

/** What axe finds wrong at a desk, and on a phone too if asked, with everything unfolded. */
async function examinerFaults(page: Page, { path, phone }: { path: string; phone: boolean }): Promise<string[]> {
  const faults: string[] = []
  await page.setViewportSize({ width: DESK_WIDTH, height: 900 })
  await page.goto(path)
  await unfoldAll(page)
  faults.push(...(await axeViolations(page)))
  if (!phone) return faults
  await page.setViewportSize({ width: PHONE_WIDTH, height: 900 })
  faults.push(...(await axeViolations(page)).map((fault) => `on a phone: ${fault}`))
  return faults
}

/** Pages that open only in a state in which the demonstration has no record: each is still to be walked. */
const NOT_YET_WALKED = [
  '/accounts/:accountId/reopening',
  '/password/:token',
  '/account/session-endings',
  '/documents/:documentId/handling',
  '/documents/:documentId/attachments/:attachmentId/removal',
  '/attachments/:attachmentId',
  '/tasks/assignments/:assignmentId/evidence/:evidenceId/removal',
  '/tasks/assignments/:assignmentId/answer',
  '/petitions/:petitionId/refusal',
  '/petitions/:petitionId/guidance',
  '/movement/entries/:entryId/award',
  '/reports/:reportId/sources',
  '/assessments/years/:yearId/publication',
  '/assessments/:assessmentId/return',
  '/assessments/:assessmentId/criteria/:code/files/:attachmentId/removal',
  '/assessments/:assessmentId/verification',
  '/assessments/:assessmentId/criteria/:code/verification',
]

test('no other page stands where no demonstration account comes to', () => {
  const missed = routes
    .filter(({ method, pattern }) => method === 'GET' && !/^\/(assets|api|healthz|readyz|founding)(\/|$)/.test(pattern))
    .map(({ pattern }) => pattern)
    .filter((pattern) => pattern !== '/' && !walked.has(pattern))
  expect(missed.filter((pattern) => !NOT_YET_WALKED.includes(pattern))).toEqual([])
})

describe('the keyboard alone', () => {
  test('is enough to sign in and to enter a dialogue', async () => {
    const { page, leave } = await personAt(browser, system)
    await page.goto('/sign-in')
    await page.keyboard.press('Tab')
    expect(await focused(page).textContent()).toBe('Đến nội dung chính')
    await page.keyboard.press('Enter')
    const { userName, password } = DEMONSTRATION_ACCOUNTS[0] ?? { userName: '', password: '' }
    await typeInto(page, 'Tên đăng nhập', userName)
    await typeInto(page, 'Mật khẩu', password)
    await tabTo(page, 'Đăng nhập')
    await entering(page)
    await tabTo(page, 'Hoạt động')
    await entering(page)
    await tabTo(page, 'Ghi hoạt động')
    await entering(page)
    await tabTo(page, 'Loại hoạt động')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await typeInto(page, 'Nội dung chính', 'Tiếp công dân chỉ bằng bàn phím')
    await typeInto(page, 'Ngày tổ chức', '20/11/2026')
    await typeInto(page, 'Địa điểm', 'Phòng tiếp công dân')
    await typeInto(page, 'Người chủ trì', 'Trần Văn Tám')
    await typeInto(page, 'Số người tham dự', '7')
    await tabTo(page, 'Lưu hoạt động')
    await entering(page)
    expect(await page.locator('h1').textContent()).toContain('Tiếp công dân chỉ bằng bàn phím')
    const saved = await system.database
      .selectFrom('activity')
      .select(['kind_code', 'participant_count'])
      .where('title', '=', 'Tiếp công dân chỉ bằng bàn phím')
      .execute()
    expect(saved).toEqual([{ kind_code: 'reception', participant_count: 7 }])
    await leave()
  })
})

const focused = (page: Page): Locator => page.locator(':focus')

/** Presses Tab until the part of this name is in focus; each part on the way must show that it is. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const part = document.activeElement
      // The page itself, or the part that a link to the content led to: nothing that one can work.
      if (!(part instanceof HTMLElement) || part === document.body || part.tabIndex < 0)
        return { name: '', visible: true }
      const label =
        part instanceof HTMLInputElement || part instanceof HTMLSelectElement || part instanceof HTMLTextAreaElement
          ? part.labels?.[0]?.firstChild?.textContent
          : part.textContent
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part)
      const outlined = outlineStyle !== 'none' && outlineWidth !== '0px'
      const box = part.getBoundingClientRect()
      return {
        name: label?.trim() ?? '',
        visible: (outlined || boxShadow !== 'none') && box.width > 0 && box.height > 0,
      }
    })
    expect(at).toEqual({ name: at.name, visible: true })
    if (at.name === name) return
  }
  throw new Error(`Tab never reaches “${name}” on ${page.url()}.`)
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label)
  await page.keyboard.type(text)
}

async function entering(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
}
