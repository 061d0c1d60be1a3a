import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

/** A clerk on a phone, without script, makes a document public with its proof; a citizen reads it; a vote of the people is recorded. */
const PHONE_WIDTH = 360
const PAPER = { files: [{ name: 'quyet-toan.pdf', buffer: Buffer.from('%PDF-1.7 settlement') }] }
const PROOF = { files: [{ name: 'anh-bang-niem-yet.pdf', buffer: Buffer.from('%PDF-1.7 board') }] }
const TITLE = 'Quyết toán ngân sách xã năm 2025'

let system: RunningSystem
let browser: Browser
let clerk: Person
let citizen: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  clerk = await personAt(browser, system, { width: PHONE_WIDTH })
  citizen = await personAt(browser, system, { width: PHONE_WIDTH })
})

async function expectFitsPhone(person: Person): Promise<void> {
  expect((await readPage(person.page)).faults, person.page.url()).toEqual([])
}
const mainText = (person: Person) => person.page.getByRole('main').innerText()

let publicPath = ''

test('the clerk is told what is lacking and enters the document from the line that lacks it', async () => {
  await clerk.signIn('canbo.xa')
  expect(await mainText(clerk)).toContain('nội dung năm 2026 chưa có văn bản công khai')
  await clerk.go('/democracy')
  await expectFitsPhone(clerk)
  expect(await mainText(clerk)).toContain('Quá hạn')
  await clerk.follow(/^Ghi văn bản\s+Quyết toán ngân sách/)
  expect(await clerk.valueOf('Nội dung công khai')).toBe('Quyết toán ngân sách')
  await clerk.fill({ 'Tên văn bản, tài liệu': TITLE, 'Ngày văn bản': '16/11/2026', 'Tệp công khai': PAPER })
  await expectFitsPhone(clerk)
  await clerk.press('Lưu, sang bước công khai')
})

test('nothing is public without proof, and everything with it', async () => {
  expect(await clerk.heading()).toContain('Ghi việc công khai')
  await expectFitsPhone(clerk)
  const draft = clerk.path().split('/')[3]
  expect(await citizen.go(`/public/disclosures/${draft}`)).toBe(404)
  await clerk.fill({ 'Nơi công khai': 'Bảng niêm yết trụ sở', 'Từ ngày': '20/11/2026', 'Đến ngày': '19/12/2026' })
  await clerk.press('Công khai')
  expect(Object.values((await clerk.errors()).besideField).join()).toContain('Hãy đính kèm ảnh')
  await clerk.fill({ 'Ảnh, tài liệu chứng minh': PROOF })
  await clerk.press('Công khai')
  const page = await mainText(clerk)
  expect(page).toContain('Công khai đúng hạn')
  expect(page).toContain('23/11/2026')
  expect(page).toContain('20/11/2026 đến 19/12/2026 (30 ngày)')
  expect(page).toContain('anh-bang-niem-yet.pdf')
  await expectFitsPhone(clerk)
  publicPath = `/public/disclosures/${draft}`
})

