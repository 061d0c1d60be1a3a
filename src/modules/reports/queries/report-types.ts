import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { ALL_PERIOD_KINDS, type PeriodEntered, periodEntered, periodOfType } from '../rules/period-entered.ts'
import type { ReportSection, ReportType } from '../rules/report-type.ts'
import { periodByVersions, versionInForce } from '../rules/type-version.ts'
import './tables.ts'

/** All versions of all types of report, or of one: the types in their order, the first version of each first. */
export function typeVersions(database: Database, code?: string): Promise<ReportType[]> {
  let query = database
    .selectFrom('report_type_definition')
    .select([
      'code',
      'number',
      'title',
      'summary',
      'cut_off as cutOff',
      'period_kinds as periodKinds',
      'sender_kinds as senderKinds',
      'receiver_kinds as receiverKinds',
      'source',
      'valid_from as validFrom',
      'reason',
      'retired_on as retiredOn',
    ])
    .orderBy('position')
    .orderBy('number')
  if (code !== undefined) query = query.where('code', '=', code)
  return query.execute()
}

/** The types of report in use, in their order: of each the version that is in force on the day. */
export async function reportTypes(database: Database, day: CalendarDate): Promise<ReportType[]> {
  const versions = (await typeVersions(database)).filter(({ retiredOn }) => retiredOn === null || retiredOn >= day)
  const codes = [...new Set(versions.map(({ code }) => code))]
  return codes.flatMap((code) => {
    const own = versions.filter((version) => version.code === code)
    return versionInForce(own, day) ?? []
  })
}

/** A version of a type by its number. Refuses `report.no-such-type-version`. */
export async function typeVersion(database: Database, code: string, number: number): Promise<ReportType> {
  const versions = await typeVersions(database, code)
  const found = versions.find((version) => version.number === number)
  if (found) return found
  throw new Refusal('not-found', 'report.no-such-type-version', 'Loại báo cáo không có bản mang số này.')
}

/** Told when a code names no type of report. */
export function noSuchType(kind: 'invalid' | 'not-found' = 'invalid'): Refusal {
  return new Refusal(kind, 'report.no-such-type', 'Không có loại báo cáo này. Hãy chọn trong danh sách.')
}

/**
 * By which version the reports of a type are written for a period, and the dates that the period has by it: as was decided when the
 * first report of the period was begun or asked for, so that all units write by one outline; before that, the last version in force on
 * the last day of the period. Refuses `report.no-such-type`, `report.wrong-period-kind`, `calendar.no-such-period`.
 */
export async function typeForPeriod(
  database: Database,
  code: string,
  periodCode: string,
): Promise<{ type: ReportType; period: ReportingPeriod; isDecided: boolean }> {
  const [versions, decided] = await Promise.all([
    typeVersions(database, code),
    versionOfPeriod(database, code, periodCode),
  ])
  const type = versions.find((version) => version.number === decided) ?? periodByVersions(versions, periodCode)
  if (!type) throw noSuchType()
  return { type, period: periodOfType(periodCode, type), isDecided: decided !== null }
}

/** The same for a period as it was entered in a form. Refuses as `periodEntered` does, and `report.no-such-type`. */
export async function periodOfTypeEntered(
  database: Database,
  code: string,
  entered: PeriodEntered,
): Promise<{ type: ReportType; period: ReportingPeriod }> {
  const latest = (await typeVersions(database, code)).at(-1)
  if (!latest) throw noSuchType()
  // Which kinds of period are reported is for the version of that period to say.
  const { code: periodCode } = periodEntered(entered, { ...latest, periodKinds: ALL_PERIOD_KINDS })
  return typeForPeriod(database, code, periodCode)
}

/**
 * The same, for whoever begins or asks for reports on the day. Refuses `report.type-retired` when the type is out of use and nobody has
 * begun to report the period.
 */
export async function typeToUse(
  database: Database,
  { code, periodCode, today }: { code: string; periodCode: string; today: CalendarDate },
): Promise<{ type: ReportType; period: ReportingPeriod }> {
  await holdType(database, code, 'use')
  const { type, period, isDecided } = await typeForPeriod(database, code, periodCode)
  if (isDecided || type.retiredOn === null || today <= type.retiredOn) return { type, period }
  const message = `“${type.title}” đã ngừng dùng sau ngày ${formatCalendarDate(type.retiredOn)}. Hãy chọn loại báo cáo khác.`
  throw new Refusal('conflict', 'report.type-retired', message, { typeCode: message })
}

/** The version that the first report or request of the type and period took; null when there is none. */
async function versionOfPeriod(database: Database, code: string, periodCode: string): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    select type_version as version from report_request where type_code = ${code} and period_code = ${periodCode}
    union all
    select type_version from report where type_code = ${code} and period_code = ${periodCode}
    limit 1`.execute(database)
  return rows[0]?.version ?? null
}

/**
 * Holds the versions of a type still until the transaction ends: a report that is begun and a version that is put into force wait for
 * each other, so that the reports of one period can't come to stand by two versions.
 */
export async function holdType(transaction: Database, code: string, purpose: 'use' | 'change'): Promise<void> {
  await sql`select from report_type where code = ${code} ${purpose === 'use' ? sql`for share` : sql`for update`}`.execute(
    transaction,
  )
}

/** The outline of a version of a type of report, with the sections of all kinds of unit. */
export function sectionsOf(
  database: Database,
  { typeCode, typeVersion }: { typeCode: string; typeVersion: number },
): Promise<ReportSection[]> {
  return database
    .selectFrom('report_section')
    .select([
      'code',
      'level',
      'title',
      'hint',
      'indicator_codes as indicatorCodes',
      'unit_kinds as unitKinds',
      'about_kinds as aboutKinds',
    ])
    .where('type_code', '=', typeCode)
    .where('version', '=', typeVersion)
    .orderBy('position')
    .execute()
}
