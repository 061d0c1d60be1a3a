import { describe, expect, test } from 'vitest'
import { runningLimit, timeliness } from './running-limit.ts'

const received = { receivedOn: '2026-11-02', acceptedOn: null }

describe('the limit that runs', () => {
  test('for a complaint is that of acceptance, then that of settlement from the day of acceptance', () => {
    expect(runningLimit({ ...received, kind: 'complaint' })).toEqual({ rule: 'kn-accept', start: '2026-11-02' })
    expect(runningLimit({ ...received, kind: 'complaint', acceptedOn: '2026-11-06' })).toEqual({
      rule: 'kn-resolve-1',
      start: '2026-11-06',
    })
  })
  test('for a denunciation is that of first handling, then that of settlement', () => {
    expect(runningLimit({ ...received, kind: 'denunciation' })).toEqual({ rule: 'tc-initial', start: '2026-11-02' })
    expect(runningLimit({ ...received, kind: 'denunciation', acceptedOn: '2026-11-06' })).toEqual({
      rule: 'tc-resolve',
      start: '2026-11-06',
    })
  })
  test('for proposals and feedback is that of the answer, from receipt, accepted or not', () => {
    expect(runningLimit({ ...received, kind: 'proposal', acceptedOn: '2026-11-06' })).toEqual({
      rule: 'tcd-answer',
      start: '2026-11-02',
    })
    expect(runningLimit({ ...received, kind: 'feedback' })).toEqual({ rule: 'tcd-answer', start: '2026-11-02' })
  })
  test('is none before the kind is known', () => {
    expect(runningLimit({ ...received, kind: null })).toBeNull()
  })
})

describe('timeliness', () => {
  test('counts the last day itself as in time', () => {
    expect(timeliness({ dueOn: '2026-11-16', endedOn: '2026-11-16' }, '2026-11-22')).toBe('on-time')
    expect(timeliness({ dueOn: '2026-11-16', endedOn: '2026-11-17' }, '2026-11-22')).toBe('late')
  })
  test('of what is still open goes by today', () => {
    expect(timeliness({ dueOn: '2026-11-22', endedOn: null }, '2026-11-22')).toBe('on-time')
    expect(timeliness({ dueOn: '2026-11-21', endedOn: null }, '2026-11-22')).toBe('late')
  })
  test('is unknown without a limit', () => {
    expect(timeliness({ dueOn: null, endedOn: null }, '2026-11-22')).toBe('unknown')
  })
})
