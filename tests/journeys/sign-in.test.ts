import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../scripts/free-port.mjs'
import { setPassword } from '../../src/modules/identity/actions/sign-in.ts'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import { launchBrowser } from '../support/browser.ts'
import { CLIENT, startIdentityProvider } from '../support/identity-provider.ts'
import { axeViolations, readPage } from '../support/page-check.ts'
import { enterPassword, type Person, personAt } from '../support/person.ts'
import { type SampleProvince, sampleProvince } from '../support/sample-province.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'

const PASSWORD = 'mùa nước nổi về sớm'
const WITH_PROVIDER = `Đăng nhập bằng ${CLIENT.label}`

let system: RunningSystem
let browser: Browser
let province: SampleProvince
let providerPort: number

/** A system in earnest, not the demonstration, so that the second factor is asked for; its provider is not there yet. */
beforeAll(async () => {
  const port = await freePort()
  providerPort = await freePort()
  const identityProvider = { ...CLIENT, issuer: `http://127.0.0.1:${providerPort}` }
  ;[system, browser] = await Promise.all([startSystem('empty', { port, identityProvider }), launchBrowser()])
  province = await sampleProvince(system.database)
  for (const { accountId, userName } of Object.values(province.officials)) {
    await setPassword(system.database, { id: accountId, userName }, PASSWORD)
  }
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

async function enterPasswordOf(person: Person, { userName }: Official, path = '/sign-in'): Promise<void> {
  await person.go(path)
  await enterPassword(person, { userName, password: PASSWORD })
}

async function signedIn(official: Official, choices: Parameters<typeof personAt>[2] = {}): Promise<Person> {
  const person = await personAt(browser, system, choices)
  await enterPasswordOf(person, official)
  expect(person.path()).toBe('/')
  return person
}

const sessionIn = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === SESSION_COOKIE)?.value ?? ''

/** What the system answers to whoever holds this session. */
const answerTo = (session: string, path = '/account') =>
  fetch(`${system.address}${path}`, { headers: { cookie: `${SESSION_COOKIE}=${session}` }, redirect: 'manual' })

/** What the app on the telephone shows, which knows the secret. */
const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: system.clock.now.getTime() })

const pass = (seconds: number) => {
  system.clock.now = new Date(system.clock.now.getTime() + seconds * 1000)
}

/** The secret as the page tells it to those who cannot scan. */
async function secretOn(person: Person): Promise<string> {
  const text = (await person.page.locator('details code').textContent()) ?? ''
  return text.replaceAll(' ', '')
}

/** What a page looks like at both widths to the program that examines pages. */
async function faultsOf(path: string, session: string): Promise<string[]> {
  const examiner = await personAt(browser, system, { javaScript: true })
  if (session) await examiner.context.addCookies([{ name: SESSION_COOKIE, value: session, url: system.address }])
  const complaints: string[] = []
  examiner.page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await examiner.go(path)
  expect(examiner.path()).toBe(path.split('?')[0])
  for (const width of [1280, 360]) {
    await examiner.page.setViewportSize({ width, height: 900 })
    complaints.push(...(await readPage(examiner.page)).faults, ...(await axeViolations(examiner.page)))
  }
  await examiner.leave()
  return complaints
}

