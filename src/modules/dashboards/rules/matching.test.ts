import { expect, test } from 'vitest'
import { matchShapes } from './matching.ts'

const unit = (id: string, code: string, name: string) => ({
  id,
  code,
  name: `Ủy ban nhân dân ${name}`,
  shortName: `UBND ${name}`,
})
const UNITS = [
  unit('1', '31339', 'xã Ba'),
  unit('2', 'HG-31340', 'xã Bốn'),
  unit('3', 'X5', 'xã Năm'),
  unit('4', 'X6', 'xã Năm'),
]

test('a shape belongs to the unit of its code, else to the only unit of its name', () => {
  const shapes = [
    { code: '31340', name: 'sai tên' },
    { code: '', name: 'XÃ BA' },
    { code: '', name: 'Xã Năm' },
    { code: '999', name: 'Xã không có' },
  ]
  expect(matchShapes(shapes, UNITS)).toEqual([{ unitId: '2', by: 'code' }, { unitId: '1', by: 'name' }, null, null])
})

test('no unit gets two shapes, and the code goes before the name', () => {
  const shapes = [
    { code: '', name: 'xã Ba' },
    { code: '31339', name: '' },
    { code: '31339', name: '' },
  ]
  expect(matchShapes(shapes, UNITS)).toEqual([null, { unitId: '1', by: 'code' }, null])
})
