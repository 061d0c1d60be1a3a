import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  planUnitImport,
  readUnitRows,
  type UnitRow,
  type UnitSpan,
  unitRowsOfJson,
  unitRowsOfSheet,
} from './unit-rows.ts'

const KINDS = [
  { code: 'commune', title: 'Ủy ban nhân dân cấp xã' },
  { code: 'province', title: 'Tỉnh, thành phố' },
]
const row = (changes: Partial<UnitRow>): UnitRow => ({
  row: 2,
  code: 'X3',
  name: 'Ủy ban nhân dân xã Ba',
  shortName: 'UBND xã Ba',
  kind: 'commune',
  parent: '',
  placeName: 'Ba',
  issuerCode: 'UBND',
  administrativeCode: '',
  validFrom: '01/01/2020',
  validTo: '',
  legalAct: '',
  ...changes,
})
const messagesOf = (rows: UnitRow[]) =>
  readUnitRows(rows, KINDS).faults.map(({ row: number, message }) => `${number}: ${message}`)

describe('a sheet of units', () => {
  test('is read by the titles of its columns, in any order and without regard to accents', () => {
    const rows = unitRowsOfSheet([
      { number: 1, cells: ['TỪ NGÀY', 'Ghi chú', 'loai don vi', 'Mã đơn vị', 'Tên đầy đủ'] },
      { number: 3, cells: ['2020-01-01', 'gì đó', 'Ủy ban nhân dân cấp xã', 31117, 'UBND xã Ba'] },
    ])
    expect(rows).toMatchObject([{ row: 3, code: '31117', name: 'UBND xã Ba', validFrom: '2020-01-01', parent: '' }])
    expect(readUnitRows(rows, KINDS)).toMatchObject({ faults: [], units: [{ spans: [{ kindCode: 'commune' }] }] })
  })

  test('without its titles is refused, naming them', () => {
    expect(() => unitRowsOfSheet([{ number: 1, cells: ['X3', 'UBND xã Ba'] }])).toThrow(
      'organisation.import-no-heading',
    )
    expect(() => unitRowsOfSheet([])).toThrow('organisation.import-no-heading')
    expect(() => unitRowsOfJson({ units: [] })).toThrow('organisation.import-not-a-list')
  })
})

describe('faults', () => {
  test('are told by row, all of them', () => {
    expect(
      messagesOf([
        row({ row: 4, kind: 'Xã', validFrom: '31/02/2020' }),
        row({ row: 2, code: '', name: '' }),
        row({ row: 5, code: 'X 3', parent: 'X 3', validTo: '01/01/2019' }),
      ]),
    ).toEqual([
      '2: Thiếu “Mã đơn vị”.',
      '2: Thiếu “Tên đầy đủ”.',
      '4: Không có loại đơn vị “Xã”.',
      '4: “Từ ngày”: Không có ngày “31/02/2020”. Hãy ghi ngày theo mẫu ngày/tháng/năm, ví dụ 22/11/2026.',
      '5: Mã đơn vị “X 3” chỉ được gồm chữ cái, chữ số, dấu chấm, gạch nối.',
      '5: “Đến hết ngày” (01/01/2019) trước “Từ ngày” (01/01/2020).',
      '5: Đơn vị không thể là cấp trên của chính mình.',
    ])
  })

  test('are two rows of one unit that begin on one day or overlap', () => {
    expect(messagesOf([row({}), row({ row: 3, name: 'Khác' })])).toEqual([
      '3: Mã “X3” đã có ở dòng khác với cùng ngày bắt đầu 01/01/2020.',
    ])
    expect(messagesOf([row({ validTo: '01/02/2021' }), row({ row: 3, validFrom: '01/01/2021' })])[0]).toContain(
      'chồng lên',
    )
  })
})

test('several rows of one unit never leave two spans on one day, whatever their order', () => {
  const day = fc.integer({ min: 1, max: 28 })
  fc.assert(
    fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 8 }), (days) => {
      const rows = days.map((each, index) => row({ row: index + 2, name: `Tên ${each}`, validFrom: `${each}/01/2020` }))
      const { units, faults } = readUnitRows(rows, KINDS)
      expect(faults).toEqual([])
      const spans = units[0]?.spans ?? []
      expect(spans.at(-1)?.validTo).toBeNull()
      for (let asked = Math.min(...days); asked <= 31; asked += 1) {
        const date = `2020-01-${String(asked).padStart(2, '0')}`
        const holding = spans.filter(
          (span) => span.validFrom <= date && (span.validTo === null || date <= span.validTo),
        )
        expect(holding).toHaveLength(1)
      }
    }),
  )
})

describe('bringing units in', () => {
  const spansOf = (rows: UnitRow[]) => readUnitRows(rows, KINDS).units
  const there = (rows: UnitRow[]) => new Map<string, UnitSpan[]>(spansOf(rows).map((unit) => [unit.code, unit.spans]))
  const known = there([row({ code: 'P', kind: 'province' }), row({ parent: 'P' })])

  test('leaves what is the same, adds what is new, continues what begins later', () => {
    const plan = planUnitImport(
      spansOf([
        row({ parent: 'P' }),
        row({ row: 3, code: 'X4', parent: 'P' }),
        row({ row: 4, code: 'P', kind: 'province', name: 'Thành phố', validFrom: '01/07/2025' }),
      ]),
      known,
    )
    expect(plan).toMatchObject({ unchanged: 1, added: [{ code: 'X4' }], changed: [{ code: 'P' }], faults: [] })
  })

  test('overwrites nothing and ends nothing', () => {
    const faultOf = (changes: Partial<UnitRow>) =>
      planUnitImport(spansOf([row({ parent: 'P', ...changes })]), known).faults.map(({ message }) => message)
    expect(faultOf({ name: 'Tên khác' })[0]).toContain('Tệp không ghi đè')
    expect(faultOf({ validFrom: '01/01/2019' })[0]).toContain('Tệp không ghi đè')
    expect(faultOf({ validTo: '30/06/2025' })[0]).toContain('Tệp không kết thúc đơn vị đã có')
    const ended = there([row({ validTo: '01/01/2024' })])
    expect(planUnitImport(spansOf([row({ validFrom: '01/01/2025' })]), ended).faults[0]?.message).toContain(
      'đã kết thúc',
    )
  })

  test('is refused for a parent that is not there, not alive then, or below the unit itself', () => {
    const faultsOf = (rows: UnitRow[]) => planUnitImport(spansOf(rows), known).faults.map(({ message }) => message)
    expect(faultsOf([row({ code: 'X4', parent: 'X9' })])[0]).toContain('Không có đơn vị cấp trên mang mã “X9”')
    expect(faultsOf([row({ code: 'X4', parent: 'P', validFrom: '01/01/2019' })])[0]).toContain(
      'không hoạt động vào ngày',
    )
    expect(faultsOf([row({ code: 'A', parent: 'B' }), row({ row: 3, code: 'B', parent: 'A' })])).toEqual([
      'Cấp trên của “A” quay vòng: A → B → A.',
      'Cấp trên của “B” quay vòng: B → A → B.',
    ])
  })
})
