import { describe, expect, test } from 'vitest'
import type { Transition } from './criteria-set.ts'
import {
  idAfter,
  readRanks,
  readTitles,
  readTransitions,
  readYears,
  writeRanks,
  writeTitles,
  writeTransitions,
  writeYears,
} from './general-fields.ts'

const KINDS = [
  { code: 'so', title: 'Sở, ban, ngành' },
  { code: 'ban', title: 'Ban Quản lý' },
]

describe('lists of a set as lines', () => {
  test('are read back as they were written', () => {
    const transitions: Transition[] = [
      { year: 2025, clause: 'Điều 3', use: 'this-set' },
      { year: 2025, unitKinds: ['so', 'ban'], clause: 'Khoản 2 | Điều 3', use: 'replaced-set' },
      { year: 2026, clause: 'Điều 4', use: 'by-period', from: '2026-08-07', percent: '37.5' },
    ]
    expect(readTransitions(writeTransitions(transitions, KINDS), 'transitions', KINDS)).toEqual(transitions)
    const years = [{ year: 2025, from: '2024-12-01', to: '2025-11-30' }]
    expect(readYears(writeYears(years), 'years')).toEqual(years)
    const ranks = [{ title: 'Tốt', from: '87.5' }]
    expect(readRanks(writeRanks(ranks), 'ranks')).toEqual(ranks)
  })

  test('name the line that cannot be read', () => {
    const unreadable = ['2025 | so | bộ nào đó | Điều 3', '2025 | so | bộ cũ', '2025 | Tổ dân phố | bộ cũ | Điều 3']
    for (const line of unreadable)
      expect(() => readTransitions(line, 'transitions', KINDS)).toThrow('criteria.line-unreadable')
    expect(() => readYears('năm nay', 'years')).toThrow('criteria.line-unreadable')
  })

  test('a title keeps its code, also when its words change alone; a new one gets a code of its own', () => {
    expect(readTitles(writeTitles(KINDS), KINDS)).toEqual(KINDS)
    expect(readTitles('Ban Quản lý\nCác sở', KINDS)).toEqual([
      { code: 'ban', title: 'Ban Quản lý' },
      { code: 'so', title: 'Các sở' },
    ])
    const grown = readTitles(`${writeTitles(KINDS)}\nXã, phường\nXã phường`, KINDS)
    expect(grown.slice(2).map(({ code }) => code)).toEqual(['xa-phuong', 'xa-phuong-2'])
  })

  test('a year alone is the calendar year', () => {
    expect(readYears('2027', 'years')).toEqual([{ year: 2027, from: '2027-01-01', to: '2027-12-31' }])
  })
})

describe('the name of a set inside the system', () => {
  test('is made from its title and follows it, until a version is kept or when it came with one of its own', () => {
    const set = { id: 'bo-tieu-chi-dan-van', title: 'Bộ tiêu chí dân vận' }
    expect(idAfter(set, 'Bộ tiêu chí mới', [])).toBe('bo-tieu-chi-moi')
    expect(idAfter(set, 'Bộ tiêu chí mới', ['bo-tieu-chi-moi'])).toBe('bo-tieu-chi-moi-2')
    expect(idAfter(set, 'Bộ tiêu chí mới', ['bo-tieu-chi-dan-van'])).toBe('bo-tieu-chi-dan-van')
    expect(idAfter({ ...set, id: 'quang-nam-2024' }, 'Bộ tiêu chí mới', [])).toBe('quang-nam-2024')
  })
})
