import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FILE_COLUMNS, readReorganisationRows } from './reorganisation-file.ts'

const kinds = [{ code: 'commune', title: 'Ủy ban nhân dân cấp xã' }]
const sheet = (...rows: (string | number | boolean | null)[][]) => [
  { rows: rows.map((cells, index) => ({ number: index + 1, cells })) },
]

describe('the file of a reorganisation', () => {
  test('has its columns by their titles, in any order, under whatever stands above', () => {
    const read = readReorganisationRows(
      sheet(
        ['Nghị quyết 1668'],
        ['HÌNH THỨC', 'Ma don vi moi', 'Mã đơn vị cũ', 'Loại đơn vị', 'Ghi chú', 'Kế thừa chính'],
        ['Sáp nhập', 'X1', 31473, 'ủy ban nhân dân cấp xã', 'gì đó', 'x'],
        ['giai the', null, 'H1', null, null, 'không'],
        [null, 'X2', null, 'commune', null, null],
      ),
      kinds,
    )
    expect(read.faults).toEqual([])
    expect(read.rows).toMatchObject([
      { number: 3, kind: 'merged-into', fromCode: '31473', toCode: 'X1', toKindCode: 'commune', isMainHeir: true },
      { number: 4, kind: 'dissolved', fromCode: 'H1', toCode: '', isMainHeir: false },
      { number: 5, kind: 'established', fromCode: '', toCode: 'X2' },
    ])
  })

  test('tells each row that cannot be read by its number and reads the others', () => {
    const read = readReorganisationRows(
      sheet(
        ['Mã đơn vị cũ', 'Hình thức', 'Mã đơn vị mới', 'Loại đơn vị'],
        ['A', 'Gộp', 'X', null],
        ['B', 'Sáp nhập', 'X', 'Tổng'],
        [null, 'Sáp nhập', 'X', null],
        ['D', 'Sáp nhập', 'X', null],
      ),
      kinds,
    )
    expect(read.rows.map((row) => row.number)).toEqual([5])
    expect(read.faults.map((fault) => fault.number)).toEqual([2, 3, 4])
    expect(read.faults[0]?.message).toContain('Không hiểu hình thức “Gộp”')
    expect(read.faults[1]?.message).toBe('Không có loại đơn vị “Tổng” trong danh mục.')
    expect(read.faults[2]?.message).toBe('Chưa ghi mã đơn vị cũ.')
  })

  test('is refused without its columns and without rows', () => {
    const refused = (code: string) => expect.objectContaining({ code })
    expect(() => readReorganisationRows(sheet(['Tên', 'Mã']), kinds)).toThrow(refused('organisation.no-such-columns'))
    const head = Object.values(FILE_COLUMNS)
    expect(() => readReorganisationRows(sheet(head), kinds)).toThrow(refused('organisation.no-rows'))
  })

  test('gives back one row or one fault for each row, whatever stands in it', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('Sáp nhập', 'A', 'commune'),
    )
    const rows = fc.array(fc.array(cell, { maxLength: 13 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(rows, (given) => {
        const read = readReorganisationRows(sheet(Object.values(FILE_COLUMNS), ...given), kinds)
        const numbers = [...read.rows, ...read.faults].map((each) => each.number).sort((one, other) => one - other)
        expect(numbers).toEqual(given.map((_, index) => index + 2))
      }),
    )
  })
})
