import { sql } from 'kysely'
import {
  alikeKey,
  type RecordSheet,
  recordSheet,
  recordsOf,
  type SheetColumn,
  type SheetContext,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeDay, removeDay } from '../actions/change-day.ts'
import { noSuchDay, noSuchSession } from '../actions/out-of-reach.ts'
import { proposedDayIds } from '../actions/propose-days.ts'
import { changeSession, recordSession, withdrawSession } from '../actions/record-session.ts'
import { dayById, daysToChoose, postsToChoose } from '../queries/days.ts'
import { sessionById } from '../queries/sessions.ts'
import { dayFormValues, sessionFormValues } from '../rules/form-values.ts'
import { MODES, RECEIVERS, SESSION_KINDS } from '../rules/session.ts'
import { DayRowFields, RECEPTION_LABELS as L, SessionFields } from './reception-fields.ts'

const readPermission = 'reception.read'
const readable = ({ official, today }: SheetContext) => unitsUnder(unitsFor(official, readPermission), today)

const place: SheetColumn = {
  ...{ key: 'place', title: L.place, kind: 'text', required: true },
  ...{ help: 'Không quá 300 ký tự.', example: 'Phòng tiếp công dân' },
}
const mode: SheetColumn = {
  ...{ key: 'mode', title: L.mode, kind: 'choice', required: true, choices: MODES },
  ...{ help: 'Chọn trong danh sách.', example: MODES.direct },
}
const time = (key: string, title: string, example: string): SheetColumn => ({
  ...{ key, title, kind: 'text', required: true, help: 'Giờ và phút.', example },
})
const words = (key: string, title: string, example: string, help = 'Không quá 1.000 ký tự.'): SheetColumn => ({
  ...{ key, title, kind: 'text', help, example },
})

/** Days of the schedule; each is published, put off and given to another at its own page. */
const daySheet: RecordSheet = recordSheet({
  kind: 'reception-days',
  title: 'Lịch tiếp công dân',
  about:
    'Mỗi dòng là một ngày tiếp của một người. Ngày mới là dự kiến; công bố, lùi lịch (phải nêu lý do), người tiếp thay ghi ở trang của từng ngày.',
  readPermission,
  writePermission: 'reception.schedule',
  columns: [
    {
      ...{ key: 'postId', title: L.postId, kind: 'choice', required: true },
      choices: async ({ database, official, today }) => {
        const posts = await postsToChoose(database, official, today)
        return Object.fromEntries(
          posts.map(({ id, title, fullName, unitName, isHeld }) => [
            id,
            `${title} ${fullName}, ${unitName}${isHeld ? '' : ' (đã thôi giữ)'}`,
          ]),
        )
      },
      ...{ help: 'Chọn trong danh sách người giữ chức vụ.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'plannedDay', title: L.plannedDay, kind: 'date', required: true },
      ...{ help: 'Một ngày làm việc, từ hôm nay trở đi.', example: '26/11/2026' },
    },
    time('startsAt', L.startsAt, '07:30'),
    time('endsAt', L.endsAt, '11:00'),
    place,
    mode,
    {
      ...{ key: 'seats', title: L.seats, kind: 'whole-number', required: true },
      ...{ help: 'Ghi 0 nếu không nhận đăng ký.', example: '10' },
    },
    words('attendants', L.attendants, 'Công an xã, Mặt trận xã'),
    words('topic', L.topic, 'Đất đai, môi trường'),
  ],
  fields: DayRowFields,
  alike: ({ postId, plannedDay }) => alikeKey('plannedDay', postId, plannedDay),
  records: recordsOf({
    ...{ table: 'reception_day', units: readable },
    one: async ({ database, official, today }, id) => {
      const day = await dayById(database, official, { id, today })
      return day && { postId: day.postId, ...dayFormValues(day) }
    },
  }),
  add: async (context, { postId, plannedDay, ...details }) => {
    const { database, official, today } = context
    const unitId = await unitOfPost(context, postId)
    const asked = { ...details, unitId, postId, days: { only: plannedDay } }
    const [id = ''] = await namedAsHere(() => proposedDayIds(database, official, asked, today))
    return id
  },
  change: async ({ database, official, today }, id, { postId, plannedDay, ...details }) => {
    const day = await dayById(database, official, { id, permission: 'reception.schedule', today })
    if (!day) throw noSuchDay()
    refuseOther(
      'postId',
      postId === day.postId,
      'Người tiếp của một ngày không đổi ở đây được. Hãy ghi người tiếp thay.',
    )
    const isDateKept = day.publishedOn === null || plannedDay === day.plannedOn
    refuseOther('plannedDay', isDateKept, 'Lịch đã công bố: muốn đổi ngày, hãy lùi lịch ở trang của ngày tiếp.')
    await changeDay(database, official, { id, plannedOn: plannedDay, details, today })
  },
  takeBack: ({ database, official, today }, id) => removeDay(database, official, { id, today }),
})

async function unitOfPost({ database }: SheetContext, postId: string): Promise<string> {
  const post = await database.selectFrom('post').select('unit_id').where('id', '=', postId).executeTakeFirst()
  return post?.unit_id ?? '0'
}

/** The form names a single day, and the unit goes with the person. */
const FIELDS_HERE: Readonly<Record<string, string>> = { onlyDay: 'plannedDay', unitId: 'postId' }

async function namedAsHere<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    const fields = Object.entries(refusal.fields).map(([key, message]) => [FIELDS_HERE[key] ?? key, message])
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, Object.fromEntries(fields))
  }
}

