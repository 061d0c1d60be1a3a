import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { type Person, signedIn } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

const COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy'
const REPORT = 'Báo cáo kết quả công tác dân vận quý IV năm 2026'
const FIRST_WORDS = 'Xã đã đối thoại với Nhân dân ấp Vĩnh Hòa.'
const MENDED_WORDS = 'Xã đã đối thoại với Nhân dân ấp Vĩnh Hòa và ấp Vĩnh Thuận.'
const REASON_OF_RETURN = 'Chưa nêu kết quả ở ấp Vĩnh Thuận'
const REASON_OF_SUPPLEMENT = 'Cuộc đối thoại ngày 20/11 vào sổ muộn'
const REASON_OF_REOPENING = 'Xã báo nhầm tên ấp trong mục Ưu điểm'

let system: RunningSystem
let browser: Browser
let clerk: Person
let head: Person
let collector: Person
let communeReport: string
let request: string
let whole: string

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  clerk = await signedIn(browser, system, 'canbo.xa')
  head = await signedIn(browser, system, 'lanhdao.xa')
  collector = await signedIn(browser, system, 'tonghop.snv')
  await collector.go('/reports/requests')
  await collector.follow(REPORT)
  request = collector.path()
})

const mainOf = (person: Person) => person.page.getByRole('main').innerText()

/** The commune on the board of the request. */
async function communeOnBoard(): Promise<Record<string, string> | undefined> {
  await collector.go(request)
  return (await collector.table(/^Từng đơn vị/)).find((row) => row['Đơn vị'] === COMMUNE)
}

async function writeStrengths(words: string): Promise<void> {
  await clerk.go(communeReport)
  await clerk.follow(/^(Soạn|Sửa) mục Ưu điểm/)
  await clerk.fill({ 'Nội dung': words })
  await clerk.press('Lưu')
}

async function send(person = head, report = communeReport): Promise<void> {
  await person.go(report)
  await person.follow('Gửi báo cáo')
  // What the checks found unusual is explained, as it must be before anything is sent.
  for (const field of await person.page.getByRole('main').locator('textarea').all()) {
    await field.fill('Số liệu đúng với hồ sơ đã ghi trong kỳ')
  }
  await person.press('Gửi báo cáo')
}

async function decide(words: Record<string, string>): Promise<void> {
  await collector.go(communeReport)
  await collector.follow('Tiếp nhận hoặc trả lại')
  await collector.fill(words)
  await collector.press('Xác nhận')
}

