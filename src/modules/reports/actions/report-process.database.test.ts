import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { activities } from '../../activities/index.ts'
import { changesSince } from '../queries/changes-since.ts'
import { boardOf } from '../queries/duty-board.ts'
import { reportOf } from '../queries/reports.ts'
import { sendingsOf, sentReport } from '../queries/sendings.ts'
import { draftSupplement, pendingChanges, supplementsOf } from '../queries/supplements.ts'
import { unsentDuties } from '../queries/unsent-duties.ts'
import { consolidateReports } from './consolidate-reports.ts'
import { decideReport } from './decide-report.ts'
import { decideSupplement } from './decide-supplement.ts'
import { discardSupplement } from './discard-supplement.ts'
import { draftReport } from './draft-report.ts'
import { lockRequest, unlockRequest } from './lock-request.ts'
import { remindReporters } from './remind-reporters.ts'
import { reopenReport } from './reopen-report.ts'
import { requestReports } from './request-reports.ts'
import { sendSupplement } from './send-supplement.ts'
import { submitReport } from './submit-report.ts'
import { writeSection } from './write-section.ts'
import { writeSupplement } from './write-supplement.ts'

const facts = [...(activities.facts ?? [])]
const period = periodByCode('2022')
const FIRST_DAY = '2022-12-04'

/** A commune and its neighbour owe the report of 2022 by the 4th of December; the commune has begun its own. */
async function prepared() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { collector, communeHead: head } = officials
  const unitIds = [units.commune, units.sibling]
  const asked = { typeCode: 'mobilisation', period, dueOn: FIRST_DAY, dueOnExcluded: false, basis: '', unitIds }
  const requestId = await requestReports(database, collector, asked, '2022-11-01')
  const reportId = await draftReport(
    database,
    head,
    { typeCode: 'mobilisation', unitId: units.commune, period },
    FIRST_DAY,
  )
  const hold = (participants: number) =>
    database
      .insertInto('activity')
      .values({
        ...{ kind_code: 'dialogue', title: 'Đối thoại', held_on: '2022-05-05', place: 'Hội trường' },
        ...{ unit_id: units.commune, behalf_unit_id: null, chaired_by: 'Chủ tịch', participant_count: participants },
        ...{ illustration: null, created_by_account_id: null, changed_by_account_id: null },
        ...{ withdrawn_on: null, withdrawn_reason: null },
      })
      .execute()
  const write = (content: string, today: string) =>
    writeSection(database, head, { reportId, sectionCode: 'strengths', content, version: null }, today)
  const send = (today: string) => submitReport(database, facts, head, { reportId, today })
  const supplement = async (today: string, content = '') => {
    await writeSupplement(database, head, { reportId, reason: 'Vào sổ muộn', content, version: null }, today)
    return sendSupplement(database, facts, head, { reportId, today })
  }
  return { database, units, officials, collector, head, requestId, reportId, hold, write, send, supplement }
}

