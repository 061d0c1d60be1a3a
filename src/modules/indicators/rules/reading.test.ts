import { describe, expect, test } from 'vitest'
import { possibleReading } from './reading.ts'

describe('the reading in which a unit is shown', () => {
  test('is the one asked for while the unit has a place in it', () => {
    expect(possibleReading('then', { livesToday: false, livedThen: true })).toBe('then')
    expect(possibleReading('now', { livesToday: true, livedThen: false })).toBe('now')
    expect(possibleReading('then', { livesToday: true, livedThen: true })).toBe('then')
  })

  test('is that of the time for a unit that is gone, and that of today for one that was not there yet', () => {
    expect(possibleReading('now', { livesToday: false, livedThen: true })).toBe('then')
    expect(possibleReading('then', { livesToday: true, livedThen: false })).toBe('now')
  })
})
