import { describe, expect, test } from 'vitest'
import { compareNames, formatNumber, formatPercent, withCapital, withoutAccents } from './vietnamese.ts'

describe('Vietnamese writing', () => {
  test('groups thousands with a point and parts with a comma', () => {
    expect(formatNumber(2657)).toBe('2.657')
    expect(formatNumber(722.4)).toBe('722,4')
    expect(formatNumber('8669.50')).toBe('8.669,5')
    expect(formatNumber(1234567.891, 1)).toBe('1.234.567,9')
  })

  test('writes a share as a percentage', () => {
    expect(formatPercent(0.15625)).toBe('15,6%')
    expect(formatPercent(1)).toBe('100%')
  })

  test('searches without marks, whichever way the marks are encoded', () => {
    expect(withoutAccents('  Đối thoại   trực tiếp ')).toBe('doi thoai truc tiep')
    expect(withoutAccents('Hậu Giang'.normalize('NFD'))).toBe(withoutAccents('Hậu Giang'.normalize('NFC')))
  })

  test('orders names by the Vietnamese alphabet and numbers by value', () => {
    expect(['Phường 10', 'Đại Thành', 'Phường 2', 'Dân Tiến', 'Ân Thi', 'An Phú'].sort(compareNames)).toEqual([
      'An Phú',
      'Ân Thi',
      'Dân Tiến',
      'Đại Thành',
      'Phường 2',
      'Phường 10',
    ])
  })

  test('begins a field with a capital, also one with marks', () => {
    expect(withCapital('đang xử lý')).toBe('Đang xử lý')
    expect(withCapital('ủy quyền')).toBe('Ủy quyền')
    expect(withCapital('')).toBe('')
  })
})
