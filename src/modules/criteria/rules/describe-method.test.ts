import { describe, expect, test } from 'vitest'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { describeMethod, describeNotApplicable } from './describe-method.ts'
import { criteriaOf } from './set-inputs.ts'

function words(code: string): string[] {
  const criterion = criteriaOf(DEMONSTRATION_SET.groups).find((each) => each.code === code)
  if (!criterion) throw new Error(`There is no criterion ${code}.`)
  return describeMethod(criterion, 2025)
}

describe('the rule of a criterion in words', () => {
  test('says what is asked with yes or no', () => {
    expect(words('1.1')).toEqual(['Có từ 1 kế hoạch đã ban hành: 4 điểm; không: 0 điểm.'])
  })
  test('dates its limit in the assessed year', () => {
    expect(words('1.2')).toEqual([
      'Đến hết ngày 30/04/2025: 3 điểm.',
      'Chậm không quá 30 ngày: 1,5 điểm.',
      'Chậm hơn nữa: 0 điểm.',
    ])
  })
  test('names the number or the ratio on which steps stand', () => {
    expect(words('2.2').slice(0, 2)).toEqual([
      'Theo tỷ lệ nhiệm vụ hoàn thành đúng hạn trên nhiệm vụ được giao:',
      'Từ 95% trở lên: 6 điểm.',
    ])
    expect(words('7.2')[0]).toBe('Theo số lượt học viên:')
  })
  test('tells bounds of a ratio', () => {
    expect(words('6.2')).toEqual([
      'Điểm = tỷ lệ ý kiến đã trả lời trên ý kiến đã ghi nội dung × 5 điểm.',
      'Dưới 50%: 0 điểm.',
    ])
  })
  test('tells from what is deducted', () => {
    expect(words('5.1')[0]).toBe('Bắt đầu từ 5 điểm, rồi trừ:')
    expect(words('TRU.1')[0]).toBe('Trừ vào tổng điểm:')
  })
  test('is told for every criterion, without a code of the program', () => {
    for (const criterion of criteriaOf(DEMONSTRATION_SET.groups)) {
      const lines = describeMethod(criterion, 2026)
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.join(' ')).not.toMatch(/undefined|null|\[object|at-least|percent/)
    }
  })
  test('says what not applying means, by the criterion before the set', () => {
    const [planned] = criteriaOf(DEMONSTRATION_SET.groups)
    if (!planned) throw new Error('The set has no criterion.')
    expect(describeNotApplicable(DEMONSTRATION_SET, planned)).toContain('tính đủ')
    expect(describeNotApplicable(DEMONSTRATION_SET, { ...planned, notApplicable: 'rescale' })).toContain('quy đổi')
  })
})
