import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Indicator } from './indicator.ts'

/**
 * The version of a definition by which a figure is computed: the last one that is in force on the last day of the period; the first one
 * when none was yet (`whyNotInUse` says so then). `versions` are those of one indicator, in any order, at least one.
 */
export function versionOn<Version extends Pick<Indicator, 'validFrom' | 'version'>>(
  versions: readonly Version[],
  day: CalendarDate | null,
): Version | undefined {
  const ordered = [...versions].sort((one, other) => one.version - other.version)
  const inForce = ordered.filter(({ validFrom }) => day === null || validFrom === null || validFrom <= day)
  return (
    inForce.reduce<Version | undefined>(
      (last, version) => (last === undefined || (version.validFrom ?? '') >= (last.validFrom ?? '') ? version : last),
      undefined,
    ) ?? ordered[0]
  )
}

/** Why an indicator has no figure in a period: it was not defined yet (`indicators.not-yet-in-force`), or not in use any more (`indicators.retired`). */
export function whyNotInUse(
  { title, version, validFrom, retiredOn }: Pick<Indicator, 'title' | 'version' | 'validFrom' | 'retiredOn'>,
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
): Refusal | null {
  if (retiredOn !== null && retiredOn < period.from) {
    const message = `Chỉ tiêu “${title}” chỉ dùng đến hết ngày ${formatCalendarDate(retiredOn)}.`
    return new Refusal('invalid', 'indicators.retired', message)
  }
  if (version === 1 && validFrom !== null && period.to < validFrom) {
    const message = `Chỉ tiêu “${title}” được dùng từ ngày ${formatCalendarDate(validFrom)}; kỳ này chưa có cách tính.`
    return new Refusal('invalid', 'indicators.not-yet-in-force', message)
  }
  return null
}
