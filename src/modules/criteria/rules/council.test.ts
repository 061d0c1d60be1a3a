import { expect, test } from 'vitest'
import { isCarried, mattersOf } from './council.ts'

test('a motion is carried by more than half of those who may vote', () => {
  expect(isCarried({ for: 3, against: 2, abstained: 0 }, 5)).toBe(true)
  expect(isCarried({ for: 3, against: 0, abstained: 3 }, 6)).toBe(false)
})

test('the council is asked about exceeded quotas first, then about equals', () => {
  const quota = {
    ...{ code: 'TL', title: '', block: 'X', rank: 'Tốt', holding: 3, allowed: 2, tieAtTheLimit: false },
    ...{ candidates: ['a', 'b', 'c'], explanation: '3 trên 2' },
  }
  const ranking = {
    units: [],
    quotas: [
      { ...quota, over: 1 },
      { ...quota, block: 'Y', over: 0 },
    ],
    ties: [{ block: 'Y', position: 4, units: ['d', 'e'] }],
  }
  expect(mattersOf(ranking, (code) => `Khối ${code}`)).toEqual([
    { key: 'quota TL X', kind: 'quota', block: 'X', title: 'Khối X: 3 trên 2', units: ['a', 'b', 'c'], over: 1 },
    {
      ...{ key: 'tie Y 4', kind: 'tie', block: 'Y', title: 'Khối Y: 2 đơn vị bằng nhau ở hạng 4' },
      ...{ units: ['d', 'e'], over: 0 },
    },
  ])
})
