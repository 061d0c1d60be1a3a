import { describe, expect, test } from 'vitest'
import { type DecisionAsked, decisionInWords, refuseDecision, refuseMixed, refuseToDecide } from './decision.ts'

const issued: DecisionAsked = { result: 'issued', signerPostId: '7', documentId: '', reason: '' }
const registered: DecisionAsked = { ...issued, result: 'registered', signerPostId: '', documentId: '12' }
const refused: DecisionAsked = { ...issued, result: 'refused', signerPostId: '', reason: 'Đang xem xét kỷ luật' }
const proposal = { recipient: 'Ủy ban nhân dân xã Ba', state: 'proposed', proposedOn: '2023-02-20' } as const
const code = (text: string, field: string) =>
  expect.objectContaining({ code: text, fields: { [field]: expect.any(String) } })

describe('a decision', () => {
  test('that is issued has a signer, one of the register is named, one that refuses has a reason', () => {
    for (const decision of [issued, registered, refused]) expect(() => refuseDecision(decision)).not.toThrow()
    expect(() => refuseDecision({ ...issued, signerPostId: '' })).toThrow(code('award.signer-missing', 'signerPostId'))
    expect(() => refuseDecision({ ...registered, documentId: '' })).toThrow(
      code('award.document-missing', 'documentId'),
    )
    expect(() => refuseDecision({ ...refused, reason: '' })).toThrow(code('award.reason-missing', 'reason'))
  })
  test('gives one form of award, for one year, out of one round', () => {
    const merit = { formTitle: 'Bằng khen', forYear: 2022, awardRoundId: null }
    expect(() => refuseMixed([merit, merit])).not.toThrow()
    for (const other of [{ formTitle: 'Cờ thi đua' }, { forYear: 2021 }, { awardRoundId: '4' }])
      expect(() => refuseMixed([merit, { ...merit, ...other }])).toThrow(code('award.mixed-decision', 'awardIds'))
  })
  test('is told in one sentence', () => {
    expect(decisionInWords('Bằng khen', { decisionNumber: '12/QĐ-UBND', decidedOn: '2023-03-30' })).toBe(
      'Tặng Bằng khen theo Quyết định số 12/QĐ-UBND ngày 30/03/2023',
    )
    expect(decisionInWords('Bằng khen', refused)).toBe('Không khen thưởng: Đang xem xét kỷ luật')
  })
})

describe('a proposal', () => {
  test('is decided once', () => {
    expect(() => refuseToDecide(proposal, { decidedOn: '2023-03-30' })).not.toThrow()
    for (const state of ['awarded', 'refused'] as const)
      expect(() => refuseToDecide({ ...proposal, state }, { decidedOn: '2023-03-30' })).toThrow(
        code('award.already-decided', 'awardIds'),
      )
  })
  test('is not decided before it was made', () => {
    expect(() => refuseToDecide(proposal, { decidedOn: '2023-02-20' })).not.toThrow()
    expect(() => refuseToDecide(proposal, { decidedOn: '2023-02-19' })).toThrow(
      code('award.decided-before-proposal', 'documentId'),
    )
  })
})
