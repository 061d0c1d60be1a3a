import { describe, expect, test } from 'vitest'
import type { LimitCircumstances } from './applicable-limit.ts'
import { deadline } from './deadline.ts'
import { nationalCalendar } from './holidays.ts'
import { isInForce, timeLimit, timeLimitInForce, timeLimits } from './time-limits.ts'

/** Dates counted by hand on the calendar of 2026; 31 August to 2 September are off, Saturday 22 August is worked. */
const ORDINARY: [rule: string, limit: number, unit: string, clockStart: string, nominalDue: string, due: string][] = [
  ['kn-statute', 90, 'calendar', '2026-08-03', '2026-11-01', '2026-11-02'],
  ['kn-accept-old', 10, 'calendar', '2026-06-01', '2026-06-11', '2026-06-11'],
  ['kn-accept', 7, 'working', '2026-08-03', '2026-08-12', '2026-08-12'],
  ['kn-resolve-1', 30, 'calendar', '2026-08-03', '2026-09-02', '2026-09-03'],
  ['kn-send-1', 3, 'working', '2026-08-03', '2026-08-06', '2026-08-06'],
  ['kn-second-file', 30, 'calendar', '2026-08-03', '2026-09-02', '2026-09-03'],
  ['kn-accept-2-old', 10, 'calendar', '2026-06-01', '2026-06-11', '2026-06-11'],
  ['kn-accept-2', 7, 'working', '2026-08-03', '2026-08-12', '2026-08-12'],
  ['kn-resolve-2', 45, 'calendar', '2026-08-03', '2026-09-17', '2026-09-17'],
  ['kn-send-2', 7, 'calendar', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['kn-effect-1', 30, 'calendar', '2026-08-03', '2026-09-02', '2026-09-03'],
  ['kn-effect-2', 30, 'calendar', '2026-08-03', '2026-09-02', '2026-09-03'],
  ['kn-dialogue-notice', 5, 'calendar', '2026-09-08', '2026-09-03', '2026-09-03'],
  ['kn-suspend-send', 3, 'working', '2026-08-03', '2026-08-06', '2026-08-06'],
  ['kn-evidence', 7, 'calendar', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['kn-resume-after-stop', 30, 'calendar', '2026-08-03', '2026-09-02', '2026-09-03'],
  ['kn-disc-1', 15, 'calendar', '2026-08-03', '2026-08-18', '2026-08-18'],
  ['kn-disc-2', 10, 'calendar', '2026-08-03', '2026-08-13', '2026-08-13'],
  ['kn-disc-resolve', 30, 'calendar', '2026-08-03', '2026-09-02', '2026-09-03'],
  ['tc-initial', 7, 'working', '2026-08-03', '2026-08-12', '2026-08-12'],
  ['tc-transfer', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tc-accept-notice', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tc-resolve', 30, 'calendar', '2026-08-03', '2026-09-02', '2026-09-03'],
  ['tc-suspend-send', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tc-conclusion-send', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tc-act', 7, 'working', '2026-08-03', '2026-08-12', '2026-08-12'],
  ['tc-act-report', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tc-publish', 7, 'working', '2026-08-03', '2026-08-12', '2026-08-12'],
  ['tc-again', 20, 'calendar', '2026-08-03', '2026-08-23', '2026-08-24'],
  ['tc-overdue-order', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tc-overdue-report', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tc-press', 20, 'calendar', '2026-08-03', '2026-08-23', '2026-08-24'],
  ['tcd-answer', 10, 'working', '2026-08-03', '2026-08-17', '2026-08-17'],
  ['tcd-forward-result', 7, 'working', '2026-08-03', '2026-08-12', '2026-08-12'],
  ['tcd-relay', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['tcd-refuse', 3, 'working', '2026-08-03', '2026-08-06', '2026-08-06'],
  ['tcd-schedule', 5, 'working', '2026-09-08', '2026-08-27', '2026-08-27'],
  ['tcd-deputy-schedule', 10, 'working', '2026-09-08', '2026-08-21', '2026-08-21'],
  ['tcd-online-notice', 5, 'working', '2026-09-08', '2026-08-27', '2026-08-27'],
  ['tcd-discipline-alarm', 45, 'calendar', '2026-08-03', '2026-09-17', '2026-09-17'],
  ['party-answer', 10, 'working', '2026-08-03', '2026-08-17', '2026-08-17'],
  ['pakn-transfer', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['dc-publish', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['dc-send', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['dc-recognise', 5, 'working', '2026-08-03', '2026-08-10', '2026-08-10'],
  ['pd-answer', 2, 'working', '2026-08-28', '2026-09-04', '2026-09-04'],
]

/** The same starts, in the circumstances that change the limit. */
const VARIANTS: [rule: string, facts: LimitCircumstances, limit: number, nominalDue: string, due: string][] = [
  ['kn-resolve-1', { remote: true }, 45, '2026-09-17', '2026-09-17'],
  ['kn-resolve-1', { remote: true, complex: true }, 60, '2026-10-02', '2026-10-02'],
  ['kn-resolve-1', { complex: true }, 45, '2026-09-17', '2026-09-17'],
  ['kn-second-file', { remote: true }, 45, '2026-09-17', '2026-09-17'],
  ['kn-resolve-2', { remote: true }, 60, '2026-10-02', '2026-10-02'],
  ['kn-resolve-2', { remote: true, complex: true }, 70, '2026-10-12', '2026-10-12'],
  ['kn-resolve-2', { complex: true }, 60, '2026-10-02', '2026-10-02'],
  ['kn-effect-1', { remote: true }, 45, '2026-09-17', '2026-09-17'],
  ['kn-effect-2', { remote: true }, 45, '2026-09-17', '2026-09-17'],
  ['kn-disc-resolve', { complex: true }, 45, '2026-09-17', '2026-09-17'],
  ['tc-initial', { severalPlaces: true }, 10, '2026-08-17', '2026-08-17'],
  ['tc-resolve', { extensions: 1 }, 60, '2026-10-02', '2026-10-02'],
  ['tc-resolve', { extensions: 2 }, 90, '2026-11-01', '2026-11-02'],
]

const FREQUENCIES = [
  'dc-dialogue',
  'dc-conference',
  'rec-province',
  'rec-district',
  'rec-commune',
  'rec-head',
  'rec-unit',
  'rec-party-p',
  'rec-party-c',
]

function caseOf(rule: string, clockStart: string, facts: LimitCircumstances = {}) {
  return timeLimit(rule).direction === 'before'
    ? { rule, event: clockStart, ...facts }
    : { rule, start: clockStart, ...facts }
}

describe('the time limits of law', () => {
  test.each(ORDINARY)('%s: %i days (%s) from %s', (rule, limit, unit, clockStart, nominalDue, due) => {
    expect(deadline(caseOf(rule, clockStart), nationalCalendar)).toMatchObject({ rule, limit, unit, nominalDue, due })
  })

  test.each(VARIANTS)('%s with %j: %i days', (rule, facts, limit, nominalDue, due) => {
    const clockStart = '2026-08-03'
    expect(deadline(caseOf(rule, clockStart, facts), nationalCalendar)).toMatchObject({ limit, nominalDue, due })
  })

  test.each(FREQUENCIES)('%s is a duty that recurs and has no last day', (rule) => {
    expect(() => deadline({ rule, start: '2025-03-03' }, nationalCalendar)).toThrow('calendar.frequency-not-limit')
  })

  test('knpa-resolve has no limit in law, and takes the one that the province sets', () => {
    const asked = { rule: 'knpa-resolve', start: '2026-08-03' }
    expect(() => deadline(asked, nationalCalendar)).toThrow('calendar.no-limit-in-law')
    expect(() => deadline({ ...asked, limit: 15 }, nationalCalendar)).toThrow('calendar.target-not-valid')
    expect(deadline({ ...asked, limit: 15, unit: 'working' }, nationalCalendar).due).toBe('2026-08-22')
  })

  test('are all tested above', () => {
    const tested = [...ORDINARY.map(([rule]) => rule), ...FREQUENCIES, 'knpa-resolve']
    expect(timeLimits.map((rule) => rule.id).sort()).toEqual(tested.sort())
    expect(timeLimits).toHaveLength(56)
  })

  test('are told in Vietnamese, each with its source', () => {
    const english = /\b(the|of|and|or|Art|day|days|notice|decision|receipt|complaint|citizen)\b/i
    for (const { matter, title, startsFrom, source, note, actor } of timeLimits) {
      for (const text of [matter, title, startsFrom, source, note ?? 'ạ', actor ?? 'ạ']) {
        expect(text).not.toMatch(english)
        expect(text).toMatch(/[À-ỹđ]/)
      }
    }
  })

  test('apply to clocks that start within their validity, both ends included', () => {
    expect(isInForce(timeLimit('kn-accept-old'), '2026-06-30')).toBe(true)
    expect(isInForce(timeLimit('kn-accept-old'), '2026-07-01')).toBe(false)
    expect(isInForce(timeLimit('kn-accept'), '2026-06-30')).toBe(false)
    expect(isInForce(timeLimit('kn-accept'), '2026-07-01')).toBe(true)
    expect(isInForce(timeLimit('tc-resolve'), '2019-01-02')).toBe(true)
  })

  test('follow the case: that of June has the rule of June', () => {
    expect(timeLimitInForce('kn-accept', '2026-06-30').id).toBe('kn-accept-old')
    expect(timeLimitInForce('kn-accept-old', '2026-07-01').id).toBe('kn-accept')
    expect(timeLimitInForce('kn-accept-2', '2026-05-04').id).toBe('kn-accept-2-old')
    expect(timeLimitInForce('tc-resolve', '2026-05-04').id).toBe('tc-resolve')
    expect(() => timeLimitInForce('tcd-refuse', '2026-05-04')).toThrow('calendar.rule-not-in-force')
    expect(() => timeLimitInForce('kn-unknown', '2026-05-04')).toThrow('calendar.rule-not-known')
  })
})
