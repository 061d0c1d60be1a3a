import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROJECT_FOLDER } from '../../src/application.ts'
import { recordSelfAssessments } from '../../src/modules/criteria/actions/record-self-assessments.ts'
import { recordVerifications } from '../../src/modules/criteria/actions/record-verifications.ts'
import { submitAssessments } from '../../src/modules/criteria/actions/submit-assessments.ts'
import { readWord } from '../../src/modules/documents/word/read-word.ts'
import { GOOD_FIGURES, OTHERS_FIGURES } from '../support/assessed-year.ts'
import { launchBrowser } from '../support/browser.ts'
import { explainMissingEvidence } from '../support/handing-in.ts'
import { enterPassword, type Person, personAt } from '../support/person.ts'
import { PASSWORD, scoredProvince } from '../support/scored-province.ts'
import { type RunningSystem, startSystem, TEST_TODAY } from '../support/system.ts'
import { officialOf } from '../support/units-and-people.ts'

const today = TEST_TODAY
const DECISION = '2689/QĐ-UBND'
const REASON = 'Lịch tiếp công dân thiếu hai tháng'
/** What the verifier gives where the commune does not score itself. */
const OF_OTHERS = {
  'Chỉ số cải cách hành chính': '91,5',
  'Chỉ số hài lòng': '88',
  'Không để phát sinh vụ việc đông người, phức tạp, kéo dài do lỗi của cơ quan, địa phương': 'Có',
  'Công khai để Nhân dân biết': 'Mức A',
  'Chất lượng, hiệu quả của mô hình': '2',
  'Thực hiện chương trình phối hợp với Mặt trận và các đoàn thể': 'Mức A',
  'Gửi báo cáo năm': '20/11/2026',
}

let system: RunningSystem
let browser: Browser
let province: Awaited<ReturnType<typeof scoredProvince>>
let clerk: Person
let head: Person
let verifier: Person
let leader: Person
let citizen: Person
let year: string
let sheet: string

beforeAll(async () => {
  system = await startSystem('empty')
  browser = await launchBrowser()
  province = await scoredProvince(system.database)
  const signed = async (userName: string) => {
    const person = await personAt(browser, system)
    await person.go('/sign-in')
    await enterPassword(person, { userName, password: PASSWORD })
    return person
  }
  clerk = await signed('canbo.mot')
  head = await signed('lanhdao.mot')
  verifier = await signed('thamdinh')
  leader = await signed('lanhdao.tinh')
  citizen = await personAt(browser, system, { width: 360 })
})
afterAll(async () => {
  await browser?.close()
  await system?.stop()
})

const told = (person: Person) => person.page.getByRole('main').innerText()

