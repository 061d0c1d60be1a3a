import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Indicator } from '../rules/indicator.ts'
import { versionOn } from '../rules/version.ts'
import './tables.ts'

/**
 * The definitions of the named indicators, all of them when none is named; in the order in which they are read. Each in the version that
 * is in force on the day (the first one, when none was yet), or the last one without a day.
 * Refuses `indicators.no-such-indicator` for a code that is not defined.
 */
export async function indicatorDefinitions(
  database: Database,
  codes?: readonly string[],
  on: CalendarDate | null = null,
): Promise<Indicator[]> {
  const versions = await indicatorVersions(database, codes)
  const unknown = codes?.find((code) => !versions.some((version) => version.code === code))
  if (unknown !== undefined) throw noSuchIndicator(unknown)
  return definitionsOn(versions, on)
}

/** Of all versions, that of each indicator which is in force on the day, as above. */
export function definitionsOn(versions: readonly Indicator[], on: CalendarDate | null): Indicator[] {
  return [...new Set(versions.map((version) => version.code))].flatMap(
    (code) =>
      versionOn(
        versions.filter((version) => version.code === code),
        on,
      ) ?? [],
  )
}

/** The definition of one indicator, as above. Refuses `indicators.no-such-indicator`. */
export async function indicatorDefinition(
  database: Database,
  code: string,
  on: CalendarDate | null = null,
): Promise<Indicator> {
  const [found] = await indicatorDefinitions(database, [code], on)
  if (!found) throw noSuchIndicator(code)
  return found
}

/** All versions of the named indicators, or of all: by indicator in the order in which they are read, and by number. */
export async function indicatorVersions(database: Database, codes?: readonly string[]): Promise<Indicator[]> {
  let query = database
    .selectFrom('indicator_definition')
    .select([
      'code',
      'title',
      'theme',
      'unit_of_measure as unitOfMeasure',
      'retired_on as retiredOn',
      'number as version',
      'valid_from as validFrom',
      'reason',
      'explanation',
      'source',
      'fact_code as factCode',
      'measure',
      'measure_column as measureColumn',
      'filters',
      'part_filters as partFilters',
      'formula',
      'decimals',
      'adds_up as addsUp',
      'time',
    ])
    .orderBy('position')
    .orderBy('number')
  if (codes) query = query.where('code', 'in', codes.length > 0 ? [...codes] : [''])
  return query.execute()
}

/** Told when a code is not defined. */
export function noSuchIndicator(code: string): Refusal {
  return new Refusal(
    'not-found',
    'indicators.no-such-indicator',
    `Không có chỉ tiêu nào mang mã “${code}”. Hãy xem danh sách chỉ tiêu ở trang Số liệu.`,
  )
}
