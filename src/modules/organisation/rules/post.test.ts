import { describe, expect, test } from 'vitest'
import { isLeadingTitle, overlaps, requireSpan } from './post.ts'

describe('a title', () => {
  test.each([
    'Chánh Văn phòng',
    'Phó Chánh Văn phòng',
    'Trưởng phòng',
    'Phó Trưởng phòng',
    'Phó trưởng phòng',
    'Trưởng Ban',
    'Chủ tịch Ủy ban nhân dân xã',
    'Phó Chủ tịch Thường trực Hội đồng nhân dân',
    'Quyền Chủ tịch',
    'Giám đốc Sở',
    'Phó Giám đốc Sở',
    'Bí thư Tỉnh đoàn',
  ])('“%s” leads', (title) => expect(isLeadingTitle(title)).toBe(true))

  test.each(['Chuyên viên', 'Nhân viên', 'Công chức Văn phòng - Thống kê', 'Ủy viên Thường trực', 'Thanh tra viên'])(
    '“%s” does not',
    (title) => expect(isLeadingTitle(title)).toBe(false),
  )
})

describe('two spans of posts', () => {
  const first = { validFrom: '2020-01-01', validTo: '2025-06-30' }
  test('overlap on a shared day', () => {
    expect(overlaps(first, { validFrom: '2025-06-30', validTo: null })).toBe(true)
    expect(overlaps({ validFrom: '2019-01-01', validTo: '2020-01-01' }, first)).toBe(true)
    expect(overlaps({ validFrom: '2019-01-01', validTo: null }, first)).toBe(true)
  })
  test('do not when one begins the day after the other ended', () => {
    expect(overlaps(first, { validFrom: '2025-07-01', validTo: null })).toBe(false)
    expect(overlaps({ validFrom: '2019-01-01', validTo: '2019-12-31' }, first)).toBe(false)
  })
})

test('a post that would end before it begins is refused', () => {
  expect(() => requireSpan({ validFrom: '2025-07-02', validTo: '2025-07-01' })).toThrow('organisation.post-reversed')
  expect(() => requireSpan({ validFrom: '2025-07-01', validTo: '2025-07-01' })).not.toThrow()
})
