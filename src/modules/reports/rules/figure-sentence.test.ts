import { expect, test } from 'vitest'
import { overrideInWords } from './figure-override.ts'
import { figureSentence } from './figure-sentence.ts'

const dialogues = {
  title: 'Đại biểu dự đối thoại',
  unitOfMeasure: 'đại biểu',
  value: 2657,
  lastYear: 2000,
  difference: 'tăng 657 (32,9%)',
  parts: [],
  byHand: null,
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

test('a value put by hand is followed by the counted one and the reason', () => {
  const byHand = overrideInWords(
    { value: 2500 },
    { value: 2657, reason: 'Ba cuộc cuối kỳ chưa kịp ghi hồ sơ.', basis: 'Sổ theo dõi đối thoại' },
  )
  expect(figureSentence({ ...dialogues, byHand })).toBe(
    'Đại biểu dự đối thoại: 2.657 đại biểu (số đếm được từ hồ sơ 2.500; lý do: Ba cuộc cuối kỳ chưa kịp ghi hồ sơ; căn cứ: Sổ theo dõi đối thoại); cùng kỳ năm trước 2.000, tăng 657 (32,9%)',
  )
})
