import { beforeAll, describe, expect, test } from 'vitest'
import { type PdfFile, readPdf } from '../../../../tests/support/read-pdf.ts'
import { SAMPLE_DECISION } from '../layout/sample-decision.ts'
import { writePdf } from './write-pdf.ts'

let decision: PdfFile
beforeAll(async () => {
  decision = await readPdf(await writePdf(SAMPLE_DECISION))
})

/** The words that hold a text; a line may have been drawn in several runs. */
function at(text: string, page?: number) {
  const found = decision.pages
    .slice(page ?? 0)
    .flatMap(({ words }) => words)
    .find((words) => words.text.includes(text))
  if (!found) throw new Error(`nothing says “${text}” in: ${decision.text}`)
  return found
}
const middleOf = ({ left, right }: { left: number; right: number }) => (left + right) / 2
const MIDDLE_OF_TEXT = 30 + 165 / 2

describe('a decision as a PDF', () => {
  test('says the same, in the same order, as its Word file', () => {
    expect(decision.text.replace(/\s+/gu, ' ')).toMatch(
      /CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẬU GIANG Căn cứ .*; Theo đề nghị của Giám đốc Sở Nội vụ\. QUYẾT ĐỊNH: Điều 1\. Tặng .* Điều 2\. Trách nhiệm thi hành 1\. Sở Nội vụ .* a\) Từ quỹ .* Điều 3\. .* Quyết định này\.\/\./u,
    )
    expect(decision.text.replace(/\s+/gu, ' ')).toContain(
      '(Kèm theo Quyết định số 09/QĐ-UBND ngày 05 tháng 02 năm 2022 của Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang)',
    )
  })

  test.each(['CHỦ TỊCH ỦY BAN NHÂN DÂN', 'QUYẾT ĐỊNH:'])('has “%s” in bold in the middle', (text) => {
    expect(at(text)).toMatchObject({ sizeInPoints: 14, typeface: 'Tinos-Bold' })
    expect(middleOf(at(text))).toBeCloseTo(MIDDLE_OF_TEXT, -1)
  })

  test('has “Điều 1.” in bold and its text beside it in ordinary letters, the first line indented', () => {
    expect(at('Điều 1.')).toMatchObject({ typeface: 'Tinos-Bold', sizeInPoints: 14 })
    expect(at('Điều 1.').left).toBeCloseTo(30 + 12.7, 0)
    expect(at('Tặng Bằng khen cho 03')).toMatchObject({ typeface: 'Tinos-Regular' })
    expect(at('Tặng Bằng khen cho 03').foot).toBeCloseTo(at('Điều 1.').foot, 1)
    expect(at('Trách nhiệm thi hành')).toMatchObject({ typeface: 'Tinos-Bold' })
  })

  test('has its list on a page of its own below the bodies and the nation, and no number there', () => {
    const last = decision.pages.at(-1)?.words.map(({ text }) => text) ?? []
    expect(last.join(' ')).toContain('DANH SÁCH')
    expect(last.join(' ')).toContain('CỘNG HÒA XÃ HỘI')
    expect(last.join(' ')).not.toContain('Số: ')
    const page = decision.pages.length - 1
    expect(at('DANH SÁCH', page)).toMatchObject({ typeface: 'Tinos-Bold', sizeInPoints: 14 })
    expect(at('(Kèm theo', page)).toMatchObject({ typeface: 'Tinos-Italic', sizeInPoints: 14 })
    expect(at('CỘNG HÒA', page).left).toBeGreaterThan(30 + 66)
    expect(at('CỘNG HÒA', page).foot).toBeLessThan(at('DANH SÁCH', page).foot)
    expect(last.at(-1)).toBe('./.')
  })
})