describe('the second factor', () => {
  let secret: string
  let recoveryCodes: string[]

  test('is set up before anything else by who must have one', async () => {
    const { leader } = province.officials
    const person = await personAt(browser, system)
    await enterPasswordOf(person, leader, '/sign-in?continue=/people')
    expect(person.path()).toBe('/sign-in/second-factor')
    expect(await person.page.locator('svg[role=img]').count()).toBe(1)
    expect(await faultsOf('/sign-in/second-factor', await sessionIn(person.context))).toEqual([])
    await person.go('/people')
    expect(person.path()).toBe('/sign-in')
    await enterPasswordOf(person, leader, '/sign-in?continue=/people')
    secret = await secretOn(person)
    await person.fill({ 'Mã trong ứng dụng': codeOf(secret) === '000000' ? '000001' : '000000' })
    await person.press('Bật xác thực hai bước')
    expect((await person.errors()).summary[0]).toContain('Mã không đúng')
    expect(await secretOn(person)).toBe(secret)
    await person.fill({ 'Mã trong ứng dụng': codeOf(secret) })
    const waiting = await sessionIn(person.context)
    await person.press('Bật xác thực hai bước')
    recoveryCodes = await person.page.locator('main li code').allTextContents()
    expect(recoveryCodes).toHaveLength(10)
    expect(await sessionIn(person.context)).not.toBe(waiting)
    await person.follow('Tôi đã cất mã, tiếp tục')
    expect(person.path()).toBe('/people')
    await person.leave()
  })

  test('is asked for at every sign-in, takes no code twice, and gives a new session', async () => {
    const { leader } = province.officials
    const person = await personAt(browser, system)
    await enterPasswordOf(person, leader, '/sign-in?continue=/people')
    expect(person.path()).toBe('/sign-in/code')
    const waiting = await sessionIn(person.context)
    expect((await answerTo(waiting)).headers.get('location')).toBe('/sign-in?continue=%2Faccount')
    expect(await faultsOf('/sign-in/code', waiting)).toEqual([])
    await person.fill({ 'Mã xác thực': codeOf(secret) })
    await person.press('Tiếp tục')
    expect((await person.errors()).besideField['Mã xác thực']).toContain('đã được dùng')
    pass(30)
    await person.fill({ 'Mã xác thực': codeOf(secret) })
    await person.press('Tiếp tục')
    expect(person.path()).toBe('/people')
    expect(await sessionIn(person.context)).not.toBe(waiting)
    expect((await answerTo(waiting)).status).toBe(303)
    await person.leave()
  })

  test('is passed with a recovery code, once', async () => {
    const { leader } = province.officials
    const person = await personAt(browser, system)
    const [first = '', second = ''] = recoveryCodes
    await enterPasswordOf(person, leader)
    await person.fill({ 'Mã xác thực': first })
    await person.press('Tiếp tục')
    expect(person.path()).toBe('/')
    await person.go('/account')
    expect(await person.page.getByRole('main').innerText()).toContain('còn 9 mã dự phòng')
    await enterPasswordOf(await freshPage(person), leader)
    await person.fill({ 'Mã xác thực': first })
    await person.press('Tiếp tục')
    expect((await person.errors()).summary[0]).toContain('đã được dùng')
    await person.fill({ 'Mã xác thực': second })
    await person.press('Tiếp tục')
    expect(person.path()).toBe('/')
    for (const path of ['/account/second-factor', '/account/second-factor/removal', '/account/recovery-codes']) {
      expect(await faultsOf(path, await sessionIn(person.context))).toEqual([])
    }
    await person.leave()
  })

  test('is renewed and turned off by its owner, who is asked again at the next sign-in', async () => {
    const { leader } = province.officials
    const person = await personAt(browser, system)
    await enterPasswordOf(person, leader)
    pass(60)
    await person.fill({ 'Mã xác thực': codeOf(secret) })
    await person.press('Tiếp tục')
    await person.go('/account/recovery-codes')
    await person.fill({ 'Mật khẩu hiện tại': PASSWORD })
    await person.press('Tạo bộ mã mới')
    const renewed = await person.page.locator('main li code').allTextContents()
    expect(renewed).toHaveLength(10)
    expect(renewed).not.toContain(recoveryCodes[2])
    await person.go('/account/second-factor/removal')
    await person.fill({ 'Mật khẩu hiện tại': 'không phải', 'Mã xác thực': renewed[0] ?? '' })
    await person.press('Tắt xác thực hai bước')
    expect((await person.errors()).besideField['Mật khẩu hiện tại']).toContain('không đúng')
    await person.fill({ 'Mật khẩu hiện tại': PASSWORD, 'Mã xác thực': renewed[0] ?? '' })
    await person.press('Tắt xác thực hai bước')
    expect(person.path()).toBe('/sign-in')
    await enterPasswordOf(person, leader)
    expect(person.path()).toBe('/sign-in/second-factor')
    await person.leave()
  })

  test('may be set up by anybody, on the page of their own account', async () => {
    const person = await signedIn(province.officials.siblingClerk)
    await person.go('/account')
    await person.follow('Xác thực hai bước')
    expect(await faultsOf('/account/second-factor', await sessionIn(person.context))).toEqual([])
    await person.fill({ 'Mã trong ứng dụng': codeOf(await secretOn(person)), 'Mật khẩu hiện tại': PASSWORD })
    await person.press('Bật xác thực hai bước')
    expect(await person.page.locator('main li code').count()).toBe(10)
    await enterPasswordOf(await freshPage(person), province.officials.siblingClerk)
    expect(person.path()).toBe('/sign-in/code')
    await person.leave()
  })
})

