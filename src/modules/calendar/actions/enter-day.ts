import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, enteredYear } from '../queries/calendar-in-force.ts'
import { nationalCalendar } from '../rules/holidays.ts'
import { daysOfYear, type SpecialDay, type SpecialDayKind } from '../rules/working-days.ts'
import { ROWS } from '../rules/year-form-values.ts'
import { enterYear, inWords, recountAll } from './enter-year.ts'
import '../queries/tables.ts'

/** One day that does not follow its weekday, with the document that says so. */
export type DayToEnter = { date: CalendarDate; kind: SpecialDayKind; name: string; decision: string }

type DayChange = { day: DayToEnter; today: CalendarDate }

/**
 * Adds a day to its year: the year is entered again with it. Limits are not counted anew until `recountFrom`, so that many days count
 * them once. Refuses as `enterYear`, `calendar.day-twice` and `calendar.too-many-days`.
 */
export function addDay(database: Database, official: Official, { day, today }: DayChange): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const stood = daysOfYear(await calendarInForce(transaction), yearOf(day.date))
    if (stood.some(({ date }) => date === day.date)) {
      const written = formatCalendarDate(day.date)
      throw refusalOfDate(
        'calendar.day-twice',
        `Ngày ${written} đã có trong lịch. Hãy tải lịch đang có về và sửa dòng ấy.`,
      )
    }
    if (stood.length >= ROWS) {
      throw refusalOfDate('calendar.too-many-days', `Một năm ghi tối đa ${ROWS} ngày không theo lịch tuần.`)
    }
    await enterAnew(transaction, official, { days: [...stood, day], decision: day.decision, date: day.date, today })
  })
}

/** Changes what is said of a day. Refuses as `addDay`, and `calendar.no-such-day`. */
export function changeDay(database: Database, official: Official, { day, today }: DayChange): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const stood = await daysWith(transaction, day.date)
    const days = stood.map((each) => (each.date === day.date ? day : each))
    await enterAnew(transaction, official, { days, decision: day.decision, date: day.date, today })
  })
}

/** Takes a day out of its year, which then follows its weekday. Refuses `calendar.no-such-day`, and as `enterYear`. */
export function removeDay(
  database: Database,
  official: Official,
  { date, reason, today }: { date: CalendarDate; reason: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const stood = await daysWith(transaction, date)
    const entered = await enteredYear(transaction, yearOf(date))
    const days = stood.filter((each) => each.date !== date)
    await enterAnew(transaction, official, { days, decision: entered?.decision ?? reason, date, today })
  })
}

async function daysWith(transaction: Database, date: CalendarDate): Promise<SpecialDay[]> {
  const stood = daysOfYear(await calendarInForce(transaction), yearOf(date))
  if (stood.some((each) => each.date === date)) return stood
  throw refusalOfDate('calendar.no-such-day', `Ngày ${formatCalendarDate(date)} không còn trong lịch nghỉ.`)
}

function refusalOfDate(code: string, message: string): Refusal {
  return new Refusal('conflict', code, message, { date: message })
}

type Anew = { days: readonly (DayToEnter | SpecialDay)[]; decision: string; date: CalendarDate; today: CalendarDate }

async function enterAnew(
  transaction: Database,
  official: Official,
  { days, decision, date, today }: Anew,
): Promise<void> {
  const year = yearOf(date)
  const settled = (await enteredYear(transaction, year))?.settled ?? false
  try {
    await enterYear(transaction, official, {
      version: null,
      given: { year, decision, settled, days },
      recounts: [],
      today,
    })
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || !refusal.fields.days) throw refusal
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, { date: refusal.messageForPerson })
  }
  await forgetIfAsKnown(transaction, { year, settled })
}

/** An entered year that says nothing else than what is known without it is let go, so that undoing leaves the year as it was. */
async function forgetIfAsKnown(
  transaction: Database,
  { year, settled }: { year: number; settled: boolean },
): Promise<void> {
  if (settled) return
  const inWriting = (days: readonly SpecialDay[]) =>
    JSON.stringify(days.map(({ date, kind, name, source, status }) => [date, kind, name, source, status]))
  const stands = daysOfYear(await calendarInForce(transaction), year)
  if (inWriting(stands) !== inWriting(daysOfYear(nationalCalendar, year))) return
  await transaction.deleteFrom('calendar_day').where('year', '=', year).execute()
  await transaction.deleteFrom('calendar_year').where('year', '=', year).execute()
}

/** Counts open limits anew after days were entered one by one, from the first of them on, and tells the trail how many moved. */
export function recountFrom(
  database: Database,
  official: Official,
  { from, recounts, today }: { from: CalendarDate; recounts: readonly LimitRecount[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const reason = `Lịch nghỉ năm ${yearOf(from)} thay đổi từ ngày ${formatCalendarDate(from)}`
    const changed = await recountAll(transaction, official, recounts, { from, today, reason })
    const words = inWords(changed)
    if (words === '') return
    await recordChange(transaction, {
      official,
      action: 'calendar.limits-recounted',
      subject: { kind: 'calendar-year', id: String(yearOf(from)) },
      unitId: null,
      summary: `${reason}${words}`,
    })
  })
}
