import { describe, expect, test } from 'vitest'
import { checkSet } from './check-set.ts'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { rankUnits } from './rank-units.ts'
import { scoreUnit } from './score-unit.ts'
import { askedFigures, criteriaOf } from './set-inputs.ts'

const INDICATORS = [
  ...['dialogue.count', 'dialogue.participants', 'opinion.recorded', 'training.count', 'training.trainees'],
  ...['petition.received', 'petition.answered', 'petition.answered-on-time', 'supervision.count', 'reception.count'],
  ...['plan.issued', 'task.assigned', 'task.completed', 'task.completed-on-time', 'model.registered', 'report.due'],
  ...['report.submitted-on-time', 'dissemination.count', 'inspection.count', 'opinion.answered'],
]

const figures = {
  'plan.issued': 1,
  '1.2': '2025-03-20',
  'dissemination.count': 4,
  'task.assigned': 20,
  'task.completed': 20,
  'task.completed-on-time': 19,
  'chi-so-cai-cach-hanh-chinh': 90,
  'chi-so-hai-long': 90,
  'petition.received': 15,
  'petition.answered': 15,
  'petition.answered-on-time': 12,
  '4.3': true,
  'inspection.count': 2,
  'dialogue.count': 2,
  'opinion.recorded': 10,
  'opinion.answered': 10,
  '6.3': 'A',
  'model.registered': 2,
  '7.1.2': 3,
  'training.trainees': 60,
  '8.1': 'A',
  'supervision.count': 2,
  'reception.count': 48,
  '9.2': true,
  'report.due': 6,
  'report.submitted-on-time': 6,
  '10.2': '2025-12-04',
}

describe('the demonstration set', () => {
  test('has nothing wrong or doubtful in it', () => {
    expect(checkSet(DEMONSTRATION_SET, INDICATORS)).toEqual([])
  })

  test('has the ten groups of the decision in their order, then bonus and deduction', () => {
    expect(DEMONSTRATION_SET.groups.map((group) => group.title)).toEqual([
      'Triển khai văn bản chỉ đạo về dân vận',
      'Nhiệm vụ chính trị',
      'Cải cách hành chính',
      'Giải quyết khiếu nại, tố cáo',
      'Cơ quan văn hóa, công sở văn minh',
      'Quy chế dân chủ',
      'Vận động Nhân dân, thi đua “Dân vận khéo”',
      'Tạo điều kiện cho Mặt trận, đoàn thể, Nhân dân tham gia quản lý',
      'Tiếp dân',
      'Thông tin, báo cáo',
      'Điểm thưởng',
      'Điểm trừ',
    ])
  })

  test('says that its numbers are not the province’s', () => {
    expect(DEMONSTRATION_SET.demonstration?.note).toBe(
      'Điểm và ngưỡng là số liệu minh họa, không phải của tỉnh Quảng Nam',
    )
    expect(DEMONSTRATION_SET.title).toContain('minh họa')
    expect(DEMONSTRATION_SET.legalAct.number).toContain('minh họa')
  })

  test('shows every kind of method', () => {
    const kinds = new Set(criteriaOf(DEMONSTRATION_SET.groups).map((criterion) => criterion.method.kind))
    expect([...kinds].sort()).toEqual(
      ['bonus', 'date', 'deduction', 'free', 'imported', 'levels', 'per-item', 'ratio', 'steps', 'yes-no'].sort(),
    )
  })

  test('asks the system for what its records can count', () => {
    const counted = new Set(
      askedFigures(DEMONSTRATION_SET).flatMap((figure) => (figure.from === 'system' ? [figure.code] : [])),
    )
    expect(counted.size).toBe(18)
  })

  test('scores a locality and ranks it', () => {
    const compiled = compileCriteriaSet(DEMONSTRATION_SET)
    const scored = scoreUnit(compiled, { unit: { kind: 'locality' }, year: 2025, figures })
    // 100 less 0.6 and 0.4 for the two indexes and 1 for petitions answered on time.
    expect(scored).toMatchObject({ total: '98.00', rank: 'Hoàn thành xuất sắc' })
    expect(scored.criteria.find((criterion) => criterion.code === '4.2')?.explanation).toBe(
      '12/15 đơn trả lời đúng hạn = 80% → mức 2 (từ 80% đến dưới 95%) → 3,00 điểm',
    )
    expect(scored.criteria.filter((criterion) => criterion.state === 'missing')).toEqual([])
  })

  test('leaves the survey out for a central agency and brings its points back to a hundred', () => {
    const compiled = compileCriteriaSet(DEMONSTRATION_SET)
    const scored = scoreUnit(compiled, { unit: { kind: 'central-agency-in-province' }, year: 2025, figures })
    // (100 − 4 − 0.6 − 1) of 96 points.
    expect(scored.total).toBe('98.33')
  })

  test('is ranked to the same digits every time it is computed', () => {
    const result = () => {
      const compiled = compileCriteriaSet(structuredClone(DEMONSTRATION_SET))
      const inputs = { unit: { code: 'a', kind: 'locality' }, year: 2025, figures }
      return JSON.stringify(rankUnits(compiled, [scoreUnit(compiled, inputs)]))
    }
    expect(result()).toBe(result())
  })
})