/** The same browser after its person has signed out. */
async function freshPage(person: Person): Promise<Person> {
  await person.go('/account')
  await Promise.all([
    person.page.waitForEvent('domcontentloaded'),
    person.page.getByRole('button', { name: 'Đăng xuất' }).first().click(),
  ])
  return person
}

describe('a session', () => {
  test('stolen is dead once its owner has signed out', async () => {
    const person = await signedIn(province.officials.communeClerk)
    const stolen = await sessionIn(person.context)
    expect((await answerTo(stolen)).status).toBe(200)
    await freshPage(person)
    const answer = await answerTo(stolen)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?continue=%2Faccount'])
    expect(await sessionIn(person.context)).toBe('')
    await person.leave()
  })

  test('planted beforehand opens nothing, and one that the browser had ends with the next sign-in', async () => {
    const person = await personAt(browser, system)
    const planted = 'x'.repeat(43)
    await person.context.addCookies([{ name: SESSION_COOKIE, value: planted, url: system.address }])
    await enterPasswordOf(person, province.officials.communeClerk)
    const first = await sessionIn(person.context)
    expect(first).not.toBe(planted)
    expect([(await answerTo(planted)).status, (await answerTo(first)).status]).toEqual([303, 200])
    // Somebody else comes to the same browser, in which the sign-in page stood open.
    await person.context.clearCookies({ name: SESSION_COOKIE })
    await person.go('/sign-in')
    await person.fill({ 'Tên đăng nhập': province.officials.communeHead.userName, 'Mật khẩu': PASSWORD })
    await person.context.addCookies([{ name: SESSION_COOKIE, value: first, url: system.address }])
    await person.press('Đăng nhập')
    expect((await answerTo(first)).status).toBe(303)
    expect(await (await answerTo(await sessionIn(person.context))).text()).toContain('Trần Văn Tám')
    await person.leave()
  })

  test('of somebody else is seen and ended by the administrator, who says why', async () => {
    const { administrator, communeClerk } = province.officials
    const clerk = await signedIn(communeClerk)
    const keeper = await personAt(browser, system)
    await enterPasswordOf(keeper, administrator)
    await keeper.fill({ 'Mã trong ứng dụng': codeOf(await secretOn(keeper)) })
    await keeper.press('Bật xác thực hai bước')
    await keeper.go(`/accounts/${communeClerk.accountId}`)
    expect((await keeper.table('Các phiên đăng nhập đang mở')).length).toBeGreaterThan(0)
    await keeper.follow('Kết thúc phiên, mã truy cập')
    await keeper.fill({ 'Lý do': 'mất máy tính' })
    await keeper.press('Kết thúc tất cả')
    expect(await keeper.page.getByRole('main').innerText()).toContain('mất máy tính')
    expect((await answerTo(await sessionIn(clerk.context))).status).toBe(303)
    await keeper.go(`/accounts/${province.officials.siblingClerk.accountId}`)
    await keeper.follow('Đặt lại xác thực hai bước')
    expect(await faultsOf(keeper.path(), await sessionIn(keeper.context))).toEqual([])
    await keeper.fill({ 'Lý do': 'mất điện thoại' })
    await keeper.press('Đặt lại xác thực hai bước')
    expect(await keeper.page.getByRole('main').innerText()).toContain('mất điện thoại')
    await clerk.leave()
    await keeper.leave()
  })
})

test.each(['//evil.example/a', '/\\evil.example', 'https://evil.example', '/%09/evil.example'])(
  'signing in never leads to another site, though asked to go on to %s',
  async (address) => {
    const person = await personAt(browser, system)
    await enterPasswordOf(person, province.officials.communeClerk, `/sign-in?continue=${encodeURIComponent(address)}`)
    expect(new URL(person.page.url()).origin).toBe(system.address)
    await person.leave()
  },
)

