import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nationalCalendar } from '../../src/modules/calendar/index.ts'
import {
  type CountedGroup,
  countedPetitions,
  petitionDeadline,
  petitionsBehind,
} from '../../src/modules/petitions/index.ts'
import { keyOf, passagesIn } from '../../src/modules/petitions/rules/counted-petition.ts'
import type { PetitionEvent } from '../../src/modules/petitions/rules/petition-event.ts'
import type { RunningLimit } from '../../src/modules/petitions/rules/running-limit.ts'
import { standingAsOf } from '../../src/modules/petitions/rules/standing-as-of.ts'
import { checkSums, type NumbersByForm } from '../../src/modules/reports/rules/forms/check-sums.ts'
import { numbersOf } from '../../src/modules/reports/rules/forms/form.ts'
import { PETITION_FORMS } from '../../src/modules/reports/rules/forms/forms.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { addDays, type CalendarDate } from '../../src/vocabulary/calendar-date.ts'
import { keepLives } from '../support/kept-lives.ts'
import { randomLife } from '../support/random-life.ts'
import { type SampleProvince, sampleProvince } from '../support/sample-province.ts'
import { makeDatabase, TEST_TODAY } from '../support/system.ts'

const DAYS = { first: '2024-01-01', last: '2026-12-31' } as const
const dueDays = new Map<string, CalendarDate | null>()

/** The calendar is asked once for each limit: what it answers is not what is tried here. */
function lastDayOf(limit: RunningLimit): CalendarDate | null {
  const key = JSON.stringify(limit)
  const known = dueDays.get(key)
  if (known !== undefined) return known
  const counted = petitionDeadline(limit, nationalCalendar)
  const due = counted.known ? counted.deadline.due : null
  dueDays.set(key, due)
  return due
}

const anyPeriod = fc
  .tuple(fc.integer({ min: -20, max: 1000 }), fc.integer({ min: 0, max: 400 }))
  .map(([start, length]) => ({ from: addDays(DAYS.first, start), to: addDays(DAYS.first, start + length) }))

function groupsIn(logs: readonly PetitionEvent[][], period: { from: CalendarDate; to: CalendarDate }): CountedGroup[] {
  const groups = new Map<string, CountedGroup>()
  for (const log of logs) {
    for (const { unitId, counted } of passagesIn(log, { ...period, senders: 'one', lastDayOf })) {
      const key = `${unitId} ${keyOf(counted)}`
      groups.set(key, { unitId, turnsPassed: 0, counted, count: (groups.get(key)?.count ?? 0) + 1 })
    }
  }
  return [...groups.values()]
}

const inAllForms = (groups: readonly CountedGroup[]): NumbersByForm =>
  Object.fromEntries(PETITION_FORMS.map((form) => [form.code, numbersOf(form, groups)]))

const failed = (numbers: NumbersByForm) =>
  PETITION_FORMS.flatMap((form) =>
    checkSums(form, numbers)
      .filter((check) => !check.passed)
      .map((check) => ({ form: form.code, ...check })),
  )

const ids = { units: ['1', '2', '3'], people: ['7', '8'], petitions: ['900', '901'] }

