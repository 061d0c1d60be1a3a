import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PROJECT_FOLDER } from '../../src/folders.ts'
import { readWord } from '../../src/modules/documents/word/read-word.ts'
import { COMPACT_SET } from '../support/compact-set.ts'
import { addDialogues } from '../support/dialogues.ts'
import { explainMissingEvidence } from '../support/handing-in.ts'
import { journey } from '../support/journey.ts'
import { enterPassword, type Person, personAt } from '../support/person.ts'
import { PASSWORD, scoredProvince } from '../support/scored-province.ts'
import type { RunningSystem } from '../support/system.ts'

/** The first number of the committee's register. */
const DECISION = '01/QĐ-UBND'
const REASON = 'Lịch tiếp công dân thiếu hai tháng'

/** The six units with who works for them; what they hold of dialogues makes two communes equal, and three agencies excellent. */
const UNITS = {
  one: { name: 'Ủy ban nhân dân xã Một', people: 'mot', dialogues: 4 },
  two: { name: 'Ủy ban nhân dân xã Hai', people: 'hai', dialogues: 2 },
  three: { name: 'Ủy ban nhân dân xã Ba', people: 'ba', dialogues: 2 },
  homeAffairs: { name: 'Sở Nội vụ', people: 'noivu', dialogues: 4 },
  justice: { name: 'Sở Tư pháp', people: 'tuphap', dialogues: 4 },
  health: { name: 'Sở Y tế', people: 'yte', dialogues: 5 },
} as const
type Unit = keyof typeof UNITS
const ALL = Object.keys(UNITS) as Unit[]

let system: RunningSystem
let browser: Browser
const clerks = {} as Record<Unit, Person>
const heads = {} as Record<Unit, Person>
/** The address of each unit's sheet. */
const sheets = {} as Record<Unit, string>
let verifier: Person
let leader: Person
let citizen: Person
let year: string

journey('empty', async (opened) => {
  ;({ system, browser } = opened)
  const { units } = await scoredProvince(system.database, [COMPACT_SET])
  for (const unit of ALL) {
    const days = Array.from({ length: UNITS[unit].dialogues }, (_day, index) => `2026-0${index + 2}-10`)
    await addDialogues(system.database, units[unit], days)
  }
  verifier = await signed('thamdinh')
  leader = await signed('lanhdao.tinh')
  citizen = await personAt(browser, system, { width: 360 })
  for (const unit of ALL) {
    clerks[unit] = await signed(`canbo.${UNITS[unit].people}`)
    heads[unit] = await signed(`lanhdao.${UNITS[unit].people}`)
  }
})

async function signed(userName: string): Promise<Person> {
  const person = await personAt(browser, system)
  await person.go('/sign-in')
  await enterPassword(person, { userName, password: PASSWORD })
  return person
}

const told = (person: Person) => person.page.getByRole('main').innerText()

