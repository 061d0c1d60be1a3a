import { z } from 'zod'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { choice, day, text } from '../../../platform/http/form-fields.ts'
import {
  alikeKey,
  type RecordSheet,
  recordSheet,
  type SheetRecord,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { type CalendarDate, formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { addDay, changeDay, recountFrom, removeDay } from '../actions/enter-day.ts'
import { calendarInForce } from '../queries/calendar-in-force.ts'
import type { SpecialDay } from '../rules/working-days.ts'
import { DAY_KINDS } from './calendar-words.ts'
import { DECISION, NAME } from './year-form.tsx'

const L = { date: 'Ngày', kind: 'Loại', name: 'Nội dung', decision: 'Văn bản quyết định' } as const

/** A row of the form of a year, with the document that the row rests on. */
const DayFields = z.object({
  date: day(L.date),
  kind: choice(L.kind, DAY_KINDS),
  name: text(L.name, NAME),
  decision: text(L.decision, DECISION),
})

/** A day's date is its id: `20270101`. */
const idOf = (date: CalendarDate) => date.replaceAll('-', '')
const dateOf = (id: string) => id.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

/** The days off of all years that are known. Limits are counted anew when the rows of a file have been written, once for all of them. */
export const daySheet = (recounts: readonly LimitRecount[]): RecordSheet => ({
  ...recordSheet({
    kind: 'days-off',
    title: 'Lịch nghỉ',
    about:
      'Mỗi dòng là một ngày không theo lịch tuần, với văn bản quyết định ngày ấy. Hạn đang chạy được tính lại khi các dòng đã ghi xong. Bỏ một ngày, đánh dấu cả năm đã được quyết định: làm ở trang Lịch nghỉ.',
    readPermission: 'calendar.manage',
    writePermission: 'calendar.manage',
    columns: [
      {
        ...{ key: 'date', title: L.date, kind: 'date', required: true },
        ...{ help: 'Mỗi ngày một dòng; đủ các ngày của năm.', example: '01/01/2028' },
      },
      {
        ...{ key: 'kind', title: L.kind, kind: 'choice', required: true, choices: DAY_KINDS },
        ...{ help: 'Chọn trong danh sách.', example: DAY_KINDS.holiday },
      },
      {
        ...{ key: 'name', title: L.name, kind: 'text', required: true },
        ...{ help: 'Không quá 100 ký tự.', example: 'nghỉ Tết Dương lịch' },
      },
      {
        ...{ key: 'decision', title: L.decision, kind: 'text', required: true },
        ...{ help: 'Số, ngày văn bản; không quá 300 ký tự.', example: 'Văn bản 12729/VPCP-KGVX' },
      },
    ],
    fields: DayFields,
    alike: ({ date }) => alikeKey('date', date),
    records: async ({ database }, which) => {
      const known = [...(await calendarInForce(database)).days.values()].map(asRecord)
      const ordered = known.sort((one, other) => Number(one.id) - Number(other.id))
      if ('ids' in which) return ordered.filter(({ id }) => which.ids.includes(id))
      return ordered.filter(({ id }) => Number(id) > Number(which.after)).slice(0, which.most)
    },
    add: async ({ database, official, today }, entered) => {
      await addDay(database, official, { day: entered, today })
      return idOf(entered.date)
    },
    change: ({ database, official, today }, id, entered) => {
      refuseOtherDate(id, entered.date)
      return changeDay(database, official, { day: entered, today })
    },
    takeBack: ({ database, official, today }, id, reason) =>
      removeDay(database, official, { date: dateOf(id), reason, today }),
  }),
  settle: async ({ database, official, today }, rows) => {
    const dates = rows.flatMap(({ before, after }) => [before?.date, after?.date]).filter((date) => date !== undefined)
    const [from] = dates.map((date) => parseCalendarDate(date)).sort()
    if (from !== undefined) await recountFrom(database, official, { from, recounts, today })
  },
})

function asRecord({ date, kind, name, source }: SpecialDay): SheetRecord {
  return { id: idOf(date), values: { date: formatCalendarDate(date), kind, name, decision: source } }
}

function refuseOtherDate(id: string, date: CalendarDate): void {
  if (idOf(date) === id) return
  const message =
    'Ngày của dòng đã có không đổi được. Hãy thêm dòng mới cho ngày khác và bỏ ngày này ở trang Lịch nghỉ.'
  throw new Refusal('conflict', 'calendar.other-date', message, { date: message })
}
