import { describe, expect, test } from 'vitest'
import { criteriaGroup, FULL_FIGURES, freeCriterion, SMALL_SET } from '../../../../tests/support/criteria-sets.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import type { CriteriaSet, Criterion } from './criteria-set.ts'
import { scoreUnit } from './score-unit.ts'
import type { UnitInputs } from './unit-inputs.ts'

function score(changes: Partial<CriteriaSet>, inputs: Partial<UnitInputs> = {}, decided?: Record<string, string>) {
  const compiled = compileCriteriaSet({ ...SMALL_SET, ...changes })
  return scoreUnit(compiled, { unit: { kind: 'locality' }, year: 2025, figures: FULL_FIGURES, ...inputs }, decided)
}

const codeOfRefusal = (attempt: () => unknown) => {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'nothing refused'
}

describe('the total of a unit', () => {
  test('is the exact sum of its criteria, with the decimals of the set', () => {
    const scored = score({}, { figures: { '1.1': 0.1, '2.1': 0.2, '2.2': 0 } })
    expect(scored.total).toBe('0.30')
    expect(scored.groups).toEqual([
      { code: '1', title: 'Nhóm 1', points: '0.10', max: '4.00' },
      { code: '2', title: 'Nhóm 2', points: '0.20', max: '6.00' },
    ])
  })

  test('adds up a tree of uneven depth', () => {
    const deep = [
      freeCriterion('1', '1'),
      criteriaGroup('2', '9', [
        freeCriterion('2.1', '2'),
        criteriaGroup('2.2', '7', [
          criteriaGroup('2.2.1', '3', [freeCriterion('2.2.1.1', '3')]),
          freeCriterion('2.2.2', '4'),
        ]),
      ]),
    ]
    const figures = { '1': 1, '2.1': 1.5, '2.2.1.1': 2.25, '2.2.2': 3 }
    const scored = score({ groups: deep }, { figures })
    expect(scored.total).toBe('7.75')
    expect(scored.groups.map((each) => [each.code, each.points])).toEqual([
      ['2', '6.75'],
      ['2.2', '5.25'],
      ['2.2.1', '2.25'],
    ])
  })

  test('is rounded as the set states', () => {
    const thirds: Criterion = freeCriterion('1', '10', {
      method: {
        kind: 'ratio',
        numerator: { figure: 'a', title: 'phần' },
        denominator: { number: '8', title: 'tất cả' },
      },
    })
    const total = (rounding: CriteriaSet['scale']['rounding'], a: number) =>
      score({ groups: [thirds], scale: { baseMaximum: '10', decimals: 1, rounding } }, { figures: { a } }).total
    // 1/8 of 10 is 1.25, 3/8 is 3.75.
    expect([total('half-up', 1), total('half-even', 1), total('down', 1), total('up', 1)]).toEqual([
      '1.3',
      '1.2',
      '1.2',
      '1.3',
    ])
    expect([total('half-up', 3), total('half-even', 3), total('down', 3), total('up', 3)]).toEqual([
      '3.8',
      '3.8',
      '3.7',
      '3.8',
    ])
  })
})

describe('a cap on a group', () => {
  const groups = [criteriaGroup('1', '10', [freeCriterion('1.1', '7'), freeCriterion('1.2', '6')], { capped: true })]

  test('cuts what is above it and says so', () => {
    const scored = score({ groups }, { figures: { '1.1': 7, '1.2': 6 } })
    expect(scored.total).toBe('10.00')
    expect(scored.effects).toContainEqual({
      kind: 'group-cap',
      code: '1',
      applied: true,
      explanation: 'Mục 1: cộng được 13,00 điểm, không quá 10,00 điểm → 10,00 điểm',
    })
  })

  test('says too that it did nothing', () => {
    const scored = score({ groups }, { figures: { '1.1': 3, '1.2': 6 } })
    expect(scored.total).toBe('9.00')
    expect(scored.effects[0]).toMatchObject({ kind: 'group-cap', applied: false })
  })
})

describe('bonus points', () => {
  const bonus = criteriaGroup(
    'T',
    '3',
    [
      freeCriterion('T.1', '5', {
        method: {
          kind: 'bonus',
          combine: 'sum',
          awards: [{ of: { figure: 'award', title: 'Bằng khen' }, points: '2' }],
        },
      }),
    ],
    { role: 'bonus', capped: true },
  )

  test('carry the total beyond the base maximum, up to their cap', () => {
    expect(score({ groups: [...SMALL_SET.groups, bonus] }, { figures: { ...FULL_FIGURES, award: 2 } }).total).toBe(
      '13.00',
    )
  })

  test('or not, where the set caps the total', () => {
    const scale = { ...SMALL_SET.scale, totalMaximum: '10' }
    const scored = score({ groups: [...SMALL_SET.groups, bonus], scale }, { figures: { ...FULL_FIGURES, award: 1 } })
    expect(scored.total).toBe('10.00')
    expect(scored.effects).toContainEqual({
      kind: 'total-cap',
      code: '',
      applied: true,
      explanation: 'Tổng điểm 12,00 điểm, không quá 10,00 điểm → 10,00 điểm',
    })
  })
})

