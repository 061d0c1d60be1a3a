import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

/** A citizen on a phone, without account and without script, takes a turn on a leader's reception day; the clerk writes the register. */
const PHONE_WIDTH = 360
const DAY = '26/11/2026'

let system: RunningSystem
let browser: Browser
let citizen: Person
let clerk: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  citizen = await personAt(browser, system, { width: PHONE_WIDTH })
  clerk = await personAt(browser, system)
})

async function expectFitsPhone(): Promise<void> {
  expect((await readPage(citizen.page)).faults, citizen.page.url()).toEqual([])
}

const turnsKept = async () => {
  const { rows } = await sql<{ kept: number }>`select count(*)::int as kept from reception_registration
    where full_name = 'Nguyễn Văn Lành'`.execute(system.database)
  return rows[0]?.kept
}
const mainText = (person: Person) => person.page.getByRole('main').innerText()

let formAddress = ''
let formToken = ''
let code = ''
let secret = ''

test('a citizen chooses a day, is told what is missing, and gets a code with a secret', async () => {
  await citizen.go('/public')
  await citizen.go('/public/receptions')
  await expectFitsPhone()
  await citizen.follow(new RegExp(`Đăng ký lượt ngày ${DAY}`))
  await expectFitsPhone()
  await citizen.page.getByLabel('Kiến nghị, đề nghị giải quyết một việc').check()
  await citizen.press('Đăng ký')
  expect(Object.keys((await citizen.errors()).besideField)).toContain('Họ và tên')
  await expectFitsPhone()
  await citizen.fill({
    'Họ và tên': 'Nguyễn Văn Lành',
    'Điện thoại hoặc địa chỉ': '0912 345 678',
    'Việc muốn trình bày, ghi ngắn gọn': 'Xin kéo điện về cuối kênh',
  })
  formAddress = citizen.page.url()
  formToken = (await citizen.page.locator('main [name=_token]').getAttribute('value')) ?? ''
  await citizen.press('Đăng ký')
  expect(await citizen.heading()).toContain('Lượt tiếp công dân đã đăng ký')
  await expectFitsPhone()
  ;[code = '', secret = ''] = await citizen.page.locator('.app-receipt').allInnerTexts()
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(await turnsKept()).toBe(1)
})

test('a form that is sent twice makes one registration and shows its code again', async () => {
  const again = await citizen.page.request.post(formAddress, {
    form: {
      _token: formToken,
      kind: 'proposal',
      fullName: 'Nguyễn Văn Lành',
      contact: '0912 345 678',
      subject: 'Điện',
    },
    headers: { origin: system.address },
  })
  const body = await again.text()
  expect([body.includes(code), body.includes(secret)]).toEqual([true, true])
  expect(await turnsKept()).toBe(1)
})

test('the turn is opened elsewhere with code and secret, typed as people type, and with nothing else', async () => {
  const other = await personAt(browser, system, { width: PHONE_WIDTH })
  await other.go('/public/receptions/turn')
  await other.fill({ 'Mã đăng ký': code, 'Mã bí mật': 'AAAA-BBBB-CCCC' })
  await other.press('Xem lượt đăng ký')
  expect((await other.errors()).summary.join()).toContain('không đúng')
  await other.fill({ 'Mã đăng ký': code.toLowerCase().replace('-', ' '), 'Mã bí mật': secret.toLowerCase() })
  await other.press('Xem lượt đăng ký')
  expect(await mainText(other)).toContain(DAY)
  await other.leave()
})

test('the clerk finds it on the day, and one press writes the visit into the register', async () => {
  system.clock.now = new Date('2026-11-26T01:00:00Z')
  await clerk.signIn('canbo.xa')
  await clerk.go('/reception?month=2026-11')
  await clerk.follow(`Thứ Năm, ${DAY}`)
  expect(await mainText(clerk)).toContain('Nguyễn Văn Lành')
  await clerk.follow('Mở buổi tiếp')
  await clerk.press('Mở buổi tiếp')
  await clerk.follow(/^Người đã đăng ký/)
  await clerk.page
    .getByRole('row')
    .filter({ hasText: 'Nguyễn Văn Lành' })
    .getByRole('button', { name: 'Đã đến, ghi vào sổ' })
    .click()
  expect(await clerk.heading()).toContain('Ghi nội dung lượt tiếp')
  expect(await clerk.valueOf('Nội dung trình bày')).toBe('Xin kéo điện về cuối kênh')
  await clerk.page.getByLabel('Tiếp nhận để xem xét, giải quyết').check()
  await clerk.press('Lưu vào sổ')
  await clerk.follow('Vào sổ đơn')
  await clerk.press('Vào sổ và lấy số')
  expect(await mainText(clerk)).toContain('Tại buổi tiếp công dân')
  expect(await mainText(clerk)).toContain('Nguyễn Văn Lành')
})

test('the citizen sees that it was used, and somebody else gives a turn back', async () => {
  await citizen.go('/public/receptions/turn')
  expect(await mainText(citizen)).toContain('Đã tiếp')
  expect(await citizen.page.getByRole('button', { name: 'Hủy lượt này' }).count()).toBe(0)
  await clerk.go('/reception/publication')
  await clerk.press('Công bố')
  const other = await personAt(browser, system, { width: PHONE_WIDTH })
  await other.go('/public/receptions')
  await other.follow(/^Đăng ký lượt/)
  await other.page.getByLabel('Tố cáo').check()
  await other.press('Đăng ký')
  expect(await mainText(other)).toContain('Đang chờ đến ngày tiếp')
  await other.press('Hủy lượt này')
  expect(await mainText(other)).toContain('Đã hủy')
  await other.leave()
})
