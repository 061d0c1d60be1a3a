import { describe, expect, test } from 'vitest'
import { deadline, nationalCalendar, timeLimit, timeLimitInForce } from '../../calendar/index.ts'
import { followUps, type LimitFacts, runningLimit, timeliness } from './running-limit.ts'

const received: Omit<LimitFacts, 'kind'> = {
  receivedOn: '2026-11-02',
  acceptedOn: null,
  round: 1,
  reopenedOn: null,
  remote: false,
  complexity: [],
  severalPlaces: false,
  extensions: 0,
  suspensions: [],
}
const accepted = { ...received, acceptedOn: '2026-11-06' }

/** The limit as the calendar counts it. */
function counted(facts: LimitFacts) {
  const limit = runningLimit(facts)
  if (limit === null) throw new Error('No limit runs.')
  return deadline({ ...limit, rule: timeLimitInForce(limit.rule, limit.start).id }, nationalCalendar)
}

describe('the limit that runs', () => {
  test('for a complaint is that of acceptance, then that of settlement from the day of acceptance', () => {
    expect(runningLimit({ ...received, kind: 'complaint' })).toEqual({ rule: 'kn-accept', start: '2026-11-02' })
    expect(runningLimit({ ...accepted, kind: 'complaint' })).toEqual({ rule: 'kn-resolve-1', start: '2026-11-06' })
  })
  test('for a denunciation is that of first handling, then that of settlement', () => {
    expect(runningLimit({ ...received, kind: 'denunciation' })).toEqual({ rule: 'tc-initial', start: '2026-11-02' })
    expect(runningLimit({ ...accepted, kind: 'denunciation' })).toEqual({ rule: 'tc-resolve', start: '2026-11-06' })
  })
  test('for proposals and feedback is that of the answer, from receipt, accepted or not', () => {
    expect(runningLimit({ ...accepted, kind: 'proposal' })).toEqual({ rule: 'tcd-answer', start: '2026-11-02' })
    expect(runningLimit({ ...received, kind: 'feedback' })).toEqual({ rule: 'tcd-answer', start: '2026-11-02' })
  })
  test('is none before the kind is known', () => {
    expect(runningLimit({ ...received, kind: null })).toBeNull()
  })
  test('for a second complaint and a further denunciation is that of the second round', () => {
    expect(runningLimit({ ...received, kind: 'complaint', round: 2 })?.rule).toBe('kn-accept-2')
    expect(runningLimit({ ...accepted, kind: 'complaint', round: 2 })?.rule).toBe('kn-resolve-2')
    expect(runningLimit({ ...received, kind: 'denunciation', round: 2 })?.rule).toBe('tc-again')
  })
  test('starts again on the day on which it is taken up again', () => {
    expect(runningLimit({ ...received, kind: 'proposal', reopenedOn: '2026-12-01' })?.start).toBe('2026-12-01')
  })
})

describe('what lengthens a limit', () => {
  const several = ['several-places', 'many-people']
  test.each([
    ['a complaint: 30 days', { ...accepted, kind: 'complaint' as const }, 30],
    ['a complex one: 45 in place of 30', { ...accepted, kind: 'complaint' as const, complexity: several }, 45],
    ['a remote one: 45', { ...accepted, kind: 'complaint' as const, remote: true }, 45],
    [
      'a remote and complex one: 60',
      { ...accepted, kind: 'complaint' as const, remote: true, complexity: several },
      60,
    ],
    ['a second complaint: 45', { ...accepted, kind: 'complaint' as const, round: 2 as const }, 45],
    [
      'a second one, complex and remote: 70',
      { ...accepted, kind: 'complaint' as const, round: 2 as const, remote: true, complexity: several },
      70,
    ],
    [
      'a denunciation, complex but not extended: 30',
      { ...accepted, kind: 'denunciation' as const, complexity: several },
      30,
    ],
    ['extended once: 60', { ...accepted, kind: 'denunciation' as const, extensions: 1 as const }, 60],
    ['extended twice: 90', { ...accepted, kind: 'denunciation' as const, extensions: 2 as const }, 90],
  ])('%s', (_words, facts, days) => {
    expect(counted(facts)).toMatchObject({ limit: days, unit: 'calendar' })
  })
  test('of first handling a denunciation: ten working days when several places must be visited', () => {
    expect(counted({ ...received, kind: 'denunciation', severalPlaces: true })).toMatchObject({
      limit: 10,
      unit: 'working',
    })
  })
  test('a suspension, by exactly its days', () => {
    const suspended = {
      ...accepted,
      kind: 'denunciation' as const,
      suspensions: [{ from: '2026-11-10', to: '2026-11-17' }],
    }
    // Thirty days after 6 November is Sunday 6 December; the suspension takes seven days out.
    expect(counted({ ...accepted, kind: 'denunciation' })).toMatchObject({
      nominalDue: '2026-12-06',
      due: '2026-12-07',
    })
    expect(counted(suspended)).toMatchObject({ nominalDue: '2026-12-13', due: '2026-12-14' })
  })
})

describe('what is due after a decision', () => {
  const decided = { round: 1 as const, answeredOn: '2026-11-20', decision: {}, sentOn: null, publishedOn: null }
  test('is to send it, and for a denunciation to publish the conclusion too', () => {
    expect(followUps({ ...decided, kind: 'complaint' })).toEqual([
      { what: 'sent', doneOn: null, limit: { rule: 'kn-send-1', start: '2026-11-20' } },
    ])
    expect(followUps({ ...decided, kind: 'denunciation', sentOn: '2026-11-23' })).toMatchObject([
      { what: 'sent', doneOn: '2026-11-23', limit: { rule: 'tc-conclusion-send' } },
      { what: 'published', doneOn: null, limit: { rule: 'tc-publish' } },
    ])
  })
  test('is nothing for what was only answered', () => {
    expect(followUps({ ...decided, kind: 'proposal', decision: null })).toEqual([])
  })
  test.each(['kn-send-1', 'kn-send-2', 'tc-conclusion-send', 'tc-publish'])('%s is a rule of the calendar', (rule) => {
    expect(timeLimit(rule).direction).toBe('after')
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
