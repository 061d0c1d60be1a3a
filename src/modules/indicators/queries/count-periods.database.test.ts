import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALL_FACTS, carryOutReform, unitCoded } from '../../../../tests/support/reorganisation.ts'
import { makeDatabase, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import type { Reading } from '../rules/reading.ts'
import { countFigures, countFiguresOfPeriods, splitCode } from './count-figures.ts'

const today = TEST_TODAY
const CODES = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2025', '2026-Q1', '2026-Q2']
const PERIODS = CODES.map((code) => periodByCode(code))

let database: Database
let drop: () => Promise<void>
let unitIds: string[]

beforeAll(async () => {
  const made = await makeDatabase('province')
  database = made.database
  drop = made.drop
  await carryOutReform(database)
  const units = await database.selectFrom('unit_version').select('unit_id as id').distinct().orderBy('id').execute()
  unitIds = [await unitCoded(database, 'HG'), ...[...units.slice(20, 50), ...units.slice(-30)].map(({ id }) => id)]
})
afterAll(() => drop())

const shown = (figures: Awaited<ReturnType<typeof countFigures>>) =>
  figures.map(({ indicator, unitId, total, own, parts, unallocated, ofWhole, refusal }) => ({
    ...{ code: indicator.code, unitId, total, own, parts, unallocated, ofWhole, refusal: refusal?.code ?? null },
  }))

test.each<Reading>(['then', 'now'])(
  'many periods at once give the figures of each asked alone, also across a reorganisation (%s)',
  async (reading) => {
    const asked = { unitIds, reading, today }
    const together = await countFiguresOfPeriods(database, ALL_FACTS, { ...asked, periods: PERIODS })
    for (const [index, period] of PERIODS.entries()) {
      const alone = await countFigures(database, ALL_FACTS, { ...asked, period })
      expect(shown(together[index] ?? [])).toEqual(shown(alone))
    }
    const dialogues = together.map((figures) =>
      figures
        .filter(({ indicator }) => indicator.code === 'dialogue.count')
        .reduce((sum, { total }) => sum + (total?.value ?? 0), 0),
    )
    expect(new Set(dialogues).size).toBeGreaterThan(2)
  },
)

/** The same facts, telling how often each was read. */
function watched(): { facts: Fact[]; reads: Map<string, number> } {
  const reads = new Map<string, number>()
  const facts = ALL_FACTS.map((fact) => ({
    ...fact,
    get source() {
      reads.set(fact.code, (reads.get(fact.code) ?? 0) + 1)
      return fact.source
    },
  }))
  return { facts, reads }
}

test('each kind of record is read once for all units and quarters; as it was at the time, once for each tree of units', async () => {
  const asked = {
    indicators: ['dialogue.count', 'training.count', 'petition.received'],
    unitIds,
    today,
    periods: PERIODS.filter(({ code }) => /-Q/.test(code)),
  }
  const now = watched()
  await countFiguresOfPeriods(database, now.facts, { ...asked, reading: 'now' })
  expect(Object.fromEntries(now.reads)).toEqual({ activity: 1, petition: 1 })
  const then = watched()
  await countFiguresOfPeriods(database, then.facts, { ...asked, reading: 'then' })
  expect(then.reads.get('activity')).toBeLessThan(asked.periods.length)
})

test('what happened in a year is read in two halves; what holds on a day is read in one', async () => {
  const readsOf = async (indicators: string[]) => {
    const { facts, reads } = watched()
    const asked = { indicators, unitIds, today, periods: [periodByCode('2025'), periodByCode('2026-Q1')] }
    await countFiguresOfPeriods(database, facts, { ...asked, reading: 'now' })
    return Object.fromEntries(reads)
  }
  expect(await readsOf(['dialogue.count'])).toEqual({ activity: 2 })
  expect(await readsOf(['petition.open'])).toEqual({ 'petition-open': 1 })
  expect(await readsOf(['petition.open', 'petition.received'])).toEqual({ 'petition-open': 1, petition: 2 })
})

test('each record of a year is in one of its halves: the year is the sum of its quarters', async () => {
  const indicators = ['dialogue.count', 'dialogue.participants', 'petition.received']
  const periods = ['2026', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((code) => periodByCode(code))
  const [year = [], ...quarters] = await countFiguresOfPeriods(database, ALL_FACTS, {
    ...{ indicators, unitIds, today, periods, reading: 'now' },
  })
  const counted = (figures: typeof year) => figures.map(({ total }) => [total?.value ?? 0, total?.recordCount ?? 0])
  const ofQuarters = quarters.map(counted)
  const added = counted(year).map((_, index) =>
    [0, 1].map((part) => ofQuarters.reduce((sum, figures) => sum + (figures[index]?.[part] ?? 0), 0)),
  )
  expect(counted(year)).toEqual(added)
  for (const code of indicators)
    expect(year.some(({ indicator, total }) => indicator.code === code && (total?.recordCount ?? 0) > 0)).toBe(true)
})

test('a figure taken apart by a classification is the sum of its parts', async () => {
  const fact = ALL_FACTS.find(({ code }) => code === 'petition')
  const values = Object.keys(fact?.dimensions.kind?.values ?? {})
  expect(values.length).toBeGreaterThan(2)
  const [figures = []] = await countFiguresOfPeriods(database, ALL_FACTS, {
    indicators: ['petition.received'],
    unitIds: unitIds.slice(0, 1),
    periods: [periodByCode('2026')],
    today,
    split: { factCode: 'petition', dimension: 'kind', values },
  })
  const totalOf = (code: string) => figures.find(({ indicator }) => indicator.code === code)?.total?.value ?? null
  const parts = values.map((value) => totalOf(splitCode('petition.received', value)) ?? 0)
  expect(totalOf('petition.received')).toBeGreaterThan(0)
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(totalOf('petition.received'))
})
