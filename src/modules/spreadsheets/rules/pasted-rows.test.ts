import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pastedRows } from './pasted-rows.ts'

test('cells copied from a spreadsheet come apart at tabs and line ends, those in quotes stay together', () => {
  expect(pastedRows('Một\t"Hai\ndòng"\t\r\nBa\t"có ""ngoặc"""\tBốn\n')).toEqual([
    ['Một', 'Hai\ndòng', null],
    ['Ba', 'có "ngoặc"', 'Bốn'],
  ])
})

test('text without tabs is read as CSV with semicolons, or with commas', () => {
  expect(pastedRows('\uFEFFa;b, c\n1;2')).toEqual([
    ['a', 'b, c'],
    ['1', '2'],
  ])
  expect(pastedRows('a,"b, c"')).toEqual([['a', 'b, c']])
})

test('any cells that a spreadsheet copies come back', () => {
  const cell = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((text) => text.replace(/\r/g, ' ').normalize('NFC').trim())
    .filter((text) => text !== '' && !text.startsWith('\uFEFF'))
  const rows = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }))
  fc.assert(
    fc.property(rows, (cells) => {
      const text = cells.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join('\t')).join('\r\n')
      expect(pastedRows(text)).toEqual(cells)
    }),
  )
})
