import { expect, test } from 'vitest'
import { unitsByRank } from './units-by-rank.ts'

test('each rank has its number of units, those of nobody too; who has no rank is not counted', () => {
  const results = [{ rankTitle: 'Tốt' }, { rankTitle: 'Xuất sắc' }, { rankTitle: 'Tốt' }, { rankTitle: null }]
  expect(unitsByRank(['Xuất sắc', 'Tốt', 'Không hoàn thành'], results)).toEqual([
    { rank: 'Xuất sắc', units: 1 },
    { rank: 'Tốt', units: 2 },
    { rank: 'Không hoàn thành', units: 0 },
  ])
})
