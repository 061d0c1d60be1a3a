import { describe, expect, test } from 'vitest'
import { rowFinder, turnsOf, type UnitsCounted } from './rows-of-form.ts'

const pair = (rootId: string, partId: string, unitId: string) => ({ rootId, partId, unitId })

describe('the row of a unit as it was at the time', () => {
  // Province 1 with district 2 (commune 3) and commune 4, which took over 5; 6 had gone before the province.
  const counted: UnitsCounted = {
    pairs: [
      ...['1', '2', '3', '4', '9'].map((unitId) => pair('1', '1', unitId)),
      pair('1', '6', '6'),
      pair('2', '2', '2'),
      pair('2', '2', '3'),
      pair('4', '4', '4'),
      pair('4', '5', '5'),
    ],
    restated: [],
  }
  const find = rowFinder({ unitId: '1', below: ['2', '4'] }, counted)

  test.each([
    ['1', 'own'],
    ['2', 'below-2'],
    ['3', 'below-2'],
    ['4', 'below-4'],
    ['5', 'below-4'],
    ['6', 'before-6'],
    ['9', 'ended'],
    ['77', null],
  ])('%s stands in %s', (unitId, row) => {
    expect(find(unitId, 0)).toBe(row)
  })
})

describe('the row of a unit by the units of today', () => {
  // 7 passed whole into 2 on 1 July; 8 was split between 2 and 4, so that its records stay with the province.
  const counted: UnitsCounted = {
    pairs: [pair('1', '1', '1'), pair('1', '1', '2'), pair('1', '1', '4'), pair('2', '2', '2'), pair('4', '4', '4')],
    restated: [
      { unitId: '7', fromDay: null, untilDay: null, restatedId: '2', isExact: true },
      { unitId: '8', fromDay: null, untilDay: '2025-07-01', restatedId: '1', isExact: false },
    ],
  }
  const find = rowFinder({ unitId: '1', below: ['2', '4'] }, counted)

  test('is that of what it became, and of its own where that is nobody alone', () => {
    expect(turnsOf(counted)).toEqual(['2025-07-01'])
    expect(find('7', 0)).toBe('below-2')
    expect(find('7', 1)).toBe('below-2')
    expect(find('8', 0)).toBe('unallocated')
    expect(find('8', 1)).toBeNull()
  })
})
