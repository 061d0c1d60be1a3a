import { describe, expect, test } from 'vitest'
import { criteriaGroup, freeCriterion, SOUND_SET } from '../../../../tests/support/criteria-sets.ts'
import { checkSet } from './check-set.ts'
import type { CriteriaSet } from './criteria-set.ts'
import type { ScoringMethod } from './scoring-method.ts'

/** What is wrong when the sound set is changed so: `code place: message`. */
function problemsOf(changes: Partial<CriteriaSet>, indicators?: readonly string[]) {
  return checkSet({ ...SOUND_SET, ...changes }, indicators).map(
    ({ code, place, message }) => `${code} ${place}: ${message}`,
  )
}

const codesOf = (changes: Partial<CriteriaSet>, indicators?: readonly string[]) =>
  checkSet({ ...SOUND_SET, ...changes }, indicators).map((problem) => problem.code)

test('a sound set has no problems', () => {
  expect(checkSet(SOUND_SET)).toEqual([])
})

describe('points that do not sum', () => {
  test('to the group are named with both numbers and the place', () => {
    const groups = [criteriaGroup('1', '10', [freeCriterion('1.1', '6'), freeCriterion('1.2', '3.5')])]
    expect(checkSet({ ...SOUND_SET, groups })).toEqual([
      {
        path: 'groups[0]',
        place: 'Mục 1',
        code: 'points-do-not-sum',
        severity: 'mistake',
        message: 'Các tiêu chí bên trong cộng lại được 9,5 điểm, nhưng mục này ghi 10,0 điểm.',
      },
    ])
  })

  test('may not be more than the group either', () => {
    expect(
      codesOf({ groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '6'), freeCriterion('1.2', '4.5')])] }),
    ).toEqual(['points-do-not-sum'])
  })

  test('deep inside are found by their place', () => {
    const groups = [
      criteriaGroup('1', '10', [freeCriterion('1.1', '6'), criteriaGroup('1.2', '4', [freeCriterion('1.2.1', '3')])]),
    ]
    expect(checkSet({ ...SOUND_SET, groups })[0]).toMatchObject({
      path: 'groups[0].children[1]',
      place: 'Mục 1 › Mục 1.2',
    })
  })

  test('to the scale are named too', () => {
    expect(
      problemsOf({ scale: { ...SOUND_SET.scale, baseMaximum: '100' }, ranks: [{ title: 'Đạt', from: '0' }] }),
    ).toEqual([
      'groups-do-not-sum Các nhóm tiêu chí: Điểm tối đa của các nhóm cộng lại là 10,0 điểm, nhưng thang điểm ghi 100,0 điểm.',
    ])
  })

  test('for one kind of unit only name that kind', () => {
    const groups = [
      criteriaGroup('1', '10', [
        freeCriterion('1.1', '6'),
        freeCriterion('1.2', '4', { appliesTo: ['locality', 'province-agency'] }),
      ]),
    ]
    expect(problemsOf({ groups })).toEqual([
      'points-do-not-sum Mục 1: Các tiêu chí bên trong cộng lại được 6,0 điểm, nhưng mục này ghi 10,0 điểm. (với: Cơ quan Trung ương đóng trên địa bàn)',
    ])
  })

  test('may be more than a cap, not less', () => {
    const capped = (sum: string) => [
      criteriaGroup('1', '10', [freeCriterion('1.1', '6'), freeCriterion('1.2', sum)], { capped: true }),
    ]
    expect(codesOf({ groups: capped('7') })).toEqual([])
    expect(codesOf({ groups: capped('3') })).toEqual(['points-do-not-sum'])
  })
})

describe('thresholds', () => {
  test('that overlap or stand in the wrong order are found', () => {
    const ranks = [
      { title: 'Đạt', from: '5' },
      { title: 'Tốt', from: '8' },
      { title: 'Chưa đạt', from: '0' },
    ]
    expect(codesOf({ ranks })).toEqual(['thresholds-overlap'])
    expect(problemsOf({ ranks: [...ranks.slice(1, 2), { title: 'Đạt', from: '0', below: '9' }] })).toEqual([
      'thresholds-overlap Mức xếp loại › “Đạt”: Mức này ghi đến dưới 9,0 điểm, chồng lên mức đứng trước (từ 8,0 điểm).',
    ])
  })

  test('that leave a gap are found', () => {
    expect(
      problemsOf({
        ranks: [
          { title: 'Tốt', from: '8' },
          { title: 'Đạt', from: '0', below: '7' },
        ],
      }),
    ).toEqual([
      'thresholds-leave-gap Mức xếp loại › “Đạt”: Tổng điểm từ 7,0 điểm đến dưới 8,0 điểm không thuộc mức nào.',
    ])
    expect(problemsOf({ ranks: [{ title: 'Tốt', from: '5' }] })).toEqual([
      'thresholds-leave-gap Mức xếp loại: Tổng điểm dưới 5,0 điểm không thuộc mức xếp loại nào.',
    ])
  })

  test('that nobody can reach are found, bonus points counted in', () => {
    const ranks = [
      { title: 'Tốt', from: '11' },
      { title: 'Đạt', from: '0' },
    ]
    expect(problemsOf({ ranks })).toEqual([
      'rank-out-of-reach Mức xếp loại › “Tốt”: Không thể đạt mức này: tổng điểm cao nhất có thể có là 10,0 điểm.',
    ])
    const bonus = criteriaGroup('T', '2', [freeCriterion('T.1', '2')], { role: 'bonus' })
    expect(codesOf({ ranks, groups: [...SOUND_SET.groups, bonus] })).toEqual([])
    expect(
      codesOf({ ranks, groups: [...SOUND_SET.groups, bonus], scale: { ...SOUND_SET.scale, totalMaximum: '10' } }),
    ).toEqual(['rank-out-of-reach'])
  })

  test('may have any number and any names, but not the same twice', () => {
    const ranks = ['A', 'B', 'C', 'D', 'E', 'A'].map((title, index) => ({ title, from: String(10 - index * 2) }))
    expect(codesOf({ ranks })).toEqual(['duplicate-rank'])
    expect(codesOf({ ranks: [] })).toEqual(['no-ranks'])
  })
})

