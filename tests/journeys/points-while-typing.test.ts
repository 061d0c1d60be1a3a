import type { Browser } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { CriteriaSet, Criterion } from '../../src/modules/criteria/rules/criteria-set.ts'
import type { ScoringMethod } from '../../src/modules/criteria/rules/scoring-method.ts'
import { COMPACT_SET } from '../support/compact-set.ts'
import { journey } from '../support/journey.ts'
import { enterPassword, type Person, personAt } from '../support/person.ts'
import { PASSWORD, scoredProvince } from '../support/scored-province.ts'
import type { RunningSystem } from '../support/system.ts'

const criterion = (code: string, title: string, method: ScoringMethod): Criterion => ({
  ...{ code, title, maxPoints: '10', scorer: 'unit', method },
})

/** One criterion for each kind of rule that a unit answers by typing. */
const RULES: CriteriaSet = {
  ...COMPACT_SET,
  ...{ id: 'bo-nhieu-quy-tac', title: 'Bộ nhiều quy tắc', quotas: [], scale: { ...COMPACT_SET.scale, decimals: 2 } },
  groups: [
    {
      ...{ code: '1', title: 'Các quy tắc', maxPoints: '80' },
      children: [
        criterion('1.1', 'Có kế hoạch', { kind: 'yes-no' }),
        criterion('1.2', 'Quy chế', {
          kind: 'levels',
          levels: [
            { code: 'A', title: 'đầy đủ', percent: '100' },
            { code: 'B', title: 'còn thiếu', percent: '62.5' },
          ],
        }),
        criterion('1.3', 'Đơn đúng hạn', {
          kind: 'steps',
          of: {
            numerator: { figure: 'dung-han', title: 'đơn đúng hạn' },
            denominator: { figure: 'da-nhan', title: 'đơn đã nhận' },
          },
          steps: [
            { from: '90', points: '10' },
            { from: '66.6', below: '90', points: '4.25' },
            { below: '66.6', points: '0' },
          ],
        }),
        criterion('1.4', 'Tỷ lệ hài lòng', {
          kind: 'ratio',
          numerator: { figure: 'hai-long', title: 'phiếu hài lòng' },
          denominator: { figure: 'so-phieu', title: 'phiếu phát ra' },
        }),
        criterion('1.5', 'Mô hình', {
          kind: 'per-item',
          items: [
            { of: { figure: 'mo-hinh-moi', title: 'mô hình mới' }, each: '2' },
            { of: { figure: 'mo-hinh-cu', title: 'mô hình duy trì' }, each: '0.35' },
          ],
        }),
        criterion('1.6', 'Kỷ luật', {
          ...{ kind: 'deduction', takenFrom: 'criterion' },
          occurrences: [{ of: { figure: 'nhac-nho', title: 'lần bị nhắc nhở' }, percent: '15' }],
        }),
        criterion('1.7', 'Gửi báo cáo', {
          ...{ kind: 'date', limit: { monthDay: '12-05', year: 'same', included: false } },
          late: { eachDay: { points: '1.5' } },
        }),
        criterion('1.8', 'Chỉ số', { kind: 'imported', of: { figure: 'chi-so', title: 'Chỉ số năm' }, outOf: '100' }),
      ],
    },
    { code: '2', title: 'Phần khác', maxPoints: '20', scorer: 'verifier', method: { kind: 'free' } },
  ],
}

/** What is typed for each criterion, and the points that it comes to. */
const TYPED: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['1.1', { Có: 'x' }, '10,00'],
  ['1.2', { 'Mức B: còn thiếu': 'x' }, '6,25'],
  ['1.3', { 'Đơn đúng hạn': '2', 'Đơn đã nhận': '3' }, '4,25'],
  ['1.4', { 'Phiếu hài lòng': '1.234', 'Phiếu phát ra': '1.999' }, '6,17'],
  ['1.5', { 'Mô hình mới': '3', 'Mô hình duy trì': '7' }, '8,45'],
  ['1.6', { 'Lần bị nhắc nhở': '3' }, '5,50'],
  ['1.7', { 'Gửi báo cáo': '07/12/2026' }, '5,50'],
  ['1.8', { 'Chỉ số năm': '87,35' }, '8,74'],
]

let system: RunningSystem
let browser: Browser
let clerk: Person
let sheet: string

