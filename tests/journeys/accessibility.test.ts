import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMONSTRATION_ACCOUNTS } from '../../src/demonstration/demonstration-accounts.ts'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import { launchBrowser } from '../support/browser.ts'
import { axeViolations, readPage, tooWide, unfoldAll } from '../support/page-check.ts'
import { readSource } from '../support/page-source.ts'
import { personAt, signedIn } from '../support/person.ts'
import { reachablePages, sessionOf } from '../support/reachable-pages.ts'
import { type BuiltRoute, routesBuiltBy } from '../support/routes.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'
import { workUnderWay } from '../support/work-under-way.ts'
import '../../src/modules/activities/queries/tables.ts'

/**
 * No link leads there: what programs use, one-time links, and a form that is sent from another page; and the second factor, tokens
 * and the identity provider, which no account of the demonstration has: tests/journeys/sign-in.test.ts looks at their pages. What
 * one sees while one writes a petition, or with a receipt in one's hand, and photos that came with it: tests/journeys/citizen.test.ts.
 * What became of several petitions assigned or answered at once is shown to who did so alone: tests/journeys/petition-life.test.ts.
 * The file of a work that is judged, which works of the demonstration have none of.
 * What a look at a denouncer's identity shows, once: tests/denouncer-exits.test.ts.
 */
const WITHOUT_LINK =
  /^\/(assets|api|healthz|readyz|founding|password|address|account\/session-endings)(\/|$)|^\/(sign-in|account\/(second-factor|tokens))\/|^\/account\/recovery-codes$|\/(second-factor-reset|provider-link)$|^\/public\/send\/(?!topic$)|^\/public\/follow\/|\/(receipt\/paper|photos\/:(fileId|modelPhotoId)|entries\/:entryId\/file|subjects\/:subjectId\/file|submissions\/:submissionId\/opening|submissions\/restoration)$|^\/petitions\/batches\/:batchId$|\/denouncer\/looks\/:/
const DESK_WIDTH = 1280
const PHONE_WIDTH = 360

let system: RunningSystem
let routes: BuiltRoute[]
let browser: Browser
/** By account: pages that stand among many others of their kind. */
let rare: Record<string, string[]>
/** The routes whose pages somebody has walked. */
const walked = new Set<string>()
/** The routes that the browser and axe have seen, and the parts of all their pages: where another reader gets only such, nothing is new. */
const seenRoutes = new Set<string>()
const seenParts = new Set<string>()

