import { expect, test } from 'vitest'
import { eligibilityInWords, isEligible } from './eligibility.ts'

const none = { rankCode: null, rankTitle: null, notRankedReason: null }
const excellent = { ...none, rankCode: 'excellent', rankTitle: 'Hoàn thành xuất sắc nhiệm vụ' }

test('the result of the year is told beside a proposal, and only excellent units are eligible by it', () => {
  const good = { ...none, rankCode: 'good', rankTitle: 'Hoàn thành tốt nhiệm vụ' }
  const notRanked = { ...none, notRankedReason: 'Không nộp bảng tự chấm' }
  expect([excellent, good, notRanked, none].map((result) => eligibilityInWords(result, 2022))).toEqual([
    'Đủ điều kiện: Hoàn thành xuất sắc nhiệm vụ năm 2022',
    'Xếp loại năm 2022: Hoàn thành tốt nhiệm vụ',
    'Không xếp loại năm 2022: Không nộp bảng tự chấm',
    'Chưa có kết quả xếp loại năm 2022',
  ])
  expect([excellent, good, notRanked, none].map(isEligible)).toEqual([true, false, false, false])
})
