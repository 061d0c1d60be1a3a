import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeName } from './safe-name.ts'

describe('the name of a file', () => {
  test.each([
    ['Kế hoạch đối thoại năm 2026.docx', 'Kế hoạch đối thoại năm 2026.docx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\mai\\Biên bản.pdf', 'Biên bản.pdf'],
    ['..\\..\\web.config.pdf', 'web.config.pdf'],
    ['.htaccess.pdf', 'htaccess.pdf'],
    ['bao-cao\r\nSet-Cookie: a=b.pdf', 'bao-caoSet-Cookie a=b.pdf'],
    ['ke-hoach\u0000.exe.pdf', 'ke-hoach.exe.pdf'],
    // Read from right to left it would be shown as “anh-exe.gpj”.
    ['anh-\u202Egpj.exe', 'anh-gpj.exe'],
    ['kế\u200Bhoạch\u2066.pdf', 'kếhoạch.pdf'],
    ['"><img src=x onerror=alert(1)>.pdf', 'img src=x onerror=alert(1).pdf'],
    ['con.pdf', 'tep-con.pdf'],
    ['   ', 'tep-khong-ten'],
    ['...', 'tep-khong-ten'],
    // An accent typed after its letter becomes one with it.
    ['Bie\u0302n ba\u0309n.pdf', 'Biên bản.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeName(given)).toBe(kept)
  })

  test('that is too long is shortened before its ending', () => {
    const name = safeName(`${'Biên bản hội nghị đối thoại '.repeat(20)}.pdf`)
    expect(name.endsWith('.pdf')).toBe(true)
    expect(name.startsWith('Biên bản hội nghị')).toBe(true)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240)
  })

  test('is safe whatever is sent, and stays as it is when it is asked again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (sent) => {
        const name = safeName(sent)
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}"<>|:*?]/u)
        expect(name).not.toBe('')
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
        expect(() => encodeURIComponent(name)).not.toThrow()
        expect(safeName(name)).toBe(name)
      }),
      { numRuns: 2000 },
    )
  })
})
