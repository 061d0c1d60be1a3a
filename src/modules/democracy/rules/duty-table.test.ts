import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Quarter } from './disclosure.ts'
import { type Content, cellOf, type Disclosed, dutyTable, type LineState, summaryOf } from './duty-table.ts'

const content = (code: string, occurs: Content['occurs']): Content => ({
  ...{ code, occurs, title: code, shortTitle: code, source: 'Điều 11' },
})
const PLAN = content('plan', 'yearly')
const BUDGET = content('budget', 'quarterly')
const LAND = content('land', 'as-issued')

const document = (given: Partial<Disclosed>): Disclosed => ({
  ...{ contentCode: 'plan', quarter: null, dueOn: '2026-03-10', disclosedOn: null },
  ...given,
})

const statesOf = (contents: Content[], documents: Disclosed[], today = '2026-05-20', year = 2026) =>
  dutyTable(contents, documents, { year, today }).map((line) => line.state)

describe('the yearly table', () => {
  test('has a line for each content and one for each quarter of what is owed by the quarter', () => {
    const lines = dutyTable([PLAN, BUDGET, LAND], [], { year: 2026, today: '2026-05-20' })
    expect(lines.map((line) => [line.content.code, line.quarter, line.state])).toEqual([
      ['plan', null, 'lacking'],
      ['budget', 1, 'lacking'],
      ['budget', 2, 'not-yet'],
      ['budget', 3, 'not-yet'],
      ['budget', 4, 'not-yet'],
      ['land', null, 'none'],
    ])
  })

  test('expects a quarter from the day after its end', () => {
    const second = (today: string) => statesOf([BUDGET], [], today)[1]
    expect([second('2026-06-30'), second('2026-07-01')]).toEqual(['not-yet', 'lacking'])
  })

  test('calls missing what a year that is over lacks', () => {
    expect(statesOf([PLAN, BUDGET, LAND], [], '2027-01-01')).toEqual([
      ...['missing', 'missing', 'missing', 'missing', 'missing'],
      'none',
    ])
    expect(statesOf([PLAN], [], '2026-12-31')).toEqual(['lacking'])
    expect(statesOf([PLAN, BUDGET], [], '2026-12-31', 2027)).toEqual(Array(5).fill('not-yet'))
  })

  test.each<[LineState, Partial<Disclosed>]>([
    ['on-time', { disclosedOn: '2026-03-10' }],
    ['late', { disclosedOn: '2026-03-11' }],
    ['undated', { dueOn: null, disclosedOn: '2026-03-11' }],
    ['waiting', { dueOn: '2026-05-20' }],
    ['overdue', { dueOn: '2026-05-19' }],
    ['waiting', { dueOn: null }],
  ])('stands %s by the last day of a document', (state, given) => {
    expect(statesOf([PLAN], [document(given)])).toEqual([state])
  })

  test('stands as the worst of its documents, in whatever order they come', () => {
    const documents = [
      document({ disclosedOn: '2026-03-09' }),
      document({ disclosedOn: '2026-04-09' }),
      document({ dueOn: '2026-05-01' }),
    ]
    expect(statesOf([PLAN], documents)).toEqual(['overdue'])
    expect(statesOf([PLAN], [...documents].reverse())).toEqual(['overdue'])
  })

  test('keeps every document of its contents in exactly one line', () => {
    const documents = fc.array(
      fc.record({
        contentCode: fc.constantFrom('plan', 'budget', 'land'),
        quarter: fc.constantFrom<Quarter>(1, 2, 3, 4),
        dueOn: fc.constantFrom(null, '2026-03-10', '2026-06-10'),
        disclosedOn: fc.constantFrom(null, '2026-03-09', '2026-05-01'),
      }),
    )
    fc.assert(
      fc.property(documents, (given) => {
        const rows = given.map((each) => ({ ...each, quarter: each.contentCode === 'budget' ? each.quarter : null }))
        const lines = dutyTable([PLAN, BUDGET, LAND], rows, { year: 2026, today: '2026-05-20' })
        expect(lines).toHaveLength(6)
        const placed = lines.flatMap((line) => line.documents)
        expect([placed.length, new Set(placed)]).toEqual([rows.length, new Set(rows)])
        const { done, late, waiting, overdue, lacking } = summaryOf(lines)
        const rest = lines.filter((line) => line.state === 'none' || line.state === 'not-yet').length
        expect(done + late + waiting + overdue + lacking + rest).toBe(lines.length)
      }),
    )
  })
})

test('a cell of the table over communes shows the worst and counts what is public', () => {
  const lines = dutyTable(
    [BUDGET],
    [
      document({ contentCode: 'budget', quarter: 1, dueOn: '2026-04-15', disclosedOn: '2026-04-14' }),
      document({ contentCode: 'budget', quarter: 2, dueOn: '2026-07-16', disclosedOn: '2026-07-20' }),
    ],
    { year: 2026, today: '2026-08-01' },
  )
  expect(cellOf(lines)).toEqual({ state: 'late', disclosed: 2 })
})
