import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { calendarInForce, type WorkingCalendar, whyNotWorking } from '../../calendar/index.ts'
import {
  type DayOff,
  type DayRule,
  type DeadlineOfLevel,
  daySet,
  type LevelDeadline,
  ruleFor,
  shifted,
} from '../rules/level-deadline.ts'
import { ALL_PERIOD_KINDS } from '../rules/period-entered.ts'
import './tables.ts'

/** A rule as it is kept: with the version by which two people who change it at once are told. */
export type KeptDeadline = LevelDeadline & { version: number; changedBy: string | null; changedAt: Date }

/** The rules for the last days of a type, by kind of period, kind of unit and year. */
export async function deadlinesOf(database: Database, typeCode: string): Promise<KeptDeadline[]> {
  const rows = await database
    .selectFrom('report_deadline as deadline')
    .leftJoin('unit_kind as kind', 'kind.code', 'deadline.sender_kind')
    .leftJoin('account', 'account.id', 'deadline.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'deadline.id',
      'deadline.sender_kind as senderKind',
      'deadline.period_kind as periodKind',
      'deadline.months_after as monthsAfter',
      'deadline.day_of_month as dayOfMonth',
      'deadline.days_after as daysAfter',
      'deadline.excluded',
      'deadline.shift',
      'deadline.from_year as fromYear',
      'deadline.to_year as toYear',
      'deadline.basis',
      'deadline.version',
      'deadline.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where('deadline.type_code', '=', typeCode)
    .orderBy(sql`kind.position nulls last`)
    .orderBy('deadline.from_year')
    .execute()
  const kept = rows.map(({ monthsAfter, dayOfMonth, daysAfter, ...row }) => ({
    ...row,
    rule: ruleKept({ monthsAfter, dayOfMonth, daysAfter }),
  }))
  return ALL_PERIOD_KINDS.flatMap((kind) => kept.filter(({ periodKind }) => periodKind === kind))
}

function ruleKept(kept: { monthsAfter: number | null; dayOfMonth: number | null; daysAfter: number | null }): DayRule {
  const { monthsAfter, dayOfMonth, daysAfter } = kept
  if (daysAfter !== null) return { monthsAfter: null, dayOfMonth: null, daysAfter }
  return { monthsAfter: monthsAfter ?? 0, dayOfMonth: dayOfMonth ?? 1, daysAfter: null }
}

/** One of them. Refuses `report.no-such-deadline`. */
export async function deadlineOf(database: Database, typeCode: string, id: string): Promise<KeptDeadline> {
  const found = (await deadlinesOf(database, typeCode)).find((deadline) => deadline.id === id)
  if (found) return found
  const message = 'Không còn dòng hạn gửi này: có người đã bỏ. Hãy xem lại bảng hạn gửi.'
  throw new Refusal('not-found', 'report.no-such-deadline', message)
}

/** For each of the kinds of unit that has a rule: the last day for a period, by the calendar in force. */
export async function deadlinesForPeriod(
  database: Database,
  { typeCode, period, unitKinds }: { typeCode: string; period: ReportingPeriod; unitKinds: readonly string[] },
): Promise<Map<string, DeadlineOfLevel>> {
  const rules = await deadlinesOf(database, typeCode)
  if (rules.length === 0) return new Map()
  const dayOff = daysOff(await calendarInForce(database))
  return new Map(
    [...new Set(unitKinds)].flatMap((unitKind) => {
      const rule = ruleFor(rules, { unitKind, period })
      if (!rule) return []
      const { excluded: setExcluded, shift, basis } = rule
      return [[unitKind, shifted({ setOn: daySet(rule.rule, period), setExcluded, shift, basis }, dayOff)]]
    }),
  )
}

/** What a calendar says of a day; a year whose days off are not entered is unknown. */
export function daysOff(calendar: WorkingCalendar): DayOff {
  return (day) => {
    try {
      return { why: whyNotWorking(day, calendar) }
    } catch (refusal) {
      if (refusal instanceof Refusal && refusal.code === 'calendar.year-not-known') return 'unknown'
      throw refusal
    }
  }
}

/** As which kind each unit stood on the last day of a period, or stands since. */
export async function kindsOfUnits(
  database: Database,
  unitIds: readonly string[],
  day: CalendarDate,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ unitId: string; kind: string }>`
    select distinct on (unit_id) unit_id::text as "unitId", kind_code as kind from unit_version
    where unit_id = any(${[...unitIds]}::bigint[])
    order by unit_id, (valid_from <= ${day}::date) desc, valid_from desc`.execute(database)
  return new Map(rows.map(({ unitId, kind }) => [unitId, kind]))
}

/** A last day that some units of a request have of their own. */
export type OwnDay = { words: string; basis: string; lastGoodDay: CalendarDate; kinds: string[]; unitCount: number }

/** The last days of their own that units of a request have by their level, the earliest first; of the units that `reach` leaves. */
export async function ownDaysOf(
  database: Database,
  requestId: string,
  reach: RawBuilder<unknown> = sql`true`,
): Promise<OwnDay[]> {
  const { rows } = await sql<OwnDay>`
    select duty.due_words as words, duty.due_basis as basis, duty.last_good_day as "lastGoodDay",
      array_agg(distinct kind.title) as kinds, count(*)::int as "unitCount"
    from report_duty duty join report_request request on request.id = duty.request_id
    join lateral (select kind_code from unit_version version where version.unit_id = duty.unit_id
      order by (version.valid_from <= request.period_to) desc, version.valid_from desc limit 1) version on true
    join unit_kind kind on kind.code = version.kind_code
    where duty.request_id = ${requestId} and duty.due_on is not null and ${reach}
    group by duty.due_words, duty.due_basis, duty.last_good_day
    order by duty.last_good_day, duty.due_words`.execute(database)
  return rows
}
