import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { journey } from '../support/journey.ts'
import { type Person, signedIn } from '../support/person.ts'
import { gainedSince, rowCounts } from '../support/row-counts.ts'
import type { RunningSystem } from '../support/system.ts'
import '../../src/modules/activities/queries/tables.ts'

const DIALOGUE = {
  'Loại hoạt động': 'Đối thoại',
  'Nội dung chính': 'Đối thoại về tuyến đường ấp 3',
  'Ngày tổ chức': '20/11/2026',
  'Địa điểm': 'Nhà văn hóa ấp 3',
  'Người chủ trì': 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
  'Số người tham dự': '215',
  'Nội dung các ý kiến': 'Sửa đoạn đường sạt lở\nLắp đèn ở đầu cầu\nCông khai mức hỗ trợ',
}
const SAVE = 'Lưu hoạt động'
/** The rows that one such dialogue is made of, wherever they stand. */
const ONE_DIALOGUE = { activity: 1, activity_search: 1, opinion: 3, audit_entry: 1, form_submission: 1 }

let system: RunningSystem
let browser: Browser
/** Without script: every form is a plain post. */
let clerk: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  clerk = await signedIn(browser, system, 'canbo.xa')
})

/** The message stands on top, above the heading and linked to its field, and again beside the field. */
async function expectRefused(person: Person, label: string, message: string): Promise<void> {
  expect(await person.errors()).toEqual({ summary: [message], besideField: { [label]: message } })
  expect(await person.page.title()).toMatch(/^Lỗi: /)
  const order = await person.page
    .locator('main .govuk-error-summary, main h1')
    .evaluateAll((all) => all.map((e) => e.tagName))
  expect(order).toEqual(['DIV', 'H1'])
  const target = await person.page.locator('.govuk-error-summary li a').getAttribute('href')
  expect(target).toBe(`#${await person.field(label).getAttribute('id')}`)
}

async function expectStillEntered(person: Person, entered: Readonly<Record<string, string>>): Promise<void> {
  const found: Record<string, string> = {}
  for (const label of Object.keys(entered)) found[label] = await person.valueOf(label)
  expect(found).toEqual(entered)
}

describe('a date that does not exist', () => {
  test.each(['30/02/2026', '31/11/2026', 'hôm qua'])('%s', async (date) => {
    await expectMendable({
      wrong: { 'Ngày tổ chức': date },
      message: `Ngày tổ chức: Không có ngày “${date}”. Hãy ghi ngày theo mẫu ngày/tháng/năm, ví dụ 22/11/2026.`,
      right: { 'Ngày tổ chức': '20/11/2026' },
    })
  })

  test('nor a day that has not come', async () => {
    await expectMendable({
      wrong: { 'Ngày tổ chức': '23/11/2026' },
      message:
        'Ngày tổ chức 23/11/2026 ở sau hôm nay (22/11/2026). Chỉ ghi hoạt động đã diễn ra; hãy kiểm tra lại ngày.',
      right: { 'Ngày tổ chức': '22/11/2026' },
    })
  })
})

describe('a number of participants', () => {
  test.each([
    ['-5', 'Số người tham dự không được là số âm. Bạn đã nhập “-5”.'],
    ['hai trăm', 'Số người tham dự phải là số nguyên, ví dụ 215. Bạn đã nhập “hai trăm”.'],
    ['21,5', 'Số người tham dự phải là số nguyên, ví dụ 215. Bạn đã nhập “21,5”.'],
  ])('%s', async (participants, message) => {
    await expectMendable({
      wrong: { 'Số người tham dự': participants },
      message,
      right: { 'Số người tham dự': '215' },
    })
  })
})

/** Enters a dialogue with one wrong field, is told, finds nothing written and nothing lost, mends it and saves it once. */
async function expectMendable({
  wrong,
  message,
  right,
}: {
  wrong: Record<string, string>
  message: string
  right: Record<string, string>
}): Promise<void> {
  const before = await rowCounts(system.database)
  const entered = { ...DIALOGUE, ...wrong }
  await clerk.go('/activities/new')
  await clerk.fill(entered)
  await clerk.press(SAVE)
  await expectRefused(clerk, Object.keys(wrong)[0] ?? '', message)
  await expectStillEntered(clerk, entered)
  expect(await gainedSince(before, system.database)).toEqual({})
  await clerk.fill(right)
  await clerk.press(SAVE)
  expect(await clerk.heading()).toContain(DIALOGUE['Nội dung chính'])
  expect(await gainedSince(before, system.database)).toEqual(ONE_DIALOGUE)
}

