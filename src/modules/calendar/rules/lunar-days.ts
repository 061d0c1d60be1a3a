import { AstroTime, SearchMoonPhase, SearchSunLongitude, SunPosition } from 'astronomy-engine'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { addDays, dateInVietnam } from '../../../vocabulary/calendar-date.ts'

const WINTER_SOLSTICE = 270

/**
 * The days of a year that the lunar calendar names: the first day of Tết and Giỗ Tổ Hùng Vương (10th of the 3rd month).
 *
 * Reckoned at UTC+7, as Vietnam's calendar is: another zone's is a day off in 2027, 2028 and 2030. Only to propose days: which days
 * are off is decided each year (Labour Code 45/2019/QH14, Article 112(3)).
 */
export function lunarDays(year: number): { firstOfTet: CalendarDate; hungKings: CalendarDate } {
  const months = monthsBetweenSolstices(year - 1)
  const first = months.find((month) => month.number === 1 && !month.isLeap)
  const third = months.find((month) => month.number === 3 && !month.isLeap)
  if (!first || !third) throw new Error(`No lunar months for ${year}.`)
  return { firstOfTet: first.begins, hungKings: addDays(third.begins, 9) }
}

type LunarMonth = { begins: CalendarDate; number: number; isLeap: boolean }

/** The months from the eleventh of the year, which holds the winter solstice, to the tenth of the next. */
function monthsBetweenSolstices(year: number): LunarMonth[] {
  const from = newMoonBefore(solsticeOf(year))
  const until = newMoonBefore(solsticeOf(year + 1))
  const begins = [from]
  for (let next = newMoonAfter(from); next <= until; next = newMoonAfter(next)) begins.push(next)
  // Thirteen months between: the first that holds no principal term repeats the number before it.
  const leapAt =
    begins.length === 14 ? begins.findIndex((day, index) => index > 0 && !holdsTerm(day, begins[index + 1])) : -1
  return begins.slice(0, -1).map((day, index) => {
    const passed = leapAt !== -1 && index >= leapAt ? index - 1 : index
    return { begins: day, number: ((10 + passed) % 12) + 1, isLeap: index === leapAt }
  })
}

function solsticeOf(year: number): CalendarDate {
  const found = SearchSunLongitude(WINTER_SOLSTICE, new AstroTime(new Date(Date.UTC(year, 11, 1))), 40)
  if (!found) throw new Error(`No winter solstice in ${year}.`)
  return dateInVietnam(found.date)
}

/** The day in Vietnam of the last new moon not after the day. */
function newMoonBefore(day: CalendarDate): CalendarDate {
  let found = newMoonAfter(addDays(day, -32))
  for (let next = newMoonAfter(found); next <= day; next = newMoonAfter(next)) found = next
  return found
}

/** The day in Vietnam of the next new moon after the day. */
function newMoonAfter(day: CalendarDate): CalendarDate {
  const found = SearchMoonPhase(0, midnight(addDays(day, 1)), 32)
  if (!found) throw new Error(`No new moon after ${day}.`)
  return dateInVietnam(found.date)
}

/** True when the sun enters a new twelfth of its way between the two days. */
function holdsTerm(from: CalendarDate, to: CalendarDate | undefined): boolean {
  return to !== undefined && twelfthAt(from) !== twelfthAt(to)
}

const twelfthAt = (day: CalendarDate) => Math.floor(SunPosition(midnight(day)).elon / 30)

/** The first moment of the day in Vietnam. */
const midnight = (day: CalendarDate) => new AstroTime(new Date(`${day}T00:00:00+07:00`))
