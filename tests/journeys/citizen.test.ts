import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { readPage } from '../support/page-check.ts'
import { type Person, personAt } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

/** A citizen on a phone, without account and without script, and the officials who answer. */
const PHONE_WIDTH = 360
const COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường'
/** The smallest picture that there is: one dot. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let system: RunningSystem
let browser: Browser
let citizen: Person
let clerk: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  citizen = await personAt(browser, system, { width: PHONE_WIDTH })
  clerk = await personAt(browser, system)
  await clerk.signIn('canbo.xa')
})

/** Nothing on the page is wider than the phone, and nothing keeps anybody from reading it. */
async function expectFitsPhone(person: Person): Promise<void> {
  expect((await readPage(person.page)).faults, person.page.url()).toEqual([])
  const overhang = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overhang, `${person.page.url()} is wider than the phone`).toBeLessThanOrEqual(0)
}

type Letter = {
  topic: string
  title: string
  content: string
  name?: string
  address?: string
  visibility?: string
  photo?: boolean
}

/** Writes and sends a letter about Vĩnh Tường page by page; answers code and secret. */
async function send(person: Person, letter: Letter): Promise<{ code: string; secret: string }> {
  await person.go('/public/send')
  await expectFitsPhone(person)
  await person.follow('Bắt đầu gửi đơn')
  await person.page.getByLabel(letter.topic).check()
  await person.press('Tiếp tục')
  await person.fill({ 'Tên xã, phường, thị trấn': 'vinh tuong' })
  await person.press('Tìm')
  await expectFitsPhone(person)
  await person.page.getByLabel(COMMUNE).first().check()
  await person.fill({ 'Địa điểm cụ thể': 'Trước chợ Vĩnh Tường' })
  await person.press('Tiếp tục')
  return finish(person, letter)
}

/** From the page of the words on. */
async function finish(person: Person, letter: Letter): Promise<{ code: string; secret: string }> {
  await person.fill({ 'Tóm tắt trong một câu': letter.title, 'Kể rõ sự việc và điều bạn mong muốn': letter.content })
  await person.press('Tiếp tục')
  if (person.path() === '/public/send/similar') await person.follow('Không phải việc của tôi, viết tiếp')
  if (person.path() === '/public/send/photos') {
    if (letter.photo) await person.fill({ 'Chọn ảnh': { files: [{ name: 'nha-toi.png', buffer: PICTURE }] } })
    await person.press('Tiếp tục')
  }
  if (person.path() === '/public/send/visibility') {
    await person.page.getByLabel(letter.visibility ?? 'Giữ kín').check()
    await person.press('Tiếp tục')
  }
  await expectFitsPhone(person)
  await person.fill({ 'Họ tên': letter.name ?? '', 'Địa chỉ': letter.address ?? '' })
  await person.press('Tiếp tục')
  expect(await person.heading()).toContain('Kiểm tra lại trước khi gửi')
  await expectFitsPhone(person)
  await person.press('Gửi đơn')
  expect(await person.heading()).toContain('Đã gửi đơn')
  await expectFitsPhone(person)
  const [code = '', secret = ''] = await person.page.locator('.app-receipt').allInnerTexts()
  return { code, secret }
}

async function openWith(person: Person, { code, secret }: { code: string; secret: string }): Promise<void> {
  await person.go('/public/follow')
  await person.fill({ 'Mã đơn': code.toLowerCase(), 'Mã bí mật': secret })
  await person.press('Xem đơn')
}

const mainText = (person: Person) => person.page.getByRole('main').innerText()

