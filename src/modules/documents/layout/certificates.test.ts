import { beforeAll, describe, expect, test } from 'vitest'
import { type PdfFile, readPdf } from '../../../../tests/support/read-pdf.ts'
import { writeCertificatesPdf } from '../pdf/write-certificates.ts'
import { readWord } from '../word/read-word.ts'
import { writeCertificatesWord } from '../word/write-certificates.ts'
import type { Certificate } from './certificate.ts'

/** As many as a province gives in a good year, with names that begin alike and one long merit. */
const NAMES = Array.from({ length: 25 }, (_name, index) => `Nguyễn Thị Mai ${String.fromCharCode(65 + index)}`)
const CERTIFICATES: Certificate[] = NAMES.map((recipient, index) => ({
  ...{ givenBy: 'Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang', formTitle: 'Bằng khen', recipient },
  ofRecipient: index % 2 === 0 ? null : 'Công chức, Ủy ban nhân dân xã Vị Thắng',
  merit: `Đã có thành tích xuất sắc trong công tác dân vận chính quyền năm 2026${index === 3 ? `: ${'đối thoại với Nhân dân hằng tháng, giải quyết hết kiến nghị; '.repeat(8)}` : ''}`,
  ...{ reference: '12/QĐ-UBND', place: 'Vị Thanh', date: '2027-01-05' },
  signature: { authority: { kind: 'head', collective: null, title: 'Chủ tịch' }, name: 'Trần Văn B' },
}))

let pdf: PdfFile
let words: string[]
beforeAll(async () => {
  pdf = await readPdf(writeCertificatesPdf(CERTIFICATES, 'Dữ liệu minh họa'))
  const { body } = readWord(await writeCertificatesWord(CERTIFICATES, 'Dữ liệu minh họa'))
  words = body.flatMap((part) => ('cells' in part ? part.cells.flat(2) : [part])).map(({ text }) => text)
})

const onPage = (page: number) =>
  (pdf.pages[page]?.words ?? [])
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/gu, ' ')

describe('certificates in one go', () => {
  test('have a page across the paper for each who is awarded, in their order', () => {
    expect(pdf.pages).toHaveLength(NAMES.length)
    for (const [index, name] of NAMES.entries()) expect(onPage(index)).toContain(name)
  })

  test('name everybody exactly once, in both files', () => {
    const text = pdf.pages.map((_page, index) => onPage(index)).join(' | ')
    for (const name of NAMES) {
      expect(text.split(name).length - 1).toBe(1)
      expect(words.filter((line) => line === name)).toHaveLength(1)
    }
  })

  test('say the nation, who gives what, for what, by which decision, and who signs, on every page', () => {
    for (const index of NAMES.keys()) {
      for (const words of [
        ...['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'BẰNG KHEN', 'DỮ LIỆU MINH HỌA'],
        ...['CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẬU GIANG', 'Quyết định số 12/QĐ-UBND, ngày 05 tháng 01 năm 2027'],
        ...['Đã có thành tích xuất sắc', 'Vị Thanh, ngày 05', 'Trần Văn B'],
      ])
        expect(onPage(index)).toContain(words)
    }
    for (const line of ['BẰNG KHEN', 'Quyết định số 12/QĐ-UBND, ngày 05 tháng 01 năm 2027', 'Trần Văn B'])
      expect(words.filter((each) => each === line)).toHaveLength(NAMES.length)
  })
})
