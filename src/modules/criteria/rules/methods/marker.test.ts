import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import type { FigureValue } from '../input.ts'
import { pointScale } from '../point-scale.ts'
import type { ScoringMethod } from '../scoring-method.ts'
import { markerOf } from './marker.ts'

const scale = pointScale({ decimals: 1, rounding: 'half-up' })

/** Marks one criterion of at most `max` points, all numbers written out. */
function mark(
  method: ScoringMethod,
  figures: Record<string, FigureValue>,
  { max = '5', min = '0', totalBefore = '0' }: { max?: string | null; min?: string | null; totalBefore?: string } = {},
) {
  const criterion = {
    code: '1.1',
    title: 'Tiêu chí thử',
    scale,
    max: max === null ? null : scale.toParts(max),
    min: min === null ? null : scale.toParts(min),
  }
  const made = markerOf(method, criterion)({ figures, year: 2025 }, scale.toParts(totalBefore))
  return { points: scale.write(made.parts), explanation: made.explanation, state: made.state }
}

function refusalOf(attempt: () => unknown): Refusal {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const answered = { figure: 'answered', title: 'đúng hạn' }
const received = { figure: 'received', title: 'đơn tiếp nhận' }

describe('yes or no', () => {
  const plain: ScoringMethod = { kind: 'yes-no' }

  test('gives all or nothing', () => {
    expect(mark(plain, { '1.1': true })).toEqual({ points: '5.0', explanation: 'Có → 5,0 điểm', state: 'scored' })
    expect(mark(plain, { '1.1': false })).toEqual({ points: '0.0', explanation: 'Không → 0,0 điểm', state: 'scored' })
  })

  test('says that an answer is missing instead of hiding a zero', () => {
    expect(mark(plain, {})).toEqual({
      points: '0.0',
      explanation: 'Chưa có số liệu “Tiêu chí thử” → 0,0 điểm',
      state: 'missing',
    })
  })

  test('may be lost by a single failure', () => {
    const flawless: ScoringMethod = {
      kind: 'yes-no',
      when: { of: { figure: 'failures', title: 'lần sai phạm' }, is: 'equal', value: '0' },
    }
    expect(mark(flawless, { failures: 0 }).explanation).toBe('0 lần sai phạm (điều kiện: bằng 0) → đạt → 5,0 điểm')
    expect(mark(flawless, { failures: 1 }).explanation).toBe(
      '1 lần sai phạm (điều kiện: bằng 0) → không đạt → 0,0 điểm',
    )
  })

  test('refuses an answer that is neither', () => {
    expect(refusalOf(() => mark(plain, { '1.1': 'có lẽ' })).code).toBe('criteria.figure-not-yes-or-no')
  })
})

describe('described levels', () => {
  const levels: ScoringMethod = {
    kind: 'levels',
    levels: [
      { code: '1', title: 'đầy đủ', points: '5' },
      { code: '2', title: 'còn thiếu', percent: '50' },
    ],
  }

  test('give the points of the chosen level, or its share of the maximum', () => {
    expect(mark(levels, { '1.1': '1' }).explanation).toBe('Mức 1: đầy đủ → 5,0 điểm')
    expect(mark(levels, { '1.1': 2 }).explanation).toBe('Mức 2: còn thiếu → 2,5 điểm')
  })

  test('refuse a level that does not exist and name those that do', () => {
    const refusal = refusalOf(() => mark(levels, { '1.1': '3' }))
    expect(refusal.code).toBe('criteria.no-such-level')
    expect(refusal.messageForPerson).toContain('1, 2')
  })
})

describe('steps', () => {
  const onRatio: ScoringMethod = {
    kind: 'steps',
    of: { numerator: answered, denominator: received },
    steps: [
      { from: '90', to: '100', points: '5' },
      { from: '80', below: '90', points: '3' },
      { above: '0', below: '80', points: '1' },
    ],
  }

  test('on a ratio say both numbers, the percent and the step', () => {
    expect(mark(onRatio, { answered: 12, received: 15 }).explanation).toBe(
      '12/15 đúng hạn = 80% → mức 2 (từ 80% đến dưới 90%) → 3,0 điểm',
    )
  })

  test('hold a ratio just under a limit below it, and never show it as having reached it', () => {
    expect(mark(onRatio, { answered: 89_999, received: 100_000 }).explanation).toBe(
      '89.999/100.000 đúng hạn ≈ 89,99% → mức 2 (từ 80% đến dưới 90%) → 3,0 điểm',
    )
  })

  test('give nothing to a value in no step', () => {
    expect(mark(onRatio, { answered: 0, received: 15 }).explanation).toBe(
      '0/15 đúng hạn = 0% → không thuộc mức nào → 0,0 điểm',
    )
  })

  test('take a target overfulfilled as a hundred percent where the steps end there', () => {
    expect(mark(onRatio, { answered: 18, received: 15 })).toMatchObject({
      points: '5.0',
      explanation: '18/15 đúng hạn = 120%, tính bằng 100% → mức 1 (từ 90% đến 100%) → 5,0 điểm',
    })
  })

  test('on a ratio do not apply when there was nothing to measure', () => {
    expect(mark(onRatio, { answered: 0, received: 0 }).state).toBe('not-applicable')
  })

  test('on a number respect từ, trên, đến and dưới', () => {
    const onNumber: ScoringMethod = {
      kind: 'steps',
      of: { indicator: 'dialogue.count', title: 'cuộc đối thoại' },
      steps: [
        { above: '10', points: '5' },
        { from: '5', to: '10', points: '3', label: 'mức khá' },
        { below: '5', points: '0' },
      ],
    }
    expect(mark(onNumber, { 'dialogue.count': 10 }).explanation).toBe(
      '10 cuộc đối thoại → mức khá (từ 5 đến 10) → 3,0 điểm',
    )
    expect(mark(onNumber, { 'dialogue.count': 10.5 }).points).toBe('5.0')
    expect(mark(onNumber, { 'dialogue.count': 4 }).explanation).toBe('4 cuộc đối thoại → mức 3 (dưới 5) → 0,0 điểm')
  })
})

describe('a ratio', () => {
  const ratio: ScoringMethod = { kind: 'ratio', numerator: answered, denominator: received }

  test('is multiplied by the maximum and rounded once', () => {
    expect(mark(ratio, { answered: 12, received: 15 }).explanation).toBe('12/15 đúng hạn = 80% của 5,0 điểm → 4,0 điểm')
    expect(mark(ratio, { answered: 2, received: 3 }).explanation).toBe('2/3 đúng hạn ≈ 66,66% của 5,0 điểm → 3,3 điểm')
  })

  test('is exact where binary fractions are not', () => {
    // 0.35 × 1 point rounds half up to 0.4; 35/100 in binary lies under the half.
    expect(mark(ratio, { answered: 35, received: 100 }, { max: '1' }).points).toBe('0.4')
    expect(mark(ratio, { answered: 0.35, received: 1 }, { max: '1' }).points).toBe('0.4')
  })

  test('above one counts as one', () => {
    expect(mark(ratio, { answered: 16, received: 15 }).points).toBe('5.0')
  })

  test('may give nothing below one limit and everything from another', () => {
    const limited: ScoringMethod = { ...ratio, noneBelow: '50', fullFrom: '95' }
    expect(mark(limited, { answered: 49, received: 100 }).explanation).toBe(
      '49/100 đúng hạn = 49%, dưới 50% → 0,0 điểm',
    )
    expect(mark(limited, { answered: 95, received: 100 }).points).toBe('5.0')
    expect(mark(limited, { answered: 50, received: 100 }).points).toBe('2.5')
  })

  test('refuses a part without a whole, text and numbers below zero', () => {
    expect(refusalOf(() => mark(ratio, { answered: 1, received: 0 })).code).toBe('criteria.part-without-whole')
    expect(refusalOf(() => mark(ratio, { answered: 'nhiều', received: 2 })).code).toBe('criteria.figure-not-a-number')
    expect(refusalOf(() => mark(ratio, { answered: -1, received: 2 })).code).toBe('criteria.negative-figure')
    expect(refusalOf(() => mark(ratio, { answered: Number.NaN, received: 2 })).code).toBe(
      'criteria.figure-not-a-number',
    )
  })
})

describe('points for each item', () => {
  const models: ScoringMethod = {
    kind: 'per-item',
    items: [
      { of: { figure: 'province', title: 'mô hình cấp tỉnh' }, each: '2' },
      { of: { figure: 'commune', title: 'mô hình cấp xã' }, each: '0.5' },
    ],
  }

  test('add up', () => {
    expect(mark(models, { province: 1, commune: 3 }).explanation).toBe(
      '1 mô hình cấp tỉnh × 2,0 điểm + 3 mô hình cấp xã × 0,5 điểm → 3,5 điểm',
    )
  })

  test('stop at the maximum', () => {
    expect(mark(models, { province: 3, commune: 0 }).explanation).toBe(
      '3 mô hình cấp tỉnh × 2,0 điểm + 0 mô hình cấp xã × 0,5 điểm → không quá mức tối đa → 5,0 điểm',
    )
  })

  test('are missing only when nothing was said at all', () => {
    expect(mark(models, { commune: 0 }).state).toBe('scored')
    expect(mark(models, {}).state).toBe('missing')
  })

  test('refuse half an item', () => {
    expect(refusalOf(() => mark(models, { commune: 1.5 })).code).toBe('criteria.figure-not-a-count')
  })
})

describe('a deduction', () => {
  const late = { figure: 'late', title: 'báo cáo chậm' }
  const wrong = { figure: 'wrong', title: 'báo cáo sai' }

  test('takes fixed points or a share of the criterion for each occurrence', () => {
    const both: ScoringMethod = {
      kind: 'deduction',
      takenFrom: 'criterion',
      occurrences: [
        { of: late, points: '0.5' },
        { of: wrong, percent: '25' },
      ],
    }
    expect(mark(both, { late: 2 }, { max: '4' }).explanation).toBe(
      '4,0 điểm trừ 2 lần × 0,5 điểm (báo cáo chậm) → 3,0 điểm',
    )
    expect(mark(both, { late: 1, wrong: 2 }, { max: '4' }).explanation).toBe(
      '4,0 điểm trừ 1 lần × 0,5 điểm (báo cáo chậm) và 2 lần × 25% của 4,0 điểm (báo cáo sai) → 1,5 điểm',
    )
    expect(mark(both, {}, { max: '4' }).explanation).toBe('Không có trường hợp bị trừ điểm → 4,0 điểm')
  })

  test('never goes below the floor', () => {
    const method: ScoringMethod = {
      kind: 'deduction',
      takenFrom: 'criterion',
      occurrences: [{ of: late, points: '2' }],
    }
    expect(mark(method, { late: 9 }).explanation).toBe(
      '5,0 điểm trừ 9 lần × 2,0 điểm (báo cáo chậm) → không dưới mức tối thiểu → 0,0 điểm',
    )
    expect(mark(method, { late: 9 }, { min: '1' }).points).toBe('1.0')
  })

  test('may start from what another method gives', () => {
    const method: ScoringMethod = {
      kind: 'deduction',
      takenFrom: 'criterion',
      before: { kind: 'ratio', numerator: answered, denominator: received },
      occurrences: [{ of: late, points: '0.5' }],
    }
    expect(mark(method, { answered: 12, received: 15, late: 2 }).explanation).toBe(
      '12/15 đúng hạn = 80% của 5,0 điểm → 4,0 điểm; trừ 2 lần × 0,5 điểm (báo cáo chậm) → 3,0 điểm',
    )
    expect(mark(method, { answered: 0, received: 0, late: 2 }).state).toBe('not-applicable')
  })

  test('from the total gives points below zero, down to its floor', () => {
    const method: ScoringMethod = {
      kind: 'deduction',
      takenFrom: 'total',
      occurrences: [
        { of: late, points: '1' },
        { of: wrong, percent: '5' },
      ],
    }
    const bounds = { max: '0', min: '-10', totalBefore: '90' }
    expect(mark(method, { late: 1, wrong: 1 }, bounds).explanation).toBe(
      'Trừ vào tổng điểm: 1 lần × 1,0 điểm (báo cáo chậm) và 1 lần × 5% của 90,0 điểm (báo cáo sai) → −5,5 điểm',
    )
    expect(mark(method, { late: 30 }, bounds).points).toBe('-10.0')
    expect(mark(method, { late: 30 }, { ...bounds, min: null }).points).toBe('-30.0')
    expect(mark(method, {}, bounds).points).toBe('0.0')
  })
})

describe('a bonus', () => {
  const awards = [
    { of: { figure: 'minister', title: 'Bằng khen của Bộ' }, points: '1' },
    { of: { figure: 'prime-minister', title: 'Bằng khen của Thủ tướng' }, points: '3' },
  ]

  test('adds fixed points for every award', () => {
    expect(mark({ kind: 'bonus', combine: 'sum', awards }, { minister: 2, 'prime-minister': true }).explanation).toBe(
      '2 × 1,0 điểm (Bằng khen của Bộ) + 1 × 3,0 điểm (Bằng khen của Thủ tướng) → 5,0 điểm',
    )
  })

  test('may count the highest alone', () => {
    expect(mark({ kind: 'bonus', combine: 'highest', awards }, { minister: 2, 'prime-minister': 1 }).explanation).toBe(
      'Chỉ tính thành tích cao nhất: Bằng khen của Thủ tướng → 3,0 điểm',
    )
  })

  test('may have no limit', () => {
    expect(mark({ kind: 'bonus', combine: 'sum', awards }, { minister: 70 }, { max: null }).points).toBe('70.0')
  })
})

describe('imported points', () => {
  const index = { figure: 'index', title: 'Chỉ số CCHC' }

  test('are brought from their own scale to the maximum', () => {
    expect(mark({ kind: 'imported', of: index, outOf: '100' }, { index: 87.35 }, { max: '10' }).explanation).toBe(
      'Chỉ số CCHC: 87,35/100 của 10,0 điểm → 8,7 điểm',
    )
    expect(mark({ kind: 'imported', of: index, outOf: '1' }, { index: '0.8735' }, { max: '10' }).points).toBe('8.7')
  })

  test('or taken as they are, rounded to the scale', () => {
    expect(mark({ kind: 'imported', of: index }, { index: 4.25 }).explanation).toBe('Chỉ số CCHC: 4,25 điểm → 4,3 điểm')
  })

  test('are refused above their scale or above the maximum', () => {
    expect(refusalOf(() => mark({ kind: 'imported', of: index, outOf: '100' }, { index: 101 })).code).toBe(
      'criteria.figure-out-of-scale',
    )
    expect(refusalOf(() => mark({ kind: 'imported', of: index }, { index: 6 })).code).toBe(
      'criteria.points-out-of-bounds',
    )
  })
})

describe('free marking', () => {
  test('takes the points given, within bounds and as fine as the scale', () => {
    expect(mark({ kind: 'free' }, { '1.1': 3.5 }).explanation).toBe(
      'Người chấm cho điểm (trong khoảng 0,0 đến 5,0 điểm) → 3,5 điểm',
    )
    expect(refusalOf(() => mark({ kind: 'free' }, { '1.1': 5.1 })).code).toBe('criteria.points-out-of-bounds')
    expect(refusalOf(() => mark({ kind: 'free' }, { '1.1': 3.55 })).code).toBe('criteria.points-too-fine')
  })
})

describe('a date against a limit', () => {
  const bySteps: ScoringMethod = {
    kind: 'date',
    limit: { monthDay: '12-05', year: 'same', included: false },
    late: {
      steps: [
        { upToDays: 3, points: '3' },
        { upToDays: 10, percent: '20' },
      ],
    },
  }

  test('gives the maximum when on time', () => {
    expect(mark(bySteps, { '1.1': '2025-12-04' }).explanation).toBe(
      'Tiêu chí thử: ngày 04/12/2025, hạn trước ngày 05/12/2025 → đúng hạn → 5,0 điểm',
    )
  })

  test('gives less by the days late', () => {
    expect(mark(bySteps, { '1.1': '2025-12-05' }).explanation).toBe(
      'Tiêu chí thử: ngày 05/12/2025, hạn trước ngày 05/12/2025 → chậm 1 ngày → 3,0 điểm',
    )
    expect(mark(bySteps, { '1.1': '2025-12-08' }).points).toBe('1.0')
    expect(mark(bySteps, { '1.1': '2025-12-31' }).points).toBe('0.0')
  })

  test('or so much less for each day', () => {
    const byDay: ScoringMethod = {
      kind: 'date',
      limit: { monthDay: '01-31', year: 'next', included: true },
      late: { eachDay: { points: '0.5' } },
    }
    expect(mark(byDay, { '1.1': '2026-01-31' }).points).toBe('5.0')
    expect(mark(byDay, { '1.1': '2026-02-03' }).explanation).toBe(
      'Tiêu chí thử: ngày 03/02/2026, hạn đến hết ngày 31/01/2026 → chậm 3 ngày, trừ 3 × 0,5 điểm → 3,5 điểm',
    )
    expect(mark(byDay, { '1.1': '2026-12-03' }).points).toBe('0.0')
  })

  test('may end at an hour of the day', () => {
    const byHour: ScoringMethod = {
      kind: 'date',
      limit: { monthDay: '12-05', year: 'same', time: '17:00', included: true },
      late: { steps: [{ points: '2' }] },
    }
    expect(mark(byHour, { '1.1': '2025-12-05T17:00' }).points).toBe('5.0')
    expect(mark(byHour, { '1.1': '2025-12-05T17:01' }).explanation).toBe(
      'Tiêu chí thử: ngày 05/12/2025 lúc 17:01, hạn đến 17:00 ngày 05/12/2025 → chậm 1 ngày → 2,0 điểm',
    )
    expect(mark(byHour, { '1.1': '2025-12-04' }).points).toBe('5.0')
    expect(refusalOf(() => mark(byHour, { '1.1': '2025-12-05' })).code).toBe('criteria.hour-needed')
  })

  test('refuses a day that does not exist', () => {
    expect(refusalOf(() => mark(bySteps, { '1.1': '2025-02-30' })).code).toBe('criteria.not-a-date')
  })
})
