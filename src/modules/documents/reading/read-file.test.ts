import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { SAMPLE_REPORT } from '../layout/sample-report.ts'
import { PDF_MEDIA_TYPE, writePdf } from '../pdf/write-pdf.ts'
import { WORD_MEDIA_TYPE, writeWord } from '../word/write-word.ts'
import { readFile } from './read-file.ts'
import { MOST_CHARACTERS } from './reading-limits.ts'

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

let word: Buffer
let pdf: Buffer

beforeAll(async () => {
  word = await writeWord(SAMPLE_REPORT)
  pdf = await writePdf(SAMPLE_REPORT)
})

async function textOf(content: Buffer, mediaType: string): Promise<string> {
  const reading = await readFile(content, mediaType)
  if (reading.state !== 'read') throw new Error(`not read: ${reading.reason}`)
  return reading.text
}

/** The smallest PDF with these objects. */
function pdfOf(objects: readonly string[], trailer: string): Buffer {
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(
    `%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size ${objects.length + 1} ${trailer} >>\n%%EOF`,
    'latin1',
  )
}

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>'
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const EMPTY_PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>'

/** A Word file whose document says this. */
const wordOf = (document: string) =>
  Buffer.from(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(document) }))

describe('the words of a file', () => {
  test('are taken out of a Word file, its tables and lists among them', async () => {
    const text = await textOf(word, WORD_MEDIA_TYPE)
    for (const words of ['Kết quả đối thoại', 'Huyện Châu Thành A', 'Tiếp tục quán triệt', 'Nguyễn Văn A'])
      expect(text).toContain(words)
    expect(text.normalize('NFC')).toBe(text)
  })

  test('are taken out of a PDF, page by page', async () => {
    const reading = await readFile(pdf, PDF_MEDIA_TYPE)
    expect(reading).toMatchObject({ state: 'read', isCut: false })
    expect(reading.state === 'read' && reading.pageCount).toBeGreaterThan(0)
    const text = (reading.state === 'read' ? reading.text : '').replace(/\s+/g, ' ')
    for (const words of ['Kết quả đối thoại', 'Huyện Châu Thành A', 'Tiếp tục quán triệt'])
      expect(text).toContain(words)
  })

  test('are taken out of an Excel file, the texts of its cells', async () => {
    const file = await writeRows([
      { sheet: 'Sổ', columns: [{ title: 'Nội dung', width: 9 }], rows: [['Nạo vét kênh'], [12]] },
    ])
    expect(await textOf(file, EXCEL)).toMatch(/Nội dung\s+Nạo vét kênh/u)
  })

  test('are those that are shown: no deleted text, no instruction of a field, each paragraph on its line', async () => {
    const document = `<w:document><w:p><w:r><w:t>Kênh &amp; rạch</w:t><w:tab/><w:t xml:space="preserve">sạch&#x2026;</w:t></w:r></w:p>
      <w:p><w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t/><w:t>đẹp</w:t></w:r></w:p></w:document>`
    expect(await textOf(wordOf(document), WORD_MEDIA_TYPE)).toBe('Kênh & rạch sạch...\nđẹp')
  })

  test('are kept as far as they are looked for, and it is told when there were more', async () => {
    const reading = await readFile(wordOf(`<w:t>${'dân vận '.repeat(200_000)}</w:t>`), WORD_MEDIA_TYPE)
    expect(reading).toMatchObject({ state: 'read', isCut: true })
    expect(reading.state === 'read' && reading.text.length).toBe(MOST_CHARACTERS)
  })
})

