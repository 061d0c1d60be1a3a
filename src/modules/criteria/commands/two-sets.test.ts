import { describe, expect, test } from 'vitest'
import type { CriteriaSet, Transition } from '../rules/criteria-set.ts'
import { planForYear, setForYear } from '../rules/set-for-year.ts'
import { checkCriteriaFile } from './check.ts'
import { scoreCriteriaFile } from './score.ts'

const OLD: CriteriaSet = {
  id: 'cu',
  title: 'Bộ cũ',
  legalAct: { number: '01/QĐ-UBND', date: '2024-02-01', issuer: 'UBND tỉnh' },
  effective: { from: '2024-02-01' },
  years: [2024, 2025].map((year) => ({ year, from: `${year}-01-01`, to: `${year}-12-31` })),
  unitKinds: [
    { code: 'xa', title: 'Xã' },
    { code: 'so', title: 'Sở' },
  ],
  scale: { baseMaximum: '50', decimals: 1, rounding: 'half-up' },
  notApplicable: 'full',
  groups: [
    {
      code: '1',
      title: 'Đối thoại',
      maxPoints: '50',
      scorer: 'unit',
      method: { kind: 'per-item', items: [{ of: { figure: 'doi-thoai', title: 'cuộc đối thoại' }, each: '10' }] },
    },
  ],
  ranks: [
    { title: 'Tốt', from: '40' },
    { title: 'Đạt', from: '20' },
    { title: 'Chưa đạt', from: '0' },
  ],
  knockOuts: [{ code: 'L', title: 'Không gửi báo cáo', rank: 'Chưa đạt' }],
}

function replacing(transitions: readonly Transition[], years: readonly number[] = [2025, 2026]): CriteriaSet {
  return {
    ...OLD,
    id: 'moi',
    title: 'Bộ mới',
    replaces: 'cu',
    legalAct: { number: '02/QĐ-UBND', date: '2025-08-07', issuer: 'UBND tỉnh' },
    effective: { from: '2025-08-07' },
    years: years.map((year) => ({ year, from: `${year}-01-01`, to: `${year}-12-31` })),
    transitions,
    scale: { ...OLD.scale, baseMaximum: '100', decimals: 2 },
    groups: [
      {
        code: '1',
        title: 'Đối thoại',
        maxPoints: '100',
        scorer: 'unit',
        method: { kind: 'per-item', items: [{ of: { figure: 'doi-thoai', title: 'cuộc đối thoại' }, each: '25' }] },
      },
    ],
    ranks: [
      { title: 'Tốt', from: '80' },
      { title: 'Đạt', from: '40' },
      { title: 'Chưa đạt', from: '0' },
    ],
  }
}

const commune = (figures: object, more: object = {}) => ({ unit: { kind: 'xa' }, year: 2025, figures, ...more })
const SPLIT: Transition = {
  year: 2025,
  use: 'by-period',
  from: '2025-08-07',
  percent: '37.5',
  clause: 'khoản 2 Điều 3: việc trước ngày 07/8/2025 chấm theo bộ cũ',
}

