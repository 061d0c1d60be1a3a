import type { Browser, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { personAt, signedIn } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'
import '../../src/modules/petitions/queries/tables.ts'

let system: RunningSystem
let browser: Browser

journey('province', (opened) => {
  ;({ system, browser } = opened)
})

const pathOf = async (title: string) => {
  const { id } = await system.database
    .selectFrom('petition')
    .select('id')
    .where('title', '=', title)
    .executeTakeFirstOrThrow()
  return `/petitions/${id}`
}

describe('a complaint, without script and on a phone', () => {
  test('is decided after it was suspended, sent in time, and each limit tells its days', async () => {
    const clerk = await personAt(browser, system, { width: 360 })
    await clerk.signIn('canbo.xa')
    await clerk.go(await pathOf('Khiếu nại quyết định xử phạt vi phạm hành chính về xây dựng'))
    await clerk.follow('Tiếp tục giải quyết')
    await clerk.fill({ 'Ngày ký quyết định': '20/11/2026', 'Người gửi đơn': 'x' })
    await clerk.press('Ghi tiếp tục giải quyết')
    await clerk.follow('Ghi kết quả giải quyết')
    await clerk.press('Lưu kết quả')
    expect((await clerk.errors()).summary).toEqual(['Hãy chọn kết quả.', 'Hãy nhập nội dung quyết định, kết luận.'])
    await clerk.fill({ Sai: 'x', 'Nội dung quyết định, kết luận': 'Giữ nguyên quyết định xử phạt.' })
    await clerk.press('Lưu kết quả')
    const main = await clerk.page.locator('main').innerText()
    expect(main).toContain('Đã giải quyết')
    expect(main).toContain('Giải quyết: sai')
    expect(main).toContain('Đã thông báo: người gửi đơn')
    // Sending runs from the decision: three working days after Sunday 22 November.
    expect(main).toContain('25/11/2026')
    await clerk.leave()
  })
})

describe('registering', () => {
  test('asks about what may be the same, and links it or goes on', async () => {
    const clerk = await signedIn(browser, system, 'canbo.xa')
    const register = async () => {
      await clerk.go('/petitions/new')
      await clerk.fill({
        'Kiến nghị': 'x',
        'Họ tên người gửi': 'Trương Văn Tám',
        'Tóm tắt nội dung': 'De nghi nao vet kenh Ba Sao',
        'Ngày nhận': '20/11/2026',
      })
      await clerk.press('Vào sổ và lấy số')
    }
    await register()
    const asked = await clerk.page.locator('main').innerText()
    expect(clerk.path()).toBe('/petitions/new')
    expect(asked).toContain('Có thể trùng với')
    expect(asked).toMatch(/Kiến nghị nạo vét kênh Ba Sào[\s\S]*nội dung giống \d+%/)
    await clerk.page
      .getByLabel(/^Cùng vụ việc với đơn số/)
      .first()
      .check()
    await clerk.press('Vào sổ và lấy số')
    expect(await clerk.page.locator('main').innerText()).toContain('Nhập vụ việc, chờ trả lời')

    await register()
    await clerk.fill({ 'Không trùng: vào sổ và xử lý riêng': 'x' })
    await clerk.press('Vào sổ và lấy số')
    expect(await clerk.page.locator('main').innerText()).toContain('Chờ phân công')
    await clerk.leave()
  })
})

describe('several petitions at once', () => {
  test('are answered from a template, each for itself, and the page tells which were not and why', async () => {
    const clerk = await signedIn(browser, system, 'canbo.xa')
    await clerk.go('/petitions?words=kenh ba sao&state=classified')
    await clerk.page
      .getByRole('checkbox', { name: /^Chọn đơn số/ })
      .first()
      .check()
    // One of the list, and one that may not be answered yet.
    const unaccepted = await pathOf('Khiếu nại việc chậm trả kết quả cấp giấy phép xây dựng')
    await clerk.go(await chosenWith(clerk.page, unaccepted))
    await clerk.fill({ 'Mẫu trả lời': 'Tiếp thu kiến nghị', 'Ngày trả lời': '22/11/2026' })
    await clerk.press('Trả lời các đơn này')
    const rows = await clerk.rows('Kết quả')
    expect(rows.map((row) => row['Kết quả']).sort()).toEqual(['Chưa ghi', 'Đã ghi'])
    expect(rows.find((row) => row['Kết quả'] === 'Chưa ghi')?.['Lý do chưa ghi được']).toContain('chưa thụ lý')
    await clerk.follow(/^Đơn kiến nghị/)
    expect(await clerk.page.locator('main').innerText()).toMatch(/Đơn vị tiếp thu và sẽ bố trí thực hiện/)
    const letter = clerk.page.waitForEvent('download')
    await clerk.page.getByRole('link', { name: /Tải văn bản trả lời/ }).click()
    expect((await letter).suggestedFilename()).toMatch(/^tra-loi-don-so-\d+-2026\.docx$/)
    await clerk.leave()
  })
})

/** The address to which the form of the list leads with the chosen ones, and one more. */
async function chosenWith(page: Page, more: string): Promise<string> {
  const ids = await page
    .locator('input[name=petition]:checked')
    .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
  const query = [...ids, more.split('/').at(-1)].map((id) => `petition=${id}`).join('&')
  return `/petitions/answers/new?${query}`
}
