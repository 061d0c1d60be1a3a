import { expect, test } from 'vitest'
import { figureSentence } from './figure-sentence.ts'

const dialogues = {
  title: 'Đại biểu dự đối thoại',
  unitOfMeasure: 'đại biểu',
  value: 2657,
  lastYear: 2000,
  difference: 'tăng 657 (32,9%)',
  parts: [],
}

test('a figure is told with last year’s and the difference', () => {
  expect(figureSentence(dialogues)).toBe(
    'Đại biểu dự đối thoại: 2.657 đại biểu; cùng kỳ năm trước 2.000, tăng 657 (32,9%)',
  )
})

test('what was done on behalf of others is told among it', () => {
  const parts = [
    { title: 'thay mặt Hội đồng nhân dân tỉnh', value: 1 },
    { title: 'thay mặt Đoàn đại biểu Quốc hội', value: 3 },
  ]
  expect(
    figureSentence({
      ...dialogues,
      title: 'Cuộc giám sát',
      unitOfMeasure: 'cuộc',
      value: 4,
      lastYear: null,
      difference: '',
      parts,
    }),
  ).toBe('Cuộc giám sát: 4 cuộc (trong đó thay mặt Hội đồng nhân dân tỉnh 1; thay mặt Đoàn đại biểu Quốc hội 3)')
})

test('a figure that cannot be counted is not told as nought', () => {
  expect(figureSentence({ ...dialogues, value: null })).toBe('Đại biểu dự đối thoại: chưa có dữ liệu để đếm')
  expect(figureSentence({ ...dialogues, value: 0, difference: 'giảm 2.000 (100%)' })).toContain('0 đại biểu')
})
