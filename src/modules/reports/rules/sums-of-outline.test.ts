import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckedFigure } from './report-finding.ts'
import { brokenSums, type Counting, sumRulesOf } from './sums-of-outline.ts'

const counting = (code: string, filters: Counting['filters'] = {}, changed: Partial<Counting> = {}): Counting => ({
  code,
  factCode: 'petition',
  measureColumn: null,
  filters,
  time: 'flow',
  ...changed,
})
const figure = (code: string, value: number, changed: Partial<CheckedFigure> = {}): CheckedFigure => ({
  code,
  title: code,
  amount: { value },
  override: null,
  lastYear: null,
  unitId: '1',
  onBehalfOfOthers: 0,
  ...changed,
})
const VALUES = { petition: { kind: ['complaint', 'denunciation', 'proposal'], state: ['open', 'answered'] } }

describe('sums generated from how figures are counted', () => {
  test('more conditions on the same records make a part', () => {
    const all = counting('all')
    const answered = counting('answered', { state: ['answered'] })
    const complaints = counting('answered-complaints', { state: ['answered'], kind: ['complaint'] })
    expect(sumRulesOf([all, answered, complaints], VALUES)).toEqual([
      { kind: 'within', part: 'answered', whole: 'all' },
      { kind: 'within', part: 'answered-complaints', whole: 'all' },
      { kind: 'within', part: 'answered-complaints', whole: 'answered' },
    ])
  })

  test('other records, another measure, a state beside a flow, or the same conditions make none', () => {
    const all = counting('all')
    const others = [
      counting('activities', { kind: ['dialogue'] }, { factCode: 'activity' }),
      counting('signers', { kind: ['complaint'] }, { measureColumn: 'signers' }),
      counting('open', { kind: ['complaint'] }, { time: 'state' }),
      counting('again'),
    ]
    for (const other of others) expect(sumRulesOf([all, other], VALUES)).toEqual([])
  })

  test('parts that share a closed list without overlap add up to the whole', () => {
    const kinds = ['complaint', 'denunciation', 'proposal'].map((kind) => counting(kind, { kind: [kind] }))
    const addsUp = { kind: 'adds-up', whole: 'all', parts: ['complaint', 'denunciation', 'proposal'] }
    expect(sumRulesOf([counting('all'), ...kinds], VALUES)).toContainEqual(addsUp)
    const two = sumRulesOf([counting('all'), ...kinds.slice(1)], VALUES)
    expect(two.filter(({ kind }) => kind === 'adds-up')).toEqual([])
    const twice = counting('twice', { kind: ['complaint', 'proposal'] })
    const overlapping = sumRulesOf([counting('all'), ...kinds, twice], VALUES)
    expect(
      overlapping.filter(({ kind, ...rest }) => kind === 'adds-up' && 'whole' in rest && rest.whole === 'all'),
    ).toEqual([])
  })
})

describe('the figures of a report', () => {
  const rules = sumRulesOf(
    [
      counting('all'),
      ...['complaint', 'denunciation', 'proposal'].map((kind) => counting(kind, { kind: [kind] })),
      counting('answered', { state: ['answered'] }),
    ],
    VALUES,
  )

  test('that are counted always agree; one put by hand breaks the sum that it is part of', () => {
    const record = fc.record({
      kind: fc.constantFrom('complaint', 'denunciation', 'proposal'),
      state: fc.constantFrom('open', 'answered'),
    })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (records, more) => {
        const count = (matches: (each: (typeof records)[number]) => boolean) => records.filter(matches).length
        const figures = [
          figure('all', records.length),
          ...['complaint', 'denunciation', 'proposal'].map((kind) =>
            figure(
              kind,
              count((each) => each.kind === kind),
            ),
          ),
          figure(
            'answered',
            count((each) => each.state === 'answered'),
          ),
        ]
        expect(brokenSums(figures, rules)).toEqual([])
        const override = { value: records.length + more, reason: 'x', basis: 'x' }
        const byHand = figures.map((each) => (each.code === 'complaint' ? { ...each, override } : each))
        const broken = brokenSums(byHand, rules)
        expect(broken.map(({ indicatorCode, strength }) => [indicatorCode, strength])).toEqual(
          expect.arrayContaining([
            ['complaint', 'hard'],
            ['all', 'hard'],
          ]),
        )
      }),
    )
  })

  test('of two bodies are not parts of one another, and what is lacking is compared with nothing', () => {
    const within = [{ kind: 'within', part: 'part', whole: 'whole' }] as const
    expect(brokenSums([figure('part', 6), figure('whole', 5)], within)).toHaveLength(1)
    expect(brokenSums([figure('part', 6, { unitId: '2' }), figure('whole', 5)], within)).toEqual([])
    expect(brokenSums([figure('part', 6), figure('whole', 5, { amount: null })], within)).toEqual([])
    expect(brokenSums([figure('part', 6)], within)).toEqual([])
  })

  test('hold what was done on behalf of others', () => {
    expect(brokenSums([figure('all', 5, { onBehalfOfOthers: 5 })], [])).toEqual([])
    const override = { value: 4, reason: 'x', basis: 'x' }
    expect(brokenSums([figure('all', 5, { onBehalfOfOthers: 5, override })], [])).toMatchObject([
      { indicatorCode: 'all', strength: 'hard', finding: 'all: 4, ít hơn phần thực hiện thay mặt cơ quan khác (5).' },
    ])
  })
})
