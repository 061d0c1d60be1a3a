import { describe, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/support/read-pdf.ts'
import { REGISTER_COLUMNS } from '../rules/register-columns-on-paper.ts'
import { type RegisterOnPaper, writeRegister } from './write-register.ts'

const columns = REGISTER_COLUMNS.outgoing
const book = (change: Partial<RegisterOnPaper> = {}): RegisterOnPaper => ({
  ...{ title: 'Sổ đăng ký văn bản đi', body: 'Sở Nội vụ', period: 'Từ ngày 01/01/2026 đến ngày 31/12/2026' },
  ...{ paper: 'A4', columns, note: '' },
  rows: Array.from({ length: 90 }, (_, at) =>
    columns.map(({ key }) =>
      key === 'reference'
        ? `${at + 1}/BC-SNV`
        : key === 'summary'
          ? `Báo cáo: kết quả công tác dân vận #${at + 1}`
          : '',
    ),
  ),
  ...change,
})

describe('a register to print', () => {
  test.each([
    ['A4', 297, 210],
    ['A3', 420, 297],
  ] as const)(
    'lies across %s, with the ten columns and their numbers at the head of every page',
    async (paper, width, height) => {
      const file = await readPdf(writeRegister(book({ paper })))
      expect(file.pages.length).toBeGreaterThan(1)
      for (const [index, page] of file.pages.entries()) {
        expect([Math.round(page.width), Math.round(page.height)]).toEqual([width, height])
        const words = page.words.map(({ text }) => text).join(' ')
        for (const { title } of columns) expect(words.replace(/\s+/gu, ' ')).toContain(title)
        expect(words).toContain('(1)')
        expect(words).toContain('(10)')
        expect(words).toContain(`Trang ${index + 1}/${file.pages.length}`)
        expect(Math.min(...page.words.map(({ left }) => left))).toBeGreaterThanOrEqual(24.9)
      }
      expect(file.isTagged).toBe(true)
      for (let at = 1; at <= 90; at++) expect(file.text).toContain(`${at}/BC-SNV`)
    },
  )

  test('says so when nothing was registered, and what is left out', async () => {
    const file = await readPdf(writeRegister(book({ rows: [], note: 'Ngoài ra có 2 văn bản hạn chế.' })))
    expect(file.pages).toHaveLength(1)
    expect(file.text).toContain('Không có văn bản nào vào sổ')
    expect(file.text).toContain('Ngoài ra có 2 văn bản hạn chế.')
  })

  test('never reads what people typed as markup', async () => {
    const typed = '#panic("x") $a$ *đậm* @ai <nhan> `mã`'
    const file = await readPdf(writeRegister(book({ body: typed, rows: [columns.map(() => typed)] })))
    expect(file.text.replace(/\s+/gu, ' ')).toContain('*đậm*')
  })
})
