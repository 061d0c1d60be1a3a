import { expect, test } from 'vitest'
import { refuseLateDecision, seriesOf } from './number-scheme.ts'

test('a document takes its number from the series that the head decided', () => {
  expect(seriesOf('KH', { scheme: 'by-type', isSecret: false })).toBe('KH')
  expect(seriesOf('KH', { scheme: 'one-series', isSecret: false })).toBe('one')
  expect(seriesOf('letter', { scheme: 'one-series', isSecret: false })).toBe('one')
})

test('legal normative documents and those with a mark of secrecy are numbered apart', () => {
  expect(seriesOf('NQ normative', { scheme: 'one-series', isSecret: false })).toBe('NQ normative')
  expect(seriesOf('KH', { scheme: 'by-type', isSecret: true })).toBe('KH secret')
  expect(seriesOf('KH', { scheme: 'one-series', isSecret: true })).toBe('one secret')
})

test('it is decided before the first number of the year', () => {
  expect(() => refuseLateDecision({ year: 2027, numbersTaken: 0 })).not.toThrow()
  expect(() => refuseLateDecision({ year: 2026, numbersTaken: 3 })).toThrow('documents.numbers-taken')
})
