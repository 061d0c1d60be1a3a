import type { Browser } from 'playwright-core'
import { expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, signedIn } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

/**
 * From the plan of the province to the plan of a commune, and on 5 December to those who have not reported: on a phone, without script.
 */
const UPPER = 'Kế hoạch công tác dân vận chính quyền năm 2026'
const REPORT = 'Gửi báo cáo công tác dân vận năm 2026 về UBND tỉnh qua Sở Nội vụ'
const OWN = 'Kế hoạch công tác dân vận năm 2026 của xã Vĩnh Tường'

let system: RunningSystem
let browser: Browser

journey('province', (opened) => {
  ;({ system, browser } = opened)
})

/** Somebody at work on a phone; every page on which they stop must fit it. */
async function atWork(userName: string, work: (person: Person, onPage: () => Promise<string>) => Promise<void>) {
  const person = await signedIn(browser, system, userName, { width: 360 })
  await work(person, async () => {
    expect((await readPage(person.page)).faults, person.page.url()).toEqual([])
    return person.page.getByRole('main').innerText()
  })
  await person.leave()
}

let ownPlan = ''

test('a commune makes its plan from the plan above, and is told what it has left out until it puts it in', async () => {
  await atWork('canbo.xa', async (clerk, onPage) => {
    await clerk.go('/plans?year=2026')
    await clerk.follow(UPPER)
    await clerk.follow('Lập kế hoạch của đơn vị tôi theo kế hoạch này')
    const contents = (await clerk.valueOf('Các nội dung')).split('\n')
    expect(contents).toHaveLength(7)
    // Two in words of its own, five as they stand above.
    const own = [...contents.slice(0, 5), 'Nắm tình hình an ninh trật tự ở ấp', 'Giám sát của Nhân dân']
    await clerk.fill({ 'Tên kế hoạch': OWN, 'Các nội dung': own.join('\n') })
    await onPage()
    await clerk.press('Lưu kế hoạch')
    ownPlan = clerk.path()
    const page = await onPage()
    expect(page).toContain('Thực hiện nội dung 1 của kế hoạch cấp trên')
    expect(page).toContain('chưa có trong kế hoạch này: 6. Phối hợp của cơ quan tư pháp')
    for (const [position, upper] of [
      [6, '6. Phối hợp'],
      [7, '7. Kiểm tra'],
    ] as const) {
      await clerk.follow(`Sửa nội dung ${position}`)
      await clerk.fill({ 'Thực hiện nội dung của kế hoạch cấp trên': upper })
      await onPage()
      await clerk.press('Lưu nội dung')
    }
    expect(await onPage()).not.toContain('chưa có trong kế hoạch này')
  })
})

test('its head gives a task with target, milestones and “trước ngày” in one of two readings, for which a reason is asked', async () => {
  await atWork('lanhdao.xa', async (head, onPage) => {
    await head.go(ownPlan)
    await head.follow('Giao nhiệm vụ')
    for (const folded of ['Thêm giờ, hoặc căn cứ của cách tính hạn', 'Thêm chỉ tiêu, thời gian thực hiện, các mốc'])
      await head.page.getByText(folded).click()
    await head.fill({
      'Thuộc nội dung': '4.',
      'Nhiệm vụ': 'Đối thoại với người dân bốn ấp',
      'Hạn hoàn thành': '10/12/2026',
      '“Trước ngày” này, nhưng gửi trong chính ngày này vẫn đúng hạn': 'x',
      'Số lượng': '4',
      'Đơn vị tính': 'cuộc đối thoại',
      'Cách tính kết quả chỉ tiêu': 'Mỗi hoạt động',
      'Các mốc': '30/11/2026: Xong hai ấp đầu',
      'Ngày giao': '22/11/2026',
    })
    // The same units stand folded away once more, for those that only support.
    await head.page
      .getByRole('checkbox', { name: /^Ủy ban nhân dân xã Vĩnh Tường/ })
      .first()
      .check()
    await head.press('Giao nhiệm vụ')
    expect((await head.errors()).besideField).toHaveProperty('Căn cứ của cách tính hạn')
    await onPage()
    await head.fill({ 'Căn cứ của cách tính hạn': 'Thông báo của Ủy ban nhân dân xã' })
    await head.press('Giao nhiệm vụ')
    expect(await onPage()).toContain('trước ngày 10/12/2026 (tính cả ngày 10/12/2026)')
    await head.follow('Tiến trình')
    expect(await onPage()).toContain('Đối thoại với người dân bốn ấp')
    expect(await head.page.locator('svg[role=img] > title').textContent()).toContain(OWN)
  })
})