describe('a year of scoring with six units in two blocks', () => {
  test('is opened by Sở Nội vụ, with a timetable that says “trước ngày” where the act does', async () => {
    await verifier.go('/criteria-sets')
    await verifier.follow(/^Bộ tiêu chí minh họa/)
    await verifier.follow('Mở năm chấm điểm')
    await verifier.fill({
      'Khối xã (3 đơn vị)': 'Địa phương thuộc tỉnh',
      'Khối sở (3 đơn vị)': 'Cơ quan, đơn vị thuộc tỉnh',
    })
    await verifier.press('Mở năm chấm điểm')
    year = verifier.path()
    await verifier.follow('Lịch các bước')
    await verifier.fill({ 'Hạn đơn vị giải trình, kiến nghị': '17/12/2026' })
    await verifier.page.getByLabel('Văn bản ghi “trước ngày”').nth(2).check()
    await verifier.press('Lưu lịch các bước')
    expect(await told(verifier)).toContain('đến hết ngày 16/12/2026 (trước ngày 17/12/2026)')
  })

  test('is self-assessed by the clerk and signed off by the head, who says why evidence is missing', async () => {
    await clerk.go('/assessments')
    await clerk.follow('Năm 2026')
    sheet = clerk.path()
    for (const [criterion, fields] of [
      [/^1\.2 /, { 'Thời gian ban hành kế hoạch': '04/02/2026' }],
      [/^9\.2 /, { Có: 'x' }],
    ] as const) {
      await clerk.follow(criterion)
      await clerk.fill(fields)
      await clerk.press('Lưu, về bảng chấm điểm')
    }
    await head.go(sheet)
    await head.follow('Nộp bảng tự chấm')
    await head.press('Nộp bảng tự chấm')
    expect((await head.errors()).summary.join()).toContain('thiếu minh chứng bắt buộc')
    await explainMissingEvidence(head)
    await head.press('Nộp bảng tự chấm')
    expect(await told(head)).toContain('Trần Văn Tám, Chủ tịch, duyệt và nộp ngày 22/11/2026')
    await othersHandIn()
  })

  test('is verified: nobody takes their own unit, and every change has its reason', async () => {
    await verifier.go(`${year}/assignments`)
    expect(await told(verifier)).toContain('Phạm Thị Hoa không được thẩm định Sở Nội vụ')
    await verifier.fill({ 'Người thẩm định': 'Võ Minh Quân', 'Sở Nội vụ': 'x' })
    await verifier.press('Giao thẩm định')
    expect((await verifier.table(/^Đã giao/))[0]).toMatchObject({ 'Đơn vị, tiêu chí': 'Sở Nội vụ' })

    await verifier.go(`${sheet}/verification`)
    await verifier.fill({
      ...OF_OTHERS,
      'Điểm thẩm định tiêu chí 9.2': '2',
      'Lý do thay đổi điểm tiêu chí 9.2': REASON,
    })
    await verifier.press('Lưu và hoàn thành thẩm định')
    expect(verifier.path()).toBe(sheet)

    // One criterion over the other two communes, then the rest as it stands.
    await verifier.go(`${year}/verification`)
    await verifier.follow(/^1\.3 /)
    expect(await told(verifier)).toContain('xã Hai')
    await verifier.page.getByLabel('Đã xem Ủy ban nhân dân xã Hai').check()
    await verifier.press('Lưu thẩm định tiêu chí này')
    await othersVerified()
  })

  test('is appealed by the head and answered by another than the verifier; three columns stand side by side', async () => {
    await head.go(sheet)
    await head.follow(/^9\.2 /)
    await head.follow('Kiến nghị về điểm')
    await head.fill({ 'Lý do kiến nghị': 'Có ảnh chụp lịch niêm yết tại trụ sở' })
    await head.press('Gửi kiến nghị')
    await verifier.go(`${sheet}/criteria/9.2`)
    expect(await told(verifier)).not.toContain('Xem xét, trả lời kiến nghị')
    await leader.go(`${year}/appeals`)
    await leader.follow(/tiêu chí 9\.2$/)
    await leader.follow('Xem xét, trả lời kiến nghị')
    await leader.fill({ 'Số điểm quyết định': '2,5', 'Lý do': 'Ảnh chứng minh được một tháng' })
    await leader.press('Trả lời kiến nghị')
    await head.go(sheet)
    const row = (await head.rows('Sau kiến nghị')).find((each) => each['Tiêu chí']?.startsWith('9.2 '))
    expect(row).toMatchObject({ 'Tự chấm': '3,00', 'Thẩm định': '2,00', 'Sau kiến nghị': '2,50' })
  })

  test('has its quota and its ties decided by the council, whose members stand aside for their own unit', async () => {
    await leader.go(`${year}/council`)
    await leader.follow('Ghi phiên họp')
    await leader.fill({
      'Địa điểm': 'Trụ sở UBND tỉnh',
      'Chủ trì': 'Võ Minh Quân, Phó Chủ tịch UBND tỉnh',
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
    await leader.fill({ 'Số, ký hiệu quyết định': DECISION })
    await leader.press('Lưu quyết định và chốt kết quả')
    const rows = await leader.rows('Sau kiến nghị')
    expect(rows).toHaveLength(6)
    expect(rows.filter((row) => row['Xếp loại'] === 'Hoàn thành xuất sắc')).toHaveLength(4)
    expect(await told(leader)).toContain('6/6 đơn vị khớp từng chữ số')
    const paper = await wordAt(leader, 'Tải quyết định (Word)')
    expect(paper).toContain(`Số: ${DECISION}`)
    expect(paper).toContain('QUYẾT ĐỊNH:')
    expect(paper).toContain('Hoàn thành xuất sắc: 4 đơn vị')
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
      'Tổng số điểm lệch': '0,50',
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

/** The other five hand in; what they say of themselves is theirs alone and no part of this journey. */
async function othersHandIn(): Promise<void> {
  const { database } = system
  const { id } = await database.selectFrom('assessment_year').select('id').executeTakeFirstOrThrow()
  const { two, three, homeAffairs, justice, health } = province.units
  const unitIds = [two, three, homeAffairs, justice, health]
  const given = unitIds.map((unitId) => ({ unitId, figures: GOOD_FIGURES }))
  await recordSelfAssessments(database, null, { yearId: id, given, today })
  await submitAssessments(database, null, { yearId: id, unitIds, today })
}

/** The verifier finds nothing to change with the others; Sở Nội vụ is the leader's to verify. */
async function othersVerified(): Promise<void> {
  const { database } = system
  const { id } = await database.selectFrom('assessment_year').select('id').executeTakeFirstOrThrow()
  const { two, three, homeAffairs, justice, health } = province.units
  const [hoa, quan] = await Promise.all(
    ['thamdinh', 'lanhdao.tinh'].map((userName) => officialOf(database, province.accounts[userName] ?? '')),
  )
  if (!hoa || !quan) throw new Error('The verifiers have gone.')
  const verified = (unitId: string) => ({ unitId, figures: OTHERS_FIGURES, complete: true })
  await expect(
    recordVerifications(database, hoa, { yearId: id, given: [verified(homeAffairs)], today }),
  ).rejects.toMatchObject({ code: 'criteria.own-unit' })
  await recordVerifications(database, hoa, { yearId: id, given: [two, three, justice, health].map(verified), today })
  await recordVerifications(database, quan, { yearId: id, given: [verified(homeAffairs)], today })
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
