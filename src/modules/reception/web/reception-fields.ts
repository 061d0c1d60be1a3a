import { z } from 'zod'
import { addressId } from '../../../platform/http/address-fields.ts'
import {
  checked,
  choice,
  day,
  optionalDay,
  optionalRecordId,
  optionalText,
  recordId,
  recordIds,
  text,
  wholeNumber,
} from '../../../platform/http/form-fields.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { REFUSAL_GROUNDS } from '../rules/refusal-ground.ts'
import { MODES, RECEIVERS, SESSION_KINDS } from '../rules/session.ts'
import { OUTCOMES, VISIT_KINDS, type Visitor, visitorsInLines } from '../rules/visit.ts'

/** What people call the fields of citizen reception. */
export const RECEPTION_LABELS = {
  postId: 'Người tiếp',
  month: 'Tháng',
  onWeekday: 'Thứ trong tuần',
  fromWeek: 'Tuần đầu trong tháng',
  onlyDay: 'Chỉ thêm một ngày',
  plannedDay: 'Ngày tiếp',
  startsAt: 'Từ giờ',
  endsAt: 'Đến giờ',
  place: 'Nơi tiếp',
  mode: 'Hình thức',
  seats: 'Số lượt nhận đăng ký trước',
  attendants: 'Thành phần tham dự',
  topic: 'Dự kiến nội dung',
  toDay: 'Ngày mới',
  reason: 'Lý do',
  paper: 'Văn bản ủy quyền',
  substitutePostId: 'Người tiếp thay',
  kind: 'Hình thức tiếp',
  receiver: 'Ai tiếp',
  receivedBy: 'Họ tên, chức vụ người tiếp',
  heldOn: 'Ngày tiếp',
  unitId: 'Đơn vị',
  note: 'Ghi chú',
  takesOver: 'Hoạt động đã ghi',
  visitKind: 'Loại việc',
  visitorName: 'Họ tên người được tiếp',
  visitorAddress: 'Địa chỉ',
  visitorIdNumber: 'Số căn cước, hộ chiếu',
  otherVisitors: 'Người khác cùng đến, người đại diện khác',
  personCount: 'Số người cùng nội dung',
  content: 'Nội dung trình bày',
  firstVisitId: 'Vụ việc',
  resolvedBy: 'Cơ quan đã giải quyết',
  withinCompetence: 'Thuộc thẩm quyền của đơn vị',
  outcome: 'Kết quả tiếp',
  otherBody: 'Cơ quan được hướng dẫn đến, được chuyển đến',
  documentNumber: 'Số văn bản hướng dẫn, chuyển, từ chối',
  refusalGround: 'Căn cứ từ chối',
  papers: 'Thông tin, tài liệu nhận của công dân',
  result: 'Kết quả giải quyết',
  resultOn: 'Ngày thông báo cho công dân',
} as const

const L = RECEPTION_LABELS

/** A time of day as people write it: `7:30`, `7h30`, `07.30`, `14h`. */
function timeOfDay(label: string) {
  return text(label, { longest: 10 }).transform((typed, context) => {
    const match = /^(\d{1,2})(?:[:h.](\d{2})?)?$/i.exec(typed)
    const [hours, minutes] = [Number(match?.[1] ?? 99), Number(match?.[2] ?? 0)]
    if (hours < 24 && minutes < 60) return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
    context.addIssue({ code: 'custom', message: `${label}: hãy ghi giờ và phút, ví dụ 7:30.` })
    return z.NEVER
  })
}

const details = {
  startsAt: timeOfDay(L.startsAt),
  endsAt: timeOfDay(L.endsAt),
  place: text(L.place, { longest: 300 }),
  mode: choice(L.mode, MODES),
  seats: wholeNumber(L.seats, { most: 500 }),
  attendants: optionalText(L.attendants, { longest: 1_000 }),
  topic: optionalText(L.topic, { longest: 1_000 }),
}

const endsLater = (given: { startsAt: string; endsAt: string }, context: z.RefinementCtx) => {
  if (given.endsAt > given.startsAt) return
  context.addIssue({ code: 'custom', path: ['endsAt'], message: 'Giờ kết thúc phải sau giờ bắt đầu.' })
}

export const WEEKDAYS = { 1: 'Thứ Hai', 2: 'Thứ Ba', 3: 'Thứ Tư', 4: 'Thứ Năm', 5: 'Thứ Sáu' } as const
export const WEEKS = { 1: 'Tuần thứ nhất', 2: 'Tuần thứ hai', 3: 'Tuần thứ ba', 4: 'Tuần thứ tư' } as const

