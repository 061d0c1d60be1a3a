import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openYear } from '../../src/modules/criteria/actions/open-year.ts'
import { recordSelfAssessments } from '../../src/modules/criteria/actions/record-self-assessments.ts'
import { recordVerifications } from '../../src/modules/criteria/actions/record-verifications.ts'
import { submitAssessments } from '../../src/modules/criteria/actions/submit-assessments.ts'
import { decideYear } from '../../src/modules/criteria/index.ts'
import { DEMONSTRATION_SET } from '../../src/modules/criteria/rules/demonstration-set.ts'
import { readWord } from '../../src/modules/documents/word/read-word.ts'
import { GOOD_FIGURES, OTHERS_FIGURES } from '../support/assessed-year.ts'
import { journey } from '../support/journey.ts'
import { enterPassword, type Person, personAt } from '../support/person.ts'
import { readPdf } from '../support/read-pdf.ts'
import { PASSWORD, scoredProvince } from '../support/scored-province.ts'
import { type RunningSystem, TEST_TODAY } from '../support/system.ts'
import { officialOf } from '../support/units-and-people.ts'

const today = TEST_TODAY
const TITLE = 'Khen thưởng tổng kết công tác dân vận năm 2026'
const MAI = 'Nguyễn Thị Mai'

let system: RunningSystem
let browser: Browser
let province: Awaited<ReturnType<typeof scoredProvince>>
let clerk: Person
let collector: Person
let leader: Person
let citizen: Person
let round: string
let decision: string
/** Who is awarded at the end: the communes and the clerk. */
let awarded: string[]

journey('empty', async (opened) => {
  ;({ system, browser } = opened)
  province = await scoredProvince(system.database, [DEMONSTRATION_SET])
  await decidedYear()
  const signed = async (userName: string) => {
    const person = await personAt(browser, system)
    await person.go('/sign-in')
    await enterPassword(person, { userName, password: PASSWORD })
    return person
  }
  clerk = await signed('canbo.mot')
  collector = await signed('thamdinh')
  leader = await signed('lanhdao.tinh')
  citizen = await personAt(browser, system, { width: 360 })
})

const told = (person: Person) => person.page.getByRole('main').innerText()

