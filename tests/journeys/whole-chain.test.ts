import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { readWord, type WordParagraph } from '../../src/modules/documents/word/read-word.ts'
import { explainMissingEvidence } from '../support/handing-in.ts'
import { journey } from '../support/journey.ts'
import { numberIn, type Person, personAt, type Row, signedIn } from '../support/person.ts'
import type { RunningSystem } from '../support/system.ts'

const COMMUNE = 'Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy'
const TASK = 'Đối thoại của người đứng đầu với Nhân dân'
const DIALOGUE = 'Đối thoại về tuyến đường ấp Vĩnh Hòa'
const REPORT = 'Báo cáo kết quả công tác dân vận quý IV năm 2026'
const REASON = 'Biên bản chưa có chữ ký của đại diện Nhân dân'
/** What the verifier enters for the criteria that units do not score themselves. */
const OF_OTHERS = {
  'Chỉ số cải cách hành chính': '91,5',
  'Chỉ số hài lòng': '88',
  'Không để phát sinh vụ việc đông người, phức tạp, kéo dài do lỗi của cơ quan, địa phương': 'Có',
  'Công khai để Nhân dân biết': 'Mức A',
  'Chất lượng, hiệu quả của mô hình': '2',
  'Thực hiện chương trình phối hợp với Mặt trận và các đoàn thể': 'Mức A',
  'Gửi báo cáo năm': '20/11/2026',
}
const QUARTER = '/figures?year=2026&part=Q4'
/** What the dialogue adds to the figures: itself, 215 people and 3 opinions, written down one by one, and nothing else. */
const ADDED = {
  'Cuộc tiếp xúc, đối thoại trực tiếp (cuộc)': 1,
  'Đại biểu dự đối thoại (đại biểu)': 215,
  'Ý kiến tại đối thoại (ý kiến)': 3,
  'Ý kiến đã ghi nội dung (ý kiến)': 3,
}

let system: RunningSystem
let browser: Browser
let communeClerk: Person
let communeHead: Person
let homeAffairs: Person
let provinceLeader: Person
let citizen: Person

journey('province', async (opened) => {
  ;({ system, browser } = opened)
  communeClerk = await signedIn(browser, system, 'canbo.xa')
  communeHead = await signedIn(browser, system, 'lanhdao.xa')
  homeAffairs = await signedIn(browser, system, 'tonghop.snv')
  provinceLeader = await signedIn(browser, system, 'lanhdao.tinh')
  citizen = await personAt(browser, system, { width: 360 })
})

/** Every figure of the quarter that this person sees first: of their unit, or of the province. */
async function figuresOfTheQuarter(person: Person): Promise<Record<string, number>> {
  await person.go(QUARTER)
  return figuresOn(person)
}

/** An average, a share or an index that others publish is no sum: it moves by its own rule, or cannot be computed at all. */
const NO_SUM = /^(Số ý kiến bình quân|Tỷ lệ|Chỉ số) /

function differences(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([title]) => !NO_SUM.test(title))
      .map(([title, value]) => [title, value - (before[title] ?? 0)] as const)
      .filter(([, difference]) => difference !== 0),
  )
}

