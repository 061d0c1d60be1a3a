import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { type Person, signedIn } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

const TYPE = 'Báo cáo kết quả công tác dân vận'
const SECTION = 'Ý kiến của Nhân dân qua đối thoại'
const FIGURE = 'Số ý kiến bình quân một cuộc đối thoại'
const BEFORE = 'Phương hướng, nhiệm vụ kỳ tới'
const NEXT_REPORT = `${TYPE} năm 2026`

let system: RunningSystem
let browser: Browser
let manager: Person
let clerk: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  manager = await signedIn(browser, system, 'tonghop.snv')
  clerk = await signedIn(browser, system, 'canbo.xa')
})

const main = (person: Person) => person.page.getByRole('main').innerText()
/** The headings of the outline as it would look, in their order. */
const triedHeadings = () => manager.page.getByRole('region', { name: 'Xem thử' }).getByRole('heading').allInnerTexts()

/** One story: each test goes on where the one before it ended. */
describe('an outline that is changed by who manages report types', () => {
  test('gets a section with a figure, seen beside it as the report would look', async () => {
    await manager.go('/reports')
    await manager.follow('Loại báo cáo')
    await manager.follow(TYPE)
    await manager.follow('Soạn bản mới')
    await manager.press('Soạn bản mới')
    await manager.follow('Thêm mục')
    await manager.fill({ 'Tên mục': SECTION, 'Hướng dẫn viết': 'Nêu ý kiến nổi bật.' })
    await manager.fill({ [`${FIGURE} (ý kiến/cuộc)`]: 'x' })
    await manager.press('Lưu mục và xem thử')
    const tried = manager.page.getByRole('region', { name: 'Xem thử' })
    expect((await triedHeadings()).at(-1)).toBe(`VI. ${SECTION}`)
    expect(await tried.innerText()).toContain(FIGURE)
  })

  test('lets it be moved up past whole headings, and back', async () => {
    await manager.press(`Lên mục ${SECTION}`)
    expect((await triedHeadings()).at(-2)).toBe(`V. ${SECTION}`)
    await manager.press(`Lên mục ${SECTION}`)
    expect((await triedHeadings()).slice(-3)).toEqual([`IV. ${SECTION}`, `V. ${BEFORE}`, 'VI. Kiến nghị, đề xuất'])
    await manager.press(`Lên mục ${SECTION}`)
    await manager.press(`Xuống mục ${SECTION}`)
    expect((await triedHeadings()).at(-3)).toBe(`IV. ${SECTION}`)
  })

  test('is put into force from a day, with what it changes told first', async () => {
    await manager.follow('Ban hành')
    expect(await main(manager)).toContain(`Thêm mục “${SECTION}”`)
    expect(await main(manager)).toContain('Quý IV năm 2026 (bản 1)')
    await manager.fill({ 'Dùng từ ngày': '', 'Lý do': 'Kế hoạch năm 2026' })
    await manager.press('Ban hành')
    expect((await manager.errors()).besideField['Dùng từ ngày']).toContain('Hãy nhập ngày bắt đầu')
    await manager.fill({ 'Dùng từ ngày': '01/10/2026' })
    await manager.press('Ban hành')
    expect(await main(manager)).toContain('Bản 2, đang dùng')
    expect(await main(manager)).toContain(SECTION)
  })

  test('is asked for by level, each level with its own last day and the act that sets it', async () => {
    await manager.go('/reports/requests/new?type=mobilisation&part=year&year=2026')
    const levels = await manager.table('Hạn theo cấp cho kỳ này')
    const commune = levels.find((row) => row['Đơn vị gửi'] === 'Ủy ban nhân dân cấp xã')
    // 12 December 2026 is a Saturday.
    expect(commune?.Hạn).toContain('chuyển về ngày làm việc liền trước: ngày 11/12/2026')
    await manager.page.getByLabel(/^Ủy ban nhân dân cấp xã \(/).check()
    await manager.press('Gửi yêu cầu')
    expect(await main(manager)).toContain('Nghị định 09/2019/NĐ-CP')
  })

  test('stands in the next report, and not in one that was begun or sent before', async () => {
    await clerk.go('/reports')
    await clerk.follow(NEXT_REPORT)
    expect(await main(clerk)).toContain('ngày 11/12/2026')
    await clerk.press('Lập báo cáo')
    expect(await main(clerk)).toContain(SECTION)
    expect(await main(clerk)).toContain(FIGURE)
    for (const period of ['quý IV năm 2026', 'quý III năm 2026']) {
      await manager.go('/reports')
      await manager.page
        .getByRole('link', { name: `${TYPE} ${period}` })
        .first()
        .click()
      expect(await main(manager)).toContain(BEFORE)
      expect(await main(manager)).not.toContain(SECTION)
    }
  })
})
