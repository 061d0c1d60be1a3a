import { describe, expect, test } from 'vitest'
import { partsOf } from './standing.ts'

const AT = new Date(Date.UTC(2026, 2, 5, 1))
const WELL = {
  ...{ databaseAnswers: true, failingSince: null, slowSince: null, left: { jobs: null, mail: null }, sendsMail: true },
}
const states = (known: Parameters<typeof partsOf>[0]) => partsOf(known).map(({ state }) => state)

describe('how the system stands', () => {
  test('is good in all its parts when nothing is wrong', () => {
    expect(states(WELL)).toEqual(['good', 'good', 'good'])
  })

  test('without its database is wrong, and tells nothing of what stands in it', () => {
    const parts = partsOf({ ...WELL, databaseAnswers: false, failingSince: AT, left: null })
    expect(parts.map(({ state }) => state)).toEqual(['wrong', 'unknown', 'unknown'])
    expect(parts[0]).toMatchObject({ since: AT, advice: expect.stringContaining('gửi hai lần vẫn chỉ ghi một lần') })
  })

  test('tells what is slow and since when', () => {
    expect(partsOf({ ...WELL, slowSince: AT })[0]).toMatchObject({ state: 'slow', since: AT })
    expect(partsOf({ ...WELL, left: { jobs: AT, mail: null } })[1]).toMatchObject({ state: 'slow', since: AT })
    expect(partsOf({ ...WELL, left: { jobs: null, mail: AT } })[2]).toMatchObject({ state: 'slow', since: AT })
  })

  test('has no mail where none is sent', () => {
    expect(states({ ...WELL, sendsMail: false, left: { jobs: null, mail: AT } })[2]).toBe('absent')
  })
})