test('a token is made for a program, shown once, works within its scope and is taken back', async () => {
  const person = await signedIn(province.officials.communeClerk)
  await person.go('/account')
  await person.follow('Mã truy cập')
  await person.follow('Tạo mã truy cập')
  expect(await faultsOf('/account/tokens/new', await sessionIn(person.context))).toEqual([])
  await person.press('Tạo mã truy cập')
  expect((await person.errors()).besideField['Tên gọi']).toBe('Hãy nhập tên gọi.')
  await person.fill({ 'Tên gọi': 'Bảng tính của phòng', 'Thời hạn': '30 ngày', 'Mật khẩu hiện tại': PASSWORD })
  expect(await person.field('Xem kế hoạch, nhiệm vụ').isChecked()).toBe(true)
  expect(await person.field('Lập, sửa kế hoạch').isChecked()).toBe(false)
  await person.press('Tạo mã truy cập')
  const token = (await person.page.locator('main code').textContent()) ?? ''
  const use = (method: string) =>
    fetch(`${system.address}/api/v1/plans`, { method, headers: { authorization: `Bearer ${token}` } })
  expect([(await use('GET')).status, (await use('POST')).status]).toEqual([200, 403])
  await person.follow('Về danh sách mã')
  expect(await person.page.content()).not.toContain(token)
  expect(await person.table('Các mã truy cập đang có hiệu lực')).toMatchObject([{ 'Tên gọi': 'Bảng tính của phòng' }])
  expect(await faultsOf('/account/tokens', await sessionIn(person.context))).toEqual([])
  await person.follow(/^Thu hồi/)
  expect(await faultsOf(person.path(), await sessionIn(person.context))).toEqual([])
  await person.press('Thu hồi mã')
  expect(await person.page.getByRole('main').innerText()).toContain('Chưa có mã nào')
  expect((await use('GET')).status).toBe(401)
  await person.leave()
})

