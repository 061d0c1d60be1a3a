import { describe, expect, test } from 'vitest'
import { asksFirst, isCertain, type Likeness, likenessInWords } from './document-likeness.ts'

const none: Likeness = {
  ...{ isSameRegister: false, isSameIdentifier: false, isSameReference: false },
  ...{ isSameIssuer: false, isSameDay: false, isSameFile: false },
}

describe('two documents', () => {
  test('are the same when number, issuer and day are, in one register', () => {
    const same = { ...none, isSameRegister: true, isSameReference: true, isSameIssuer: true, isSameDay: true }
    expect(isCertain(same)).toBe(true)
    for (const part of Object.keys(same).filter((key) => same[key as keyof Likeness]))
      expect(isCertain({ ...same, [part]: false })).toBe(false)
  })

  test('in two registers are asked about only when they are one file', () => {
    expect(asksFirst({ ...none, isSameReference: true, isSameIssuer: true, isSameDay: true })).toBe(false)
    expect(asksFirst({ ...none, isSameFile: true })).toBe(true)
    expect(asksFirst({ ...none, isSameRegister: true, isSameIdentifier: true })).toBe(true)
  })

  test('are alike in words', () => {
    expect(likenessInWords({ ...none, isSameReference: true, isSameIssuer: true, isSameFile: true })).toBe(
      'Cùng số, ký hiệu, cùng cơ quan ban hành, cùng một tệp',
    )
    expect(likenessInWords({ ...none, isSameIssuer: true, isSameIdentifier: true })).toBe('Cùng mã định danh')
  })
})
