import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { drawnWidth, type Person, personAt, signedIn } from '../support/person.ts'
import { PICTURE } from '../support/picture.ts'
import type { RunningSystem } from '../support/system.ts'

/**
 * Each kind of activity from its preparation to the closed recommendation (or conclusion, where the kind has none), without script:
 * the organiser prepares, records what was held and what came of it, the unit answers with evidence, the organiser closes.
 */
const PHONE_WIDTH = 360
const PROOF = { files: [{ name: 'anh-niem-yet.pdf', buffer: Buffer.from('%PDF-1.7 board') }] }
const COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường'

type Kind = {
  kind: string
  /** What only this kind asks, and what is entered there. */
  detail?: { label: string; entered: string; shown?: string }
  follows: 'Kiến nghị' | 'Kết luận'
  /** Whose activity it is; the commune answers to others, and to itself. */
  by: 'mattran.tinh' | 'canbo.xa'
  width?: number
}

const KINDS: readonly Kind[] = [
  {
    kind: 'Đối thoại',
    detail: { label: 'Lý do tổ chức', entered: 'Định kỳ' },
    follows: 'Kết luận',
    by: 'canbo.xa',
    width: PHONE_WIDTH,
  },
  {
    kind: 'Tiếp xúc cử tri',
    detail: { label: 'Dịp tiếp xúc', entered: 'Sau kỳ họp' },
    follows: 'Kết luận',
    by: 'canbo.xa',
  },
  { kind: 'Tiếp công dân', follows: 'Kết luận', by: 'canbo.xa' },
  { kind: 'Tập huấn, bồi dưỡng', detail: { label: 'Số buổi học', entered: '3' }, follows: 'Kết luận', by: 'canbo.xa' },
  {
    ...{ kind: 'Phổ biến, quán triệt, tuyên truyền', follows: 'Kết luận', by: 'canbo.xa' },
    detail: { label: 'Hình thức phổ biến', entered: 'Chỉ gửi văn bản' },
  },
  {
    kind: 'Giám sát',
    detail: { label: 'Đoàn, tổ thực hiện', entered: 'Đoàn số 2' },
    follows: 'Kiến nghị',
    by: 'mattran.tinh',
    width: PHONE_WIDTH,
  },
  {
    kind: 'Kiểm tra',
    detail: { label: 'Đoàn, tổ thực hiện', entered: 'Tổ số 1' },
    follows: 'Kiến nghị',
    by: 'mattran.tinh',
  },
  {
    kind: 'Tự kiểm tra',
    detail: { label: 'Nội dung giám sát, kiểm tra', entered: 'Sổ sách' },
    follows: 'Kết luận',
    by: 'canbo.xa',
  },
  {
    kind: 'Phản biện xã hội',
    detail: { label: 'Dự thảo văn bản', entered: 'Dự thảo quy chế' },
    follows: 'Kiến nghị',
    by: 'mattran.tinh',
  },
  {
    kind: 'Góp ý xây dựng chính quyền',
    detail: { label: 'Cơ quan được góp ý', entered: COMMUNE },
    follows: 'Kiến nghị',
    by: 'mattran.tinh',
  },
  { kind: 'Hội nghị, sơ kết, tổng kết', follows: 'Kết luận', by: 'canbo.xa' },
  { kind: 'Họp cơ quan', follows: 'Kết luận', by: 'canbo.xa' },
]

let system: RunningSystem
let browser: Browser

journey('province', (opened) => {
  ;({ system, browser } = opened)
})

const mainText = (person: Person) => person.page.getByRole('main').innerText()
const faultsOf = async (person: Person) => (await readPage(person.page)).faults

