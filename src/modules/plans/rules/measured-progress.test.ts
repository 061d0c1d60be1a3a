import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measuredProgress } from './measured-progress.ts'

const nothing = { isCompleted: false, target: null, evidence: [], milestoneIds: [] }
const shown = (kind: string, milestoneId: string | null = null) => ({ kind, milestoneId })

describe('how far a unit has come', () => {
  test('is not a number while nothing can be measured', () => {
    expect(measuredProgress(nothing)).toEqual({ percent: null, words: 'chưa có minh chứng' })
    expect(measuredProgress({ ...nothing, evidence: [shown('document')] }).percent).toBeNull()
  })
  test('is counted from the records that count towards the target, and from no others', () => {
    const target = { amount: 2, measure: 'cuộc đối thoại', counts: 'activity' }
    const evidence = [shown('activity'), shown('document')]
    expect(measuredProgress({ ...nothing, target, evidence })).toEqual({
      ...{ percent: 50, words: '1/2 cuộc đối thoại, tính từ hoạt động đã gắn' },
    })
    expect(measuredProgress({ ...nothing, target, evidence: Array(5).fill(shown('activity')) }).percent).toBe(100)
  })
  test('is the share of the milestones that something shows when no record counts a target', () => {
    const evidence = [shown('document', 'm1'), shown('document', 'm1'), shown('activity')]
    expect(measuredProgress({ ...nothing, evidence, milestoneIds: ['m1', 'm2', 'm3'] })).toEqual({
      ...{ percent: 33, words: '1/3 mốc có minh chứng' },
    })
  })
  test('is whole when the unit has reported completion', () => {
    expect(measuredProgress({ ...nothing, isCompleted: true, milestoneIds: ['m1'] }).percent).toBe(100)
  })
  test('never falls when something more is linked', () => {
    const kinds = fc.record({
      kind: fc.constantFrom('activity', 'document'),
      milestoneId: fc.constantFrom('a', 'b', null),
    })
    fc.assert(
      fc.property(
        fc.array(kinds),
        kinds,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (evidence, more, amount, counted) => {
          const target = counted ? { amount, measure: 'cuộc', counts: 'activity' } : null
          const given = { ...nothing, target, milestoneIds: ['a', 'b', 'c'] }
          const before = measuredProgress({ ...given, evidence }).percent ?? 0
          expect(measuredProgress({ ...given, evidence: [...evidence, more] }).percent).toBeGreaterThanOrEqual(before)
        },
      ),
    )
  })
})