describe('a year of scoring with six units in two blocks', () => {
  test('is opened by Sở Nội vụ, with a timetable that says “trước ngày” where the act does', async () => {
    await verifier.go('/criteria-sets')
    await verifier.follow('Bộ tiêu chí rút gọn')
    await verifier.follow('Mở năm chấm điểm')
    await verifier.fill({
      'Khối xã (3 đơn vị)': 'Ủy ban nhân dân cấp xã',
      'Khối sở (3 đơn vị)': 'Sở, ban, ngành',
    })
    await verifier.press('Mở năm chấm điểm')
    year = verifier.path()
    await verifier.follow('Lịch các bước')
    await verifier.fill({ 'Hạn đơn vị giải trình, kiến nghị': '17/12/2026' })
    await verifier.page.getByLabel('Văn bản ghi “trước ngày”').nth(2).check()
    await verifier.press('Lưu lịch các bước')
    expect(await told(verifier)).toContain('đến hết ngày 16/12/2026 (trước ngày 17/12/2026)')
  })

  test('is self-assessed by the clerk of each unit, beside what the system has counted', async () => {
    await Promise.all(ALL.map(selfAssess))
    const clerk = clerks.one
    expect(await told(clerk)).toContain('Đã đủ số liệu')
    await clerk.go(`${sheets.one}/criteria/1`)
    expect(await told(clerk)).toContain('4 cuộc đối thoại × 10,0 điểm → 40,0 điểm')
    // Health has held more than the criterion can give.
    await clerks.health.go(`${sheets.health}/criteria/1`)
    expect(await told(clerks.health)).toContain('không quá mức tối đa → 40,0 điểm')
  })

  test('is signed off by each head, who says why evidence is missing; one with the keyboard alone', async () => {
    const head = heads.one
    await head.go(`${sheets.one}/submission`)
    await head.press('Nộp bảng tự chấm')
    expect((await head.errors()).summary.join()).toContain('thiếu minh chứng bắt buộc')
    await explainMissingEvidence(head)
    await head.press('Nộp bảng tự chấm')
    expect(await told(head)).toContain('Trần Văn Tám, Chủ tịch, duyệt và nộp ngày 22/11/2026')
    await signOffByKeyboard(heads.justice, sheets.justice)
    expect(await told(heads.justice)).toContain('Lý Văn Chín, Giám đốc, duyệt và nộp')
    await Promise.all(
      (['two', 'three', 'homeAffairs', 'health'] as const).map(async (unit) => {
        await heads[unit].go(`${sheets[unit]}/submission`)
        await explainMissingEvidence(heads[unit])
        await heads[unit].press('Nộp bảng tự chấm')
        expect(await told(heads[unit])).toContain('duyệt và nộp')
      }),
    )
  })

  test('is verified: nobody takes their own unit, and every change has its reason', async () => {
    await verifier.go(`${year}/assignments`)
    expect(await told(verifier)).toContain('Phạm Thị Hoa không được thẩm định Sở Nội vụ')
    await verifier.fill({ 'Người thẩm định': 'Võ Minh Quân', 'Sở Nội vụ': 'x' })
    await verifier.press('Giao thẩm định')
    expect((await verifier.table(/^Đã giao/))[0]).toMatchObject({ 'Đơn vị, tiêu chí': 'Sở Nội vụ' })
    expect(await verifier.go(`${sheets.homeAffairs}/verification`)).toBe(403)

    // One criterion over several units at once, then the rest unit by unit.
    await verifier.go(`${year}/verification`)
    await verifier.follow(/^2\.1 /)
    await verifier.page.getByLabel(`Đã xem ${UNITS.two.name}`).check()
    await verifier.press('Lưu thẩm định tiêu chí này')
    await verify(verifier, 'one', {
      'Điểm thẩm định tiêu chí 2.1': '20',
      'Lý do thay đổi điểm tiêu chí 2.1': REASON,
    })
    for (const unit of ['two', 'three', 'justice', 'health'] as const) await verify(verifier, unit)
    await verify(leader, 'homeAffairs')
    await leader.go(year)
    expect(await leader.rows('Thẩm định')).toMatchObject(
      [...new Array(6)].map(() => ({ 'Tình trạng': 'Đã thẩm định' })),
    )
  })

  test('is appealed by the head and answered by another than the verifier; three columns stand side by side', async () => {
    const head = heads.one
    await head.go(sheets.one)
    await head.follow(/^2\.1 /)
    await head.follow('Kiến nghị về điểm')
    await head.fill({ 'Lý do kiến nghị': 'Có ảnh chụp lịch niêm yết tại trụ sở' })
    await head.press('Gửi kiến nghị')
    await verifier.go(`${sheets.one}/criteria/2.1`)
    expect(await told(verifier)).not.toContain('Xem xét, trả lời kiến nghị')
    await leader.go(`${year}/appeals`)
    await leader.follow(/tiêu chí 2\.1$/)
    await leader.follow('Xem xét, trả lời kiến nghị')
    await leader.fill({ 'Số điểm quyết định': '25', 'Lý do': 'Ảnh chứng minh được một tháng' })
    await leader.press('Trả lời kiến nghị')
    await head.go(sheets.one)
    const row = (await head.rows('Sau kiến nghị')).find((each) => each['Tiêu chí']?.startsWith('2.1 '))
    expect(row).toMatchObject({ 'Tự chấm': '30,0', 'Thẩm định': '20,0', 'Sau kiến nghị': '25,0' })
  })

  test('has its quota and its ties decided by the council, whose members stand aside for their own unit', async () => {
    await leader.go(`${year}/council`)
    await leader.follow('Ghi phiên họp')
    await leader.fill({
      'Địa điểm': 'Trụ sở UBND tỉnh',
      'Người chủ trì': 'Võ Minh Quân, Phó Chủ tịch UBND tỉnh',
      'Thư ký': 'Phạm Thị Hoa, Trưởng phòng',
      'Họ và tên thành viên 1': 'Võ Minh Quân',
      'Chức vụ thành viên 1': 'Phó Chủ tịch UBND tỉnh',
      'Họ và tên thành viên 2': 'Cao Thanh Bình',
      'Chức vụ thành viên 2': 'Giám đốc Sở Nội vụ',
      'Đơn vị của thành viên 2': 'Sở Nội vụ',
      'Họ và tên thành viên 3': 'Đỗ Thị Hạnh',
      'Chức vụ thành viên 3': 'Phó Chủ tịch Ủy ban MTTQ tỉnh',
    })
    await leader.press('Lưu phiên họp')
    await leader.follow(/^Ghi biểu quyết/)
    expect(await told(leader)).toContain('Không tham gia vì công tác tại đơn vị liên quan: Cao Thanh Bình')
    await leader.fill({ 'Sở Y tế': 'x', 'Số phiếu tán thành': '2', 'Lý do': 'Ít mô hình hơn hai sở kia' })
    await leader.press('Lưu biểu quyết')
    for (;;) {
      const open = await leader.page.getByRole('link', { name: /^Ghi biểu quyết/ }).count()
      if (open === 0) break
      await leader.follow(/^Ghi biểu quyết/)
      const places = await leader.page.getByRole('main').locator('select').all()
      for (const [index, place] of places.entries()) await place.selectOption(String(index + 1))
      await leader.fill({ 'Số phiếu tán thành': '2', 'Lý do': 'Nhiều cuộc đối thoại hơn' })
      await leader.press('Lưu biểu quyết')
    }
    expect(await leader.table('Đã biểu quyết')).toHaveLength(3)
    const minutes = await wordAt(leader, 'Tải biên bản (Word)')
    expect(minutes).toContain('Cao Thanh Bình')
    expect(minutes).toContain('Ít mô hình hơn hai sở kia')
  })

  test('is decided, and the decision on paper says what the screen says', async () => {
    await leader.go(`${year}/decision`)
    await leader.press('Lưu quyết định và chốt kết quả')
    const rows = await leader.rows('Sau kiến nghị')
    expect(rows).toHaveLength(6)
    expect(rows.filter((row) => row['Xếp loại'] === 'Hoàn thành xuất sắc')).toHaveLength(3)
    expect(await told(leader)).toContain('6/6 đơn vị khớp từng chữ số')
    const paper = await wordAt(leader, 'Tải quyết định (Word)')
    await leader.go(year)
    await leader.follow(`${DECISION}, ngày 22/11/2026`)
    expect(await told(leader)).toContain('công nhận kết quả đánh giá, xếp loại công tác dân vận chính quyền năm 2026')
    expect(paper).toContain(`Số: ${DECISION}`)
    expect(paper).toContain('QUYẾT ĐỊNH:')
    expect(paper).toContain('Hoàn thành xuất sắc: 3 đơn vị')
    for (const row of rows) expect(paper).toContain(row['Đơn vị'])
    for (const row of rows) expect(paper).toContain(row['Sau kiến nghị'])
  })

  test('comes out to the same digits in another process, from what was frozen alone', async () => {
    const frozen = await system.database
      .selectFrom('ranking_result')
      .select(['inputs', 'verified_total as total', 'changed_points as changed'])
      .orderBy('assessment_id')
      .execute()
    const unchanged = frozen.filter((each) => Object.keys(each.changed).length === 0)
    expect(unchanged).toHaveLength(5)
    const { content } = await system.database.selectFrom('criteria_set').select('content').executeTakeFirstOrThrow()
    const folder = await mkdtemp(join(tmpdir(), 'danvan-frozen-'))
    try {
      const [set, inputs] = [join(folder, 'set.json'), join(folder, 'inputs.json')]
      await writeFile(set, JSON.stringify(content))
      await writeFile(inputs, JSON.stringify(unchanged.map((each) => each.inputs)))
      const program = join(PROJECT_FOLDER, 'dist', 'main.js')
      const { stdout } = await promisify(execFile)(process.execPath, [program, 'criteria', 'score', set, inputs])
      const answers = JSON.parse(stdout) as { total: string }[]
      expect(answers.map((each) => each.total)).toEqual(unchanged.map((each) => each.total))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('is read: who is near the next level, and what nobody meets', async () => {
    await leader.go(`${year}/reading`)
    expect(await leader.table(/^Còn thiếu gì/)).not.toEqual([])
    expect((await leader.table(/^Tự chấm và thẩm định lệch nhau/))[0]).toMatchObject({
      'Đơn vị': 'Ủy ban nhân dân xã Một',
      'Tổng số điểm lệch': '5,0',
    })
  })

  test('is published, and everybody reads the points after appeals', async () => {
    await citizen.go('/public/results')
    expect(await told(citizen)).not.toContain(DECISION)
    await leader.go(year)
    const [total] = (await leader.rows('Sau kiến nghị'))
      .filter((row) => row['Đơn vị'] === 'Ủy ban nhân dân xã Một')
      .map((row) => row['Sau kiến nghị'])
    await leader.follow('Công bố kết quả')
    await leader.press('Công bố kết quả')
    await citizen.go('/public/results')
    expect(await told(citizen)).toContain(DECISION)
    const row = (await citizen.rows('Thứ hạng')).find((each) => each['Đơn vị'] === 'Ủy ban nhân dân xã Một')
    expect(row?.Điểm).toBe(total)
  })
})

/** The clerk opens the unit's sheet from the list and goes from criterion to criterion. */
async function selfAssess(unit: Unit): Promise<void> {
  const clerk = clerks[unit]
  await clerk.go('/assessments')
  await clerk.follow('Năm 2026')
  sheets[unit] = clerk.path()
  await clerk.follow(/^2\.1 /)
  await clerk.fill({ Có: 'x' })
  await clerk.press('Lưu và sang tiêu chí tiếp theo')
  await clerk.fill({ 'Thời gian ban hành kế hoạch': '04/02/2026' })
  await clerk.press('Lưu, về bảng chấm điểm')
}

/** Tab to the words and the button, type, press Enter: no pointer. */
async function signOffByKeyboard({ page, go }: Person, sheet: string): Promise<void> {
  await go(`${sheet}/submission`)
  await tabTo(page, /^Lý do thiếu minh chứng/)
  await page.keyboard.type('Bản giấy lưu tại Văn phòng')
  await tabTo(page, /^Nộp bảng tự chấm$/)
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
}

async function tabTo(page: Person['page'], name: RegExp): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const element = document.activeElement
      const labels = element instanceof HTMLTextAreaElement ? [...element.labels].map((each) => each.innerText) : []
      return [...labels, element instanceof HTMLButtonElement ? element.innerText : ''].join(' ').trim()
    })
    if (name.test(found)) return
  }
  throw new Error(`The keyboard does not reach ${name}.`)
}

/** The verifier gives what the unit does not score itself, and whatever else is told, and finds the rest in order. */
async function verify(person: Person, unit: Unit, changes: Readonly<Record<string, string>> = {}): Promise<void> {
  await person.go(`${sheets[unit]}/verification`)
  await person.fill({ 'Chất lượng công tác dân vận': '10', ...changes })
  await person.press('Lưu và hoàn thành thẩm định')
  expect(person.path()).toBe(sheets[unit])
}

/** All words of a Word file behind a link, tables included. */
async function wordAt(person: Person, link: string): Promise<string> {
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.getByRole('main').getByRole('link', { name: link }).click(),
  ])
  const file = readWord(await readFile(await download.path()))
  const parts = file.body.flatMap((part) => ('cells' in part ? part.cells.flat(2) : [part]))
  return parts.map((paragraph) => paragraph.text).join('\n')
}
