import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

/** A People's Inspection Board on a phone, without script: from the plan to the answer with its evidence, and what was entered by mistake. */
const PHONE_WIDTH = 360
const paper = (name: string) => ({ files: [{ name, buffer: Buffer.from(`%PDF-1.7 ${name}`) }] })
const ITEM = 'Chi hỗ trợ hộ bị sạt lở'

let system: RunningSystem
let browser: Browser
let clerk: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  clerk = await personAt(browser, system, { width: PHONE_WIDTH })
  await clerk.signIn('canbo.xa')
})

const mainText = () => clerk.page.getByRole('main').innerText()
async function expectFitsPhone(): Promise<void> {
  expect((await readPage(clerk.page)).faults, clerk.page.url()).toEqual([])
}

let planPath = ''

test('a plan is drafted with its paper, and sent once it holds something', async () => {
  await clerk.go('/democracy/inspection')
  await clerk.follow('Soạn kế hoạch')
  await expectFitsPhone()
  expect(await mainText()).toContain('Không ghi họ tên, địa chỉ của người dân')
  await clerk.fill({
    'Kỳ kế hoạch': 'Quý IV năm 2026',
    'Số, ký hiệu kế hoạch': '09/KH-TTND',
    'Mục đích, yêu cầu': 'Giám sát việc chi hỗ trợ thiên tai',
    'Tệp kế hoạch': paper('du-thao.pdf'),
  })
  await clerk.press('Lưu')
  planPath = clerk.path()
  expect(await clerk.heading()).toContain('Kế hoạch quý IV năm 2026')
  expect(await mainText()).toContain('du-thao.pdf')
  expect(await mainText()).not.toContain('Ghi ngày gửi')
  await clerk.follow('Thêm nội dung')
  await clerk.fill({
    'Nội dung giám sát, xác minh': ITEM,
    'Cơ quan, tổ chức, công trình được giám sát': 'Ủy ban nhân dân xã',
    'Thành viên phụ trách': 'Trưởng ban',
    'Dự kiến xong ngày': '01/01/2027',
  })
  await clerk.press('Lưu')
  expect((await clerk.errors()).summary.join()).toContain('Ngày dự kiến phải trong kỳ kế hoạch')
  await clerk.fill({ 'Dự kiến xong ngày': '20/11/2026' })
  await clerk.press('Lưu')
  await expectFitsPhone()
  await clerk.follow('Ghi ngày gửi')
  await clerk.fill({
    'Ngày gửi Mặt trận và Ủy ban nhân dân cấp xã': '02/10/2026',
    'Bản kế hoạch đã gửi': paper('ke-hoach.pdf'),
  })
  await expectFitsPhone()
  await clerk.press('Lưu')
  const page = await mainText()
  expect(page).toContain('Đã gửi ngày 02/10/2026')
  expect(page).toContain('ke-hoach.pdf')
  await expectFitsPhone()
})

test('what is due stands on the first page until its result is written', async () => {
  await clerk.go('/?all=1')
  await clerk.follow(`Giám sát, xác minh: ${ITEM}`)
  await clerk.follow('Ghi kết quả')
  await clerk.fill({
    'Ngày thực hiện': '19/11/2026',
    'Kết quả, nhận xét': 'Chi đủ, thiếu danh sách ký nhận của một ấp',
    'Biên bản, tài liệu, ảnh': paper('bien-ban.pdf'),
  })
  await expectFitsPhone()
  await clerk.press('Lưu kết quả')
  const page = await mainText()
  expect(page).toContain('Đã thực hiện')
  expect(page).toContain('bien-ban.pdf')
  await clerk.go('/?all=1')
  expect(await mainText()).not.toContain(ITEM)
})

test('a recommendation is followed until it is answered with evidence and settled', async () => {
  await clerk.go(planPath)
  await clerk.follow(ITEM)
  await clerk.follow('Thêm kiến nghị')
  await clerk.fill({
    'Kiến nghị với': 'Ủy ban nhân dân xã',
    'Nội dung kiến nghị': 'Lập đủ danh sách ký nhận',
    'Ngày kiến nghị': '20/11/2026',
    'Hạn đề nghị trả lời': '27/11/2026',
    'Văn bản kiến nghị': paper('kien-nghi.pdf'),
  })
  await expectFitsPhone()
  await clerk.press('Lưu')
  expect(await mainText()).toContain('Chờ trả lời')
  await expectFitsPhone()

  system.clock.now = new Date('2026-11-30T02:00:00Z')
  await clerk.signIn('canbo.xa')
  await clerk.go('/?all=1')
  await clerk.follow(`Theo dõi trả lời kiến nghị: Ủy ban nhân dân xã – ${ITEM}`)
  expect(await mainText()).toContain('Quá hạn trả lời')
  await clerk.follow(/^Ghi trả lời/)
  await clerk.fill({
    'Ngày trả lời': '30/11/2026',
    'Nội dung trả lời': 'Đã lập đủ danh sách',
    'Việc đã giải quyết xong': 'x',
    'Văn bản trả lời, minh chứng': paper('danh-sach.pdf'),
  })
  await expectFitsPhone()
  await clerk.press('Lưu trả lời')
  const page = await mainText()
  expect(page).toContain('Đã giải quyết xong')
  expect(page).toContain('kien-nghi.pdf')
  expect(page).toContain('danh-sach.pdf')
  await expectFitsPhone()
  const [download] = await Promise.all([
    clerk.page.waitForEvent('download'),
    clerk.page.getByRole('link', { name: 'danh-sach.pdf' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('danh-sach.pdf')
  await clerk.go('/?all=1')
  expect(await mainText()).not.toContain(ITEM)
})

test('every figure opens to what it counts', async () => {
  await clerk.go('/democracy/inspection')
  const planned = /(\d+)\/(\d+)\s+nội dung đã thực hiện/.exec(await mainText())
  await clerk.follow(/nội dung đã thực hiện/)
  await expectFitsPhone()
  expect(await mainText()).toContain(`${planned?.[2]} nội dung`)
  expect(await mainText()).toContain(ITEM)
  await clerk.go('/democracy/inspection')
  const made = /(\d+)\/(\d+)\s+kiến nghị đã được trả lời/.exec(await mainText())
  await clerk.follow(/kiến nghị đã được trả lời/)
  await expectFitsPhone()
  expect(await mainText()).toContain(`${made?.[2]} kiến nghị`)
  await clerk.fill({ 'Tình trạng': 'Đã giải quyết xong' })
  await clerk.press('Lọc')
  expect(await mainText()).toContain('Lập đủ danh sách ký nhận')
  expect(await mainText()).not.toContain('Sẽ họp trong quý sau')
})

test('a plan that was entered by mistake is withdrawn with a reason, and stays readable', async () => {
  await clerk.go(planPath)
  await clerk.follow('Rút kế hoạch')
  await clerk.press('Rút kế hoạch')
  expect((await clerk.errors()).summary.join()).toContain('lý do')
  await clerk.fill({ 'Lý do': 'Trùng kế hoạch năm' })
  await expectFitsPhone()
  await clerk.press('Rút kế hoạch')
  const page = await mainText()
  expect(page).toContain('Đã rút ngày 30/11/2026: Trùng kế hoạch năm')
  expect(page).not.toContain('Thêm nội dung')
  await expectFitsPhone()
  await clerk.follow(ITEM)
  expect(await mainText()).toContain('Kế hoạch có nội dung này đã rút ngày 30/11/2026')
  await clerk.go('/democracy/inspection')
  expect(await mainText()).not.toContain('Quý IV năm 2026')
})
