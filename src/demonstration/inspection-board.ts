import {
  addInspectionItem,
  dropInspectionItem,
  type InspectionItemToKeep,
  recordInspectionResult,
  withdrawInspectionItem,
} from '../modules/democracy/actions/keep-inspection-item.ts'
import {
  draftInspectionPlan,
  sendInspectionPlan,
  withdrawInspectionPlan,
} from '../modules/democracy/actions/keep-inspection-plan.ts'
import { makeRecommendation, recordAnswer } from '../modules/democracy/actions/keep-recommendation.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { periodByCode, periodsHolding, type ReportingPeriod } from '../vocabulary/reporting-period.ts'

type Board = { database: Database; official: Official; unitId: string; today: CalendarDate }

/**
 * What the People's Inspection Board of a commune planned: last quarter with answers, this year with work under way, the second half of
 * the year as a draft; an item and a plan entered by mistake.
 */
export async function addInspectionBoard(
  database: Database,
  official: Official,
  { unitId, today }: { unitId: string; today: CalendarDate },
): Promise<void> {
  const board = { database, official, unitId, today }
  const quarter = quarterHolding(today)
  await addEndedQuarter(board, quarterHolding(addDays(quarter.from, -1)))
  await addYear(board)
  const half = periodByCode(`${yearOf(today)}-H2`)
  const draft = { unitId, periodCode: half.code, reference: '', aim: '' }
  const planId = await draftInspectionPlan(database, official, draft, today)
  await plan(board, planId, { title: 'Giải quyết kiến nghị sau tiếp xúc cử tri', plannedOn: addDays(half.from, 170) })
  const twice = await plan(board, planId, { title: 'Kiến nghị của cử tri', plannedOn: addDays(half.from, 170) })
  await withdrawInspectionItem(database, official, { id: twice, reason: 'Nhập trùng nội dung đã có.', today })
  const mistaken = { ...draft, periodCode: `${yearOf(today)}-H1` }
  const mistakenId = await draftInspectionPlan(database, official, mistaken, today)
  await withdrawInspectionPlan(database, official, { id: mistakenId, reason: 'Chọn nhầm kỳ 6 tháng đầu năm.', today })
}

const quarterHolding = (day: CalendarDate): ReportingPeriod =>
  periodsHolding('quarter', day)[0] ?? periodByCode(`${yearOf(day)}-Q1`)

type Item = Pick<InspectionItemToKeep, 'title' | 'plannedOn'> & Partial<InspectionItemToKeep>

function plan({ database, official, today }: Board, planId: string, item: Item): Promise<string> {
  const given: InspectionItemToKeep = {
    ...{ form: 'supervision', body: 'Ủy ban nhân dân xã', requestedBy: '', responsible: 'Phó Trưởng ban' },
    ...item,
  }
  return addInspectionItem(database, official, { planId, given, today })
}

async function addEndedQuarter(board: Board, period: ReportingPeriod): Promise<void> {
  const { database, official, unitId, today } = board
  const aim = 'Giám sát việc thu, chi các quỹ và việc thực hiện chính sách ở các ấp.'
  const given = { unitId, periodCode: period.code, reference: '03/KH-TTND', aim }
  const planId = await draftInspectionPlan(database, official, given, today)
  const fund = await plan(board, planId, {
    ...{ title: 'Thu, chi quỹ làm cầu Kênh Ba', plannedOn: addDays(period.from, 30) },
    responsible: 'Trưởng ban, Ủy viên ấp Vĩnh Hòa',
  })
  const road = await plan(board, planId, {
    ...{
      form: 'verification',
      requestedBy: 'Ủy ban Mặt trận Tổ quốc Việt Nam xã',
      body: 'Đơn vị thi công đường liên ấp',
    },
    ...{ title: 'Khối lượng đá rải đường liên ấp Vĩnh Lộc', plannedOn: addDays(period.from, 60) },
  })
  const clinic = await plan(board, planId, {
    ...{ title: 'Thu phí khám, chữa bệnh', body: 'Trạm Y tế xã', plannedOn: addDays(period.from, 70) },
  })
  await sendInspectionPlan(database, official, { id: planId, sentOn: period.from, today })
  await hold(
    board,
    fund,
    addDays(period.from, 28),
    'Đã thu đủ theo nghị quyết của ấp; sổ chi thiếu hai chứng từ mua cát.',
  )
  const paper = await recommend(board, fund, {
    on: addDays(period.from, 30),
    days: 20,
    what: 'Bổ sung chứng từ mua cát.',
  })
  await answer(board, paper, {
    on: addDays(period.from, 44),
    text: 'Đã bổ sung chứng từ, công khai lại.',
    settled: true,
  })
  const meeting = await recommend(board, fund, {
    on: addDays(period.from, 30),
    days: 30,
    what: 'Họp ấp báo cáo thu, chi.',
  })
  await answer(board, meeting, { on: addDays(period.from, 50), text: 'Sẽ họp trong quý sau.', settled: false })
  await hold(board, road, addDays(period.from, 62), 'Đá rải mỏng hơn thiết kế ở hai đoạn đầu tuyến.')
  await recommend(board, road, { on: addDays(period.from, 63), days: 15, what: 'Rải bù đá trước khi nghiệm thu.' })
  await recommend(board, road, { on: addDays(period.from, 63), days: null, what: 'Mời Ban dự nghiệm thu.' })
  const reason = 'Trạm Y tế đang được cấp trên kiểm tra cùng nội dung.'
  await dropInspectionItem(database, official, { id: clinic, reason, today })
}

async function addYear(board: Board): Promise<void> {
  const { database, official, unitId, today } = board
  const period = periodByCode(`${yearOf(today)}`)
  const given = { unitId, periodCode: period.code, reference: '01/KH-TTND', aim: 'Kế hoạch cả năm của Ban.' }
  const planId = await draftInspectionPlan(database, official, given, today)
  const within = (day: CalendarDate) => (day < period.from ? period.from : day > period.to ? period.to : day)
  await plan(board, planId, {
    title: 'Công khai danh sách hộ nghèo, hộ cận nghèo',
    plannedOn: within(addDays(today, -12)),
  })
  await plan(board, planId, {
    title: 'Tiếp nhận, trả kết quả hồ sơ tại bộ phận một cửa',
    plannedOn: within(addDays(today, 5)),
  })
  await plan(board, planId, { title: 'Thực hiện quy ước các ấp', body: 'Các ấp', plannedOn: period.to })
  await sendInspectionPlan(database, official, { id: planId, sentOn: period.from, today })
}

function hold({ database, official, today }: Board, id: string, heldOn: CalendarDate, findings: string): Promise<void> {
  return recordInspectionResult(database, official, { id, version: null, heldOn, findings, today })
}

function recommend(
  { database, official, today }: Board,
  itemId: string,
  { on, days, what }: { on: CalendarDate; days: number | null; what: string },
): Promise<string> {
  const dueOn = days === null ? null : addDays(on, days)
  const given = { content: what, addressee: 'Ủy ban nhân dân xã', madeOn: on, dueOn }
  return makeRecommendation(database, official, { itemId, given, today })
}

function answer(
  { database, official, today }: Board,
  id: string,
  { on, text, settled }: { on: CalendarDate; text: string; settled: boolean },
): Promise<void> {
  const given = { answeredOn: on, answer: text, settled }
  return recordAnswer(database, official, { id, version: null, given, today })
}
