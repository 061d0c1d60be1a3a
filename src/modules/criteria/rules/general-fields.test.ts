import { describe, expect, test } from 'vitest'
import type { Transition } from './criteria-set.ts'
import { readRanks, readTransitions, readYears, writeRanks, writeTransitions, writeYears } from './general-fields.ts'

describe('lists of a set as lines', () => {
  test('are read back as they were written', () => {
    const transitions: Transition[] = [
      { year: 2025, clause: 'Điều 3', use: 'this-set' },
      { year: 2025, unitKinds: ['so', 'ban'], clause: 'Khoản 2 | Điều 3', use: 'replaced-set' },
      { year: 2026, clause: 'Điều 4', use: 'by-period', from: '2026-08-07', percent: '37.5' },
    ]
    expect(readTransitions(writeTransitions(transitions), 'transitions')).toEqual(transitions)
    const years = [{ year: 2025, from: '2024-12-01', to: '2025-11-30' }]
    expect(readYears(writeYears(years), 'years')).toEqual(years)
    const ranks = [{ title: 'Tốt', from: '87.5' }]
    expect(readRanks(writeRanks(ranks), 'ranks')).toEqual(ranks)
  })

  test('name the line that cannot be read', () => {
    expect(() => readTransitions('2025 | so | bộ nào đó | Điều 3', 'transitions')).toThrow('criteria.line-unreadable')
    expect(() => readTransitions('2025 | so | bộ cũ', 'transitions')).toThrow('criteria.line-unreadable')
    expect(() => readYears('năm nay', 'years')).toThrow('criteria.line-unreadable')
  })

  test('a year alone is the calendar year', () => {
    expect(readYears('2027', 'years')).toEqual([{ year: 2027, from: '2027-01-01', to: '2027-12-31' }])
  })
})