describe('somebody who tells of something, on a phone without script', () => {
  let receipt: { code: string; secret: string }
  let petition: string

  test('writes page by page and gets a code with a secret', async () => {
    receipt = await send(citizen, {
      topic: 'Báo một việc đang xảy ra',
      title: 'Đèn đường trước chợ hư đã hai tuần',
      content: 'Ba bóng đèn trước chợ không sáng, buổi tối đi lại nguy hiểm.',
      visibility: 'Công khai nội dung, ẩn tên',
      photo: true,
    })
    expect(receipt.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(receipt.secret).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/)
    const text = await mainText(citizen)
    expect(text).toContain('Việc tiếp theo')
    // Sent on Sunday 22/11/2026; ten working days.
    expect(text).toContain('chậm nhất ngày 04/12/2026')
    expect(text).toContain('Điều 28')
  })

  test('is waited for by the clerk of the commune, and nothing is public before', async () => {
    await clerk.go('/')
    expect(await mainText(clerk)).toContain('Đơn gửi trực tuyến chờ kiểm tra')
    await clerk.go('/submissions')
    await clerk.follow('Đèn đường trước chợ hư đã hai tuần')
    expect(await clerk.page.locator('main img').count()).toBe(1)
    await clerk.follow('Kiểm tra, vào sổ')
    expect(await clerk.valueOf('Tóm tắt nội dung')).toBe('Đèn đường trước chợ hư đã hai tuần')
    await clerk.fill({ 'Tiêu đề công khai': 'Đèn đường trước chợ Vĩnh Tường không sáng' })
    await clerk.press('Vào sổ và lấy số')
    petition = clerk.path()
    expect(petition).toMatch(/^\/petitions\/\d+$/)
    const text = await mainText(clerk)
    expect(text).toContain('Trực tuyến')
    expect(text).toContain('don-so-')
  })

  test('follows it with code and secret, adds words and a photo', async () => {
    await openWith(citizen, receipt)
    expect(await mainText(citizen)).toContain('Đơn đã vào sổ')
    await expectFitsPhone(citizen)
    await citizen.follow('Bổ sung nội dung, ảnh')
    await citizen.fill({
      'Nội dung bổ sung': 'Tối qua hư thêm một bóng.',
      Ảnh: { files: [{ name: 'den.png', buffer: PICTURE }] },
    })
    await citizen.press('Gửi bổ sung')
    expect(await mainText(citizen)).toContain('chờ cán bộ xem')
  })

  test('is read and answered by the clerk', async () => {
    await clerk.go(`${petition}/messages`)
    expect(await mainText(clerk)).toContain('Tối qua hư thêm một bóng.')
    expect(await clerk.page.locator('main img').count()).toBe(1)
    await clerk.press('Ghi là đã xem')
    await clerk.go(`${petition}/answer`)
    await clerk.fill({ 'Nội dung trả lời': 'Đã thay bốn bóng đèn ngày 22/11/2026.' })
    await clerk.press('Lưu kết quả')
  })

  test('reads the answer, by the link of the receipt too, and rates it once', async () => {
    const other = await personAt(browser, system, { width: PHONE_WIDTH })
    const link = `/public/follow/${receipt.code.replace('-', '')}/${receipt.secret.replaceAll('-', '')}`
    await other.go(link)
    expect(other.path()).toBe(`/public/follow/${receipt.code.replace('-', '')}`)
    const text = await mainText(other)
    expect(text).toContain('Đã thay bốn bóng đèn ngày 22/11/2026.')
    expect(text).toContain('cán bộ đã xem')
    expect(text).not.toContain('Nguyễn Thị Mai')
    await other.follow('Đánh giá việc trả lời')
    await other.page.getByLabel('Rất tốt (5)').check()
    await other.fill({ 'Vì sao bạn đánh giá như vậy': 'Nhanh' })
    await other.press('Gửi đánh giá')
    expect(await mainText(other)).toContain('Bạn đã đánh giá: 5 trên 5')
    expect(await other.page.getByRole('link', { name: 'Đánh giá việc trả lời' }).count()).toBe(0)
    await other.leave()
  })

  test('learns nothing with a wrong secret, and the same as with a code that there is not', async () => {
    const wrong = async (given: { code: string; secret: string }) => {
      await openWith(citizen, given)
      return (await citizen.errors()).summary
    }
    const withWrongSecret = await wrong({ ...receipt, secret: '0000-0000-0000' })
    expect(withWrongSecret).toEqual(await wrong({ code: '0000-0000', secret: receipt.secret }))
    expect(withWrongSecret[0]).toContain('không đúng')
  })
})

