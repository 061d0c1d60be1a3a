import { describe, expect, test } from 'vitest'
import { outlineNumber, pointLetter, romanNumeral } from './outline-number.ts'
import { dateInWords, placeAndDateLine } from './place-and-date.ts'
import { addresseeLines, recipientLines } from './recipients.ts'
import { nameForSignature, signingLines } from './signing-authority.ts'

describe('place and date', () => {
  test.each([
    ['2026-02-05', 'ngày 05 tháng 02 năm 2026'],
    ['2026-01-10', 'ngày 10 tháng 01 năm 2026'],
    ['2019-06-29', 'ngày 29 tháng 6 năm 2019'],
    ['2026-03-09', 'ngày 09 tháng 3 năm 2026'],
    ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
  ])('of %s pad days under 10 and the months 1 and 2 only', (date, words) => {
    expect(dateInWords(date)).toBe(words)
  })

  test('stand on one line, the place with a capital letter', () => {
    expect(placeAndDateLine('Vị Thanh', '2026-02-05')).toBe('Vị Thanh, ngày 05 tháng 02 năm 2026')
    expect(placeAndDateLine(' thành phố Cần Thơ ', '2026-02-05')).toMatch(/^Thành phố Cần Thơ, /)
  })

  test('leave room in a draft, and refuse a day that does not exist or a missing place', () => {
    expect(placeAndDateLine('Vị Thanh', null)).toBe('Vị Thanh, ngày …… tháng …… năm ……')
    expect(() => dateInWords('2026-02-30')).toThrow('documents.no-such-date')
    expect(() => placeAndDateLine('  ', '2026-02-05')).toThrow('documents.place-missing')
  })
})

describe('the authority of the signer', () => {
  test('is written by the abbreviations of the decree', () => {
    expect(signingLines({ kind: 'head', collective: null, title: 'Giám đốc' })).toEqual(['GIÁM ĐỐC'])
    expect(signingLines({ kind: 'head', collective: 'Ủy ban nhân dân', title: 'Chủ tịch' })).toEqual([
      'TM. ỦY BAN NHÂN DÂN',
      'CHỦ TỊCH',
    ])
    expect(
      signingLines({ kind: 'deputy', collective: 'Ủy ban nhân dân', headTitle: 'Chủ tịch', title: 'Phó Chủ tịch' }),
    ).toEqual(['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'])
    expect(signingLines({ kind: 'acting', collective: null, title: 'Giám đốc' })).toEqual(['Q. GIÁM ĐỐC'])
    expect(signingLines({ kind: 'by-order', headTitle: 'Chủ tịch', title: 'Chánh Văn phòng' })).toEqual([
      'TL. CHỦ TỊCH',
      'CHÁNH VĂN PHÒNG',
    ])
    expect(signingLines({ kind: 'authorised', headTitle: 'Giám đốc', title: 'Trưởng phòng' })).toEqual([
      'TUQ. GIÁM ĐỐC',
      'TRƯỞNG PHÒNG',
    ])
  })

  test('is refused without a title', () => {
    expect(() => signingLines({ kind: 'head', collective: null, title: ' ' })).toThrow('documents.signer-title-missing')
    expect(() => signingLines({ kind: 'head', collective: '', title: 'Chủ tịch' })).toThrow(
      'documents.signer-title-missing',
    )
  })

  test('goes with a name without degrees and honours', () => {
    expect(nameForSignature('PGS.TS. Nguyễn Văn A')).toBe('Nguyễn Văn A')
    expect(nameForSignature('ThS Trần Thị B')).toBe('Trần Thị B')
    expect(nameForSignature('Tiến sĩ Lê Văn C')).toBe('Lê Văn C')
    for (const name of ['Tsằn Văn D', 'Cn Thị E'.slice(3), 'Kỳ Văn Sĩ', 'Lê Thị Tiến'])
      expect(nameForSignature(name)).toBe(name)
  })
})

describe('recipients', () => {
  const recipients = {
    addressees: ['Bộ Nội vụ'],
    others: ['- Lãnh đạo Sở;', ' ', 'Như trên'],
    draftingUnitCode: 'TCCB',
  }

  test('get their dashes and signs from the rule, not from the hand', () => {
    expect(recipientLines(recipients)).toEqual(['- Như trên;', '- Lãnh đạo Sở;', '- Lưu: VT, TCCB.'])
    expect(recipientLines({ addressees: [], others: [], draftingUnitCode: null })).toEqual(['- Lưu: VT.'])
  })

  test('that have to act stand on one line when alone and on lines of their own when several', () => {
    expect(addresseeLines(recipients)).toEqual(['Kính gửi: Bộ Nội vụ'])
    expect(addresseeLines({ ...recipients, addressees: ['Bộ Nội vụ', 'Bộ Tài chính.'] })).toEqual([
      'Kính gửi:',
      '- Bộ Nội vụ;',
      '- Bộ Tài chính.',
    ])
    expect(addresseeLines({ ...recipients, addressees: [] })).toEqual([])
  })
})

describe('numbers of headings', () => {
  test('are Roman for sections, Arabic for clauses, Vietnamese letters for points', () => {
    expect([1, 4, 9, 14, 40].map(romanNumeral)).toEqual(['I', 'IV', 'IX', 'XIV', 'XL'])
    expect([1, 2, 3, 4, 5, 6, 23].map(pointLetter).join('')).toBe('abcdđey')
    expect(pointLetter(24)).toBe('aa')
    expect([outlineNumber(1, 2), outlineNumber(2, 2), outlineNumber(3, 5)]).toEqual(['II.', '2.', 'đ)'])
  })
})
