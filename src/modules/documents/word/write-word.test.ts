import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OfficialDocument } from '../layout/official-document.ts'
import { pictureSize } from '../layout/picture-size.ts'
import { SAMPLE_COMPONENTS, SAMPLE_REPORT } from '../layout/sample-report.ts'
import { boldWidthInPoints } from '../layout/text-width.ts'
import { paragraphsOfBody, readWord, type WordFile, type WordParagraph, type WordTable } from './read-word.ts'
import { at } from './read-xml.ts'
import { writeWord } from './write-word.ts'

const MILLIMETRES_PER_TWIP = 25.4 / 1440

const written = async (change: Partial<OfficialDocument> = {}) =>
  readWord(await writeWord({ ...SAMPLE_REPORT, ...change }))
const tables = (file: WordFile) => file.body.filter((piece): piece is WordTable => 'cells' in piece)

function withText(file: WordFile, text: string): WordParagraph {
  const found = paragraphsOfBody(file).find((paragraph) => paragraph.text === text)
  if (found === undefined) throw new Error(`no paragraph says “${text}”`)
  return found
}

function headOf(file: WordFile): {
  left: readonly WordParagraph[]
  right: readonly WordParagraph[]
  columnWidths: readonly number[]
} {
  const [head] = tables(file)
  return { left: head?.cells[0]?.[0] ?? [], right: head?.cells[0]?.[1] ?? [], columnWidths: head?.columnWidths ?? [] }
}

/** Length of a horizontal line in points. */
function lengthOf(rule: WordParagraph | undefined, columnWidth: number): number {
  if (rule === undefined) throw new Error('there is no line')
  return (columnWidth - rule.left - rule.right) / 20
}

let report: WordFile

beforeAll(async () => {
  report = await written()
})

describe('the page of a Word document', () => {
  test('is A4 upright with the margins of the decree', () => {
    expect(at(report.section, 'w:pgSz')?.attributes).toMatchObject({ 'w:w': '11906', 'w:h': '16838' })
    const margins = at(report.section, 'w:pgMar')?.attributes ?? {}
    const millimetres = (side: string) => Number(margins[`w:${side}`]) * MILLIMETRES_PER_TWIP
    for (const [side, least, most] of [
      ['top', 20, 25],
      ['bottom', 20, 25],
      ['left', 30, 35],
      ['right', 15, 20],
    ] as const) {
      expect(millimetres(side), side).toBeGreaterThanOrEqual(least)
      expect(millimetres(side), side).toBeLessThanOrEqual(most)
    }
    expect(millimetres('header') + 14 * 1.2 * 0.353, 'the page number inside the top margin').toBeLessThan(
      millimetres('top'),
    )
  })

  test('is numbered in the middle of the top margin from page 2 on', () => {
    expect(report.firstPageDiffers).toBe(true)
    expect(at(report.section, 'w:pgNumType')?.attributes).toMatchObject({ 'w:start': '1', 'w:fmt': 'decimal' })
    expect(report.firstHeader.flatMap((paragraph) => paragraph.fields)).toEqual([])
    const number = report.otherHeader.find((paragraph) => paragraph.fields.length > 0)
    expect(number).toMatchObject({
      fields: ['PAGE'],
      alignment: 'center',
      sizeInPoints: 14,
      bold: false,
      italic: false,
    })
  })

  test('is in Vietnamese, black Times New Roman throughout', () => {
    expect(report.language).toBe('vi-VN')
    const paragraphs = [...paragraphsOfBody(report), ...report.firstHeader, ...report.otherHeader]
    expect(new Set(paragraphs.map((paragraph) => `${paragraph.typeface} ${paragraph.colour}`))).toEqual(
      new Set(['Times New Roman 000000']),
    )
  })

  test('names itself and its issuer in its properties', () => {
    expect(report.title).toBe('Báo cáo kết quả công tác dân vận chính quyền năm 2021')
    expect(report.creator).toBe('Sở Nội vụ')
  })

  test('carries its marker at the head of the first and of every other page, and none when there is none', async () => {
    for (const header of [report.firstHeader, report.otherHeader]) {
      expect(header.map((paragraph) => paragraph.text)).toContain('DỮ LIỆU MINH HỌA')
    }
    const unmarked = await written({ marker: null })
    expect([...unmarked.firstHeader, ...unmarked.otherHeader].map((paragraph) => paragraph.text).join('')).toBe('')
    expect(unmarked.firstHeader.length, 'Word wants a paragraph in every header').toBeGreaterThan(0)
  })

  test('ends with a paragraph, which Word wants after a table', () => {
    expect('cells' in (report.body.at(-1) ?? { cells: [] })).toBe(false)
  })
})

