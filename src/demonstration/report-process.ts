import {
  assignSection,
  commentOnReport,
  consolidateReports,
  decideReport,
  decideSupplement,
  remindReporters,
  reopenReport,
  sendSupplement,
  submitReport,
  unlockRequest,
  unsentDuties,
  writersOf,
  writeSection,
  writeSupplement,
} from '../modules/reports/index.ts'
import type { Database } from '../platform/database/database.ts'
import type { Fact } from '../platform/database/fact.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'

type Sent = { reportId: string; unitId: string; head: (day: CalendarDate) => Promise<Official> }

type YearGathered = {
  requestId: string
  collector: (day: CalendarDate) => Promise<Official>
  /** Reports of the year that were accepted. */
  sent: readonly Sent[]
  /** Sends the report of a unit that had not sent it, on the day, and answers it. */
  sendLate: (sentOn: CalendarDate) => Promise<Sent>
}

const REASON_OF_OPENING = 'Đơn vị đề nghị bằng văn bản, gửi muộn so với hạn (minh họa)'

/**
 * The year 2022 after its day: gathered and sent with some units missing, which closes the period; one of them sends late, one
 * supplements, one is reopened and sends again, and the consolidated report takes in what came.
 */
export async function addProcessOfYear(
  database: Database,
  facts: readonly Fact[],
  { requestId, collector, sent, sendLate }: YearGathered,
): Promise<void> {
  const gathering = await collector('2022-12-15')
  const wholeId = await consolidateReports(database, gathering, requestId, '2022-12-15')
  await submitReport(database, facts, gathering, { reportId: wholeId, today: '2022-12-15' })
  const missing = (await unsentDuties(database, requestId))[0]
  const [supplementing, reopening] = sent
  if (!missing || !supplementing || !reopening) throw new Error('The year 2022 of the demonstration has too few units.')

  await unlockRequest(database, await collector('2022-12-16'), {
    ...{ requestId, forUnits: [missing.unitId, supplementing.unitId], reason: REASON_OF_OPENING, today: '2022-12-16' },
  })
  const late = await sendLate('2022-12-19')
  await decideReport(database, await collector('2022-12-20'), {
    ...{ reportId: late.reportId, decision: 'accept', reason: '', today: '2022-12-20' },
  })
  const { reportId } = supplementing
  await writeSupplement(
    database,
    await supplementing.head('2022-12-19'),
    {
      reportId,
      reason: 'Kết quả hai hội nghị cuối tháng 11 vào sổ muộn (minh họa).',
      content: 'Đơn vị đã tổ chức thêm hai hội nghị tuyên truyền trong tháng 11 (lời văn minh họa).',
      version: null,
    },
    '2022-12-19',
  )
  await sendSupplement(database, facts, await supplementing.head('2022-12-19'), { reportId, today: '2022-12-19' })
  await decideSupplement(database, await collector('2022-12-20'), {
    ...{ reportId, number: 1, decision: 'accept', reason: '', today: '2022-12-20' },
  })

  const again = { reportId: reopening.reportId, reason: 'Mục Hạn chế ghi nhầm của năm trước (minh họa)' }
  await reopenReport(database, await collector('2022-12-21'), { ...again, today: '2022-12-21' })
  const shortcomings = { reportId: reopening.reportId, sectionCode: 'shortcomings', version: null }
  const mending = await reopening.head('2022-12-22')
  const content = 'Một số nhiệm vụ phối hợp còn chậm (lời văn minh họa).'
  await writeSection(database, mending, { ...shortcomings, content }, '2022-12-22')
  await submitReport(database, facts, mending, { reportId: reopening.reportId, today: '2022-12-22' })
  await decideReport(database, await collector('2022-12-23'), {
    ...{ reportId: reopening.reportId, decision: 'accept', reason: '', today: '2022-12-23' },
  })

  const bringing = await collector('2022-12-26')
  await writeSupplement(
    database,
    bringing,
    {
      reportId: wholeId,
      reason: 'Đưa thêm báo cáo gửi muộn, bổ sung và gửi lại của các đơn vị.',
      content: 'Số liệu các đơn vị gửi sau đã được tổng hợp (lời văn minh họa).',
      version: null,
    },
    '2022-12-26',
  )
  await sendSupplement(database, facts, bringing, { reportId: wholeId, today: '2022-12-26' })
}

/** The quarter under way: a supplement that waits for the collector, the next one begun, and the units that were urged. */
export async function addProcessOfQuarter(
  database: Database,
  facts: readonly Fact[],
  given: {
    requestId: string
    reportId: string
    sender: Official
    draft: { reportId: string; unitId: string; writer: Official; dueOn: CalendarDate }
    collector: Official
    today: CalendarDate
  },
): Promise<void> {
  const { requestId, reportId, sender, draft, collector, today } = given
  const supplement = (content: string) => ({
    ...{ reportId, reason: 'Bổ sung lời văn còn thiếu (minh họa).', content, version: null },
  })
  await writeSupplement(database, sender, supplement('Kết quả phổ biến pháp luật tại cơ sở (lời văn minh họa).'), today)
  await sendSupplement(database, facts, sender, { reportId, today })
  await writeSupplement(database, sender, supplement('Kết quả hòa giải ở cơ sở (lời văn minh họa).'), today)
  const message = 'Đề nghị đơn vị chuẩn bị số liệu, gửi báo cáo quý đúng hạn (minh họa).'
  const dutyIds = (await unsentDuties(database, requestId)).slice(0, 2).map((duty) => duty.id)
  await remindReporters(database, collector, { requestId, dutyIds, message, today })
  const said = (words: string) => ({ reportId, sectionCode: 'strengths', words })
  const question = 'Đề nghị nêu rõ số cuộc phối hợp với Mặt trận (minh họa).'
  await commentOnReport(database, collector, { ...said(question), side: 'collector', audience: 'collector' }, today)
  const aside = 'Nhờ bộ phận tổng hợp kiểm tra lại số liệu phối hợp (minh họa).'
  await commentOnReport(database, sender, { ...said(aside), side: 'unit', audience: 'unit' }, today)
  const [asked] = await writersOf(database, { unitId: draft.unitId, consolidatesRequestId: null }, today)
  if (!asked) throw new Error('Nobody of the demonstration writes the report of the district.')
  const section = { sectionCode: 'shortcomings', personId: asked.personId, note: 'Theo biên bản họp (minh họa)' }
  const { dueOn, writer } = draft
  await assignSection(database, writer, { ...section, reportId: draft.reportId, dueOn, version: null }, today)
}