test('the clerk receives it, shows a milestone by a record, and asks back about the report', async () => {
  await atWork('canbo.xa', async (clerk, onPage) => {
    await clerk.go(ownPlan)
    await clerk.follow('Đối thoại với người dân bốn ấp')
    await clerk.follow(/Ủy ban nhân dân xã Vĩnh Tường/)
    await clerk.follow('Tiếp nhận')
    await onPage()
    await clerk.press('Tiếp nhận')
    expect(await onPage()).toContain('0%: 0/4 cuộc đối thoại')
    await clerk.follow('Ghi hoạt động cho nhiệm vụ này')
    await clerk.fill({
      'Nội dung chính': 'Đối thoại ở ấp Vĩnh Hòa',
      'Ngày tổ chức': '21/11/2026',
      'Địa điểm': 'Nhà văn hóa ấp',
      'Người chủ trì': 'Chủ tịch Ủy ban nhân dân xã',
      'Số người tham dự': '40',
    })
    await clerk.press('Lưu hoạt động')
    await clerk.follow('Đối thoại với người dân bốn ấp')
    expect(await onPage()).toContain('25%: 1/4 cuộc đối thoại')
    await clerk.follow(/^Chọn mốc/)
    await clerk.fill({ 'Cho thấy đã đạt mốc': '30/11/2026' })
    await clerk.press('Lưu')
    expect((await clerk.table('Các mốc'))[0]?.['Minh chứng']).toContain('Đối thoại ở ấp Vĩnh Hòa')
    await clerk.go('/tasks')
    await clerk.follow(REPORT)
    await clerk.follow('Hỏi lại')
    await clerk.fill({ 'Câu hỏi': 'Số liệu lấy đến ngày nào?' })
    await onPage()
    await clerk.press('Gửi câu hỏi')
    expect(await onPage()).toContain('Đang chờ trả lời')
  })
})

test('who follows the plan answers, and sees the commune’s plan in the matrix with the holes of others', async () => {
  await atWork('tonghop.snv', async (collector, onPage) => {
    await collector.go('/')
    await collector.page.getByRole('main').getByText('Số liệu lấy đến ngày nào?').waitFor()
    await collector.page.locator('.app-duty', { hasText: 'Số liệu lấy đến ngày nào?' }).getByRole('link').click()
    await collector.follow('Trả lời câu hỏi')
    await collector.fill({ 'Trả lời': 'Đến hết ngày 30/11.' })
    await collector.press('Gửi trả lời')
    expect(await onPage()).toContain('Đến hết ngày 30/11.')
    await collector.go('/plans?year=2026')
    await collector.follow(UPPER)
    await collector.follow('Bảng bao phủ')
    await onPage()
    const rows = await collector.table('Bảng bao phủ')
    const commune = rows.find((row) => row['Đơn vị']?.includes('xã Vĩnh Tường'))
    expect(commune?.['Kế hoạch riêng']).toContain('Đã lập')
    expect(commune?.['Nội dung 6']).toContain('KH riêng: 1')
    expect(rows.some((row) => row['Nội dung 5'] === 'Trống')).toBe(true)
  })
})

test('on 5 December those who have not reported are urged with one press, in the reading that counts', async () => {
  system.clock.now = new Date('2026-12-05T02:00:00Z')
  await atWork('tonghop.snv', async (collector, onPage) => {
    await collector.go('/plans?year=2026')
    await collector.follow(UPPER)
    await collector.follow(REPORT)
    await collector.follow('Ai đã báo cáo, ai chưa')
    const page = await onPage()
    const missing = Number(/(\d+) đơn vị chưa báo cáo tính đến hết ngày 05\/12\/2026/.exec(page)?.[1])
    const readings = await collector.table('Tính theo từng cách hiểu thời hạn')
    expect(readings.map((row) => [row['Ngày cuối còn đúng hạn'], row['Chưa báo cáo, quá hạn']])).toEqual([
      ['04/12/2026', `${missing} (1 ngày)`],
      ['05/12/2026', '0'],
    ])
    await collector.follow(`Nhắc ${missing} đơn vị`)
    await collector.fill({ 'Nội dung đôn đốc': 'Đề nghị gửi báo cáo ngay trong ngày.' })
    await onPage()
    await collector.press(`Nhắc ${missing} đơn vị`)
    await collector.go('/plans?year=2026')
    await collector.follow(UPPER)
    await collector.follow(REPORT)
    await collector.follow('Ai đã báo cáo, ai chưa')
    const reminded = (await collector.table('Chưa báo cáo')).map((row) => row['Đã nhắc'])
    expect(reminded).toEqual(Array(missing).fill('1 lần, lần cuối 05/12/2026'))
  })
})

test('the commune sees it on its first page, and the head above sees that it is late', async () => {
  await atWork('canbo.xa', async (clerk, onPage) => {
    await clerk.go('/')
    expect(await onPage()).toContain('Đôn đốc ngày 05/12/2026: Đề nghị gửi báo cáo ngay trong ngày.')
  })
  await atWork('lanhdao.huyen', async (head, onPage) => {
    await head.go('/')
    expect(await onPage()).toMatch(/\d+ đơn vị cấp dưới có nhiệm vụ quá hạn|có \d+ nhiệm vụ quá hạn/)
  })
})
