import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkCriteriaFile, readCriteriaFile } from './check.ts'
import { readSetText } from './set-text.ts'

const YAML = readFileSync(new URL('../../../../docs/examples/criteria-set-1000.yaml', import.meta.url), 'utf8')

describe('a set written as YAML', () => {
  test('is read like one written as JSON, and has no mistake', () => {
    const file = readSetText(YAML)
    expect(checkCriteriaFile(file).problems).toEqual([])
    expect(readCriteriaFile(readSetText(JSON.stringify(file))).set).toEqual(readCriteriaFile(file).set)
  })

  test('keeps codes and points digit by digit', () => {
    expect(readSetText('code: 1.10\nmaxPoints: 2.50\ndecimals: 2\nof: [1.10, 2]\ndate: 2025-08-07')).toEqual({
      code: '1.10',
      maxPoints: '2.50',
      decimals: 2,
      of: ['1.10', '2'],
      date: '2025-08-07',
    })
  })

  test('reads the figures of a unit as figures', () => {
    expect(readSetText('year: 2025\nfigures: { 1.10: 4.5, L1: true }\nnotApplicable: [1.10]')).toEqual({
      year: 2025,
      figures: { '1.10': 4.5, L1: true },
      notApplicable: ['1.10'],
    })
  })

  test('says on which line it could not go on', () => {
    expect(() => readSetText('id: a\ntitle: "b\nx: [')).toThrow('criteria.set-unreadable')
    expect(() => readSetText('{"id": 1,}')).toThrow('criteria.set-unreadable')
  })

  test('does not swell by repeated references', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', 'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]']
    for (let at = 2; at < 7; at += 1) {
      const [name, before] = [String.fromCharCode(97 + at), String.fromCharCode(96 + at)]
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`)
    }
    expect(() => readSetText(bomb.join('\n'))).toThrow('criteria.set-unreadable')
  })
})
