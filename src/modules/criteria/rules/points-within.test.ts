import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Criterion } from './criteria-set.ts'
import { pointsWithin } from './points-within.ts'
import type { ScoreScale } from './score-scale.ts'

const scale: ScoreScale = { baseMaximum: '100', decimals: 2, rounding: 'half-up' }
const criterion: Criterion = {
  code: '4.2',
  title: 'Trả lời đúng hạn',
  maxPoints: '3.5',
  scorer: 'unit',
  method: { kind: 'yes-no' },
}

function refusal(typed: string, of: Criterion = criterion, by: ScoreScale = scale) {
  try {
    pointsWithin(of, by, typed)
  } catch (error) {
    if (error instanceof Refusal) return error
  }
  throw new Error('nothing was refused')
}

describe('points that a person gives', () => {
  test('are read with a comma or a dot and written with the decimals of the scale', () => {
    expect(['3,5', '3.5', ' 3 ', '0', '0,05'].map((typed) => pointsWithin(criterion, scale, typed))).toEqual([
      '3.50',
      '3.50',
      '3.00',
      '0.00',
      '0.05',
    ])
  })

  test('are refused above the maximum and below the floor', () => {
    expect(refusal('3.51')).toMatchObject({
      kind: 'invalid',
      code: 'criteria.points-out-of-bounds',
      messageForPerson:
        'Tiêu chí 4.2 chỉ được chấm từ 0,00 điểm đến 3,50 điểm, nhưng đang ghi 3,51 điểm. Hãy ghi lại số điểm; các tiêu chí khác vẫn được giữ.',
    })
    expect(refusal('-0.01').code).toBe('criteria.points-out-of-bounds')
    expect(pointsWithin({ ...criterion, minPoints: '-1' }, scale, '−1')).toBe('-1.00')
  })

  test('are never rounded for the person', () => {
    expect(refusal('1.005').messageForPerson).toBe('Tiêu chí 4.2: điểm có nhiều nhất 2 chữ số thập phân. Hãy ghi lại.')
    expect(refusal('1.5', { ...criterion, maxPoints: '3' }, { ...scale, decimals: 0 }).messageForPerson).toBe(
      'Tiêu chí 4.2: điểm phải là số nguyên. Hãy ghi lại.',
    )
  })

  test('are refused when they are no number', () => {
    for (const typed of ['', 'ba', '1.2.3', '1e3', 'NaN', '٣']) expect(refusal(typed).code).toBe('criteria.not-points')
  })

  test('may have no upper limit', () => {
    expect(pointsWithin({ ...criterion, maxPoints: null }, scale, '1000')).toBe('1000.00')
  })
})
