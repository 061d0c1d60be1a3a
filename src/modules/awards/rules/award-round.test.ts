import { describe, expect, test } from 'vitest'
import { phaseInWords, refuseForRound, refuseRoundDays } from './award-round.ts'

const round = { title: 'Đợt tổng kết', opensOn: '2026-12-01', closesOn: '2026-12-20', forYear: 2026 }
const proposal = { proposedOn: '2026-12-10', forYear: 2026, byManager: false }
const code = (text: string, field: string) =>
  expect.objectContaining({ code: text, fields: { [field]: expect.any(String) } })

describe('a round', () => {
  test('takes proposals from its first day to the end of its last one', () => {
    expect(phaseInWords(round, '2026-11-30')).toBe('Nhận đề nghị từ ngày 01/12/2026')
    expect(phaseInWords(round, '2026-12-20')).toBe('Nhận đề nghị đến hết ngày 20/12/2026')
    expect(phaseInWords(round, '2026-12-21')).toBe('Đã hết hạn nhận đề nghị ngày 20/12/2026')
    expect(() => refuseForRound(round, { ...proposal, proposedOn: '2026-12-20' })).not.toThrow()
    expect(() => refuseForRound(round, { ...proposal, proposedOn: '2026-11-30' })).toThrow(
      code('award.round-not-open', 'awardRoundId'),
    )
  })
  test('takes later ones only from who runs it', () => {
    const late = { ...proposal, proposedOn: '2026-12-21' }
    expect(() => refuseForRound(round, late)).toThrow(code('award.round-closed', 'awardRoundId'))
    expect(() => refuseForRound(round, { ...late, byManager: true })).not.toThrow()
  })
  test('is about one year, which has begun', () => {
    expect(() => refuseForRound(round, { ...proposal, forYear: 2025 })).toThrow(
      code('award.round-of-another-year', 'forYear'),
    )
    expect(() => refuseRoundDays(round)).not.toThrow()
    expect(() => refuseRoundDays({ ...round, forYear: 2027 })).toThrow(code('award.year-not-begun', 'forYear'))
    expect(() => refuseRoundDays({ ...round, closesOn: '2026-11-30' })).toThrow(code('award.round-days', 'closesOn'))
  })
})
