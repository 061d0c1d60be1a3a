import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type Person, personAt } from '../support/person.ts'
import { gainedSince, rowCounts } from '../support/row-counts.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'
import '../../src/modules/activities/queries/tables.ts'

const DIALOGUE = {
  'Loại hoạt động': 'Đối thoại',
  'Nội dung chính': 'Đối thoại về tuyến đường ấp 3',
  'Ngày tổ chức': '20/11/2026',
  'Địa điểm': 'Nhà văn hóa ấp 3',
  'Người chủ trì': 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
  'Số người tham dự': '215',
  'Nội dung các ý kiến': 'Sửa đoạn đường sạt lở\nLắp đèn ở đầu cầu\nCông khai mức hỗ trợ',
}
const SAVE = 'Lưu hoạt động'

let system: RunningSystem
let browser: Browser
const people: Person[] = []

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem('province'), launchBrowser()])
})
afterEach(async () => {
  for (const person of people.splice(0)) await person.leave()
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

/** Somebody signed in, at a browser without script: every form is a plain post. */
async function signedIn(userName: string): Promise<Person> {
  const person = await personAt(browser, system)
  people.push(person)
  await person.signIn(userName)
  return person
}

/** The message stands on top, above the heading and linked to its field, and again beside the field. */
async function expectRefused(person: Person, label: string, message: string): Promise<void> {
  expect(await person.errors()).toEqual({ summary: [message], besideField: { [label]: message } })
  expect(await person.page.title()).toMatch(/^Lỗi: /)
  const order = await person.page.locator('main .govuk-error-summary, main h1').evaluateAll((all) => all.map((e) => e.tagName))
  expect(order).toEqual(['DIV', 'H1'])
  const target = await person.page.locator('.govuk-error-summary li a').getAttribute('href')
  expect(target).toBe(`#${await person.field(label).getAttribute('id')}`)
}

async function expectStillEntered(person: Person, entered: Readonly<Record<string, string>>): Promise<void> {
  const found: Record<string, string> = {}
  for (const label of Object.keys(entered)) found[label] = await person.valueOf(label)
  expect(found).toEqual(entered)
}

describe('a wrong date', () => {
  test.each([
    ['30/02/2026', 'Ngày tổ chức: Không có ngày 30/02/2026.'],
  ])('%s is named on top and beside the field, the input stays, nothing is written', async (date, message) => {
    const clerk = await signedIn('canbo.xa')
    const before = await rowCounts(system.database)
    await clerk.go('/activities/new')
    const entered = { ...DIALOGUE, 'Ngày tổ chức': date }
    await clerk.fill(entered)
    await clerk.press(SAVE)
    await expectRefused(clerk, 'Ngày tổ chức', message)
    await expectStillEntered(clerk, entered)
    expect(await gainedSince(before, system.database)).toEqual({})
    await clerk.fill({ 'Ngày tổ chức': '20/11/2026' })
    await clerk.press(SAVE)
    expect(await clerk.heading()).toContain(DIALOGUE['Nội dung chính'])
  })
})