describe('one round of commendations', () => {
  test('is opened by Sở Nội vụ with a quota and the rule by which the system proposes', async () => {
    await collector.go('/awards')
    await collector.follow('Đợt xét')
    await collector.follow('Mở đợt xét')
    await collector.fill({
      'Tên đợt xét': TITLE,
      'Năm xét khen thưởng': '2026',
      'Nhận đề nghị từ ngày': '01/11/2026',
      'Ngày cuối nhận đề nghị': '31/12/2026',
      'Hình thức dòng 1': 'Bằng khen',
      'Khối dòng 1': 'Khối xã',
      'Số nhiều nhất dòng 1': '2',
    })
    await collector.press('Mở đợt xét')
    round = collector.path()
    expect((await collector.table('Hạn mức'))[0]).toMatchObject({ Khối: 'Khối xã', 'Nhiều nhất': '2' })
  })

  test('is given a proposal by a unit, for one of its own', async () => {
    await clerk.go('/awards/rounds')
    await clerk.follow(TITLE)
    await clerk.follow('Đề nghị khen thưởng')
    await clerk.fill({
      'Cá nhân': 'x',
      'Họ và tên': MAI,
      'Chức vụ': 'Công chức văn phòng',
      'Thành tích': 'Tổ chức 12 cuộc đối thoại, giải quyết hết kiến nghị của Nhân dân',
    })
    await clerk.press('Gửi đề nghị')
    expect(await told(clerk)).toContain('Chờ quyết định')
    expect(await told(clerk)).not.toContain('Kiểm tra đề nghị')
  })

  test('has a proposal taken back by the unit that made it by mistake, with its reason', async () => {
    await clerk.go(round)
    await clerk.follow('Đề nghị khen thưởng')
    await clerk.fill({ 'Cá nhân': 'x', 'Họ và tên': 'Trần Văn Nhầm', 'Thành tích': 'Ghi nhầm người' })
    await clerk.press('Gửi đề nghị')
    await clerk.follow('Rút đề nghị')
    await clerk.press('Rút đề nghị')
    expect((await clerk.errors()).summary).toEqual(['Hãy nhập lý do rút đề nghị.'])
    await clerk.fill({ 'Lý do rút đề nghị': 'Ghi nhầm tên' })
    await clerk.press('Rút đề nghị')
    expect(await told(clerk)).toContain('Đã rút đề nghị')
    expect(await told(clerk)).toContain('Ghi nhầm tên')
    expect(await clerk.page.getByRole('link', { name: 'Rút đề nghị' }).count()).toBe(0)
  })

  test('is given the eligible units by the system, with the rule, in one press', async () => {
    await collector.go(round)
    await collector.follow('Đơn vị đủ điều kiện')
    expect(await told(collector)).toContain('xếp loại ở mức cao nhất theo kết quả đã quyết định của năm 2026')
    await collector.press('Đề nghị các đơn vị được chọn')
    const rows = await collector.table('Đề nghị trong đợt')
    expect(rows.filter((row) => row['Ai đề nghị'] === 'Hệ thống, theo quy tắc').length).toBeGreaterThanOrEqual(3)
    await collector.follow('Ủy ban nhân dân xã Một')
    expect(await told(collector)).toMatch(/Hệ thống đề nghị theo.*\s.*Hoàn thành xuất sắc/)
  })

  test('has its proposals checked; what stands against one is told and refuses nothing', async () => {
    const checks = await collector.table('Kiểm tra đề nghị')
    expect(checks.map((check) => check['Kết quả'])).toEqual(['Chưa kiểm tra', 'Đạt', 'Đạt'])
    await collector.follow('Ghi kết quả kiểm tra')
    await collector.fill({
      'Bị kỷ luật hoặc đang bị xem xét kỷ luật trong thời gian tính thành tích': 'x',
      'Đã kiểm tra thế nào': 'Một công chức đang bị xem xét kỷ luật',
      Nguồn: 'Công văn 15/SNV-TTr',
    })
    await collector.press('Lưu kết quả kiểm tra')
    expect((await collector.table('Kiểm tra đề nghị'))[0]).toMatchObject({ 'Kết quả': 'Không đạt' })
  })

  test('is voted on by the council, without those who are proposed themselves', async () => {
    await collector.go(round)
    await collector.follow('Phiên họp Hội đồng')
    await collector.fill({
      'Địa điểm': 'Trụ sở UBND tỉnh',
      'Người chủ trì': 'Võ Minh Quân, Phó Chủ tịch',
      'Thư ký': 'Phạm Thị Hoa, Trưởng phòng',
      'Họ và tên thành viên 1': 'Võ Minh Quân',
      'Họ và tên thành viên 2': MAI,
      'Họ và tên thành viên 3': 'Đỗ Thị Hạnh',
      'Họ và tên thành viên 4': 'Lý Văn Ba',
      'Đơn vị của thành viên 4': 'Ủy ban nhân dân xã Ba',
    })
    await collector.press('Lưu phiên họp')
    expect(await told(collector)).toContain(`Không biểu quyết vì liên quan: ${MAI}`)
    expect(await told(collector)).toContain('Không đạt: Kỷ luật')
    for (const unit of ['Hai', 'Ba'])
      await collector.fill({
        [`Phiếu tán thành Ủy ban nhân dân xã ${unit}`]: '3',
        [`Phiếu không tán thành Ủy ban nhân dân xã ${unit}`]: '0',
      })
    const mai = `${MAI}, Công chức văn phòng, Ủy ban nhân dân xã Một`
    await collector.fill({
      'Phiếu tán thành Ủy ban nhân dân xã Một': '1',
      'Phiếu không tán thành Ủy ban nhân dân xã Một': '3',
      [`Phiếu tán thành ${mai}`]: '4',
      [`Phiếu không tán thành ${mai}`]: '0',
    })
    await collector.press('Lưu số phiếu')
    expect((await collector.errors()).summary.join()).toContain('có 4 phiếu nhưng chỉ 3 thành viên được biểu quyết')
    await collector.fill({ [`Phiếu tán thành ${mai}`]: '3' })
    await collector.press('Lưu số phiếu')
    const results = (await collector.rows('Được biểu quyết')).map((row) => row['Kết quả'])
    expect(results.filter((result) => result?.startsWith('Đủ tỷ lệ'))).toHaveLength(3)
    expect(results.filter((result) => result?.startsWith('Không đủ tỷ lệ'))).toHaveLength(1)
    await collector.go(round)
    const minutes = await wordAt(collector, 'Tải biên bản (Word)')
    expect(minutes).toContain('Có mặt 4 trên 4 thành viên')
    expect(minutes).toContain('3 đề nghị đủ tỷ lệ phiếu tán thành, 1 đề nghị không đủ tỷ lệ')
    expect(minutes).toContain('1 đề nghị có nội dung không đạt')
    // What was found about somebody is for who runs the round and decides.
    expect(minutes).not.toContain('đang bị xem xét kỷ luật')
  })

  test('is decided by the head, by a document that takes its number from the register', async () => {
    await leader.go(round)
    await leader.follow('Quyết định khen thưởng')
    await leader.fill({ 'Khen thưởng: lập quyết định mới, hệ thống cấp số': 'x' })
    await leader.press('Lưu quyết định')
    decision = leader.path()
    expect(await leader.heading()).toContain('Quyết định 01/QĐ-UBND ngày 22/11/2026')
    const rows = await leader.table('Tập thể, cá nhân được khen thưởng')
    awarded = ['Ủy ban nhân dân xã Hai', 'Ủy ban nhân dân xã Ba', MAI]
    expect(rows).toHaveLength(3)
    const words = await wordAt(leader, 'Tải quyết định (Word)')
    expect(words).toContain('Số: 01/QĐ-UBND')
    expect(words).toContain('Tặng Bằng khen cho 2 tập thể và 1 cá nhân')
    for (const name of awarded) expect(words).toContain(name)
    await leader.follow(/^01\/QĐ-UBND ngày/)
    expect(leader.path()).toMatch(/^\/documents\/\d+$/)
  })

  test('has its certificates in one go, one for each who is awarded', async () => {
    await collector.go(decision)
    const words = await wordAt(collector, 'Tải bằng, giấy khen (Word)')
    const pdf = await readPdf(await fileAt(collector, 'Tải bằng, giấy khen (PDF)'))
    expect(pdf.pages).toHaveLength(awarded.length)
    for (const name of awarded) {
      expect(words.split('\n').filter((line) => line === name)).toHaveLength(1)
      expect(pdf.text.replace(/\s+/gu, ' ')).toContain(name)
    }
  })

  test('stands in the register of awards and, as decided, before everybody', async () => {
    await collector.go('/awards/register')
    await collector.fill({ 'Có chứa từ': 'thi mai' })
    await collector.page
      .getByRole('main')
      .getByRole('button', { name: /Lọc|Tìm|Xem/ })
      .first()
      .click()
    await collector.page.waitForURL(/words=/)
    expect(await collector.table('Sổ khen thưởng')).toHaveLength(1)
    await citizen.go('/public/awards')
    const list = await told(citizen)
    for (const name of awarded) expect(list).toContain(name)
    // What the council did not carry is nobody else's matter.
    expect((await citizen.rows('Quyết định')).map((row) => row['Tập thể, cá nhân'])).not.toContain(
      'Ủy ban nhân dân xã Một',
    )
    expect(list).toContain('01/QĐ-UBND')
    expect(list).not.toContain('kỷ luật')
  })
})

