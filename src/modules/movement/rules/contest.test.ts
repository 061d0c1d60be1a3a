import { describe, expect, test } from 'vitest'
import { refuseAwardDay, stagesInLines } from './contest.ts'

describe('the stages of a contest', () => {
  test('stand one on each line', () => {
    expect(stagesInLines('Chặng 1\n\n  Chặng 2: chung kết ')).toEqual(['Chặng 1', 'Chặng 2: chung kết'])
  })
  test('are one when none is named', () => {
    expect(stagesInLines(' \n')).toEqual(['Chặng 1'])
  })
})

describe('the day of an award', () => {
  test('falls between the opening of the contest and today', () => {
    expect(() => refuseAwardDay('2019-09-20', '2019-03-01', '2026-11-22')).not.toThrow()
    expect(() => refuseAwardDay('2019-02-28', '2019-03-01', '2026-11-22')).toThrow('movement.award-day')
    expect(() => refuseAwardDay('2026-11-23', '2019-03-01', '2026-11-22')).toThrow('movement.award-day')
  })
})
