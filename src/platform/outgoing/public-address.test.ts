import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicAddress, isSendable } from './public-address.ts'

describe('an address on the open internet', () => {
  test.each(['8.8.8.8', '113.160.0.1', '2606:4700::1111', '2405:4800::1'])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['255.255.255.255', '224.0.0.1', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::a00:1', '2002:a00:1::', 'ff02::1', '2001:db8::1', 'khong-phai'],
  ])('is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
  test('is none within the networks of a house, whichever', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '0'), byte, byte, byte, (first, ...rest) => {
        expect(isPublicAddress([first, ...rest].join('.'))).toBe(false)
      }),
    )
  })
})

test.each([
  ['https://he-thong.tinh.gov.vn/nhan', true],
  ['http://localhost:8080/nhan', true],
  ['http://127.0.0.1/', true],
  ['http://he-thong.tinh.gov.vn/nhan', false],
  ['http://localhost.example/', false],
  ['https://ten:mat-khau@tinh.gov.vn/', false],
  ['ftp://tinh.gov.vn/', false],
  ['tinh.gov.vn', false],
])('something may be sent to %s: %s', (address, expected) => {
  expect(isSendable(address)).toBe(expected)
})
