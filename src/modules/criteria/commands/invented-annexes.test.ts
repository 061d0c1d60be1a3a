import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { checkCriteriaFile } from './check.ts'
import { scoreCriteriaFile, type UnitAnswer } from './score.ts'
import { readSetText } from './set-text.ts'

/** Annexes in the shapes in which provinces print them; every number is invented. */
const THOUSAND = readSetText(
  readFileSync(new URL('../../../../docs/examples/criteria-set-1000.yaml', import.meta.url), 'utf8'),
)

function one(file: unknown, inputs: object): UnitAnswer {
  const answer = scoreCriteriaFile(file, inputs)
  if (Array.isArray(answer)) throw new Error('one unit answers with one object')
  return answer
}

const pointsOf = (answer: UnitAnswer) =>
  Object.fromEntries(answer.criteria.map((criterion) => [criterion.code, criterion.points]))

const EFFECTIVE = {
  legalAct: { number: '20/QĐ-UBND', date: '2025-01-15', issuer: 'UBND tỉnh' },
  effective: { from: '2025-01-15' },
  years: [{ year: 2025, from: '2025-01-01', to: '2025-12-31' }],
  unitKinds: [{ code: 'xa', title: 'Xã' }],
}

describe('a set of 1.000 points with a survey', () => {
  const commune = {
    unit: { kind: 'xa', block: 'K1' },
    year: 2025,
    figures: {
      '1.1': '2025-01-31T17:00',
      'nhiem-vu-xong': 47,
      'nhiem-vu-giao': 50,
      'bao-cao-cham': 7,
      'bao-cao-sai': 2,
      'don-dung-han': 19,
      'don-thu-ly': 20,
      'doi-thoai': 2,
      'gap-go': 4,
      'hai-long': 86.4,
      'bang-khen': 2,
      'giay-khen': 5,
      'vi-pham': 1,
    },
  }

  test('has no mistake', () => {
    expect(checkCriteriaFile(THOUSAND).problems).toEqual([])
  })

  test('scores each rule as its annex says', () => {
    const answer = one(THOUSAND, commune)
    expect(pointsOf(answer)).toEqual({
      '1.1': '50.0',
      '1.2': '282.0',
      '1.10': '-30.0',
      '2.1': '300.0',
      '2.2': '200.0',
      III: '129.6',
      T1: '40.0',
      X1: '-29.1',
    })
    const words = Object.fromEntries(answer.criteria.map((criterion) => [criterion.code, criterion.explanation]))
    expect(words['1.10']).toBe(
      'Trừ vào điểm của nhóm: 7 lần × 5,0 điểm, tối đa 20,0 điểm (báo cáo đột xuất gửi chậm) và 2 lần × 10,0 điểm (báo cáo sai số liệu) → không dưới mức tối thiểu → −30,0 điểm',
    )
    // 50 + 282 − 30 + 500 + 129,6 = 931,6; thưởng 2 × 15 + 10; trừ 3% của 971,6.
    expect(answer.total).toBe('942.5')
    expect(answer.rank).toBe('Xuất sắc')
  })

  test('does not let bonus points alone carry a unit to the best rank', () => {
    const answer = one(THOUSAND, { ...commune, figures: { ...commune.figures, 'hai-long': 60, 'vi-pham': 0 } })
    expect(answer.total).toBe('932.0')
    expect(answer.rankByPoints).toBe('Xuất sắc')
    expect(answer.rank).toBe('Tốt')
    expect(answer.effects.find((effect) => effect.code === 'K1')?.explanation).toContain(
      'các mục I, II, III cộng được 892,0 điểm',
    )
  })

  test('takes from a group no more than it has, and from the total no more than the annex says', () => {
    const nothing = {
      unit: { kind: 'xa', block: 'K1' },
      year: 2025,
      figures: {
        '1.1': '2025-06-01',
        'nhiem-vu-xong': 0,
        'nhiem-vu-giao': 9,
        'bao-cao-sai': 3,
        'hai-long': 100,
        'vi-pham': 90,
      },
    }
    const answer = one(THOUSAND, nothing)
    expect(answer.groups.find((group) => group.code === 'I')?.points).toBe('0.0')
    expect(answer.groups.find((group) => group.code === 'X')?.points).toBe('-50.0')
    expect(answer.total).toBe('100.0')
  })

  test('leaves out what an agency has not and brings the rest to the same scale', () => {
    const answer = one(THOUSAND, {
      ...commune,
      unit: { kind: 'so', block: 'K2' },
      figures: { ...commune.figures, 'vi-pham': 0 },
    })
    // (932 − 200 − 0,4) of 800 left of 1.000: 731,6/800 × 1.000 = 914,5, and 40 of bonus.
    expect(answer.total).toBe('954.5')
  })
})

