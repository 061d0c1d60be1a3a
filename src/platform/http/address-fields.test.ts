import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addressChoice, addressDay, addressId, addressValues, addressYear } from './address-fields.ts'

const Query = z.object({
  kind: addressChoice({ complaint: 'Khiếu nại', feedback: 'Phản ánh' }),
  unitId: addressId,
  from: addressDay,
  year: addressYear,
})

describe('The questions in an address', () => {
  test('are read as they were asked', () => {
    expect(Query.parse({ kind: 'complaint', unitId: '12', from: '05/12/2022', year: '2022' })).toEqual({
      kind: 'complaint',
      unitId: '12',
      from: '2022-12-05',
      year: 2022,
    })
  })

  test.each([
    ['a word of every object', { kind: 'constructor' }],
    ['an inherited word', { kind: 'toString' }],
    ['an id that is none', { unitId: '1 or 1=1' }],
    ['a day that never was', { from: '31/02/2022' }],
    ['a year of another age', { year: '1066' }],
    ['nothing', { kind: '', unitId: '', from: '', year: '' }],
  ])('are as good as not asked when they carry %s', (_what, query) => {
    expect(Object.values(Query.parse(query)).filter((value) => value !== undefined)).toEqual([])
  })

  test('stand in the fields as people write them, without the place in the list', () => {
    expect(
      addressValues({
        from: '2022-12-05',
        alone: true,
        mine: false,
        words: '',
        unitId: undefined,
        year: 2022,
        after: 'x',
      }),
    ).toEqual({ from: '05/12/2022', alone: '1', year: '2022' })
  })
})
