import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatCalendarDate } from '../../vocabulary/calendar-date.ts'
import { keptText } from '../../vocabulary/kept-text.ts'
import { chosenBy, readCell } from './read-cell.ts'
import type { Cell } from './read-rows.ts'
import type { SheetColumn } from './record-sheet.ts'

const column = (kind: SheetColumn['kind']): SheetColumn => ({
  key: 'x',
  title: 'Cột',
  kind,
  help: 'Ghi.',
  example: '1',
})
const read = (kind: SheetColumn['kind'], cell: Cell) => {
  const result = readCell(column(kind), cell)
  return 'value' in result ? result.value : result.fault.code
}

describe('a day in a cell', () => {
  test.each([
    ['2026-03-05', '05/03/2026'],
    ['5/3/2026', '05/03/2026'],
    ['05-03-2026', '05/03/2026'],
    ['ngày 5 tháng 3 năm 2026', '05/03/2026'],
    ['30/02/2026', 'no-such-date'],
    ['12/25/2026', 'no-such-date'],
    ['5/3/26', 'date-without-year'],
    ['5/3', 'date-without-year'],
    ['hôm qua', 'no-such-date'],
    [46_000, 'date-is-a-number'],
    [null, ''],
  ] as const)('%s is read as %s', (cell, expected) => {
    expect(read('date', cell)).toBe(expected)
  })

  test('is every day as Vietnamese write it', () => {
    const day = fc
      .integer({ min: 0, max: 80_000 })
      .map((days) => new Date(Date.UTC(1950, 0, 1 + days)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, (date) => {
        const [year, month, dayOfMonth] = date.split('-').map(Number)
        expect(read('date', formatCalendarDate(date))).toBe(formatCalendarDate(date))
        expect(read('date', `${dayOfMonth}/${month}/${year}`)).toBe(formatCalendarDate(date))
        expect(read('date', date)).toBe(formatCalendarDate(date))
      }),
    )
  })
})

describe('a number in a cell', () => {
  test.each([
    ['whole-number', 2657, '2657'],
    ['whole-number', '2.657', '2657'],
    ['whole-number', '2 657', '2657'],
    ['whole-number', '1.250.000', '1250000'],
    ['whole-number', '-5', '-5'],
    ['whole-number', '1,250', 'ambiguous-number'],
    ['whole-number', '2.5', 'ambiguous-number'],
    ['whole-number', 2.5, 'not-whole'],
    ['whole-number', 'hai trăm', 'not-a-number'],
    ['whole-number', '12 người', 'not-a-number'],
    ['decimal', '2,5', '2,5'],
    ['decimal', '2.657', '2657'],
    ['decimal', '1.250,50', '1250,5'],
    ['decimal', 2.5, '2,5'],
    ['decimal', '1,250', 'ambiguous-number'],
    ['decimal', '2.5', 'ambiguous-number'],
    ['decimal', '1,250.5', 'ambiguous-number'],
    ['decimal', 'khoảng 3', 'not-a-number'],
  ] as const)('as %s: %s is read as %s', (kind, cell, expected) => {
    expect(read(kind, cell)).toBe(expected)
  })

  test('is every whole number, with and without points', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (number) => {
        expect(read('whole-number', number)).toBe(String(number))
        expect(read('whole-number', String(number))).toBe(String(number))
        expect(read('whole-number', number.toLocaleString('vi-VN'))).toBe(String(number))
      }),
    )
  })
})

test('a text in a cell stays what it is, whatever it begins with', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', "'", ''), fc.string({ unit: 'grapheme' }), (first, rest) => {
      fc.pre(!/^#[A-Z]/.test(first + rest))
      expect(read('text', `${first}${rest}`)).toBe(keptText(`${first}${rest}`))
    }),
  )
})

test('an error in a cell is told, in a column of any kind', () => {
  for (const kind of ['text', 'whole-number', 'date', 'choice', 'unit', 'units'] as const) {
    expect(read(kind, '#N/A')).toBe('formula-error')
  }
})

describe('what can be chosen', () => {
  const choosable = {
    values: new Map([
      [chosenBy('Đối thoại'), 'dialogue'],
      [chosenBy('dialogue'), 'dialogue'],
      [chosenBy('Hai'), null],
    ]),
    examples: ['Đối thoại'],
  }
  const choose = (cell: Cell) => {
    const result = readCell(column('choice'), cell, choosable)
    return 'value' in result ? result.value : result.fault.code
  }
  test.each([
    ['Đối thoại', 'dialogue'],
    ['  ĐỐI   thoại ', 'dialogue'],
    ['dialogue', 'dialogue'],
    ['Tên khác (dialogue)', 'dialogue'],
    ['Đối thoai', 'unknown-choice'],
    ['Hai', 'several-of-the-name'],
    [null, ''],
  ])('%s is understood as %s', (cell, expected) => {
    expect(choose(cell)).toBe(expected)
  })
})

describe('a cell that names several units', () => {
  const choosable = {
    values: new Map<string, string | null>([
      [chosenBy('Xã A'), '12'],
      [chosenBy('XA-B'), '3'],
      [chosenBy('Xã C'), null],
    ]),
    examples: [],
  }
  const units = (cell: Cell) => {
    const result = readCell(column('units'), cell, choosable)
    return 'value' in result ? result.value : result.fault.code
  }
  test.each([
    ['Xã A\r\nXã B (XA-B)', '3\n12'],
    ['Xã B (XA-B); xã a ;; Xã A', '3\n12'],
    [' \n ', ''],
    ['Xã A\nXã D', 'unknown-unit'],
    ['Xã A\nXã C', 'several-of-the-name'],
    [null, ''],
  ])('%j is understood as %j', (cell, expected) => {
    expect(units(cell)).toBe(expected)
  })
})
