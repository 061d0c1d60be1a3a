import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../../vocabulary/calendar-date.ts'
import { deadline } from './deadline.ts'
import { nationalCalendar } from './holidays.ts'
import { timeLimits } from './time-limits.ts'
import { isWorkingDay } from './working-days.ts'

const runs = { numRuns: 10_000 }
const forwardRules = timeLimits.filter(({ direction, unit }) => direction === 'after' && unit !== 'none')
const lasting = forwardRules.filter(({ validFrom, validTo }) => !validFrom && !validTo)
const anyRule = fc.constantFrom(...lasting.map(({ id }) => id))
const anyRuleInCalendarDays = fc.constantFrom(...lasting.filter(({ unit }) => unit === 'calendar').map(({ id }) => id))
const anyRuleInWorkingDays = fc.constantFrom(...lasting.filter(({ unit }) => unit === 'working').map(({ id }) => id))
const anyStart = fc.integer({ min: 0, max: 365 * 8 - 200 }).map((days) => addDays('2019-01-01', days))
const anyRemote = fc.boolean()

describe('every deadline', () => {
  test('falls on a working day, not before its nominal day, and its explanation adds up', () => {
    fc.assert(
      fc.property(anyRule, anyStart, anyRemote, fc.boolean(), (rule, start, remote, complex) => {
        const { due, nominalDue, limit, explanation } = deadline({ rule, start, remote, complex }, nationalCalendar)
        expect(isWorkingDay(due, nationalCalendar)).toBe(true)
        expect(nominalDue <= due).toBe(true)
        const counted = explanation.filter((day) => day.counts)
        expect(counted).toHaveLength(limit)
        expect(counted.at(-1)?.date).toBe(nominalDue)
        expect(explanation.at(-1)?.date).toBe(due)
        // Without a gap, from the event on.
        expect(explanation).toHaveLength(daysBetween(start, due) + 1)
      }),
      runs,
    )
  })

  test('does not come earlier when the clock starts later', () => {
    fc.assert(
      fc.property(anyRule, anyStart, fc.nat(20), anyRemote, (rule, start, later, remote) => {
        const early = deadline({ rule, start, remote }, nationalCalendar)
        const late = deadline({ rule, start: addDays(start, later), remote }, nationalCalendar)
        expect(early.nominalDue <= late.nominalDue).toBe(true)
        expect(early.due <= late.due).toBe(true)
      }),
      runs,
    )
  })

  test('in calendar days moves by exactly the days of a suspension', () => {
    fc.assert(
      fc.property(anyRuleInCalendarDays, anyStart, fc.nat(200), fc.nat(60), (rule, start, after, days) => {
        const plain = deadline({ rule, start }, nationalCalendar)
        const from = addDays(start, after % (plain.limit + 1))
        const suspended = deadline({ rule, start, suspensions: [{ from, to: addDays(from, days) }] }, nationalCalendar)
        expect(suspended.nominalDue).toBe(addDays(plain.nominalDue, days))
        expect(isWorkingDay(suspended.due, nationalCalendar)).toBe(true)
      }),
      runs,
    )
  })

  test('in working days counts the same number of them outside a suspension', () => {
    fc.assert(
      fc.property(
        anyRuleInWorkingDays,
        anyStart,
        fc.integer({ min: 1, max: 12 }),
        fc.nat(30),
        (rule, start, after, days) => {
          const [from, to] = [addDays(start, after), addDays(start, after + days)]
          const { limit, due, explanation } = deadline({ rule, start, suspensions: [{ from, to }] }, nationalCalendar)
          const counted = explanation.filter((day) => day.counts).map((day) => day.date)
          expect(counted).toHaveLength(limit)
          expect(counted.every((day) => isWorkingDay(day, nationalCalendar))).toBe(true)
          expect(counted.some((day) => from <= day && day < to)).toBe(false)
          expect(counted.at(-1)).toBe(due)
        },
      ),
      runs,
    )
  })

  test('counted backwards falls on a working day before the event, and not later for an earlier event', () => {
    const anyBackwardRule = fc.constantFrom(
      'tcd-schedule',
      'tcd-deputy-schedule',
      'tcd-online-notice',
      'kn-dialogue-notice',
    )
    const anyEvent = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-07-01', days))
    fc.assert(
      fc.property(anyBackwardRule, anyEvent, fc.nat(20), (rule, event, later) => {
        const early = deadline({ rule, event }, nationalCalendar)
        const late = deadline({ rule, event: addDays(event, later) }, nationalCalendar)
        expect(early.due < event).toBe(true)
        expect(early.due <= early.nominalDue).toBe(true)
        expect(isWorkingDay(early.due, nationalCalendar)).toBe(true)
        expect(early.due <= late.due).toBe(true)
      }),
      runs,
    )
  })
})
