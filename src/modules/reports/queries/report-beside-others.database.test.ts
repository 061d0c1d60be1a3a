import { expect, test } from 'vitest'
import { reorganiseBy } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { activities } from '../../activities/index.ts'
import { draftReport } from '../actions/draft-report.ts'
import { submitReport } from '../actions/submit-report.ts'
import { writeSection } from '../actions/write-section.ts'
import { earlierTexts } from './earlier-texts.ts'
import { recordsSince } from './records-since.ts'
import { reportContent } from './report-content.ts'
import { reportOf } from './reports.ts'

const facts = activities.facts ?? []
const today = TEST_TODAY

/** The report of a unit on a period, with words on its strengths. */
async function written(
  database: Database,
  by: Official,
  { unitId, code, content }: { unitId: string; code: string; content: string },
) {
  const given = { typeCode: 'mobilisation', unitId, period: periodByCode(code) }
  const reportId = await draftReport(database, by, given, today)
  await writeSection(database, by, { reportId, sectionCode: 'strengths', content, version: null }, today)
  return reportId
}

async function hold(database: Database, unitId: string, heldOn: string): Promise<string> {
  const { id } = await database
    .insertInto('activity')
    .values({
      ...{ kind_code: 'dialogue', title: `Đối thoại ${heldOn}`, held_on: heldOn, place: 'Xã', unit_id: unitId },
      ...{ behalf_unit_id: null, chaired_by: 'Chủ tịch', participant_count: 10, illustration: null },
      ...{ created_by_account_id: null, changed_by_account_id: null, withdrawn_on: null, withdrawn_reason: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

test('the words of the period before and of last year stand beside those of a report, for who may read them', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const unitId = units.commune
  await written(database, officials.communeHead, { unitId, code: '2026-Q2', content: 'Lời quý II.' })
  await written(database, officials.communeHead, { unitId, code: '2025-Q3', content: 'Lời năm trước.' })
  await written(database, officials.communeHead, { unitId, code: '2026-Q1', content: 'Lời quý I.' })
  const id = await written(database, officials.communeHead, { unitId, code: '2026-Q3', content: 'Lời quý III.' })
  const report = await reportOf(database, officials.communeClerk, id, today)
  const beside = async (reader: Official) =>
    (await earlierTexts(database, reader, report, today)).map(({ when, content }) => [when, content])
  expect(await beside(officials.communeClerk)).toEqual([
    ['Kỳ trước', 'Lời quý II.'],
    ['Cùng kỳ năm trước', 'Lời năm trước.'],
  ])
  expect(await beside(officials.siblingClerk)).toEqual([])
})

test('a unit that others were merged into says whose figures are in last year’s, and has their words', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  await hold(database, units.commune, '2025-02-03')
  const before = { unitId: units.commune, code: '2025-Q1', content: 'Lời của xã cũ.' }
  await written(database, officials.communeHead, before)
  await reorganiseBy(database, officials.administrator, {
    rows: [row({ kind: 'merged-into', fromCode: 'T-X3', toCode: 'T-X30' })],
    effectiveOn: '2025-09-01',
  })
  const given = { typeCode: 'mobilisation', unitId: units.sibling, period: periodByCode('2026-Q1') }
  const id = await draftReport(database, officials.siblingClerk, given, today)
  const report = await reportOf(database, officials.collector, id, today)
  const content = await reportContent(database, facts, report, today)
  const figure = content.sections.flatMap((section) => section.figures).find(({ code }) => code === 'dialogue.count')
  expect(figure?.lastYear).toBe(1)
  expect(content.lastYearUnits).toEqual(['Ủy ban nhân dân xã Ba'])
  expect(await earlierTexts(database, officials.collector, report, today)).toMatchObject([
    { when: 'Cùng kỳ năm trước', unitId: units.commune, content: 'Lời của xã cũ.' },
  ])
  // A report on the time before the merger is on the unit as it was then.
  const earlier = { ...given, period: periodByCode('2027-Q1') }
  const nextYear = { ...report, period: earlier.period }
  expect((await reportContent(database, facts, nextYear, '2027-02-01')).lastYearUnits).toEqual([])
})

test('of a sent figure one can see which records came and which went since', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  await hold(database, units.commune, '2026-07-01')
  const gone = await hold(database, units.commune, '2026-07-02')
  const by = officials.communeHead
  const id = await written(database, by, { unitId: units.commune, code: '2026-Q3', content: 'Lời.' })
  await submitReport(database, facts, by, { reportId: id, today })
  await hold(database, units.commune, '2026-07-03')
  const withdrawal = { withdrawn_on: today, withdrawn_reason: 'Ghi trùng' }
  await database.updateTable('activity').set(withdrawal).where('id', '=', gone).execute()
  const report = await reportOf(database, by, id, today)
  const { sections, submission } = await reportContent(database, facts, report, today)
  const figure = sections.flatMap((section) => section.figures).find(({ code }) => code === 'dialogue.count')
  if (!figure || !submission) throw new Error('The report has not been sent.')
  // Two then and two now: the number alone would not tell.
  expect(figure).toMatchObject({ amount: { value: 2 }, changedTo: null })
  const since = (reader: Official) =>
    recordsSince(database, facts, { official: reader, today }, { report, submission, figure })
  const seen = await since(by)
  expect(seen?.came).toMatchObject({ count: 1, unread: 0, rows: [{ title: 'Đối thoại 2026-07-03' }] })
  expect(seen?.went).toMatchObject({ count: 1, removed: 1, rows: [] })
  const unread = await since(officials.siblingClerk)
  expect(unread?.came).toMatchObject({ count: 1, unread: 1, rows: [] })
})
