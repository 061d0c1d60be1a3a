import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { activities } from '../../activities/index.ts'
import { countFigures, recordsBehind } from '../../indicators/index.ts'
import { consolidationOf } from '../queries/consolidation.ts'
import { reportDutyFact } from '../queries/fact.ts'
import { openDuties } from '../queries/open-duties.ts'
import { reportContent } from '../queries/report-content.ts'
import { reportOf } from '../queries/reports.ts'
import { dutiesOf, requestOf } from '../queries/requests.ts'
import { dutyStatus } from '../rules/report-duty.ts'
import { consolidateReports } from './consolidate-reports.ts'
import { decideReport } from './decide-report.ts'
import { draftReport } from './draft-report.ts'
import { changeRequest, requestReports } from './request-reports.ts'
import { submitReport } from './submit-report.ts'
import { writeSection } from './write-section.ts'

const facts = [...(activities.facts ?? []), reportDutyFact]
const period = periodByCode('2022')
const DEADLINE = { dueOn: '2022-12-05', dueOnExcluded: true, basis: 'Kế hoạch 32/KH-UBND' }

/** Two communes, their district and Sở Nội vụ owe the report of 2022 before 05/12/2022; each has held one dialogue. */
async function prepared() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const unitIds = [units.commune, units.sibling, units.district, units.homeAffairs]
  for (const [index, unitId] of [...unitIds, units.committee].entries()) await hold(database, unitId, 100 * (index + 1))
  const request = { typeCode: 'mobilisation', period, ...DEADLINE, unitIds }
  const requestId = await requestReports(database, officials.collector, request, '2022-11-01')
  return { database, units, officials, request, requestId }
}

function hold(database: Database, unitId: string, participants: number, heldOn = '2022-05-05') {
  return database
    .insertInto('activity')
    .values({
      kind_code: 'dialogue',
      title: 'Đối thoại',
      held_on: heldOn,
      place: 'Hội trường',
      unit_id: unitId,
      behalf_unit_id: null,
      chaired_by: 'Chủ tịch',
      participant_count: participants,
      illustration: null,
      created_by_account_id: null,
      changed_by_account_id: null,
      withdrawn_on: null,
      withdrawn_reason: null,
    })
    .execute()
}

/** Writes and sends the commune's report on the day and has it accepted. */
async function report(
  database: Database,
  officials: { communeHead: Official; collector: Official },
  unitId: string,
  today: string,
) {
  const reportId = await draftReport(
    database,
    officials.communeHead,
    { typeCode: 'mobilisation', unitId, period },
    today,
  )
  await writeSection(
    database,
    officials.communeHead,
    { reportId, sectionCode: 'strengths', content: 'Làm tốt đối thoại.', version: '0' },
    today,
  )
  await submitReport(database, facts, officials.communeHead, { reportId, today })
  await decideReport(database, officials.collector, { reportId, decision: 'accept', reason: '', today })
  return reportId
}

