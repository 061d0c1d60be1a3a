import { describe, expect, test } from 'vitest'
import { compileCriteriaSet } from './compile-criteria-set.ts'
import { DEMONSTRATION_SET } from './demonstration-set.ts'
import { comparable, copies, difference, gapToNext, neverMet, pointsLeft } from './reading.ts'
import { criteriaFor } from './score-sheet.ts'

const compiled = compileCriteriaSet(DEMONSTRATION_SET)
const parts = (points: string) => compiled.scale.toParts(points)
const criteria = criteriaFor(DEMONSTRATION_SET, 'locality').filter(({ code }) => ['1.1', '9.2'].includes(code))
const score = (code: string, self: string, final: string) => ({ code, self: parts(self), final: parts(final) })

describe('what separates a unit from the next rank', () => {
  test('is the points missing, and the criteria that still have some, the most first', () => {
    const left = pointsLeft(compiled, criteria, [score('1.1', '4', '3.5'), score('9.2', '3', '1')])
    expect(gapToNext(compiled, { rank: 'Hoàn thành tốt', total: '88.00' }, left)).toEqual({
      nextRank: 'Hoàn thành xuất sắc',
      missing: '2.00',
      lost: [
        { code: '9.2', left: parts('2') },
        { code: '1.1', left: parts('0.5') },
      ],
    })
  })

  test('is nothing for the best, for those without a rank, and where points alone would reach higher', () => {
    expect(gapToNext(compiled, { rank: 'Hoàn thành xuất sắc', total: '95' }, [])).toBeNull()
    expect(gapToNext(compiled, { rank: null, total: '95' }, [])).toBeNull()
    expect(gapToNext(compiled, { rank: 'Hoàn thành tốt', total: '95' }, [])).toBeNull()
  })
})

test('a difference counts criteria and points, whichever way they went', () => {
  expect(difference([score('1.1', '4', '3'), score('9.2', '1', '3'), score('1.2', '2', '2')])).toEqual({
    ...{ criteria: 2, parts: parts('3'), lowered: 1 },
  })
})

test('a criterion is met by nobody when no unit has its maximum', () => {
  const units = [
    [score('1.1', '4', '4'), score('9.2', '3', '1')],
    [score('1.1', '4', '2'), score('9.2', '3', '2')],
  ]
  expect(neverMet(compiled, criteria, units)).toEqual([expect.objectContaining({ code: '9.2', units: 2, share: 0.5 })])
})

test('long words that are the same in several units are told, short ones and one’s own are not', () => {
  const note = 'Đã tổ chức đối thoại với Nhân dân đúng kế hoạch, có biên bản và thông báo kết luận.'
  expect(comparable('Đã thực hiện')).toBeNull()
  expect(
    copies([
      { unit: 'Một', code: '6.1', note },
      { unit: 'Hai', code: '6.1', note: `  ${note.toUpperCase()} ` },
      { unit: 'Hai', code: '6.2', note: 'Đã thực hiện' },
    ]),
  ).toEqual([{ code: '6.1', units: ['Một', 'Hai'], note }])
  expect(
    copies([
      { unit: 'Một', code: '6.1', note },
      { unit: 'Một', code: '6.2', note },
    ]),
  ).toEqual([])
})
