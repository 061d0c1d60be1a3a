import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import type { ReportType } from './report-type.ts'

/**
 * The version of a type that is in force on a day; before the first one began, the first one. `versions` are those of one type, in any
 * order. Undefined only where there is none.
 */
export function versionInForce<Version extends Pick<ReportType, 'number' | 'validFrom'>>(
  versions: readonly Version[],
  day: CalendarDate,
): Version | undefined {
  const newestFirst = [...versions].sort((one, other) => other.number - one.number)
  return newestFirst.find(({ validFrom }) => validFrom === null || validFrom <= day) ?? newestFirst.at(-1)
}

/**
 * The version by which a period is reported when nobody has begun to: the last one in force on its last day. Where a version moves the
 * cut-off, the last day of a named period is the one by that version. Refuses `calendar.no-such-period`.
 */
export function periodByVersions<Version extends Pick<ReportType, 'number' | 'validFrom' | 'cutOff'>>(
  versions: readonly Version[],
  periodCode: string,
): Version | undefined {
  const newestFirst = [...versions].sort((one, other) => other.number - one.number)
  return (
    newestFirst.find(
      ({ validFrom, cutOff }) => validFrom === null || validFrom <= periodByCode(periodCode, cutOff).to,
    ) ?? newestFirst.at(-1)
  )
}
