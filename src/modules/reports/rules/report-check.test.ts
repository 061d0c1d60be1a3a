import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingsOf } from './report-check.ts'
import { type CheckedFigure, type CheckOfType, findingKey } from './report-finding.ts'

const figure = (code: string, value: number | null, changed: Partial<CheckedFigure> = {}): CheckedFigure => ({
  code,
  title: code,
  amount: value === null ? null : { value },
  override: null,
  lastYear: null,
  unitId: '1',
  onBehalfOfOthers: 0,
  ...changed,
})
const byHand = (value: number) => ({ value, reason: 'Sổ ghi tay', basis: 'Sổ' })
const check = (rule: CheckOfType['rule'], changed: Partial<CheckOfType> = {}): CheckOfType => ({
  code: rule,
  strength: 'explain',
  rule,
  indicatorCode: null,
  otherCodes: [],
  amount: 0,
  least: 0,
  sentence: 'Hãy xem lại.',
  ...changed,
})
const found = (figures: CheckedFigure[], checks: CheckOfType[], afterCutOff = {}) =>
  findingsOf({ figures, checks, sections: [], afterCutOff }).map(({ finding }) => finding)

describe('beside last year', () => {
  const factor = check('differs-from-last-year', { amount: 2, least: 10 })

  test('a figure more than twice as large, or less than half, is asked about; exactly twice is not', () => {
    const of = (value: number, lastYear: number) => found([figure('a', value, { lastYear })], [factor])
    expect(of(41, 20)).toEqual(['a: kỳ này 41, cùng kỳ năm trước 20 (tăng 21).'])
    expect(of(40, 20)).toEqual([])
    expect(of(19, 40)).toEqual(['a: kỳ này 19, cùng kỳ năm trước 40 (giảm 21).'])
    expect(of(20, 40)).toEqual([])
  })

  test('small numbers are not asked about, and what cannot be counted is compared with nothing', () => {
    expect(found([figure('a', 9, { lastYear: 2 })], [factor])).toEqual([])
    expect(found([figure('a', null, { lastYear: 200 })], [factor])).toEqual([])
    expect(found([figure('a', 200)], [factor])).toEqual([])
  })

  test('nought where last year had some is asked about by its own check, from the stated number on', () => {
    const nought = check('nought-after-some', { least: 3 })
    expect(found([figure('a', 0, { lastYear: 3 })], [factor, nought])).toEqual(['a: kỳ này 0, cùng kỳ năm trước 3.'])
    expect(found([figure('a', 0, { lastYear: 2 })], [nought])).toEqual([])
    expect(found([figure('a', 0, { lastYear: 500 })], [factor])).toEqual([])
  })

  test('the value put by hand is compared, not the counted one', () => {
    const of = (override: number) => found([figure('a', 20, { lastYear: 20, override: byHand(override) })], [factor])
    expect(of(41)).toHaveLength(1)
    expect(of(30)).toEqual([])
  })

  test('is said of a difference in both ways alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (one, other) => {
        const asked = (value: number, lastYear: number) => found([figure('a', value, { lastYear })], [factor]).length
        expect(asked(one, other)).toBe(asked(other, one))
        expect(asked(one, one)).toBe(0)
      }),
    )
  })
})

describe('a value put by hand', () => {
  const share = check('override-over-share', { amount: 0.2, least: 1 })

  test('that lies more than the share off the counted one is asked about', () => {
    const of = (counted: number | null, value: number) =>
      found([figure('a', counted, { override: byHand(value) })], [share])
    expect(of(100, 121)).toEqual(['a: số điều chỉnh 121, số đếm được 100, lệch 21 (21%).'])
    expect(of(100, 120)).toEqual([])
    expect(of(100, 79)).toHaveLength(1)
    expect(of(0, 1)).toEqual(['a: số điều chỉnh 1, số đếm được 0, lệch 1.'])
    expect(of(null, 4)).toHaveLength(1)
    expect(found([figure('a', 100)], [share])).toEqual([])
  })
})

