import { beforeAll, describe, expect, test } from 'vitest'
import type { OfficialDocument } from '../layout/official-document.ts'
import { SAMPLE_DECISION } from '../layout/sample-decision.ts'
import { SAMPLE_REPORT } from '../layout/sample-report.ts'
import { paragraphsOfBody, readWord, type WordFile, type WordTable } from './read-word.ts'
import { all, at, readXml, textOf } from './read-xml.ts'
import { writeWord } from './write-word.ts'

const written = async (change: Partial<OfficialDocument> = {}) =>
  readWord(await writeWord({ ...SAMPLE_DECISION, ...change }))
const withText = (file: WordFile, text: string) => {
  const found = paragraphsOfBody(file).find((paragraph) => paragraph.text === text)
  if (!found) throw new Error(`no paragraph says “${text}”`)
  return found
}
/** The runs of the paragraph that begins with a text: what they say and whether in bold. */
function runsOf(file: WordFile, beginning: string) {
  const paragraphs = all(readXml(file.files['word/document.xml'] ?? ''), 'w:p')
  const found = paragraphs.find((each) => all(each, 'w:t').map(textOf).join('').startsWith(beginning))
  if (!found) throw new Error(`no paragraph begins with “${beginning}”`)
  return all(found, 'w:r').map((run) => ({
    text: all(run, 'w:t').map(textOf).join(''),
    bold: at(run, 'w:rPr', 'w:b') !== undefined,
  }))
}
const ARTICLE_1 = 'Điều 1. Tặng Bằng khen cho 03 tập thể (có danh sách kèm theo).'
const BELONGING =
  '(Kèm theo Quyết định số 09/QĐ-UBND ngày 05 tháng 02 năm 2022 của Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang)'

let decision: WordFile
beforeAll(async () => {
  decision = await written()
})

describe('a decision as a Word file', () => {
  test('has its parts in the order of the decree’s form', () => {
    const texts = paragraphsOfBody(decision).map(({ text }) => text)
    const order = [
      'QUYẾT ĐỊNH',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẬU GIANG',
      'Căn cứ Luật Tổ chức chính quyền địa phương;',
      'Theo đề nghị của Giám đốc Sở Nội vụ.',
      'QUYẾT ĐỊNH:',
      ARTICLE_1,
      'Điều 2. Trách nhiệm thi hành',
      '1. Sở Nội vụ trao Bằng khen.',
      'a) Từ quỹ thi đua, khen thưởng;',
      'Điều 3. Quyết định này có hiệu lực kể từ ngày ký.',
      '- Như Điều 3;',
      'CHỦ TỊCH',
      'DANH SÁCH',
      BELONGING,
    ].map((text) => texts.indexOf(text))
    expect(order).not.toContain(-1)
    expect(order).toEqual([...order].sort((one, other) => one - other))
  })

  test.each(['CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẬU GIANG', 'QUYẾT ĐỊNH:'])(
    'sets “%s” in the middle, bold, at the size of the text',
    (text) => {
      expect(withText(decision, text)).toMatchObject({
        alignment: 'center',
        bold: true,
        italic: false,
        sizeInPoints: 14,
        keepsWithNext: true,
        firstLine: 0,
      })
    },
  )

  test('numbers its articles in bold, with their text on the same line and not in bold', () => {
    expect(runsOf(decision, 'Điều 1.')).toEqual([
      { text: 'Điều 1.', bold: true },
      { text: ' Tặng Bằng khen cho 03 tập thể (có danh sách kèm theo).', bold: false },
    ])
    const article = withText(decision, ARTICLE_1)
    expect(article).toMatchObject({ alignment: 'both', sizeInPoints: 14 })
    expect((article.firstLine * 25.4) / 1440).toBeCloseTo(12.7, 1)
  })

  test('sets the title of an article in bold on the line of its number, which stays with what follows', () => {
    expect(runsOf(decision, 'Điều 2.')).toEqual([{ text: 'Điều 2. Trách nhiệm thi hành', bold: true }])
    expect(withText(decision, 'Điều 2. Trách nhiệm thi hành').keepsWithNext).toBe(true)
  })

  test('ends its last article with ./., on the page of the signature', () => {
    const last =
      'Chánh Văn phòng Ủy ban nhân dân tỉnh và các tập thể có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.'
    expect(withText(decision, last).keepsWithNext).toBe(true)
  })

  test('has no “Kính gửi”, and “Như Điều 3” first among its recipients', () => {
    const texts = paragraphsOfBody(decision).map(({ text }) => text)
    expect(texts.some((text) => text.startsWith('Kính gửi'))).toBe(false)
    expect(texts.slice(texts.indexOf('Nơi nhận:')).slice(0, 4)).toEqual([
      'Nơi nhận:',
      '- Như Điều 3;',
      '- Ban Dân vận Tỉnh ủy;',
      '- Lưu: VT, NV.',
    ])
  })

  test('says “QUYẾT NGHỊ:” when it is a resolution, and neither line without an authority', async () => {
    const number = { ...SAMPLE_DECISION.number, typeCode: 'NQ' as const }
    expect(withText(await written({ number, issuingAuthority: 'Hội đồng nhân dân' }), 'QUYẾT NGHỊ:').bold).toBe(true)
    const { issuingAuthority: _without, ...without } = SAMPLE_DECISION
    const texts = paragraphsOfBody(readWord(await writeWord(without))).map(({ text }) => text)
    expect(texts).not.toContain('QUYẾT ĐỊNH:')
  })

  test('is the only type with an authority: on another it is a defect', async () => {
    await expect(writeWord({ ...SAMPLE_REPORT, issuingAuthority: 'Giám đốc' })).rejects.toThrow(RangeError)
  })
})