beforeAll(async () => {
  const [found, launched] = await Promise.all([routesBuiltBy(() => startSystem('province')), launchBrowser()])
  system = found.built
  routes = found.routes
  browser = launched
  rare = await workUnderWay(browser, system)
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

const visitors = [null, ...DEMONSTRATION_ACCOUNTS.map(({ userName }) => userName)]

test('the reading itself sees what is wrong in a page', () => {
  const page = (inside: string) =>
    `<html lang="vi"><head><title>Trang</title></head><body><h1>Trang</h1>${inside}</body></html>`
  const faultsOf = (inside: string) => readSource(page(inside)).faults
  expect(
    faultsOf('<label for="a">Tên</label><input id="a" name="a"><label>Tệp <input type="file" name="b"></label>'),
  ).toEqual([])
  expect(faultsOf('<label for="a">Tên</label><input name="a">')).toEqual([
    'label for nothing: a',
    'field without label: a',
  ])
  expect(faultsOf('<textarea id="a" name="a"></textarea>')).toEqual(['field without label: a'])
  expect(faultsOf('<p id="a"></p><p id="a"></p>')).toEqual(['id twice: a'])
  expect(faultsOf('<p aria-describedby="a"></p>')).toEqual(['aria-describedby names nothing: a'])
  expect(faultsOf('<img src="x">')).toEqual(['picture without text: x'])
  expect(faultsOf('<h1>Hai</h1><p>Undefined</p>')).toEqual(['2 h1', expect.stringContaining('not Vietnamese')])
})

test('a part is another where it stands in another, or has another class, type or attribute', () => {
  const partsOf = (html: string) => [...readSource(html).parts].join()
  const one = '<p class="x"><input type="text" id="a"></p>'
  expect(partsOf(one)).toBe(partsOf(one.replace('"a"', '"b"')))
  for (const [from, to] of [
    ['p', 'div'],
    ['"x"', '"y"'],
    ['"text"', '"number"'],
    ['id', 'name'],
  ] as const)
    expect(partsOf(one.replaceAll(from, to))).not.toBe(partsOf(one))
})

describe('every page one can come to, without script', () => {
  test.each(visitors)('as %s', { timeout: 600_000 }, async (userName) => {
    const session = userName === null ? null : await sessionOf(system, userName)
    const { pages, broken } = await reachablePages(system, routes, session, rare[userName ?? ''])
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
    for (const [pattern, { path, isPage, html }] of pages) {
      walked.add(pattern)
      if (!isPage) continue
      const { faults: found, parts } = readSource(html)
      const isNewRoute = !seenRoutes.has(pattern)
      if (isNewRoute || [...parts].some((part) => !seenParts.has(part))) {
        const [wide, examined] = await Promise.all([
          reader.page.goto(path).then(() => tooWide(reader.page)),
          examinerFaults(examiner.page, { path, phone: isNewRoute }),
        ])
        found.push(...wide, ...examined)
      }
      seenRoutes.add(pattern)
      for (const part of parts) seenParts.add(part)
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

describe('a page to which no link leads', () => {
  test.each([
    ['the form that ends sessions, when it comes back', 'canbo.xa', '/account/session-endings'],
    ['nothing', 'canbo.xa', '/khong-co-trang-nay'],
    ['what the reader may not see', 'canbo.xa', '/accounts'],
    ['signing in again, with something kept', null, '/sign-in?kept=1'],
    ['a one-time link that is no longer good', null, '/password/khong-con-dung-duoc'],
  ])('%s', async (_what, userName, path) => {
    const { page, context, leave } = await personAt(browser, system, { javaScript: true })
    const session = userName === null ? null : await sessionOf(system, userName)
    if (session) await context.addCookies([{ name: SESSION_COOKIE, value: session, url: system.address }])
    expect(await examinerFaults(page, { path, phone: true })).toEqual([])
    expect((await readPage(page)).faults).toEqual([])
    await leave()
  })

  test('a one-time link for a password, from the page of the administrator to the one who sets it', async () => {
    const administrator = await signedIn(browser, system, 'quantri', { javaScript: true })
    await administrator.go('/accounts?words=canbo.so')
    await administrator.follow('canbo.so')
    await administrator.follow('Đặt lại mật khẩu')
    await administrator.press('Tạo đường dẫn')
    expect(await faultsAsItStands(administrator.page)).toEqual([])
    const link = /\/password\/[\w-]+/.exec(await administrator.page.content())?.[0]
    await administrator.page.context().clearCookies()
    await administrator.go(link ?? '')
    expect(await administrator.field('Mật khẩu mới').count()).toBe(1)
    expect(await faultsAsItStands(administrator.page)).toEqual([])
    await administrator.leave()
  })
})

describe('a form', () => {
  test('with everything wrong, with another person’s changes, with text brought back', async () => {
    const clerk = await signedIn(browser, system, 'canbo.xa', { javaScript: true })
    // As the server draws them; what the script of the pages draws instead is examined in weak-signal.test.ts.
    await clerk.context.route('**/assets/staff.*.js', (route) => route.abort())
    await clerk.go('/activities/new')
    await clerk.press('Lưu hoạt động')
    expect((await clerk.errors()).summary.length).toBeGreaterThan(3)
    expect(await faultsAsItStands(clerk.page)).toEqual([])

    const { id } = await system.database
      .selectFrom('activity')
      .select('id')
      .where('created_by_account_id', 'is not', null)
      // What a register keeps is changed there.
      .where('register_path', 'is', null)
      .executeTakeFirstOrThrow()
    await clerk.go(`/activities/${id}/edit`)
    await system.database.updateTable('activity').set({ version: 9, place: 'Nơi khác' }).where('id', '=', id).execute()
    await clerk.press('Lưu hoạt động')
    await clerk.page.getByRole('heading', { name: 'Bản ghi đã được người khác sửa' }).waitFor()
    expect(await faultsAsItStands(clerk.page)).toEqual([])

    await system.database.deleteFrom('session').execute()
    await clerk.press('Lưu hoạt động')
    await clerk.signIn('canbo.xa')
    await clerk.page.getByText('chưa được gửi').waitFor()
    expect(await faultsAsItStands(clerk.page)).toEqual([])
    await clerk.leave()
  })
})

test('the decision that waits for its publication', async () => {
  const leader = await signedIn(browser, system, 'lanhdao.tinh', { javaScript: true })
  await leader.go('/assessments')
  await leader.follow('Năm 2026')
  const year = leader.path()
  await leader.go(`${year}/appeals`)
  await leader.follow(/tiêu chí 1\.1$/)
  await leader.follow('Xem xét, trả lời kiến nghị')
  await leader.fill({ 'Lý do': 'Phụ lục chỉ phân công một phần nội dung' })
  await leader.press('Trả lời kiến nghị')
  await leader.go(year)
  await leader.follow('Quyết định xếp loại')
  await leader.fill({
    'Lý do không xếp loại các đơn vị chưa thẩm định xong': 'Chưa thẩm định xong trong thời hạn',
    'Lý do quyết định khi chấm lần hai chưa xong': 'Người chấm lần hai nghỉ ốm',
  })
  await leader.press('Lưu quyết định và chốt kết quả')
  expect(await faultsAsItStands(leader.page)).toEqual([])
  expect(await examinerFaults(leader.page, { path: `${year}/publication`, phone: true })).toEqual([])
  walked.add('/assessments/years/:yearId/publication')
  await leader.leave()
})

/** Read and examined where it is, at both widths. */
async function faultsAsItStands(page: Page): Promise<string[]> {
  const { faults } = await readPage(page)
  faults.push(...(await axeViolations(page)))
  await page.setViewportSize({ width: PHONE_WIDTH, height: 900 })
  faults.push(...(await readPage(page)).faults, ...(await axeViolations(page)))
  await page.setViewportSize({ width: DESK_WIDTH, height: 900 })
  return faults
}

test('every page has been walked', () => {
  const pages = routes.filter(({ method, pattern }) => method === 'GET' && !WITHOUT_LINK.test(pattern))
  expect(pages.map(({ pattern }) => pattern).filter((pattern) => pattern !== '/' && !walked.has(pattern))).toEqual([])
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
