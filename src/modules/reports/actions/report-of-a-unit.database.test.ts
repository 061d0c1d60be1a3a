import { describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { activities } from '../../activities/index.ts'
import { type ReportContent, reportContent } from '../queries/report-content.ts'
import { reportOf } from '../queries/reports.ts'
import { decideReport } from './decide-report.ts'
import { draftReport } from './draft-report.ts'
import { submitReport } from './submit-report.ts'
import { writeSection } from './write-section.ts'

const facts = activities.facts ?? []
const today = TEST_TODAY

async function prepared() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const given = { typeCode: 'mobilisation', unitId: province.units.commune, period: periodByCode('2026-Q4') }
  await hold(database, province.units.commune, '2026-11-02', 215)
  const reportId = await draftReport(database, province.officials.communeClerk, given, today)
  const content = async (): Promise<ReportContent> =>
    reportContent(database, facts, await reportOf(database, province.officials.communeHead, reportId, today), today)
  const send = (day = today) => submitReport(database, facts, province.officials.communeHead, { reportId, today: day })
  const decide = (decision: 'accept' | 'return', reason = '') =>
    decideReport(database, province.officials.collector, { reportId, decision, reason, today })
  return { database, ...province, given, reportId, content, send, decide }
}

function hold(database: Database, unitId: string, heldOn: string, participants: number) {
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

const figure = ({ sections }: ReportContent, code: string) =>
  sections.flatMap((section) => section.figures).find((candidate) => candidate.code === code)
const section = ({ sections }: ReportContent, code: string) => sections.find((candidate) => candidate.code === code)

describe('beginning a report', () => {
  test('fills in the figures and writes the trail; begun twice, it is one report', async () => {
    const { database, officials, given, reportId, content } = await prepared()
    expect(figure(await content(), 'dialogue.participants')?.amount).toEqual({ value: 215, recordCount: 1 })
    expect(await draftReport(database, officials.communeHead, given, today)).toBe(reportId)
    expect(await changesOf(database, { kind: 'report', id: reportId })).toMatchObject([{ actorName: 'Nguyễn Thị Mai' }])
  })

  test('is refused before the period begins, and for a unit that is not one’s own', async () => {
    const { database, officials, given, units } = await prepared()
    const begin = (changed: Partial<typeof given>) =>
      draftReport(database, officials.communeClerk, { ...given, ...changed }, today)
    await expect(begin({ period: periodByCode('2027-Q1') })).rejects.toMatchObject({ code: 'report.period-not-begun' })
    await expect(begin({ unitId: units.sibling })).rejects.toMatchObject({ code: 'report.not-your-unit' })
    expect(await database.selectFrom('report').select('id').execute()).toHaveLength(1)
  })
})

describe('writing a report', () => {
  test('lets two people write different sections at once, and shows the second what the first wrote in the same one', async () => {
    const { database, officials, reportId, content } = await prepared()
    const write = (
      who: SampleProvince['officials']['communeClerk'],
      sectionCode: string,
      text: string,
      version: string,
    ) => writeSection(database, who, { reportId, sectionCode, content: text, version }, today)
    await write(officials.communeClerk, 'strengths', 'Đối thoại kịp thời.', '0')
    await write(officials.communeHead, 'shortcomings', 'Còn chậm trả lời.', '0')
    const second = write(officials.communeHead, 'strengths', 'Ý khác', '0')
    await expect(second).rejects.toBeInstanceOf(StaleEdit)
    await expect(second).rejects.toMatchObject({
      current: { version: '1', values: { content: 'Đối thoại kịp thời.' } },
    })
    await write(officials.communeHead, 'strengths', 'Đối thoại kịp thời, đúng việc.', '1')
    expect(section(await content(), 'strengths')?.text).toMatchObject({
      content: 'Đối thoại kịp thời, đúng việc.',
      version: 2,
      changedBy: 'Trần Văn Tám',
    })
    expect(section(await content(), 'shortcomings')?.text).toMatchObject({ content: 'Còn chậm trả lời.' })
  })

  test('is not for who only gathers, nor for a section that the report does not have', async () => {
    const { database, officials, reportId } = await prepared()
    const given = { reportId, sectionCode: 'strengths', content: 'x', version: '0' }
    await expect(writeSection(database, officials.collector, given, today)).rejects.toMatchObject({
      code: 'report.not-yours',
    })
    await expect(writeSection(database, officials.siblingClerk, given, today)).rejects.toMatchObject({
      code: 'report.no-such-report',
    })
    await expect(
      writeSection(database, officials.communeClerk, { ...given, sectionCode: 'poems' }, today),
    ).rejects.toMatchObject({
      code: 'report.no-such-section',
    })
  })
})

describe('sending a report', () => {
  test('freezes its figures; what changes in the records afterwards shows and changes nothing', async () => {
    const { database, units, content, send } = await prepared()
    await send()
    await hold(database, units.commune, '2026-11-03', 40)
    expect(figure(await content(), 'dialogue.participants')).toMatchObject({
      amount: { value: 215, recordCount: 1 },
      changedTo: { value: 255, recordCount: 2 },
    })
    expect(figure(await content(), 'training.count')).toMatchObject({
      amount: { value: 0, recordCount: 0 },
      changedTo: null,
    })
    expect(figure(await content(), 'report.due')).toMatchObject({ amount: null, changedTo: null })
    await expect(database.deleteFrom('report_figure').execute()).rejects.toThrow('frozen')
  })

  test('is for the head, and once', async () => {
    const { database, officials, reportId, send } = await prepared()
    await expect(submitReport(database, facts, officials.communeClerk, { reportId, today })).rejects.toMatchObject({
      code: 'report.not-yours',
    })
    await send()
    await expect(send()).rejects.toMatchObject({ code: 'report.already-submitted' })
    const given = { reportId, sectionCode: 'strengths', content: 'Thêm', version: '0' }
    await expect(writeSection(database, officials.communeClerk, given, today)).rejects.toMatchObject({
      code: 'report.locked',
    })
  })

  test('by two people at the same moment sends it once', async () => {
    const { database, send } = await prepared()
    const outcomes = await Promise.allSettled([send(), send()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'report.already-submitted' },
    })
    expect(await database.selectFrom('report_submission').select('number').execute()).toEqual([{ number: 1 }])
  })
})

