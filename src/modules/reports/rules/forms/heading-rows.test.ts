import { describe, expect, test } from 'vitest'
import { RECEPTION } from './form-of-reception.ts'
import { PETITION_FORMS } from './forms.ts'
import { headingInWords, headingRows } from './heading-rows.ts'

const FORMS = [RECEPTION, ...PETITION_FORMS]

const columns = [
  { number: 1, headings: ['Tổng số'] },
  { number: 2, headings: ['Kết quả', 'Thuộc thẩm quyền', 'Khiếu nại'] },
  { number: 3, headings: ['Kết quả', 'Thuộc thẩm quyền', 'Tố cáo'] },
  { number: 4, headings: ['Kết quả', 'Khác'] },
]

describe('the headings of a form', () => {
  test('are shared by neighbours, and fill the lines below the last of a column', () => {
    const told = headingRows(columns).map((line) => line.map(({ text, columns: over, lines }) => [text, over, lines]))
    expect(told).toEqual([
      [
        ['Tổng số', 1, 3],
        ['Kết quả', 3, 1],
      ],
      [
        ['Thuộc thẩm quyền', 2, 1],
        ['Khác', 1, 2],
      ],
      [
        ['Khiếu nại', 1, 1],
        ['Tố cáo', 1, 1],
      ],
    ])
  })

  test('cover every column on every line of every form, once', () => {
    for (const form of FORMS) {
      const lines = headingRows(form.columns)
      const covered = lines.flat().reduce((sum, cell) => sum + cell.columns * cell.lines, 0)
      expect([form.code, covered]).toEqual([form.code, form.columns.length * lines.length])
    }
  })

  test('read in one line with the last of them after a colon', () => {
    expect(columns.map(headingInWords)).toEqual([
      'Tổng số',
      'Kết quả, Thuộc thẩm quyền: Khiếu nại',
      'Kết quả, Thuộc thẩm quyền: Tố cáo',
      'Kết quả: Khác',
    ])
  })
})

describe('the columns of a form', () => {
  test('are numbered one after the other, and its checks speak of columns that exist', () => {
    const known = new Set(FORMS.flatMap(({ code, columns: all }) => all.map(({ number }) => `${code}:${number}`)))
    for (const { code, columns: all, checks } of FORMS) {
      expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1))
      for (const name of checks.flatMap(({ left, right }) => [...left, ...right])) {
        expect(known).toContain(typeof name === 'number' ? `${code}:${name}` : name)
      }
    }
  })
})
