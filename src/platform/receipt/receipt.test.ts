import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asGivenOut, inGroups, newReceipt, opens, secretDigest } from './receipt.ts'

describe('a receipt', () => {
  test('is opened by its own secret alone', () => {
    const receipt = newReceipt()
    const kept = secretDigest(receipt)
    expect(opens(receipt, kept)).toBe(true)
    expect(opens({ ...receipt, secret: newReceipt().secret }, kept)).toBe(false)
    expect(opens({ ...receipt, code: newReceipt().code }, kept)).toBe(false)
    expect(opens({ ...receipt, secret: '' }, kept)).toBe(false)
  })

  test('is not told by what is kept of it', () => {
    const receipt = newReceipt()
    expect(secretDigest(receipt)).not.toContain(receipt.secret)
  })

  test('is new each time', () => {
    const receipts = Array.from({ length: 1_000 }, newReceipt)
    expect(new Set(receipts.map(({ code }) => code)).size).toBe(1_000)
    expect(new Set(receipts.map(({ secret }) => secret)).size).toBe(1_000)
  })

  test('is read again however it was typed: in groups, in small letters, with look-alikes', () => {
    fc.assert(
      fc.property(fc.constantFrom('-', ' ', '.', ''), fc.boolean(), (between, small) => {
        const { secret } = newReceipt()
        const grouped = inGroups(secret).replaceAll('-', between).replaceAll('0', 'o').replaceAll('1', 'l')
        expect(asGivenOut(small ? grouped.toLowerCase() : ` ${grouped} `)).toBe(secret)
      }),
    )
  })
})