describe.each(KINDS)('$kind', ({ kind, detail, follows, by, width = 1280 }) => {
  test('is prepared, held, and followed until what came of it is closed', async () => {
    const title = `${kind} số ${kind.length}`
    const organiser = await signedIn(browser, system, by, { width })
    await organiser.go('/activities')
    await organiser.follow('Sắp tổ chức')
    await organiser.follow('Chuẩn bị hoạt động')
    await organiser.fill({
      'Loại hoạt động': kind,
      'Nội dung chính': title,
      'Ngày dự kiến': '22/11/2026',
      'Giờ bắt đầu': '7h30',
      'Địa điểm': 'Nhà văn hóa',
      'Người chủ trì': 'Trưởng đoàn',
      'Chương trình': '7h30 | Khai mạc | Trưởng đoàn\n8h | Làm việc',
    })
    await organiser.press('Lưu việc chuẩn bị')
    expect(await organiser.heading()).toContain(title)
    expect(await organiser.table('Chương trình')).toMatchObject([{ Giờ: '07:30' }, { Giờ: '08:00' }])
    expect(await faultsOf(organiser)).toEqual([])
    await organiser.follow('Ghi kết quả')
    await organiser.fill({ 'Số người tham dự': '25', 'Cách đếm': 'Ước tính' })
    if (detail) {
      await organiser.page.getByText(/^Thêm diễn biến/).click()
      await organiser.fill({ [detail.label]: detail.entered })
    }
    await organiser.press('Lưu hoạt động')
    const held = await mainText(organiser)
    expect(held).toMatch(/25 (người|học viên|lượt người) \(ước tính\)/)
    if (detail) expect(held).toContain(detail.entered)
    await organiser.follow(`Thêm ${follows.toLowerCase()}`)
    await organiser.fill({
      'Nội dung': `Niêm yết kết quả ${kind}`,
      'Đơn vị thực hiện': COMMUNE,
      'Thời hạn': '30/11/2026',
    })
    await organiser.press(`Lưu ${follows.toLowerCase()}`)
    const path = organiser.path()
    expect(await mainText(organiser)).toContain('Chờ trả lời')
    expect(await faultsOf(organiser)).toEqual([])

    const unit = await signedIn(browser, system, 'canbo.xa', { width })
    await unit.go('/')
    await unit.follow(`Niêm yết kết quả ${kind}`)
    expect(unit.path()).toBe(path)
    await unit.follow('Trả lời')
    await unit.fill({ 'Đã thực hiện xong': 'x', 'Nội dung trả lời': 'Đã niêm yết' })
    await unit.press('Gửi trả lời')
    expect((await unit.errors()).summary.join()).toContain('kèm minh chứng')
    await unit.fill({ 'Tệp minh chứng': PROOF })
    await unit.press('Gửi trả lời')
    expect(await mainText(unit)).toContain('Đã thực hiện xong')
    expect(await faultsOf(unit)).toEqual([])
    await unit.leave()

    await organiser.go(path)
    await organiser.follow('Kết thúc theo dõi')
    await organiser.fill({ 'Nhận xét': 'Đã xem ảnh niêm yết' })
    await organiser.press('Kết thúc theo dõi')
    const closed = await mainText(organiser)
    expect(closed).toContain('Đã kết thúc 22/11/2026')
    expect(closed).toContain('anh-niem-yet.pdf')
    expect(await faultsOf(organiser)).toEqual([])
    await organiser.leave()
  })
})

describe('what was recommended', () => {
  test('is mended until it is answered, and taken back with its reason', async () => {
    const front = await signedIn(browser, system, 'mattran.tinh', { width: PHONE_WIDTH })
    await front.go('/recommendations')
    await front.follow('Trả lại khoản thu vượt mức vận động')
    const path = front.path()
    await front.follow('Sửa')
    const units = await front.field('Đơn vị thực hiện').locator('option').allInnerTexts()
    expect(units.some((unit) => unit.startsWith(COMMUNE))).toBe(true)
    await front.fill({ 'Nội dung': 'Trả lại khoản thu vượt mức', 'Thời hạn': '30/9/2026' })
    expect(await faultsOf(front)).toEqual([])
    await front.press('Lưu thay đổi')
    expect(await mainText(front)).toContain('Quá hạn 30/09/2026')
    expect(await front.heading()).toContain('Trả lại khoản thu vượt mức')
    await front.follow('Rút')
    await front.press('Rút kiến nghị')
    expect((await front.errors()).summary.join()).toContain('lý do rút')
    await front.fill({ 'Lý do rút': 'Không phải khoản thu của xã' })
    expect(await faultsOf(front)).toEqual([])
    await front.press('Rút kiến nghị')
    expect(await mainText(front)).toContain('Đã rút ngày 22/11/2026: Không phải khoản thu của xã')
    await front.go('/recommendations')
    expect(await mainText(front)).not.toContain('Trả lại khoản thu vượt mức')
    await front.leave()

    const unit = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
    expect(await mainText(unit)).not.toContain('Trả lại khoản thu vượt mức')
    await unit.go(path)
    expect(await mainText(unit)).toContain('Đã rút 22/11/2026')
    await unit.leave()
  })
})

