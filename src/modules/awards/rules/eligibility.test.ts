import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eligibilityInWords, isEligible, ruleInWords } from './eligibility.ts'

const none = { rankLevel: null, rankTitle: null, notRankedReason: null }
const excellent = { ...none, rankLevel: 1, rankTitle: 'Hoàn thành xuất sắc nhiệm vụ' }

test('the result of the year is told beside a proposal, and only units of the best rank are eligible by it', () => {
  const good = { ...none, rankLevel: 2, rankTitle: 'Hoàn thành tốt nhiệm vụ' }
  const notRanked = { ...none, notRankedReason: 'Không nộp bảng tự chấm' }
  expect([excellent, good, notRanked, none].map((result) => eligibilityInWords(result, 2022))).toEqual([
    'Đủ điều kiện: Hoàn thành xuất sắc nhiệm vụ năm 2022',
    'Xếp loại năm 2022: Hoàn thành tốt nhiệm vụ',
    'Không xếp loại năm 2022: Không nộp bảng tự chấm',
    'Chưa có kết quả xếp loại năm 2022',
  ])
  expect([excellent, good, notRanked, none].map((result) => isEligible(result))).toEqual([true, false, false, false])
})

test('a better rank is never less eligible, a wider threshold never leaves out who was in, and no rank is never eligible', () => {
  const rank = fc.integer({ min: 1, max: 10 })
  fc.assert(
    fc.property(rank, rank, rank, rank, (one, other, level, wider) => {
      const [better, worse] = [Math.min(one, other), Math.max(one, other)]
      if (isEligible({ rankLevel: worse }, level)) expect(isEligible({ rankLevel: better }, level)).toBe(true)
      if (isEligible({ rankLevel: one }, level)) expect(isEligible({ rankLevel: one }, level + wider)).toBe(true)
      expect(isEligible({ rankLevel: null }, level)).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test('the rule is told with its threshold and its source', () => {
  expect(ruleInWords({ level: 1, year: 2026, source: '' })).toBe(
    'Đơn vị được xếp loại ở mức cao nhất theo kết quả đã quyết định của năm 2026',
  )
  expect(ruleInWords({ level: 2, year: 2026, source: 'Quyết định 1094/QĐ-UBND' })).toBe(
    'Đơn vị được xếp loại ở một trong 2 mức cao nhất theo kết quả đã quyết định của năm 2026 (Quyết định 1094/QĐ-UBND)',
  )
})
