import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createAccount } from '../../src/modules/identity/index.ts'
import { addDialogues } from '../support/dialogues.ts'
import { journey } from '../support/journey.ts'
import { enterPassword, type Person, personAt } from '../support/person.ts'
import { reorganiseBy } from '../support/reorganisation.ts'
import { row } from '../support/reorganisation-row.ts'
import { PASSWORD, scoredProvince } from '../support/scored-province.ts'
import type { RunningSystem } from '../support/system.ts'
import { NEW_SET, OLD_SET, SPLIT } from '../support/two-sets.ts'
import { addPerson, addUnits, officialOf } from '../support/units-and-people.ts'

const EARLIER = 'từ 01/01/2026 đến 06/08/2026'
const LATER = 'từ 07/08/2026 đến 31/12/2026'

let system: RunningSystem
let browser: Browser
let clerk: Person
let head: Person
let verifier: Person
let leader: Person
let year: string

journey('empty', async (opened) => {
  ;({ system, browser } = opened)
  const { units } = await scoredProvince(system.database, [OLD_SET, NEW_SET])
  await addDialogues(system.database, units.one, ['2026-07-20', '2026-08-06', '2026-09-01'])
  await mergeACommune(units.committee)
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
})

/** Another commune, which had held two dialogues, passes into the first on 1 July. */
async function mergeACommune(parentUnitId: string): Promise<void> {
  const { database } = system
  const { old } = await addUnits<'old'>(database, {
    placeName: 'Mẫu',
    units: [
      { key: 'old', code: 'M-X0', name: 'Ủy ban nhân dân xã Cũ', kind: 'commune', parent: null, issuerCode: 'UBND' },
    ],
  })
  await database.updateTable('unit_version').set({ parent_unit_id: parentUnitId }).where('unit_id', '=', old).execute()
  await addDialogues(database, old, ['2026-02-10', '2026-05-04'])
  const personId = await addPerson(database, {
    fullName: 'Tạ Văn Quản',
    posts: [{ unitId: parentUnitId, title: 'Quản trị', role: 'administrator', reachUnitId: parentUnitId }],
  })
  const administratorId = await createAccount(database, { userName: 'quantri.mau', personId, password: PASSWORD })
  await reorganiseBy(database, await officialOf(database, administratorId), {
    effectiveOn: '2026-07-01',
    rows: [row({ kind: 'merged-into', fromCode: 'M-X0', toCode: 'M-X1' })],
  })
}

const told = (person: Person) => person.page.getByRole('main').innerText()