describe('the head of a Word document', () => {
  test('stands in two columns without lines', () => {
    const [head] = tables(report)
    expect(head?.hasLines).toBe(false)
    expect(head?.columnWidths).toHaveLength(2)
  })

  test.each([
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 12, { bold: true, italic: false }],
    ['Độc lập - Tự do - Hạnh phúc', 13, { bold: true, italic: false }],
    ['ỦY BAN NHÂN DÂN TỈNH HẬU GIANG', 12, { bold: false, italic: false }],
    ['SỞ NỘI VỤ', 12, { bold: true, italic: false }],
    ['Số: 05/BC-SNV', 13, { bold: false, italic: false }],
    ['Vị Thanh, ngày 05 tháng 02 năm 2022', 13, { bold: false, italic: true }],
    ['BÁO CÁO', 14, { bold: true, italic: false }],
    ['Kết quả công tác dân vận chính quyền năm 2021', 14, { bold: true, italic: false }],
  ])('sets “%s” at %i points, in the middle', (text, sizeInPoints, letters) => {
    expect(withText(report, text)).toMatchObject({ sizeInPoints, alignment: 'center', ...letters })
  })

  test('draws a line as long as the motto under the motto', () => {
    const { right, columnWidths } = headOf(report)
    const rule = right.find((paragraph) => paragraph.isRule)
    const motto = boldWidthInPoints('Độc lập - Tự do - Hạnh phúc', 13)
    expect(lengthOf(rule, columnWidths[1] ?? 0) / motto).toBeCloseTo(1, 1)
  })

  test('draws a line a third to a half as long under the issuing body and under the summary', async () => {
    const { left, columnWidths } = headOf(report)
    const underIssuer = lengthOf(
      left.find((paragraph) => paragraph.isRule),
      columnWidths[0] ?? 0,
    )
    const underSummary = lengthOf(
      paragraphsOfBody(report).filter((paragraph) => paragraph.isRule)[2],
      columnWidths.reduce((sum, width) => sum + width, 0),
    )
    for (const [length, text, size] of [
      [underIssuer, 'SỞ NỘI VỤ', 12],
      [underSummary, 'Kết quả công tác dân vận chính quyền năm 2021', 14],
    ] as const) {
      expect(length / boldWidthInPoints(text, size)).toBeGreaterThan(1 / 3)
      expect(length / boldWidthInPoints(text, size)).toBeLessThan(1 / 2)
    }
  })

  test('leaves room for number and date in a draft', async () => {
    const draft = await written({ number: { ...SAMPLE_REPORT.number, number: null }, date: null })
    expect(withText(draft, `Số:${'\u00a0'.repeat(8)}/BC-SNV`).alignment).toBe('center')
    expect(withText(draft, 'Vị Thanh, ngày …… tháng …… năm ……').italic).toBe(true)
  })

  test('has no superior body for a body that has none', async () => {
    const file = await written({ superiorBody: null, issuingBody: 'Ủy ban nhân dân tỉnh Hậu Giang' })
    const left = headOf(file).left.filter((paragraph) => !paragraph.isRule)
    expect(left.map((paragraph) => paragraph.text)).toEqual(['ỦY BAN NHÂN DÂN TỈNH HẬU GIANG'])
    expect(left[0]?.bold).toBe(true)
  })

  test('puts the summary of an official letter under its number, without a title', async () => {
    const number = { number: 12, typeCode: null, issuerCode: 'UBND', draftingCode: 'VX' }
    const letter = await written({ number, summary: 'Về việc đôn đốc báo cáo' })
    expect(withText(letter, 'Số: 12/UBND-VX')).toBeDefined()
    expect(withText(letter, 'V/v đôn đốc báo cáo')).toMatchObject({ sizeInPoints: 12, bold: false, spaceBefore: 120 })
    expect(paragraphsOfBody(letter).map((paragraph) => paragraph.text)).not.toContain('CÔNG VĂN')
  })
})

