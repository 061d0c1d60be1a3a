import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balancedLines } from './balanced-lines.ts'
import { boldWidthInPoints } from './text-width.ts'

describe('the width of a text in Times New Roman Bold', () => {
  test('is the sum of its letters, to whose width tone marks add nothing', () => {
    expect(boldWidthInPoints('A', 1000)).toBe(722)
    expect(boldWidthInPoints('Ấ', 1000)).toBe(722)
    expect(boldWidthInPoints('Ư Đ', 1000)).toBe(796 + 250 + 722)
    expect(boldWidthInPoints('ự', 1000)).toBe(600)
  })
})

describe('a heading split into lines', () => {
  test('stays on one line when it fits', () => {
    expect(balancedLines('SỞ NỘI VỤ', 180, 12)).toEqual(['SỞ NỘI VỤ'])
    expect(balancedLines('', 180, 12)).toEqual([])
  })

  test.each([
    ['ỦY BAN NHÂN DÂN TỈNH HẬU GIANG', ['ỦY BAN NHÂN DÂN', 'TỈNH HẬU GIANG']],
    [
      'VĂN PHÒNG ĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ HỘI ĐỒNG NHÂN DÂN TỈNH HẬU GIANG',
      ['VĂN PHÒNG ĐOÀN ĐẠI BIỂU', 'QUỐC HỘI VÀ HỘI ĐỒNG', 'NHÂN DÂN TỈNH HẬU GIANG'],
    ],
    ['ỦY BAN NHÂN DÂN XÃ VỊ THẮNG', ['ỦY BAN NHÂN DÂN', 'XÃ VỊ THẮNG']],
  ])('does not tear what is read as one: %s', (name, lines) => {
    expect(balancedLines(name, 183, 12)).toEqual(lines)
  })

  test('keeps a year with its word and a name together', () => {
    const lines = balancedLines('Kết quả công tác dân vận chính quyền của tỉnh Hậu Giang quý III năm 2022', 330, 14)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.some((line) => /(?:năm|quý|Hậu)$/.test(line))).toBe(false)
  })

  test('loses no word and never overflows, unless a single word is too wide', () => {
    const word = fc.stringMatching(/^[A-ZĐƯƠa-zđươ]{1,9}$/)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), fc.integer({ min: 60, max: 400 }), (words, width) => {
        const lines = balancedLines(words.join(' '), width, 12)
        expect(lines.join(' ')).toBe(words.join(' '))
        for (const line of lines) {
          if (line.includes(' ')) expect(boldWidthInPoints(line, 12)).toBeLessThanOrEqual(width)
        }
      }),
    )
  })
})
