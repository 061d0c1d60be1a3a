import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { drawnWidth, type Person, personAt, signedIn } from '../support/person.ts'
import { PICTURE } from '../support/picture.ts'
import type { RunningSystem } from '../support/system.ts'

/**
 * One model of “Dân vận khéo” by the people concerned, without script: a commune registers it, a panel marks it, a district spreads it,
 * the public reads of it. A model is shown to be alive in the years after its recognition, so before that step it is set back by a year.
 */
const PHONE_WIDTH = 360
const NAME = 'Chuyến phà sớm chở nông sản giúp dân'
const FIELD = 'Giao thông đường thủy'
const COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường'
const PANEL = 'Hội đồng bình xét chuyến phà'
const PHOTO = 'Bến phà lúc sáng sớm, nông sản xếp hai bên'
const AGREED = 'Tổ quản lý bến phà'
const MEMBERS = {
  'lanhdao.tinh': 'Võ Minh Quân',
  'lanhdao.huyen': 'Huỳnh Thanh Liên',
  'mattran.tinh': 'Đỗ Thị Hạnh',
} as const
const PARTS = {
  'Thực trạng, lý do': 'Phà chạy muộn, nông sản không kịp chợ.',
  'Mục tiêu, chỉ tiêu': '120 chuyến sớm trong năm.',
  'Địa bàn, đối tượng': 'Ấp Vĩnh Phú, 140 hộ.',
  'Lực lượng: chủ trì, phối hợp, tham gia': 'Chi bộ ấp, Hội Nông dân.',
  'Nguồn lực': 'Nhân dân góp dầu.',
  'Thời gian: bắt đầu, tiến độ, đánh giá': 'Từ tháng 3 đến tháng 11.',
  'Kết quả kiểm chứng được': 'Sổ chuyến phà.',
  'Khả năng duy trì, nhân rộng': 'Bến khác làm theo được.',
}

let system: RunningSystem
let browser: Browser
let clerk: Person
let district: Person
let model = ''

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  clerk = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
  district = await signedIn(browser, system, 'canbo.huyen')
})

const mainText = (person: Person) => person.page.getByRole('main').innerText()
const faultsOf = async (person: Person) => (await readPage(person.page)).faults
const photo = (person: Person) => person.page.getByRole('img', { name: PHOTO })

async function register(person: Person, owner: string): Promise<void> {
  await person.go('/movement')
  await person.follow('Đăng ký mô hình')
  await person.fill({
    'Tên mô hình': NAME,
    'Lĩnh vực': FIELD,
    'Tập thể, cá nhân thực hiện': owner,
    'Nội dung, cách làm': 'Vận động chủ phà chạy từ bốn giờ sáng, dân góp dầu.',
  })
}

test('the administrator adds its field to the list, and ends one that is no longer used', async () => {
  const administrator = await signedIn(browser, system, 'quantri', { width: PHONE_WIDTH })
  await administrator.go('/movement/fields')
  expect(await faultsOf(administrator)).toEqual([])
  await administrator.follow('Thêm lĩnh vực')
  await administrator.fill({ 'Tên lĩnh vực': 'Kinh tế' })
  await administrator.press('Thêm lĩnh vực')
  expect((await administrator.errors()).summary.join()).toContain('Đã có lĩnh vực')
  await administrator.fill({ 'Tên lĩnh vực': FIELD })
  await administrator.press('Thêm lĩnh vực')
  await administrator.follow('Cải cách hành chính')
  await administrator.fill({ 'Dùng đến hết ngày': '31/10/2026' })
  expect(await faultsOf(administrator)).toEqual([])
  await administrator.press('Lưu lĩnh vực')
  const listed = await administrator.table('Các lĩnh vực')
  expect(listed.find((row) => row['Lĩnh vực'] === FIELD)?.['Tình trạng']).toBe('Đang dùng')
  expect(listed.find((row) => row['Lĩnh vực'] === 'Cải cách hành chính')?.['Tình trạng']).toContain('31/10/2026')
  await administrator.leave()
  await clerk.go('/movement/models/new')
  const offered = await clerk.field('Lĩnh vực').locator('option').allInnerTexts()
  expect(offered).toContain(FIELD)
  expect(offered).not.toContain('Cải cách hành chính')
})

