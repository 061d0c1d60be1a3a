import { describe, expect, test } from 'vitest'
import { rankCode } from './rank-code.ts'

describe('the family of a rank', () => {
  test.each([
    ['Hoàn thành xuất sắc', 'excellent'],
    ['Hoàn thành xuất sắc nhiệm vụ', 'excellent'],
    ['Xuất sắc', 'excellent'],
    ['Hoàn thành tốt nhiệm vụ', 'good'],
    ['Tốt', 'good'],
    ['Hoàn thành', 'completed'],
    ['Hoàn thành nhiệm vụ', 'completed'],
    ['Không hoàn thành nhiệm vụ', 'not-completed'],
    ['Khá', 'other'],
    ['Trung bình', 'other'],
    ['Hoàn thành ở mức khá', 'other'],
  ])('of “%s” is %s', (title, code) => {
    expect(rankCode(title)).toBe(code)
  })
  test('is never excellent for a unit that did not complete its tasks, whatever else the label says', () => {
    expect(rankCode('Không hoàn thành (không xét xuất sắc)')).toBe('not-completed')
  })
})