describe('figures beside one another', () => {
  const atMost = check('at-most', { indicatorCode: 'part', otherCodes: ['whole'] })

  test('a part is not more than its whole', () => {
    expect(found([figure('part', 6), figure('whole', 5)], [atMost])).toEqual(['part: 6, nhiều hơn whole (5).'])
    expect(found([figure('part', 5), figure('whole', 5)], [atMost])).toEqual([])
    expect(found([figure('part', 6), figure('whole', null)], [atMost])).toEqual([])
    expect(found([figure('part', 6)], [atMost])).toEqual([])
  })

  test('a whole is the sum of its kinds, also where one was put by hand', () => {
    const sum = check('sum-of', { indicatorCode: 'whole', otherCodes: ['one', 'two'] })
    const parts = [figure('one', 2), figure('two', 3)]
    expect(found([figure('whole', 5), ...parts], [sum])).toEqual([])
    expect(found([figure('whole', 5, { override: byHand(6) }), ...parts], [sum])).toEqual([
      'whole: 6, khác tổng của one, two (5).',
    ])
  })

  test('holds for every split of a whole, and for no other', () => {
    const sum = check('sum-of', { indicatorCode: 'whole', otherCodes: ['one', 'two'] })
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: -5, max: 5 }), (one, two, off) => {
        const figures = [figure('whole', one + two + off), figure('one', one), figure('two', two)]
        expect(found(figures, [sum])).toHaveLength(off === 0 ? 0 : 1)
      }),
    )
  })

  test('what is short of a whole is told with the rest', () => {
    const short = check('short-of', { indicatorCode: 'done', otherCodes: ['all'], least: 1 })
    expect(found([figure('done', 3), figure('all', 5)], [short])).toEqual(['done: 3 trên 5, còn 2.'])
    expect(found([figure('done', 5), figure('all', 5)], [short])).toEqual([])
  })
})

describe('a single figure', () => {
  test('is a whole number, and not negative', () => {
    const whole = check('whole-number', { strength: 'hard' })
    expect(found([figure('a', 2.5), figure('b', -1), figure('c', 3), figure('d', null)], [whole])).toEqual([
      'a: 2,5.',
      'b: -1.',
    ])
  })

  test('that cannot be counted is told, unless a value was put', () => {
    const counted = check('not-counted', { strength: 'hint' })
    expect(found([figure('a', null), figure('b', null, { override: byHand(2) })], [counted])).toEqual([
      'a: chưa có dữ liệu để đếm.',
    ])
  })

  test('above nought, and records after the cut-off, are told from the stated number on', () => {
    const open = check('above-nought', { indicatorCode: 'a', least: 1 })
    expect(found([figure('a', 4), figure('b', 4)], [open])).toEqual(['a: 4.'])
    const after = check('dated-after-cut-off', { amount: 31, least: 1 })
    expect(found([figure('a', 4), figure('b', 4)], [after], { b: 2 })).toEqual(['b: 2 hồ sơ ghi sau ngày chốt.'])
  })
})

test('a section that asks for words and has none is told', () => {
  const words = check('words-missing', { strength: 'hint' })
  const section = (code: string, asksForWords: boolean, isWritten: boolean) => ({
    code,
    title: code,
    asksForWords,
    isWritten,
  })
  const sections = [section('a', true, false), section('b', true, true), section('c', false, false)]
  expect(findingsOf({ figures: [], checks: [words], sections, afterCutOff: {} })).toMatchObject([
    { sectionCode: 'a', indicatorCode: null, strength: 'hint' },
  ])
})

test('findings of different checks and figures have names of their own', () => {
  const keys = ['a.b', 'a.c', null].flatMap((indicatorCode) =>
    ['one', 'one-two'].map((code) => findingKey({ check: code, indicatorCode })),
  )
  expect(new Set(keys).size).toBe(keys.length)
})