describe('a file without words tells why', () => {
  test('a scan has pictures only', async () => {
    expect(await readFile(pdfOf([CATALOG, PAGES, EMPTY_PAGE], ''), PDF_MEDIA_TYPE)).toEqual({
      state: 'unreadable',
      reason: 'no-text',
    })
    expect(await readFile(wordOf('<w:document><w:drawing/></w:document>'), WORD_MEDIA_TYPE)).toMatchObject({
      reason: 'no-text',
    })
  })

  test('a PDF with a password is not opened', async () => {
    const key = `<${'00'.repeat(32)}>`
    const encrypt = `<< /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >>`
    const locked = pdfOf([CATALOG, PAGES, EMPTY_PAGE, encrypt], `/Encrypt 4 0 R /ID [<00><00>]`)
    expect(await readFile(locked, PDF_MEDIA_TYPE)).toEqual({ state: 'unreadable', reason: 'password' })
  })

  test('a picture, a broken file and one that unpacks without end', async () => {
    expect(await readFile(Buffer.from('x'), 'image/png')).toMatchObject({ reason: 'picture' })
    expect(await readFile(Buffer.from('%PDF-1.7\nzq'), PDF_MEDIA_TYPE)).toMatchObject({ reason: 'broken' })
    expect(await readFile(Buffer.from('PK'), WORD_MEDIA_TYPE)).toMatchObject({ reason: 'broken' })
    const bomb = wordOf(' '.repeat(60 * 1024 * 1024))
    expect(await readFile(bomb, WORD_MEDIA_TYPE)).toMatchObject({ reason: 'too-large' })
  })

  test('a file made to be slow is read all the same', async () => {
    const open = '<w:p a="'.repeat(200_000)
    expect(await readFile(wordOf(`${open}<w:t>dân vận</w:t>${'<'.repeat(500_000)}`), WORD_MEDIA_TYPE)).toMatchObject({
      state: 'read',
    })
  })
})

/** Some bytes of a file changed, taken out or put in twice. */
function mutated(file: Buffer, changes: readonly { at: number; length: number; kind: string; byte: number }[]): Buffer {
  return changes.reduce((before, { at, length, kind, byte }) => {
    const begin = Math.floor(at * before.length)
    const end = Math.min(before.length, begin + length)
    if (kind === 'cut') return Buffer.concat([before.subarray(0, begin), before.subarray(end)])
    if (kind === 'double') return Buffer.concat([before.subarray(0, end), before.subarray(begin)])
    const changed = Buffer.from(before)
    changed.fill(byte, begin, kind === 'byte' ? Math.min(begin + 1, end) : end)
    return changed
  }, file)
}

const changes = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    length: fc.integer({ min: 1, max: 400 }),
    kind: fc.constantFrom('byte', 'byte', 'fill', 'cut', 'double'),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 6 },
)

/** What `readFile` may answer, whatever it was given. */
async function answersFor(content: Buffer, mediaType: string): Promise<void> {
  const reading = await readFile(content, mediaType)
  if (reading.state === 'unreadable') expect(['password', 'no-text', 'broken', 'too-large']).toContain(reading.reason)
  else {
    expect(reading.text.length).toBeLessThanOrEqual(MOST_CHARACTERS)
    expect(reading.text).not.toContain('\u0000')
  }
}

/** The same files at every run: what a PDF program does with a damaged file is known for these, and no luck is needed. */
const SAME_EVERY_TIME = { seed: 20_261_123, numRuns: 150 }

describe('a damaged file is read, or told to be unreadable, and never throws', () => {
  test('a Word file, on the outside', () =>
    fc.assert(
      fc.asyncProperty(changes, (given) => answersFor(mutated(word, given), WORD_MEDIA_TYPE)),
      SAME_EVERY_TIME,
    ))

  test('a Word file, in the text of its document', () =>
    fc.assert(
      fc.asyncProperty(changes, fc.string({ unit: 'binary' }), (given, more) =>
        answersFor(
          wordOf(mutated(Buffer.from('<w:p><w:t a="1">Dân vận &amp; &#x1F600;</w:t></w:p>'.repeat(5)), given) + more),
          WORD_MEDIA_TYPE,
        ),
      ),
      { numRuns: 200 },
    ))

  test('a PDF, on the outside', () =>
    fc.assert(
      fc.asyncProperty(changes, (given) => answersFor(mutated(pdf, given), PDF_MEDIA_TYPE)),
      SAME_EVERY_TIME,
    ))

  test('a PDF, in what its page is drawn with', () =>
    fc.assert(
      fc.asyncProperty(changes, (given) => {
        const drawing = mutated(
          Buffer.from('BT /F1 12 Tf 72 700 Td (Dan van) Tj [(a) -20 (b)] TJ ET q 1 0 0 1 0 0 cm Q '.repeat(5)),
          given,
        )
        const packed = deflateSync(drawing).toString('latin1')
        const page =
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>'
        const stream = `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`
        const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
        return answersFor(pdfOf([CATALOG, PAGES, page, stream, font], ''), PDF_MEDIA_TYPE)
      }),
      SAME_EVERY_TIME,
    ))
})
