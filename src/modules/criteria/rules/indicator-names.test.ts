import { expect, test } from 'vitest'
import { withIndicatorCodes, withIndicatorTitles } from './indicator-names.ts'

const TITLES = new Map([
  ['petition.answered', 'Đơn thư đã trả lời'],
  ['petition.received', 'Đơn thư đã nhận'],
  ['one.first', 'Trùng tên'],
  ['one.second', 'Trùng tên'],
])
const KEPT = { of: 'đơn đã trả lời [petition.answered]', lines: 'việc [T1]: 2 điểm\nđơn [petition.received]: 1 điểm' }
const READ = { of: 'đơn đã trả lời [Đơn thư đã trả lời]', lines: 'việc [T1]: 2 điểm\nđơn [Đơn thư đã nhận]: 1 điểm' }

test('an indicator stands in a form by its title and in the set by its code', () => {
  expect(withIndicatorTitles(KEPT, TITLES)).toEqual(READ)
  expect(withIndicatorCodes(READ, TITLES)).toEqual(KEPT)
  expect(withIndicatorCodes({ of: 'đơn [ đơn thư ĐÃ trả lời ]' }, TITLES)).toEqual({ of: 'đơn [petition.answered]' })
})

test('a title that two indicators have names neither', () => {
  const kept = { of: 'việc [one.first]' }
  expect(withIndicatorTitles(kept, TITLES)).toEqual(kept)
  expect(withIndicatorCodes({ of: 'việc [Trùng tên]' }, TITLES)).toEqual({ of: 'việc [Trùng tên]' })
})
