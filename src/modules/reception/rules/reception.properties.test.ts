import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CalendarDate, weekday } from '../../../vocabulary/calendar-date.ts'
import { representativesOf, requireRepresentatives } from './large-group.ts'
import { dayStanding, requirePostponement } from './reception-day.ts'
import {
  addMonths,
  type Frequency,
  frequencyOfYear,
  lastOf,
  mondayOf,
  monthOf,
  proposedDays,
  weeksOf,
} from './schedule.ts'
import { maskedIdNumber, refuseVisitorInText, visitorLines, visitorsInLines } from './visit.ts'

const months = fc
  .tuple(fc.integer({ min: 2015, max: 2035 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`)
const days = fc.integer({ min: 0, max: 7_000 }).map((count) => addDays('2015-01-01', count))
const WEEKLY: Frequency = { times: 1, per: 'week', title: '', source: '', note: null }
const monthly = (times: number): Frequency => ({ ...WEEKLY, times, per: 'month' })

/** A calendar with days off at random, among which weekends always are. */
const calendars = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
  .map((off) => (from: CalendarDate) => {
    const holidays = new Set(off.map((count) => addDays(from, count)))
    return (day: CalendarDate) => weekday(day) <= 5 && !holidays.has(day)
  })

describe('the weeks of the months', () => {
  test('hold every day exactly once, whatever the month', () => {
    fc.assert(
      fc.property(days, (day) => {
        const monday = mondayOf(day)
        const around = [-1, 0, 1].map((count) => addMonths(monthOf(day), count))
        expect(around.filter((month) => weeksOf(month).includes(monday))).toHaveLength(1)
      }),
      { numRuns: 3_000 },
    )
  })

  test('are four or five', () => {
    fc.assert(
      fc.property(months, (month) => {
        expect([4, 5]).toContain(weeksOf(month).length)
      }),
    )
  })
})

describe('the proposed days of a month', () => {
  const asked = fc.record({
    month: months,
    onWeekday: fc.integer({ min: 1, max: 5 }),
    fromWeek: fc.integer({ min: 1, max: 4 }),
    frequency: fc.constantFrom(WEEKLY, monthly(1), monthly(2)),
  })

  test('are worked, each once, in order, and moved only from a day off to the next day that is worked', () => {
    fc.assert(
      fc.property(asked, calendars, (given, calendarFrom) => {
        const works = calendarFrom(addDays(`${given.month}-01`, -10))
        const proposed = proposedDays(given, works)
        const planned = proposed.map(({ plannedOn }) => plannedOn)
        expect(planned.every(works)).toBe(true)
        expect(new Set(planned).size).toBe(planned.length)
        for (const { plannedOn, movedFrom } of proposed) {
          if (movedFrom === null) continue
          expect(works(movedFrom)).toBe(false)
          for (let day = addDays(movedFrom, 1); day < plannedOn; day = addDays(day, 1)) expect(works(day)).toBe(false)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  test('are as many as the law asks where nothing is off but weekends, one in each week or in the month', () => {
    fc.assert(
      fc.property(asked, (given) => {
        const proposed = proposedDays(given, (day) => weekday(day) <= 5)
        const wanted = given.frequency.per === 'week' ? weeksOf(given.month).length : given.frequency.times
        expect(proposed).toHaveLength(wanted)
        expect(new Set(proposed.map(({ plannedOn }) => mondayOf(plannedOn))).size).toBe(wanted)
        expect(proposed.every(({ plannedOn }) => weekday(plannedOn) === given.onWeekday)).toBe(true)
        if (given.frequency.per === 'month') {
          expect(proposed.every(({ plannedOn }) => monthOf(plannedOn) === given.month)).toBe(true)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  test('hold Tết off: a Thursday of the holiday moves to the first working day after it', () => {
    const tet = new Set(['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'])
    const works = (day: CalendarDate) => weekday(day) <= 5 && !tet.has(day)
    const proposed = proposedDays({ month: '2026-02', frequency: WEEKLY, onWeekday: 4, fromWeek: 1 }, works)
    expect(proposed).toEqual([
      { plannedOn: '2026-02-05', movedFrom: null },
      { plannedOn: '2026-02-12', movedFrom: null },
      { plannedOn: '2026-02-23', movedFrom: '2026-02-19' },
      { plannedOn: '2026-02-26', movedFrom: null },
    ])
  })
})

describe('the frequency of a year', () => {
  const works = (day: CalendarDate) => weekday(day) <= 5
  const year = 2026
  const heldDays = fc.uniqueArray(fc.integer({ min: 0, max: 364 }).map((count) => addDays('2026-01-01', count)))

  test('misses nothing more when another day is held, and never more than it asks for', () => {
    const rules = (frequency: Frequency, today: CalendarDate) => ({
      ...{ frequencyOn: () => frequency, isWorkingDay: works, today, since: '2026-01-01' },
    })
    fc.assert(
      fc.property(
        heldDays,
        days,
        days,
        fc.constantFrom(WEEKLY, monthly(1), monthly(2)),
        (held, extra, today, frequency) => {
          const before = frequencyOfYear(year, { scheduled: [], held }, rules(frequency, today))
          const after = frequencyOfYear(year, { scheduled: [], held: [...held, extra] }, rules(frequency, today))
          for (const [index, month] of before.entries()) {
            expect(after[index]?.missing ?? 0).toBeLessThanOrEqual(month.missing)
            expect(month.missing).toBeLessThanOrEqual(month.required ?? 0)
            if (lastOf(month.month) >= today && frequency.per === 'month') expect(month.missing).toBe(0)
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('asks a commune for each week of the year once, and does not let two days in one week stand for two weeks', () => {
    const rules = { frequencyOn: () => WEEKLY, isWorkingDay: works, today: '2027-02-01', since: '2026-01-01' }
    const held = ['2026-03-03', '2026-03-05']
    const table = frequencyOfYear(year, { scheduled: held, held }, rules)
    expect(table.reduce((sum, month) => sum + (month.required ?? 0), 0)).toBe(53)
    expect(table[2]).toEqual({ month: '2026-03', required: 4, scheduled: 1, held: 1, missing: 3 })
  })

  test('knows no requirement where no rule is known, and calls nothing missing before anything is known', () => {
    const rules = { frequencyOn: () => null, isWorkingDay: works, today: '2027-02-01', since: null }
    expect(frequencyOfYear(year, { scheduled: [], held: [] }, rules)[0]).toMatchObject({ required: null, missing: 0 })
    const weekly = { ...rules, frequencyOn: () => WEEKLY, since: '2026-09-01' }
    const table = frequencyOfYear(year, { scheduled: [], held: [] }, weekly)
    expect(table.slice(0, 7).every((month) => month.missing === 0)).toBe(true)
    expect(table[9]?.missing).toBe(5)
  })
})

describe('a day of the schedule', () => {
  const anyDay = fc.record({ plannedOn: days, publishedOn: fc.option(days), isHeld: fc.boolean() })

  test('is missed only when it was published, has passed, and nothing was held', () => {
    fc.assert(
      fc.property(anyDay, days, (day, today) => {
        const missed = !day.isHeld && day.publishedOn !== null && day.plannedOn < today
        expect(dayStanding(day, today) === 'missed').toBe(missed)
      }),
    )
  })

  test('is put off to a later working day or not at all', () => {
    fc.assert(
      fc.property(anyDay, days, days, fc.option(fc.constant('nghỉ lễ')), (day, to, today, whyNotWorking) => {
        let accepted = true
        try {
          requirePostponement(day, { to, today, whyNotWorking })
        } catch {
          accepted = false
        }
        const lawful =
          !day.isHeld && day.publishedOn !== null && to > day.plannedOn && to >= today && whyNotWorking === null
        expect(accepted).toBe(lawful)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('representatives', () => {
  test('are one or two of five to ten people and at most five of more', () => {
    expect([4, 5, 10, 11, 500].map(representativesOf)).toEqual([
      null,
      { least: 1, most: 2 },
      { least: 1, most: 2 },
      { least: 1, most: 5 },
      { least: 1, most: 5 },
    ])
  })

  test('are accepted exactly within these numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 12 }), (people, named) => {
        const allowed = people < 5 ? named <= people : named <= (people <= 10 ? 2 : 5)
        let accepted = true
        try {
          requireRepresentatives(people, named)
        } catch {
          accepted = false
        }
        expect(accepted).toBe(allowed)
      }),
    )
  })
})

describe('visitors', () => {
  const word = fc.constantFrom('Lê Thị Út', 'Nguyễn Văn Ân', 'Ấp 3, xã Vĩnh Tường', 'Trần Đỗ')
  const visitor = fc.record({
    fullName: word,
    address: fc.oneof(word, fc.constant('')),
    idNumber: fc.oneof(fc.constant(''), fc.constant('093123456789')),
  })

  test('are read again from their lines as they were written', () => {
    fc.assert(
      fc.property(fc.array(visitor, { maxLength: 5 }), (visitors) => {
        expect(visitorsInLines(visitorLines(visitors))).toEqual(visitors)
      }),
    )
  })

  test('show at most the last four characters of their papers', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,15}$/), (number) => {
        const masked = maskedIdNumber(number)
        expect(masked).toHaveLength(number.length)
        expect(masked.replaceAll('•', '').length).toBeLessThanOrEqual(4)
      }),
    )
  })

  test('are found in the text however they are written there', () => {
    const named = [{ fullName: 'Lê Thị Út', address: '', idNumber: '' }]
    expect(() => refuseVisitorInText({ content: 'ba LE THI UT den to cao' }, named)).toThrow()
    expect(() => refuseVisitorInText({ content: 'Người tố cáo trình bày' }, named)).not.toThrow()
  })
})
