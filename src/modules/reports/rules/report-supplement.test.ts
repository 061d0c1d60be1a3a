import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  figureChanges,
  nextSupplementNumber,
  requireSomething,
  requireSupplementable,
  type SentAmount,
  supplementDecided,
  withSupplements,
} from './report-supplement.ts'

const figure = (code: string, amount: SentAmount) => ({ code, title: code, unitOfMeasure: 'cuộc', amount })
const amount = (value: number, recordCount = value) => ({ value, recordCount })

describe('what has changed since a report was sent', () => {
  test('is told from → to, and what is the same is not told', () => {
    const sent = [figure('a', amount(3)), figure('b', amount(5))]
    expect(figureChanges(sent, [figure('a', amount(4)), figure('b', amount(5))])).toEqual([
      { code: 'a', title: 'a', unitOfMeasure: 'cuộc', before: amount(3), after: amount(4) },
    ])
  })

  test('is also another number of records behind the same figure, and a figure that can be counted only now', () => {
    expect(figureChanges([figure('a', amount(0, 0))], [figure('a', amount(0, 1))])).toHaveLength(1)
    expect(figureChanges([figure('a', null)], [figure('a', amount(0))])).toMatchObject([
      { before: null, after: amount(0) },
    ])
    expect(figureChanges([figure('a', null)], [figure('a', null)])).toEqual([])
  })

  test('brings what was sent to what it is now, however many supplements came between', () => {
    const amounts = fc.option(fc.record({ value: fc.nat(9), recordCount: fc.nat(9) }), { nil: null })
    const figures = fc
      .dictionary(fc.constantFrom('a', 'b', 'c'), amounts)
      .map((each) => Object.entries(each).map(([code, value]) => figure(code, value)))
    fc.assert(
      fc.property(figures, fc.array(figures, { maxLength: 5 }), (sent, counts) => {
        const supplements: ReturnType<typeof figureChanges>[] = []
        for (const now of counts) {
          supplements.push(figureChanges(withSupplements(sent, supplements), now))
          const standing = new Map(withSupplements(sent, supplements).map((each) => [each.code, each.amount]))
          for (const { code, amount: told } of now) expect(standing.get(code) ?? null).toEqual(told)
          expect(figureChanges(withSupplements(sent, supplements), now)).toEqual([])
        }
      }),
    )
  })
})

describe('a supplement', () => {
  test('has the number after the last one', () => {
    expect(nextSupplementNumber([])).toBe(1)
    expect(nextSupplementNumber([1, 2])).toBe(3)
  })

  test.each(['draft', 'returned', 'reopened'] as const)('is not written for a report that is %s', (state) => {
    expect(() => requireSupplementable({ state })).toThrow('report.nothing-to-supplement')
  })

  test.each(['submitted', 'accepted', 'consolidated'] as const)('is written for a report that is %s', (state) => {
    expect(() => requireSupplementable({ state })).not.toThrow()
  })

  test('changes a figure or says something', () => {
    expect(() => requireSomething([], ' \n')).toThrow('report.empty-supplement')
    expect(() => requireSomething([], 'Thêm hai hội nghị')).not.toThrow()
    expect(() => requireSomething(figureChanges([figure('a', null)], [figure('a', amount(1))]), '')).not.toThrow()
  })

  test('is accepted or refused once, and refused only with a reason', () => {
    expect(supplementDecided({ state: 'submitted' }, 'accept', '')).toEqual({ state: 'accepted', reason: '' })
    expect(supplementDecided({ state: 'submitted' }, 'refuse', ' Nhầm kỳ ')).toEqual({
      state: 'refused',
      reason: 'Nhầm kỳ',
    })
    expect(() => supplementDecided({ state: 'submitted' }, 'refuse', ' ')).toThrow('report.reason-missing')
    for (const state of ['draft', 'accepted', 'refused'] as const)
      expect(() => supplementDecided({ state }, 'accept', '')).toThrow('report.supplement-not-waiting')
  })
})
