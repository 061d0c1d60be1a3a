import {
  addDays,
  type CalendarDate,
  formatCalendarDate,
  isCalendarDate,
  yearOf,
} from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** What bodies sign with each other (glossary: coordination). */
export const COORDINATION_KINDS = {
  regulation: 'Quy chế phối hợp',
  programme: 'Chương trình phối hợp',
  plan: 'Kế hoạch phối hợp',
} as const

export type CoordinationKind = keyof typeof COORDINATION_KINDS

/** How it stands on a day. */
export const COORDINATION_STATES = {
  unsigned: 'Chưa đủ chữ ký',
  coming: 'Đã ký, chưa đến ngày thực hiện',
  'in-force': 'Đang thực hiện',
  ended: 'Hết thời hạn',
  withdrawn: 'Đã rút',
} as const

export type CoordinationState = keyof typeof COORDINATION_STATES

export type Term = { startsOn: CalendarDate; endsOn: CalendarDate | null }

/** How it stands on the day: it binds from its first day or from the last signature, whichever is later. */
export function coordinationState(
  given: Term & { signedOn: readonly (CalendarDate | null)[]; withdrawnOn: CalendarDate | null },
  day: CalendarDate,
): CoordinationState {
  if (given.withdrawnOn !== null) return 'withdrawn'
  const signed = signedByAllOn(given.signedOn)
  if (signed === null || signed > day) return 'unsigned'
  if (day < given.startsOn) return 'coming'
  return given.endsOn !== null && day > given.endsOn ? 'ended' : 'in-force'
}

/** The day of the last signature; null while one is missing. */
export function signedByAllOn(signedOn: readonly (CalendarDate | null)[]): CalendarDate | null {
  let latest: CalendarDate | null = null
  for (const day of signedOn) {
    if (day === null) return null
    if (latest === null || day > latest) latest = day
  }
  return latest
}

/** What is written down when it is drafted. */
export type CoordinationGiven = Term & {
  kind: CoordinationKind
  reportMonth: number | null
  reportDay: number | null
}

/**
 * Refuses `coordination.term`: an end before the beginning, a programme or plan without an end, a plan for more than a year, and
 * `coordination.report-day`: half a day of report, or one that there is not in every year.
 */
export function refuseCoordination(given: CoordinationGiven): void {
  const { kind, startsOn, endsOn, reportMonth, reportDay } = given
  if (endsOn === null && kind !== 'regulation')
    throw refusal(
      'coordination.term',
      'endsOn',
      'Chương trình, kế hoạch phối hợp phải có ngày kết thúc; chỉ quy chế được để trống.',
    )
  if (endsOn !== null && endsOn < startsOn) {
    throw refusal(
      'coordination.term',
      'endsOn',
      `Ngày kết thúc ${formatCalendarDate(endsOn)} ở trước ngày bắt đầu ${formatCalendarDate(startsOn)}. Hãy kiểm tra lại.`,
    )
  }
  if (kind === 'plan' && endsOn !== null && endsOn >= sameDayNextYear(startsOn)) {
    throw refusal(
      'coordination.term',
      'endsOn',
      'Kế hoạch phối hợp là của một năm. Việc phối hợp nhiều năm hãy ghi là chương trình hoặc quy chế.',
    )
  }
  if ((reportMonth === null) !== (reportDay === null)) {
    const field = reportMonth === null ? 'reportMonth' : 'reportDay'
    throw refusal('coordination.report-day', field, 'Hạn báo cáo hằng năm cần cả ngày và tháng; hoặc để trống cả hai.')
  }
  // 2025 has no 29 February: the day must be there every year.
  if (reportMonth !== null && reportDay !== null && !isCalendarDate(onDay(2025, reportMonth, reportDay))) {
    throw refusal(
      'coordination.report-day',
      'reportDay',
      `Không phải năm nào cũng có ngày ${reportDay}/${reportMonth}. Hãy chọn ngày khác.`,
    )
  }
}

const refusal = (code: string, field: string, message: string) =>
  new Refusal('invalid', code, message, { [field]: message })

const onDay = (year: number, month: number, day: number): CalendarDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function sameDayNextYear(day: CalendarDate): CalendarDate {
  const next = `${yearOf(day) + 1}${day.slice(4)}`
  return isCalendarDate(next) ? next : addDays(`${yearOf(day) + 1}-02-28`, 1)
}

/** A report that a party owes: for which year, and its last day. */
export type OwedReport = { year: number; dueOn: CalendarDate }

/**
 * The yearly reports that fall due while it binds, as far as the day given: one for each year whose report day lies between the day it
 * began to bind and its end. The last year's report may be due after the end: it is owed when the end lies within that year.
 */
export function owedReports(
  given: Term & { signedOn: CalendarDate | null; reportMonth: number | null; reportDay: number | null },
  until: CalendarDate,
): OwedReport[] {
  const { startsOn, endsOn, signedOn, reportMonth, reportDay } = given
  if (signedOn === null || reportMonth === null || reportDay === null) return []
  const from = signedOn > startsOn ? signedOn : startsOn
  const owed: OwedReport[] = []
  const lastYear = Math.min(yearOf(until), endsOn === null ? yearOf(until) : yearOf(endsOn))
  for (let year = yearOf(from); year <= lastYear; year += 1) {
    const dueOn = onDay(year, reportMonth, reportDay)
    if (dueOn >= from && dueOn <= until) owed.push({ year, dueOn })
  }
  return owed
}

/** A duty as one line of the form has it: of one party (`Bên 2: …`), or of all. */
export type Duty = { partyPosition: number | null; content: string }

/** The duties in a text with one on each line; blank lines and list marks do not count. */
export function dutiesInLines(text: string): Duty[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*[-–•+*]\s+/, '').trim())
    .filter((line) => line !== '')
    .map((line) => {
      const ofOne = /^bên\s+(\d{1,2})\s*[:.–-]\s*(\S.*)$/iu.exec(line)
      return ofOne
        ? { partyPosition: Number(ofOne[1]), content: ofOne[2] ?? '' }
        : { partyPosition: null, content: line }
    })
}

/** The same, written as the form has it. */
export function dutiesAsLines(duties: readonly Duty[]): string {
  return duties
    .map(({ partyPosition, content }) => (partyPosition === null ? content : `Bên ${partyPosition}: ${content}`))
    .join('\n')
}

/** Refuses `coordination.no-such-party` when a duty is of a party that there is not. */
export function refuseDuties(duties: readonly Duty[], parties: number): void {
  const wrong = duties.find(
    ({ partyPosition }) => partyPosition !== null && (partyPosition < 1 || partyPosition > parties),
  )
  if (wrong) {
    throw refusal(
      'coordination.no-such-party',
      'duties',
      `Không có bên ${wrong.partyPosition}: ${parties} bên được đánh số từ 1, bên chủ trì là bên 1. Hãy sửa dòng “${wrong.content.slice(0, 60)}”.`,
    )
  }
}

/** Refuses `coordination.signed-in-the-future`. */
export function refuseSignature(signedOn: CalendarDate, today: CalendarDate): void {
  if (signedOn > today) {
    throw refusal(
      'coordination.signed-in-the-future',
      'signedOn',
      `Ngày ký ở sau hôm nay (${formatCalendarDate(today)}). Hãy ghi sau khi đã ký.`,
    )
  }
}
