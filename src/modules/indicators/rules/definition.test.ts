import { describe, expect, test } from 'vitest'
import { codeFor, type Definition, settled, whyNotSound } from './definition.ts'
import { dependentsOf } from './dependents.ts'
import type { Indicator } from './indicator.ts'
import { versionOn, whyNotInUse } from './version.ts'

const base: Definition = {
  ...{ code: 'mediation.count', title: 'Vụ hòa giải', theme: 'Dân chủ', unitOfMeasure: 'vụ', explanation: 'Đếm.' },
  ...{ source: 'Luật.', measure: 'count', factCode: 'mediation', measureColumn: null, filters: {}, partFilters: null },
  ...{ formula: null, decimals: 1, addsUp: false, time: 'flow' },
}
const inForce = (given: Partial<Indicator>): Indicator => ({
  ...base,
  ...{ version: 1, validFrom: null, reason: '', retiredOn: null },
  ...given,
})
const MEDIATION = {
  ...{ code: 'mediation', title: 'Vụ hòa giải', time: 'event' as const, measures: {} },
  dimensions: { outcome: { title: 'Kết quả', values: { settled: 'Thành', open: 'Đang làm' } } },
}
const formula = (text: string, code = 'new.one'): Definition => ({
  ...base,
  ...{ code, title: `Chỉ tiêu ${code}`, measure: 'formula', factCode: null, formula: text, unitOfMeasure: '' },
})
const ALL = [
  inForce({}),
  inForce({ code: 'mediation.settled', title: 'Vụ hòa giải thành' }),
  inForce({ code: 'petition.count', title: 'Đơn', unitOfMeasure: 'đơn' }),
]

describe('a definition', () => {
  test('has the unit of measure that follows from its formula, and nothing that its kind does not use', () => {
    const percent = settled(
      { ...formula('phần trăm([mediation.settled]; [mediation.count])'), filters: { outcome: ['open'] } },
      ALL,
    )
    expect(percent).toMatchObject({ unitOfMeasure: '%', filters: {}, factCode: null, addsUp: false })
    expect(settled({ ...base, measure: 'share', unitOfMeasure: 'vụ' }, ALL).unitOfMeasure).toBe('%')
    expect(settled({ ...base, formula: '1 + 1', measureColumn: 'x' }, ALL)).toMatchObject({
      formula: null,
      measureColumn: null,
    })
  })

  test('adds no unlike things and names nothing unknown', () => {
    expect(() => settled(formula('[mediation.count] + [petition.count]'), ALL)).toThrow(
      expect.objectContaining({
        code: 'indicators.units-differ',
        messageForPerson: expect.stringContaining('“[Đơn]” tính bằng đơn'),
      }),
    )
    expect(() => settled(formula('[no.such] + 1'), ALL)).toThrow(
      expect.objectContaining({ code: 'indicators.no-such-operand' }),
    )
  })

  test.each([
    ['indicators.title-taken', { ...base, code: 'new.one', title: 'VỤ HÒA GIẢI' }],
    ['indicators.other-unit', { ...base, unitOfMeasure: 'đơn' }],
    ['indicators.no-part', { ...base, code: 'new.one', title: 'Tỷ lệ', measure: 'share' as const, partFilters: {} }],
    ['indicators.no-such-value', { ...base, filters: { outcome: ['lost'] } }],
    ['indicators.circle', formula('[mediation.two] + [mediation.count]', 'mediation.three')],
  ])('is refused: %s', (code, definition) => {
    const two = inForce({
      code: 'mediation.two',
      title: 'Hai',
      measure: 'formula',
      formula: '[mediation.three]',
      unitOfMeasure: 'vụ',
    })
    expect(
      whyNotSound({ ...definition, unitOfMeasure: definition.unitOfMeasure || 'vụ' }, MEDIATION, [...ALL, two]),
    ).toMatchObject({ code })
  })

  test('that is sound is let through', () => {
    expect(whyNotSound(base, MEDIATION, ALL)).toBeNull()
    expect(whyNotSound(settled(formula('2 × [mediation.count]'), ALL), undefined, ALL)).toBeNull()
  })

  test('has a code that tells what it is', () => {
    expect(codeFor('Số vụ, việc hòa giải (đã xong)')).toBe('defined.so-vu-viec-hoa-giai-da-xong')
    expect(codeFor('???')).toBe('defined.chi-tieu')
  })
})

describe('the version of a definition', () => {
  const versions = [
    inForce({ version: 1 }),
    inForce({ version: 2, validFrom: '2025-01-01' }),
    inForce({ version: 3, validFrom: '2026-07-01' }),
  ]

  test.each([
    ['2024-12-31', 1],
    ['2025-01-01', 2],
    ['2026-06-30', 2],
    ['2026-07-01', 3],
    [null, 3],
  ])('on %s is %d', (day, version) => {
    expect(versionOn([...versions].reverse(), day)?.version).toBe(version)
  })

  test('is lacking before the first day and after the last', () => {
    const first = inForce({ validFrom: '2026-01-01', retiredOn: '2026-12-31' })
    expect(versionOn([first], '2025-12-31')).toBe(first)
    expect(whyNotInUse(first, { from: '2025-01-01', to: '2025-12-31' })).toMatchObject({
      code: 'indicators.not-yet-in-force',
    })
    expect(whyNotInUse(first, { from: '2026-12-31', to: '2027-01-31' })).toBeNull()
    expect(whyNotInUse(first, { from: '2027-01-01', to: '2027-01-31' })).toMatchObject({ code: 'indicators.retired' })
  })

  test('is needed by all that is computed from it, by whatever way', () => {
    const graph = [
      { code: 'a', formula: null },
      { code: 'b', formula: '[a] + 1' },
      { code: 'c', formula: '[b] × 2' },
      { code: 'd', formula: '3' },
    ]
    expect(dependentsOf('a', graph)).toEqual(['b', 'c'])
    expect(dependentsOf('d', graph)).toEqual([])
  })
})