describe('deciding on a report', () => {
  test('returns it with a reason; mended and sent again, it has the figures of the new day and the first day of sending', async () => {
    const { database, units, officials, reportId, content, send, decide } = await prepared()
    await send()
    await expect(decide('return')).rejects.toMatchObject({ code: 'report.reason-missing' })
    await decide('return', 'Bổ sung cuộc đối thoại ngày 03/11')
    await hold(database, units.commune, '2026-11-03', 40)
    expect(figure(await content(), 'dialogue.participants')?.amount?.value).toBe(255)
    await send('2026-11-25')
    const sent = await reportOf(database, officials.communeHead, reportId, today)
    expect(sent).toMatchObject({ state: 'submitted', firstSubmittedOn: today, submittedOn: '2026-11-25' })
    expect((await content()).submission).toMatchObject({
      number: 2,
      signer: { name: 'Trần Văn Tám', title: 'Chủ tịch' },
    })
    await decide('accept')
    expect((await reportOf(database, officials.communeHead, reportId, today)).state).toBe('accepted')
    await expect(decide('return', 'Muộn rồi')).rejects.toMatchObject({ code: 'report.not-submitted' })
  })

  test('is for who gathers', async () => {
    const { database, officials, reportId, send } = await prepared()
    await send()
    const accept = { reportId, decision: 'accept', reason: '', today } as const
    await expect(decideReport(database, officials.communeHead, accept)).rejects.toMatchObject({
      code: 'report.not-yours',
    })
  })
})