describe('a set of 85 points of work and 15 of a survey', () => {
  const work = (code: string, maxPoints: string, method: CriteriaSet['groups'][number]) => ({
    ...method,
    code,
    maxPoints,
  })
  const yesNo = (code: string, maxPoints: string) =>
    work(code, maxPoints, { code, title: `Nội dung ${code}`, maxPoints, scorer: 'unit', method: { kind: 'yes-no' } })
  const SET: CriteriaSet = {
    ...EFFECTIVE,
    id: 'tam-muoi-lam',
    title: 'Bộ tiêu chí 85 + 15',
    scale: { baseMaximum: '100', decimals: 2, rounding: 'half-even', totalMaximum: '100' },
    notApplicable: 'full',
    groups: [
      { code: 'A', title: 'Thẩm định', maxPoints: '85', children: [yesNo('A1', '40'), yesNo('A2', '45')] },
      {
        code: 'B',
        title: 'Điều tra xã hội học',
        maxPoints: '15',
        children: [
          ...['B1', 'B2'].map((code): CriteriaSet['groups'][number] => ({
            code,
            title: `Phiếu ${code}`,
            maxPoints: '7.5',
            scorer: 'survey',
            method: { kind: 'imported', of: { figure: code, title: `điểm phiếu ${code}` }, outOf: '7' },
          })),
        ],
      },
      {
        code: 'C',
        title: 'Điểm thưởng',
        role: 'bonus',
        maxPoints: '5',
        scorer: 'verifier',
        method: {
          kind: 'bonus',
          combine: 'highest',
          awards: [
            { of: { figure: 'trung-uong', title: 'khen cấp Trung ương' }, points: '5' },
            { of: { figure: 'tinh', title: 'khen cấp tỉnh' }, points: '2' },
          ],
        },
      },
    ],
    ranks: [
      { title: 'A', from: '90' },
      { title: 'B', from: '80' },
      { title: 'C', from: '0' },
    ],
    notRankedWhen: [
      {
        code: 'KXL',
        title: 'Chưa đủ phiếu điều tra',
        when: { of: { figure: 'so-phieu', title: 'phiếu hợp lệ' }, is: 'less-than', value: '30' },
      },
    ],
  }

  test('keeps both parts, rounds halves to even and does not pass 100', () => {
    expect(checkCriteriaFile(SET).problems).toEqual([])
    const figures = { A1: true, A2: true, B1: 6.3, B2: '5.11', 'trung-uong': 1, tinh: 3, 'so-phieu': 30 }
    const answer = one(SET, { unit: { kind: 'xa' }, year: 2025, figures })
    // 6,3/7 × 7,5 = 6,75; 5,11/7 × 7,5 = 5,475 → 5,48 (half to even).
    expect(pointsOf(answer)).toMatchObject({ B1: '6.75', B2: '5.48', C: '5.00' })
    expect(answer.total).toBe('100.00')
    expect(answer.effects.find((effect) => effect.kind === 'total-cap')?.applied).toBe(true)
  })

  test('does not rank where there are too few answers, and says why', () => {
    const figures = { A1: true, A2: true, B1: 7, B2: 7, 'so-phieu': 29 }
    const answer = one(SET, { unit: { kind: 'xa' }, year: 2025, figures })
    expect(answer).toMatchObject({ total: '100.00', notRanked: 'Chưa đủ phiếu điều tra' })
    expect(answer.rank).toBeUndefined()
  })
})

describe('a set of 10 groups with deductions by share, limits and knock-outs', () => {
  const SET: CriteriaSet = {
    ...EFFECTIVE,
    id: 'muoi-nhom',
    title: 'Bộ tiêu chí 10 nhóm',
    scale: { baseMaximum: '100', decimals: 2, rounding: 'half-up' },
    notApplicable: 'nothing',
    groups: [
      ...Array.from({ length: 10 }, (_, index): CriteriaSet['groups'][number] => ({
        code: String(index + 1),
        title: `Nhóm ${index + 1}`,
        maxPoints: '10',
        scorer: 'unit',
        method: {
          kind: 'deduction',
          takenFrom: 'criterion',
          occurrences: [
            { of: { figure: `thieu-${index + 1}`, title: 'nội dung thiếu' }, percent: '33.3' },
            { of: { figure: `sai-${index + 1}`, title: 'sai sót' }, points: '0.25', atMost: '1' },
          ],
        },
      })),
    ],
    ranks: [
      { title: 'Hoàn thành xuất sắc', from: '90' },
      { title: 'Hoàn thành tốt', from: '70', below: '90' },
      { title: 'Hoàn thành', from: '50', below: '70' },
      { title: 'Không hoàn thành', from: '0', below: '50' },
    ],
    knockOuts: [
      {
        code: 'L1',
        title: 'Có nhóm không điểm và để đơn quá hạn',
        when: {
          all: [
            {
              any: [
                { pointsOf: '1', is: 'equal', value: '0' },
                { pointsOf: '2', is: 'equal', value: '0' },
              ],
            },
            { of: { figure: 'qua-han', title: 'đơn quá hạn' }, is: 'more-than', value: '2' },
          ],
        },
        rank: 'Không hoàn thành',
      },
    ],
  }

  test('takes a share for each occurrence, rounded once, and no more than the limit of a line', () => {
    expect(checkCriteriaFile(SET).problems).toEqual([])
    const answer = one(SET, { unit: { kind: 'xa' }, year: 2025, figures: { 'thieu-1': 2, 'sai-1': 9, 'sai-2': 3 } })
    // 2 × 33,3 % of 10 = 6,66; nine slips cost no more than 1.
    expect(pointsOf(answer)).toMatchObject({ 1: '2.34', 2: '9.25', 3: '10.00' })
    expect(answer.total).toBe('91.59')
  })

  test('knocks out only when both halves of the condition hold', () => {
    const score = (figures: object) => one(SET, { unit: { kind: 'xa' }, year: 2025, figures }).rank
    expect(score({ 'thieu-2': 4, 'qua-han': 3 })).toBe('Không hoàn thành')
    expect(score({ 'thieu-2': 4, 'qua-han': 2 })).toBe('Hoàn thành xuất sắc')
    expect(score({ 'thieu-2': 2, 'qua-han': 3 })).toBe('Hoàn thành xuất sắc')
  })

  test('takes no points below nought, however often', () => {
    const figures = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`thieu-${index + 1}`, 40]))
    expect(one(SET, { unit: { kind: 'xa' }, year: 2025, figures }).total).toBe('0.00')
  })
})
