import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { readRows } from '../../../platform/spreadsheet/read-rows.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { activities } from '../../activities/index.ts'
import { consolidationOf } from '../queries/consolidation.ts'
import { reportAnswer } from '../queries/report-answer.ts'
import { findingsIn, keysToExplain, sentFindings } from '../queries/report-checks.ts'
import { type ReportContent, reportContent } from '../queries/report-content.ts'
import { reportOf } from '../queries/reports.ts'
import { requestOf } from '../queries/requests.ts'
import { findingKey } from '../rules/report-finding.ts'
import { writeReport } from '../web/write-report.ts'
import { consolidateReports } from './consolidate-reports.ts'
import { decideReport } from './decide-report.ts'
import { draftReport } from './draft-report.ts'
import { explainFindings } from './explain-findings.ts'
import { overrideFigure, withdrawOverride } from './override-figure.ts'
import { requestReports } from './request-reports.ts'
import { submitReport } from './submit-report.ts'

const facts = activities.facts ?? []
const today = TEST_TODAY
const CODE = 'dialogue.participants'
const BY_HAND = { indicatorCode: CODE, value: 220, reason: 'Năm người đến sau khi chốt danh sách.', basis: 'Biên bản' }

/** The report of the commune on a quarter with one dialogue of 215 people, being written. */
async function prepared(heldLastYear: number[] = []) {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const { officials, units } = province
  await hold(database, units.commune, '2026-11-02', 215)
  for (const participants of heldLastYear) await hold(database, units.commune, '2025-11-02', participants)
  const period = periodByCode('2026-Q4')
  const given = { typeCode: 'mobilisation', unitId: units.commune, period }
  const reportId = await draftReport(database, officials.communeClerk, given, today)
  const content = async (id = reportId): Promise<ReportContent> =>
    reportContent(database, facts, await reportOf(database, officials.collector, id, today), today)
  const put = (changed: Partial<typeof BY_HAND & { version: string | null; by: Official }> = {}) => {
    const { by = officials.communeClerk, version = null, ...value } = changed
    return overrideFigure(database, facts, by, { ...BY_HAND, ...value, reportId, version }, today)
  }
  const send = (explanations = {}) =>
    submitReport(database, facts, officials.communeHead, { reportId, explanations, today })
  return { database, ...province, period, reportId, content, put, send }
}

function hold(database: Database, unitId: string, heldOn: string, participants: number) {
  return database
    .insertInto('activity')
    .values({
      ...{ kind_code: 'dialogue', title: 'Đối thoại', held_on: heldOn, place: 'Hội trường', unit_id: unitId },
      ...{ behalf_unit_id: null, chaired_by: 'Chủ tịch', participant_count: participants, illustration: null },
      ...{ created_by_account_id: null, changed_by_account_id: null, withdrawn_on: null, withdrawn_reason: null },
    })
    .execute()
}

/** The words of a Word file, without their marks. */
function textOf(word: Buffer): string {
  const body = unzipSync(word)['word/document.xml'] ?? new Uint8Array()
  return strFromU8(body).replace(/<[^>]+>/g, '')
}

const figure = ({ sections }: ReportContent, code = CODE) =>
  sections.flatMap((section) => section.figures).find((candidate) => candidate.code === code)

describe('a value put by hand', () => {
  test('stands beside the counted one with its reason, is frozen with the sending, and is told in the trail', async () => {
    const { database, reportId, content, put, send } = await prepared()
    await put()
    expect(figure(await content())).toMatchObject({
      amount: { value: 215 },
      override: { value: 220, basis: 'Biên bản' },
    })
    await send()
    expect(figure(await content())).toMatchObject({
      amount: { value: 215, recordCount: 1 },
      override: { value: 220, reason: BY_HAND.reason, basis: 'Biên bản' },
      changedTo: null,
    })
    await expect(put({ value: 230 })).rejects.toMatchObject({ code: 'report.locked' })
    const told = (await changesOf(database, { kind: 'report', id: reportId })).map(({ summary }) => summary)
    expect(told.join('\n')).toContain('Điều chỉnh “Đại biểu dự đối thoại” thành 220 (số đếm được 215)')
  })

  test('still shows what has changed in the records since it was sent', async () => {
    const { database, units, content, put, send } = await prepared()
    await put()
    await send()
    await hold(database, units.commune, '2026-11-03', 40)
    expect(figure(await content())).toMatchObject({
      ...{ amount: { value: 215 }, override: { value: 220 }, changedTo: { value: 255, recordCount: 2 } },
    })
  })

  test('is taken back again, and the counted one is reported', async () => {
    const { database, officials, reportId, content, put } = await prepared()
    await put()
    const taken = { reportId, indicatorCode: CODE, today }
    await withdrawOverride(database, facts, officials.communeClerk, taken)
    expect(figure(await content())?.override).toBeNull()
    await expect(withdrawOverride(database, facts, officials.communeClerk, taken)).rejects.toMatchObject({
      code: 'report.no-such-override',
    })
  })

  test('is for who writes the report, for a figure that it has, and for another number than the counted one', async () => {
    const { officials, put } = await prepared()
    await expect(put({ by: officials.collector })).rejects.toMatchObject({ code: 'report.not-yours' })
    await expect(put({ by: officials.siblingClerk })).rejects.toMatchObject({ code: 'report.no-such-report' })
    await expect(put({ indicatorCode: 'rank.excellent' })).rejects.toMatchObject({ code: 'report.no-such-figure' })
    await expect(put({ value: 215 })).rejects.toMatchObject({ code: 'report.override-is-counted' })
  })

  test('of two people who put one at once, the second sees that of the first', async () => {
    const { officials, put } = await prepared()
    await put({ version: '0' })
    const second = put({ version: '0', value: 240, by: officials.communeHead })
    await expect(second).rejects.toBeInstanceOf(StaleEdit)
    await expect(second).rejects.toMatchObject({ current: { version: '1', values: { value: '220' } } })
  })

  test('goes out with both numbers in Word, in Excel and to programs', async () => {
    const { database, content, put } = await prepared()
    await put()
    const read = await content()
    const answered = reportAnswer(read).sections.flatMap((section) => section.figures)
    expect(answered.find(({ indicator }) => indicator === CODE)).toMatchObject({
      ...{ value: 220, counted: 215, reason: BY_HAND.reason, basis: 'Biên bản', recordCount: 1 },
    })
    const [word, excel] = await Promise.all(
      (['docx', 'xlsx'] as const).map((format) => writeReport(database, read, { demonstration: false, format })),
    )
    const text = textOf(word ?? Buffer.alloc(0))
    expect(text).toContain(
      'Đại biểu dự đối thoại: 220 đại biểu (số đếm được từ hồ sơ 215; lý do: Năm người đến sau khi chốt danh sách; căn cứ: Biên bản)',
    )
    const [sheet] = await readRows(excel ?? Buffer.alloc(0))
    const row = sheet?.rows.find(({ cells }) => cells[1] === 'Đại biểu dự đối thoại')?.cells
    expect(row?.[3]).toBe(220)
    expect(row?.slice(8, 11)).toEqual([215, BY_HAND.reason, 'Biên bản'])
  })
})