/** One story: each test goes on where the one before it ended. */
describe('a dialogue, entered once', () => {
  let ofCommune: Record<string, number>
  let ofProvince: Record<string, number>

  test('is entered by the clerk of a commune in one page', async () => {
    ofCommune = await figuresOfTheQuarter(communeClerk)
    ofProvince = await figuresOfTheQuarter(homeAffairs)
    await communeClerk.go('/')
    await communeClerk.follow('Ghi hoạt động')
    await communeClerk.fill({
      'Loại hoạt động': 'Đối thoại',
      'Nội dung chính': DIALOGUE,
      'Ngày tổ chức': '20/11/2026',
      'Địa điểm': 'Nhà văn hóa ấp Vĩnh Hòa',
      'Người chủ trì': 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
      'Số người tham dự': '215',
      'Nội dung các ý kiến': 'Sửa đoạn đường sạt lở\nLắp đèn ở đầu cầu\nCông khai mức hỗ trợ',
      'Thuộc nhiệm vụ': `${TASK} (hạn 10/12/2026)`,
    })
    await communeClerk.press('Lưu hoạt động')
    expect(await communeClerk.heading()).toContain(DIALOGUE)
  })

  test('raises the figures of the commune and of the province by itself and by nothing else', async () => {
    expect(Object.keys(ofCommune)).toEqual(expect.arrayContaining(Object.keys(ADDED)))
    expect(differences(ofCommune, await figuresOfTheQuarter(communeClerk))).toEqual(ADDED)
    expect(differences(ofProvince, await figuresOfTheQuarter(homeAffairs))).toEqual(ADDED)
    ofCommune = await figuresOfTheQuarter(communeClerk)
    ofProvince = await figuresOfTheQuarter(homeAffairs)
  })

  test('stands behind the figure', async () => {
    await communeClerk.go(QUARTER)
    await communeClerk.page
      .getByRole('row', { name: /^Đại biểu dự đối thoại/ })
      .getByRole('link')
      .nth(1)
      .click()
    await communeClerk.follow(DIALOGUE)
    expect(await communeClerk.page.getByRole('main').innerText()).toContain('215 người')
  })

  test('is evidence of its task', async () => {
    await communeClerk.go('/tasks')
    await communeClerk.follow(TASK)
    await communeClerk.follow(DIALOGUE)
    expect(await communeClerk.heading()).toContain(DIALOGUE)
  })
})