export const ProposalFields = z
  .object({
    postId: recordId(L.postId),
    month: z.string({ error: 'Hãy chọn tháng.' }).regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, 'Hãy chọn tháng.'),
    onWeekday: choice(L.onWeekday, WEEKDAYS as Readonly<Record<string, string>>).transform(Number),
    fromWeek: choice(L.fromWeek, WEEKS as Readonly<Record<string, string>>).transform(Number),
    onlyDay: optionalDay(L.onlyDay),
    ...details,
  })
  .superRefine(endsLater)

export const DayFields = z.object({ plannedDay: optionalDay(L.plannedDay), ...details }).superRefine(endsLater)

/** A day as a row of a sheet has it: one leader, one date. */
export const DayRowFields = DayFields.safeExtend({ postId: recordId(L.postId), plannedDay: day(L.plannedDay) })

export const PublicationFields = z.object({
  dayIds: recordIds('Ngày công bố').pipe(z.array(z.string()).min(1, 'Hãy chọn ít nhất một ngày.')),
})

export const PostponementFields = z.object({ toDay: day(L.toDay), reason: text(L.reason, { longest: 500 }) })

export const SubstitutionFields = z.object({
  substitutePostId: recordId(L.substitutePostId),
  reason: text(L.reason, { longest: 500 }),
  paper: optionalText(L.paper, { longest: 200 }),
})

const sessionChange = {
  kind: choice(L.kind, SESSION_KINDS),
  receiver: choice(L.receiver, RECEIVERS),
  receivedBy: text(L.receivedBy, { longest: 200 }),
  place: text(L.place, { longest: 300 }),
  mode: choice(L.mode, MODES),
  note: optionalText(L.note, { longest: 2_000 }),
}

export const SessionFields = z.object({
  unitId: recordId(L.unitId),
  dayId: optionalRecordId('Ngày trong lịch'),
  heldOn: day(L.heldOn),
  ...sessionChange,
  takesOver: checked(),
})

export const SessionChangeFields = z.object(sessionChange)

/** One of a closed list, or nothing (null). */
function optionalChoice<Code extends string>(label: string, choices: Readonly<Record<Code, unknown>>) {
  return z
    .string()
    .optional()
    .transform((value, context): Code | null => {
      if (value === undefined || value === '') return null
      if (Object.hasOwn(choices, value)) return value as Code
      context.addIssue({ code: 'custom', message: `Hãy chọn ${label.toLowerCase()} trong danh sách.` })
      return z.NEVER
    })
}

export const COMPETENCE = { yes: 'Thuộc thẩm quyền', no: 'Không thuộc thẩm quyền' } as const

export const VisitFields = z
  .object({
    kind: choice(L.visitKind, VISIT_KINDS),
    visitorName: optionalText(L.visitorName, { longest: 200 }),
    visitorAddress: optionalText(L.visitorAddress, { longest: 300 }),
    visitorIdNumber: optionalText(L.visitorIdNumber, { longest: 30 }),
    otherVisitors: optionalText(L.otherVisitors, { longest: 3_000 }),
    personCount: wholeNumber(L.personCount, { least: 1, most: 100_000 }),
    content: text(L.content, { longest: 20_000 }),
    firstVisitId: optionalRecordId(L.firstVisitId),
    resolvedBy: optionalText(L.resolvedBy, { longest: 300 }),
    withinCompetence: optionalChoice(L.withinCompetence, COMPETENCE),
    outcome: optionalChoice(L.outcome, OUTCOMES),
    otherBody: optionalText(L.otherBody, { longest: 300 }),
    documentNumber: optionalText(L.documentNumber, { longest: 100 }),
    refusalGround: optionalChoice(L.refusalGround, REFUSAL_GROUNDS),
    papers: optionalText(L.papers, { longest: 3_000 }),
    note: optionalText(L.note, { longest: 2_000 }),
  })
  .transform(({ visitorName, visitorAddress, visitorIdNumber, otherVisitors, withinCompetence, ...given }, context) => {
    const first: Visitor = {
      fullName: visitorName,
      address: visitorAddress,
      idNumber: visitorIdNumber.replace(/\s/g, ''),
    }
    if (first.fullName === '' && (first.address !== '' || first.idNumber !== '')) {
      context.addIssue({ code: 'custom', path: ['visitorName'], message: 'Hãy nhập họ tên người được tiếp.' })
      return z.NEVER
    }
    try {
      const others = visitorsInLines(otherVisitors)
      const visitors = first.fullName === '' ? others : [first, ...others]
      return { ...given, visitors, withinCompetence: withinCompetence === null ? null : withinCompetence === 'yes' }
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      context.addIssue({ code: 'custom', path: ['otherVisitors'], message: refusal.messageForPerson })
      return z.NEVER
    }
  })

export const ResultFields = z.object({ result: text(L.result, { longest: 3_000 }), resultOn: day(L.resultOn) })

/** The questions of the lists. */
export const ReceptionQuery = z.object({ unitId: addressId })
