import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { DEMONSTRATION_SET } from '../rules/demonstration-set.ts'
import { scoreCriteriaFile } from './score.ts'

const set: unknown = JSON.parse(JSON.stringify(DEMONSTRATION_SET))
const unit = { unit: { kind: 'locality', block: 'I' }, year: 2025, figures: { 'plan.issued': 1, '6.3': 'A' } }

function refusal(attempt: () => unknown): Refusal {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('scoring from files', () => {
  test('answers one unit with an object', () => {
    const answer = scoreCriteriaFile(set, unit)
    if (Array.isArray(answer)) throw new Error('one unit, one answer')
    expect(answer).toMatchObject({
      unit: unit.unit,
      year: 2025,
      rank: 'Không hoàn thành',
      demonstration: 'Điểm và ngưỡng là số liệu minh họa, không phải của tỉnh Quảng Nam',
    })
    expect(answer).not.toHaveProperty('notRanked')
    expect(answer.criteria[0]).toEqual({
      code: '1.1',
      title: 'Ban hành kế hoạch công tác dân vận trong năm',
      points: '4.00',
      max: '4.00',
      explanation: '1 kế hoạch đã ban hành (điều kiện: từ 1 trở lên) → đạt → 4,00 điểm',
      state: 'scored',
    })
  })

  test('answers several units with an array in the same order, ranked together', () => {
    const two = [
      { ...unit, unit: { ...unit.unit, code: 'A' } },
      { ...unit, unit: { ...unit.unit, code: 'B' }, notApplicable: ['1', '2', '3', '4', '5', '7', '8', '9', '10'] },
    ]
    expect(scoreCriteriaFile(set, two)).toMatchObject([
      { unit: { code: 'A' }, position: 2 },
      { unit: { code: 'B' }, position: 1 },
    ])
    expect(scoreCriteriaFile(set, [])).toEqual([])
  })

  test('gives a reason in place of a rank when a unit is not ranked', () => {
    const answer = scoreCriteriaFile(set, { ...unit, notRanked: 'Mới thành lập' })
    expect(answer).toMatchObject({ notRanked: 'Mới thành lập' })
    expect(answer).not.toHaveProperty('rank')
    expect(answer).not.toHaveProperty('position')
  })

  test('says what every cap, knock-out, ceiling and quota did', () => {
    const answer = scoreCriteriaFile(set, { ...unit, events: [{ criterion: 'L1', count: 1 }] })
    if (Array.isArray(answer)) throw new Error('one unit, one answer')
    expect(answer.effects.map((effect) => [effect.kind, effect.code, effect.applied])).toEqual([
      ['group-cap', 'T', false],
      ['not-ranked', 'KXL1', false],
      ['knock-out', 'L1', true],
      ['ceiling', 'K1', true],
      ['ceiling', 'K2', false],
      ['quota', 'TL1', false],
    ])
  })
})

describe('scoring from files is refused', () => {
  test('by a set with mistakes, which are named', () => {
    const wrong = { ...(set as object), tieOrder: ['99'] }
    expect(refusal(() => scoreCriteriaFile(wrong, unit))).toMatchObject({
      kind: 'invalid',
      code: 'criteria.set-has-mistakes',
      messageForPerson:
        'Bộ tiêu chí còn lỗi nên chưa chấm điểm được. Thứ tự khi bằng điểm › thứ 1: Không có mục “99” trong bộ tiêu chí.',
      fields: { 'tieOrder[0]': 'Không có mục “99” trong bộ tiêu chí.' },
    })
  })

  test('for inputs of the wrong shape', () => {
    expect(refusal(() => scoreCriteriaFile(set, { ...unit, year: '2025' })).code).toBe('criteria.bad-inputs')
    expect(refusal(() => scoreCriteriaFile(set, { ...unit, events: [{ criterion: 'L1', count: -1 }] })).code).toBe(
      'criteria.bad-inputs',
    )
    expect(refusal(() => scoreCriteriaFile(set, null)).code).toBe('criteria.bad-inputs')
  })

  test('for a figure that nothing asks for, and says in which unit', () => {
    const named = { ...unit, unit: { ...unit.unit, title: 'Xã Tân Phú' }, figures: { 'plan.isued': 1 } }
    expect(refusal(() => scoreCriteriaFile(set, [unit, named]))).toMatchObject({
      code: 'criteria.no-such-figure',
      messageForPerson: expect.stringMatching(/^Đơn vị Xã Tân Phú: .*“plan\.isued”/),
    })
  })

  test('for a figure of the wrong kind', () => {
    const figures = { ...unit.figures, '6.3': 'Z' }
    expect(refusal(() => scoreCriteriaFile(set, { ...unit, figures }))).toMatchObject({
      code: 'criteria.no-such-level',
      messageForPerson: expect.stringContaining('Đơn vị thứ 1: Tiêu chí 6.3 không có mức “Z”'),
    })
  })
})