describe('a year that two sets share', () => {
  test('is opened once, and says which days each set scores and by which clause', async () => {
    await verifier.go('/criteria-sets')
    await verifier.follow('Bộ mới')
    await verifier.follow('Mở năm chấm điểm')
    await verifier.fill({ 'Khối xã (3 đơn vị)': 'Xã' })
    await verifier.press('Mở năm chấm điểm')
    year = verifier.path()
    const page = await told(verifier)
    expect(page).toContain(SPLIT.clause)
    expect(page).toContain(`Trang này chấm phần ${LATER} (37,5% số điểm)`)
    await verifier.follow(`${EARLIER}, theo Bộ cũ`)
    expect(await verifier.heading()).toContain(`Chấm điểm năm 2026, phần ${EARLIER}`)
    expect(await told(verifier)).toContain('chiếm 62,5% số điểm')
    expect(await leader.go(`${verifier.path()}/decision`)).toBe(404)
    expect(await told(leader)).toContain('Hãy mở trang của cả năm 2026')
  })

  test('is scored by the unit in two sheets, each with what was counted in its days', async () => {
    await clerk.go('/assessments')
    await clerk.follow(`Năm 2026, phần ${LATER}`)
    await clerk.follow(/^2 Có lịch/)
    await clerk.fill({ Có: 'x' })
    await clerk.press('Lưu, về bảng chấm điểm')
    await clerk.follow(new RegExp(`^T${EARLIER.slice(1)}`))
    await clerk.follow(/^1 Đối thoại/)
    expect(await told(clerk)).toContain('4 cuộc đối thoại × 10,0 điểm → 40,0 điểm')
    expect(await told(clerk)).toContain(
      '2 của Ủy ban nhân dân xã Cũ – đến hết 30/06/2026, nhập vào theo Nghị quyết mẫu',
    )
    await clerk.press('Lưu, về bảng chấm điểm')
    expect(await told(clerk)).toContain('Ủy ban nhân dân xã Cũ, từ ngày 01/07/2026, theo Nghị quyết mẫu')
    await clerk.follow('2 của Ủy ban nhân dân xã Cũ')
    expect(await clerk.rows('Nội dung')).toMatchObject([
      { Ngày: '04/05/2026', 'Đơn vị': expect.stringContaining('xã Cũ') },
      { Ngày: '10/02/2026' },
    ])
    await clerk.page.goBack()
    expect(await clerk.table('Điểm cả năm từ hai phần')).toMatchObject([
      { 'Bộ tiêu chí': 'Bộ cũ', 'Tỷ trọng': '62,5%', 'Tự chấm': '40,0' },
      { 'Bộ tiêu chí': 'Bộ mới', 'Tỷ trọng': '37,5%', 'Tự chấm': '60,00' },
    ])
    expect(await told(clerk)).toContain('→ cả năm 72,50 điểm')
  })

  test('is tried as a whole: what one figure of either part would change in points and rank of the year', async () => {
    const sheet = clerk.path()
    await clerk.follow('Thử thay một số liệu')
    await clerk.fill({ 'Số liệu': '1: Cuộc đối thoại', 'Giá trị thử': '5' })
    await clerk.press('Tính thử')
    const page = await told(clerk)
    expect(page).toContain('72,50 → 85,00')
    expect(page).toContain('Đạt → Tốt')
    await clerk.go(`${sheet}/trial`)
    expect(await clerk.rows('Tính vào điểm cả năm')).toMatchObject([
      { 'Phần của năm': 'Từ 07/08/2026', 'Điểm còn có thể đạt': '40,00', 'Tính vào điểm cả năm': '15,00' },
      { 'Phần của năm': 'Đến 06/08/2026', 'Điểm còn có thể đạt': '10,0', 'Tính vào điểm cả năm': '12,50' },
    ])
    await clerk.go(sheet)
  })

  test('is handed in and verified part by part, and decided from both', async () => {
    for (const part of [EARLIER, LATER]) {
      await head.go('/assessments')
      await head.follow(`Năm 2026, phần ${part}`)
      const sheet = head.path()
      await head.follow('Nộp bảng tự chấm')
      await head.press('Nộp bảng tự chấm')
      await verifier.go(`${sheet}/verification`)
      await verifier.press('Lưu và hoàn thành thẩm định')
    }
    expect(await told(verifier)).toContain(
      'Từ 01/01/2026 đến 06/08/2026: 40,0/50,0 điểm × 62,5% của 100,00 điểm = 50,00 điểm; Từ 07/08/2026 đến 31/12/2026: 60,00/100,00 điểm × 37,5% của 100,00 điểm = 22,50 điểm → cả năm 72,50 điểm',
    )
    await leader.go(`${year}/reading`)
    expect(await leader.rows('Để đạt')).toMatchObject([
      {
        ...{ 'Mức hiện nay': 'Đạt', 'Còn thiếu': '7,50', 'Để đạt': 'Tốt' },
        'Tiêu chí mất nhiều điểm nhất': 'tiêu chí 1 (từ 07/08/2026) còn 15,00; tiêu chí 1 (đến 06/08/2026) còn 12,50',
      },
    ])
    expect((await leader.rows('Phần của năm')).map((each) => each['Phần của năm'])).toEqual([
      'Từ 07/08/2026',
      'Đến 06/08/2026',
    ])
    await leader.go(`${year}/decision`)
    expect(await leader.rows('Sau kiến nghị')).toMatchObject([{ 'Sau kiến nghị': '72,50', 'Xếp loại': 'Đạt' }])
    await leader.fill({
      'Lý do không xếp loại các đơn vị chưa thẩm định xong': 'Không nộp bảng tự chấm',
    })
    await leader.press('Lưu quyết định và chốt kết quả')
    const rows = await leader.rows('Sau kiến nghị')
    expect(rows[0]).toMatchObject({ 'Tự chấm': '72,50', 'Thẩm định': '72,50', 'Sau kiến nghị': '72,50' })
    expect(await told(leader)).toContain('3/3 đơn vị khớp từng chữ số')
  })
})
