import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { type Person, signedIn } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

const REPORT = 'Báo cáo kết quả công tác dân vận quý IV năm 2026'
const COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy'
const FIGURE = 'Cuộc phổ biến, quán triệt, tuyên truyền'
const REASON = 'Ba cuộc ở ấp chưa kịp ghi vào hệ thống'
const BASIS = 'Sổ theo dõi tuyên truyền của xã'
const LATE = 'Tuyên truyền ở ấp Vĩnh Hòa'
const EXPLANATION = 'Xã mới giao mỗi ấp tự ghi; tháng sau bổ sung đủ hồ sơ.'

let system: RunningSystem
let browser: Browser
let clerk: Person
let head: Person
let collector: Person
let report: string

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  clerk = await signedIn(browser, system, 'canbo.xa')
  head = await signedIn(browser, system, 'lanhdao.xa')
  collector = await signedIn(browser, system, 'tonghop.snv')
})

const main = (person: Person) => person.page.getByRole('main').innerText()
const rowOf = async (person: Person, title: string) =>
  (await person.rows('Cùng kỳ năm trước')).find((row) => row['Chỉ tiêu']?.startsWith(title))

/** One story: each test goes on where the one before it ended. */
describe('a figure that the clerk of a commune knows better than the records', () => {
  test('is put beside the counted one, with the reason and what it rests on', async () => {
    await clerk.go('/reports')
    await clerk.follow(REPORT)
    await clerk.press('Lập báo cáo')
    report = clerk.path()
    await clerk.follow(/^Soạn mục Thực hiện chính sách và quy chế dân chủ/)
    await clerk.follow(`Điều chỉnh số – ${FIGURE}`)
    await clerk.fill({ 'Số báo cáo': '7', 'Lý do điều chỉnh': '', 'Căn cứ': BASIS })
    await clerk.press('Lưu số điều chỉnh')
    expect((await clerk.errors()).besideField['Lý do điều chỉnh']).toBeDefined()
    await clerk.fill({ 'Lý do điều chỉnh': REASON })
    await clerk.press('Lưu số điều chỉnh')
    const row = await rowOf(clerk, FIGURE)
    expect(row?.['Kỳ này']).toBe('7')
    expect(row?.['Chỉ tiêu']).toContain(`lý do: ${REASON}; căn cứ: ${BASIS}`)
    expect(await rowOf(clerk, '– số đếm được từ hồ sơ')).toMatchObject({ 'Kỳ này': '0' })
  })

  test('keeps the report from being sent until it is explained, by the head as by the clerk', async () => {
    await head.go(report)
    await head.follow('Gửi báo cáo')
    expect(await main(head)).toContain('Cần giải trình')
    await head.press('Gửi báo cáo')
    expect(await head.heading()).toContain('Gửi')
    const { besideField } = await head.errors()
    expect(Object.keys(besideField).some((label) => label.includes(FIGURE))).toBe(true)
    await clerk.go(report)
    await clerk.follow('Kiểm tra trước khi gửi')
    await explainAll(clerk)
    await clerk.press('Lưu giải trình')
    expect(clerk.path()).toBe(report)
    // The head finds what the clerk has written, and need not write it again.
    await head.go(report)
    await head.follow('Gửi báo cáo')
    await head.press('Gửi báo cáo')
    expect(head.path()).toBe(report)
    expect(await main(head)).toContain('Đã gửi, chờ tiếp nhận')
  })

  test('is seen by the collector with both numbers and the explanation', async () => {
    await collector.go('/reports/requests')
    await collector.follow(REPORT)
    await collector.follow(COMMUNE)
    expect(collector.path()).toBe(report)
    expect(await rowOf(collector, FIGURE)).toMatchObject({ 'Kỳ này': '7' })
    const seen = await main(collector)
    expect(seen).toContain(REASON)
    expect(seen).toContain(EXPLANATION)
    expect(await collector.page.getByRole('link', { name: 'Sửa, bỏ số điều chỉnh' }).count()).toBe(0)
  })

  test('moves the figure of the province only when the collector decides so, saying whose it is', async () => {
    await collector.follow('Tiếp nhận hoặc trả lại')
    await collector.fill({ 'Tiếp nhận báo cáo': 'x' })
    await collector.press('Xác nhận')
    await collector.go('/reports/requests')
    await collector.follow(REPORT)
    await collector.follow('Tổng hợp báo cáo')
    await collector.press('Mở báo cáo tổng hợp')
    const whole = collector.path()
    const counted = (await rowOf(collector, FIGURE))?.['Kỳ này'] ?? ''
    await collector.follow('Đối chiếu, số liệu từng đơn vị')
    const byHand = await collector.table(/^Số liệu đơn vị điều chỉnh/)
    expect(byHand.find((row) => row['Đơn vị'] === COMMUNE)).toMatchObject({
      ...{ 'Số đếm được': '0', 'Số đơn vị báo cáo': '7', 'Chênh lệch': '+7' },
    })
    await collector.page
      .getByRole('link', { name: /^Điều chỉnh số toàn tỉnh theo các đơn vị/ })
      .first()
      .click()
    expect(await collector.valueOf('Lý do điều chỉnh')).toContain(`${COMMUNE} (+7: ${REASON})`)
    await collector.press('Lưu số điều chỉnh')
    expect(collector.path()).toBe(whole)
    expect((await rowOf(collector, FIGURE))?.['Kỳ này']).not.toBe(counted)
    expect(await rowOf(collector, '– số đếm được từ hồ sơ')).toMatchObject({ 'Kỳ này': counted })
  })

  test('shows on the sent report when its records change afterwards, and which came', async () => {
    await recordDissemination()
    await collector.go(report)
    expect(await main(collector)).toContain('Hồ sơ đã thay đổi sau khi gửi: nay đếm được 1')
    expect(await rowOf(collector, FIGURE)).toMatchObject({ 'Kỳ này': '7' })
    await collector.follow(`Xem hồ sơ thêm, bớt – ${FIGURE}`)
    const came = await collector.table(/^Hồ sơ thêm vào/)
    expect(came.map((row) => row['Nội dung'])).toEqual([LATE])
  })
})

/** Explains everything that is asked about on the page. */
async function explainAll(person: Person): Promise<void> {
  const fields = person.page.getByRole('textbox', { name: /^Giải trình/ })
  const count = await fields.count()
  expect(count).toBeGreaterThan(0)
  for (let index = 0; index < count; index++) await fields.nth(index).fill(EXPLANATION)
}

/** One that was held before the report was sent, written down only now. */
async function recordDissemination(): Promise<void> {
  await clerk.go('/activities/new')
  await clerk.fill({
    'Loại hoạt động': 'Phổ biến, quán triệt, tuyên truyền',
    'Nội dung chính': LATE,
    'Ngày tổ chức': '10/11/2026',
    'Địa điểm': 'Nhà văn hóa ấp Vĩnh Hòa',
    'Người chủ trì': 'Trần Văn Tám',
    'Số người tham dự': '40',
  })
  await clerk.press('Lưu hoạt động')
}
