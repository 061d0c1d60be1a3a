import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readRows } from './read-rows.ts'
import { type WrittenColumn, writeRecords } from './write-records.ts'

const column = (title: string, more: Partial<WrittenColumn> = {}): WrittenColumn => ({
  ...{ title, kind: 'text', required: false, offered: null, help: 'Cách ghi.', example: 'Ví dụ', ...more },
})
/** What programs would take for a formula if it were typed. */
const DANGEROUS = [
  '=1+1',
  '+84 912 345 678',
  '-2+3',
  '@SUM(A1)',
  '=HYPERLINK("http://example.vn","x")',
  "'=1",
  '=cmd|x!A1',
]

const written = (rows: readonly (readonly (string | number | null)[])[]) =>
  writeRecords({
    ...{ sheet: 'Hoạt động', guideSheet: 'Hướng dẫn', listsSheet: 'Danh mục' },
    columns: [
      column('Nội dung', { required: true }),
      column('Ngày', { kind: 'date' }),
      column('Loại', { kind: 'choice', offered: ['Đối thoại', 'Tập huấn'] }),
      column('Số', { kind: 'whole-number' }),
    ],
    rows: rows.map((cells, at) => ({ number: at + 2, cells })),
  })

describe('a file of records', () => {
  test('holds no formula: what begins like one is a text, marked as such, and comes back as it was', async () => {
    const file = await written(DANGEROUS.map((text) => [text, null, null, 1]))
    const parts = unzipSync(file)
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).not.toMatch(/<f[ />]/)
    const styles = strFromU8(parts['xl/styles.xml'] ?? new Uint8Array())
    const formats = [...(/<cellXfs[\s\S]*?<\/cellXfs>/.exec(styles)?.[0] ?? '').matchAll(/<xf [^>]*>/g)].map(
      ([xf]) => xf,
    )
    const ofTexts = [...sheet.matchAll(/<c r="A[2-9]" s="(\d+)" t="s">/g)].map(([, at]) => formats[Number(at)])
    expect(ofTexts).toHaveLength(DANGEROUS.length)
    for (const format of ofTexts) expect(format).toContain('quotePrefix="1"')
    const [page] = await readRows(file)
    expect(page?.rows.slice(1).map(({ cells }) => cells[0])).toEqual(DANGEROUS)
  })

  test('has days as days, drop-downs, notes at its headings and a hidden sheet of lists', async () => {
    const file = await written([['Một', '2026-03-05', 'Đối thoại', 2657]])
    const [page, guide, lists] = await readRows(file)
    expect(page?.rows).toEqual([
      { number: 1, cells: ['Nội dung *', 'Ngày', 'Loại', 'Số'] },
      { number: 2, cells: ['Một', '2026-03-05', 'Đối thoại', 2657] },
    ])
    expect(guide?.rows[1]?.cells).toEqual(['Nội dung', 'có', 'Cách ghi.', 'Ví dụ'])
    expect(lists?.rows.map(({ cells }) => cells[2])).toEqual(['Đối thoại', 'Tập huấn'])
    const parts = unzipSync(file)
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain('&apos;Danh mục&apos;!$C$1:$C$2')
    expect(sheet).toContain('state="frozen"')
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain('state="hidden"')
    expect(Object.keys(parts).filter((name) => /comments/.test(name))).not.toEqual([])
  })
})
