import { describe, expect, test } from 'vitest'
import { fileTypeOf, isOfficeDocument } from './file-type.ts'

const PDF = Buffer.from('%PDF-1.7')
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describe('the kind of a file', () => {
  test.each([
    ['ke-hoach.pdf', PDF, 'application/pdf'],
    ['Ảnh đối thoại.JPG', JPEG, 'image/jpeg'],
    ['bien-ban.docx', ZIP, WORD],
  ])('%s', (name, head, mediaType) => {
    expect(fileTypeOf(head, name)?.mediaType).toBe(mediaType)
  })

  test.each([
    ['a program that calls itself a document', 'bien-ban.pdf', Buffer.from('MZ')],
    ['a page that calls itself a picture', 'anh.png', Buffer.from('<svg onload="alert(1)">')],
    ['a picture with the name of a document', 'anh.pdf', JPEG],
    ['a document with two endings', 'bien-ban.pdf.html', PDF],
    ['a document without an ending', 'bien-ban', PDF],
    ['an archive of anything', 'tat-ca.zip', ZIP],
    ['a document with macros by its name', 'bang.xlsm', ZIP],
  ])('is none that is kept: %s', (_what, name, head) => {
    expect(fileTypeOf(head, name)).toBeNull()
  })
})

describe('an office document', () => {
  test('is told by its parts', () => {
    expect(isOfficeDocument(WORD, ['[Content_Types].xml', 'word/document.xml'])).toBe(true)
    expect(isOfficeDocument(WORD, ['[Content_Types].xml', 'xl/workbook.xml'])).toBe(false)
    expect(isOfficeDocument(WORD, ['word/document.xml'])).toBe(false)
  })

  test('is none when it carries macros', () => {
    expect(isOfficeDocument(WORD, ['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])).toBe(false)
  })
})