describe('a report for a period that has not begun', () => {
  test('is refused by name of the period, and nothing is drafted', async () => {
    const before = await rowCounts(system.database)
    await clerk.go('/reports/new')
    await clerk.fill({ Kỳ: 'Quý I', Năm: '2027' })
    await clerk.press('Lập báo cáo')
    await expectRefused(
      clerk,
      'Kỳ',
      'Kỳ báo cáo “Quý I năm 2027” chưa bắt đầu (từ 01/01/2027). Hãy chọn kỳ khác hoặc lập báo cáo khi kỳ đã bắt đầu.',
    )
    await expectStillEntered(clerk, { Kỳ: 'Quý I', Năm: '2027' })
    expect(await gainedSince(before, system.database)).toEqual({})
    await clerk.fill({ Kỳ: 'Quý III', Năm: '2026' })
    await clerk.press('Lập báo cáo')
    expect(await clerk.heading()).toContain('quý III năm 2026')
  })
})

describe('a file', () => {
  const FILES = 'Tệp văn bản'
  const DOCUMENT = {
    'Loại văn bản': 'Kế hoạch (KH)',
    'Trích yếu': 'Đối thoại với Nhân dân năm 2026',
    'Ngày văn bản': '20/11/2026',
  }
  const pdf = (name: string, sizeInBytes: number) => {
    const buffer = Buffer.alloc(sizeInBytes, ' ')
    buffer.write('%PDF-1.7\n')
    return { name, buffer }
  }

  test.each([
    [
      'of more than 20 MB',
      pdf('bien-ban.pdf', 20 * 1024 * 1024 + 1),
      'Tệp “bien-ban.pdf” lớn hơn 20 MB nên chưa được nhận. Hãy giảm dung lượng tệp hoặc chia thành nhiều tệp.',
    ],
    [
      'that is a program',
      { name: 'phan-mem.exe', buffer: Buffer.from('MZ of a program') },
      'Không nhận tệp “phan-mem.exe”. Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx), ảnh JPEG hoặc PNG, và nội dung phải đúng với đuôi tệp.',
    ],
    [
      'that says it is something else',
      { name: 'bien-ban.pdf', buffer: Buffer.from('MZ of a program') },
      'Không nhận tệp “bien-ban.pdf”. Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx), ảnh JPEG hoặc PNG, và nội dung phải đúng với đuôi tệp.',
    ],
    ['without content', pdf('trong.pdf', 0), 'Tệp “trong.pdf” không có nội dung. Hãy chọn lại tệp.'],
  ])('%s is refused and nothing of it is kept', async (_kind, file, message) => {
    const before = await rowCounts(system.database)
    await clerk.go('/documents/outgoing/new')
    await clerk.fill({ ...DOCUMENT, [FILES]: { files: [file] } })
    await clerk.press('Lưu văn bản đi')
    await expectRefused(clerk, FILES, message)
    await expectStillEntered(clerk, DOCUMENT)
    expect(await gainedSince(before, system.database)).toEqual({})
  })

  test('that was good is not asked for again when the one beside it was bad', async () => {
    const before = await rowCounts(system.database)
    await clerk.go('/documents/outgoing/new')
    const good = pdf('ke-hoach.pdf', 5000)
    await clerk.fill({ ...DOCUMENT, [FILES]: { files: [good, pdf('to.pdf', 20 * 1024 * 1024 + 1)] } })
    await clerk.press('Lưu văn bản đi')
    expect(await clerk.field('Giữ tệp đã nhận: ke-hoach.pdf (5 KB)').isChecked()).toBe(true)
    expect(await gainedSince(before, system.database)).toEqual({ stored_file: 1 })
    await clerk.press('Lưu văn bản đi')
    expect(clerk.path()).toMatch(/^\/documents\/\d+$/)
    expect(await gainedSince(before, system.database)).toMatchObject({ document: 1, stored_file: 1, attachment: 1 })
    const link = await clerk.page
      .getByRole('link', { name: /ke-hoach\.pdf/ })
      .first()
      .getAttribute('href')
    const received = await clerk.context.request.get(link ?? '')
    expect((await received.body()).equals(good.buffer)).toBe(true)
  })
})

describe('a form sent twice makes one record', () => {
  test('by a double click', async () => {
    const before = await rowCounts(system.database)
    await clerk.go('/activities/new')
    await clerk.fill(DIALOGUE)
    await clerk.page.getByRole('button', { name: SAVE }).dblclick()
    await expect.poll(() => clerk.path()).toMatch(/^\/activities\/\d+$/)
    expect(await clerk.heading()).toContain(DIALOGUE['Nội dung chính'])
    expect(await gainedSince(before, system.database)).toEqual(ONE_DIALOGUE)
  })

  test('by sending it again when the answer was lost on the way', async () => {
    const before = await rowCounts(system.database)
    await clerk.go('/activities/new')
    await clerk.fill(DIALOGUE)
    // The system receives and saves; the browser hears nothing and stays where it is.
    await clerk.page.route('**/activities/new', async (route) => {
      await route.fetch({ maxRedirects: 0 })
      await route.fulfill({ status: 204 })
    })
    await Promise.all([
      clerk.page.waitForResponse((answer) => answer.status() === 204),
      clerk.page.getByRole('button', { name: SAVE }).click(),
    ])
    expect(await gainedSince(before, system.database)).toEqual(ONE_DIALOGUE)
    await clerk.page.unroute('**/activities/new')
    await clerk.press(SAVE)
    expect(await clerk.heading()).toContain(DIALOGUE['Nội dung chính'])
    expect(await gainedSince(before, system.database)).toEqual(ONE_DIALOGUE)
  })

  test('by two sendings at the same moment', async () => {
    const before = await rowCounts(system.database)
    await clerk.go('/activities/new')
    await clerk.fill(DIALOGUE)
    const form = await fieldsOf(clerk)
    const send = () => clerk.context.request.post('/activities/new', { form, maxRedirects: 0 })
    const answers = await Promise.all([send(), send(), send()])
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303])
    expect(new Set(answers.map((answer) => answer.headers().location)).size).toBe(1)
    expect(await gainedSince(before, system.database)).toEqual(ONE_DIALOGUE)
  })
})

