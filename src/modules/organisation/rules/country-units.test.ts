import { describe, expect, test } from 'vitest'
import { type CountryList, countryUnits, type ListedMapping } from './country-units.ts'

const mapping = (changes: Partial<ListedMapping>): ListedMapping => ({
  old_ward_code: '31318',
  old_ward_name: 'Phường I',
  old_district_name: 'Thành phố Vị Thanh',
  old_province_name: 'Tỉnh Hậu Giang',
  new_ward_code: '31321',
  ...changes,
})

/** Two provinces of today: one that three have become, one that stayed as it was. */
const LIST: CountryList = {
  provinces: [
    { province_code: '92', name: 'Thành phố Cần Thơ', place_type: 'Thành phố Trung Ương' },
    { province_code: '04', name: 'Cao Bằng', place_type: 'Tỉnh' },
  ],
  wards: [
    { ward_code: '31321', name: 'Phường Vị Thanh', province_code: '92' },
    { ward_code: '31211', name: 'Xã Phong Điền', province_code: '92' },
    { ward_code: '01273', name: 'Phường 1', province_code: '04' },
    { ward_code: '01999', name: 'Đặc khu Mẫu', province_code: '04' },
  ],
  mappings: [
    mapping({}),
    mapping({ old_ward_code: '31321', old_ward_name: 'Phường III' }),
    mapping({
      old_ward_code: '31211',
      old_ward_name: 'Xã Phong điền',
      old_district_name: 'Huyện Phong Điền',
      old_province_name: 'Thành phố Cần Thơ',
      new_ward_code: '31211',
    }),
    mapping({
      old_ward_code: '01270',
      old_ward_name: 'Xã Một',
      old_district_name: 'Huyện Hạ Lang',
      old_province_name: 'Tỉnh Cao Bằng',
      new_ward_code: '01273',
    }),
    mapping({ old_ward_code: null, old_ward_name: 'Phường II' }),
    mapping({ old_ward_code: '', old_ward_name: null, old_district_name: null, old_province_name: null }),
  ],
}

const result = countryUnits(LIST)
const unit = (code: string) => result.units.find((each) => each.code === code)

describe('the list of the country’s units', () => {
  test('gives a merged province a new unit and its old ones their end, an unchanged one a single unit', () => {
    expect(result.units.map(({ code }) => code).filter((code) => /^[PT]/.test(code))).toEqual([
      'P92',
      'P04',
      'T.HAU-GIANG',
      'T.CAN-THO',
    ])
    expect(unit('P92')?.versions).toMatchObject([{ name: 'Thành phố Cần Thơ', validFrom: '2025-07-01', validTo: null }])
    expect(unit('P04')?.versions).toMatchObject([{ name: 'Tỉnh Cao Bằng', validFrom: '2025-01-01', validTo: null }])
    expect(unit('T.CAN-THO')?.versions).toMatchObject([{ validTo: '2025-06-30' }])
    expect(result.successions.filter(({ fromCode }) => fromCode.startsWith('T.'))).toMatchObject([
      { fromCode: 'T.HAU-GIANG', toCode: 'P92', kind: 'merged-into', legalAct: 'Nghị quyết 202/2025/QH15' },
      { fromCode: 'T.CAN-THO', toCode: 'P92', kind: 'merged-into' },
    ])
  })

  test('keeps a new commune apart from the old one whose code it took over', () => {
    expect(unit('31321')?.versions).toMatchObject([
      { name: 'Ủy ban nhân dân phường III', validTo: '2025-06-30', parentCode: 'H.HAU-GIANG.THANH-PHO-VI-THANH' },
    ])
    expect(unit('X31321')?.versions).toMatchObject([
      { name: 'Ủy ban nhân dân phường Vị Thanh', validFrom: '2025-07-01', placeName: 'Vị Thanh', parentCode: 'P92' },
    ])
    expect(result.successions.filter(({ toCode }) => toCode === 'X31321').map(({ fromCode }) => fromCode)).toEqual([
      '31318',
      '31321',
    ])
  })

  test('lets a commune go on that kept code, kind and name, from its district to its province', () => {
    expect(unit('31211')).toBeUndefined()
    expect(unit('X31211')?.versions).toMatchObject([
      { parentCode: 'H.CAN-THO.HUYEN-PHONG-DIEN', validTo: '2025-06-30' },
      { parentCode: 'P92', validFrom: '2025-07-01', validTo: null },
    ])
    expect(result.successions.some(({ toCode }) => toCode === 'X31211')).toBe(false)
  })

  test('takes a commune that kept its name but grew for a new one', () => {
    const grown = [mapping({ old_ward_code: '31321', old_ward_name: 'Phường Vị Thanh' }), mapping({})]
    const { units, successions, counts } = countryUnits({ ...LIST, mappings: grown })
    expect(units.find(({ code }) => code === 'X31321')?.versions).toHaveLength(1)
    expect(successions.filter(({ toCode }) => toCode === 'X31321')).toHaveLength(2)
    expect(counts.communesThatContinue).toBe(0)
  })

  test('ends districts with nobody after them', () => {
    expect(result.successions.filter(({ fromCode }) => fromCode.startsWith('H.'))).toMatchObject([
      { kind: 'dissolved', toCode: null },
      { kind: 'dissolved', toCode: null },
      { kind: 'dissolved', toCode: null },
    ])
  })

  test('names a resolution by its number only where it is known', () => {
    const actOf = (code: string) => unit(code)?.versions[0]?.legalAct
    expect(actOf('X31321')).toBe('Nghị quyết 1668/NQ-UBTVQH15')
    expect(actOf('X01273')).toContain('danh mục không nêu số')
  })

  test('makes no unit of what has no code, and tells of it', () => {
    expect(result.counts).toEqual({
      provinces: 2,
      communes: 4,
      mappings: 6,
      communesThatContinue: 1,
      mappingsWithoutOldUnit: 2,
      communesWithoutPredecessor: ['Đặc khu Mẫu'],
    })
    expect(result.units.some(({ versions }) => versions[0]?.name === 'Ủy ban nhân dân phường II')).toBe(false)
  })

  test('can be asked for one province with all that became part of it', () => {
    const only = countryUnits(LIST, '04')
    expect(only.units.map(({ code }) => code)).toEqual(['P04', 'H.CAO-BANG.HUYEN-HA-LANG', 'X01273', 'X01999', '01270'])
  })

  test('refers only to units that it makes, each once', () => {
    const codes = result.units.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const named = [
      ...result.units.flatMap(({ versions }) => versions.flatMap(({ parentCode }) => parentCode ?? [])),
      ...result.successions.flatMap(({ fromCode, toCode }) => [fromCode, toCode ?? []].flat()),
    ]
    expect(named.filter((code) => !codes.includes(code))).toEqual([])
  })
})