describe('the report of the quarter', () => {
  let communeReport: string

  test('is drawn up by the clerk with the dialogue among its figures, and words of its own', async () => {
    await communeClerk.go('/reports')
    await communeClerk.follow(REPORT)
    await communeClerk.press('Lập báo cáo')
    communeReport = communeClerk.path()
    expect(await figuresOn(communeClerk)).toMatchObject(ADDED)
    await communeClerk.follow(/^Soạn mục Ưu điểm/)
    await communeClerk.fill({ 'Nội dung': 'Đối thoại đã tháo gỡ vướng mắc về tuyến đường ấp Vĩnh Hòa.' })
    await communeClerk.press('Lưu')
    expect(communeClerk.path()).toBe(communeReport)
  })

  test('is submitted by the head of the commune, and not by the clerk', async () => {
    expect(await communeClerk.page.getByRole('link', { name: 'Gửi báo cáo' }).count()).toBe(0)
    await communeHead.go('/reports')
    await communeHead.follow(REPORT)
    await communeHead.follow('Gửi báo cáo')
    await communeHead.press('Gửi báo cáo')
    expect(communeHead.path()).toBe(communeReport)
    const main = await communeHead.page.getByRole('main').innerText()
    expect(main).toContain('Đã gửi, chờ tiếp nhận')
    expect(main).toContain('tháo gỡ vướng mắc về tuyến đường ấp Vĩnh Hòa')
    expect(await figuresOn(communeHead)).toMatchObject(ADDED)
  })

  test('is accepted and consolidated by Sở Nội vụ, whose figures are those of the province', async () => {
    await homeAffairs.go('/reports/requests')
    await homeAffairs.follow(REPORT)
    const request = homeAffairs.path()
    await homeAffairs.follow(COMMUNE)
    expect(homeAffairs.path()).toBe(communeReport)
    await homeAffairs.follow('Tiếp nhận hoặc trả lại')
    await homeAffairs.fill({ 'Tiếp nhận báo cáo': 'x' })
    await homeAffairs.press('Xác nhận')
    await homeAffairs.go(request)
    await homeAffairs.follow('Tổng hợp báo cáo')
    await homeAffairs.press('Mở báo cáo tổng hợp')
    const provinceFigures = await figuresOfTheQuarter(provinceLeader)
    for (const [title, value] of Object.entries(await figuresOn(homeAffairs))) {
      expect([title, value]).toEqual([title, provinceFigures[title]])
    }
    await homeAffairs.follow('Đối chiếu, số liệu từng đơn vị')
    const sent = await homeAffairs.table('Số liệu từng đơn vị đã gửi')
    // The other unit is the one whose report the demonstration left waiting.
    expect(sent.map((row) => [row['Đơn vị'], row['Đại biểu dự đối thoại']])).toEqual([
      ['Sở Tư pháp tỉnh Hậu Giang', '0'],
      [expect.stringContaining(COMMUNE), '215'],
    ])
    const checks = await homeAffairs.table(/^Đối chiếu số liệu/)
    expect(checks.find((row) => row['Chỉ tiêu']?.startsWith('Đại biểu dự đối thoại'))).toMatchObject({
      'Các đơn vị đã gửi': '215',
      'Thay đổi sau khi gửi': '0',
    })
  })

  test('is downloaded as a Word file whose figures equal the screen’s', async () => {
    await homeAffairs.page.goBack()
    const [download] = await Promise.all([
      homeAffairs.page.waitForEvent('download'),
      homeAffairs.page.getByRole('link', { name: 'Tải bản Word' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.docx$/)
    const file = readWord(await readFile(await download.path()))
    const onScreen = (await homeAffairs.rows('Cùng kỳ năm trước')).map((row) => [
      row['Chỉ tiêu'],
      row['Kỳ này'],
      row['Cùng kỳ năm trước'],
      row['Tăng, giảm'],
    ])
    const onPaper = figureRowsOf(file).map(([title, unitOfMeasure, ...numbers]) => [
      `${title} (${unitOfMeasure})`,
      ...numbers,
    ])
    expect(onPaper).toEqual(onScreen)
    expect(onPaper.length).toBeGreaterThan(10)
  })
})

/** The figures of the report on a person's screen, by title. */
async function figuresOn(person: Person): Promise<Record<string, number>> {
  return Object.fromEntries(
    (await person.rows('Cùng kỳ năm trước')).flatMap((row) => {
      const title = row['Chỉ tiêu']
      // Where there are units below, a table by unit stands before the figures.
      return title === undefined ? [] : [[title, numberIn(row['Kỳ này'] ?? '')]]
    }),
  )
}

/** The rows of the table of figures in a Word file, as texts. */
function figureRowsOf(file: ReturnType<typeof readWord>): string[][] {
  const tables = file.body.flatMap((part) => ('cells' in part ? [part.cells] : []))
  const textOf = (cell: readonly WordParagraph[]) =>
    cell
      .map((paragraph) => paragraph.text)
      .join(' ')
      .trim()
  const rows = tables.map((cells) => cells.map((row) => row.map(textOf))).find(([head]) => head?.[0] === 'Chỉ tiêu')
  if (!rows) throw new Error('The file has no table of figures.')
  return rows.slice(1)
}

describe('the score of the year', () => {
  let sheet: string
  let total: number
  let decision: string

  test('is filled in by the clerk: what is counted stands there, the rest is typed', async () => {
    await communeClerk.go('/assessments')
    await communeClerk.follow('Năm 2026')
    sheet = communeClerk.path()
    await communeClerk.follow(/^1\.2 /)
    await communeClerk.fill({ 'Thời gian ban hành kế hoạch': '04/02/2026' })
    await communeClerk.press('Lưu, về bảng chấm điểm')
    await communeClerk.follow(/^9\.2 /)
    await communeClerk.fill({ Có: 'x' })
    await communeClerk.press('Lưu, về bảng chấm điểm')
    expect(await criterion(communeClerk, '1.2')).toMatchObject({ 'Tự chấm': '3,00', 'Tình trạng': 'Thiếu minh chứng' })
    expect(await criterion(communeClerk, '9.2')).toMatchObject({ 'Tự chấm': '3,00' })
    expect(await criterion(communeClerk, '6.1b')).toMatchObject({ 'Tự chấm': '3,00', 'Minh chứng': '0' })
  })

  test('has the dialogue as evidence, linked from the records and not uploaded', async () => {
    await communeClerk.follow(/^6\.1b /)
    await communeClerk.follow('Chọn minh chứng từ các bản ghi của đơn vị')
    await communeClerk.fill({ [DIALOGUE]: 'x' })
    await communeClerk.press('Lưu minh chứng')
    await communeClerk.go(sheet)
    expect(await criterion(communeClerk, '6.1b')).toMatchObject({ 'Minh chứng': '1', 'Tình trạng': 'Đã có điểm' })
  })

  test('is handed in by the head', async () => {
    await communeHead.go(sheet)
    await communeHead.follow('Nộp bảng tự chấm')
    const missing = 'Lý do thiếu minh chứng tiêu chí 1.2'
    await communeHead.press('Nộp bảng tự chấm')
    expect((await communeHead.errors()).besideField[missing]).toContain('thiếu minh chứng bắt buộc')
    await explainMissingEvidence(communeHead)
    await communeHead.press('Nộp bảng tự chấm')
    expect(communeHead.path()).toBe(sheet)
    expect(await communeHead.page.getByRole('main').innerText()).toContain('Nộp ngày 22/11/2026')
  })

  test('is verified by Sở Nội vụ: a point changed without a reason is refused, with one it is kept', async () => {
    await homeAffairs.go(sheet)
    await homeAffairs.follow(/^6\.1b /)
    await homeAffairs.follow(DIALOGUE)
    expect(await homeAffairs.heading()).toContain(DIALOGUE)
    await homeAffairs.go(sheet)
    await homeAffairs.follow('Thẩm định')
    const changed = 'Lý do thay đổi điểm tiêu chí 6.1b'
    await homeAffairs.fill({ ...OF_OTHERS, 'Điểm thẩm định tiêu chí 6.1b': '2,5' })
    await homeAffairs.press('Lưu và hoàn thành thẩm định')
    const message = 'Tiêu chí 6.1b: điểm thẩm định 2,50 khác điểm tự chấm 3,00. Hãy ghi lý do thay đổi.'
    expect(await homeAffairs.errors()).toEqual({ summary: [message], besideField: { [changed]: message } })
    await homeAffairs.fill({ [changed]: REASON })
    await homeAffairs.press('Lưu và hoàn thành thẩm định')
    expect(homeAffairs.path()).toBe(sheet)
    expect(await criterion(homeAffairs, '6.1b')).toMatchObject({ 'Tự chấm': '3,00', 'Thẩm định': '2,50' })
    total = (await homeAffairs.figures())['điểm thẩm định trên 100'] ?? Number.NaN
    expect(total).toBeGreaterThan(30)
  })

  test('shows the commune what was changed and why', async () => {
    await communeClerk.go(sheet)
    await communeClerk.follow(/^6\.1b /)
    const main = await communeClerk.page.getByRole('main').innerText()
    expect(main).toContain('2,50')
    expect(main).toContain(REASON)
  })

  test('is decided and published by the leader of the province', async () => {
    await provinceLeader.go('/assessments')
    await provinceLeader.follow('Năm 2026')
    await provinceLeader.follow('Quyết định xếp loại')
    await provinceLeader.fill({
      'Lý do không xếp loại các đơn vị chưa thẩm định xong': 'Không nộp bảng tự chấm trong thời hạn',
      'Lý do quyết định khi chấm lần hai chưa xong': 'Người chấm lần hai nghỉ ốm',
      'Công bố kết quả trên trang công khai ngay khi lưu': 'x',
    })
    await provinceLeader.press('Lưu quyết định và chốt kết quả')
    expect(await provinceLeader.heading()).toContain('Kết quả xếp loại năm 2026')
    // The next number of the committee's register.
    const told = await provinceLeader.page.getByRole('main').innerText()
    decision = /\d+\/QĐ-UBND(?=, ngày 22\/11\/2026)/.exec(told)?.[0] ?? 'chưa có số'
  })

  test('is seen on a phone by a citizen who has not signed in, with the dialogue', async () => {
    await citizen.go('/')
    expect(citizen.path()).toBe('/public')
    expect((await citizen.table('Đối thoại gần đây ở cấp xã'))[0]).toEqual({
      'Đơn vị tổ chức': COMMUNE,
      Ngày: '20/11/2026',
      'Địa điểm': 'Nhà văn hóa ấp Vĩnh Hòa',
      'Số người dự': '215',
      'Số ý kiến': '3',
    })
    await citizen.page.getByText('Danh mục').click()
    await citizen.page.getByRole('link', { name: 'Kết quả xếp loại', exact: true }).first().click()
    await citizen.page.getByText(decision).first().waitFor()
    const row = (await citizen.rows('Thứ hạng')).find((each) => each['Đơn vị'] === COMMUNE)
    expect(row).toMatchObject({ 'Thứ hạng': '1', 'Mức xếp loại': 'Hoàn thành' })
    expect(numberIn(row?.Điểm ?? '')).toBe(total)
  })
})

/** The row of a criterion on the sheet. */
async function criterion(person: Person, code: string): Promise<Row | undefined> {
  return (await person.rows('Tự chấm')).find((row) => row['Tiêu chí']?.startsWith(`${code} `))
}
