import { z } from 'zod'
import { choice, day, optionalText, recordId, recordIds, text } from '../../../platform/http/form-fields.ts'
import { ACTIVITY_KINDS } from '../rules/activity.ts'
import { agendaInLines, hourOf } from '../rules/agenda.ts'
import { INVITATION_ANSWERS } from '../rules/invitation.ts'
import { DETAIL_LABELS, DETAIL_SHAPE, splitDetails } from './detail-fields.ts'

/** What people call the fields of an activity that is prepared. */
export const PREPARATION_LABELS = {
  kind: 'Loại hoạt động',
  title: 'Nội dung chính',
  plannedOn: 'Ngày dự kiến',
  startsAt: 'Giờ bắt đầu',
  place: 'Địa điểm',
  unitId: 'Đơn vị tổ chức',
  chairedBy: 'Người chủ trì',
  agenda: 'Chương trình',
  content: 'Mục đích, yêu cầu',
  ...DETAIL_LABELS,
} as const

const L = PREPARATION_LABELS

/** Nothing, or an hour as people write it; becomes `07:30`. */
const optionalHour = z
  .string()
  .optional()
  .transform((value, context) => {
    const typed = (value ?? '').trim()
    const hour = typed === '' ? '' : hourOf(typed)
    if (hour !== null) return hour
    context.addIssue({ code: 'custom', message: `Giờ ghi như 7:30 hoặc 13h30. Bạn đã nhập “${typed}”.` })
    return z.NEVER
  })

/** Checks an activity that is prepared. */
export const PreparationFields = z
  .object({
    kind: choice(L.kind, ACTIVITY_KINDS),
    title: text(L.title, { longest: 300 }),
    plannedOn: day(L.plannedOn),
    startsAt: optionalHour,
    place: text(L.place, { longest: 300 }),
    unitId: recordId(L.unitId),
    chairedBy: text(L.chairedBy, { longest: 200 }),
    agenda: optionalText(L.agenda, { longest: 10_000 }).transform(agendaInLines),
    content: optionalText(L.content, { longest: 5_000 }),
    ...DETAIL_SHAPE,
  })
  .transform(splitDetails)

export const AnnouncementFields = z.object({
  announcedOn: day('Ngày thông báo'),
  notice: text('Nội dung thông báo', { longest: 5_000 }),
})

export const CancellationFields = z.object({ reason: text('Lý do hủy', { longest: 500 }) })

export const GuestFields = z.object({
  unitIds: recordIds('Đơn vị được mời'),
  guests: optionalText('Khách mời khác', { longest: 5_000 }).transform((typed) =>
    typed
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
})

export const InvitationAnswerFields = z.object({
  answer: choice('Trả lời', INVITATION_ANSWERS),
  words: optionalText('Người dự thay hoặc lý do', { longest: 300 }),
})

export const AttendanceFields = z.object({ came: recordIds('Có mặt') })