test('a citizen finds it by commune and loads the file down, but not the proof', async () => {
  await citizen.go('/public/disclosures')
  await expectFitsPhone(citizen)
  await citizen.follow(/xã Vĩnh Tường/)
  await expectFitsPhone(citizen)
  expect(await mainText(citizen)).not.toContain('Quỹ Đền ơn đáp nghĩa')
  await citizen.follow(TITLE)
  expect(citizen.path()).toBe(publicPath)
  await expectFitsPhone(citizen)
  expect(await mainText(citizen)).not.toContain('anh-bang-niem-yet')
  const [download] = await Promise.all([
    citizen.page.waitForEvent('download'),
    citizen.page.getByRole('link', { name: 'quyet-toan.pdf' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('quyet-toan.pdf')
})

test('a vote of the people is counted against all households and told in a sentence', async () => {
  await clerk.go('/democracy/decisions')
  await expectFitsPhone(clerk)
  await clerk.follow('Ghi cuộc biểu quyết')
  await expectFitsPhone(clerk)
  await clerk.fill({
    'Thôn, tổ dân phố': 'Ấp Vĩnh Phú',
    'Nội dung bàn, quyết định': 'Đóng góp xây dựng công trình',
    'Việc được biểu quyết': 'Góp tiền bê tông hóa đường ấp',
    'Hình thức': 'Biểu quyết trực tuyến',
    'Ngày biểu quyết hoặc kết thúc bỏ phiếu': '20/11/2026',
    'Số hộ tham gia họp hoặc gửi phiếu': '80',
    'Số hộ tán thành': '66',
    'Số hộ không tán thành': '15',
    'Biên bản, phiếu, ảnh': PROOF,
  })
  await clerk.press('Lưu, xem kết quả')
  expect((await clerk.errors()).summary.join()).toContain('Chỉ công việc tự quản khác')
  await clerk.fill({ 'Hình thức': 'Họp' })
  await clerk.press('Lưu, xem kết quả')
  expect((await clerk.errors()).summary.join()).toContain('lớn hơn số tham gia (80)')
  await clerk.fill({ 'Số hộ không tán thành': '14' })
  await clerk.press('Lưu, xem kết quả')
  const page = await mainText(clerk)
  expect(page).toContain('Cần ít nhất 66 hộ tán thành, tức từ hai phần ba tổng số 98 hộ')
  expect(page).toContain('Nội dung được thông qua.')
  expect(page).toContain('hạn 27/11/2026')
  await expectFitsPhone(clerk)
})

test('it is sent on, found to need recognition, and recognised in writing', async () => {
  await clerk.follow('Ghi ngày gửi, ngày nhận')
  await clerk.fill({
    'Ngày gửi đến Ủy ban nhân dân và Mặt trận cấp xã': '20/11/2026',
    'Ngày Ủy ban nhân dân cấp xã nhận': '20/11/2026',
    'Quyết định này cần Ủy ban nhân dân cấp xã công nhận': 'x',
  })
  await expectFitsPhone(clerk)
  await clerk.press('Lưu')
  await clerk.follow('Ghi văn bản công nhận')
  await clerk.fill({ 'Ngày văn bản': '21/11/2026', 'Số, ký hiệu văn bản': '170/QĐ-UBND' })
  await expectFitsPhone(clerk)
  await clerk.press('Lưu')
  expect(await mainText(clerk)).toContain('Công nhận, văn bản 170/QĐ-UBND ngày 21/11/2026 (đúng hạn)')
})

test('a citizen says what they think without a name, and reads the answer when it is published', async () => {
  await citizen.go('/public/consultations')
  await expectFitsPhone(citizen)
  await citizen.follow('Phương án sắp xếp lại chợ xã')
  await expectFitsPhone(citizen)
  await citizen.follow('Gửi ý kiến')
  await citizen.press('Gửi ý kiến')
  expect((await citizen.errors()).summary.join()).toContain('Hãy nhập nội dung góp ý')
  await citizen.fill({ 'Nội dung góp ý': 'Cần mái che lối đi' })
  await expectFitsPhone(citizen)
  await citizen.press('Gửi ý kiến')
  expect(await citizen.heading()).toContain('Đã gửi ý kiến')
  expect(await mainText(citizen)).not.toContain('Cần mái che lối đi')

  system.clock.now = new Date('2026-12-14T02:00:00Z')
  await clerk.signIn('canbo.xa')
  await clerk.go('/')
  await clerk.follow(/Phương án sắp xếp lại chợ xã/)
  await expectFitsPhone(clerk)
  await clerk.follow('Xếp nhóm ý kiến')
  await clerk.fill({
    'Giữ chỗ cho người bán rau buổi sáng': 'x',
    'Cần chỗ để xe': 'x',
    'Cần mái che lối đi': 'x',
    'Tên nhóm': 'Chỗ trong chợ',
  })
  await expectFitsPhone(clerk)
  await clerk.press('Xếp vào nhóm')
  await clerk.follow(/^Ghi giải trình/)
  await clerk.fill({ 'Giải trình': 'Tiếp thu cả ba ý' })
  await clerk.press('Lưu giải trình')
  await clerk.follow('Công bố giải trình')
  await clerk.fill({ 'Kết quả tiếp thu, giải trình': 'Sắp xếp lại theo ý kiến Nhân dân' })
  await clerk.press('Công bố giải trình')
  expect(await mainText(clerk)).toContain('Đã công bố giải trình')

  await citizen.go('/public/consultations')
  await citizen.follow('Phương án sắp xếp lại chợ xã')
  await expectFitsPhone(citizen)
  const told = await mainText(citizen)
  expect(told).toContain('Chỗ trong chợ (3 ý kiến)')
  expect(told).toContain('Tiếp thu cả ba ý')
  expect(told).not.toContain('Cần mái che lối đi')
})

test('those above see the commune among all, and the figures count what was recorded', async () => {
  const collector = await personAt(browser, system)
  await collector.signIn('tonghop.snv')
  await collector.go('/democracy/overview')
  const row = (await collector.rows('Xã, phường')).find((each) => each['Xã, phường']?.includes('xã Vĩnh Tường'))
  expect(row?.['Quyết toán']).toBe('Đúng hạn (1)')
  await collector.go('/figures/disclosure.on-time')
  expect(await mainText(collector)).toContain('Văn bản công khai đúng hạn')
  await collector.leave()
})