describe('the text of a Word document', () => {
  test('is justified at 14 points, with indented first lines, 6 points between paragraphs and at most 1,5 lines', () => {
    const text = withText(report, 'Số liệu tính đến ngày 14 tháng 12 năm 2021.')
    expect(text).toMatchObject({ alignment: 'both', sizeInPoints: 14, bold: false, italic: false, lineRule: 'auto' })
    expect([10, 12.7]).toContain(Math.round(text.firstLine * MILLIMETRES_PER_TWIP * 10) / 10)
    expect(text.spaceAfter).toBeGreaterThanOrEqual(120)
    expect(text.line).toBeGreaterThanOrEqual(240)
    expect(text.line).toBeLessThanOrEqual(360)
  })

  test('addresses several bodies on lines of their own with the dashes under the colon', () => {
    expect(withText(report, 'Kính gửi:')).toMatchObject({ sizeInPoints: 14, bold: false, italic: false })
    expect(withText(report, '- Ủy ban nhân dân tỉnh Hậu Giang;').left).toBe(
      withText(report, '- Ban Dân vận Tỉnh ủy Hậu Giang.').left,
    )
  })

  test('addresses one body on the same line', async () => {
    const file = await written({ recipients: { ...SAMPLE_REPORT.recipients, addressees: ['Bộ Nội vụ'] } })
    expect(withText(file, 'Kính gửi: Bộ Nội vụ').alignment).toBe('center')
  })

  test('sets the legal bases in italics, with a semicolon after each and a full stop after the last', () => {
    expect(withText(report, 'Căn cứ Quyết định số 625/QĐ-UBND ngày 30 tháng 3 năm 2021;')).toMatchObject({
      italic: true,
    })
    expect(withText(report, 'Căn cứ Kế hoạch số 19/KH-UBND.')).toMatchObject({ italic: true, sizeInPoints: 14 })
  })

  test('numbers headings, points and clauses itself', () => {
    const texts = paragraphsOfBody(report).map((paragraph) => paragraph.text)
    expect(texts.filter((text) => /^(?:[IVX]+\.|\d+\.|\p{Ll}\)) /u.test(text))).toEqual([
      'I. CÔNG TÁC LÃNH ĐẠO',
      '1. Ban hành văn bản',
      'a) Một',
      'b) Hai',
      'c) Ba',
      'd) Bốn',
      'đ) Năm',
      '2. Kiểm tra',
      'II. KẾT QUẢ ĐỐI THOẠI',
      '1. Số liệu',
      'a) Theo đơn vị',
      '1. Tiếp tục quán triệt.',
      '2. Tăng cường đối thoại.',
    ])
    expect(withText(report, 'I. CÔNG TÁC LÃNH ĐẠO')).toMatchObject({
      style: 'Heading1',
      bold: true,
      keepsWithNext: true,
    })
    expect(withText(report, '1. Ban hành văn bản')).toMatchObject({ style: 'Heading2', bold: true, sizeInPoints: 14 })
    expect(withText(report, 'a) Theo đơn vị')).toMatchObject({ style: 'Heading3', bold: false, italic: false })
    expect(withText(report, 'a) Một').bold).toBe(false)
  })

  test('ends with ./. and keeps its last paragraph on the page of the signature', async () => {
    expect(withText(report, 'Trên đây là báo cáo của Sở Nội vụ./.').keepsWithNext).toBe(true)
    const endingWithTable = await written({ body: SAMPLE_REPORT.body.filter((block) => block.kind === 'table') })
    expect(withText(endingWithTable, './.').keepsWithNext).toBe(true)
  })

  test('prints what people typed, whatever they typed', async () => {
    const typed = `<b>“Dân & vận” \u0007\u{1f600}\ud800 ${'Tie\u0302\u0301ng Vie\u0323\u0302t'}`
    const file = await written({ body: [{ kind: 'paragraph', text: typed }] })
    expect(withText(file, '<b>“Dân & vận” \u{1f600} Tiếng Việt./.')).toBeDefined()
  })
})