test('a commune registers it, and whoever registers the same is told whose it is', async () => {
  await register(clerk, 'Chi bộ ấp Vĩnh Phú')
  await clerk.page.getByText(/^Nội dung đầy đủ/).click()
  await clerk.fill(PARTS)
  expect(await faultsOf(clerk)).toEqual([])
  await clerk.press('Đăng ký mô hình')
  model = clerk.path()
  expect(await mainText(clerk)).not.toContain('Còn thiếu để bình xét')

  await register(district, 'Tổ dân vận huyện')
  await district.press('Đăng ký mô hình')
  const told = (await district.errors()).summary.join()
  expect(told).toContain(NAME)
  expect(told).toContain('Chi bộ ấp Vĩnh Phú')
  expect(await faultsOf(district)).toEqual([])
})

test('who visits it brings a photo, which is for the public only with who agreed', async () => {
  await clerk.go(model)
  await clerk.follow('Ghi kiểm tra')
  await clerk.fill({ 'Người kiểm tra': 'Khối vận xã', 'Ghi nhận tại chỗ': 'Phà chạy đúng giờ' })
  await clerk.press('Lưu')
  await clerk.follow(/^Thêm ảnh/)
  await clerk.fill({ Ảnh: PICTURE, 'Lời tả ảnh': PHOTO, 'Cả trên cổng, cùng mô hình đã công khai': 'x' })
  await clerk.press('Lưu ảnh')
  expect((await clerk.errors()).summary.join()).toContain('ai đã đồng ý')
  await clerk.fill({ 'Người đồng ý công khai': AGREED })
  expect(await faultsOf(clerk)).toEqual([])
  await clerk.press('Lưu ảnh')
  expect(await drawnWidth(photo(clerk))).toBe(1)
  expect(await mainText(clerk)).toContain(AGREED)
  expect(await faultsOf(clerk)).toEqual([])
})

test('a panel marks it, and a decision recognises it', async () => {
  const secretary = await signedIn(browser, system, 'tonghop.snv')
  await secretary.go('/movement/panels')
  await secretary.follow('Lập hội đồng')
  await secretary.fill({
    'Tên hội đồng': PANEL,
    'Đơn vị': COMMUNE,
    'Cấp công nhận': 'Cấp xã',
    'Tiêu chí và điểm tối đa': 'Cách làm: 50\nKết quả: 50',
  })
  await secretary.press('Lập hội đồng')
  const board = secretary.path()
  await secretary.follow('Chọn mô hình bình xét')
  await secretary.press('Lưu danh sách')
  for (const name of Object.values(MEMBERS)) {
    await secretary.go(`${board}/members/new?words=${encodeURIComponent(name)}`)
    await secretary.page.getByRole('main').getByRole('radio').first().check()
    await secretary.press('Cử người này')
  }
  await secretary.follow('Mở chấm')
  await secretary.press('Mở chấm')
  expect(await faultsOf(secretary)).toEqual([])
  for (const userName of Object.keys(MEMBERS)) {
    const member = await signedIn(browser, system, userName)
    await member.go(board.replace('boards', 'marking'))
    const marking = member.path()
    for (const row of await member.rows('Mô hình')) {
      await member.go(marking)
      await member.follow(row['Mô hình'] ?? '')
      await member.fill({ 'Cách làm': '45', 'Kết quả': row['Mô hình'] === NAME ? '48,5' : '30' })
      await member.press('Lưu điểm')
    }
    await member.go(marking)
    await member.follow('Chốt điểm')
    await member.press('Chốt điểm của tôi')
    await member.leave()
  }
  await secretary.go(board)
  await secretary.follow('Ghi quyết định')
  await secretary.page.getByRole('checkbox', { name: NAME }).check()
  await secretary.fill({ 'Quyết định hoặc biên bản': 'Quyết định số 88/QĐ-UBND' })
  await secretary.press('Lưu quyết định')
  await clerk.go(model)
  const recognised = await mainText(clerk)
  expect(recognised).toContain('Được công nhận')
  expect(recognised).toContain('Quyết định số 88/QĐ-UBND')
  expect(recognised).toContain('Cấp xã')
  await secretary.leave()
})