describe('a list issued with a decision, as a Word file', () => {
  const head = (file: WordFile) =>
    file.body.filter((piece): piece is WordTable => 'cells' in piece && !piece.hasLines).at(-1)

  test('has the bodies and the nation at its head, without number and date', () => {
    const cells = head(decision)?.cells.map((row) => row.map((cell) => cell.map(({ text }) => text).filter(Boolean)))
    expect(cells).toEqual([
      [['ỦY BAN NHÂN DÂN TỈNH HẬU GIANG'], ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc']],
    ])
  })

  test('names its kind and what it is about, and says in italics what it belongs to', () => {
    expect(withText(decision, 'DANH SÁCH')).toMatchObject({ bold: true, sizeInPoints: 14, alignment: 'center' })
    expect(withText(decision, BELONGING)).toMatchObject({
      italic: true,
      bold: false,
      sizeInPoints: 14,
      alignment: 'center',
    })
    const texts = paragraphsOfBody(decision)
    const below = texts[texts.findIndex(({ text }) => text === BELONGING) + 1]
    expect(below?.isRule).toBe(true)
    expect(texts.filter(({ text }) => text !== '').at(-1)?.text).toBe('./.')
  })

  test('has no part in the numbering of appendices, and numbers its own articles from 1', async () => {
    const [list] = SAMPLE_DECISION.appendices ?? []
    const file = await written({
      appendices: [
        {
          typeTitle: 'Quy chế',
          summary: 'Phối hợp',
          orientation: 'across',
          body: [{ kind: 'article', title: 'Phạm vi', text: 'Một.' }],
        },
        ...(list ? [list] : []),
        { title: 'Mẫu một', orientation: 'upright', body: [] },
      ],
    })
    const texts = paragraphsOfBody(file).map(({ text }) => text)
    expect(texts).toContain('Phụ lục')
    expect(texts).not.toContain('Phụ lục I')
    expect(texts.slice(texts.indexOf('QUY CHẾ'))).toContain('Điều 1. Phạm vi')
    expect(file.sections).toHaveLength(4)
  })
})
