import { expect, test } from 'vitest'
import { isEmailAddress } from './email-address.ts'

test.each(['tam@vinhtuong.haugiang.gov.vn', 'nguyen.van-a+dv@gmail.com'])('%s is an address', (typed) => {
  expect(isEmailAddress(typed)).toBe(true)
})

test.each([
  '',
  'tam',
  'tam@',
  'tam@xa',
  'Tám <tam@xa.vn>',
  'a@x.vn,b@x.vn',
  'a@x.vn\nBcc: b@x.vn',
  `${'a'.repeat(65)}@x.vn`,
])('%j is none', (typed) => {
  expect(isEmailAddress(typed)).toBe(false)
})
