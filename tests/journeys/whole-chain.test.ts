import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { numberIn, type Person, personAt } from '../support/person.ts'
import { type RunningSystem, startSystem } from '../support/system.ts'

const COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy'
const TASK = 'Đối thoại của người đứng đầu với Nhân dân'
const DIALOGUE = 'Đối thoại về tuyến đường ấp Vĩnh Hòa'
const QUARTER = '/figures?year=2026&part=Q4'
/** What the dialogue adds to the figures: itself, 215 people and 3 opinions, and nothing else. */
const ADDED = {
  'Cuộc tiếp xúc, đối thoại trực tiếp (cuộc)': 1,
  'Đại biểu dự đối thoại (đại biểu)': 215,
  'Ý kiến tại đối thoại (ý kiến)': 3,
}

let system: RunningSystem
let browser: Browser
let communeClerk: Person
let communeHead: Person
let homeAffairs: Person
let provinceLeader: Person
let citizen: Person

beforeAll(async () => {
  ;[system, browser] = await Promise.all([startSystem('province'), launchBrowser()])
  const signedIn = async (userName: string) => {
    const person = await personAt(browser, system)
    await person.signIn(userName)
    return person
  }
  communeClerk = await signedIn('canbo.xa')
  communeHead = await signedIn('lanhdao.xa')
  homeAffairs = await signedIn('tonghop.snv')
  provinceLeader = await signedIn('lanhdao.tinh')
  citizen = await personAt(browser, system, { width: 360 })
})
afterAll(async () => {
  await browser.close()
  await system.stop()
})

/** Every figure of the quarter that this person sees first: of their unit, or of the province. */
async function figuresOfTheQuarter(person: Person): Promise<Record<string, number>> {
  await person.go(QUARTER)
  return Object.fromEntries(
    (await person.rows('Cùng kỳ năm trước')).map((row) => [row['Chỉ tiêu'] ?? '', numberIn(row['Kỳ này'] ?? '')]),
  )
}

function differences(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([title, value]) => [title, value - (before[title] ?? 0)] as const)
      .filter(([, difference]) => difference !== 0),
  )
}

/** One story: each test goes on where the one before it ended. */
describe('a dialogue, entered once', () => {
  let ofCommune: Record<string, number>
  let ofProvince: Record<string, number>

  test('is entered by the clerk of a commune in one page', async () => {
    ofCommune = await figuresOfTheQuarter(communeClerk)
    ofProvince = await figuresOfTheQuarter(homeAffairs)
    await communeClerk.go('/')
    await communeClerk.follow('Ghi hoạt động')
    await communeClerk.fill({
      'Loại hoạt động': 'Đối thoại',
      'Nội dung chính': DIALOGUE,
      'Ngày tổ chức': '20/11/2026',
      'Địa điểm': 'Nhà văn hóa ấp Vĩnh Hòa',
      'Người chủ trì': 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
      'Số người tham dự': '215',
      'Nội dung các ý kiến': 'Sửa đoạn đường sạt lở\nLắp đèn ở đầu cầu\nCông khai mức hỗ trợ',
      'Thuộc nhiệm vụ': `${TASK} (hạn 10/12/2026)`,
    })
    await communeClerk.press('Lưu hoạt động')
    expect(await communeClerk.heading()).toContain(DIALOGUE)
  })

  test('raises the figures of the commune and of the province by itself and by nothing else', async () => {
    expect(Object.keys(ofCommune)).toEqual(expect.arrayContaining(Object.keys(ADDED)))
    expect(differences(ofCommune, await figuresOfTheQuarter(communeClerk))).toEqual(ADDED)
    expect(differences(ofProvince, await figuresOfTheQuarter(homeAffairs))).toEqual(ADDED)
    ofCommune = await figuresOfTheQuarter(communeClerk)
    ofProvince = await figuresOfTheQuarter(homeAffairs)
  })

  test('stands behind the figure', async () => {
    await communeClerk.go(QUARTER)
    await communeClerk.page
      .getByRole('row', { name: /^Đại biểu dự đối thoại/ })
      .getByRole('link')
      .nth(1)
      .click()
    await communeClerk.follow(DIALOGUE)
    expect(await communeClerk.page.getByRole('main').innerText()).toContain('215 người')
  })

  test('is evidence of its task', async () => {
    await communeClerk.go('/tasks')
    await communeClerk.follow(TASK)
    await communeClerk.follow(DIALOGUE)
    expect(await communeClerk.heading()).toContain(DIALOGUE)
  })
})
