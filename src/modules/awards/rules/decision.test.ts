import { describe, expect, test } from 'vitest'
import { type Decision, decisionInWords, refuseDecision, refuseToDecide } from './decision.ts'

const awarded: Decision = {
  result: 'awarded',
  decidedOn: '2023-03-30',
  decisionNumber: '12/QĐ-UBND',
  reason: '',
}
const refused: Decision = { ...awarded, result: 'refused', decisionNumber: '', reason: 'Đang xem xét kỷ luật' }
const proposal = { recipient: 'Ủy ban nhân dân xã Ba', state: 'proposed', proposedOn: '2023-02-20' } as const
const code = (text: string, field: string) =>
  expect.objectContaining({ code: text, fields: { [field]: expect.any(String) } })

describe('a decision', () => {
  test('that awards has a number, one that refuses a reason', () => {
    expect(() => refuseDecision(awarded, '2023-03-30')).not.toThrow()
    expect(() => refuseDecision(refused, '2023-03-30')).not.toThrow()
    expect(() => refuseDecision({ ...awarded, decisionNumber: '' }, '2023-03-30')).toThrow(
      code('award.decision-number-missing', 'decisionNumber'),
    )
    expect(() => refuseDecision({ ...refused, reason: '' }, '2023-03-30')).toThrow(
      code('award.reason-missing', 'reason'),
    )
  })
  test('is not in the future', () => {
    expect(() => refuseDecision(awarded, '2023-03-29')).toThrow(code('award.decided-in-the-future', 'decidedOn'))
  })
  test('is told in one sentence', () => {
    expect(decisionInWords('certificate-of-merit', awarded)).toBe(
      'Tặng Bằng khen theo Quyết định số 12/QĐ-UBND ngày 30/03/2023',
    )
    expect(decisionInWords('certificate-of-merit', refused)).toBe('Không khen thưởng: Đang xem xét kỷ luật')
  })
})

describe('a proposal', () => {
  test('is decided once', () => {
    expect(() => refuseToDecide(proposal, awarded)).not.toThrow()
    for (const state of ['awarded', 'refused'] as const)
      expect(() => refuseToDecide({ ...proposal, state }, awarded)).toThrow(code('award.already-decided', 'awardIds'))
  })
  test('is not decided before it was made', () => {
    expect(() => refuseToDecide(proposal, { decidedOn: '2023-02-20' })).not.toThrow()
    expect(() => refuseToDecide(proposal, { decidedOn: '2023-02-19' })).toThrow(
      code('award.decided-before-proposal', 'decidedOn'),
    )
  })
})