describe('signing in through the identity provider', () => {
  let stop: (() => Promise<void>) | undefined

  afterAll(async () => stop?.())

  test('says so while the provider is down, and the password works all the same', async () => {
    const person = await personAt(browser, system)
    await person.go('/sign-in')
    await person.follow(WITH_PROVIDER)
    expect((await person.errors()).summary[0] ?? (await person.page.getByRole('main').innerText())).toContain(
      'không kết nối được',
    )
    await enterPasswordOf(person, province.officials.communeClerk)
    expect(person.path()).toBe('/')
    await person.leave()
    ;({ stop } = await startIdentityProvider({ port: providerPort, systemAddress: system.address }))
  })

  /** To the provider and back as this person. */
  async function through(person: Person, name: string, from = '/sign-in'): Promise<void> {
    await person.go(from)
    await person.follow(WITH_PROVIDER)
    await nameOneself(person, name)
  }

  /** What the provider asks, and its question whether we may know. */
  async function nameOneself(person: Person, name: string): Promise<void> {
    await person.page.locator('input[name=login]').fill(name)
    await person.page.locator('input[name=password]').fill('bất kỳ')
    await clickAway(person, 'button[type=submit]')
    await clickAway(person, 'button[type=submit]')
  }

  async function clickAway(person: Person, place: string): Promise<void> {
    await Promise.all([person.page.waitForEvent('domcontentloaded'), person.page.locator(place).first().click()])
  }

  const link = (accountId: string, subject: string) =>
    system.database
      .insertInto('external_identity')
      .values({ issuer: `http://127.0.0.1:${providerPort}`, subject, account_id: accountId })
      .execute()

  test('opens no account by itself, but says what the administrator needs to know', async () => {
    const before = await system.database.selectFrom('account').select('id').execute()
    const person = await personAt(browser, system)
    await through(person, 'mai.tinh')
    expect(await person.heading()).toContain('chưa được liên kết')
    expect(await person.page.locator('main code').textContent()).toBe('mai.tinh')
    expect(await sessionIn(person.context)).toBe('')
    expect(await system.database.selectFrom('account').select('id').execute()).toEqual(before)
    await person.leave()
  })

  test('opens the account that the administrator has linked, and goes on to where one wanted', async () => {
    const { administrator, communeClerk } = province.officials
    await system.database.deleteFrom('second_factor').where('account_id', '=', administrator.accountId).execute()
    const keeper = await personAt(browser, system)
    await enterPasswordOf(keeper, administrator)
    await keeper.fill({ 'Mã trong ứng dụng': codeOf(await secretOn(keeper)) })
    await keeper.press('Bật xác thực hai bước')
    await keeper.go(`/accounts/${communeClerk.accountId}`)
    await keeper.follow(`Liên kết với ${CLIENT.label}`)
    expect(await faultsOf(keeper.path(), await sessionIn(keeper.context))).toEqual([])
    await keeper.fill({ 'Mã định danh': 'mai.tinh' })
    await keeper.press('Lưu liên kết')
    expect(await keeper.page.getByRole('main').innerText()).toContain('mai.tinh')
    // Nobody else gets the same identity.
    await keeper.go(`/accounts/${province.officials.communeHead.accountId}/provider-link`)
    await keeper.fill({ 'Mã định danh': 'mai.tinh' })
    await keeper.press('Lưu liên kết')
    expect((await keeper.errors()).besideField['Mã định danh']).toContain('đã liên kết với một tài khoản khác')
    await keeper.leave()

    const person = await personAt(browser, system)
    await through(person, 'mai.tinh', '/sign-in?continue=/people')
    expect(person.path()).toBe('/people')
    expect(await (await answerTo(await sessionIn(person.context))).text()).toContain('Nguyễn Thị Mai')
    await person.leave()
  })

  test('asks for the second factor as a password does', async () => {
    await link(province.officials.collector.accountId, 'hoa.tinh')
    const person = await personAt(browser, system)
    await through(person, 'hoa.tinh')
    expect(person.path()).toBe('/sign-in/second-factor')
    await person.leave()
  })

  test('is refused for a closed account', async () => {
    const { accountId } = province.officials.siblingClerk
    await link(accountId, 'chin.tinh')
    await system.database.updateTable('account').set({ disabled_at: new Date() }).where('id', '=', accountId).execute()
    const person = await personAt(browser, system)
    await through(person, 'chin.tinh')
    expect(await person.heading()).toContain('chưa được liên kết')
    expect(await sessionIn(person.context)).toBe('')
    await person.leave()
  })

  test('given up on the way comes back to the sign-in page', async () => {
    const person = await personAt(browser, system)
    await person.go('/sign-in')
    await person.follow(WITH_PROVIDER)
    await clickAway(person, '.login-help a')
    expect((await person.errors()).summary[0]).toContain('bị hủy')
    expect(await sessionIn(person.context)).toBe('')
    await person.leave()
  })

  test('takes an answer only in the browser that asked, only once, and only for what was asked', async () => {
    /** The address on the way back, which nobody has used yet, and the cookie that the browser which asked had for it. */
    const onTheWayBack = async () => {
      const person = await personAt(browser, system)
      await person.go('/sign-in')
      await person.follow(WITH_PROVIDER)
      const errand = (await person.context.cookies()).find(({ name }) => name === 'danvan_errand')
      await person.context.clearCookies({ name: 'danvan_errand' })
      await nameOneself(person, 'mai.tinh')
      const address = person.page.url()
      await person.leave()
      return { address, cookie: `danvan_errand=${errand?.value}` }
    }
    const answerTo = async (address: string, cookie = '') => {
      const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' })
      const opened = answer.headers.getSetCookie().some((each) => each.startsWith(`${SESSION_COOKIE}=`))
      const said = /govuk-error-summary[\s\S]*?<li>\s*(?:<a[^>]*>)?([^<]+)/.exec(await answer.text())?.[1]
      return { status: answer.status, opened, said }
    }
    const refused = (words: string) => ({ status: 403, opened: false, said: expect.stringContaining(words) })
    const [mine, others] = [await onTheWayBack(), await onTheWayBack()]
    // Somebody sends the address to another person: whose browser has asked for nothing, or for itself.
    expect(await answerTo(mine.address)).toEqual(refused('không bắt đầu từ trình duyệt này'))
    expect(await answerTo(mine.address, others.cookie)).toEqual(refused('Không xác nhận được'))
    expect(await answerTo(mine.address, `${mine.cookie.slice(0, -4)}AAAA`)).toEqual(refused('không bắt đầu từ'))
    // None of that has spent it; its own browser does.
    expect(await answerTo(mine.address, mine.cookie)).toMatchObject({ status: 303, opened: true })
    expect(await answerTo(mine.address, mine.cookie)).toEqual(refused('Không xác nhận được'))
    // With the state set right by hand, the code is still not for the verifier of this browser.
    const third = await onTheWayBack()
    const forged = new URL(others.address)
    forged.searchParams.set('state', new URL(third.address).searchParams.get('state') ?? '')
    expect(await answerTo(forged.href, third.cookie)).toEqual(refused('Không xác nhận được'))
    // Long after.
    pass(600)
    expect(await answerTo(third.address, third.cookie)).toEqual(refused('quá lâu'))
  })

  test('goes on when the provider has been away for a while', async () => {
    await stop?.()
    const person = await personAt(browser, system)
    await person.go('/sign-in')
    expect(await (await fetch(`${system.address}/sign-in/provider/return?code=a&state=b`)).text()).toContain('quá lâu')
    ;({ stop } = await startIdentityProvider({ port: providerPort, systemAddress: system.address }))
    await through(person, 'mai.tinh')
    expect(person.path()).toBe('/')
    await person.leave()
  })
})
