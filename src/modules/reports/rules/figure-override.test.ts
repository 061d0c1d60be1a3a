import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movedByHand, overrideInWords, reportedValue } from './figure-override.ts'
import { valueWithUnits } from './value-with-units.ts'

const override = { value: 12, reason: 'Hai cuộc chưa ghi hồ sơ.', basis: 'Sổ đối thoại' }

test('what is reported is the value put by hand, else the counted one, else nothing', () => {
  expect(reportedValue({ amount: { value: 10 }, override })).toBe(12)
  expect(reportedValue({ amount: null, override })).toBe(12)
  expect(reportedValue({ amount: { value: 0 }, override: null })).toBe(0)
  expect(reportedValue({ amount: null, override: null })).toBeNull()
})

test('what is reported is what was counted and what was moved by hand', () => {
  fc.assert(
    fc.property(fc.nat(), fc.option(fc.nat()), (counted, value) => {
      const figure = { amount: { value: counted }, override: value === null ? null : { ...override, value } }
      expect(counted + movedByHand(figure)).toBe(reportedValue(figure))
    }),
  )
})

test('the counted number, the reason and what it rests on are told together', () => {
  expect(overrideInWords({ value: 10 }, override)).toBe(
    'số đếm được từ hồ sơ 10; lý do: Hai cuộc chưa ghi hồ sơ; căn cứ: Sổ đối thoại',
  )
  expect(overrideInWords(null, override)).toMatch(/^không đếm được từ hồ sơ; lý do/)
})

test('the whole following its units is the counted one moved by theirs, and says whose', () => {
  const units = [
    { unitName: 'UBND xã A', movedByHand: 2, override },
    { unitName: 'UBND xã B', movedByHand: -1, override: { reason: 'Ghi trùng' } },
  ]
  expect(valueWithUnits(1000, units)).toEqual({
    value: '1.001',
    reason: 'Theo số điều chỉnh của các đơn vị: UBND xã A (+2: Hai cuộc chưa ghi hồ sơ); UBND xã B (-1: Ghi trùng).',
    basis: 'Báo cáo các đơn vị đã gửi',
  })
})
