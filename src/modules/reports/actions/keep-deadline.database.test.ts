import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { boardOf } from '../queries/duty-board.ts'
import { deadlinesForPeriod, deadlinesOf, ownDaysOf } from '../queries/level-deadlines.ts'
import { reportOf } from '../queries/reports.ts'
import { requestOf } from '../queries/requests.ts'
import { draftReport } from './draft-report.ts'
import { addDeadline, changeDeadline, type DeadlineToKeep, removeDeadline } from './keep-deadline.ts'
import { reportLimits } from './recount-deadlines.ts'
import { changeRequest, requestReports } from './request-reports.ts'

const today = TEST_TODAY
const typeCode = 'mobilisation'
const period = periodByCode('2026-Q4')
/** 20 December 2026 is a Sunday. */
const COMMUNES: DeadlineToKeep = {
  ...{ senderKind: 'commune', periodKind: 'quarter', excluded: false, shift: 'previous' },
  rule: { monthsAfter: 0, dayOfMonth: 20, daysAfter: null },
  ...{ fromYear: 2026, toYear: null, basis: 'Quyết định 01' },
}
const DISTRICTS: DeadlineToKeep = {
  ...COMMUNES,
  senderKind: 'district',
  rule: { monthsAfter: 0, dayOfMonth: 23, daysAfter: null },
}

async function prepared() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const { collector } = province.officials
  await addDeadline(database, collector, { typeCode, deadline: COMMUNES })
  await addDeadline(database, collector, { typeCode, deadline: DISTRICTS })
  const asked = { typeCode, period, dueOn: null, dueOnExcluded: false, basis: '', byLevel: true }
  const request = (unitIds: string[], changes: Partial<Omit<typeof asked, 'dueOn'>> & { dueOn?: string | null } = {}) =>
    requestReports(database, collector, { ...asked, unitIds, ...changes }, today)
  const standing = async (requestId: string, unitId: string, asOf: string) =>
    (await boardOf(database, collector, { requestId, asOf, today }, { unitId })).rows[0]?.standing
  return { database, ...province, collector, request, standing }
}

describe('a rule for the last day of a level', () => {
  test('holds once for the same kinds and years, and ends where the next begins', async () => {
    const { database, collector } = await prepared()
    const next = { ...COMMUNES, fromYear: 2028, basis: 'Quyết định 02' }
    await expect(addDeadline(database, collector, { typeCode, deadline: next })).rejects.toMatchObject({
      code: 'report.deadline-twice',
    })
    const [first] = (await deadlinesOf(database, typeCode)).filter(({ senderKind }) => senderKind === 'commune')
    const id = first?.id ?? ''
    const change = (deadline: DeadlineToKeep, version: string) =>
      changeDeadline(database, collector, { typeCode, id, version, deadline })
    await expect(change({ ...COMMUNES, toYear: 2025 }, '1')).rejects.toMatchObject({
      code: 'report.deadline-years-reversed',
    })
    await change({ ...COMMUNES, toYear: 2027 }, '1')
    await expect(change(COMMUNES, '1')).rejects.toMatchObject({ code: 'form.changed-meanwhile' })
    await addDeadline(database, collector, { typeCode, deadline: next })
    const inYear = async (code: string) =>
      (await deadlinesForPeriod(database, { typeCode, period: periodByCode(code), unitKinds: ['commune'] })).get(
        'commune',
      )
    expect(await inYear('2027-Q1')).toMatchObject({ basis: 'Quyết định 01' })
    expect(await inYear('2028-Q1')).toMatchObject({ basis: 'Quyết định 02' })
    await removeDeadline(database, collector, { typeCode, id, version: '2' })
    expect(await inYear('2027-Q1')).toBeUndefined()
  })

  test('is kept apart by the database too', async () => {
    const { database } = await prepared()
    await expect(
      sql`insert into report_deadline (type_code, sender_kind, period_kind, days_after, shift, from_year, basis)
        values (${typeCode}, 'commune', 'quarter', 5, 'none', 2030, 'Khác')`.execute(database),
    ).rejects.toThrow('report_deadline_one_a_year')
  })
})