describe('a supplement', () => {
  test('has what changed since, and leaves what was sent as it was', async () => {
    const { database, head, reportId, hold, write, send, supplement } = await prepared()
    await hold(100)
    await write('Làm tốt đối thoại.', FIRST_DAY)
    await send(FIRST_DAY)
    await hold(30)
    expect(await supplement('2022-12-06')).toBe(1)
    await hold(7)
    expect(await supplement('2022-12-08')).toBe(2)
    const [first, second] = await supplementsOf(database, reportId)
    const people = (each: typeof first) => each?.changes.find(({ code }) => code === 'dialogue.participants')
    expect(people(first)).toMatchObject({ before: { value: 100 }, after: { value: 130 } })
    expect(people(second)).toMatchObject({ before: { value: 130 }, after: { value: 137 } })
    const sent = await sentReport(database, reportId, 1)
    expect(sent.figures.find(({ code }) => code === 'dialogue.participants')?.amount?.value).toBe(100)
    expect(sent.texts).toMatchObject([{ sectionCode: 'strengths', content: 'Làm tốt đối thoại.' }])
    const report = await reportOf(database, head, reportId, '2022-12-08')
    expect((await pendingChanges(database, facts, report, '2022-12-08')).changes).toEqual([])
  })

  test('that says nothing and changes nothing is not sent', async () => {
    const { send, supplement } = await prepared()
    await send(FIRST_DAY)
    await expect(supplement('2022-12-06')).rejects.toMatchObject({ code: 'report.empty-supplement' })
    expect(await supplement('2022-12-06', 'Thêm hai hội nghị')).toBe(1)
  })

  test('that is being written can be thrown away by who writes it; one that was sent stays', async () => {
    const { database, head, collector, reportId, hold, send, supplement } = await prepared()
    await send(FIRST_DAY)
    await hold(30)
    await supplement('2022-12-06')
    const day = '2022-12-07'
    const discard = (who: typeof head, version: string | null) =>
      discardSupplement(database, who, { reportId, version }, day)
    await expect(discard(head, null)).rejects.toMatchObject({ code: 'report.no-supplement' })
    await writeSupplement(database, head, { reportId, reason: 'Nhầm', content: 'Thừa', version: null }, day)
    await expect(discard(collector, null)).rejects.toMatchObject({ code: 'report.not-yours' })
    await expect(discard(head, '7')).rejects.toMatchObject({ code: 'form.changed-meanwhile' })
    await discard(head, '1')
    expect(await draftSupplement(database, reportId)).toBeNull()
    expect(await supplementsOf(database, reportId)).toHaveLength(1)
    const [last] = await changesOf(database, { kind: 'report', id: reportId })
    expect(last?.summary).toBe('Bỏ báo cáo bổ sung đang soạn')
  })

  test('that was refused keeps its number, and what it told is told again by the next', async () => {
    const { database, collector, reportId, hold, send, supplement } = await prepared()
    await send(FIRST_DAY)
    await hold(30)
    await supplement('2022-12-06')
    const refusal = { reportId, number: 1, decision: 'refuse', reason: 'Thiếu biên bản', today: '2022-12-07' } as const
    await decideSupplement(database, collector, refusal)
    expect(await supplement('2022-12-08')).toBe(2)
    const people = (await supplementsOf(database, reportId)).map(({ changes }) =>
      changes.find(({ code }) => code === 'dialogue.participants'),
    )
    expect(people).toMatchObject([
      { before: { value: 0 }, after: { value: 30 } },
      { before: { value: 0 }, after: { value: 30 } },
    ])
  })

  test('is frozen in the database', async () => {
    const { database, hold, send, supplement } = await prepared()
    await send(FIRST_DAY)
    await hold(3)
    await supplement('2022-12-06')
    await expect(database.updateTable('report_supplement').set({ reason: 'Khác' }).execute()).rejects.toThrow('frozen')
    await expect(database.deleteFrom('report_supplement_figure').execute()).rejects.toThrow('frozen')
  })
})

describe('a closed period', () => {
  test('is closed for its units when the consolidated report is sent, and opened once for one of them', async () => {
    const { database, units, officials, collector, requestId, reportId, write, send, supplement } = await prepared()
    const wholeId = await consolidateReports(database, collector, requestId, '2022-12-05')
    await submitReport(database, facts, collector, { reportId: wholeId, today: '2022-12-05' })
    await expect(write('Muộn', '2022-12-06')).rejects.toMatchObject({ code: 'report.period-locked' })
    await expect(send('2022-12-06')).rejects.toMatchObject({ code: 'report.period-locked' })
    const opening = { requestId, forUnits: [units.commune], reason: 'Mất mạng', today: '2022-12-06' }
    await unlockRequest(database, collector, opening)
    await send('2022-12-07')
    await expect(supplement('2022-12-08', 'Thêm')).rejects.toMatchObject({ code: 'report.period-locked' })
    expect(await changesSince(database, wholeId)).toMatchObject([
      { kind: 'late', reportId, isAfter: true, gatheredIn: null },
    ])
    await expect(
      lockRequest(database, officials.communeHead, { requestId, reason: 'Tôi', today: '2022-12-08' }),
    ).rejects.toMatchObject({ code: 'report.not-yours' })
  })

  test('lets a report come back that was returned or reopened, and the consolidated one says that it was', async () => {
    const { database, collector, requestId, reportId, send } = await prepared()
    await send(FIRST_DAY)
    await decideReport(database, collector, { reportId, decision: 'accept', reason: '', today: FIRST_DAY })
    const wholeId = await consolidateReports(database, collector, requestId, '2022-12-05')
    await submitReport(database, facts, collector, { reportId: wholeId, today: '2022-12-05' })
    await reopenReport(database, collector, { reportId, reason: 'Nhầm năm', today: '2022-12-06' })
    expect((await reportOf(database, collector, reportId, '2022-12-06')).state).toBe('reopened')
    expect(await changesSince(database, wholeId)).toMatchObject([{ kind: 'reopened', isAfter: true }])
    await send('2022-12-07')
    await writeSupplement(
      database,
      collector,
      { reportId: wholeId, reason: 'Gửi lại', content: 'Đã sửa', version: null },
      '2022-12-08',
    )
    await sendSupplement(database, facts, collector, { reportId: wholeId, today: '2022-12-08' })
    const [ofWhole] = await supplementsOf(database, wholeId)
    expect(ofWhole).toMatchObject({
      missingUnits: ['Ủy ban nhân dân xã Ba Mươi'],
      gathered: ['Báo cáo gửi lại lần 2 của Ủy ban nhân dân xã Ba, ngày 07/12/2022'],
    })
  })
})