/** One story: each test goes on where the one before it ended. */
describe('a commune that is late', () => {
  test('is urged by name, and its clerk finds that among what is to be done', async () => {
    await clerk.go('/reports')
    await clerk.follow(REPORT)
    await clerk.press('Lập báo cáo')
    communeReport = clerk.path()
    // The last good day of the request is past.
    await system.database
      .updateTable('report_request')
      .set({ due_on: '2026-11-20', due_on_excluded: false })
      .where('id', '=', request.split('/').at(-1) ?? '')
      .execute()
    expect(await communeOnBoard()).toMatchObject({ 'Tình hình gửi': 'Chưa gửi, quá hạn' })
    await collector.follow('Đôn đốc đơn vị chưa gửi')
    await collector.press('Gửi lời đôn đốc')
    expect(await communeOnBoard()).toMatchObject({ 'Đôn đốc': '22/11/2026' })
    await clerk.go('/')
    expect(await mainOf(clerk)).toContain('Đôn đốc ngày 22/11/2026')
  })

  test('does not hold up the collector: the consolidated report names it as missing, and closes the period', async () => {
    await collector.go(request)
    await collector.follow('Tổng hợp báo cáo')
    await collector.press('Mở báo cáo tổng hợp')
    whole = collector.path()
    await collector.page.getByText(/^Đơn vị chưa gửi, hạn/).click()
    expect(await mainOf(collector)).toContain(COMMUNE)
    await send(collector, whole)
    await collector.follow('Gửi lần 1')
    expect(await mainOf(collector)).toContain(COMMUNE)
    await collector.go(request)
    expect(await mainOf(collector)).toContain('Kỳ báo cáo đã khóa ngày 22/11/2026')
  })

  test('sends once the collector has opened the period for it, with the reason', async () => {
    await clerk.go(communeReport)
    expect(await mainOf(clerk)).toContain('Kỳ báo cáo đã khóa ngày 22/11/2026')
    expect(await clerk.page.getByRole('link', { name: /^Soạn mục/ }).count()).toBe(0)
    await collector.go(request)
    await collector.follow('Mở khóa kỳ báo cáo')
    await collector.fill({ 'Lý do mở khóa': 'Xã mất kết nối mạng ba ngày', [COMMUNE]: 'x' })
    await collector.press('Mở khóa')
    await writeStrengths(FIRST_WORDS)
    await send()
    expect(await mainOf(head)).toContain('Đã gửi, chờ tiếp nhận')
    expect(await communeOnBoard()).toMatchObject({
      'Tình hình gửi': 'Đã gửi, chậm',
      'Ngày gửi đầu tiên': '22/11/2026 (chậm)',
    })
  })

  test('is listed in the consolidated report, whose figures a supplement brings up to date', async () => {
    await collector.go(whole)
    const rows = await collector.table(/^Bổ sung, gửi muộn, mở lại/)
    expect(rows.find((row) => row['Đơn vị'] === COMMUNE)).toMatchObject({
      Việc: 'Gửi báo cáo sau khi đã tổng hợp',
      'Trong báo cáo tổng hợp': 'Chưa đưa vào',
    })
    await collector.follow('Lập báo cáo bổ sung')
    await collector.fill({
      'Lý do bổ sung': 'Đưa báo cáo gửi muộn của xã vào',
      'Nội dung bổ sung': 'Đã có báo cáo của xã Vĩnh Tường.',
    })
    await collector.press('Lưu bản bổ sung')
    await collector.follow('Gửi báo cáo bổ sung')
    await collector.press('Gửi báo cáo bổ sung')
    expect(await collector.heading()).toContain('Báo cáo bổ sung số 1')
    expect(await mainOf(collector)).toContain(`Báo cáo gửi sau của ${COMMUNE}`)
    await collector.go(whole)
    const after = await collector.table(/^Bổ sung, gửi muộn, mở lại/)
    expect(after.find((row) => row['Đơn vị'] === COMMUNE)).toMatchObject({ 'Trong báo cáo tổng hợp': 'Bổ sung số 1' })
  })
})

describe('a report that is returned', () => {
  test('tells the unit why, and can be written again though its period is closed', async () => {
    await decide({ 'Trả lại để đơn vị sửa': 'x', 'Lý do trả lại': REASON_OF_RETURN })
    await clerk.go(communeReport)
    expect(await mainOf(clerk)).toContain(`Báo cáo bị trả lại: ${REASON_OF_RETURN}`)
    await writeStrengths(MENDED_WORDS)
    await send()
    expect(await mainOf(head)).toContain(MENDED_WORDS)
  })

  test('keeps the earlier sending as it was, with the reason for which it came back', async () => {
    const sendings = await head.table(/^Các lần gửi/)
    expect(sendings.map((row) => row['Lần gửi'])).toEqual(['Gửi lần 2', 'Gửi lần 1'])
    expect(sendings[1]?.['Cơ quan tổng hợp xử lý']).toContain(REASON_OF_RETURN)
    await head.follow('Gửi lần 1')
    const first = await mainOf(head)
    expect(first).toContain(FIRST_WORDS)
    expect(first).not.toContain(MENDED_WORDS)
    expect(first).toContain(REASON_OF_RETURN)
  })
})

