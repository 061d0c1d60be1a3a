import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { numberIn, type Person, signedIn } from '../support/person.ts'
import { EXAMPLE_FILE } from '../support/reorganisation.ts'
import type { RunningSystem } from '../support/system.ts'
import { tableDigests } from '../support/table-digests.ts'

const ACT = 'Nghị quyết 1668/NQ-UBTVQH15 ngày 16/6/2025'
const HEIR = 'Ủy ban nhân dân xã Vĩnh Tường, thành phố Cần Thơ'
const OLD_COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy'
const DIALOGUES = 'Cuộc tiếp xúc, đối thoại trực tiếp (cuộc)'
/** What people leave behind by signing in and sending forms, and what tells what was done; all else must be as it was. */
const TRACES = /^(audit_|reorganisation|session|sign_in|form_submission|interrupted_form|stored_file|known_device)/

let system: RunningSystem
let browser: Browser
let administrator: Person
let leader: Person
let clerk: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  administrator = await signedIn(browser, system, 'quantri')
  leader = await signedIn(browser, system, 'lanhdao.tinh')
  clerk = await signedIn(browser, system, 'canbo.xa')
})

/** The dialogue figure of 2025 as the leader of the province sees it first, with the lines below it. */
async function dialoguesOf2025(reading: 'Như tại thời điểm' | 'Theo đơn vị hiện nay') {
  await leader.go('/figures')
  await leader.fill({ Năm: '2025', 'Cách đọc số liệu': reading })
  await leader.press('Lọc')
  const rows = await leader.table('Đối thoại, tiếp công dân')
  const at = rows.findIndex((row) => row['Chỉ tiêu'] === DIALOGUES)
  const parts = rows.slice(at + 1)
  const end = parts.findIndex((row) => !row['Chỉ tiêu']?.startsWith('–'))
  return {
    total: numberIn(rows[at]?.['Kỳ này'] ?? ''),
    parts: Object.fromEntries(
      parts.slice(0, end).map((row) => [row['Chỉ tiêu'] ?? '', numberIn(row['Kỳ này'] ?? '')] as const),
    ),
  }
}

type Before = {
  digests: Record<string, string>
  dialogues: number
  petition: Record<string, string>
  number: string
  path: string
}
let before: Before

/** What stands on the page of a petition, line by line. */
async function petitionLines(person: Person): Promise<Record<string, string>> {
  return Object.fromEntries(
    await person.page
      .locator('main dl > div')
      .evaluateAll((lines) =>
        lines.map((line) => [
          line.querySelector('dt')?.textContent?.trim() ?? '',
          line.querySelector('dd')?.textContent?.trim() ?? '',
        ]),
      ),
  )
}