describe('a request for reports', () => {
  test('makes each unit owe one, and tells who had sent by any day', async () => {
    const { database, officials, units, requestId } = await prepared()
    await report(database, officials, units.commune, '2022-12-04')
    const request = await requestOf(database, officials.collector, requestId, '2022-12-05')
    const board = async (asOf: string) =>
      Object.fromEntries(
        (await dutiesOf(database, officials.collector, request, '2022-12-05')).map((duty) => [
          duty.unitCode,
          dutyStatus({ ...duty, lastGoodDay: request.lastGoodDay }, asOf),
        ]),
      )
    expect(await board('2022-12-03')).toEqual({
      'T-X3': 'waiting',
      'T-X30': 'waiting',
      'T-H1': 'waiting',
      'T-SNV': 'waiting',
    })
    expect(await board('2022-12-05')).toEqual({
      'T-X3': 'on-time',
      'T-X30': 'missing',
      'T-H1': 'missing',
      'T-SNV': 'missing',
    })
  })

  test('shows a unit its own duty and not its neighbour’s', async () => {
    const { database, officials, units, requestId } = await prepared()
    const request = await requestOf(database, officials.communeClerk, requestId, '2022-11-01')
    expect(
      (await dutiesOf(database, officials.communeClerk, request, '2022-11-01')).map((duty) => duty.unitId),
    ).toEqual([units.commune])
    expect(await openDuties(database, [units.commune], '2022-11-01')).toMatchObject([
      { lastGoodDay: '2022-12-04', reportId: null },
    ])
  })

  test('counts as a report due, in time or late, and each opens to its record', async () => {
    const { database, officials, units } = await prepared()
    await report(database, officials, units.commune, '2022-12-05')
    const days = { from: '2022-12-01', to: '2022-12-31' }
    const figures = await countFigures(database, facts, {
      indicators: ['report.due', 'report.submitted-on-time'],
      unitIds: [units.province],
      period: days,
    })
    expect(figures.map((figure) => figure.total?.value)).toEqual([4, 0])
    const behind = await recordsBehind(database, facts, {
      reader: null,
      indicator: 'report.due',
      unitId: units.commune,
      period: days,
    })
    expect(behind.rows).toMatchObject([{ date: '2022-12-04', title: 'Báo cáo kết quả công tác dân vận – Năm 2022' }])
  })

  test('has the report that meets it among those sent in time, also in that report’s own frozen figures', async () => {
    const { database, officials, units } = await prepared()
    const reportId = await report(database, officials, units.commune, '2022-12-04')
    const sent = await reportOf(database, officials.communeHead, reportId, '2022-12-04')
    const { sections } = await reportContent(database, facts, sent, '2022-12-04')
    const inTime = sections
      .flatMap((section) => section.figures)
      .find((figure) => figure.code === 'report.submitted-on-time')
    expect(inTime).toMatchObject({ amount: { value: 1, recordCount: 1 }, changedTo: null })
  })

  test('is made once for a period; more units and another deadline are added to it', async () => {
    const { database, officials, units, request, requestId } = await prepared()
    const today = '2022-11-02'
    const { collector } = officials
    await expect(requestReports(database, collector, request, today)).rejects.toMatchObject({
      code: 'report.already-requested',
    })
    await changeRequest(database, collector, {
      id: requestId,
      version: '1',
      given: { ...DEADLINE, dueOnExcluded: false, unitIds: [units.commune, units.committee] },
      today,
    })
    const changed = await requestOf(database, collector, requestId, today)
    expect(changed).toMatchObject({ lastGoodDay: '2022-12-05', version: 2 })
    expect(await dutiesOf(database, collector, changed, today)).toHaveLength(5)
    const stale = changeRequest(database, collector, {
      id: requestId,
      version: '1',
      given: { ...DEADLINE, unitIds: [] },
      today,
    })
    await expect(stale).rejects.toMatchObject({ code: 'form.changed-meanwhile' })
  })

  test('is refused without units, for units out of reach, with a deadline before the period, and to who does not gather', async () => {
    const { database, officials, units, request } = await prepared()
    const ask = (changed: Partial<typeof request>, who = officials.collector) =>
      requestReports(database, who, { ...request, period: periodByCode('2022-Q1'), ...changed }, '2022-11-01')
    await expect(ask({ unitIds: [] })).rejects.toMatchObject({ code: 'report.no-units' })
    await expect(ask({ unitIds: [units.commune, '999999'] })).rejects.toMatchObject({ code: 'report.not-your-unit' })
    await expect(ask({ dueOn: '2022-01-01' })).rejects.toMatchObject({ code: 'report.due-before-period' })
    await expect(ask({}, officials.communeHead)).rejects.toMatchObject({ code: 'report.not-collector' })
    expect(await database.selectFrom('report_request').select('id').execute()).toHaveLength(1)
  })
})

describe('the consolidated report', () => {
  test('counts the whole province, adds each unit once, and lays the figure out by where it comes from', async () => {
    const { database, officials, units, requestId } = await prepared()
    const today = '2022-12-10'
    await report(database, officials, units.commune, '2022-12-04')
    await hold(database, units.commune, 7, '2022-12-06')
    const reportId = await consolidateReports(database, officials.collector, requestId, today)
    expect(await consolidateReports(database, officials.collector, requestId, today)).toBe(reportId)

    const content = await reportContent(
      database,
      facts,
      await reportOf(database, officials.collector, reportId, today),
      today,
    )
    const {
      units: gathered,
      checks,
      texts,
    } = await consolidationOf(database, facts, content, {
      request: { id: requestId, lastGoodDay: '2022-12-04' },
      today,
    })
    const people = checks.find((check) => check.code === 'dialogue.participants')
    // Of the district, which has not sent: 300 its own, 200 of the sibling. Sở Nội vụ 400, the committee 500.
    expect(people?.check).toEqual({ sent: 100, changedSince: 7, notSent: 900, rest: 500, whole: 1507, movedByHand: 0 })
    const commune = gathered.find((unit) => unit.unitId === units.commune)
    expect(commune?.coveredBy).toBeNull()
    expect(commune?.figures['dialogue.participants']).toEqual({
      sent: { value: 100, recordCount: 1 },
      override: null,
      counted: { value: 107, recordCount: 2 },
    })
    expect(gathered.filter((unit) => unit.status === 'missing')).toHaveLength(3)
    expect(texts).toMatchObject([
      { sectionCode: 'strengths', unitName: 'Ủy ban nhân dân xã Ba', content: 'Làm tốt đối thoại.' },
    ])
  })

  test('once sent, marks the accepted reports as consolidated', async () => {
    const { database, officials, units, requestId } = await prepared()
    const today = '2022-12-10'
    const ofCommune = await report(database, officials, units.commune, '2022-12-04')
    const reportId = await consolidateReports(database, officials.collector, requestId, today)
    await writeSection(
      database,
      officials.collector,
      { reportId, sectionCode: 'strengths', content: 'Toàn tỉnh …', version: '0' },
      today,
    )
    await submitReport(database, facts, officials.collector, { reportId, today })
    expect((await reportOf(database, officials.collector, ofCommune, today)).state).toBe('consolidated')
    expect((await reportOf(database, officials.collector, reportId, today)).state).toBe('submitted')
  })

  test('belongs to who gathers', async () => {
    const { database, officials, requestId } = await prepared()
    await expect(consolidateReports(database, officials.communeHead, requestId, '2022-12-10')).rejects.toMatchObject({
      code: 'report.not-yours',
    })
  })
})
