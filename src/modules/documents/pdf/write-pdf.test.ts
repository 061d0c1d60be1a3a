import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type PdfFile, type PdfWords, readPdf } from '../../../../tests/support/read-pdf.ts'
import type { OfficialDocument } from '../layout/official-document.ts'
import { SAMPLE_COMPONENTS, SAMPLE_REPORT } from '../layout/sample-report.ts'
import { writePdf } from './write-pdf.ts'

const PARAGRAPHS = Array.from({ length: 60 }, (_, at) => ({
  kind: 'paragraph' as const,
  text: `Đoạn ${at + 1}: các cấp, các ngành đã tổ chức tiếp xúc, đối thoại trực tiếp với Nhân dân, lắng nghe và giải quyết.`,
}))

const written = async (change: Partial<OfficialDocument> = {}) =>
  readPdf(await writePdf({ ...SAMPLE_REPORT, ...change }))

/** The words that hold a text; a line may have been drawn in several runs. */
function at(file: PdfFile, text: string): PdfWords {
  const found = file.pages.flatMap(({ words }) => words).find((words) => words.text.includes(text))
  if (!found) throw new Error(`nothing says “${text}” in: ${file.text}`)
  return found
}

let report: PdfFile
let long: PdfFile

beforeAll(async () => {
  report = await written()
  long = await written({ body: PARAGRAPHS })
})

describe('the page of a PDF document', () => {
  test('is A4 upright, and no word stands in a margin that the decree keeps free', () => {
    for (const { width, height, words } of [...report.pages, ...long.pages]) {
      expect([Math.round(width), Math.round(height)]).toEqual([210, 297])
      const inText = words.filter(({ foot }) => foot > 20)
      expect(Math.min(...inText.map(({ left }) => left))).toBeGreaterThanOrEqual(29.9)
      expect(Math.max(...inText.map(({ right }) => right))).toBeLessThanOrEqual(210 - 14.9)
      expect(Math.max(...inText.map(({ foot }) => foot))).toBeLessThanOrEqual(297 - 20)
    }
  })

  test('is numbered in the middle of the top margin from page 2 on', () => {
    expect(long.pages.length).toBeGreaterThan(2)
    for (const [index, { words }] of long.pages.entries()) {
      const numbers = words.filter(({ foot, text }) => foot < 20 && /^\d+$/.test(text))
      if (index === 0) expect(numbers).toEqual([])
      else {
        expect(numbers).toMatchObject([{ text: String(index + 1), sizeInPoints: 14 }])
        const [{ left, right } = { left: 0, right: 0 }] = numbers
        expect((left + right) / 2).toBeCloseTo(30 + 165 / 2, 0)
      }
    }
  })

  test('can be read aloud: it is tagged and has a title in the language it is in', () => {
    expect(report).toMatchObject({
      title: 'Báo cáo kết quả công tác dân vận chính quyền năm 2021',
      isTagged: true,
    })
    expect(report.language).toMatch(/^vi/)
  })

  test('says on every page that it is no issued document, when it is none', () => {
    for (const { words } of long.pages) expect(words.map(({ text }) => text).join(' ')).toContain('DỮ LIỆU MINH HỌA')
  })
})