journey('empty', async (opened) => {
  ;({ system, browser } = opened)
  await scoredProvince(system.database, [RULES])
  const verifier = await signed('thamdinh')
  await verifier.go('/criteria-sets')
  await verifier.follow('Bộ nhiều quy tắc')
  await verifier.follow('Mở năm chấm điểm')
  await verifier.fill({ 'Khối xã (3 đơn vị)': 'Ủy ban nhân dân cấp xã' })
  await verifier.press('Mở năm chấm điểm')
  clerk = await signed('canbo.mot', true)
  await clerk.go('/assessments')
  await clerk.follow('Năm 2026')
  sheet = clerk.path()
})

async function signed(userName: string, javaScript = false): Promise<Person> {
  const person = await personAt(browser, system, { javaScript })
  await person.go('/sign-in')
  await enterPassword(person, { userName, password: PASSWORD })
  return person
}

/** The lines that follow what is typed. */
const linesOf = ({ page }: Person) => page.locator('[data-scoring] p').allInnerTexts()
const sheetRow = async (person: Person, code: string) =>
  (await person.rows('Minh chứng')).find((row) => row['Tiêu chí']?.startsWith(`${code} `))

describe('the points of a self-assessment', () => {
  test('are told while typing, and are those that the server gives when it is sent, for each kind of rule', async () => {
    for (const [code, fields, points] of TYPED) {
      await clerk.go(`${sheet}/criteria/${code}/self-assessment`)
      const before = await linesOf(clerk)
      await clerk.fill(fields)
      const [own = '', total = ''] = await linesOf(clerk)
      expect([own, total], code).not.toEqual(before)
      expect(own).toContain(`Điểm tính theo số liệu hiện có: ${points} điểm. `)
      await clerk.press('Lưu, về bảng chấm điểm')
      await clerk.page.waitForURL(`**${sheet}`)
      expect((await sheetRow(clerk, code))?.['Tự chấm'], code).toBe(points)
      const [kept = ''] = await clerk.page.locator('.app-figure__value').allInnerTexts()
      expect(total).toBe(`Tổng điểm tự chấm: ${kept} điểm.`)
      await clerk.go(`${sheet}/criteria/${code}/self-assessment`)
      expect(await linesOf(clerk)).toEqual([own, total])
    }
  })

  test('follow a change of mind, and say what cannot be read', async () => {
    await clerk.go(`${sheet}/criteria/1.4/self-assessment`)
    await clerk.fill({ 'Phiếu hài lòng': 'nhiều' })
    expect((await linesOf(clerk))[0]).toContain('phải là một con số')
    await clerk.fill({ 'Phiếu hài lòng': '2500' })
    expect((await linesOf(clerk))[0]).not.toContain('6,17')
    await clerk.page.getByLabel('Trong năm không phát sinh nhiệm vụ này').check()
    expect((await linesOf(clerk))[0]).toContain('10,00 điểm')
  })

  test('stand on the page without script as they did when it was drawn', async () => {
    const plain = await signed('canbo.mot')
    await plain.go(`${sheet}/criteria/1.5/self-assessment`)
    await plain.fill({ 'Mô hình mới': '0' })
    expect((await linesOf(plain))[0]).toContain('8,45 điểm')
    await plain.press('Lưu, về bảng chấm điểm')
    expect((await sheetRow(plain, '1.5'))?.['Tự chấm']).toBe('2,45')
  })
})

describe('“Thử”', () => {
  test('tells what one other figure would change, the same before and after it is sent', async () => {
    await clerk.go(`${sheet}/trial`)
    await clerk.fill({ 'Số liệu': '1.6: Lần bị nhắc nhở', 'Giá trị thử': '1' })
    const [total = '', , changed = ''] = await linesOf(clerk)
    expect(changed).toMatch(/^1\.6\. Kỷ luật: .*8,50 điểm$/)
    await clerk.press('Tính thử')
    const told = await clerk.page.getByRole('main').innerText()
    expect(told).toContain(total.replace('Tổng điểm: ', ''))
    expect(told).toContain(changed.replace('1.6. Kỷ luật: ', ''))
  })

  test('scores a unit made up, the same before and after it is sent', async () => {
    await clerk.go('/criteria-sets')
    await clerk.follow('Bộ nhiều quy tắc')
    await clerk.follow(/^Thử/)
    await clerk.fill({ 'Chỉ số năm': '91,25', 'Mô hình mới': '2' })
    const [total = ''] = await linesOf(clerk)
    // 9,13 and 4,00, and nobody was reprimanded: 10,00.
    expect(total).toBe('Tổng điểm: 23,13 điểm')
    await clerk.press('Tính thử')
    expect(await clerk.page.getByRole('main').innerText()).toContain('23,13 điểm')
  })
})
