import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ALL_FACTS, officialNamed, unitCoded } from '../../../../tests/support/reorganisation.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { modules } from '../../../application.ts'
import type { Database } from '../../../platform/database/database.ts'
import { countFigures } from '../queries/count-figures.ts'
import { indicatorDefinition } from '../queries/definitions.ts'
import { asIndicator, draftById, drafts } from '../queries/drafts.ts'
import { recordDigests } from '../queries/record-digests.ts'
import { recordIdsBehind } from '../queries/record-ids.ts'
import type { Definition } from '../rules/definition.ts'
import { draftDefinition, issueDraft, retireIndicator } from './keep-definition.ts'
import { correctValue, enterValue, withdrawValue } from './keep-value.ts'

const surroundings = { facts: ALL_FACTS, uses: modules().flatMap((module) => module.figureUses ?? []) }
const share = (given: Partial<Definition> = {}): Definition => ({
  ...{ code: 'defined.large', title: 'Tỷ lệ cuộc đối thoại', theme: 'Đối thoại, tiếp công dân', unitOfMeasure: '' },
  ...{ explanation: 'Phần là đối thoại.', source: 'Thử.', measure: 'share', factCode: 'activity', measureColumn: null },
  ...{ filters: {}, partFilters: { kind: ['dialogue'] }, formula: null, decimals: 1, addsUp: false, time: 'flow' },
  ...given,
})

async function figureOf(database: Database, code: string, year: number) {
  const [figure] = await countFigures(database, ALL_FACTS, {
    indicators: [code],
    unitIds: [await unitCoded(database, 'HG')],
    period: { from: `${year}-01-01`, to: `${year}-12-31` },
  })
  return figure
}

describe('a definition that somebody makes', () => {
  test('is tried, put into force, and changed for later periods alone', async () => {
    const database = await databaseForTest('province')
    const collector = await officialNamed(database, 'tonghop.snv')
    const drafted = await draftDefinition(
      database,
      collector,
      { definition: share(), indicatorCode: null },
      surroundings,
    )
    const trial = await countFigures(database, ALL_FACTS, {
      indicators: ['defined.large'],
      tried: [asIndicator(await draftById(database, drafted))],
      unitIds: [await unitCoded(database, 'HG')],
      period: { from: '2025-01-01', to: '2025-12-31' },
    })
    expect(trial[0]?.ofWhole?.part).toBeGreaterThan(0)
    await expect(figureOf(database, 'defined.large', 2025)).rejects.toMatchObject({
      code: 'indicators.no-such-indicator',
    })

    const issued = { id: drafted, version: '1', validFrom: null, reason: 'Kế hoạch mới' }
    const code = await issueDraft(database, collector, issued, surroundings)
    expect((await figureOf(database, code, 2025))?.total).toEqual(trial[0]?.total)

    const behind = {
      indicators: [code],
      unitId: await unitCoded(database, 'HG'),
      period: { from: '2025-01-01', to: '2025-12-31' },
      asOf: '2025-12-31',
    }
    const [ids, digests] = [
      await recordIdsBehind(database, ALL_FACTS, behind),
      await recordDigests(database, ALL_FACTS, behind),
    ]
    expect(ids.get(code)).toHaveLength(trial[0]?.total?.recordCount ?? -1)

    const news = {
      definition: share({ filters: { kind: ['training', 'dialogue'] }, partFilters: { kind: ['training'] } }),
      indicatorCode: code,
    }
    const second = await draftDefinition(database, collector, news, surroundings)
    const later = { id: second, version: null, validFrom: '2026-01-01', reason: 'Đổi cách tính' }
    await issueDraft(database, collector, later, surroundings)
    expect(await figureOf(database, code, 2025)).toMatchObject({ total: trial[0]?.total, indicator: { version: 1 } })
    expect((await figureOf(database, code, 2026))?.indicator.version).toBe(2)
    expect(await recordIdsBehind(database, ALL_FACTS, behind)).toEqual(ids)
    expect(await recordDigests(database, ALL_FACTS, behind)).toEqual(digests)
    const untouched = (await drafts(database)).filter(({ indicatorCode }) => indicatorCode === code)
    expect(untouched).toEqual([])

    await expect(sql`update indicator_version set reason = 'khác'`.execute(database)).rejects.toThrow('only added')
    await retireIndicator(database, collector, { code, lastDay: '2026-12-31', reason: 'Hết dùng' }, surroundings)
    expect((await figureOf(database, code, 2027))?.refusal).toMatchObject({ code: 'indicators.retired' })
    expect((await figureOf(database, code, 2025))?.total).toEqual(trial[0]?.total)
  })

  test('changes nothing that was sent', async () => {
    const database = await databaseForTest('province')
    const collector = await officialNamed(database, 'tonghop.snv')
    const fixed = await sql<{ code: string; until: string }>`
      select figure.indicator_code as code, max(report.period_to)::text as until from report_figure figure
      join report_submission submission on submission.id = figure.submission_id join report on report.id = submission.report_id
      where figure.indicator_code like 'dialogue.count' group by 1`.execute(database)
    const [{ code, until } = { code: '', until: '' }] = fixed.rows
    expect(until).not.toBe('')
    const {
      version: _version,
      validFrom: _validFrom,
      reason: _reason,
      retiredOn: _retiredOn,
      ...kept
    } = await indicatorDefinition(database, code)
    const news = { definition: { ...kept, filters: { kind: ['dialogue', 'reception'] } }, indicatorCode: code }
    const id = await draftDefinition(database, collector, news, surroundings)
    const issue = (validFrom: string) =>
      issueDraft(database, collector, { id, version: null, validFrom, reason: 'Thử' }, surroundings)
    await expect(issue(until)).rejects.toMatchObject({ code: 'indicators.version-too-early' })
    const retirement = { code, lastDay: '2020-01-01', reason: 'Thử' }
    await expect(retireIndicator(database, collector, retirement, surroundings)).rejects.toMatchObject({
      code: 'indicators.used-in-formula',
    })
  })
})

