import { describe, expect, test } from 'vitest'
import { cellName, columnLetters } from './batch.ts'
import { headingsIn } from './headings.ts'

const columns = [
  { key: 'title', title: 'Nội dung chính' },
  { key: 'heldOn', title: 'Ngày tổ chức' },
]

describe('the row of headings', () => {
  test('is known by its words, in any order, with stars, capitals and columns of somebody’s own', () => {
    expect(headingsIn(['STT', 'NGÀY TỔ CHỨC', 'Nội dung  chính *', 'Mã trong hệ thống'], 3, columns)).toEqual([
      null,
      'heldOn',
      'title',
      '_id',
    ])
  })
  test('is not a title, nor one far down, nor one with a single known word', () => {
    expect(headingsIn(['Danh sách đối thoại'], 1, columns)).toBeNull()
    expect(headingsIn(['Nội dung chính', 'Ngày tổ chức'], 21, columns)).toBeNull()
    expect(headingsIn(['Nội dung chính', 'Khác'], 1, columns)).toBeNull()
  })
  test('counts a heading once', () => {
    expect(headingsIn(['Nội dung chính', 'Nội dung chính', 'Ngày tổ chức'], 1, columns)).toEqual([
      'title',
      null,
      'heldOn',
    ])
  })
})

test('cells are named as Excel names them', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  expect(cellName({ name: 'Hoạt động', keys: ['_id', null, 'title'] }, 'title', 17)).toBe('Hoạt động!C17')
})
