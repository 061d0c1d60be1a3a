import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allJobs } from '../../src/application.ts'
import { writePdf, writeWord } from '../../src/modules/documents/index.ts'
import { SAMPLE_REPORT } from '../../src/modules/documents/layout/sample-report.ts'
import { type StartedJobs, startJobs } from '../../src/platform/jobs/start-jobs.ts'
import { launchBrowser } from '../support/browser.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, signedIn } from '../support/person.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'

/**
 * The office of a commune records a letter with its files, finds it by a word in one of them typed without accents, is warned when it
 * comes in once more, and limits it to named people: then nobody else finds it by any way. On a phone, without script.
 */
const PHONE_WIDTH = 360
const SUMMARY = 'Khảo sát điểm tập kết rác'

let system: RunningSystem
let jobs: StartedJobs
let browser: Browser
let clerk: Person
let collector: Person
let path = ''

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem('province'), launchBrowser()])
  jobs = await startJobs({ connectionString: system.connectionString, services: system.app.services, jobs: allJobs() })
  clerk = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
  collector = await signedIn(browser, system, 'tonghop.snv')
})
afterAll(async () => {
  await browser.close()
  await jobs.stop()
  await system.stop()
})

const mainText = (person: Person) => person.page.getByRole('main').innerText()
const fits = async (person: Person) => expect((await readPage(person.page)).faults, person.page.url()).toEqual([])

/** What a person finds by searching for the words; asked again until the job has read the files, where something must be found. */
async function found(person: Person, words: string): Promise<string> {
  await person.go(`/documents?words=${encodeURIComponent(words)}`)
  return mainText(person)
}

async function files() {
  const paragraph = (text: string) => [{ kind: 'paragraph' as const, text }]
  const paper = { ...SAMPLE_REPORT, marker: null }
  const pdf = await writePdf({
    ...paper,
    body: paragraph('Các hộ đồng thuận di dời điểm tập kết rác khỏi bờ kênh Xáng.'),
  })
  const word = await writeWord({ ...paper, body: paragraph('Phụ lục: danh sách hộ dân ven kênh.') })
  return [
    { name: 'cong-van.pdf', buffer: pdf },
    { name: 'phu-luc.docx', buffer: word },
  ]
}

const letter = (given: Readonly<Record<string, string>>) => ({
  'Số, ký hiệu': '77/UBND-TN',
  'Loại văn bản': 'Công văn',
  'Cơ quan ban hành': 'UBND huyện Vị Thủy',
  'Ngày văn bản': '09/11/2026',
  'Trích yếu': SUMMARY,
  ...given,
})

test('a letter is recorded with its files and found by what stands in them', async () => {
  await clerk.go('/documents')
  await clerk.follow('Vào sổ văn bản đến')
  await clerk.fill({ ...letter({}), 'Tệp văn bản': { files: await files() } })
  await fits(clerk)
  await clerk.press('Lưu văn bản đến')
  path = clerk.path()
  expect(path).toMatch(/^\/documents\/\d+$/)
  await fits(clerk)
  await expect.poll(() => found(clerk, 'dong thuan di doi'), { timeout: 120_000 }).toContain('cong-van.pdf')
  expect(await clerk.page.locator('mark').allInnerTexts()).toEqual(['đồng thuận di dời'])
  await fits(clerk)
  await expect.poll(() => found(clerk, 'danh sach ho dan ven kenh'), { timeout: 120_000 }).toContain('phu-luc.docx')
  expect(await found(collector, 'dong thuan di doi')).toContain('cong-van.pdf')
})

test('who records it once more is warned, with a link to the one that is there', async () => {
  await clerk.go('/documents/incoming/new')
  await clerk.fill(letter({ 'Ngày văn bản': '10/11/2026' }))
  await clerk.press('Lưu văn bản đến')
  expect((await clerk.errors()).summary.join()).toContain('Có thể trùng với văn bản đã vào sổ')
  expect(await mainText(clerk)).toContain('Cùng số, ký hiệu, cùng cơ quan ban hành')
  expect(await clerk.page.getByRole('link', { name: /^77\/UBND-TN ngày 09\/11\/2026/ }).getAttribute('href')).toBe(path)
  await fits(clerk)
  await clerk.fill({ 'Là văn bản khác: vẫn vào sổ và lấy số đến': 'có' })
  await clerk.press('Lưu văn bản đến')
  expect(clerk.path()).not.toBe(path)
  await clerk.go('/documents/duplicates')
  expect(await mainText(clerk)).toContain('77/UBND-TN ngày 10/11/2026')
  await fits(clerk)
})

test('once it is limited nobody who is not named finds it, by any way', async () => {
  await collector.go(path)
  const file = await collector.page.getByRole('link', { name: 'cong-van.pdf', exact: true }).getAttribute('href')
  expect((await collector.context.request.get(file ?? '')).status()).toBe(200)
  await clerk.go(path)
  await clerk.follow('Người được đọc')
  await fits(clerk)
  await clerk.fill({
    'Hạn chế toàn bộ văn bản và tệp': 'có',
    'Trần Văn Tám – Chủ tịch Ủy ban nhân dân xã': 'có',
  })
  await clerk.press('Lưu người được đọc')
  expect(await mainText(clerk)).toContain('Trần Văn Tám')
  await fits(clerk)

  expect(await collector.go(path)).toBe(404)
  expect((await collector.context.request.get(file ?? '')).status()).toBe(404)
  for (const words of ['dong thuan di doi', 'Khảo sát điểm tập kết rác', '77/UBND-TN'])
    expect(await found(collector, words), words).not.toContain('09/11/2026')
  for (const address of ['/documents', '/documents/register?direction=incoming', '/']) {
    await collector.go(address)
    expect(await mainText(collector), address).not.toContain('09/11/2026')
  }
  const book = await collector.context.request.get('/documents/register.xlsx?direction=incoming')
  expect(book.status()).toBe(200)

  const head = await signedIn(browser, system, 'lanhdao.xa', { width: PHONE_WIDTH })
  expect(await head.go(path)).toBe(200)
  await head.follow('Xem ai được đọc')
  expect((await head.table(/^Đã mở/)).map((row) => row['Người mở'])).toContain('Trần Văn Tám')
  await fits(head)
  await head.leave()
})

test('the register is printed in the columns of the decree, and the head decides how documents are numbered', async () => {
  await clerk.go('/documents/register?direction=incoming')
  await fits(clerk)
  expect(await mainText(clerk)).toContain('Đơn vị hoặc người nhận')
  const head = await signedIn(browser, system, 'lanhdao.xa', { width: PHONE_WIDTH })
  await head.go('/documents')
  await head.follow('Cách đánh số')
  await fits(head)
  await head.fill({ 'Một hệ thống số chung cho các loại văn bản': 'có' })
  await head.press('Lưu quyết định')
  expect(await mainText(head)).toContain('Một hệ thống số chung cho các loại văn bản')
  await fits(head)
  await head.leave()
})
