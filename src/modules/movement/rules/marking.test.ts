import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  criteriaInLines,
  greatestTotal,
  inVietnamese,
  isChosenByPeople,
  isWide,
  type MarkSheet,
  placesOf,
  pointsAsTyped,
  reaches,
  resultOf,
  spreadOf,
  totalOf,
} from './marking.ts'

const CRITERIA = [
  { id: '1', title: 'Nội dung', maximum: '40.00' },
  { id: '2', title: 'Hiệu quả', maximum: '60.00' },
]
const RULE = { criterionPercent: 30, totalPercent: 15 }
const sheet = (personId: string, ...points: [string, string]): MarkSheet => ({
  personId,
  points: { 1: points[0], 2: points[1] },
})

const hundredths = (most: number) =>
  fc
    .integer({ min: 0, max: most * 100 })
    .map((each) => `${Math.floor(each / 100)}.${String(each % 100).padStart(2, '0')}`)
const anySheets = fc
  .array(fc.tuple(hundredths(40), hundredths(60)), { minLength: 1, maxLength: 9 })
  .map((all) => all.map((points, index) => sheet(String(index), ...points)))
const shuffled = anySheets.chain((sheets) =>
  fc.tuple(fc.constant(sheets), fc.shuffledSubarray(sheets, { minLength: sheets.length })),
)

describe('the result of a work', () => {
  test('is the mean of the totals, to two decimals, half up', () => {
    expect(resultOf([sheet('a', '30', '40'), sheet('b', '31', '40'), sheet('c', '31', '40')])).toBe('70.67')
    expect(resultOf([sheet('a', '0.01', '0'), sheet('b', '0', '0')])).toBe('0.01')
    expect(resultOf([sheet('a', '0.1', '0.2')])).toBe('0.30')
    expect(resultOf([])).toBeNull()
  })

  test('is the same in whichever order the marks come, and lies between the lowest and the highest total', () => {
    fc.assert(
      fc.property(shuffled, ([sheets, others]) => {
        const result = resultOf(sheets)
        expect(resultOf(others)).toBe(result)
        const totals = sheets.map((each) => Number(totalOf(each)))
        expect(Number(result)).toBeGreaterThanOrEqual(Math.min(...totals))
        expect(Number(result)).toBeLessThanOrEqual(Math.max(...totals))
        expect(Number(result)).toBeLessThanOrEqual(Number(greatestTotal(CRITERIA)))
      }),
    )
  })
})

describe('marks that lie far apart', () => {
  test('are those of a criterion further apart than the share of its maximum, and totals far from the mean', () => {
    const spread = spreadOf(CRITERIA, [sheet('a', '40', '50'), sheet('b', '27', '50')], RULE)
    expect(spread.criteria).toEqual([{ title: 'Nội dung', least: '27', most: '40' }])
    expect(spread.personIds).toEqual([])
    const far = spreadOf(CRITERIA, [sheet('a', '30', '50'), sheet('b', '30', '50'), sheet('c', '20', '35')], RULE)
    expect(far.personIds).toEqual(['c'])
  })

  test('are not those that lie exactly the share apart, and one sheet alone is never wide', () => {
    expect(isWide(spreadOf(CRITERIA, [sheet('a', '40', '50'), sheet('b', '28', '50')], RULE))).toBe(false)
    expect(isWide(spreadOf(CRITERIA, [sheet('a', '0', '0')], RULE))).toBe(false)
  })

  test('are the same whoever is asked first', () => {
    fc.assert(
      fc.property(shuffled, ([sheets, others]) => {
        const [one, other] = [spreadOf(CRITERIA, sheets, RULE), spreadOf(CRITERIA, others, RULE)]
        expect(other.criteria).toEqual(one.criteria)
        expect([...other.personIds].sort()).toEqual([...one.personIds].sort())
      }),
    )
  })

  test('are never found where all agree', () => {
    fc.assert(
      fc.property(hundredths(40), hundredths(60), fc.integer({ min: 2, max: 9 }), (one, two, count) => {
        const sheets = Array.from({ length: count }, (_, index) => sheet(String(index), one, two))
        expect(isWide(spreadOf(CRITERIA, sheets, { criterionPercent: 1, totalPercent: 1 }))).toBe(false)
      }),
    )
  })
})

describe('places', () => {
  test('are shared by equal results, and the next counts them all', () => {
    const works = ['80.00', '90.00', '80.0', null, '70.00'].map((result) => ({ result }))
    expect(placesOf(works).map(({ place }) => place)).toEqual([2, 1, 2, null, 4])
  })

  test('follow the results: higher is before, equal is beside', () => {
    fc.assert(
      fc.property(fc.array(hundredths(100), { maxLength: 30 }), (results) => {
        const placed = placesOf(results.map((result) => ({ result })))
        for (const one of placed)
          for (const other of placed)
            expect(Math.sign((one.place ?? 0) - (other.place ?? 0))).toBe(
              Math.sign(Number(other.result) - Number(one.result)),
            )
      }),
    )
  })

  test('are decided by people where an equal or better one is left out', () => {
    const work = (result: string, isChosen: boolean) => ({ result, isChosen })
    expect(isChosenByPeople([work('90.00', true), work('80.00', false)])).toBe(false)
    expect(isChosenByPeople([work('80.00', true), work('80.00', false)])).toBe(true)
    expect(isChosenByPeople([work('70.00', true), work('80.00', false)])).toBe(true)
    expect(isChosenByPeople([work('70.00', true), work('80.00', true)])).toBe(false)
  })
})

test('a threshold is reached by who stands on it', () => {
  expect(reaches('80.00', '80')).toBe(true)
  expect(reaches('79.99', '80')).toBe(false)
  expect(reaches('0.00', null)).toBe(true)
  expect(reaches(null, null)).toBe(false)
})

describe('points as they are typed', () => {
  test('take comma and dot', () => {
    expect(pointsAsTyped(CRITERIA, { 1: '39,5', 2: ' 60 ' })).toEqual({ 1: '39.50', 2: '60.00' })
    expect(inVietnamese('39.50')).toBe('39,5')
  })

  test('are refused where one is missing, too many, negative or no number, each at its field', () => {
    for (const typed of ['', '40,01', '-1', '1e1', '3,333', 'mười'])
      expect(() => pointsAsTyped(CRITERIA, { 1: typed, 2: '61' })).toThrow(
        expect.objectContaining({
          code: 'movement.marks-wrong',
          fields: { 'points-1': expect.any(String), 'points-2': expect.any(String) },
        }),
      )
  })
})

describe('criteria in lines', () => {
  test('end in their maximum', () => {
    expect(criteriaInLines('Nội dung sát thực tế: 40\n\n Hiệu quả – 59,5 điểm\nSức lan tỏa 10')).toEqual([
      { title: 'Nội dung sát thực tế', maximum: '40.00' },
      { title: 'Hiệu quả', maximum: '59.50' },
      { title: 'Sức lan tỏa', maximum: '10.00' },
    ])
  })

  test('are refused without a maximum, naming the line', () => {
    expect(() => criteriaInLines('Nội dung: 40\nHiệu quả')).toThrow(/criteria-unreadable/)
    expect(() => criteriaInLines('Nội dung: 0')).toThrow(/criteria-unreadable/)
    expect(() => criteriaInLines(' \n')).toThrow(/criteria-unreadable/)
  })
})