describe('a table in a Word document', () => {
  const dataTable = () => {
    const found = tables(report).find((table) => table.repeatsFirstRow)
    if (found === undefined) throw new Error('no table with a heading row')
    return found
  }

  test('has its cells as given, numbers in Vietnamese style and … for no figure', () => {
    expect(dataTable().cells.map((row) => row.map((cell) => cell.map((paragraph) => paragraph.text).join('')))).toEqual(
      [
        ['Đơn vị', 'Đại biểu', 'Ý kiến bình quân'],
        ['Huyện Vị Thủy', '2.657', '722,4'],
        ['Huyện Châu Thành A', '0', '…'],
        ['Cộng', '2.657', '722,4'],
      ],
    )
  })

  test('repeats its bold headings on every page and has its total in bold', () => {
    expect(dataTable()).toMatchObject({ repeatsFirstRow: true, hasLines: true })
    const [headings, firstRow, , total] = dataTable().cells
    expect(headings?.flat()).toEqual(
      headings?.flat().map(() => expect.objectContaining({ bold: true, alignment: 'center' })),
    )
    expect(firstRow?.flat().some((paragraph) => paragraph.bold)).toBe(false)
    expect(total?.flat().every((paragraph) => paragraph.bold)).toBe(true)
  })

  test('aligns its figures on the right and fills the width of the page', () => {
    expect(dataTable().cells[1]?.map((cell) => cell[0]?.alignment)).toEqual(['left', 'right', 'right'])
    const sum = dataTable().columnWidths.reduce((total, width) => total + width, 0)
    expect(sum).toBe(11_906 - 1701 - 851)
    expect((dataTable().columnWidths[0] ?? 0) / (dataTable().columnWidths[1] ?? 1)).toBeCloseTo(3, 1)
  })

  test('refuses a row that does not fit its columns, as a defect', async () => {
    const body = SAMPLE_REPORT.body.map((block) => (block.kind === 'table' ? { ...block, totalRow: ['Cộng'] } : block))
    await expect(written({ body })).rejects.toThrow(RangeError)
  })
})

describe('a chart in a Word document', () => {
  test('is the drawing itself with its description, no wider than the text', () => {
    const svg = Object.entries(report.files).find(([name]) => name.endsWith('.svg'))
    expect(svg?.[1]).toContain('<rect width="10" height="10"/>')
    const source = report.files['word/document.xml'] ?? ''
    expect(source).toContain('descr="Quý I có 8 cuộc, quý II có 9 cuộc"')
    const [, width, height] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(source) ?? []
    expect(Number(width) / 36_000).toBeLessThanOrEqual(165)
    expect(Number(width) / Number(height)).toBeCloseTo(2, 1)
    expect(withText(report, 'Biểu đồ 1. Số cuộc đối thoại').alignment).toBe('center')
  })

  test('has a picture beside it for programs that draw no SVG, sharp enough for paper', async () => {
    const unpacked = unzipSync(await writeWord(SAMPLE_REPORT))
    const picture = Object.entries(unpacked).find(([name]) => name.endsWith('.png'))?.[1]
    expect(pictureSize(Buffer.from(picture ?? []))).toMatchObject({ type: 'png', width: 1600, height: 800 })
  })
})

