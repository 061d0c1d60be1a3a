import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  COPY_TYPES,
  DOCUMENT_TYPES,
  documentTypeTitle,
  isDocumentTypeCode,
  parseDocumentTypeCode,
} from './document-types.ts'

function refusalOf(action: () => unknown): Refusal {
  try {
    action()
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    throw thrown
  }
  throw new Error('nothing was refused')
}

describe('the kinds of document', () => {
  test('are 27 named documents and 3 copies, each with its own abbreviation', () => {
    expect(DOCUMENT_TYPES).toHaveLength(27)
    expect(COPY_TYPES).toHaveLength(3)
    expect(new Set([...DOCUMENT_TYPES, ...COPY_TYPES].map((type) => type.code)).size).toBe(30)
  })

  test('have Vietnamese titles', () => {
    expect(documentTypeTitle('BC')).toBe('Báo cáo')
    expect(documentTypeTitle('QyĐ')).toBe('Quy định')
    expect(documentTypeTitle(null)).toBe('Công văn')
  })

  test('are told apart by case and marks', () => {
    for (const code of ['QĐ', 'QyĐ', 'CTr', 'TTr', 'TrS']) expect(isDocumentTypeCode(code)).toBe(true)
    for (const code of ['QD', 'qđ', 'QYĐ', 'CTR', 'TTR', 'CV', '']) expect(isDocumentTypeCode(code)).toBe(false)
  })

  test('are read in decomposed letters too', () => {
    expect(parseDocumentTypeCode(' BC ')).toBe('BC')
    expect(parseDocumentTypeCode('GUQ'.normalize('NFD'))).toBe('GUQ')
  })

  test('are refused with the code that was probably meant', () => {
    const refusal = refusalOf(() => parseDocumentTypeCode('ttr'))
    expect(refusal.code).toBe('documents.unknown-type-code')
    expect(refusal.messageForPerson).toContain('“TTr”')
    expect(refusalOf(() => parseDocumentTypeCode('XYZ')).fields).toHaveProperty('typeCode')
    expect(refusalOf(() => parseDocumentTypeCode('CV')).code).toBe('documents.letter-has-no-type-code')
  })
})
