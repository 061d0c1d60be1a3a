import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApplication } from '../../src/application.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { launchBrowser } from '../support/browser.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt } from '../support/person.ts'
import { makeDatabase, TEST_NOW } from '../support/system.ts'

/** A clerk on a phone whose connection comes and goes: nothing typed is lost, and nothing is recorded twice. */
let database: Database
let drop: () => Promise<void>
let folder: string
let app: FastifyInstance
let browser: Browser
let port = 0

async function startServer(): Promise<void> {
  app = await createApplication({
    database,
    fileFolder: folder,
    keyFolder: join(folder, 'keys'),
    publicUrl: `http://127.0.0.1:${port}`,
    now: () => TEST_NOW,
  })
  await app.listen({ port, host: '127.0.0.1' })
  const address = app.server.address()
  port = typeof address === 'object' && address !== null ? address.port : port
}

beforeAll(async () => {
  ;({ database, drop } = await makeDatabase('province'))
  folder = await mkdtemp(join(tmpdir(), 'danvan-files-'))
  await startServer()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await app.close()
  await drop()
  await rm(folder, { recursive: true, force: true })
})

async function clerkOnPhone(): Promise<Person> {
  const person = await personAt(browser, { address: `http://127.0.0.1:${port}` }, { javaScript: true, width: 360 })
  await person.signIn('canbo.xa')
  return person
}

const dialogue = (title: string) => ({
  'Loại hoạt động': 'Đối thoại',
  'Nội dung chính': title,
  'Ngày tổ chức': '20/11/2026',
  'Địa điểm': 'Nhà văn hóa ấp 3',
  'Người chủ trì': 'Chủ tịch UBND xã',
  'Số người tham dự': '45',
  'Nội dung các ý kiến': 'Đề nghị sửa cầu ấp 3\nĐề nghị lắp đèn đường',
})

const recorded = (title: string) =>
  database.selectFrom('activity').select(['id', 'participant_count']).where('title', '=', title).execute()

/** Presses without waiting for a page: there may be none. */
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const waits = (page: Page) => page.getByText('Chưa gửi được').waitFor()

test('what is wrong is said without a connection; what is right is kept, and sent once when the server has been restarted', async () => {
  const title = 'Đối thoại khi mất mạng'
  const { page, context, ...clerk } = await clerkOnPhone()
  await clerk.go('/activities/new')
  await clerk.fill({ 'Loại hoạt động': 'Đối thoại', 'Nội dung chính': title })
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)

  await press(page, 'Lưu hoạt động')
  await page.getByText('Có lỗi cần sửa').waitFor()
  const { summary, besideField } = await clerk.errors()
  expect(summary).toContain('Hãy nhập địa điểm.')
  expect(besideField['Địa điểm']).toBe('Hãy nhập địa điểm.')

  await clerk.fill(dialogue(title))
  await press(page, 'Lưu hoạt động')
  await waits(page)
  expect((await readPage(page)).faults).toEqual([])
  await page.close()
  await app.close()
  expect(await recorded(title)).toEqual([])

  await startServer()
  await context.setOffline(false)
  const later = await context.newPage()
  await later.goto('/')
  await later.getByText('Đã gửi bản ghi được giữ trên thiết bị này').waitFor()
  await later.getByRole('link', { name: 'Xem', exact: true }).click()
  await later.getByRole('heading', { name: title }).waitFor()
  expect(await later.getByRole('main').innerText()).toContain('Đề nghị lắp đèn đường')
  expect(await recorded(title)).toEqual([{ id: expect.any(String), participant_count: 45 }])
  await later.goto('/drafts')
  await later.getByText('Không còn bản nháp nào').waitFor()
  await context.close()
})

