import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anyStory,
  dayNumbered,
  LAST_DAY,
  type Story,
  thenUndone,
  Units,
  writeUnits,
} from '../../../../tests/support/random-units.ts'
import { ALL_FACTS } from '../../../../tests/support/reorganisation.ts'
import { makeDatabase } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addsUp } from '../rules/indicator.ts'
import type { Reading } from '../rules/reading.ts'
import { countFigures, type Figure } from './count-figures.ts'
import { subUnits, subUnitsOfToday } from './units.ts'

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  const made = await makeDatabase()
  database = made.database
  drop = made.drop
})
afterAll(() => drop())

const TODAY = dayNumbered(LAST_DAY)
const ADDING = ['dialogue.count', 'dialogue.participants', 'dialogue.opinions']
const CODES = [...ADDING, 'dialogue.opinions-each', 'staff.count', 'staff.persons']

/** A dialogue of the unit that the number falls on among those that live on the day. */
const anyDialogue = fc.record({
  day: fc.integer({ min: 0, max: LAST_DAY }),
  unit: fc.nat(30),
  participants: fc.nat(200),
  opinions: fc.nat(9),
})
/** A post of one of three people, from a day on until it ends, or still. */
const anyPost = fc.record({
  person: fc.nat(2),
  unit: fc.nat(30),
  from: fc.integer({ min: 0, max: LAST_DAY }),
  days: fc.option(fc.nat(800)),
})
const anyPeriod = fc
  .tuple(fc.integer({ min: 0, max: LAST_DAY }), fc.integer({ min: 0, max: LAST_DAY }))
  .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) }))

type Work = {
  story: Story
  dialogues: { day: number; unit: number; participants: number; opinions: number }[]
  posts: { person: number; unit: number; from: number; days: number | null }[]
}
const anyWork: fc.Arbitrary<Work> = fc.record({
  story: anyStory,
  dialogues: fc.array(anyDialogue, { minLength: 1, maxLength: 30 }),
  posts: fc.array(anyPost, { maxLength: 8 }),
})

/** The units of the story and the dialogues that each of them held, written into the database. */
async function written(transaction: Database, { story, dialogues, posts }: Work) {
  const units = new Units(story)
  const ids = await writeUnits(transaction, units)
  const held = dialogues.map(({ unit, ...dialogue }) => {
    const living = units.living(dialogue.day)
    return { ...dialogue, unit: living[unit % living.length] ?? 0 }
  })
  await sql`
    insert into activity (kind_code, title, place, chaired_by, held_on, unit_id, participant_count, opinion_count)
    select 'dialogue', 'Đối thoại', 'Hội trường', 'Chủ tịch', * from unnest(${held.map(({ day }) => dayNumbered(day))}::date[],
      ${held.map(({ unit }) => ids[unit])}::bigint[], ${held.map(({ participants }) => participants)}::int[],
      ${held.map(({ opinions }) => opinions)}::int[])`.execute(transaction)
  await writePosts(transaction, { units, ids, posts })
  return { units, ids, held }
}

async function writePosts(transaction: Database, given: { units: Units; ids: string[]; posts: Work['posts'] }) {
  const { rows: people } = await sql<{ id: string }>`
    insert into person (full_name) select 'Người ' || n from generate_series(0, 2) n returning id::text as id`.execute(
    transaction,
  )
  for (const { person, unit, from, days } of given.posts) {
    const living = given.units.living(from)
    await sql`insert into post (person_id, unit_id, title, role_code, valid_from, valid_to) values (${people[person]?.id},
      ${given.ids[living[unit % living.length] ?? 0]}, 'Công chức', 'clerk', ${dayNumbered(from)}::date,
      ${days === null ? null : dayNumbered(from + days)}::date)`.execute(transaction)
  }
}

type Asked = { unitIds: readonly string[]; period: { from: number; to: number }; reading: Reading; asOf?: number }

async function figuresBy(transaction: Database, { unitIds, period, reading, asOf = period.to }: Asked) {
  const figures = await countFigures(transaction, ALL_FACTS, {
    indicators: CODES,
    unitIds,
    period: { from: dayNumbered(period.from), to: dayNumbered(period.to) },
    asOf: dayNumbered(asOf),
    reading,
    today: TODAY,
  })
  const found = new Map(figures.map((figure) => [`${figure.unitId} ${figure.indicator.code}`, figure]))
  return (unitId: string, code: string): Figure => {
    const figure = found.get(`${unitId} ${code}`)
    if (!figure) throw new Error(`No figure ${code} of ${unitId}.`)
    return figure
  }
}