test('another unit spreads it, and the map of descent shows both', async () => {
  await register(district, 'Tổ dân vận bến Vị Thủy')
  await district.fill({ 'Nhân rộng từ mô hình': NAME })
  await district.press('Đăng ký mô hình')
  await district.follow(/^Sơ đồ nhân rộng/)
  const rows = await district.table('Các mô hình trong sơ đồ')
  expect(rows.map((row) => row['Nhân rộng từ'])).toEqual(['Mô hình gốc', expect.stringContaining('Vĩnh Tường')])
  expect(rows.map((row) => row['Mô hình'])).toEqual([NAME, NAME])
  expect(await faultsOf(district)).toEqual([])
  await clerk.go(model)
  expect(await mainText(clerk)).toContain('Nơi đã nhân rộng')
})

test('in the year after, its unit is asked for a sign of life and gives it', async () => {
  const id = model.split('/').at(-1)
  await sql`update movement_model set year = 2025, registered_on = '2025-03-01', reviewed_on = '2025-11-01'
    where id = ${id}`.execute(system.database)
  await sql`update model_visit set visited_on = '2025-10-01' where model_id = ${id}`.execute(system.database)
  await clerk.go('/')
  await clerk.follow(/chưa có bằng chứng còn hoạt động năm 2026/)
  await clerk.follow(NAME)
  await clerk.follow('Ghi kiểm tra')
  await clerk.fill({ 'Ghi nhận tại chỗ': 'Phà vẫn chạy sớm' })
  await clerk.press('Lưu')
  await clerk.go('/movement?proof=lacking')
  expect(await mainText(clerk)).not.toContain(NAME)
})

test('the public finds it by unit and level, and sees its photo without who agreed', async () => {
  const citizen = await personAt(browser, system, { width: PHONE_WIDTH })
  const address = `/public${model.replace('/movement', '')}`
  await citizen.go(address)
  expect(await mainText(citizen)).not.toContain(NAME)
  await clerk.go(model)
  await clerk.follow('Công khai trên cổng')
  await clerk.fill({ 'Nội dung công khai': 'Bà con và chủ phà cùng giữ chuyến phà sớm.' })
  await clerk.press('Lưu')

  await citizen.go('/public/models')
  await citizen.fill({ 'Đơn vị (gồm đơn vị trực thuộc)': COMMUNE, 'Cấp công nhận': 'Cấp tỉnh' })
  await citizen.press('Xem')
  expect(await mainText(citizen)).not.toContain(NAME)
  await citizen.fill({ 'Cấp công nhận': 'Cấp xã' })
  await citizen.press('Xem')
  expect(await faultsOf(citizen)).toEqual([])
  await citizen.follow(NAME)
  expect(citizen.path()).toBe(address)
  expect(await drawnWidth(photo(citizen))).toBe(1)
  expect(await mainText(citizen)).not.toContain(AGREED)
  expect(await faultsOf(citizen)).toEqual([])

  const file = (await photo(citizen).getAttribute('src')) ?? ''
  await clerk.go(model)
  await clerk.follow(/^Bỏ ảnh/)
  await clerk.fill({ 'Lý do': 'Chủ phà rút lại đồng ý' })
  await clerk.press('Bỏ ảnh')
  expect((await citizen.page.request.get(file)).status()).toBe(404)
  await citizen.leave()
})