describe('the components of a PDF document', () => {
  test.each([
    ['CỘNG HÒA XÃ HỘI', 12, 'Tinos-Bold'],
    ['Độc lập', 13, 'Tinos-Bold'],
    ['ỦY BAN NHÂN DÂN', 12, 'Tinos-Regular'],
    ['SỞ NỘI VỤ', 12, 'Tinos-Bold'],
    ['Số: 05/BC-SNV', 13, 'Tinos-Regular'],
    ['Vị Thanh, ngày 05 tháng 02 năm 2022', 13, 'Tinos-Italic'],
    ['BÁO CÁO', 14, 'Tinos-Bold'],
    ['Căn cứ Quyết định số 625/QĐ-UBND', 14, 'Tinos-Italic'],
    ['I. CÔNG TÁC LÃNH ĐẠO', 14, 'Tinos-Bold'],
    ['đ) Năm', 14, 'Tinos-Regular'],
    ['Nơi nhận:', 12, 'Tinos-BoldItalic'],
    ['- Lưu: VT, XDCQ.', 11, 'Tinos-Regular'],
    ['KT. GIÁM ĐỐC', 14, 'Tinos-Bold'],
    ['Nguyễn Văn A', 14, 'Tinos-Bold'],
  ])('“%s” has %s points in %s', (text, sizeInPoints, typeface) => {
    expect(at(report, text)).toMatchObject({ sizeInPoints, typeface })
  })

  test('stand where the decree puts them', () => {
    expect(at(report, 'CỘNG HÒA').left).toBeGreaterThan(30 + 66)
    expect(at(report, 'SỞ NỘI VỤ').right).toBeLessThan(30 + 66)
    expect(at(report, 'Số: 05').foot).toBeCloseTo(at(report, 'Vị Thanh').foot, 0)
    expect(at(report, 'Sở Nội vụ báo cáo').left).toBeCloseTo(30 + 12.7, 0)
    expect(at(report, 'Nơi nhận').left).toBeCloseTo(30, 0)
    expect(at(report, 'KT. GIÁM ĐỐC').left).toBeGreaterThan(30 + 75)
    const { foot } = at(report, 'PHÓ GIÁM ĐỐC')
    expect(at(report, 'Nguyễn Văn A').foot - foot).toBeGreaterThan(25)
  })

  test('are the same words, in the same order, as in the Word file', () => {
    expect(report.text).toMatch(
      /Kính gửi: - Ủy ban nhân dân tỉnh Hậu Giang; - Ban Dân vận Tỉnh ủy Hậu Giang\. Căn cứ .*; Căn cứ Kế hoạch số 19\/KH-UBND\./,
    )
    expect(report.text).toContain('Huyện Vị Thủy 2.657 722,4 Huyện Châu Thành A 0 … Cộng 2.657 722,4')
    expect(report.text).toContain('Biểu đồ 1. Số cuộc đối thoại')
    expect(report.text).toContain('Trên đây là báo cáo của Sở Nội vụ./.')
    expect(report.text).not.toContain('ThS')
  })

  test('of minutes have two signatures side by side, and the recipients below', async () => {
    const beside = { authority: { kind: 'head' as const, collective: null, title: 'Thư ký' }, name: 'Lê Thị B' }
    const minutes = await written({ signature: { ...SAMPLE_REPORT.signature, beside } })
    expect(at(minutes, 'THƯ KÝ').foot).toBeCloseTo(at(minutes, 'KT. GIÁM ĐỐC').foot, 0)
    expect(at(minutes, 'THƯ KÝ').right).toBeLessThan(at(minutes, 'KT. GIÁM ĐỐC').left)
    expect(at(minutes, 'Nơi nhận').foot).toBeGreaterThan(at(minutes, 'Lê Thị B').foot)
  })

  test('that only some documents have stand in their places, and each appendix counts its pages anew', async () => {
    const all = await written(SAMPLE_COMPONENTS)
    expect(at(all, 'THƯỢNG KHẨN')).toMatchObject({ sizeInPoints: 13, typeface: 'Tinos-Bold' })
    expect(at(all, 'THƯỢNG KHẨN').right).toBeLessThan(30 + 66)
    expect(at(all, 'XDCQ.(30)')).toMatchObject({ sizeInPoints: 11, typeface: 'Tinos-Regular' })
    expect(at(all, 'Số 2 Hòa Bình')).toMatchObject({ sizeInPoints: 11 })
    expect(all.pages.filter(({ words }) => words.some(({ text }) => text.startsWith('Số 2 Hòa Bình')))).toHaveLength(1)
    expect(at(all, 'Phụ lục I')).toMatchObject({ sizeInPoints: 14, typeface: 'Tinos-Bold' })
    expect(at(all, 'VIỆC CÒN LẠI')).toMatchObject({ sizeInPoints: 14, typeface: 'Tinos-Bold' })
    expect(at(all, '(Kèm theo Báo cáo số 05/BC-SNV')).toMatchObject({ typeface: 'Tinos-Italic' })
    const across = all.pages.filter(({ width }) => Math.round(width) === 297)
    expect(across.length).toBeGreaterThan(1)
    const numbers = all.pages.map(({ words }) => words.find(({ foot, text }) => foot < 20 && /^\d+$/.test(text))?.text)
    const first = all.pages.indexOf(across[0] as (typeof across)[number])
    expect(numbers.slice(first, first + across.length)).toEqual(
      across.map((_, page) => (page === 0 ? undefined : String(page + 1))),
    )
    expect(numbers.at(-1)).toBeUndefined()
  })

  test('of an official letter have the summary under the number and no title', async () => {
    const letter = await written({
      number: { number: 12, typeCode: null, issuerCode: 'UBND', draftingCode: 'VX' },
      summary: 'Về việc báo cáo công tác dân vận',
    })
    expect(letter.text).toContain('V/v báo cáo công tác dân vận')
    expect(at(letter, 'V/v')).toMatchObject({ sizeInPoints: 12 })
    expect(letter.text).not.toContain('BÁO CÁO')
  })
})

describe('what people typed', () => {
  test('is never read as markup', async () => {
    const typed = '#panic("x") $a$ *đậm* _nghiêng_ @ai <nhan> `mã` \\ // = [x] {y}'
    const file = await written({
      summary: typed,
      issuingBody: typed,
      body: [
        { kind: 'paragraph', text: typed },
        { kind: 'heading', level: 2, text: typed },
        { kind: 'points', items: [typed] },
      ],
    })
    expect(file.text).toContain(`a) ${typed}`)
  })

  test('of any signs makes a PDF, the same each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
        const document: OfficialDocument = { ...SAMPLE_REPORT, body: [{ kind: 'paragraph', text }] }
        expect((await writePdf(document)).equals(await writePdf(document))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
