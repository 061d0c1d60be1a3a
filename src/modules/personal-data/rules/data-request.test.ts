import { describe, expect, test } from 'vitest'
import { type Answer, periodInWords, refuseAnswer, refuseReceiptDay, standingOf } from './data-request.ts'

const today = '2026-11-20'

describe('where a request stands', () => {
  test.each([
    ['due on its last day', '2026-11-20', null, 'due'],
    ['late on the day after', '2026-11-19', null, 'late'],
    ['waiting without a last day', null, null, 'waiting'],
    ['answered on its last day', '2026-11-10', '2026-11-10', 'answered'],
    ['answered late the day after', '2026-11-10', '2026-11-11', 'answered-late'],
    ['answered without a last day', null, '2026-11-11', 'answered'],
  ] as const)('is %s', (_name, dueOn, answeredOn, standing) => {
    expect(standingOf({ dueOn, answeredOn }, today)).toBe(standing)
  })
})

test('a request comes in today or before', () => {
  expect(() => refuseReceiptDay(today, today)).not.toThrow()
  expect(() => refuseReceiptDay('2026-11-21', today)).toThrow('personal-data.received-in-future')
})

describe('an answer', () => {
  const request = { receivedOn: '2026-11-16', answeredOn: null }
  const granted: Answer = { answeredOn: '2026-11-17', decision: 'granted', reason: '', legalBasis: '', done: 'Đã sửa' }
  const refused: Answer = {
    ...granted,
    decision: 'refused',
    done: '',
    reason: 'Phải lưu trữ',
    legalBasis: 'Luật Lưu trữ',
  }

  test.each([
    ['granted, with what was done', granted],
    ['refused, with reason and basis', refused],
    ['partly granted, with all three', { ...refused, decision: 'partly', done: 'Đã sửa' }],
    ['given on the day of receipt', { ...granted, answeredOn: '2026-11-16' }],
    ['given today', { ...granted, answeredOn: today }],
  ] as const)('may be %s', (_name, answer) => {
    expect(() => refuseAnswer(request, answer, today)).not.toThrow()
  })

  test.each([
    ['in the future', { ...granted, answeredOn: '2026-11-21' }, 'answered-in-future', 'answeredOn'],
    ['before receipt', { ...granted, answeredOn: '2026-11-15' }, 'answered-before-receipt', 'answeredOn'],
    ['granted with nothing done', { ...granted, done: '' }, 'nothing-done', 'done'],
    ['partly granted with nothing done', { ...refused, decision: 'partly' }, 'nothing-done', 'done'],
    ['refused without a reason', { ...refused, reason: '' }, 'reason-missing', 'reason'],
    ['refused without a basis', { ...refused, legalBasis: '' }, 'legal-basis-missing', 'legalBasis'],
    [
      'partly granted without a basis',
      { ...granted, decision: 'partly', reason: 'x' },
      'legal-basis-missing',
      'legalBasis',
    ],
  ] as const)('is not %s', (_name, answer, code, field) => {
    expect(() => refuseAnswer(request, answer, today)).toThrow(
      expect.objectContaining({ code: `personal-data.${code}`, fields: { [field]: expect.any(String) } }),
    )
  })

  test('is given once', () => {
    expect(() => refuseAnswer({ ...request, answeredOn: '2026-11-17' }, granted, today)).toThrow(
      'personal-data.answered-already',
    )
  })
})

describe('a retention period', () => {
  test('is told in words', () => {
    expect(periodInWords({ periodInYears: 5 })).toBe('5 năm')
    expect(periodInWords({ periodInYears: null })).toBe('Chưa xác định, theo quy định lưu trữ')
  })
})
