import { describe, expect, test } from 'vitest'
import { escalationOf } from './escalation.ts'

const TODAY = '2026-11-22'
const handled = (dueOn: string | null) => escalationOf({ dueOn, handled: true }, TODAY)
const unhandled = (dueOn: string | null) => escalationOf({ dueOn, handled: false }, TODAY)

describe('a petition is brought', () => {
  test('to nobody while there is time, to its handler in the last seven days, the last one included', () => {
    expect(handled('2026-11-30')).toBe('none')
    expect(handled('2026-11-29')).toBe('handler')
    expect(handled('2026-11-22')).toBe('handler')
  })
  test('to the head from the day after its last, and above when more than five days have gone', () => {
    expect(handled('2026-11-21')).toBe('head')
    expect(handled('2026-11-17')).toBe('head')
    expect(handled('2026-11-16')).toBe('parent-head')
  })
  test('to the head at once when nobody handles it, and above as soon as it is overdue', () => {
    expect(unhandled(null)).toBe('head')
    expect(unhandled('2026-12-30')).toBe('head')
    expect(unhandled('2026-11-21')).toBe('parent-head')
  })
  test('to nobody without a last day, as while it is suspended', () => {
    expect(handled(null)).toBe('none')
  })
})