describe('somebody who is interrupted', () => {
  test('goes on where they were, changes an answer before sending, and sends it once', async () => {
    const person = await personAt(browser, system, { width: PHONE_WIDTH })
    await person.go('/public/send/topic')
    await person.page.getByLabel('Đề nghị, góp ý').check()
    await person.press('Tiếp tục')
    await person.go('/public/send/words')
    await person.fill({
      'Tóm tắt trong một câu': 'Xin thêm thùng rác',
      'Kể rõ sự việc và điều bạn mong muốn': 'Ở chợ.',
    })
    await person.press('Tiếp tục')
    await person.page.close()
    const again = await person.context.newPage()
    await again.goto('/public/send')
    await again.getByRole('link', { name: 'Viết tiếp' }).click()
    await again.getByLabel('Tên xã, phường, thị trấn').fill('vinh tuong')
    await again.getByRole('button', { name: 'Tìm' }).click()
    await again.getByLabel(COMMUNE).first().check()
    await again.getByRole('button', { name: 'Tiếp tục' }).click()
    expect(new URL(again.url()).pathname).toBe('/public/send/photos')
    await again.getByRole('button', { name: 'Tiếp tục' }).click()
    await again.getByLabel('Giữ kín').check()
    await again.getByRole('button', { name: 'Tiếp tục' }).click()
    await again.getByRole('button', { name: 'Tiếp tục' }).click()
    await again.getByRole('link', { name: 'Sửa tóm tắt' }).click()
    await again.getByLabel('Tóm tắt trong một câu').fill('Xin thêm hai thùng rác ở chợ')
    await again.getByRole('button', { name: 'Tiếp tục' }).click()
    expect(new URL(again.url()).pathname).toBe('/public/send/similar')
    await again.getByRole('link', { name: 'Không phải việc của tôi, viết tiếp' }).click()
    expect(new URL(again.url()).pathname).toBe('/public/send/check')
    expect(await again.getByRole('main').innerText()).toContain('Xin thêm hai thùng rác ở chợ')
    await again.getByRole('button', { name: 'Gửi đơn' }).click()
    const code = await again.locator('.app-receipt').first().innerText()
    // Back, and sent once more.
    await again.goto('/public/send/check')
    expect(await again.locator('.app-receipt').first().innerText()).toBe(code)
    await person.leave()
    await clerk.go('/submissions')
    expect(await clerk.page.getByRole('link', { name: 'Xin thêm hai thùng rác ở chợ' }).count()).toBe(1)
  })
})

describe('what was answered', () => {
  test('is public after a second look, at an address that lasts, and found without accents', async () => {
    const head = await personAt(browser, system)
    await head.signIn('lanhdao.xa')
    await head.follow(/^Duyệt công khai/)
    await head.page.getByLabel('Công khai', { exact: true }).check()
    const address = head.path().replace('/petitions/', '/public/petitions/').replace('/public-words/decision', '')
    expect(await citizen.go(address)).toBe(200)
    expect(await mainText(citizen)).not.toContain('gương cầu lồi ở khúc cua.')
    await head.press('Lưu quyết định')
    await head.leave()
    await citizen.go('/public/petitions')
    await expectFitsPhone(citizen)
    await citizen.fill({ 'Tìm trong đơn và câu trả lời': 'guong cau loi' })
    await citizen.press('Tìm')
    await citizen.follow(/gương cầu lồi/)
    expect(citizen.path()).toBe(address)
    expect(await mainText(citizen)).toContain('đã gắn hai gương cầu lồi')
    await citizen.go('/public/ratings')
    await expectFitsPhone(citizen)
    expect(await mainText(citizen)).toContain('Vĩnh Tường')
  })
})

describe('somebody who complains', () => {
  test('must say who complains, and may appeal against the answer while the term runs', async () => {
    const { code, secret } = await send(citizen, {
      topic: 'Không đồng ý với quyết định hoặc việc làm của cơ quan',
      title: 'Không đồng ý quyết định xử phạt 15/QĐ-XPHC',
      content: 'Quyết định ngày 02/11/2026 phạt sai người. Đề nghị hủy quyết định.',
      name: 'Lê Thị Bông',
      address: 'Ấp Vĩnh Hòa',
    })
    await clerk.go('/submissions')
    await clerk.follow('Không đồng ý quyết định xử phạt 15/QĐ-XPHC')
    await clerk.follow('Kiểm tra, vào sổ')
    await clerk.press('Vào sổ và lấy số')
    const petition = clerk.path()
    await clerk.go(`${petition}/acceptance`)
    await clerk.press('Ghi thụ lý')
    await clerk.go(`${petition}/decision`)
    await clerk.page.getByLabel('Sai', { exact: true }).check()
    await clerk.fill({ 'Nội dung quyết định, kết luận': 'Giữ nguyên quyết định xử phạt.' })
    await clerk.press('Lưu kết quả')
    await openWith(citizen, { code, secret })
    await citizen.follow('Không đồng ý với kết quả')
    await expectFitsPhone(citizen)
    const text = await mainText(citizen)
    expect(text).toContain('Gửi đến Ủy ban nhân dân huyện Vị Thủy')
    // Thirty days from Sunday 22/11/2026.
    expect(text).toContain('chậm nhất ngày 22/12/2026')
    expect(text).toContain('Khởi kiện tại Tòa án')
    await citizen.press('Viết đơn khiếu nại lần hai')
    await citizen.fill({ 'Tên xã, phường, thị trấn': 'vinh tuong' })
    await citizen.press('Tìm')
    await citizen.page.getByLabel(COMMUNE).first().check()
    await citizen.press('Tiếp tục')
    expect(await citizen.valueOf('Tóm tắt trong một câu')).toContain('Khiếu nại lần hai')
    await finish(citizen, {
      topic: '',
      title: await citizen.valueOf('Tóm tắt trong một câu'),
      content: 'Quyết định giải quyết chưa xem xét biên bản.',
      name: 'Lê Thị Bông',
      address: 'Ấp Vĩnh Hòa',
    })
    const district = await personAt(browser, system)
    await district.signIn('canbo.huyen')
    await district.go('/submissions')
    await district.follow(/Khiếu nại lần hai/)
    expect(await mainText(district)).toContain('Đơn đã giải quyết trước đó')
    await district.leave()
  })
})