describe('what somebody else has published', () => {
  test('is entered once with its source, put right with what stood before, and taken back', async () => {
    const database = await databaseForTest('province')
    const collector = await officialNamed(database, 'tonghop.snv')
    const unitId = await unitCoded(database, 'HG')
    const given = {
      ...{ indicatorCode: 'index.papi', unitId, year: 2025, part: 'year' as const, value: '42.1234', note: '' },
      ...{ document: 'Báo cáo PAPI 2025', publishedOn: '2026-04-15', publisher: 'Cơ quan khác' },
    }
    const id = await enterValue(database, collector, given, TEST_TODAY)
    expect((await figureOf(database, 'index.papi', 2025))?.total).toEqual({ value: 42.12, recordCount: 1 })
    expect((await figureOf(database, 'index.papi', 2026))?.refusal).toMatchObject({ code: 'indicators.no-value' })
    const refused: [string, Partial<typeof given>][] = [
      ['indicators.value-exists', {}],
      ['indicators.not-typed', { indicatorCode: 'dialogue.count' }],
      ['indicators.publication-day', { year: 2024, publishedOn: '2027-01-01' }],
      ['indicators.not-your-unit', { unitId: await unitCoded(database, 'DT'), year: 2024 }],
    ]
    for (const [code, change] of refused) {
      await expect(enterValue(database, collector, { ...given, ...change }, TEST_TODAY)).rejects.toMatchObject({ code })
    }
    const { indicatorCode: _code, unitId: _unit, year: _year, part: _part, ...published } = given
    const correction = {
      id,
      version: null,
      given: { ...published, value: '43.5' },
      reason: 'In sai',
      today: TEST_TODAY,
    }
    await correctValue(database, collector, correction)
    expect((await figureOf(database, 'index.papi', 2025))?.total?.value).toBe(43.5)
    const before = await database.selectFrom('indicator_value_before').selectAll().where('value_id', '=', id).execute()
    expect(before).toMatchObject([{ number: 1, value: '42.1234', reason: 'In sai', corrected_on: TEST_TODAY }])
    await withdrawValue(database, collector, { id, version: null, reason: 'Nhầm', today: TEST_TODAY })
    expect((await figureOf(database, 'index.papi', 2025))?.total).toBeNull()
    await expect(correctValue(database, collector, correction)).rejects.toMatchObject({
      code: 'indicators.no-such-value-entered',
    })
  })
})
