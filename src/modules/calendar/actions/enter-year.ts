import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { requireWholeProvince } from '../../organisation/index.ts'
import { calendarInForce, enteredYear } from '../queries/calendar-in-force.ts'
import { changedSpan, requireSoundYear } from '../rules/entered-years.ts'
import { nationalCalendar } from '../rules/holidays.ts'
import { daysOfYear, type SpecialDay, type SpecialDayKind } from '../rules/working-days.ts'
import { yearFormValues } from '../rules/year-form-values.ts'
import '../queries/tables.ts'

/** A year as somebody enters it: all days that do not follow their weekday, and the document that says so. */
export type YearToEnter = {
  year: number
  decision: string
  settled: boolean
  /** `decision`: the document of this day, where it is not that of the year. */
  days: readonly { date: CalendarDate; kind: SpecialDayKind; name: string; decision?: string }[]
}

/** What followed from a change: how many last days have moved, by what they belong to. */
export type RecountedLimits = readonly { title: string; changed: number }[]

/**
 * Enters the days of a year in the place of what stood there, and counts open limits anew where the meaning of a day has changed.
 * A day that stays as it was keeps its source, unless the whole year is now settled by the document.
 * Refuses what `requireSoundYear` refuses, `organisation.concerns-whole-province`, and a stale edit.
 */
export function enterYear(
  database: Database,
  official: Official,
  {
    version,
    given,
    recounts,
    today,
  }: {
    version: string | null
    given: YearToEnter
    recounts: readonly LimitRecount[]
    today: CalendarDate
  },
): Promise<RecountedLimits> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, 'calendar.manage', today)
    await transaction.selectFrom('calendar_year').select('year').where('year', '=', given.year).forUpdate().execute()
    const before = await enteredYear(transaction, given.year)
    const calendar = await calendarInForce(transaction)
    const stood = daysOfYear(calendar, given.year)
    if (version !== null && version !== String(before?.version ?? 0)) {
      throw new StaleEdit({
        version: String(before?.version ?? 0),
        values: yearFormValues({ decision: before?.decision ?? '', settled: before?.settled ?? false, days: stood }),
        changedBy: before?.changedBy ?? 'Hệ thống',
        changedAt: before?.changedAt ?? new Date(0),
      })
    }
    const days = withSources(given, stood)
    requireSoundYear({ year: given.year, settled: given.settled, days }, calendar)
    await writeYear(transaction, official, given, days)
    const span = changedSpan(stood, days)
    const reason = `Lịch nghỉ năm ${given.year} theo ${given.decision}`
    const changed = span
      ? await recountAll(transaction, official, recounts, { from: span.from, today, reason })
      : recounts.map(({ title }) => ({ title, changed: 0 }))
    await recordChange(transaction, {
      official,
      action: 'calendar.year-entered',
      subject: { kind: 'calendar-year', id: String(given.year) },
      unitId: null,
      summary: `Ghi lịch nghỉ năm ${given.year} theo ${given.decision}${inWords(changed)}`,
      before: { decision: before?.decision ?? null, settled: before?.settled ?? false, days: stood },
      after: { decision: given.decision, settled: given.settled, days },
    })
    return changed
  })
}

function withSources({ days, settled, decision }: YearToEnter, stood: readonly SpecialDay[]): SpecialDay[] {
  return days.map(({ date, kind, name, decision: own }) => {
    const isSame = (day: SpecialDay) =>
      day.date === date && day.kind === kind && day.name === name && (own === undefined || day.source === own)
    // Who writes a day as it is known nationally means that very day, with how sure it is.
    const known = own === undefined ? undefined : nationalCalendar.days.get(date)
    const same = stood.find(isSame) ?? (known && isSame(known) ? known : undefined)
    const isKept = same !== undefined && (!settled || same.status === 'decided')
    return isKept ? same : { date, kind, name, source: own ?? decision, status: 'decided' }
  })
}

async function writeYear(
  transaction: Database,
  official: Official,
  { year, decision, settled }: YearToEnter,
  days: readonly SpecialDay[],
): Promise<void> {
  await transaction
    .insertInto('calendar_year')
    .values({ year, decision, settled, changed_by_account_id: official.accountId })
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet((row) => ({
        decision,
        settled,
        ...changedBy(official),
        version: row('calendar_year.version', '+', 1),
      })),
    )
    .execute()
  await transaction.deleteFrom('calendar_day').where('year', '=', year).execute()
  if (days.length === 0) return
  await transaction
    .insertInto('calendar_day')
    .values(days.map(({ date, ...day }) => ({ ...day, day: date, year })))
    .execute()
}

/** Counts the limits of every kind anew and answers how many moved. */
export async function recountAll(
  transaction: Database,
  official: Official,
  recounts: readonly LimitRecount[],
  change: { from: CalendarDate; today: CalendarDate; reason: string },
): Promise<RecountedLimits> {
  const changed: { title: string; changed: number }[] = []
  for (const { title, recount } of recounts)
    changed.push({ title, changed: await recount(transaction, official, change) })
  return changed
}

/** What moved, to be said after a sentence; empty when nothing did. */
export function inWords(recounted: RecountedLimits): string {
  const moved = recounted.filter(({ changed }) => changed > 0)
  if (moved.length === 0) return ''
  return `; tính lại thời hạn: ${moved.map(({ title, changed }) => `${changed} ${title.toLowerCase()}`).join(', ')}`
}
