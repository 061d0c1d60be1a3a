import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkDocumentNumber,
  type DocumentNumber,
  documentNumberLine,
  documentSymbol,
  formatDocumentNumber,
  parseDocumentNumber,
} from './document-number.ts'
import { COPY_TYPES, DOCUMENT_TYPES, similarDocumentTypeCode } from './document-types.ts'

const report: DocumentNumber = { number: 5, typeCode: 'BC', issuerCode: 'UBND', draftingCode: null }
const letter: DocumentNumber = { number: 12, typeCode: null, issuerCode: 'UBND', draftingCode: 'VX' }

describe('the number and symbol of a document', () => {
  test('have a zero in front of numbers under 10 and only there', () => {
    expect(documentNumberLine(report)).toBe('Số: 05/BC-UBND')
    expect(documentNumberLine({ ...report, number: 9 })).toBe('Số: 09/BC-UBND')
    expect(documentNumberLine({ ...report, number: 10 })).toBe('Số: 10/BC-UBND')
    expect(documentNumberLine({ ...report, number: 2657 })).toBe('Số: 2657/BC-UBND')
  })

  test('of an official letter name the drafting unit and no type', () => {
    expect(formatDocumentNumber(letter)).toBe('12/UBND-VX')
    expect(documentSymbol(letter)).toBe('UBND-VX')
  })

  test('leave room for the number of a draft', () => {
    expect(documentNumberLine({ ...report, number: null })).toMatch(/^Số:\u00a0{5,}\/BC-UBND$/)
  })

  test.each([
    ['32/KH-UBND', 32, 'KH', 'UBND', null],
    ['152/KH-VP.ĐBQH-HĐND', 152, 'KH', 'VP.ĐBQH-HĐND', null],
    ['01/QĐ-ĐĐBQH', 1, 'QĐ', 'ĐĐBQH', null],
    ['Số: 05/BC-UBND', 5, 'BC', 'UBND', null],
    [' số 7 / TTr-SNV ', 7, 'TTr', 'SNV', null],
    ['12/UBND-VX', 12, null, 'UBND', 'VX'],
    ['249/MTTQ-BTT', 249, null, 'MTTQ', 'BTT'],
    ['8/VP.ĐBQH-HĐND-TH', 8, null, 'VP.ĐBQH-HĐND', 'TH'],
    ['1/QĐ-UBND'.normalize('NFD'), 1, 'QĐ', 'UBND', null],
  ])('are read from “%s”', (text, number, typeCode, issuerCode, draftingCode) => {
    expect(parseDocumentNumber(text)).toEqual({ number, typeCode, issuerCode, draftingCode })
  })

  test('come back the same after being written and read', () => {
    const group = fc
      .stringMatching(/^[A-ZĐƯƠ]{2,6}$/)
      .filter((code) => similarDocumentTypeCode(code) === null && code !== 'CV')
    const typeCode = fc.constantFrom(...[...DOCUMENT_TYPES, ...COPY_TYPES].map((type) => type.code))
    const number = fc.integer({ min: 1, max: 99_999 })
    const named = fc.record({ number, typeCode, issuerCode: group, draftingCode: fc.constant(null) })
    const official = fc.record({ number, typeCode: fc.constant(null), issuerCode: group, draftingCode: group })
    fc.assert(
      fc.property(fc.oneof(named, official), (given) => {
        expect(parseDocumentNumber(documentNumberLine(given))).toEqual(given)
      }),
    )
  })

  test.each([
    ['', 'documents.number-unreadable'],
    ['BC-UBND', 'documents.number-unreadable'],
    ['5/BC', 'documents.number-unreadable'],
    ['5/BC UBND', 'documents.number-unreadable'],
    ['-5/BC-UBND', 'documents.number-unreadable'],
    ['141-KH/BDVTU', 'documents.number-unreadable'],
    ['07/2023/QĐ-UBND', 'documents.number-unreadable'],
    ['0/BC-UBND', 'documents.number-invalid'],
    ['12/CV-UBND', 'documents.letter-has-no-type-code'],
    ['12/Qđ-UBND', 'documents.unknown-type-code'],
    ['12/QD-UBND', 'documents.unknown-type-code'],
    ['5/BC-', 'documents.issuer-code-invalid'],
    ['5/BC-UB@ND', 'documents.issuer-code-invalid'],
    ['5/UBND-V_X', 'documents.drafting-code-invalid'],
    ['5/BC-UBNDTINHHAUGIANGVANPHONGTONGHOP', 'documents.symbol-too-long'],
  ])('are refused as “%s”', (text, code) => {
    expect(() => parseDocumentNumber(text)).toThrow(expect.objectContaining({ name: 'Refusal', kind: 'invalid', code }))
  })

  test('are refused with the field that is wrong', () => {
    const fieldsOf = (change: Partial<DocumentNumber>) => {
      try {
        checkDocumentNumber({ ...report, ...change })
      } catch (thrown) {
        return Object.keys((thrown as { fields: object }).fields)
      }
      return []
    }
    expect(fieldsOf({})).toEqual([])
    expect(fieldsOf({ number: null })).toEqual([])
    expect(fieldsOf({ number: 1.5 })).toEqual(['number'])
    expect(fieldsOf({ issuerCode: 'UB ND' })).toEqual(['issuerCode'])
    expect(fieldsOf({ draftingCode: 'VX' })).toEqual(['draftingCode'])
    expect(fieldsOf({ typeCode: null })).toEqual(['draftingCode'])
  })
})