const partOf = (figure: Figure, unitId: string) => figure.parts.find((part) => part.unitId === unitId)?.value ?? 0
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

describe('figures of units that were merged, split, renamed, moved and dissolved in any order', () => {
  test('as it was at the time, are the own part, the parts of the units below and those of predecessors', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, anyPeriod, (work, period) =>
        thenUndone(database, async (transaction) => {
          const { units, ids } = await written(transaction, work)
          const days = { period: { from: dayNumbered(period.from) }, asOf: dayNumbered(period.to) }
          const figureOf = await figuresBy(transaction, { unitIds: ids, period, reading: 'then' })
          for (const unit of units.living(period.to)) {
            const id = ids[unit] ?? ''
            const below = await subUnits(transaction, id, days)
            for (const code of ADDING) {
              const whole = figureOf(id, code)
              const ofUnit = (whole.own?.value ?? 0) + sum(below.map((sub) => partOf(figureOf(sub.id, code), sub.id)))
              const ofPredecessors = sum(whole.parts.filter((part) => part.unitId !== id).map((part) => part.value))
              expect([unit, code, ofUnit + ofPredecessors]).toEqual([unit, code, whole.total?.value])
              expect([unit, code, ofUnit]).toEqual([unit, code, partOf(whole, id)])
            }
          }
        }),
      ),
      { numRuns: 25 },
    )
  })

  test('by the units of today, are the own part, those of the units below and what can be given to none of them', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, anyPeriod, (work, period) =>
        thenUndone(database, async (transaction) => {
          const { units, ids } = await written(transaction, work)
          const figureOf = await figuresBy(transaction, { unitIds: ids, period, reading: 'now' })
          for (const unit of units.living(LAST_DAY)) {
            const id = ids[unit] ?? ''
            const below = await subUnitsOfToday(transaction, id, TODAY)
            for (const code of ADDING) {
              const whole = figureOf(id, code)
              const ofBelow = sum(below.map((sub) => figureOf(sub.id, code).total?.value ?? 0))
              const all = (whole.own?.value ?? 0) + ofBelow + whole.unallocatedHere.value
              expect([unit, code, all]).toEqual([unit, code, whole.total?.value])
            }
          }
        }),
      ),
      { numRuns: 25 },
    )
  })

  test('lose nothing and double nothing for the province in either reading; its quotients are those of the sums', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, anyPeriod, (work, period) =>
        thenUndone(database, async (transaction) => {
          const { ids, held } = await written(transaction, work)
          const [province = ''] = ids
          const inPeriod = held.filter(({ day }) => day >= period.from && day <= period.to)
          const opinions = sum(inPeriod.map((dialogue) => dialogue.opinions))
          for (const reading of ['then', 'now'] as const) {
            const figureOf = await figuresBy(transaction, { unitIds: [province], period, reading })
            expect(figureOf(province, 'dialogue.count').total?.value).toBe(inPeriod.length)
            expect(figureOf(province, 'dialogue.opinions').total?.value).toBe(opinions)
            const each = figureOf(province, 'dialogue.opinions-each')
            const expected = inPeriod.length === 0 ? undefined : Math.floor((20 * opinions) / inPeriod.length + 1) / 2
            expect(each.total?.value).toBe(expected === undefined ? undefined : Math.floor(expected) / 10)
            expect(each.refusal?.code).toBe(inPeriod.length === 0 ? 'indicators.divided-by-nought' : undefined)
          }
        }),
      ),
      { numRuns: 25 },
    )
  })

  test('of a period are the sum of those of its parts where they add up', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyWork,
        anyPeriod,
        fc.integer({ min: 0, max: LAST_DAY }),
        fc.constantFrom<Reading>('then', 'now'),
        (work, period, cut, reading) =>
          thenUndone(database, async (transaction) => {
            fc.pre(cut >= period.from && cut < period.to)
            const { ids } = await written(transaction, work)
            const asked = { unitIds: ids, reading, asOf: period.to }
            const whole = await figuresBy(transaction, { ...asked, period })
            const first = await figuresBy(transaction, { ...asked, period: { from: period.from, to: cut } })
            const second = await figuresBy(transaction, { ...asked, period: { from: cut + 1, to: period.to } })
            for (const id of ids) {
              for (const code of ADDING) {
                const parts = (first(id, code).total?.value ?? 0) + (second(id, code).total?.value ?? 0)
                expect([id, code, parts]).toEqual([id, code, whole(id, code).total?.value])
              }
            }
          }),
      ),
      { numRuns: 20 },
    )
  })

  test('count each person once for the province, however many posts and units', async () => {
    await fc.assert(
      fc.asyncProperty(anyWork, anyPeriod, (work, period) =>
        thenUndone(database, async (transaction) => {
          const { ids } = await written(transaction, work)
          const [province = ''] = ids
          const holding = work.posts.filter(
            ({ from, days }) => from <= period.to && (days === null || from + days >= period.to),
          )
          for (const reading of ['then', 'now'] as const) {
            const figureOf = await figuresBy(transaction, { unitIds: [province], period, reading })
            expect(figureOf(province, 'staff.count').total?.value).toBe(holding.length)
            const persons = figureOf(province, 'staff.persons')
            expect(persons.total?.value).toBe(new Set(holding.map(({ person }) => person)).size)
            expect(addsUp(persons.indicator)).toBe(false)
          }
        }),
      ),
      { numRuns: 15 },
    )
  })
})