function refuseOther(key: string, isKept: boolean, message: string): void {
  if (!isKept) throw new Refusal('conflict', 'reception.not-changed-here', message, { [key]: message })
}

/** Sessions of the register; who came, and what about, is not in it. */
const sessionSheet: RecordSheet = recordSheet({
  kind: 'reception-sessions',
  title: 'Buổi tiếp công dân',
  about:
    'Mỗi dòng là một buổi tiếp đã diễn ra. Người được tiếp và nội dung trình bày không có trong tệp: ghi vào sổ ở trang của từng buổi, khi tiếp.',
  readPermission,
  writePermission: 'reception.record',
  onlyItsColumns: true,
  columns: [
    {
      ...{ key: 'unitId', title: L.unitId, kind: 'unit', required: true },
      ...{ help: 'Đơn vị mà bạn giữ sổ.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'heldOn', title: L.heldOn, kind: 'date', required: true },
      ...{ help: 'Không sau hôm nay.', example: '05/11/2026' },
    },
    {
      ...{ key: 'dayId', title: 'Ngày trong lịch', kind: 'choice' },
      choices: async ({ database, official, today }) => {
        const days = await daysToChoose(database, official, today)
        return Object.fromEntries(days.map((day) => [day.id, dayTitle(day)]))
      },
      ...{ help: 'Để trống nếu tiếp không theo lịch đã công bố.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'kind', title: L.kind, kind: 'choice', required: true, choices: SESSION_KINDS },
      ...{ help: 'Chọn trong danh sách.', example: SESSION_KINDS.regular },
    },
    {
      ...{ key: 'receiver', title: L.receiver, kind: 'choice', required: true, choices: RECEIVERS },
      ...{ help: 'Chọn trong danh sách.', example: RECEIVERS.officer },
    },
    words('receivedBy', L.receivedBy, 'Nguyễn Văn An, Chủ tịch', 'Người đã tiếp; không quá 200 ký tự.'),
    place,
    mode,
    words('note', L.note, 'Hội trường đang sửa', 'Không quá 2.000 ký tự; không ghi về người được tiếp.'),
    {
      ...{ key: 'takesOver', title: L.takesOver, kind: 'choice', choices: { yes: 'Là cùng buổi tiếp' } },
      ...{ help: 'Chỉ ghi khi hệ thống báo ngày ấy đã ghi hoạt động.', example: 'Là cùng buổi tiếp' },
    },
  ],
  fields: SessionFields,
  alike: ({ dayId }) => alikeKey('dayId', dayId),
  records: recordsOf({
    ...{ table: 'reception_session', units: readable, only: sql`withdrawn_on is null` },
    one: async ({ database, official, today }, id) => {
      const session = await sessionById(database, official, { id, today })
      if (!session) return undefined
      const { unitId, heldOn, dayId } = session
      return {
        ...{ unitId, heldOn: formatCalendarDate(heldOn), dayId: dayId ?? '', takesOver: '' },
        ...sessionFormValues(session),
      }
    },
  }),
  add: ({ database, official, today }, entered) => recordSession(database, official, entered, today),
  change: async ({ database, official, today }, id, { unitId, heldOn, dayId, takesOver, ...given }) => {
    const session = await sessionById(database, official, { id, permission: 'reception.record', today })
    if (!session) throw noSuchSession()
    const stays = 'của buổi tiếp đã ghi không đổi được. Hãy hủy ghi buổi này rồi ghi buổi khác.'
    refuseOther('unitId', unitId === session.unitId, `Đơn vị ${stays}`)
    refuseOther('heldOn', heldOn === session.heldOn, `Ngày ${stays}`)
    refuseOther('dayId', dayId === session.dayId, `Ngày trong lịch ${stays}`)
    refuseOther('takesOver', !takesOver, 'Ô này chỉ dùng cho buổi tiếp mới.')
    await changeSession(database, official, { id, given, today })
  },
  takeBack: ({ database, official, today }, id, reason) => withdrawSession(database, official, { id, reason, today }),
})

type DayToChoose = { plannedOn: CalendarDate; leaderTitle: string; leaderName: string; unitName: string }

const dayTitle = ({ plannedOn, leaderTitle, leaderName, unitName }: DayToChoose) =>
  `${formatCalendarDate(plannedOn)}: ${leaderTitle} ${leaderName}, ${unitName}`

/** What of citizen reception comes in from spreadsheets; visits do not, because they tell who came. */
export const receptionSheets: readonly RecordSheet[] = [daySheet, sessionSheet]
