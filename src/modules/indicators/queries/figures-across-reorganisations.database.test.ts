import { describe, expect, test } from 'vitest'
import {
  ALL_FACTS,
  carryOutReform,
  REFORM_DAY,
  reorganiseBy,
  unitCoded,
} from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import type { Reading } from '../rules/reading.ts'
import { comparedFigures } from './compared-figures.ts'
import { countFigures } from './count-figures.ts'
import { recordsBehind } from './records-behind.ts'

const today = TEST_TODAY
const YEAR = { from: '2025-01-01', to: '2025-12-31' }
const FIRST_HALF = { from: '2025-01-01', to: '2025-06-30' }
const NEW = { toCode: 'T-X4', toName: 'Xã Bốn', toKindCode: 'commune', toParentCode: 'T-UBND' }

type Asked = { unitId: string; period?: typeof YEAR; indicator?: string }

async function figure(
  database: Database,
  reading: Reading,
  { unitId, period = YEAR, indicator = 'dialogue.count' }: Asked,
) {
  const [found] = await countFigures(database, ALL_FACTS, {
    indicators: [indicator],
    unitIds: [unitId],
    period,
    reading,
    today,
  })
  if (!found) throw new Error('No figure.')
  return found
}
const total = async (database: Database, reading: Reading, asked: Asked) =>
  (await figure(database, reading, asked)).total?.value ?? null

describe('the reform of 2025', () => {
  test('changes no figure of the province in either reading, and gives each successor what its predecessors had', async () => {
    const database = await databaseForTest('province')
    const province = await unitCoded(database, 'HG')
    // An index was published for a unit and goes to nobody else: told below.
    const counted = database.selectFrom('indicator').select('code').where('measure', '<>', 'typed')
    const ids = (await counted.execute()).map((indicator) => indicator.code)
    const all = async (reading: Reading, unitId: string, period = YEAR) =>
      new Map(
        (await countFigures(database, ALL_FACTS, { indicators: ids, unitIds: [unitId], period, reading, today })).map(
          (each) => [each.indicator.code, each.total?.value ?? null],
        ),
      )
    const before = await all('then', province)
    expect(await all('now', province)).toEqual(before)
    const dialogues = before.get('dialogue.count') ?? 0
    expect(dialogues).toBeGreaterThan(0)
    const communes = await database
      .selectFrom('unit_version')
      .innerJoin('unit', 'unit.id', 'unit_version.unit_id')
      .select(['unit.id', 'unit.code'])
      .where('kind_code', '=', 'commune')
      .execute()
    const each = await countFigures(database, ALL_FACTS, {
      indicators: ['dialogue.count'],
      unitIds: communes.map((commune) => commune.id),
      period: YEAR,
    })
    const had = new Map(each.map((found) => [found.unitId, found.total?.value ?? 0]))

    const index = await total(database, 'then', { unitId: province, indicator: 'index.par' })
    expect(index).toBeGreaterThan(0)

    await carryOutReform(database)
    const city = await unitCoded(database, 'P92')
    expect(await total(database, 'then', { unitId: city, indicator: 'index.par' })).toBeNull()
    expect(await total(database, 'then', { unitId: province, indicator: 'index.par' })).toBe(index)
    expect(await all('then', city)).toEqual(before)
    expect(await all('now', city)).toEqual(before)

    const split = await figure(database, 'then', { unitId: city })
    const firstHalf = await total(database, 'then', { unitId: province, period: FIRST_HALF })
    expect(split.parts.map((part) => [part.unitId, part.value])).toEqual(
      [
        [province, firstHalf],
        [city, dialogues - (firstHalf ?? 0)],
      ].sort(([one], [other]) => Number(one) - Number(other)),
    )
    expect(await total(database, 'then', { unitId: province })).toBe(firstHalf)
    expect(await total(database, 'now', { unitId: province })).toBe(0)

    const lines = await database
      .selectFrom('unit_succession')
      .select(['from_unit_id', 'to_unit_id'])
      .where(
        'from_unit_id',
        'in',
        communes.map((commune) => commune.id),
      )
      .execute()
    for (const heir of new Set(lines.flatMap((line) => line.to_unit_id ?? []))) {
      const expected = lines
        .filter((line) => line.to_unit_id === heir)
        .reduce((sum, line) => sum + (had.get(line.from_unit_id) ?? 0), 0)
      expect([heir, await total(database, 'then', { unitId: heir })]).toEqual([heir, expected])
      expect([heir, await total(database, 'now', { unitId: heir })]).toEqual([heir, expected])
    }
  })

  test('has each part open to the records it is counted from, and is compared with last year by the units of today', async () => {
    const database = await databaseForTest('province')
    await carryOutReform(database)
    const city = await unitCoded(database, 'P92')
    const split = await figure(database, 'then', { unitId: city })
    expect(split.parts.length).toBe(2)
    const asked = { indicator: 'dialogue.count', unitId: city, period: YEAR, today, reader: null }
    for (const part of split.parts) {
      const behind = await recordsBehind(database, ALL_FACTS, { ...asked, partUnitId: part.unitId })
      expect(behind.total).toEqual({ value: part.value, recordCount: part.recordCount })
      const days = behind.rows.map((record) => record.date >= REFORM_DAY)
      expect(new Set(days)).toEqual(new Set([part.unitId === city]))
    }
    for (const reading of ['then', 'now'] as const) {
      expect((await recordsBehind(database, ALL_FACTS, { ...asked, reading })).total).toEqual(split.total)
    }
    const [compared] = await comparedFigures(database, ALL_FACTS, {
      indicators: ['dialogue.count'],
      unitIds: [city],
      period: periodByCode('2026'),
      today,
    })
    expect(compared?.lastYear.reading).toBe('now')
    expect(compared?.lastYear.total).toEqual(split.total)
  })
})