describe('what only some Word documents have', () => {
  let all: WordFile
  beforeAll(async () => {
    all = await written(SAMPLE_COMPONENTS)
  })

  test('is a stamp of urgency under the number, in a frame of the decree’s size', () => {
    const stamp = withText(all, 'THƯỢNG KHẨN')
    expect(stamp).toMatchObject({ sizeInPoints: 13, bold: true, alignment: 'center' })
    const [, height, width] =
      /<w:trHeight w:val="(\d+)" w:hRule="exact"\/>.*?<w:tcW w:type="dxa" w:w="(\d+)"\/>/u.exec(
        all.files['word/document.xml'] ?? '',
      ) ?? []
    expect(Number(height) * MILLIMETRES_PER_TWIP).toBeCloseTo(8, 1)
    expect(Number(width) * MILLIMETRES_PER_TWIP).toBeCloseTo(40, 1)
  })

  test('is who drafted it and how many copies there are, below the recipients', () => {
    expect(withText(all, 'XDCQ.(30)')).toMatchObject({ sizeInPoints: 11, bold: false, alignment: 'left' })
    const texts = paragraphsOfBody(all).map(({ text }) => text)
    expect(texts.indexOf('XDCQ.(30)')).toBe(texts.indexOf('- Lưu: VT, XDCQ.') + 1)
  })

  test('is the address at the foot of the first page, under a line', () => {
    const [address] = all.sections[0]?.firstFooter ?? []
    expect(address).toMatchObject({ text: SAMPLE_COMPONENTS.contact, sizeInPoints: 11, alignment: 'center' })
    for (const { firstFooter } of all.sections.slice(1)) expect(firstFooter.map(({ text }) => text).join('')).toBe('')
  })

  test('are appendices with Roman numbers, each on paper and with page numbers of its own', () => {
    expect(all.sections).toHaveLength(3)
    expect(all.sections.map(({ properties }) => at(properties, 'w:pgSz')?.attributes['w:orient'])).toEqual([
      'portrait',
      'landscape',
      'portrait',
    ])
    expect(at(all.sections[1]?.properties, 'w:pgSz')?.attributes).toMatchObject({ 'w:w': '16838', 'w:h': '11906' })
    for (const { properties, firstPageDiffers, otherHeader } of all.sections) {
      expect(at(properties, 'w:pgNumType')?.attributes['w:start']).toBe('1')
      expect(firstPageDiffers).toBe(true)
      expect(otherHeader.flatMap(({ fields }) => fields)).toEqual(['PAGE'])
    }
    expect(withText(all, 'Phụ lục I')).toMatchObject({ sizeInPoints: 14, bold: true, alignment: 'center' })
    expect(withText(all, 'VIỆC CÒN LẠI')).toMatchObject({ sizeInPoints: 14, bold: true, alignment: 'center' })
    expect(
      paragraphsOfBody(all).filter(
        ({ text }) => text === '(Kèm theo Báo cáo số 05/BC-SNV ngày 05 tháng 02 năm 2022 của Sở Nội vụ)',
      ),
    ).toMatchObject([{ italic: true }, { italic: true }])
  })

  test('is a table across that fills the longer side, and the closing sign below each appendix, as in form 2.1', () => {
    const wide = tables(all).find(({ columnWidths }) => columnWidths.length === 13)
    expect(wide?.columnWidths.reduce((sum, width) => sum + width, 0)).toBe(16_838 - 1701 - 851)
    expect(paragraphsOfBody(all).filter(({ text }) => text === './.')).toHaveLength(1)
    expect(withText(all, '2. Hai việc./.').keepsWithNext).toBe(false)
  })

  test('needs no number when there is one appendix, and says so of a draft', async () => {
    const one = await written({
      appendices: [{ title: 'Danh sách', orientation: 'upright', body: [] }],
      number: { ...SAMPLE_REPORT.number, number: null },
      date: null,
    })
    expect(withText(one, 'Phụ lục').bold).toBe(true)
    expect(withText(one, '(Kèm theo Báo cáo số ……/BC-SNV ngày …… tháng …… năm …… của Sở Nội vụ)').italic).toBe(true)
  })
})

describe('the foot of a Word document', () => {
  const foot = (file: WordFile) => tables(file).at(-1)?.cells[0] ?? []

  test('lists the recipients on the left', () => {
    const [title, ...list] = foot(report)[0] ?? []
    expect(title).toMatchObject({ text: 'Nơi nhận:', sizeInPoints: 12, bold: true, italic: true, alignment: 'left' })
    expect(list.map((paragraph) => paragraph.text)).toEqual(['- Như trên;', '- Lãnh đạo Sở;', '- Lưu: VT, XDCQ.'])
    expect(list).toEqual(list.map(() => expect.objectContaining({ sizeInPoints: 11, bold: false, italic: false })))
  })

  test('has authority, title and bare name on the right, with room to sign', () => {
    const signature = foot(report)[1] ?? []
    expect(signature.map((paragraph) => paragraph.text)).toEqual(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'Nguyễn Văn A'])
    expect(signature).toEqual(
      signature.map(() =>
        expect.objectContaining({ sizeInPoints: 14, bold: true, italic: false, alignment: 'center' }),
      ),
    )
    expect((signature.at(-1)?.spaceBefore ?? 0) * MILLIMETRES_PER_TWIP).toBeGreaterThanOrEqual(20)
  })
})