describe('deductions from the total', () => {
  const deduction = criteriaGroup(
    'TRU',
    '0',
    [
      freeCriterion('TRU.1', '0', {
        minPoints: null,
        method: {
          kind: 'deduction',
          takenFrom: 'total',
          occurrences: [
            { of: { figure: 'warned', title: 'bị phê bình' }, points: '1.5' },
            { of: { figure: 'fined', title: 'bị xử phạt' }, percent: '10' },
          ],
        },
      }),
    ],
    { role: 'deduction' },
  )
  const groups = [...SMALL_SET.groups, deduction]

  test('come after all other points, wherever the group stands', () => {
    const events = [
      { criterion: 'warned', count: 1 },
      { criterion: 'fined', count: 1 },
    ]
    expect(score({ groups }, { events }).total).toBe('7.50')
    expect(score({ groups: groups.toReversed() }, { events }).total).toBe('7.50')
  })

  test('never bring the total below zero', () => {
    const scored = score({ groups }, { events: [{ criterion: 'warned', count: 20 }] })
    expect(scored.total).toBe('0.00')
    expect(scored.effects.map((effect) => effect.kind)).toContain('total-floor')
  })

  test('are added to what the figures already count', () => {
    const inputs = { figures: { ...FULL_FIGURES, warned: 2 }, events: [{ criterion: 'warned', count: 1 }] }
    expect(score({ groups }, inputs).total).toBe('5.50')
  })

  test('refuse an event that nothing counts', () => {
    expect(codeOfRefusal(() => score({ groups }, { events: [{ criterion: 'nothing', count: 1 }] }))).toBe(
      'criteria.no-such-count',
    )
  })
})

describe('a criterion that does not apply', () => {
  const figures = { '1.1': 2, '2.1': 3.5 }
  const inputs = { figures, notApplicable: ['2.2'] }

  test('is granted in full', () => {
    const scored = score({ notApplicable: 'full' }, inputs)
    expect(scored.total).toBe('8.00')
    expect(scored.criteria[2]).toMatchObject({
      state: 'granted-in-full',
      explanation: 'Không áp dụng → tính đủ 2,50 điểm',
    })
  })

  test('or granted nothing', () => {
    expect(score({ notApplicable: 'nothing' }, inputs).total).toBe('5.50')
  })

  test('or left out, and the rest is brought back to the base maximum', () => {
    const scored = score({ notApplicable: 'rescale' }, inputs)
    // 5.5 of the 7.5 points that remain.
    expect(scored.total).toBe('7.33')
    expect(scored.effects).toContainEqual({
      kind: 'rescale',
      code: '',
      applied: true,
      explanation: 'Bỏ 1 tiêu chí không áp dụng: 5,50 điểm trên 7,50 điểm còn lại, quy về thang 10,00 điểm → 7,33 điểm',
    })
  })

  test('is brought back to the scale in the same way when points are below zero', () => {
    const groups = [
      criteriaGroup('1', '10', [freeCriterion('1.1', '4', { minPoints: '-2' }), freeCriterion('1.2', '6')]),
    ]
    const bonus = freeCriterion('T', '5', { role: 'bonus' })
    const inputs = { figures: { '1.1': -0.51, T: 3 }, notApplicable: ['1.2'] }
    // −0.51 of 4 points is −1.275 of 10: the size is rounded, then the sign put back.
    expect(score({ groups: [...groups, bonus], notApplicable: 'rescale' }, inputs).total).toBe('1.72')
  })

  test('follows its own mode before that of the set', () => {
    const groups = [
      criteriaGroup('1', '4', [freeCriterion('1.1', '4')]),
      criteriaGroup('2', '6', [freeCriterion('2.1', '3.5'), freeCriterion('2.2', '2.5', { notApplicable: 'nothing' })]),
    ]
    expect(score({ groups, notApplicable: 'full' }, inputs).total).toBe('5.50')
  })

  test('may be a whole group', () => {
    expect(score({ notApplicable: 'full' }, { figures: { '1.1': 1 }, notApplicable: ['2'] }).total).toBe('7.00')
  })

  test('may be said by the figures themselves', () => {
    const ratio = freeCriterion('2.2', '2.5', {
      method: {
        kind: 'ratio',
        numerator: { figure: 'answered', title: 'đơn đã trả lời' },
        denominator: { figure: 'received', title: 'đơn tiếp nhận' },
      },
    })
    const groups = [
      criteriaGroup('1', '4', [freeCriterion('1.1', '4')]),
      criteriaGroup('2', '6', [freeCriterion('2.1', '3.5'), ratio]),
    ]
    const scored = score({ groups }, { figures: { ...figures, answered: 0, received: 0 } })
    expect(scored.criteria[2]).toMatchObject({
      points: '2.50',
      explanation: 'Không có đơn tiếp nhận trong năm → tính đủ 2,50 điểm',
    })
  })

  test('may depend on the kind of unit', () => {
    const groups = [
      criteriaGroup('1', '4', [freeCriterion('1.1', '4')]),
      criteriaGroup('2', '6', [
        freeCriterion('2.1', '3.5'),
        freeCriterion('2.2', '2.5', { notApplicableTo: ['locality'] }),
      ]),
    ]
    expect(score({ groups }, { figures }).total).toBe('8.00')
    expect(score({ groups }, { figures, unit: { kind: 'province-agency' } }).total).toBe('5.50')
  })

  test('leaves a unit unranked when nothing at all applies', () => {
    const scored = score({ notApplicable: 'rescale' }, { figures: {}, notApplicable: ['1', '2'] })
    expect(scored).toMatchObject({ total: '0.00', rank: null, notRanked: 'Không có tiêu chí nào áp dụng cho đơn vị' })
  })

  test('must be named rightly', () => {
    expect(codeOfRefusal(() => score({}, { notApplicable: ['2.9'] }))).toBe('criteria.no-such-criterion')
  })
})

