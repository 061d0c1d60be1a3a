import fc from 'fast-check'
import { type SqlBool, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { makeDatabase } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { activities } from '../../activities/index.ts'
import { addsUp } from '../rules/indicator.ts'
import { countFigures, type Figure } from './count-figures.ts'
import { type RecordBehind, recordsBehind } from './records-behind.ts'
import { subUnits } from './units.ts'

/** Something that lasts, so that states are tried too: who holds a post. */
const postFact: Fact = {
  code: 'post',
  title: 'Vị trí công tác',
  time: 'state',
  source: sql`select post.id::text as record_id, post.title, post.unit_id, null::bigint as behalf_unit_id,
    post.valid_from as from_date, post.valid_to as to_date from post`,
  dimensions: {},
  measures: {},
  reading: { permission: 'organisation.read', allows: () => sql<SqlBool>`true` },
  recordPath: (id) => `/posts/${id}`,
}
const facts = [...(activities.facts ?? []), postFact]

/** The figures again, each by a query of its own that knows no definition. */
const ORACLE: Record<string, string> = {
  'dialogue.count': `select count(*) from activity where kind_code = 'dialogue' and withdrawn_on is null and HAPPENED`,
  'dialogue.participants': `select sum(participant_count) from activity where kind_code = 'dialogue' and withdrawn_on is null and HAPPENED`,
  'dialogue.opinions': `select sum(opinion_count) from activity where kind_code = 'dialogue' and withdrawn_on is null and HAPPENED`,
  'training.count': `select count(*) from activity where kind_code = 'training' and withdrawn_on is null and HAPPENED`,
  'training.trainees': `select sum(participant_count) from activity where kind_code = 'training' and withdrawn_on is null and HAPPENED`,
  'reception.count': `select count(*) from activity where kind_code = 'reception' and withdrawn_on is null and HAPPENED`,
  'reception.visits': `select sum(participant_count) from activity where kind_code = 'reception' and withdrawn_on is null and HAPPENED`,
  'dissemination.count': `select count(*) from activity where kind_code = 'dissemination' and withdrawn_on is null and HAPPENED`,
  'supervision.count': `select count(*) from activity where kind_code = 'supervision' and withdrawn_on is null and HAPPENED`,
  'inspection.count': `select count(*) from activity where kind_code in ('inspection', 'self-inspection') and withdrawn_on is null and HAPPENED`,
  'opinion.answered': `select count(*) from opinion join activity on activity.id = activity_id
    where answered_on is not null and withdrawn_on is null and HAPPENED`,
  'staff.count': `select count(*) from post where valid_from <= $3 and coalesce(valid_to, '9999-01-01') >= $3 and unit_id = any($1)`,
}
const HAPPENED = 'held_on >= $2 and held_on <= $3 and unit_id = any($1)'

let database: Database
let drop: () => Promise<void>
let province: SampleProvince
let unitIds: string[]

beforeAll(async () => {
  const made = await makeDatabase()
  database = made.database
  drop = made.drop
  province = await sampleProvince(database)
  await endDistrict()
  await recordMuch()
  unitIds = Object.values(province.units)
})
afterAll(() => drop())

/** What 1 July 2025 did: the district and one commune ended, the other commune came directly under the province's committee. */
async function endDistrict(): Promise<void> {
  const { district, commune, sibling, committee } = province.units
  await sql`update unit_version set valid_to = '2025-06-30' where unit_id in (${district}, ${commune}, ${sibling})`.execute(
    database,
  )
  await sql`insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, valid_from)
    values (${commune}, 'Ủy ban nhân dân xã Ba (mới)', 'UBND xã Ba', 'commune', ${committee}, '2025-07-01')`.execute(
    database,
  )
}

/** 4.000 activities of all kinds and units over three years, some withdrawn, some on behalf of the committee; opinions under a third of them. */
async function recordMuch(): Promise<void> {
  await sql`
    insert into activity (kind_code, title, held_on, place, unit_id, behalf_unit_id, chaired_by, participant_count, opinion_count, withdrawn_on, withdrawn_reason)
    select kind.code, 'Hoạt động ' || n, day, 'Hội trường', unit.id,
      case when n % 7 = 0 then ${province.units.committee}::bigint end, 'Chủ tịch', n % 90, n % 13,
      case when n % 17 = 0 then day end, case when n % 17 = 0 then 'Ghi nhầm' end
    from generate_series(1, 4000) n
    cross join lateral (select '2024-01-01'::date + (n * 37) % 1095 as day) at
    cross join lateral (select code from activity_kind order by (position + n) % 10 limit 1) kind
    cross join lateral (select version.unit_id as id from unit_version version
      where at.day between version.valid_from and coalesce(version.valid_to, 'infinity') order by (version.unit_id * 31 + n * 17) % 101 limit 1) unit
  `.execute(database)
  await sql`
    insert into opinion (activity_id, position, content, answered_on)
    select id, 1, 'Ý kiến', case when id % 2 = 0 then held_on end from activity where id % 3 = 0`.execute(database)
}

/** The unit with all below it, walked one by one: each unit under the last parent it had had by the day. */
async function below(unitId: string, day: CalendarDate): Promise<string[]> {
  const versions = await database
    .selectFrom('unit_version')
    .select(['unit_id', 'parent_unit_id'])
    .where('valid_from', '<=', day)
    .orderBy('valid_from')
    .execute()
  const parents = new Map(versions.map((version) => [version.unit_id, version.parent_unit_id]))
  const isBelow = (id: string | null | undefined): boolean => id === unitId || (id != null && isBelow(parents.get(id)))
  return [...parents.keys()].filter(isBelow)
}

async function naive(code: string, unitId: string, period: { from: CalendarDate; to: CalendarDate }): Promise<number> {
  const statement = ORACLE[code]?.replace('HAPPENED', HAPPENED) ?? ''
  const parameters: Record<string, unknown> = {
    $1: sql`${await below(unitId, period.to)}::bigint[]`,
    $2: sql`${period.from}::date`,
    $3: sql`${period.to}::date`,
  }
  const pieces = statement.split(/(\$\d)/).map((piece) => parameters[piece] ?? sql.raw(piece))
  const { rows } = await sql<{ value: string | null }>`select (${sql.join(pieces, sql``)})::text as value`.execute(
    database,
  )
  return Number(rows[0]?.value ?? 0)
}

async function allRecords(asked: Parameters<typeof recordsBehind>[2]): Promise<RecordBehind[]> {
  const page = await recordsBehind(database, facts, asked)
  return page.next === null ? page.rows : [...page.rows, ...(await allRecords({ ...asked, after: page.next }))]
}

const anyPeriod = fc
  .tuple(fc.integer({ min: 0, max: 1200 }), fc.integer({ min: 0, max: 500 }))
  .map(([start, length]) => ({ from: addDays('2023-12-01', start), to: addDays('2023-12-01', start + length) }))
const anyUnit = () => fc.constantFrom(...unitIds)
const figureOf = (figures: readonly Figure[], unitId: string, code: string) =>
  figures.find((figure) => figure.unitId === unitId && figure.indicator.code === code)

describe('figures', () => {
  test('are what a query of its own for each indicator counts, for any unit and period', async () => {
    await fc.assert(
      fc.asyncProperty(anyUnit(), anyPeriod, async (unitId, period) => {
        const figures = await countFigures(database, facts, { unitIds, period })
        for (const code of Object.keys(ORACLE)) {
          expect([code, figureOf(figures, unitId, code)?.total?.value]).toEqual([
            code,
            await naive(code, unitId, period),
          ])
        }
      }),
      { numRuns: 30 },
    )
  })

  test('are the sum of the records they open to, whichever page these stand on', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyUnit(),
        anyPeriod,
        fc.constantFrom(...Object.keys(ORACLE)),
        async (unitId, period, indicator) => {
          const [figure] = await countFigures(database, facts, { indicators: [indicator], unitIds: [unitId], period })
          const records = await allRecords({ reader: null, indicator, unitId, period })
          const sum = records.reduce((total, record) => total + record.value, 0)
          expect({ value: sum, recordCount: records.length }).toEqual(figure?.total)
          expect((await recordsBehind(database, facts, { reader: null, indicator, unitId, period })).total).toEqual(
            figure?.total,
          )
          expect(new Set(records.map((record) => record.recordId)).size).toBe(records.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('of a unit are its own and those of the units directly below it, also in the year in which some of them ended', async () => {
    await fc.assert(
      fc.asyncProperty(anyUnit(), anyPeriod, async (unitId, period) => {
        const below = await subUnits(database, unitId, { period, asOf: period.to })
        const figures = await countFigures(database, facts, {
          unitIds: [unitId, ...below.map((unit) => unit.id)],
          period,
        })
        for (const code of Object.keys(ORACLE).filter((code) => code !== 'staff.count')) {
          const whole = figureOf(figures, unitId, code)
          const parts = below.reduce((sum, unit) => sum + (figureOf(figures, unit.id, code)?.total?.value ?? 0), 0)
          expect([code, (whole?.own?.value ?? 0) + parts]).toEqual([code, whole?.total?.value])
        }
      }),
      { numRuns: 30 },
    )
  })

  test('keep apart what was done on behalf of another body, and open to it alone', async () => {
    const period = { from: '2024-01-01', to: '2026-12-31' }
    const unitId = province.units.province
    const [figure] = await countFigures(database, facts, {
      indicators: ['supervision.count'],
      unitIds: [unitId],
      period,
    })
    const [behalf] = figure?.onBehalfOf ?? []
    expect(behalf).toMatchObject({ unitId: province.units.committee })
    const asked = { reader: null, indicator: 'supervision.count', unitId, period }
    const ofCommittee = await recordsBehind(database, facts, { ...asked, behalfUnitId: province.units.committee })
    const inOwnName = await recordsBehind(database, facts, { ...asked, behalfUnitId: null })
    expect(ofCommittee.total.value).toBe(behalf?.value)
    expect(ofCommittee.total.value).toBeGreaterThan(0)
    expect(ofCommittee.total.value + inOwnName.total.value).toBe(figure?.total?.value)
    expect(ofCommittee.rows[0]?.behalfUnitName).toBe('Ủy ban nhân dân tỉnh Mẫu')
  })

  test('of a period are the sum of those of its parts', async () => {
    const cut = (from: string, to: string) =>
      countFigures(database, facts, { unitIds, period: { from, to }, asOf: '2026-12-31' })
    const [whole, first, second] = [
      await cut('2025-01-01', '2025-12-31'),
      await cut('2025-01-01', '2025-06-30'),
      await cut('2025-07-01', '2025-12-31'),
    ]
    for (const [index, figure] of whole.entries()) {
      if (figure.indicator.time === 'state' || !addsUp(figure.indicator)) continue
      const parts = (first[index]?.total?.value ?? 0) + (second[index]?.total?.value ?? 0)
      expect([figure.indicator.code, figure.total?.value ?? 0]).toEqual([figure.indicator.code, parts])
    }
  })

  test('that nobody offers records for are lacking, not nought', async () => {
    const period = { from: '2026-01-01', to: '2026-12-31' }
    const figures = await countFigures(database, [postFact], { unitIds: [province.units.province], period })
    expect(figureOf(figures, province.units.province, 'dialogue.count')).toMatchObject({
      total: null,
      refusal: { code: 'indicators.no-such-fact' },
    })
    expect(figureOf(figures, province.units.province, 'staff.count')?.total?.value).toBeGreaterThan(0)
    await expect(
      recordsBehind(database, [], {
        reader: null,
        indicator: 'dialogue.count',
        unitId: province.units.province,
        period,
      }),
    ).rejects.toMatchObject({ code: 'indicators.no-such-fact' })
    await expect(countFigures(database, facts, { indicators: ['no.such'], unitIds, period })).rejects.toMatchObject({
      code: 'indicators.no-such-indicator',
    })
  })
})