describe('states', () => {
  /** What happens on a day: a petition comes in, is answered or taken back, a person takes up a post or gives one up. */
  const anyEvent = fc.record({
    what: fc.constantFrom('receive', 'answer', 'withdraw', 'appoint', 'leave'),
    which: fc.nat(20),
  })
  const anyDays = fc.array(fc.array(anyEvent, { maxLength: 3 }), { minLength: 2, maxLength: 8 })
  const STATES = ['petition.open', 'staff.count', 'staff.persons']

  async function statesOf(transaction: Database, unitId: string, day: number) {
    const figures = await countFigures(transaction, ALL_FACTS, {
      indicators: STATES,
      unitIds: [unitId],
      period: { from: dayNumbered(0), to: dayNumbered(day) },
    })
    return figures.map((figure) => [figure.indicator.code, figure.total?.value])
  }

  async function happen(
    transaction: Database,
    unitId: string,
    given: { what: string; which: number; day: number; number: number },
  ) {
    const { what, which, number } = given
    const on = dayNumbered(given.day)
    const chosen = (rows: { id: string }[]) => rows[which % Math.max(1, rows.length)]?.id ?? '0'
    if (what === 'receive') {
      await sql`insert into petition (unit_id, handling_unit_id, number, year, kind_code, channel_code, title, state, received_on, registered_on)
        select ${unitId}, ${unitId}, ${number}, extract(year from ${on}::date), 'complaint', code, 'Đơn', 'classified', ${on}, ${on}
        from petition_channel order by code limit 1`.execute(transaction)
    } else if (what === 'answer' || what === 'withdraw') {
      const open = await sql<{
        id: string
      }>`select id::text as id from petition where ended_on is null order by id`.execute(transaction)
      const [column, state] = what === 'answer' ? ['answered_on', 'answered'] : ['closed_on', 'withdrawn']
      await sql`update petition set ${sql.ref(column)} = ${on}::date, state = ${state} where id = ${chosen(open.rows)}::bigint`.execute(
        transaction,
      )
    } else if (what === 'appoint') {
      await sql`insert into post (person_id, unit_id, title, role_code, valid_from)
        select id, ${unitId}, 'Công chức', 'clerk', ${on}::date from person order by (id + ${which}) % 3 limit 1`.execute(
        transaction,
      )
    } else {
      const held = await sql<{
        id: string
      }>`select id::text as id from post where valid_to is null order by id`.execute(transaction)
      await sql`update post set valid_to = ${on}::date where id = ${chosen(held.rows)}::bigint`.execute(transaction)
    }
  }

  test('asked today for a past day are what they were when asked on that day', async () => {
    await fc.assert(
      fc.asyncProperty(anyDays, (days) =>
        thenUndone(database, async (transaction) => {
          const { ids } = await written(transaction, {
            story: { districts: 1, communes: 2, steps: [] },
            dialogues: [],
            posts: [],
          })
          const [province = '', , commune = ''] = ids
          const then: unknown[] = []
          let number = 0
          for (const [index, events] of days.entries()) {
            for (const event of events)
              await happen(transaction, commune, { ...event, day: 10 * index, number: ++number })
            then.push(await statesOf(transaction, province, 10 * index))
          }
          for (const [index] of days.entries()) {
            expect([index, await statesOf(transaction, province, 10 * index)]).toEqual([index, then[index]])
          }
        }),
      ),
      { numRuns: 20 },
    )
  })
})
