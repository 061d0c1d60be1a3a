import { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { SAMPLE_REPORT } from '../layout/sample-report.ts'
import { PDF_MEDIA_TYPE, writePdf } from '../pdf/write-pdf.ts'
import { WORD_MEDIA_TYPE, writeWord } from '../word/write-word.ts'
import { readApart } from './read-apart.ts'

/** The reader in its own process, which is the compiled one: see `scripts/build.mjs`. */
const stream = (content: Buffer) => Readable.from([content])

test('files are read in a process of their own', async () => {
  const word = await readApart(stream(await writeWord(SAMPLE_REPORT)), WORD_MEDIA_TYPE)
  expect(word).toMatchObject({ state: 'read', text: expect.stringContaining('Kết quả đối thoại') })
  const pdf = await readApart(stream(await writePdf(SAMPLE_REPORT)), PDF_MEDIA_TYPE)
  expect(pdf).toMatchObject({ state: 'read', text: expect.stringContaining('Châu Thành A') })
  expect(await readApart(stream(Buffer.from('%PDF-1.7\nx')), PDF_MEDIA_TYPE)).toEqual({
    state: 'unreadable',
    reason: 'broken',
  })
})

test('a reader that takes too long is stopped', async () => {
  const content = stream(await writePdf(SAMPLE_REPORT))
  expect(await readApart(content, PDF_MEDIA_TYPE, { seconds: 0.01, megabytes: 400 })).toEqual({
    state: 'unreadable',
    reason: 'too-large',
  })
})

test('a PDF whose page unpacks to more than the memory allowed ends its own reader and nothing else', async () => {
  const huge = deflateSync(Buffer.alloc(400 * 1024 * 1024, ' ')).toString('latin1')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
    `<< /Length ${huge.length} /Filter /FlateDecode >>\nstream\n${huge}\nendstream`,
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  const file = Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF`, 'latin1')
  const reading = await readApart(stream(file), PDF_MEDIA_TYPE, { seconds: 120, megabytes: 220 })
  expect(reading).toEqual({ state: 'unreadable', reason: 'too-large' })
})

test('a file that cannot be fetched is no fault of the file', async () => {
  const gone = new Readable({
    read() {
      this.destroy(Object.assign(new Error('gone'), { code: 'ENOENT' }))
    },
  })
  await expect(readApart(gone, PDF_MEDIA_TYPE)).rejects.toThrow('gone')
})
