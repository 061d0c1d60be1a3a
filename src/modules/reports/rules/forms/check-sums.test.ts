import { describe, expect, test } from 'vitest'
import { checkSums } from './check-sums.ts'
import { type Form, formCodeOf, formSlug, numbersOf } from './form.ts'

const form: Pick<Form<never>, 'code' | 'checks'> = {
  code: '03/KQGQ',
  checks: [
    { left: [1], is: '=', right: [2, 3] },
    { left: [1], is: '=', right: ['01/XLD:20'], remark: 'Theo biểu gốc.' },
    { left: [4], is: '≤', right: [1] },
    { left: [11], is: '=', right: [1] },
  ],
}

describe('cross-checks', () => {
  test('tell both sides and whether they agree, also with a column of another form', () => {
    const told = checkSums(form, { '03/KQGQ': { 1: 5, 2: 2, 3: 3, 4: 6, 11: null }, '01/XLD': { 20: 4 } })
    expect(told).toEqual([
      { words: '1 = 2 + 3', remark: null, left: 5, right: 5, passed: true },
      { words: '1 = cột 20 biểu 01/XLD', remark: 'Theo biểu gốc.', left: 5, right: 4, passed: false },
      { words: '4 ≤ 1', remark: null, left: 6, right: 5, passed: false },
    ])
  })

  test('leave out what was not counted: a lacking number is not nought', () => {
    expect(checkSums(form, { '03/KQGQ': { 1: 5, 2: 2, 3: 3, 4: 1 } }).map(({ words }) => words)).toEqual([
      '1 = 2 + 3',
      '4 ≤ 1',
    ])
  })
})

test('a column that is not recorded has no number', () => {
  const counting: Form<number> = {
    code: '01/TCD',
    title: '',
    source: '',
    certainty: '',
    checks: [],
    notes: [],
    columns: [
      { number: 1, headings: ['Tổng'], formula: '', certainty: 'found', adds: (value) => value },
      { number: 2, headings: ['Tiền'], formula: '', certainty: 'found', adds: null },
    ],
  }
  const groups = [
    { counted: 3, count: 2 },
    { counted: 1, count: 5 },
  ]
  expect(numbersOf(counting, groups)).toEqual({ 1: 11, 2: null })
})

test('a form is found by its code in an address', () => {
  expect(formSlug('01/XLD')).toBe('01-XLD')
  expect(formCodeOf('01-XLD')).toBe('01/XLD')
  expect(formCodeOf('09-XLD')).toBeUndefined()
})