describe('the forms of petitions that lived by the rules', () => {
  test('agree with themselves and with each other at every cut-off', () => {
    fc.assert(
      fc.property(fc.array(randomLife(ids, DAYS), { minLength: 1, maxLength: 20 }), anyPeriod, (logs, period) => {
        expect(failed(inAllForms(groupsIn(logs, period)))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('fill every column that is counted, and agree all the same', () => {
    const lives = fc.sample(randomLife(ids, DAYS), { numRuns: 8000, seed: 4 })
    const numbers = inAllForms(groupsIn(lives, { from: '2024-06-15', to: '2026-06-14' }))
    expect(failed(numbers)).toEqual([])
    // Who signed stands in the letter, not in its log: here everybody is one person with a name.
    const bySigning = new Set([3, 4, 6, 7])
    const empty = PETITION_FORMS.flatMap((form) =>
      form.columns
        .filter(({ number, adds }) => adds !== null && !(form.code.endsWith('XLD') && bySigning.has(number)))
        .filter(({ number }) => !numbers[form.code]?.[number])
        .map(({ number }) => `${form.code} ${number}`),
    )
    expect(empty).toEqual([])
  })

  test('carry over to the next period of a unit exactly what was open there at the end of the last', () => {
    fc.assert(
      fc.property(randomLife(ids, DAYS), anyPeriod, (log, period) => {
        const carried = passagesIn(log, { ...period, senders: 'one', lastDayOf }).filter(
          ({ counted }) => counted.basis === 'carried',
        )
        const before = standingAsOf(log, addDays(period.from, -1))
        const wasOpen = before !== null && before.answeredOn === null && before.ended === null
        expect(carried.map(({ unitId }) => unitId)).toEqual(wasOpen ? [before.handlingUnitId] : [])
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the database', () => {
  let database: Database
  let drop: () => Promise<void>
  let province: SampleProvince
  const logs: PetitionEvent[][] = []

  beforeAll(async () => {
    const made = await makeDatabase()
    database = made.database
    drop = made.drop
    province = await sampleProvince(database)
    const { commune, sibling, homeAffairs } = province.units
    const people = Object.values(province.officials).map((official) => official.personId)
    const known = { units: [commune, sibling, homeAffairs], people, petitions: ['1'] }
    // The first is a plain one, to which others can be joined.
    const plain = fc.sample(randomLife(known, DAYS), { numRuns: 1, seed: 1 }).map((log) => log.slice(0, 3))
    logs.push(...plain, ...fc.sample(randomLife(known, DAYS), { numRuns: 600, seed: 2026 }))
    await keepLives(database, logs, { caseId: '1' })
  })
  afterAll(() => drop())

  test('counts what the rules count, whatever the cut-off', async () => {
    // Who signed stands in the letter, not in its log.
    const bare = (groups: readonly CountedGroup[]) => {
      const counts = new Map<string, number>()
      for (const { unitId, counted, count } of groups) {
        const key = `${unitId} ${keyOf({ ...counted, senders: 'one' })}`
        counts.set(key, (counts.get(key) ?? 0) + count)
      }
      return [...counts].sort()
    }
    await fc.assert(
      fc.asyncProperty(anyPeriod, async (period) => {
        const found = await countedPetitions(database, { period, turns: [], reader: null, lastDayOf })
        expect(bare(found)).toEqual(bare(groupsIn(logs, period)))
      }),
      { numRuns: 25 },
    )
  })

  test('does not count for somebody what is said against them, nor list it', async () => {
    const { collector } = province.officials
    const { homeAffairs } = province.units
    const asked = {
      period: { from: DAYS.first, to: DAYS.last },
      turns: [],
      reader: { official: collector, today: TEST_TODAY },
      lastDayOf,
    }
    const ofTheirUnit = async () => {
      const groups = (await countedPetitions(database, asked)).filter(({ unitId }) => unitId === homeAffairs)
      const { listed } = await petitionsBehind(database, asked, { groups })
      return { counted: groups.reduce((sum, { count }) => sum + count, 0), listed }
    }
    const before = await ofTheirUnit()
    const straight = await database
      .selectFrom('petition')
      .select('id')
      .where('unit_id', '=', homeAffairs)
      .where('transfer_count', '=', 0)
      .where('reopened_on', 'is', null)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    await database
      .insertInto('denounced_party')
      .values({ petition_id: straight.id, name: collector.fullName, person_id: collector.personId, unit_id: null })
      .execute()
    const after = await ofTheirUnit()
    expect(after.counted).toBe(before.counted - 1)
    expect(after.listed).toBe(before.listed - 1)
  })

  test('reads only the winding lives from their logs', async () => {
    const { rows } = await sql<{ straight: number; all: number }>`
      select count(*) filter (where id not in (select petition_id from petition_event event
        where event.kind in ('reopened', 'merged', 'unmerged', 'stopped', 'urged', 'replied')
          or (event.kind = 'transferred' and event.unit_id is not null) or (event.kind = 'classified' and event.position > 3)))::int as straight,
        count(*)::int as all from petition`.execute(database)
    const [counted = { straight: 0, all: 0 }] = rows
    expect(counted.straight).toBeGreaterThan(100)
    expect(counted.all - counted.straight).toBeGreaterThan(100)
  })
})