describe('what was held', () => {
  test('has photos with words for who does not see them', async () => {
    const clerk = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
    await clerk.go('/activities?kind=voter-contact')
    await clerk.follow(/Tiếp xúc cử tri sau kỳ họp/)
    await clerk.follow('Thêm ảnh')
    await clerk.fill({ Ảnh: PICTURE })
    await clerk.press('Lưu ảnh')
    expect((await clerk.errors()).summary.join()).toContain('lời tả ảnh')
    await clerk.fill({ 'Lời tả ảnh': 'Cử tri ngồi kín hội trường' })
    await clerk.press('Lưu ảnh')
    const photo = clerk.page.getByRole('img', { name: 'Cử tri ngồi kín hội trường' })
    expect(await drawnWidth(photo)).toBe(1)
    expect(await faultsOf(clerk)).toEqual([])
    const file = (await photo.getAttribute('src')) ?? ''

    await clerk.follow(/^Sửa lời tả/)
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.fill({ 'Lời tả ảnh': 'Cử tri ấp Vĩnh Phú trong hội trường' })
    await clerk.press('Lưu lời tả')
    await clerk.page.getByRole('img', { name: 'Cử tri ấp Vĩnh Phú trong hội trường' }).waitFor()
    await clerk.follow(/^Bỏ ảnh/)
    await clerk.press('Bỏ ảnh')
    expect((await clerk.errors()).summary.join()).toContain('lý do')
    expect(await faultsOf(clerk)).toEqual([])
    await clerk.fill({ 'Lý do': 'Người trong ảnh đề nghị không lưu' })
    await clerk.press('Bỏ ảnh')
    expect(await clerk.page.getByRole('img').count()).toBe(0)
    expect(await mainText(clerk)).toContain('Người trong ảnh đề nghị không lưu')
    expect((await clerk.page.request.get(file)).status()).toBe(404)
    await clerk.leave()
  })

  test('is pasted from a sheet, shown with its errors, and recorded all at once', async () => {
    const clerk = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
    const rows = Array.from(
      { length: 10 },
      (_row, index) => `${index + 1}/10/2026\tĐối thoại ấp ${index + 1}\tNhà văn hóa\tChủ tịch xã\t${30 + index}\t4`,
    )
    await clerk.go('/activities')
    await clerk.follow('Dán nhiều hoạt động')
    await clerk.fill({ 'Các dòng': rows.join('\n').replace('\t33\t', '\tđông\t') })
    await clerk.press('Xem trước')
    expect(await faultsOf(clerk)).toEqual([])
    expect(await mainText(clerk)).toContain('10 dòng, 1 dòng cần sửa')
    await clerk.press('Ghi tất cả')
    expect((await clerk.errors()).summary.join()).toContain('Có 1 dòng cần sửa')
    await clerk.fill({ 'Các dòng': rows.join('\n') })
    await clerk.press('Ghi tất cả')
    expect(clerk.path()).toBe('/activities')
    const recorded = (await clerk.rows('Nội dung')).filter((row) => row['Nội dung']?.startsWith('Đối thoại ấp'))
    expect(recorded).toHaveLength(10)
    await clerk.leave()
  })
})

describe('what is prepared', () => {
  test('is announced, invites, counts who checks in, and tells its result to everybody', async () => {
    const clerk = await signedIn(browser, system, 'canbo.xa', { width: PHONE_WIDTH })
    await clerk.go('/activities/planned/new')
    await clerk.fill({
      'Nội dung chính': 'Đối thoại về bến đò',
      'Ngày dự kiến': '22/11/2026',
      'Địa điểm': 'Bến đò Vàm',
      'Người chủ trì': 'Chủ tịch xã',
    })
    await clerk.press('Lưu việc chuẩn bị')
    const planned = clerk.path()
    expect(await mainText(clerk)).toContain('Đã quá hạn')
    await clerk.follow('Thông báo công khai')
    await clerk.fill({ 'Nội dung thông báo': 'Mời bà con bàn việc bến đò' })
    await clerk.press('Thông báo công khai')
    expect(await mainText(clerk)).toContain('Thông báo trễ')
    await clerk.follow('Mời dự')
    await clerk.fill({ 'Khách mời khác': 'Trưởng ấp Vàm' })
    await clerk.press('Gửi giấy mời')
    await clerk.follow('Điểm danh theo danh sách mời')
    await clerk.fill({ 'Trưởng ấp Vàm': 'x' })
    await clerk.press('Lưu điểm danh')
    await clerk.follow('Mã QR điểm danh')
    expect(await faultsOf(clerk)).toEqual([])
    const address = new URL(await clerk.page.locator('main code').innerText()).pathname

    const citizen = await personAt(browser, system, { width: PHONE_WIDTH })
    for (const time of [1, 2]) {
      await citizen.go(address)
      await citizen.press('Tôi có mặt')
      expect(await citizen.heading(), `time ${time}`).toContain('Đã điểm danh')
    }
    await clerk.go(planned)
    expect(await mainText(clerk)).toContain('1 người đã tự điểm danh')
    await citizen.go('/public/dialogues')
    await citizen.follow(/^22\/11\/2026/)
    expect(await mainText(citizen)).toContain('Mời bà con bàn việc bến đò')
    expect(await mainText(citizen)).not.toContain('Đối thoại về bến đò')
    expect(await faultsOf(citizen)).toEqual([])

    await clerk.follow('Ghi kết quả')
    expect(await clerk.valueOf('Cách đếm')).toBe('Tự điểm danh bằng mã QR')
    await clerk.fill({ 'Số người tham dự': '40', 'Cách đếm': 'Đếm tại chỗ' })
    await clerk.press('Lưu hoạt động')
    await clerk.follow('Công bố kết quả')
    await clerk.fill({ 'Kết quả và trả lời': 'Bến đò giữ ở chỗ cũ.' })
    await clerk.press('Công bố kết quả')
    await citizen.go('/public/dialogues')
    await citizen.follow('22/11/2026, xem kết quả')
    expect(await mainText(citizen)).toContain('Bến đò giữ ở chỗ cũ.')
    expect(await mainText(citizen)).toContain('40 (đếm tại chỗ)')
    expect(await faultsOf(citizen)).toEqual([])
    await citizen.leave()
    await clerk.leave()
  })
})
