import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readRows } from './read-rows.ts'

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  fill(book.addWorksheet('Đơn vị'))
  return Buffer.from(await book.xlsx.writeBuffer())
}

describe('the rows of an Excel file', () => {
  test('keep their numbers, dates are civil dates and formulas give their result', async () => {
    const file = await workbook((sheet) => {
      sheet.getRow(2).values = ['  Mã ', null, 12.5, true, new Date(Date.UTC(2025, 6, 1))]
      sheet.getRow(4).getCell(1).value = { richText: [{ text: 'Vị ' }, { text: 'Thanh' }] }
      sheet.getRow(4).getCell(2).value = { formula: 'A1+1', result: 46_000 }
      sheet.getRow(4).getCell(3).value = { formula: 'A1+1', result: 45_839 }
      sheet.getRow(4).getCell(3).numFmt = 'dd/mm/yyyy'
      sheet.getRow(5).getCell(2).value = '   '
      sheet.getRow(6).getCell(1).value = { error: '#N/A' }
    })
    expect(await readRows(file)).toEqual([
      {
        sheet: 'Đơn vị',
        rows: [
          { number: 2, cells: ['Mã', null, 12.5, true, '2025-07-01'] },
          { number: 4, cells: ['Vị Thanh', 46_000, '2025-07-01'] },
        ],
      },
    ])
  })

  test('are read from files of other programs: sheets before their texts, paths from the root', async () => {
    const file = await workbook((sheet) => sheet.addRow(['Xã Ba', 7]))
    const parts = unzipSync(file)
    const relations = Buffer.from(parts['xl/_rels/workbook.xml.rels'] ?? []).toString()
    const sheetFirst = Object.fromEntries(
      Object.entries({
        ...parts,
        'xl/_rels/workbook.xml.rels': strToU8(relations.replaceAll('Target="worksheets', 'Target="/xl/worksheets')),
      }).sort(([one], [other]) => Number(other.includes('worksheets')) - Number(one.includes('worksheets'))),
    )
    expect(await readRows(Buffer.from(zipSync(sheetFirst)))).toEqual([
      { sheet: 'Đơn vị', rows: [{ number: 1, cells: ['Xã Ba', 7] }] },
    ])
  })

  test('come back as any texts that were written', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(texts, async (written) => {
        const kept = written.map((text) => text.normalize('NFC').trim() || null)
        while (kept.at(-1) === null) kept.pop()
        const [sheet] = await readRows(await workbook((page) => page.addRow(written)))
        expect(sheet?.rows.map((row) => row.cells)).toEqual(kept.length === 0 ? [] : [kept])
      }),
      { numRuns: 30 },
    )
  })
})

describe('a file that is refused', () => {
  test('is one that is no Excel file', async () => {
    const refused = { code: 'spreadsheet.not-readable' }
    await expect(readRows(Buffer.from('Mã;Tên'))).rejects.toMatchObject(refused)
    await expect(readRows(Buffer.alloc(0))).rejects.toMatchObject(refused)
    await expect(readRows(Buffer.from(zipSync({ 'word/document.xml': strToU8('<a/>') })))).rejects.toMatchObject(
      refused,
    )
    const file = await workbook((sheet) => sheet.addRow(['Xã Ba']))
    await expect(readRows(file.subarray(0, file.length / 2))).rejects.toMatchObject(refused)
  })

  test('is one that unpacks to more than may be, whatever its directory says', async () => {
    const file = await workbook((sheet) => sheet.addRow(['Xã Ba']))
    const bomb = zipSync(
      { ...unzipSync(file), 'xl/sharedStrings.xml': new Uint8Array(130 * 1024 * 1024) },
      { level: 1 },
    )
    expect(bomb.length).toBeLessThan(5 * 1024 * 1024)
    await expect(readRows(Buffer.from(bomb))).rejects.toMatchObject({ code: 'spreadsheet.too-large' })
    const lying = Buffer.from(bomb)
    const entry = lying.lastIndexOf('xl/sharedStrings.xml') - 46
    lying.writeUInt32LE(10, entry + 24)
    await expect(readRows(lying)).rejects.toMatchObject({ code: 'spreadsheet.too-large' })
  })

  test('is one with too many rows', async () => {
    const file = await workbook((sheet) => {
      for (let row = 0; row <= 50_000; row += 1) sheet.addRow([row])
    })
    await expect(readRows(file)).rejects.toMatchObject({ code: 'spreadsheet.too-many-rows' })
  }, 30_000)
})
