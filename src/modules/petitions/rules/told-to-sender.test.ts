import { describe, expect, test } from 'vitest'
import { EVENT_TITLES } from './petition-event.ts'
import { STATE_TITLES } from './petition-standing.ts'
import { plainState, secondComplaintFrom, toldName, toldStep } from './told-to-sender.ts'

describe('what the sender is told', () => {
  test('is what was done, not who does it nor how it was written down', () => {
    for (const kind of ['assigned', 'corrected', 'classified', 'examined', 'urged'])
      expect(toldStep(kind), kind).toBeNull()
    for (const kind of ['received', 'accepted', 'transferred', 'answered', 'extended', 'suspended', 'closed'])
      expect(toldStep(kind), kind).not.toBeNull()
    expect(Object.keys(EVENT_TITLES).length).toBeGreaterThan(10)
  })

  test('is a sentence for every state', () => {
    for (const state of Object.keys(STATE_TITLES)) expect(plainState(state)).toMatch(/^\p{Lu}.*\.$/u)
  })

  test('of a denunciation has no number', () => {
    expect(toldName({ kind: 'denunciation', number: 12, year: 2026 })).not.toMatch(/12/)
    expect(toldName({ kind: 'proposal', number: 12, year: 2026 })).toBe('Đơn kiến nghị số 12/2026')
  })

  test('about appealing: only against the answer to a complaint', () => {
    expect(secondComplaintFrom({ kind: 'complaint', answeredOn: '2026-11-20' })).toBe('2026-11-20')
    expect(secondComplaintFrom({ kind: 'complaint', answeredOn: null })).toBeNull()
    expect(secondComplaintFrom({ kind: 'feedback', answeredOn: '2026-11-20' })).toBeNull()
  })
})
