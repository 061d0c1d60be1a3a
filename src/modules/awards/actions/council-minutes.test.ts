import { expect, test } from 'vitest'
import type { VotedProposal } from '../queries/council.ts'
import type { Check, CheckResult } from '../rules/checks.ts'
import { awardCouncilMinutes } from './council-minutes.ts'

const proposal = (id: string, given: Partial<VotedProposal> = {}): VotedProposal => ({
  ...{ id, unitId: '1', forYear: 2026, recipientKind: 'individual', personName: `Người ${id}`, personPost: null },
  ...{ unitName: 'Ủy ban nhân dân xã Một', form: 'certificate-of-merit', formTitle: 'Bằng khen' },
  ...{ votesFor: 4, votesAgainst: 1, entitled: 5, aside: [], requiredPercent: null, shareOf: 'members' },
  isCarried: true,
  ...given,
})

const checks = (discipline: CheckResult): Check[] => [
  { kind: 'discipline', result: discipline, words: 'Bị khiển trách' },
  { kind: 'petitions', result: 'passed', words: '' },
  { kind: 'prior-award', result: 'passed', words: '' },
]

const member = (fullName: string, isPresent: boolean) => ({ fullName, office: '', isPresent })

const minutes = awardCouncilMinutes({
  round: { title: 'Đợt tổng kết', forYear: 2026 },
  issuer: { name: 'Tỉnh Một', kindCode: 'province', issuerCode: null, parentName: null, placeName: 'Thành phố Một' },
  session: {
    ...{ heldOn: '2026-12-10', place: 'Trụ sở', chairedBy: 'Võ Minh Quân, Phó Chủ tịch', secretary: 'Phạm Thị Hoa' },
    ...{
      conclusion: '',
      members: [member('Võ Minh Quân', true), member('Lê Văn Ba', true), member('Đỗ Thị Tư', false)],
    },
  },
  voted: [proposal('1'), proposal('2', { isCarried: false, aside: ['Lê Văn Ba'] }), proposal('3')],
  notVoted: 2,
  checks: new Map([
    ['1', checks('passed')],
    ['2', checks('failed')],
    ['3', checks('open')],
  ]),
  demonstration: false,
})
const told = JSON.stringify(minutes)

test('the minutes of the council count who was there, what was voted on and what was carried', () => {
  expect(minutes).toMatchObject({ superiorBody: 'Tỉnh Một', issuingBody: 'Hội đồng Thi đua - Khen thưởng' })
  expect(told).toContain('Có mặt 2 trên 3 thành viên')
  expect(told).toContain('Vắng: Đỗ Thị Tư')
  expect(told).toContain('biểu quyết 3 đề nghị khen thưởng năm 2026; 2 đề nghị của đợt chưa biểu quyết')
  expect(told).toContain('2 đề nghị đủ tỷ lệ phiếu tán thành, 1 đề nghị không đủ tỷ lệ')
  expect(told).toContain('Người 2, Ủy ban nhân dân xã Một')
})

test('they tell of the checks how many, and of nobody what was found', () => {
  expect(told).toContain('1 đề nghị đạt cả ba nội dung, 1 đề nghị có nội dung không đạt, 1 đề nghị còn nội dung chưa')
  expect(told).not.toContain('Bị khiển trách')
})