describe('a set that replaces another on 7 August', () => {
  test('holds for the whole year when it names the year and says no more', () => {
    const plan = planForYear([OLD, replacing([])], 'xa', 2025)
    expect(plan.parts.map((part) => [part.set.id, part.from, part.to])).toEqual([['moi', '2025-01-01', '2025-12-31']])
    expect(plan.because).toBe(
      '02/QĐ-UBND ngày 07/08/2025 thay 01/QĐ-UBND ngày 01/02/2024; bộ mới có ghi năm này → cả năm 2025 theo bộ mới.',
    )
  })

  test('leaves one kind of unit to the old set where its clause says so', () => {
    const clause = 'khoản 3 Điều 3: các sở theo bộ cũ đến hết năm 2025'
    const sets = [replacing([{ year: 2025, unitKinds: ['so'], use: 'replaced-set', clause }]), OLD]
    expect(setForYear(sets, 'so', 2025).id).toBe('cu')
    expect(setForYear(sets, 'xa', 2025).id).toBe('moi')
    expect(setForYear(sets, 'so', 2026).id).toBe('moi')
    expect(planForYear(sets, 'so', 2025).because).toContain(clause)
  })

  test('may hold from its day on, each part with its share, and says how the points came together', () => {
    const answer = scoreCriteriaFile(
      [OLD, replacing([SPLIT])],
      commune({}, { periods: [{ figures: { 'doi-thoai': 3 } }, { figures: { 'doi-thoai': 2 } }] }),
    )
    // 30/50 × 62,5 = 37,50 and 50/100 × 37,5 = 18,75.
    expect(answer).toMatchObject({
      total: '56.25',
      rank: 'Đạt',
      set: { id: 'moi' },
      periods: [
        { set: 'cu', from: '2025-01-01', to: '2025-08-06', percent: '62.5', total: '30.0' },
        { set: 'moi', from: '2025-08-07', to: '2025-12-31', percent: '37.5', total: '50.00' },
      ],
      effects: expect.arrayContaining([
        expect.objectContaining({
          kind: 'periods',
          explanation:
            'Từ 01/01/2025 đến 06/08/2025: 30,0/50,0 điểm × 62,5% của 100,00 điểm = 37,50 điểm; Từ 07/08/2025 đến 31/12/2025: 50,00/100,00 điểm × 37,5% của 100,00 điểm = 18,75 điểm → cả năm 56,25 điểm',
        }),
      ]),
    })
  })

  test('holds a unit down for the year when one part was knocked out', () => {
    const periods = [{ figures: { 'doi-thoai': 5, L: true } }, { figures: { 'doi-thoai': 4 } }]
    const answer = scoreCriteriaFile([OLD, replacing([SPLIT])], commune({}, { periods }))
    expect(answer).toMatchObject({ total: '100.00', rankByPoints: 'Tốt', rank: 'Chưa đạt' })
  })

  test('asks for the figures of both parts', () => {
    expect(() => scoreCriteriaFile([OLD, replacing([SPLIT])], commune({ 'doi-thoai': 5 }))).toThrow(
      'criteria.inputs-for-each-part',
    )
    expect(() => setForYear([OLD, replacing([SPLIT])], 'xa', 2025)).toThrow('criteria.year-in-parts')
  })

  test('needs the set that it replaces', () => {
    expect(() => planForYear([replacing([SPLIT])], 'xa', 2025)).toThrow('criteria.no-replaced-set')
  })

  test('is checked: kinds, share, day, and no two clauses for one kind', () => {
    const codes = (transitions: readonly Transition[]) =>
      checkCriteriaFile(replacing(transitions)).problems.map((problem) => problem.code)
    expect(codes([SPLIT])).toEqual([])
    expect(codes([{ ...SPLIT, percent: '100' }])).toEqual(['bad-percent'])
    expect(codes([{ ...SPLIT, from: '2025-01-01' }])).toEqual(['dates-reversed'])
    expect(codes([{ ...SPLIT, unitKinds: ['huyen'] }])).toEqual(['no-such-kind'])
    expect(codes([SPLIT, { year: 2025, unitKinds: ['so'], use: 'this-set', clause: 'Điều 4' }])).toEqual([
      'transition-twice',
    ])
    expect(checkCriteriaFile({ ...OLD, transitions: [SPLIT] }).problems[0]?.code).toBe('nothing-replaced')
  })
})

describe('a unit merged on 1 July', () => {
  const merger = {
    on: '2025-07-01',
    predecessors: [
      { title: 'xã A', figures: { 'doi-thoai': 1 } },
      { title: 'xã B', figures: { 'doi-thoai': 2 } },
    ],
  }

  test('answers for the work of those before it, and says so', () => {
    expect(scoreCriteriaFile(OLD, commune({ 'doi-thoai': 1 }, { merger }))).toMatchObject({
      total: '40.0',
      criteria: [{ explanation: '4 cuộc đối thoại × 10,0 điểm → 40,0 điểm' }],
      effects: expect.arrayContaining([
        {
          kind: 'merger',
          code: '',
          applied: true,
          explanation:
            'Đơn vị thành lập ngày 01/07/2025 từ xã A, xã B: đơn vị mới trả lời cho cả năm; việc của các đơn vị cũ đến hết 30/06/2025 được cộng vào. cuộc đối thoại: 1 (xã A) + 2 (xã B) + 1 (sau sáp nhập) = 4',
        },
      ]),
    })
  })

  test('answers itself what cannot be added', () => {
    const knocked = { ...merger, predecessors: [{ title: 'xã A', figures: { L: true } }] }
    expect(() => scoreCriteriaFile(OLD, commune({}, { merger: knocked }))).toThrow('criteria.figure-not-additive')
  })

  test('in a year of two sets brings what was done before into the first part', () => {
    const periods = [{ figures: { 'doi-thoai': 0 } }, { figures: { 'doi-thoai': 4 } }]
    expect(scoreCriteriaFile([OLD, replacing([SPLIT])], commune({}, { merger, periods }))).toMatchObject({
      total: '75.00',
      periods: [{ total: '30.0' }, { total: '100.00' }],
    })
  })
})