describe('the board of a request', () => {
  test('tells how each unit stood on each day, and counts all of them', async () => {
    const { database, collector, requestId, reportId, send, supplement } = await prepared()
    await send('2022-12-06')
    await decideReport(database, collector, { reportId, decision: 'return', reason: 'Thiếu', today: '2022-12-08' })
    await send('2022-12-10')
    await supplement('2022-12-12', 'Thêm')
    const today = '2022-12-20'
    const on = async (asOf: string) => {
      const { totals, total, rows } = await boardOf(database, collector, { requestId, asOf, today }, {})
      const counted = { 'on-time': 0, late: 0, corrected: 0, returned: 0, waiting: 0, missing: 0 }
      for (const { standing } of rows) counted[standing] += 1
      expect(totals).toEqual(counted)
      expect(total).toBe(2)
      return rows.map(({ standing }) => standing)
    }
    expect(await on('2022-12-04')).toEqual(['waiting', 'waiting'])
    expect(await on('2022-12-05')).toEqual(['missing', 'missing'])
    expect(await on('2022-12-06')).toEqual(['late', 'missing'])
    expect(await on('2022-12-08')).toEqual(['returned', 'missing'])
    expect(await on('2022-12-10')).toEqual(['late', 'missing'])
    expect(await on('2022-12-12')).toEqual(['corrected', 'missing'])
  })

  test('shows a unit itself alone, and only what the filter leaves', async () => {
    const { database, head, collector, units, requestId } = await prepared()
    const asked = { requestId, asOf: '2022-12-20', today: '2022-12-20' }
    expect((await boardOf(database, head, asked, {})).total).toBe(1)
    const group = `unit-${units.district}`
    const board = await boardOf(database, collector, asked, { group, standing: 'missing', unitId: units.sibling })
    expect(board.groups).toMatchObject([{ key: group, title: 'Ủy ban nhân dân huyện Một', total: 2 }])
    expect(board.rows.map(({ unitId }) => unitId)).toEqual([units.sibling])
  })

  test('lets the collector urge who has not sent, and nobody else', async () => {
    const { database, collector, requestId, send } = await prepared()
    await send(FIRST_DAY)
    const dutyIds = (await unsentDuties(database, requestId)).map((duty) => duty.id)
    const urge = (ids: readonly string[]) =>
      remindReporters(database, collector, { requestId, dutyIds: ids, message: 'Gửi ngay', today: FIRST_DAY })
    expect(await urge(dutyIds)).toBe(1)
    await expect(urge(['1'])).rejects.toMatchObject({ code: 'report.nobody-to-urge' })
  })
})

const ACTS = ['write', 'send', 'accept', 'return', 'reopen', 'supplement', 'hold', 'lock', 'unlock', 'open'] as const

describe('whatever people do with a report, in whatever order', () => {
  test('no sending is lost or changed, and the numbers of sendings and supplements have no gap', {
    timeout: 300_000,
  }, async () => {
    const { database, units, collector, requestId, reportId, hold, write, send, supplement } = await prepared()
    let day = FIRST_DAY
    const acts: Readonly<Record<(typeof ACTS)[number], (today: string) => Promise<unknown>>> = {
      write: (today) => write(`Lời văn ngày ${today}`, today),
      send,
      accept: (today) => decideReport(database, collector, { reportId, decision: 'accept', reason: '', today }),
      return: (today) => decideReport(database, collector, { reportId, decision: 'return', reason: 'Thiếu', today }),
      reopen: (today) => reopenReport(database, collector, { reportId, reason: 'Nhầm', today }),
      supplement: (today) => supplement(today),
      hold: () => hold(5),
      lock: (today) => lockRequest(database, collector, { requestId, reason: 'Hết hạn', today }),
      unlock: (today) => unlockRequest(database, collector, { requestId, forUnits: 'all', reason: 'Mở', today }),
      open: (today) =>
        unlockRequest(database, collector, { requestId, forUnits: [units.commune], reason: 'Mở', today }),
    }
    const kept = async () => {
      const sendings = await sendingsOf(database, reportId)
      const sent = await Promise.all(sendings.map(({ number }) => sentReport(database, reportId, number)))
      return { sent, supplements: await supplementsOf(database, reportId) }
    }
    let before = await kept()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...ACTS), { maxLength: 12 }), async (names) => {
        for (const name of names) {
          day = addDays(day, 1)
          await acts[name](day).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error
          })
        }
        const after = await kept()
        expect(after.sent.map(({ number }) => number)).toEqual(after.sent.map((_sent, index) => index + 1))
        expect(after.supplements.map(({ number }) => number)).toEqual(
          after.supplements.map((_sent, index) => index + 1),
        )
        for (const [index, { decisions: _decisions, ...sent }] of before.sent.entries())
          expect(after.sent[index]).toMatchObject(sent)
        for (const [index, { changes, reason, content }] of before.supplements.entries())
          expect(after.supplements[index]).toMatchObject({ changes, reason, content })
        before = after
      }),
      { numRuns: 12 },
    )
  })
})