describe('late data', () => {
  test('come as a numbered supplement that shows what was sent and what it is now', async () => {
    await decide({ 'Tiếp nhận báo cáo': 'x' })
    await collector.go(request)
    await collector.follow('Mở khóa kỳ báo cáo')
    await collector.fill({ 'Lý do mở khóa': 'Xã có số liệu vào sổ muộn', [COMMUNE]: 'x' })
    await collector.press('Mở khóa')
    await clerk.go('/activities/new')
    await clerk.fill({
      'Loại hoạt động': 'Đối thoại',
      'Nội dung chính': 'Đối thoại ở ấp Vĩnh Thuận',
      'Ngày tổ chức': '20/11/2026',
      'Địa điểm': 'Nhà văn hóa ấp Vĩnh Thuận',
      'Người chủ trì': 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
      'Số người tham dự': '215',
    })
    await clerk.press('Lưu hoạt động')
    await clerk.go(communeReport)
    await clerk.follow('Lập báo cáo bổ sung')
    await clerk.fill({ 'Lý do bổ sung': REASON_OF_SUPPLEMENT })
    await clerk.press('Lưu bản bổ sung')
    expect(await clerk.page.getByRole('link', { name: 'Gửi báo cáo bổ sung' }).count()).toBe(0)
    await head.go(communeReport)
    await head.follow('Gửi báo cáo bổ sung')
    await head.press('Gửi báo cáo bổ sung')
    expect(await head.heading()).toContain('Báo cáo bổ sung số 1')
    const changes = await head.table('Chỉ tiêu thay đổi')
    expect(changes.find((row) => row['Chỉ tiêu']?.startsWith('Đại biểu dự đối thoại'))).toMatchObject({
      'Đã gửi': '0',
      'Bổ sung thành': '215',
      'Chênh lệch': '+215',
    })
  })

  test('leave the report as it was sent', async () => {
    await head.go(communeReport)
    const figure = (await head.rows('Cùng kỳ năm trước')).find((row) =>
      row['Chỉ tiêu']?.startsWith('Đại biểu dự đối thoại'),
    )
    expect(figure?.['Kỳ này']).toBe('0')
    await head.follow('Gửi lần 2')
    const sent = (await head.rows('Số hồ sơ')).find((row) => row['Chỉ tiêu']?.startsWith('Đại biểu dự đối thoại'))
    expect(sent).toMatchObject({ 'Đã gửi': '0' })
  })

  test('are accepted by the collector, and the board counts the unit as corrected', async () => {
    await collector.go('/')
    await collector.follow(/^Báo cáo bổ sung số 1: Báo cáo kết quả công tác dân vận quý IV năm 2026/)
    await collector.go(`${communeReport}/supplements/1`)
    await collector.follow('Tiếp nhận hoặc không')
    await collector.fill({ 'Tiếp nhận bản bổ sung': 'x' })
    await collector.press('Xác nhận')
    expect(await mainOf(collector)).toContain('Đã tiếp nhận')
    expect(await communeOnBoard()).toMatchObject({ 'Tình hình gửi': 'Đã gửi, có bổ sung hoặc gửi lại' })
  })
})

describe('a report that is reopened', () => {
  test('goes back with the reason, and the consolidated report says so', async () => {
    await collector.go(communeReport)
    await collector.follow('Mở lại báo cáo')
    await collector.press('Mở lại báo cáo')
    expect((await collector.errors()).summary).toEqual(['Hãy nhập lý do mở lại.'])
    await collector.fill({ 'Lý do mở lại': REASON_OF_REOPENING })
    await collector.press('Mở lại báo cáo')
    expect(await communeOnBoard()).toMatchObject({ 'Tình hình gửi': 'Bị trả lại hoặc mở lại, chưa gửi lại' })
    await collector.go(whole)
    expect(await mainOf(collector)).toContain('1 báo cáo nằm trong báo cáo tổng hợp này được mở lại')
  })

  test('is sent again under the next number, and the trail tells it all', async () => {
    await clerk.go('/reports')
    const owed = await clerk.table('Báo cáo phải gửi')
    expect(owed.find((row) => row['Báo cáo'] === REPORT)?.['Tình trạng']).toContain('Mở lại')
    await clerk.go(communeReport)
    expect(await mainOf(clerk)).toContain(`Báo cáo được mở lại: ${REASON_OF_REOPENING}`)
    await writeStrengths(`${MENDED_WORDS} Đã sửa tên ấp.`)
    await send()
    const sendings = await head.table(/^Các lần gửi/)
    expect(sendings.map((row) => row['Lần gửi'])).toEqual(['Gửi lần 3', 'Gửi lần 2', 'Gửi lần 1'])
    expect(sendings[1]?.['Cơ quan tổng hợp xử lý']).toContain(REASON_OF_REOPENING)
    const trail = await mainOf(head)
    for (const told of [
      `Trả lại báo cáo: ${REASON_OF_RETURN}`,
      'Gửi báo cáo bổ sung số 1',
      'Tiếp nhận báo cáo bổ sung số 1',
      `Mở lại báo cáo: ${REASON_OF_REOPENING}`,
      'Gửi lại báo cáo (lần 3)',
    ])
      expect(trail).toContain(told)
  })
})
