import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { squares } from '../../src/demonstration/map.ts'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, signedIn } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

/**
 * A leader of the province looks at the dashboard, goes from the map's table to the records, makes a table, keeps it and shares it; a
 * clerk of a commune opens it on a phone and sees the commune. No browser here runs a script.
 */
const PHONE_WIDTH = 360
const TABLE = 'Đối thoại và đơn thư của các xã'

let system: RunningSystem
let browser: Browser

journey('province', (opened) => {
  ;({ system, browser } = opened)
})

const expectFits = async (person: Person) => {
  expect((await readPage(person.page)).faults, person.page.url()).toEqual([])
}
const mainText = (person: Person) => person.page.getByRole('main').innerText()
const numberIn = (text: string | undefined) => Number((text ?? '').replaceAll('.', ''))

test('a leader goes from the map to the records of a commune', async () => {
  const leader = await signedIn(browser, system, 'lanhdao.tinh', { width: PHONE_WIDTH })
  await leader.go('/dashboards')
  expect(await leader.heading()).toContain('Bảng theo dõi của lãnh đạo tỉnh')
  expect(await mainText(leader)).toContain('số liệu tính đến ngày')
  expect(await mainText(leader)).toContain('Hình minh họa, không phải ranh giới thật')
  expect(Buffer.byteLength(await leader.page.content())).toBeLessThan(400_000)
  await expectFits(leader)
  await leader.page.locator('details', { hasText: 'trên bản đồ' }).evaluate((folded: HTMLDetailsElement) => {
    folded.open = true
  })
  const rows = await leader.table(/^Cuộc đối thoại của các xã: /)
  expect(rows).toHaveLength(75)
  const held = rows.filter((row) => numberIn(row['Kỳ này']) > 0)
  expect(held.length).toBeGreaterThan(0)
  const line = leader.page.getByRole('row', { name: held[0]?.['Đơn vị'] ?? '' }).first()
  await line.getByRole('link').first().click()
  expect(leader.path()).toBe('/figures/dialogue.count/records')
  expect(await leader.rows('Nội dung')).toHaveLength(numberIn(held[0]?.['Kỳ này']))
  await leader.leave()
})

test('a leader makes a table, keeps it and shares it; a clerk of a commune sees only the commune', async () => {
  const leader = await signedIn(browser, system, 'lanhdao.tinh')
  await leader.go('/dashboards')
  await leader.follow('Lập bảng số liệu')
  await leader.fill({
    'Mỗi dòng là một': 'Đơn vị',
    'Mỗi cột là một': 'Chỉ tiêu',
    'Khi xếp theo đơn vị, lấy': 'Cấp xã',
    'Xem của': 'Tỉnh Hậu Giang',
  })
  await leader.press('Xem bảng')
  expect(await mainText(leader)).toContain('Tổng cộng')
  await leader.follow('Lưu bảng này')
  await leader.press('Lưu bảng')
  expect((await leader.errors()).summary[0]).toContain('Hãy nhập tên bảng')
  await leader.fill({ 'Tên bảng': TABLE })
  await leader.press('Lưu bảng')
  expect(await leader.heading()).toContain(TABLE)
  expect((await leader.rows('Đơn vị')).length).toBeGreaterThan(70)
  await leader.follow('Chia sẻ')
  await leader.page.getByRole('checkbox').check()
  await leader.press('Lưu cách chia sẻ')
  const link = await leader.page.getByRole('link', { name: /\/dashboards\/links\// }).getAttribute('href')
  await leader.leave()

  const clerk = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
  expect(await clerk.go(link ?? '')).toBe(200)
  expect(await clerk.heading()).toContain(TABLE)
  expect(await mainText(clerk)).toContain('Bạn đang xem phần trong phạm vi của mình')
  expect((await clerk.rows('Đơn vị')).map((row) => row['Đơn vị'])).toEqual([
    'Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy',
  ])
  await expectFits(clerk)
  await clerk.follow('Lưu thành bảng của tôi')
  await clerk.fill({ 'Tên bảng': 'Của xã' })
  await clerk.press('Lưu bảng')
  await clerk.follow('Nhận bảng này qua thư')
  await clerk.page.getByRole('radio', { name: /^Mỗi tuần/ }).check()
  await expectFits(clerk)
  await clerk.press('Lưu lựa chọn')
  expect(await mainText(clerk)).toContain('Mỗi tuần, sáng thứ Hai')
  await clerk.leave()
})

test('an administrator brings in a map, matches what did not match, and changes what a role sees', async () => {
  const administrator = await signedIn(browser, system, 'quantri')
  await administrator.go('/dashboard-settings')
  await administrator.follow('Nhập bản đồ')
  const shapes = [
    { code: '', name: 'Xã Vĩnh Tường, huyện Vị Thủy' },
    { code: '', name: 'Xã viết sai tên' },
  ]
  await administrator.fill({
    'Tên bản đồ': 'Ranh giới cấp xã',
    'Nguồn, văn bản': 'Tệp thử',
    'Dùng từ ngày': '01/01/2026',
    'Tệp bản đồ': { files: [{ name: 'xa.geojson', buffer: Buffer.from('không phải bản đồ') }] },
  })
  await administrator.press('Đọc tệp')
  expect((await administrator.errors()).summary[0]).toContain('Tệp không phải GeoJSON')
  await administrator.fill({
    'Tệp bản đồ': { files: [{ name: 'xa.geojson', buffer: Buffer.from(squares(shapes)) }] },
  })
  await administrator.press('Đọc tệp')
  expect(await mainText(administrator)).toContain('1 trong 2 hình')
  await administrator.follow('Khớp bằng tay')
  await administrator.fill({ 'Xã viết sai tên': 'Ủy ban nhân dân xã Vị Đông' })
  await administrator.press('Lưu chỗ khớp')
  expect(await mainText(administrator)).toContain('2 trong 2 hình')
  await administrator.follow('Dùng bản đồ này')
  await administrator.press('Dùng bản đồ này')
  await administrator.go('/dashboard-settings')
  await administrator.follow('Bảng theo dõi của chuyên viên, công chức')
  await administrator.follow('Thêm phần')
  await administrator.fill({ 'Tên phần': 'Mô hình', Kiểu: 'Số liệu chính', 'Đứng thứ': '1' })
  await administrator.press('Lưu phần này')
  expect((await administrator.errors()).summary[0]).toContain('Hãy chọn ít nhất một chỉ tiêu')
  await administrator.fill({ 'Chỉ tiêu': 'Mô hình “Dân vận khéo” đăng ký' })
  await administrator.press('Lưu phần này')
  expect((await administrator.rows('Phần'))[0]?.Phần).toBe('Mô hình')
  await administrator.leave()

  const clerk = await signedIn(browser, system, 'canbo.xa')
  await clerk.go('/dashboards')
  expect(await clerk.page.getByRole('heading', { level: 2 }).first().innerText()).toBe('Mô hình')
  await clerk.leave()
})