describe('the checks before sending', () => {
  test('let a report through in which nothing is odd, and keep the hints with the sending', async () => {
    const { database, content, send } = await prepared()
    await send()
    const { submission } = await content()
    const findings = await sentFindings(database, submission?.id ?? '')
    expect(findings.length).toBeGreaterThan(0)
    expect(findings.every(({ strength }) => strength === 'hint')).toBe(true)
    await expect(database.deleteFrom('report_finding').execute()).rejects.toThrow('frozen')
  })

  test('block sending while the sums do not add up', async () => {
    const { database, officials, reportId, content, put, send } = await prepared()
    // No more opinions can have been answered than were written down.
    await put({ indicatorCode: 'opinion.answered', value: 3 })
    const findings = await findingsIn(database, facts, await content(), today)
    expect(findings.filter(({ strength }) => strength === 'hard')).toMatchObject([
      { indicatorCode: 'opinion.answered' },
    ])
    const keys = await keysToExplain(database, facts, officials.communeHead, { reportId, today })
    const explanations = Object.fromEntries(keys.map((key) => [key, 'Đúng vậy.']))
    await expect(send(explanations)).rejects.toMatchObject({ code: 'report.sums-wrong' })
    expect((await content()).submission).toBeNull()
  })

  test('ask for words on what differs from last year; these are kept, and frozen for the receiver', async () => {
    const { database, officials, reportId, content, send } = await prepared([40, 30, 20])
    const participants = { check: 'differs-from-last-year', indicatorCode: CODE }
    await expect(send()).rejects.toMatchObject({ code: 'report.explanation-missing' })
    const [key = ''] = await keysToExplain(database, facts, officials.communeHead, { reportId, today })
    expect(key).toBe(findingKey(participants))
    const explanations = { [key]: 'Năm nay họp cả ba ấp.' }
    await explainFindings(database, facts, officials.communeClerk, { reportId, explanations, today })
    await send()
    const { submission } = await content()
    const explained = (await sentFindings(database, submission?.id ?? '')).filter(
      ({ strength }) => strength === 'explain',
    )
    expect(explained).toMatchObject([{ ...participants, explanation: 'Năm nay họp cả ba ấp.' }])
    expect(explained[0]?.finding).toContain('kỳ này 215, cùng kỳ năm trước 90')
  })

  test('take an explanation that is given with the sending itself, and one that is emptied is asked for again', async () => {
    const { database, officials, reportId, send } = await prepared([90])
    const [key = ''] = await keysToExplain(database, facts, officials.communeHead, { reportId, today })
    const clerk = officials.communeClerk
    await explainFindings(database, facts, clerk, { reportId, explanations: { [key]: 'Có lý do.' }, today })
    await expect(send({ [key]: '' })).rejects.toMatchObject({ code: 'report.explanation-missing' })
    await send({ [key]: 'Họp cả ba ấp.' })
  })
})

test('the whole stays counted; what a unit put by hand is told beside it, unit by unit', async () => {
  const { database, officials, units, period, content, put, reportId, send } = await prepared()
  const request = { typeCode: 'mobilisation', period, dueOn: '2026-12-15', dueOnExcluded: false, basis: '' }
  const unitIds = [units.commune, units.sibling]
  const requestId = await requestReports(database, officials.collector, { ...request, unitIds }, today)
  await put()
  await send()
  await decideReport(database, officials.collector, { reportId, decision: 'accept', reason: '', today })
  const wholeId = await consolidateReports(database, officials.collector, requestId, today)
  const whole = await content(wholeId)
  expect(figure(whole)?.amount?.value).toBe(215)
  const asked = await requestOf(database, officials.collector, requestId, today)
  const { byHand, checks } = await consolidationOf(database, facts, whole, { request: asked, today })
  expect(byHand).toMatchObject([{ code: CODE, counted: 215, movedByHand: 5, override: { value: 220 } }])
  expect(checks.find(({ code }) => code === CODE)?.check).toMatchObject({ sent: 215, whole: 215, movedByHand: 5 })
  const own = { ...BY_HAND, reportId: wholeId, version: null }
  await overrideFigure(database, facts, officials.collector, own, today)
  expect(figure(await content(wholeId))?.override?.value).toBe(220)
})