describe('a criterion of another kind of unit', () => {
  const groups = [
    criteriaGroup('1', '4', [freeCriterion('1.1', '4')]),
    criteriaGroup('2', '6', [
      freeCriterion('2.a', '6', { appliesTo: ['locality'] }),
      freeCriterion('2.b', '6', { appliesTo: ['province-agency'] }),
    ]),
  ]

  test('does not exist for the unit', () => {
    const scored = score({ groups }, { figures: { '1.1': 1, '2.a': 2, '2.b': 3 } })
    expect(scored.criteria.map((criterion) => criterion.code)).toEqual(['1.1', '2.a'])
    expect(scored.total).toBe('3.00')
  })
})

describe('points that people decided', () => {
  test('stand in place of the computed ones, up or down, and give total and rank by the same rules', () => {
    const scored = score({}, { figures: { '1.1': 4, '2.1': 3, '2.2': 0.5 } }, { '2.1': '0', '2.2': '1,5' })
    expect(scored.total).toBe('5.50')
    expect(scored.rank).toBe('Đạt')
    expect(scored.criteria[1]).toMatchObject({
      points: '0.00',
      state: 'decided',
      explanation: 'Điểm do người chấm ghi → 0,00 điểm',
    })
  })

  test('are refused out of bounds and for criteria that are not in the set', () => {
    expect(codeOfRefusal(() => score({}, {}, { '1.1': '4.01' }))).toBe('criteria.points-out-of-bounds')
    expect(codeOfRefusal(() => score({}, {}, { '1.1': '-1' }))).toBe('criteria.points-out-of-bounds')
    expect(codeOfRefusal(() => score({}, {}, { '1.9': '1' }))).toBe('criteria.no-such-criterion')
    expect(codeOfRefusal(() => score({}, {}, { '1': '1' }))).toBe('criteria.no-such-criterion')
  })

  test('do not bring back a criterion that is left out of the scale', () => {
    const inputs = { figures: { '1.1': 4, '2.1': 3.5 }, notApplicable: ['2.2'] }
    expect(score({ notApplicable: 'rescale' }, inputs, { '2.2': '0' }).total).toBe('10.00')
    expect(score({ notApplicable: 'full' }, inputs, { '2.2': '0' }).total).toBe('7.50')
  })

  test('give back the same total when they are the computed ones', () => {
    const computed = score({})
    const points = Object.fromEntries(computed.criteria.map((criterion) => [criterion.code, criterion.points]))
    expect(score({}, { figures: {} }, points).total).toBe(computed.total)
  })
})

describe('a set', () => {
  test('refuses kinds of unit, years and blocks that it does not name', () => {
    expect(codeOfRefusal(() => score({}, { unit: { kind: 'school' } }))).toBe('criteria.kind-not-in-set')
    expect(codeOfRefusal(() => score({}, { year: 1999 }))).toBe('criteria.year-not-in-set')
    const blocks = [{ code: 'a', title: 'Khối A' }]
    expect(codeOfRefusal(() => score({ blocks }, { unit: { kind: 'locality', block: 'b' } }))).toBe(
      'criteria.block-not-in-set',
    )
    expect(score({ blocks }, { unit: { kind: 'locality', block: 'a' } }).total).toBe('10.00')
  })
})
