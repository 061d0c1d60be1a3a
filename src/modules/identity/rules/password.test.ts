import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMON_WORDS } from './common-passwords.ts'
import { requireUsablePassword } from './password.ts'

const codeOf = (password: string) => {
  try {
    requireUsablePassword(password, 'mai.nt')
    return null
  } catch (refusal) {
    return (refusal as { code: string }).code
  }
}

describe('a password that is guessed first is refused:', () => {
  test.each([
    ['a word of the list with a year', 'matkhau2026'],
    ['with accents and signs', 'Mật khẩu@123'],
    ['with signs in the place of letters', 'P@ssw0rd2026'],
    ['words of love', 'AnhYeuEm1314'],
    ['a place and a year', 'HauGiang@2026'],
    ['an office', 'ubnd@123456'],
    ['the same word several times', 'abcabcabcabc'],
    ['a telephone number', '0912345678'],
    ['the number of an identity card', '093123456789'],
    ['a date of birth twice', '01/01/1990-1990'],
    ['a row of the keyboard', 'qwertyuiop'],
    ['the columns of the keyboard', '1qaz2wsx3edc'],
    ['the alphabet', 'abcdefghijk'],
    ['backwards', 'lkjihgfedcba'],
    ['one key', 'aaaaaaaaaaaaaaa'],
    ['digits in order', '12345678901234567890'],
  ])('%s (%s)', (_what, password) => {
    expect(codeOf(password)).toBe('identity.password-common')
  })

  test('every word of the list with what people put behind it', () => {
    const endings = fc.constantFrom('123456789', '@20261990', '!!!11111999', '-2026-2026')
    fc.assert(
      fc.property(fc.constantFrom(...COMMON_WORDS), endings, (word, ending) => {
        expect(codeOf(word + ending)).toBe('identity.password-common')
      }),
    )
  })
})

describe('a password is accepted that is', () => {
  test.each([
    ['a sentence', 'mùa nước nổi về sớm'],
    ['a few words that nobody puts together', 'ghe xuồng ba lá'],
    ['several common words together', 'vietnam con meo buon 7'],
    ['random', 'x7Kq!v92mZ'],
    ['a long random number', '839201774651093327'],
  ])('%s', (_what, password) => {
    expect(codeOf(password)).toBeNull()
  })

  test('any five letters and five others at random, unless they happen to spell a common word', () => {
    const letters = fc.array(fc.constantFrom(...'bcdfghjklmnpqrstvwxz'), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(letters, (given) => {
        const password = given.join('')
        fc.pre(new Set(password).size >= 8)
        expect(codeOf(password)).toBeNull()
      }),
    )
  })
})

test.each([
  ['ngắn quá', 'identity.password-too-short'],
  ['x'.repeat(201), 'identity.password-too-long'],
  ['trời xanh mai.nt mây', 'identity.password-is-user-name'],
])('the password “%s” is refused', (password, code) => {
  expect(codeOf(password)).toBe(code)
})
