import { describe, expect, test } from 'vitest'
import { outgoingReference, usualSymbol } from './document-reference.ts'

const plan = { number: 5, type: 'KH', symbol: 'KH-UBND', issuedOn: '2022-02-28' } as const

describe('number and symbol of an outgoing document', () => {
  test('are joined as the decree writes them', () => {
    expect(outgoingReference(plan)).toEqual({ reference: '05/KH-UBND', series: 'KH' })
    expect(outgoingReference({ ...plan, number: 152, symbol: 'KH-VP.ĐBQH-HĐND' }).reference).toBe('152/KH-VP.ĐBQH-HĐND')
    expect(outgoingReference({ ...plan, number: 12, type: 'letter', symbol: 'UBND-VX' })).toEqual({
      reference: '12/UBND-VX',
      series: 'letter',
    })
  })
  test('carry the year in a normative document, which is numbered apart', () => {
    const resolution = { ...plan, number: 7, type: 'NQ', symbol: '2023/NQ-HĐND', issuedOn: '2023-07-14' } as const
    expect(outgoingReference(resolution).reference).toBe('07/2023/NQ-HĐND')
    expect(outgoingReference(resolution).series).not.toBe(
      outgoingReference({ ...resolution, symbol: 'NQ-HĐND' }).series,
    )
  })
  test('of a normative document must be of the year in which it was issued', () => {
    expect(() => outgoingReference({ ...plan, type: 'NQ', symbol: '2023/NQ-HĐND', issuedOn: '2024-01-02' })).toThrow(
      expect.objectContaining({
        code: 'documents.symbol-other-year',
        fields: { symbol: expect.stringContaining('2024') },
      }),
    )
  })
  test('stand in the Party’s order in a paper of the Party', () => {
    expect(outgoingReference({ ...plan, number: 141, symbol: 'KH/BDVTU' }).reference).toBe('141-KH/BDVTU')
    expect(outgoingReference({ ...plan, number: 9, type: 'letter', symbol: 'CV/BDVTU' }).reference).toBe('09-CV/BDVTU')
  })
  test('are refused when the symbol names another kind', () => {
    for (const symbol of ['BC-UBND', 'UBND-VX', 'BC/TU', '2022/QĐ-UBND']) {
      expect(() => outgoingReference({ ...plan, symbol })).toThrow(
        expect.objectContaining({
          code: 'documents.symbol-other-type',
          fields: { symbol: expect.stringContaining(symbol) },
        }),
      )
    }
  })
  test('are refused about the symbol when they can’t be read', () => {
    expect(() => outgoingReference({ ...plan, symbol: 'kế hoạch' })).toThrow(
      expect.objectContaining({ fields: { symbol: expect.stringContaining('KH-UBND') } }),
    )
    expect(() => outgoingReference({ ...plan, type: 'letter', symbol: 'CV-UBND' })).toThrow(
      expect.objectContaining({ code: 'documents.letter-has-no-type-code', fields: { symbol: expect.any(String) } }),
    )
  })
})

describe('the symbol when none is typed', () => {
  test('is the kind and the issuer', () => {
    expect(usualSymbol({ type: 'QĐ', issuerCode: 'UBND', draftingCode: null })).toBe('QĐ-UBND')
  })
  test('of a letter is the issuer and who drafted it', () => {
    expect(usualSymbol({ type: 'letter', issuerCode: 'UBND', draftingCode: 'SNV' })).toBe('UBND-SNV')
  })
  test('has to be typed when it can’t be known', () => {
    for (const given of [
      { type: 'letter', issuerCode: 'UBND', draftingCode: null },
      { type: 'KH', issuerCode: null, draftingCode: null },
      { type: 'other', issuerCode: 'UBND', draftingCode: null },
    ] as const) {
      expect(() => usualSymbol(given)).toThrow(expect.objectContaining({ code: 'documents.symbol-missing' }))
    }
  })
})