test('a record whose confirmation was lost on the way is not recorded a second time', async () => {
  const title = 'Đối thoại mất trả lời'
  const { page, context, ...clerk } = await clerkOnPhone()
  await clerk.go('/activities/new')
  await clerk.fill(dialogue(title))
  let lost = 0
  await page.route('**/activities/new', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await press(page, 'Lưu hoạt động')
  await waits(page)
  expect(await recorded(title)).toHaveLength(1)
  await press(page, 'Thử gửi ngay')
  await page.getByRole('heading', { name: title }).waitFor()
  expect(await recorded(title)).toHaveLength(1)
  await context.close()
})

test('a page that was closed before sending leaves a draft that only its writer can read and bring back', async () => {
  const title = 'Đối thoại đang viết dở'
  const { page, context, ...clerk } = await clerkOnPhone()
  await clerk.go('/activities/new')
  await clerk.fill(dialogue(title))
  await page.getByText('Bản nháp đã được giữ trên thiết bị này').waitFor()
  const onDevice = await page.evaluate(async () => {
    const request = indexedDB.open('drafts')
    const opened = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
    const all = opened.transaction('drafts').objectStore('drafts').getAll()
    await new Promise((resolve) => {
      all.onsuccess = resolve
    })
    const drafts = all.result as { content: ArrayBuffer; account: string }[]
    return drafts.map(({ content, ...rest }) => `${JSON.stringify(rest)}${new TextDecoder().decode(content)}`)
  })
  expect(onDevice).toHaveLength(1)
  for (const word of ['viết dở', 'Nhà văn hóa', 'Chủ tịch']) expect(onDevice[0]).not.toContain(word)

  await clerk.go('/activities/new')
  await page.getByText(`Trên thiết bị này còn một bản nháp chưa gửi`).waitFor()
  expect((await readPage(page)).faults).toEqual([])
  await press(page, 'Đưa lại vào biểu')
  expect(await clerk.valueOf('Nội dung chính')).toBe(title)
  expect(await clerk.valueOf('Loại hoạt động')).toBe('Đối thoại')
  await press(page, 'Lưu hoạt động')
  await page.getByRole('heading', { name: title }).waitFor()
  expect(await recorded(title)).toHaveLength(1)
  await clerk.go('/activities/new')
  await page.waitForLoadState('networkidle')
  expect(await page.getByRole('main').innerText()).not.toContain('bản nháp chưa gửi')
  await context.close()
})

test('what is refused comes back with its reasons and its words; what was sent after the session ended waits for signing in', async () => {
  const title = 'Đối thoại sau phiên'
  const { page, context, ...clerk } = await clerkOnPhone()
  await clerk.go('/activities/new')
  // A rule that only the server knows the day of.
  await clerk.fill({ ...dialogue(title), 'Ngày tổ chức': '30/11/2026' })
  await press(page, 'Lưu hoạt động')
  await page.getByText('Có lỗi cần sửa').waitFor()
  expect((await clerk.errors()).besideField['Ngày tổ chức']).toContain('ở sau hôm nay')
  expect(await clerk.valueOf('Nội dung chính')).toBe(title)

  await clerk.fill({ 'Ngày tổ chức': '20/11/2026' })
  await database.deleteFrom('session').execute()
  await press(page, 'Lưu hoạt động')
  await page.getByText('phiên làm việc đã kết thúc').waitFor()
  const opened = context.waitForEvent('page')
  await press(page, 'Đăng nhập ở thẻ mới')
  const signIn = await opened
  await signIn.getByLabel('Tên đăng nhập').fill('canbo.xa')
  await signIn.getByLabel('Mật khẩu', { exact: true }).fill('dan-van-kheo-2026')
  await signIn.getByRole('button', { name: 'Đăng nhập' }).click()
  await signIn.getByRole('heading', { name: 'Việc cần làm' }).waitFor()
  if (new URL(page.url()).pathname === '/activities/new') await press(page, 'Thử gửi ngay').catch(() => undefined)
  await page.getByRole('heading', { name: title }).waitFor()
  expect(await recorded(title)).toHaveLength(1)
  await context.close()
})

test('what citizens entrust is not kept on the device, and waits in its page all the same', async () => {
  const { page, context, ...clerk } = await clerkOnPhone()
  await clerk.go('/petitions/new')
  const form = page.locator('form[data-draft="page"]')
  expect(await form.count()).toBe(1)
  await form.getByRole('textbox').first().fill('Nguyễn Thị Bé Sáu')
  await page.waitForTimeout(1_500)
  await clerk.go('/drafts')
  await page.getByText('Không còn bản nháp nào').waitFor()
  await context.close()
})