describe('figures', () => {
  const method: ScoringMethod = {
    kind: 'ratio',
    numerator: { indicator: 'petition.answered', title: 'đơn đã trả lời' },
    denominator: { indicator: 'petition.recieved', title: 'đơn tiếp nhận' },
  }
  const groups = [criteriaGroup('1', '10', [freeCriterion('1.1', '6', { method }), freeCriterion('1.2', '4')])]

  test('that the system cannot count are found', () => {
    expect(problemsOf({ groups }, ['petition.answered', 'petition.received'])).toEqual([
      'no-such-indicator Mục 1 › Mục 1.1: Hệ thống không có chỉ tiêu thống kê nào mang mã “petition.recieved”.',
    ])
    expect(codesOf({ groups })).toEqual([])
  })

  test('with one code for two meanings are found', () => {
    const knockOuts = [{ code: '1.2', title: 'Bị loại', rank: SOUND_SET.ranks.at(-1)?.title ?? '' }]
    expect(codesOf({ knockOuts })).toEqual(['duplicate-code', 'figure-means-two-things'])
  })

  test('with two titles are doubtful', () => {
    const count = (title: string): ScoringMethod => ({
      kind: 'per-item',
      items: [{ of: { figure: 'a', title }, each: '1' }],
    })
    const twice = [
      criteriaGroup('1', '10', [
        freeCriterion('1.1', '6', { method: count('lớp') }),
        freeCriterion('1.2', '4', { method: count('lớp học') }),
      ]),
    ]
    expect(checkSet({ ...SOUND_SET, groups: twice })).toMatchObject([
      { code: 'figure-has-two-titles', severity: 'doubt' },
    ])
  })
})

describe('codes', () => {
  test('are used once', () => {
    expect(
      problemsOf({ groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '6'), freeCriterion('1.1', '4')])] }),
    ).toEqual(['duplicate-code Mục 1 › Mục 1.1: Mã “1.1” đã dùng cho mục khác (Mục 1 › Mục 1.1).'])
  })

  test('that are referred to must exist', () => {
    expect(
      codesOf({
        knockOuts: [{ code: 'L', title: 'Loại', when: { percentOf: '9', is: 'less-than', value: '50' }, rank: 'Kém' }],
        ceilings: [{ code: 'K', title: 'Khống chế', notAbove: 'Khá' }],
        quotas: [{ code: 'Q', title: 'Tỷ lệ', rank: 'Tốt', atMostPercent: '20', of: ['Giỏi'], rounding: 'down' }],
        tieOrder: ['7'],
      }),
    ).toEqual(['no-such-criterion', 'no-such-rank', 'no-such-rank', 'no-such-rank', 'no-such-criterion'])
    expect(
      codesOf({ groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '10', { notApplicableTo: ['school'] })])] }),
    ).toEqual(['no-such-kind'])
  })
})

describe('numbers, dates and texts', () => {
  test('must be readable and no finer than the scale', () => {
    expect(
      problemsOf({ groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '9.95'), freeCriterion('1.2', '4')])] }),
    ).toEqual([
      'bad-points Mục 1 › Mục 1.1 › Điểm tối đa: “9.95” không phải là số điểm có nhiều nhất 1 chữ số thập phân (viết bằng dấu chấm, ví dụ 2.5).',
    ])
    expect(codesOf({ scale: { ...SOUND_SET.scale, decimals: 5 } })).toEqual(['bad-decimals'])
    expect(codesOf({ groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '10', { minPoints: '10' })])] })).toEqual([
      'floor-above-maximum',
    ])
  })

  test('must be days that exist, in their order', () => {
    expect(codesOf({ years: [{ year: 2025, from: '2024-12-01', to: '2024-11-30' }] })).toEqual(['dates-reversed'])
    expect(codesOf({ legalAct: { ...SOUND_SET.legalAct, date: '2025-02-30' } })).toEqual(['no-such-date'])
  })

  test('must not be empty', () => {
    expect(codesOf({ groups: [criteriaGroup('1', '10', [freeCriterion('1.1', '10', { title: ' ' })])] })).toEqual([
      'empty-text',
    ])
    expect(codesOf({ years: [], unitKinds: [] })).toContain('no-year')
    expect(codesOf({ groups: [criteriaGroup('1', '10', [])] })).toEqual(['empty-group'])
  })
})