/** A dialogue of each unit on the day before and on the day of the reorganisation. */
async function dialogues(database: Database, unitIds: readonly string[], days: readonly string[]): Promise<void> {
  for (const unitId of unitIds) {
    for (const heldOn of days) {
      await database
        .insertInto('activity')
        .values({
          kind_code: 'dialogue',
          title: 'Đối thoại',
          held_on: heldOn,
          place: 'Nhà văn hóa',
          unit_id: unitId,
          behalf_unit_id: null,
          chaired_by: 'Chủ tịch',
          participant_count: 10,
          illustration: null,
          created_by_account_id: null,
          changed_by_account_id: null,
          withdrawn_on: null,
          withdrawn_reason: null,
        })
        .execute()
    }
  }
}

describe('what was split or passed on in part', () => {
  const DAY = '2025-07-01'
  const LAST = addDays(DAY, -1)

  test('is kept above all that it may belong to, told as such, and never divided', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await dialogues(database, [units.commune, units.sibling], [LAST])
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'split', fromCode: 'T-X3', toCode: 'T-X30', isMainHeir: true }),
        row({ kind: 'split', fromCode: 'T-X3', ...NEW, toParentCode: 'T-H1' }),
      ],
      effectiveOn: DAY,
    })
    const fourth = await unitCoded(database, 'T-X4')
    await dialogues(database, [fourth, units.sibling], [DAY])
    expect(await total(database, 'now', { unitId: units.sibling })).toBe(2)
    expect(await total(database, 'now', { unitId: fourth })).toBe(1)
    const district = await figure(database, 'now', { unitId: units.district })
    expect([
      district.total?.value,
      district.own?.value,
      district.unallocated.value,
      district.unallocatedHere.value,
    ]).toEqual([4, 0, 1, 1])
    const above = await figure(database, 'now', { unitId: units.province })
    expect([above.total?.value, above.unallocated.value, above.unallocatedHere.value]).toEqual([4, 1, 0])
    const behind = await recordsBehind(database, ALL_FACTS, {
      indicator: 'dialogue.count',
      unitId: units.district,
      period: YEAR,
      reading: 'now',
      today,
      reader: null,
      unallocated: 'here',
    })
    expect(behind.rows.map((record) => record.unitId)).toEqual([units.commune])
    // As it was: the split unit is nobody's predecessor as a whole, and stays where it stood.
    expect(await total(database, 'then', { unitId: fourth })).toBe(1)
    expect(await total(database, 'then', { unitId: units.district })).toBe(4)
  })

  test('is not what came before the unit above its parts, as it was at the time', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await dialogues(database, [units.commune], [LAST])
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'split', fromCode: 'T-X3', ...NEW, toParentCode: 'T-SNV' }),
        row({ kind: 'split', fromCode: 'T-X3', ...NEW, toCode: 'T-X5', toName: 'Xã Năm', toParentCode: 'T-SNV' }),
      ],
      effectiveOn: DAY,
    })
    expect(await total(database, 'then', { unitId: units.homeAffairs })).toBe(0)
    expect(await total(database, 'then', { unitId: units.district })).toBe(1)
    expect((await figure(database, 'now', { unitId: units.homeAffairs })).unallocatedHere.value).toBe(1)
    expect(await total(database, 'now', { unitId: units.district })).toBe(0)
  })

  test('is one unit’s again when all its parts have come together', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await dialogues(database, [units.commune], [LAST])
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'split', fromCode: 'T-X3', toCode: 'T-X30' }),
        row({ kind: 'split', fromCode: 'T-X3', ...NEW }),
      ],
      effectiveOn: DAY,
    })
    await reorganiseBy(database, officials.administrator, {
      rows: [row({ kind: 'merged-into', fromCode: 'T-X4', toCode: 'T-X30' })],
      effectiveOn: '2025-09-01',
    })
    const whole = await figure(database, 'now', { unitId: units.sibling })
    expect([whole.total?.value, whole.own?.value, whole.unallocated.value]).toEqual([1, 1, 0])
  })

  test('counts for a unit that lives on only from the day on which the part went', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await dialogues(database, [units.commune], [LAST, DAY])
    await reorganiseBy(database, officials.administrator, {
      rows: [row({ kind: 'part-transferred', fromCode: 'T-X3', toCode: 'T-X30', parts: 'Ấp 1' })],
      effectiveOn: DAY,
    })
    expect(await total(database, 'now', { unitId: units.commune })).toBe(1)
    expect(await total(database, 'now', { unitId: units.sibling })).toBe(0)
    expect((await figure(database, 'now', { unitId: units.district })).unallocated.value).toBe(1)
    expect(await total(database, 'then', { unitId: units.commune })).toBe(2)
  })

  test('of a unit that ended with nobody after it stays under whoever took over the unit above', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await dialogues(database, [units.commune, units.sibling], [LAST])
    await reorganiseBy(database, officials.administrator, {
      rows: [
        row({ kind: 'dissolved', fromCode: 'T-X3' }),
        row({ kind: 'merged-into', fromCode: 'T-X30', ...NEW, toParentCode: 'T-SNV' }),
        row({ kind: 'dissolved', fromCode: 'T-H1', toCode: 'T-SNV' }),
      ],
      effectiveOn: DAY,
    })
    expect(await total(database, 'now', { unitId: units.homeAffairs })).toBe(2)
    expect(await total(database, 'now', { unitId: units.province })).toBe(2)
    expect(await total(database, 'then', { unitId: units.province })).toBe(2)
  })
})
