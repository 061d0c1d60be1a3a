import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { documentMention, mentionsInLines, parseDocumentMention } from './document-mention.ts'

describe('a document mentioned in a line', () => {
  test('is known by its number, with day and issuer when they are said', () => {
    expect(parseDocumentMention('Kế hoạch số 32/KH-UBND ngày 28/02/2022 của UBND tỉnh Hậu Giang;')).toEqual({
      reference: '32/KH-UBND',
      issuedOn: '2022-02-28',
      issuer: 'UBND tỉnh Hậu Giang',
    })
    expect(parseDocumentMention('141-KH/BDVTU')).toEqual({ reference: '141-KH/BDVTU', issuedOn: null, issuer: null })
    expect(parseDocumentMention('Nghị quyết 07/2023/NQ-HĐND ngày 14 tháng 7 năm 2023')).toMatchObject({
      reference: '07/2023/NQ-HĐND',
      issuedOn: '2023-07-14',
    })
  })
  test('does not take a date for a number', () => {
    expect(parseDocumentMention('Kết luận ngày 28/02/2022')).toBeNull()
    expect(parseDocumentMention('Luật Tiếp công dân năm 2013')).toBeNull()
  })
  test('has no day when the day written does not exist', () => {
    expect(parseDocumentMention('32/KH-UBND ngày 30/02/2022')).toMatchObject({
      reference: '32/KH-UBND',
      issuedOn: null,
    })
  })
  test('is found again from the way we write it', () => {
    const references = fc.constantFrom(
      '05/BC-UBND',
      '12/UBND-VX',
      '141-KH/BDVTU',
      '07/2023/NQ-HĐND',
      '152/KH-VP.ĐBQH-HĐND',
    )
    const days = fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2004-01-01', days))
    const issuers = fc.constantFrom('Sở Nội vụ', 'Ủy ban nhân dân xã Ba', 'Hội đồng nhân dân tỉnh')
    fc.assert(
      fc.property(references, days, issuers, (reference, issuedOn, issuer) => {
        expect(parseDocumentMention(documentMention({ reference, issuedOn, issuer }))).toEqual({
          reference,
          issuedOn,
          issuer,
        })
      }),
    )
  })
})

test('mentions on several lines lose list marks, closing semicolons and blank lines', () => {
  expect(mentionsInLines('- 625/QĐ-UBND ngày 30/3/2021;\n\n• 32/KH-UBND ')).toEqual([
    '625/QĐ-UBND ngày 30/3/2021',
    '32/KH-UBND',
  ])
})