describe('somebody who denounces', () => {
  test('is told how they are protected, gives a photo, and is found by nobody who is not named', async () => {
    const { code, secret } = await send(citizen, {
      topic: 'Báo hành vi vi phạm pháp luật',
      title: 'Cán bộ ấp thu tiền không biên lai',
      content: 'Ông trưởng ấp thu tiền làm đường của 20 hộ, không đưa biên lai.',
      name: 'Trịnh Kín Đáo',
      address: 'Ấp Bí Mật',
      photo: true,
    })
    await clerk.go('/submissions')
    await clerk.follow('Đơn tố cáo (nội dung được giữ bí mật)')
    for (const hidden of ['biên lai', 'Trịnh Kín Đáo', 'Bí Mật']) expect(await mainText(clerk)).not.toContain(hidden)
    expect(await mainText(clerk)).toContain('Kèm 1 ảnh, hiện ra khi mở nội dung')
    expect(await clerk.page.locator('main img').count()).toBe(0)
    await clerk.follow('Mở nội dung')
    await clerk.fill({ 'Lý do': 'Kiểm tra để vào sổ' })
    await clerk.press('Mở nội dung')
    expect(await mainText(clerk)).toContain('không đưa biên lai')
    expect(await mainText(clerk)).not.toContain('Trịnh Kín Đáo')
    const photo = (await clerk.page.locator('main img').getAttribute('src')) ?? ''
    const read = await clerk.context.request.get(new URL(photo, clerk.page.url()).href)
    expect([read.status(), (await read.body()).length]).toEqual([200, PICTURE.length])
    await clerk.follow('Kiểm tra, vào sổ')
    await clerk.fill({
      'Tóm tắt nội dung': 'Thu tiền làm đường không có biên lai',
      'Nội dung, yêu cầu của đơn': 'Trưởng ấp thu tiền của các hộ mà không lập biên lai.',
    })
    await clerk.press('Vào sổ và lấy số')
    expect(await mainText(clerk)).not.toContain('Trịnh Kín Đáo')
    await openWith(citizen, { code, secret })
    const told = await mainText(citizen)
    expect(told).toContain('đang chờ giao người xử lý')
    expect(told).not.toMatch(/biên lai|Vĩnh Tường|Trịnh/)
  })

  test('gets away quickly, and “back” shows nothing', async () => {
    await citizen.go('/public/send/topic')
    await citizen.page.getByLabel('Báo hành vi vi phạm pháp luật').check()
    await citizen.press('Tiếp tục')
    const exit = await citizen.page.getByRole('link', { name: 'Thoát nhanh' }).getAttribute('href')
    const cookies = await citizen.context.cookies()
    const draft = cookies.find(({ name }) => name === 'danvan_draft')?.value ?? ''
    const answer = await system.app.inject({ method: 'GET', url: exit ?? '', cookies: { danvan_draft: draft } })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).not.toContain('/public')
    await citizen.go('/public/send/place')
    expect(await citizen.heading()).toBe('Không có đơn đang viết')
  })
})

describe('somebody who asks how long it takes', () => {
  test('computes a limit, on a phone without script', async () => {
    await citizen.go('/public/deadlines')
    await expectFitsPhone(citizen)
    await citizen.go('/public/deadlines')
    await citizen.page.locator('summary', { hasText: 'Tố cáo' }).click()
    await citizen.follow(/kiểm tra người tố cáo/)
    await expectFitsPhone(citizen)
    await citizen.page.getByLabel(/^Ngày bắt đầu/).fill('17/05/2026')
    await citizen.press('Tính thời hạn')
    expect(await mainText(citizen)).toContain('26/05/2026')
    await expectFitsPhone(citizen)
  })
})
