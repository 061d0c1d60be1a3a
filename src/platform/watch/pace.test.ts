import { describe, expect, test } from 'vitest'
import { watchPace } from './pace.ts'

const EIGHT = Date.UTC(2026, 2, 5, 1)

function clockwork() {
  const clock = { now: new Date(EIGHT) }
  const { done, pace } = watchPace(() => clock.now)
  const minute = (at: number, given: { status?: number; milliseconds?: number; times?: number }) => {
    clock.now = new Date(EIGHT + at * 60_000)
    const { status = 200, milliseconds = 20, times = 10 } = given
    for (let i = 0; i < times; i++) done({ status, milliseconds, route: '/plans' })
  }
  return { clock, pace, minute, done }
}

describe('the pace of the pages', () => {
  test('is good when nothing is slow and nothing fails', () => {
    const { pace, minute } = clockwork()
    minute(0, {})
    expect(pace()).toEqual({ slowSince: null, failingSince: null })
  })

  test('tells the minute in which it became slow, across minutes in which hardly anybody asked', () => {
    const { pace, minute } = clockwork()
    minute(0, {})
    minute(1, { milliseconds: 3_000 })
    minute(2, { times: 2 })
    minute(3, { milliseconds: 2_500 })
    expect(pace().slowSince).toEqual(new Date(EIGHT + 60_000))
    expect(pace().failingSince).toBeNull()
  })

  test('is good again after one good minute', () => {
    const { pace, minute } = clockwork()
    minute(0, { status: 503 })
    expect(pace().failingSince).toEqual(new Date(EIGHT))
    minute(1, {})
    expect(pace().failingSince).toBeNull()
  })

  test('says nothing of a trouble that nobody has met for a while, nor of a few requests', () => {
    const { clock, pace, minute } = clockwork()
    minute(0, { status: 503 })
    clock.now = new Date(EIGHT + 10 * 60_000)
    expect(pace().failingSince).toBeNull()
    minute(11, { status: 503, times: 4 })
    expect(pace().failingSince).toBeNull()
  })

  test('does not count what machines ask', () => {
    const { pace, done } = clockwork()
    for (let i = 0; i < 10; i++) done({ status: 503, milliseconds: 5, route: '/readyz' })
    expect(pace().failingSince).toBeNull()
  })
})
