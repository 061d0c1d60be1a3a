import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Comparable, LEAST_LIKENESS, likeness } from './likeness.ts'

const petition: Comparable = {
  title: 'Kiến nghị nạo vét kênh Ba Sào',
  content: '',
  senderName: 'Lê Thị Sáu',
  senderAddress: 'Ấp 5',
  senderPhone: '0912 345 678',
  fileDigests: [],
}

describe('two petitions are alike', () => {
  test('by what they say, without regard to accents', () => {
    const other = {
      ...petition,
      title: 'De nghi nao vet kenh Ba Sao',
      senderName: 'Trần Tư',
      senderAddress: '',
      senderPhone: '',
    }
    const { score, why } = likeness(petition, other)
    expect(score).toBeGreaterThanOrEqual(LEAST_LIKENESS)
    expect(why).toEqual(['Nội dung giống 83%'])
  })
  test('by sender, phone and address, which alone do not make one matter', () => {
    const { score, why } = likeness(petition, { ...petition, title: 'Xin cấp bản sao giấy khai sinh', senderPhone: '' })
    expect(why).toEqual(['Cùng họ tên người gửi', 'Cùng địa chỉ'])
    expect(score).toBeLessThan(LEAST_LIKENESS)
  })
  test('by a file that is the same, whatever is written beside it', () => {
    const one = { ...petition, fileDigests: ['a', 'b'] }
    expect(
      likeness(one, { ...one, title: 'Khác', senderName: 'Khác', senderAddress: '', fileDigests: ['b'] }),
    ).toMatchObject({
      why: ['Cùng số điện thoại', 'Cùng tệp đính kèm'],
    })
  })
  test('never by what neither has', () => {
    const nothing = { title: 'Khác', content: '', senderName: '', senderAddress: '', senderPhone: '', fileDigests: [] }
    expect(likeness(nothing, { ...nothing, title: 'Xa lạ' })).toEqual({ score: 0, why: [] })
  })
  test('equally in both directions, and wholly with themselves', () => {
    const words = fc.array(fc.constantFrom('nạo', 'vét', 'kênh', 'đường', 'đèn', 'Ấp'), { minLength: 2, maxLength: 8 })
    const any = fc.record({ title: words.map((each) => each.join(' ')), senderName: fc.constantFrom('', 'An', 'Bình') })
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [first, second] = [
          { ...petition, ...one },
          { ...petition, ...other },
        ]
        expect(likeness(first, second)).toEqual(likeness(second, first))
        expect(likeness(first, second).score).toBeLessThanOrEqual(100)
        expect(likeness(first, first).why[0]).toBe('Nội dung giống 100%')
      }),
      { numRuns: 500 },
    )
  })
})