/** The year whose results make units eligible: all six are excellent, and the head accepts that they are more than the quota. */
async function decidedYear(): Promise<void> {
  const { database } = system
  const { units } = province
  const leaderAccount = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', 'lanhdao.tinh')
    .executeTakeFirstOrThrow()
  const { id: setId } = await database.selectFrom('criteria_set').select('id').executeTakeFirstOrThrow()
  const blocks = await database.selectFrom('block').select(['id', 'code']).orderBy('id').execute()
  const unitKind = (code: string) => (code === 'X' ? 'locality' : 'province-agency')
  const yearId = await openYear(
    database,
    null,
    {
      ...{ setId, year: 2026, rootUnitId: units.province, selfAssessBy: '2026-11-10', verifyBy: '2026-11-15' },
      ...{ decideBy: '2026-11-20', blocks: blocks.map(({ id, code }) => ({ blockId: id, unitKind: unitKind(code) })) },
    },
    today,
  )
  const unitIds = [units.one, units.two, units.three, units.homeAffairs, units.justice, units.health]
  const given = unitIds.map((unitId) => ({ unitId, figures: GOOD_FIGURES }))
  await recordSelfAssessments(database, null, { yearId, given, today })
  await submitAssessments(database, null, { yearId, unitIds, today })
  const verified = unitIds.map((unitId) => ({ unitId, figures: OTHERS_FIGURES, complete: true }))
  await recordVerifications(database, null, { yearId, given: verified, today })
  const quotasPassed = blocks.map(({ code }) => ({ quota: 'TL1', block: code, reason: 'Mọi đơn vị đều xuất sắc' }))
  await decideYear(
    database,
    await officialOf(database, leaderAccount.id),
    { yearId, decisionNumber: '2689/QĐ-UBND', decidedOn: today, decisions: { quotasPassed } },
    today,
  )
}

async function fileAt(person: Person, link: string): Promise<Buffer> {
  const [download] = await Promise.all([
    person.page.waitForEvent('download'),
    person.page.getByRole('main').getByRole('link', { name: link }).click(),
  ])
  return readFile(await download.path())
}

/** All words of a Word file behind a link, tables included. */
async function wordAt(person: Person, link: string): Promise<string> {
  const file = readWord(await fileAt(person, link))
  const parts = file.body.flatMap((part) => ('cells' in part ? part.cells.flat(2) : [part]))
  return parts.map((paragraph) => paragraph.text).join('\n')
}