describe('two people who edit the same record', () => {
  test('the second sees the difference, nothing is overwritten unseen, and both can save', async () => {
    await clerk.go('/activities/new')
    await clerk.fill(DIALOGUE)
    await clerk.press(SAVE)
    const record = clerk.path()
    const head = await signedIn(browser, system, 'lanhdao.xa')
    await head.go(`${record}/edit`)
    await clerk.go(`${record}/edit`)
    await head.fill({ 'Số người tham dự': '220', 'Địa điểm': 'Hội trường xã' })
    await head.press(SAVE)
    expect(head.path()).toBe(record)

    const before = await rowCounts(system.database)
    await clerk.fill({ 'Số người tham dự': '230', 'Loại hoạt động': 'Tiếp công dân' })
    await clerk.press(SAVE)
    const notice = clerk.page.getByRole('region', { name: 'Bản ghi đã được người khác sửa' })
    expect(await notice.innerText()).toContain('Trần Văn Tám')
    expect(await clerk.table(/^Những chỗ khác nhau/)).toEqual([
      {
        Mục: 'Loại hoạt động',
        'Giá trị mới trên hệ thống': 'Đối thoại',
        'Giá trị bạn vừa nhập': 'Tiếp công dân',
      },
      {
        Mục: 'Địa điểm',
        'Giá trị mới trên hệ thống': 'Hội trường xã',
        'Giá trị bạn vừa nhập': 'Nhà văn hóa ấp 3',
      },
      { Mục: 'Số người tham dự', 'Giá trị mới trên hệ thống': '220', 'Giá trị bạn vừa nhập': '230' },
    ])
    expect(await clerk.valueOf('Số người tham dự')).toBe('230')
    expect(await gainedSince(before, system.database)).toEqual({})
    expect(await activity(record)).toMatchObject({ participant_count: 220, place: 'Hội trường xã', version: 2 })

    await clerk.fill({ 'Địa điểm': 'Hội trường xã', 'Loại hoạt động': 'Đối thoại' })
    await clerk.press(SAVE)
    expect(clerk.path()).toBe(record)
    expect(await activity(record)).toMatchObject({ participant_count: 230, place: 'Hội trường xã', version: 3 })
  })
})

describe('a session that ends while somebody types', () => {
  test('keeps the text, gives it back after signing in, and saves it once', async () => {
    const before = await rowCounts(system.database)
    await clerk.go('/activities/new')
    await clerk.fill(DIALOGUE)
    await system.database.deleteFrom('session').execute()
    await clerk.press(SAVE)
    expect(clerk.path()).toBe('/sign-in')
    expect(await clerk.page.getByRole('main').innerText()).toContain(
      'Phiên làm việc đã kết thúc trong lúc bạn đang nhập. Nội dung đã nhập được giữ lại',
    )
    expect(await gainedSince(before, system.database)).toEqual({})

    await clerk.signIn('canbo.xa')
    expect(clerk.path()).toBe('/activities/new')
    expect(await clerk.page.getByRole('main').innerText()).toContain('chưa được gửi')
    await expectStillEntered(clerk, DIALOGUE)
    await clerk.press(SAVE)
    expect(await clerk.heading()).toContain(DIALOGUE['Nội dung chính'])
    expect(await gainedSince(before, system.database)).toEqual(ONE_DIALOGUE)
  })

  test('shows the kept text to nobody else', async () => {
    await clerk.go('/activities/new')
    await clerk.fill(DIALOGUE)
    await system.database.deleteFrom('session').execute()
    await clerk.press(SAVE)
    await clerk.signIn('lanhdao.xa')
    expect(clerk.path()).toBe('/activities/new')
    expect(await clerk.valueOf('Nội dung chính')).toBe('')
    await clerk.page.goto('/')
  })
})

/** Every field of the page's form as the browser would send it. */
function fieldsOf(person: Person): Promise<Record<string, string>> {
  return person.page
    .locator('form', { has: person.page.getByRole('button', { name: SAVE }) })
    .evaluate((form) =>
      Object.fromEntries(
        [...new FormData(form as HTMLFormElement)].filter(
          (field): field is [string, string] => typeof field[1] === 'string',
        ),
      ),
    )
}

function activity(path: string) {
  const id = path.split('/').at(-1) ?? ''
  return system.database.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}