describe('the reform of 2025, from a file', () => {
  test('is looked at before anything changes', async () => {
    const then = await dialoguesOf2025('Như tại thời điểm')
    const now = await dialoguesOf2025('Theo đơn vị hiện nay')
    expect(then.total).toBeGreaterThan(0)
    expect([now.total, then.parts, now.parts]).toEqual([then.total, {}, {}])
    await clerk.go('/petitions')
    await clerk.page.locator('main table tbody tr a').first().click()
    await clerk.page.waitForLoadState('domcontentloaded')
    const petition = await petitionLines(clerk)
    expect(petition['Đơn vị xử lý']).toBe(OLD_COMMUNE)
    before = {
      digests: await tableDigests(system.database, TRACES),
      dialogues: then.total,
      petition,
      number: await clerk.page.locator('h1').evaluate((heading) => heading.parentElement?.textContent ?? ''),
      path: clerk.path(),
    }

    await administrator.go('/units')
    await administrator.follow('Sắp xếp đơn vị')
    await administrator.follow('Soạn việc sắp xếp')
    const file = { name: 'reorganisation-2025.xlsx', buffer: await readFile(EXAMPLE_FILE) }
    await administrator.fill({ 'Căn cứ pháp lý': ACT, 'Ngày hiệu lực': '01/07/2025', 'Tệp Excel': { files: [file] } })
    await administrator.press('Soạn và xem trước')
    expect(await administrator.heading()).toContain('Sắp xếp đơn vị từ ngày 01/07/2025')
    expect(await administrator.page.getByRole('main').innerText()).toContain('chưa có gì thay đổi')
    const moving = await administrator.table('Sẽ chuyển sang đơn vị kế thừa')
    const petitions = moving.find((row) => row.Loại?.startsWith('Đơn thư đang giải quyết'))
    expect(numberIn(petitions?.['Số lượng'] ?? '')).toBeGreaterThan(0)
    expect(petitions?.['Ví dụ']).toContain(`${OLD_COMMUNE} → ${HEIR}`)
    expect(await tableDigests(system.database, TRACES)).toEqual(before.digests)
  })

  test('tells a file that cannot be read by its rows, and keeps what was typed', async () => {
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('Sắp xếp')
    sheet.addRows([
      ['Mã đơn vị cũ', 'Hình thức', 'Mã đơn vị mới'],
      ['31459', 'Gộp lại', 'X1'],
    ])
    const buffer = Buffer.from(await book.xlsx.writeBuffer())
    await administrator.go('/units/reorganisations/new')
    await administrator.fill({
      'Căn cứ pháp lý': ACT,
      'Ngày hiệu lực': '01/07/2025',
      'Tệp Excel': { files: [{ name: 'sai.xlsx', buffer }] },
    })
    await administrator.press('Soạn và xem trước')
    expect((await administrator.errors()).besideField['Tệp Excel']).toContain('Dòng 2: Không hiểu hình thức “Gộp lại”')
    expect(await administrator.valueOf('Căn cứ pháp lý')).toBe(ACT)
  })

  test('is done at once; the province’s figure is the same in both readings, and split by who did it', async () => {
    await administrator.go('/units/reorganisations')
    await administrator.follow(ACT)
    await administrator.follow('Thực hiện…')
    await administrator.press('Thực hiện sắp xếp')
    expect(await administrator.page.getByRole('main').innerText()).toContain('Đã thực hiện')
    const then = await dialoguesOf2025('Như tại thời điểm')
    expect(then.total).toBe(before.dialogues)
    const parts = Object.values(then.parts)
    expect(Object.keys(then.parts).sort()).toEqual(['– từ khi thành lập', '– đơn vị tiền thân: Tỉnh Hậu Giang'])
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(before.dialogues)
    expect(Math.min(...parts)).toBeGreaterThan(0)
    const now = await dialoguesOf2025('Theo đơn vị hiện nay')
    expect([now.total, now.parts]).toEqual([before.dialogues, {}])
  })

  test('lets the clerk of the commune that is gone work on for its heir, with the petition as it was', async () => {
    const again = await signedIn(browser, system, 'canbo.xa')
    await again.go('/petitions')
    await again.page.locator(`main a[href="${before.path}"]`).first().click()
    await again.page.waitForLoadState('domcontentloaded')
    const petition = await petitionLines(again)
    const { 'Đơn vị xử lý': handling, ...kept } = petition
    const { 'Đơn vị xử lý': _, ...was } = before.petition
    expect(handling).toBe(HEIR)
    expect(kept).toEqual(was)
    expect(await again.page.locator('h1').evaluate((heading) => heading.parentElement?.textContent ?? '')).toBe(
      before.number,
    )
    expect(await again.page.getByRole('main').innerText()).toContain(`Căn cứ: ${ACT}`)
    await again.go('/activities/new')
    expect(await again.page.getByRole('main').innerText()).toContain(HEIR)
    await again.leave()
  })

  test('shows on the page of a unit where it comes from and what became of it', async () => {
    await administrator.go('/units?words=Vĩnh Tường')
    await administrator.follow(HEIR)
    expect(await administrator.page.getByRole('main').innerText()).toContain(
      `Nhận sáp nhập ${OLD_COMMUNE}. Căn cứ: ${ACT}`,
    )
    await administrator.follow(OLD_COMMUNE)
    const told = await administrator.page.getByRole('main').innerText()
    expect(told).toContain('Đơn vị đã kết thúc hoạt động ngày 30/06/2025')
    expect(told).toContain(`Sáp nhập vào ${HEIR}. Căn cứ: ${ACT}`)
  })

  test('is taken back, and every row is as it was', async () => {
    await administrator.go('/units/reorganisations')
    await administrator.follow(ACT)
    await administrator.follow('Hoàn tác…')
    await administrator.press('Hoàn tác')
    expect(await administrator.page.getByRole('main').innerText()).toContain('Đã hoàn tác')
    expect(await tableDigests(system.database, TRACES)).toEqual(before.digests)
    expect((await dialoguesOf2025('Như tại thời điểm')).parts).toEqual({})
  })
})
