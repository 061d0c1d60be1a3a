import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allJobs } from '../../src/application.ts'
import { addJob } from '../../src/platform/jobs/add-job.ts'
import { type StartedJobs, startJobs } from '../../src/platform/jobs/start-jobs.ts'
import { launchBrowser } from '../support/browser.ts'
import { mailSettingsFor } from '../support/job-process.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt, signedIn } from '../support/person.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'

/** A clerk confirms an address on a phone, says how to be told, is told by mail of a new limit, and comes from the mail to the duty. */
const PHONE_WIDTH = 360
const ADDRESS = 'nguyen.thi.mai@vinhtuong.example'
const SUMMARY = 'Báo cáo việc đối thoại với hộ ông Lê Văn Chín'
/** A Monday morning in Viet Nam. */
const MONDAY = new Date('2026-11-23T01:00:00Z')

let server: MailServer
let system: RunningSystem
let jobs: StartedJobs
let browser: Browser
let clerk: Person

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startMailServer(), launchBrowser()])
  system = await startSystem('province', { port: 0, identityProvider: null, mail: mailSettingsFor(server.url) })
  system.clock.now = MONDAY
  jobs = await startJobs({
    connectionString: system.connectionString,
    services: system.app.services,
    jobs: allJobs(),
  })
  clerk = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
})
afterAll(async () => {
  await browser.close()
  await jobs.stop()
  await system.stop()
  await server.stop()
})

/** The mails to the address, as soon as there are so many. */
async function mails(count: number) {
  for (;;) {
    const found = server.received.filter(({ to }) => to === ADDRESS)
    if (found.length >= count) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const pathIn = (text: string) => /http:\/\/127\.0\.0\.1(\/\S+)/.exec(text)?.[1] ?? ''
const expectFitsPhone = async (person: Person) => {
  expect((await readPage(person.page)).faults, person.page.url()).toEqual([])
}
const unread = () =>
  clerk.page
    .getByRole('banner')
    .getByRole('link', { name: /^Thông báo/ })
    .innerText()

test('an address is used once the link in the mail that went there has been opened and the button pressed', async () => {
  await clerk.go('/account')
  await clerk.follow('Địa chỉ nhận thông báo')
  await expectFitsPhone(clerk)
  await clerk.fill({ 'Địa chỉ thư điện tử': 'không phải địa chỉ' })
  await clerk.press('Gửi thư xác nhận')
  expect((await clerk.errors()).summary[0]).toContain('Hãy nhập một địa chỉ thư điện tử')
  await clerk.fill({ 'Địa chỉ thư điện tử': ADDRESS })
  await clerk.press('Gửi thư xác nhận')
  expect(await clerk.page.getByRole('main').innerText()).toContain(`Hãy mở đường dẫn trong thư đã gửi tới ${ADDRESS}`)
  await expectFitsPhone(clerk)

  const [mail] = await mails(1)
  expect(mail?.subject).toBe('Xác nhận địa chỉ nhận thông báo – Dân vận chính quyền')
  const elsewhere = await personAt(browser, system, { width: PHONE_WIDTH })
  await elsewhere.go(pathIn(mail?.text ?? ''))
  await expectFitsPhone(elsewhere)
  await clerk.go('/account')
  expect(await clerk.page.getByRole('main').innerText()).not.toContain(ADDRESS)
  await elsewhere.press('Xác nhận địa chỉ')
  expect(await elsewhere.go(pathIn(mail?.text ?? ''))).toBe(404)
  await elsewhere.leave()
  await clerk.go('/account')
  expect(await clerk.page.getByRole('main').innerText()).toContain(ADDRESS)
})

test('a new limit comes by mail at once, without the words of the record, and leads to it', async () => {
  await clerk.go('/notices')
  await clerk.follow('Cách nhận thông báo')
  await clerk.fill({ 'Sắp đến hạn': 'Gửi thư ngay', 'Việc mới': 'Không thông báo' })
  await clerk.page.getByRole('radio', { name: 'Không gửi' }).check()
  await expectFitsPhone(clerk)
  await clerk.press('Lưu lựa chọn')
  const before = await unread()

  await clerk.go('/documents/incoming/new')
  await clerk.fill({
    'Số, ký hiệu': '88/UBND-NC',
    'Loại văn bản': 'Công văn',
    'Cơ quan ban hành': 'Ủy ban nhân dân tỉnh',
    'Ngày văn bản': '18/11/2026',
    'Trích yếu': SUMMARY,
    'Ngày đến': '20/11/2026',
    'Hạn thực hiện hoặc trả lời': '30/11/2026',
  })
  await clerk.press('Lưu văn bản đến')
  await addJob(system.database, 'notices.look', {})

  const mail = (await mails(2))[1]
  expect(mail?.subject).toMatch(/^\d+ việc.*sắp đến hạn – Dân vận chính quyền$/)
  expect(mail?.text).toContain('Văn bản: 1 việc, hạn 30/11/2026')
  expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/Lê Văn Chín|88\/UBND-NC/)
  await clerk.go(pathIn(mail?.text ?? ''))
  expect(clerk.path()).toBe('/notices')
  await expectFitsPhone(clerk)
  expect(await unread()).not.toBe(before)
  await clerk.follow(SUMMARY)
  expect(await clerk.page.getByRole('main').innerText()).toContain('88/UBND-NC')
})

test('what has been read is counted no more, and can be found again', async () => {
  await clerk.go('/notices')
  await clerk.press('Đánh dấu tất cả đã đọc')
  expect(await unread()).toBe('Thông báo')
  expect(await clerk.page.getByRole('main').innerText()).toContain('Không có thông báo nào chưa đọc.')
  await clerk.follow('Tất cả')
  expect(await clerk.page.getByRole('main').innerText()).toContain(SUMMARY)
})