describe('a request by level', () => {
  test('gives each unit the last day of its level, shifted to a working day, and says why', async () => {
    const { database, officials, units, collector, request, standing } = await prepared()
    const id = await request([units.commune, units.district])
    expect(await requestOf(database, collector, id, today)).toMatchObject({ dueOn: '2026-12-23' })
    expect(await ownDaysOf(database, id)).toMatchObject([
      {
        lastGoodDay: '2026-12-18',
        words: 'Chậm nhất ngày 20/12/2026 (Chủ nhật), chuyển về ngày làm việc liền trước: ngày 18/12/2026',
        basis: 'Quyết định 01',
        unitCount: 1,
      },
      { lastGoodDay: '2026-12-23', unitCount: 1 },
    ])
    expect(await standing(id, units.commune, '2026-12-18')).toBe('waiting')
    expect(await standing(id, units.commune, '2026-12-19')).toBe('missing')
    expect(await standing(id, units.district, '2026-12-19')).toBe('waiting')
    const given = { typeCode, unitId: units.commune, period }
    const reportId = await draftReport(database, officials.communeClerk, given, today)
    expect(await reportOf(database, officials.communeHead, reportId, today)).toMatchObject({
      lastGoodDay: '2026-12-18',
      dueBasis: 'Quyết định 01',
    })
  })

  test('needs a day for units whose level has none', async () => {
    const { units, request } = await prepared()
    await expect(request([units.commune, units.homeAffairs])).rejects.toMatchObject({ code: 'report.no-due-day' })
    await expect(request([units.commune], { byLevel: false })).rejects.toMatchObject({ code: 'report.no-due-day' })
    await request([units.commune, units.homeAffairs], { dueOn: '2026-12-28' })
  })

  test('gives an added unit the day of its level, and all one day when that is chosen', async () => {
    const { database, units, collector, request } = await prepared()
    const id = await request([units.commune])
    const change = (changes: { unitIds: string[]; byLevel?: boolean }) =>
      changeRequest(database, collector, {
        ...{ id, version: null, today },
        given: { dueOn: '2026-12-25', dueOnExcluded: false, basis: '', ...changes },
      })
    await change({ unitIds: [units.sibling] })
    expect(await ownDaysOf(database, id)).toMatchObject([{ unitCount: 2 }])
    await change({ unitIds: [], byLevel: false })
    expect(await ownDaysOf(database, id)).toEqual([])
    await change({ unitIds: [], byLevel: true })
    expect(await ownDaysOf(database, id)).toMatchObject([{ unitCount: 2, lastGoodDay: '2026-12-18' }])
  })

  test('moves with the days off of a year, for units that have not sent, and tells it once', async () => {
    const { database, units, collector, request } = await prepared()
    const id = await request([units.commune, units.sibling, units.district])
    await sql`insert into calendar_year (year, decision, settled) values (2026, 'Thông báo', true)`.execute(database)
    await sql`insert into calendar_day (year, day, kind, name, source, status)
      values (2026, '2026-12-18', 'compensatory-off', 'nghỉ bù', 'Thông báo', 'decided')`.execute(database)
    await sql`insert into report (type_code, type_version, unit_id, period_code, period_title, period_from, period_to, state,
        first_submitted_on, submitted_on)
      values (${typeCode}, 1, ${units.sibling}, ${period.code}, ${period.title}, ${period.from}, ${period.to}, 'submitted',
        '2026-11-20', '2026-11-20')`.execute(database)
    const decided = { from: '2026-12-18', today, reason: 'Thông báo lịch nghỉ' }
    expect(await reportLimits.recount(database, collector, decided)).toBe(1)
    expect(await ownDaysOf(database, id)).toMatchObject([
      { lastGoodDay: '2026-12-17', unitCount: 1 },
      { lastGoodDay: '2026-12-18', unitCount: 1 },
      { lastGoodDay: '2026-12-23', unitCount: 1 },
    ])
    const [last] = await changesOf(database, { kind: 'report-request', id })
    expect(last?.summary).toBe('Tính lại hạn gửi theo cấp của 1 đơn vị (Thông báo lịch nghỉ)')
    expect(await reportLimits.recount(database, collector, decided)).toBe(0)
  })
})
